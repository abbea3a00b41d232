-- Fences of treatment: people's rows by hospital, protocols for all with their hospital's variants, shortages without people.
do $$
declare name text;
begin
  foreach name in array array['care_plans', 'care_plan_versions', 'prior_exposures', 'medication_administrations', 'medication_administration_versions', 'body_measurements', 'procedures', 'adverse_events'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_hospitals on %I to girasol_clinic using (managing_organization_id = any ((select app_organizations())::uuid[]) or (select app_national())) with check (managing_organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))', name);
    execute format('grant select, insert on %I to girasol_clinic', name);
  end loop;
end $$;
--> statement-breakpoint
grant update on care_plans, prior_exposures, medication_administrations, body_measurements, procedures, adverse_events to girasol_clinic;
--> statement-breakpoint

-- Protocols: the network's and the own hospitals'; written by whoever reaches the hospital, the network's by the nation
do $$
declare name text;
begin
  foreach name in array array['protocols', 'protocol_versions'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy readers on %I for select to girasol_clinic, girasol_counts using (organization_id is null or organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))', name);
    execute format('create policy writers on %I for insert to girasol_counts with check (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))', name);
    execute format('create policy editors on %I for update to girasol_counts using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national())) with check (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))', name);
    execute format('grant select on %I to girasol_clinic', name);
    execute format('grant select, insert, update on %I to girasol_counts', name);
  end loop;
end $$;
--> statement-breakpoint
create function keep_protocol_in_use() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if tg_op = 'DELETE' or (old.status <> 'draft' and (new.definition is distinct from old.definition or new.number <> old.number
      or new.protocol_id <> old.protocol_id or new.status = 'draft')) then
    raise exception 'a protocol version in use is never changed' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger protocol_versions_frozen before update or delete on protocol_versions for each row execute function keep_protocol_in_use();
--> statement-breakpoint

-- The ledger of delivery: written with the dose, read for the figures without the dose's name
alter table dose_entries enable row level security;
--> statement-breakpoint
alter table dose_entries force row level security;
--> statement-breakpoint
create policy own_hospitals on dose_entries to girasol_clinic
  using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))
  with check (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()));
--> statement-breakpoint
create policy own_hospitals_read on dose_entries for select to girasol_counts
  using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()));
--> statement-breakpoint
grant select, insert on dose_entries to girasol_clinic;
--> statement-breakpoint
grant select (id, organization_id, medication, purpose, planned_on, posted_on, sign, outcome, reason, delay_days) on dose_entries to girasol_counts;
--> statement-breakpoint

-- Shortages and stock: the ward opens, whoever coordinates answers; which dose waited is seen at the bedside only
do $$
declare name text;
begin
  foreach name in array array['shortage_cases', 'shortage_events', 'stock_entries'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_hospitals on %I to girasol_clinic, girasol_counts using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national())) with check (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))', name);
    execute format('grant select, insert on %I to girasol_clinic', name);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert on shortage_cases, stock_entries to girasol_counts;
--> statement-breakpoint
grant update on shortage_cases to girasol_clinic, girasol_counts;
--> statement-breakpoint
grant select (id, case_id, organization_id, kind, posted_on, recorded_at, recorded_by, status, expected_on, responsible, note), insert on shortage_events to girasol_counts;
--> statement-breakpoint

do $$
declare name text;
begin
  foreach name in array array['dose_entries', 'shortage_events', 'stock_entries', 'care_plan_versions', 'medication_administration_versions'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', name || '_fixed', name);
  end loop;
end $$;
--> statement-breakpoint
grant usage on all sequences in schema public to girasol_clinic, girasol_counts, girasol_keeper;
