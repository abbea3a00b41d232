-- The second fence: roles that own nothing, row-level security that is forced, and the few functions that look past it.
-- Everything here reads who asks from settings that a transaction enters with set_config(…, true).

create function app_user_id() returns uuid language sql stable set search_path = pg_catalog
  return nullif(current_setting('app.user_id', true), '')::uuid;
--> statement-breakpoint
create function app_organizations() returns uuid[] language sql stable set search_path = pg_catalog
  return coalesce(nullif(current_setting('app.organizations', true), ''), '{}')::uuid[];
--> statement-breakpoint
create function app_national() returns boolean language sql stable set search_path = pg_catalog
  return coalesce(current_setting('app.national', true), '') = '1';
--> statement-breakpoint

-- Public catalogues (P0)
grant select on ooads, ooad_aliases, organizations, catalogue_versions, terminology_concepts, iccc3_rules
  to girasol_clinic, girasol_counts, girasol_desk, girasol_audit, girasol_keeper, girasol_searcher;
--> statement-breakpoint

-- Accounts: the desk alone
do $$
declare name text;
begin
  foreach name in array array['users', 'grants', 'sessions', 'refresh_tokens', 'sign_in_failures', 'one_time_codes', 'setup_tokens', 'broken_glass'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy desk on %I to girasol_desk using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to girasol_desk', name);
  end loop;
end $$;
--> statement-breakpoint
create policy searcher on users for select to girasol_searcher using (true);
--> statement-breakpoint
create policy searcher on grants for select to girasol_searcher using (true);
--> statement-breakpoint
create policy searcher on sessions for select to girasol_searcher using (true);
--> statement-breakpoint
grant select (id, name, email, active) on users to girasol_searcher;
--> statement-breakpoint
grant select on grants, sessions to girasol_searcher;
--> statement-breakpoint

-- People: rows of the hospitals in reach
do $$
declare name text;
begin
  foreach name in array array['patients', 'chosen_names', 'patient_versions', 'related_persons', 'distinct_patients', 'patient_events', 'conditions', 'condition_overrides'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_hospitals on %I to girasol_clinic using (managing_organization_id = any ((select app_organizations())::uuid[]) or (select app_national())) with check (managing_organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))', name);
    execute format('grant select, insert on %I to girasol_clinic', name);
  end loop;
end $$;
--> statement-breakpoint
grant update on patients, chosen_names, related_persons, conditions, patient_events to girasol_clinic;
--> statement-breakpoint
grant delete on chosen_names to girasol_clinic;
--> statement-breakpoint
create policy searcher on patients for select to girasol_searcher using (true);
--> statement-breakpoint
create policy searcher on chosen_names for select to girasol_searcher using (true);
--> statement-breakpoint
create policy searcher on distinct_patients for select to girasol_searcher using (true);
--> statement-breakpoint
grant select on patients, distinct_patients to girasol_searcher;
--> statement-breakpoint
grant select (patient_id, managing_organization_id, word_hashes) on chosen_names to girasol_searcher;
--> statement-breakpoint

-- The ledger: written with the fact, read by the keeper of the counters
alter table registry_entries enable row level security;
--> statement-breakpoint
alter table registry_entries force row level security;
--> statement-breakpoint
create policy own_hospitals on registry_entries to girasol_clinic
  using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))
  with check (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()));
--> statement-breakpoint
create policy own_hospitals_read on registry_entries for select to girasol_counts
  using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()));
--> statement-breakpoint
create policy keeper on registry_entries for select to girasol_keeper using (true);
--> statement-breakpoint
alter table registry_pending enable row level security;
--> statement-breakpoint
alter table registry_pending force row level security;
--> statement-breakpoint
create policy writer on registry_pending for insert to girasol_clinic with check (true);
--> statement-breakpoint
create policy keeper on registry_pending to girasol_keeper using (true);
--> statement-breakpoint
grant select, insert on registry_entries to girasol_clinic;
--> statement-breakpoint
grant insert on registry_pending to girasol_clinic;
--> statement-breakpoint
grant select (id, organization_id, kind, sign, posted_on, iccc3_group, reason) on registry_entries to girasol_counts;
--> statement-breakpoint
grant select on registry_entries to girasol_keeper;
--> statement-breakpoint
grant select, delete on registry_pending to girasol_keeper;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['hospital_counts', 'hospital_iccc3_counts', 'hospital_pyramid'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_hospitals on %I for select to girasol_counts using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))', name);
    execute format('create policy keeper on %I to girasol_keeper using (true) with check (true)', name);
    execute format('grant select on %I to girasol_counts', name);
    execute format('grant select, insert, update, delete on %I to girasol_keeper', name);
  end loop;
end $$;
--> statement-breakpoint

-- Frozen reports: insert-only, read by whoever reaches all the hospitals they speak of
alter table reports enable row level security;
--> statement-breakpoint
alter table reports force row level security;
--> statement-breakpoint
create policy readers on reports for select to girasol_counts using (
  (select app_national())
  or (not (reach ->> 'national')::boolean
      and (select coalesce(bool_and(id::uuid = any (app_organizations())), false) from jsonb_array_elements_text(reach -> 'organizationIds') as ids (id)))
);
--> statement-breakpoint
create policy writers on reports for insert to girasol_counts with check (frozen_by = app_user_id());
--> statement-breakpoint
grant select, insert on reports to girasol_counts;
--> statement-breakpoint

