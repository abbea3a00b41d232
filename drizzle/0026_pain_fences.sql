-- Fences of pain: people's rows by hospital; the ledger read for the figures; settings and pictures by hospital.
do $$
declare name text;
begin
  foreach name in array array['pain_assessments', 'analgesic_plans', 'analgesic_plan_versions', 'analgesic_orders', 'analgesic_administrations', 'sedation_checks', 'analgesic_adverse_effects', 'reminders', 'early_warning_scores', 'febrile_episodes'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_hospitals on %I to girasol_clinic using (managing_organization_id = any ((select app_organizations())::uuid[]) or (select app_national())) with check (managing_organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))', name);
    execute format('grant select, insert on %I to girasol_clinic', name);
  end loop;
end $$;
--> statement-breakpoint
grant update on pain_assessments, analgesic_plans, analgesic_orders, analgesic_administrations, sedation_checks, analgesic_adverse_effects, reminders, early_warning_scores, febrile_episodes to girasol_clinic;
--> statement-breakpoint

-- The ledger of the loop: a person is only a key in it, needed to count a day once
alter table pain_entries enable row level security;
--> statement-breakpoint
alter table pain_entries force row level security;
--> statement-breakpoint
create policy own_hospitals on pain_entries to girasol_clinic
  using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))
  with check (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()));
--> statement-breakpoint
create policy own_hospitals_read on pain_entries for select to girasol_counts
  using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()));
--> statement-breakpoint
grant select, insert on pain_entries to girasol_clinic;
--> statement-breakpoint
grant select (id, organization_id, patient_id, measure, happened_on, posted_on, sign, met, effect) on pain_entries to girasol_counts;
--> statement-breakpoint
-- Days on treatment are counted through the plan: its key and its person's, nothing else of either
grant select (care_plan_id) on dose_entries to girasol_counts;
--> statement-breakpoint
create policy own_hospitals_read on care_plans for select to girasol_counts
  using (managing_organization_id = any ((select app_organizations())::uuid[]) or (select app_national()));
--> statement-breakpoint
grant select (id, patient_id, managing_organization_id) on care_plans to girasol_counts;
--> statement-breakpoint

-- A hospital's settings and its own drawings: read at the bedside, written by whoever coordinates it
do $$
declare name text;
begin
  foreach name in array array['pain_settings', 'pain_scale_pictures'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_hospitals on %I to girasol_clinic, girasol_counts using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national())) with check (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))', name);
    execute format('grant select on %I to girasol_clinic', name);
    execute format('grant select, insert, update on %I to girasol_counts', name);
  end loop;
end $$;
--> statement-breakpoint
grant delete on pain_scale_pictures to girasol_counts;
--> statement-breakpoint

do $$
declare name text;
begin
  foreach name in array array['pain_entries', 'analgesic_plan_versions'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', name || '_fixed', name);
  end loop;
end $$;
--> statement-breakpoint
grant usage on sequence pain_entries_id_seq to girasol_clinic;