-- Files on their way in: whoever brought them
do $$
declare name text;
begin
  foreach name in array array['imports', 'import_mappings'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own on %I to girasol_clinic using (created_by = (select app_user_id())) with check (created_by = (select app_user_id()))', name);
    execute format('grant select, insert, update on %I to girasol_clinic', name);
  end loop;
end $$;
--> statement-breakpoint
alter table import_rows enable row level security;
--> statement-breakpoint
alter table import_rows force row level security;
--> statement-breakpoint
create policy own on import_rows to girasol_clinic
  using (import_id in (select id from imports where created_by = (select app_user_id())))
  with check (import_id in (select id from imports where created_by = (select app_user_id())));
--> statement-breakpoint
grant select, insert, update, delete on import_rows to girasol_clinic;
--> statement-breakpoint
alter table imported_fingerprints enable row level security;
--> statement-breakpoint
alter table imported_fingerprints force row level security;
--> statement-breakpoint
create policy all_rows on imported_fingerprints to girasol_clinic using (true) with check (true);
--> statement-breakpoint
grant select, insert, delete on imported_fingerprints to girasol_clinic;
--> statement-breakpoint
alter table deidentified_cases enable row level security;
--> statement-breakpoint
alter table deidentified_cases force row level security;
--> statement-breakpoint
create policy own on deidentified_cases to girasol_clinic
  using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))
  with check (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()));
--> statement-breakpoint
grant select, insert, delete on deidentified_cases to girasol_clinic;
--> statement-breakpoint
create policy keeper_reads on imports for select to girasol_keeper using (true);
--> statement-breakpoint
grant select (id, created_by, status, organization_ids, national) on imports to girasol_keeper;
--> statement-breakpoint

-- Likely matches across hospitals: opened by a registration, read by national coordinators
alter table reconciliation_cases enable row level security;
--> statement-breakpoint
alter table reconciliation_cases force row level security;
--> statement-breakpoint
create policy opener on reconciliation_cases for insert to girasol_clinic with check (true);
--> statement-breakpoint
create policy reader on reconciliation_cases for select to girasol_counts using ((select app_national()));
--> statement-breakpoint
grant insert on reconciliation_cases to girasol_clinic;
--> statement-breakpoint
grant select on reconciliation_cases to girasol_counts;
--> statement-breakpoint

alter table foreign_matches enable row level security;
--> statement-breakpoint
alter table foreign_matches force row level security;
--> statement-breakpoint
create policy own on foreign_matches to girasol_clinic
  using (user_id = (select app_user_id())) with check (user_id = (select app_user_id()));
--> statement-breakpoint
grant select, insert on foreign_matches to girasol_clinic;
--> statement-breakpoint

-- Answers already given: each user's own
alter table idempotency_keys enable row level security;
--> statement-breakpoint
alter table idempotency_keys force row level security;
--> statement-breakpoint
create policy own on idempotency_keys to girasol_clinic, girasol_counts, girasol_desk
  using (user_id = (select app_user_id())) with check (user_id = (select app_user_id()));
--> statement-breakpoint
create policy keeper on idempotency_keys to girasol_keeper using (true);
--> statement-breakpoint
grant select, insert on idempotency_keys to girasol_clinic, girasol_counts, girasol_desk;
--> statement-breakpoint
grant select, delete on idempotency_keys to girasol_keeper;
--> statement-breakpoint

-- Audit: anyone leaves an event, nobody changes one; the sealer moves them into their chain
alter table audit_inbox enable row level security;
--> statement-breakpoint
alter table audit_inbox force row level security;
--> statement-breakpoint
create policy writer on audit_inbox for insert to girasol_clinic, girasol_counts, girasol_desk, girasol_audit, girasol_keeper with check (true);
--> statement-breakpoint
create policy keeper on audit_inbox to girasol_keeper using (true);
--> statement-breakpoint
create policy auditor on audit_inbox for select to girasol_audit using (true);
--> statement-breakpoint
grant insert on audit_inbox to girasol_clinic, girasol_counts, girasol_desk, girasol_audit, girasol_keeper;
--> statement-breakpoint
grant select, delete on audit_inbox to girasol_keeper;
--> statement-breakpoint
grant select on audit_inbox to girasol_audit;
--> statement-breakpoint
alter table audit_events enable row level security;
--> statement-breakpoint
alter table audit_events force row level security;
--> statement-breakpoint
create policy keeper on audit_events for select to girasol_keeper using (true);
--> statement-breakpoint
create policy sealer on audit_events for insert to girasol_keeper with check (true);
--> statement-breakpoint
create policy auditor on audit_events for select to girasol_audit using (true);
--> statement-breakpoint
grant select, insert on audit_events to girasol_keeper;
--> statement-breakpoint
grant select on audit_events to girasol_audit;
--> statement-breakpoint
create policy auditor on users for select to girasol_audit using (true);
--> statement-breakpoint
grant select (id, name) on users to girasol_audit;
--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'rows of % are never changed', tg_table_name using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger audit_events_fixed before update or delete on audit_events for each row execute function refuse_change();
--> statement-breakpoint
create trigger registry_entries_fixed before update or delete on registry_entries for each row execute function refuse_change();
--> statement-breakpoint
create trigger reports_fixed before update or delete on reports for each row execute function refuse_change();
--> statement-breakpoint
grant usage on all sequences in schema public to girasol_clinic, girasol_keeper;
--> statement-breakpoint

-- Functions that look past row-level security: a fixed search_path, a narrow answer, an owner that owns nothing else.

/* One active session with its account and grants; null for none. Each grant names the hospitals it reaches. */
create function girasol_session(session uuid) returns json
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return (
    select json_build_object(
      'userId', u.id, 'name', u.name, 'email', u.email,
      'grants', coalesce((
        select json_agg(json_build_object(
          'role', g.role, 'organizationId', g.organization_id, 'ooadCode', g.ooad_code, 'national', g.national,
          'reach', case
            when g.organization_id is not null then json_build_array(g.organization_id)
            when g.ooad_code is not null then coalesce((select json_agg(o.id) from organizations o where o.reports_to_ooad = g.ooad_code), '[]')
            else '[]' end))
        from grants g where g.user_id = u.id and g.revoked_at is null), '[]'))
    from sessions s join users u on u.id = s.user_id
    where s.id = session and s.ended_at is null and s.expires_at > now() and u.active);
end $$;
--> statement-breakpoint

/* Ids of active people of the hospitals in reach whose name holds every pattern (LIKE, already escaped), or whose chosen
   name holds every word hash. The trigram operators are not leakproof, so under a policy their index would lie idle. */
create function girasol_find_patients(patterns text[], hashes integer[], organization uuid, most integer) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  reach uuid[] := app_organizations();
  within text;
begin
  if organization is not null then
    if not (organization = any (reach) or app_national()) then return; end if;
    reach := array[organization];
  end if;
  within := case
    when organization is null and app_national() then 'true'
    when cardinality(reach) = 1 then 'managing_organization_id = $2[1]'
    else 'managing_organization_id = any ($2)' end;
  return query execute format(
    'select id from patients where %s and status = ''active'' and %s order by first_surname, second_surname, given_name, id limit $3',
    within, (select string_agg(format('search like $1[%s]', i), ' and ') from generate_subscripts(patterns, 1) i))
    using patterns, reach, most;
  if cardinality(hashes) > 0 then
    return query execute format('select patient_id from chosen_names where %s and word_hashes @> $1 limit $3', within)
      using hashes, reach, most;
  end if;
end $$;
--> statement-breakpoint

/* Everybody who shares a key or an identifier with a person about to be registered, wherever they are. The caller scores
   them and shows those in reach; of the others only the holder of the very same CURP is named, by hospital. */
create function girasol_duplicate_pool(keys integer[], the_curp text, most integer)
  returns table (id uuid, managing_organization_id uuid, in_reach boolean, given_name text, first_surname text, second_surname text,
    birth_date date, sex sex, curp text, nss text, agregado text, record_number bigint)
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  reach uuid[] := app_organizations();
begin
  return query
    select p.id, p.managing_organization_id, p.managing_organization_id = any (reach) or app_national(),
      p.given_name, p.first_surname, p.second_surname, p.birth_date, p.sex, p.curp, p.nss, p.agregado, p.record_number
    from patients p
    where (p.match_keys && keys or p.curp = the_curp) and p.status = 'active'
    limit most;
end $$;
--> statement-breakpoint
grant create on schema public to girasol_searcher;
--> statement-breakpoint
alter function girasol_session(uuid) owner to girasol_searcher;
--> statement-breakpoint
alter function girasol_find_patients(text[], integer[], uuid, integer) owner to girasol_searcher;
--> statement-breakpoint
alter function girasol_duplicate_pool(integer[], text, integer) owner to girasol_searcher;
--> statement-breakpoint
revoke create on schema public from girasol_searcher;
--> statement-breakpoint
revoke execute on function girasol_session(uuid), girasol_find_patients(text[], integer[], uuid, integer), girasol_duplicate_pool(integer[], text, integer) from public;
--> statement-breakpoint
grant execute on function girasol_session(uuid) to girasol_desk;
--> statement-breakpoint
grant execute on function girasol_find_patients(text[], integer[], uuid, integer), girasol_duplicate_pool(integer[], text, integer) to girasol_clinic;
--> statement-breakpoint

/* Lets a login enter the program's roles; run by the owner when migrating. */
create function girasol_admit(login text) returns void language plpgsql set search_path = pg_catalog as $$
begin
  execute format('grant girasol_clinic, girasol_counts, girasol_desk, girasol_audit, girasol_keeper to %I', login);
  execute format('grant execute on function public.girasol_session(uuid) to %I', login);
  execute format('grant select on public.girasol_migrations to %I', login);
end $$;
--> statement-breakpoint
revoke execute on function girasol_admit(text) from public;
