-- The working group. Families enter by a role of their own that has no right to any clinical table, not even to a count.
do $$
begin
  begin
    create role girasol_families nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  begin
    grant girasol_families to current_user;
  exception when invalid_grant_operation or unique_violation then null;
  end;
end $$;
--> statement-breakpoint
create or replace function girasol_admit(login text) returns void language plpgsql set search_path = pg_catalog as $$
begin
  if current_setting('server_version_num')::integer >= 160000 then
    execute format('grant girasol_clinic, girasol_counts, girasol_desk, girasol_audit, girasol_keeper, girasol_families to %I with inherit false', login);
  else
    execute format('alter role %I noinherit', login);
    execute format('grant girasol_clinic, girasol_counts, girasol_desk, girasol_audit, girasol_keeper, girasol_families to %I', login);
  end if;
  execute format('grant execute on function public.girasol_session(uuid) to %I', login);
  execute format('grant select on public.girasol_migrations to %I', login);
end $$;
--> statement-breakpoint
grant select on ooads, ooad_aliases, organizations, catalogue_versions to girasol_families;
--> statement-breakpoint
create policy families_write on audit_inbox for insert to girasol_families with check (true);
--> statement-breakpoint
grant insert on audit_inbox to girasol_families;
--> statement-breakpoint
create policy families_own on idempotency_keys to girasol_families
  using (user_id = (select app_user_id())) with check (user_id = (select app_user_id()));
--> statement-breakpoint
grant select, insert on idempotency_keys to girasol_families;
--> statement-breakpoint
create policy families_published on reports for select to girasol_families using (published is not null);
--> statement-breakpoint
grant select (id, kind, frozen_at, published, published_heading, published_sha256) on reports to girasol_families;
--> statement-breakpoint

do $$
declare name text;
begin
  foreach name in array array['posts', 'post_holders', 'working_group_sessions', 'attendances', 'session_reports', 'minutes', 'minutes_revisions', 'agreements', 'agreement_progress', 'agreement_cases', 'agenda_points', 'bulletins', 'identity_overrides', 'shortage_reports'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
  -- Read by whoever coordinates, written by the nation's
  foreach name in array array['posts', 'post_holders', 'working_group_sessions', 'attendances', 'session_reports'] loop
    execute format('create policy coordinators_read on %I for select to girasol_counts using (true)', name);
    execute format('create policy nation_adds on %I for insert to girasol_counts with check ((select app_national()))', name);
    execute format('grant select, insert on %I to girasol_counts', name);
  end loop;
  foreach name in array array['posts', 'post_holders', 'working_group_sessions', 'attendances'] loop
    execute format('create policy nation_edits on %I for update to girasol_counts using ((select app_national())) with check ((select app_national()))', name);
    execute format('grant update on %I to girasol_counts', name);
  end loop;
  -- The nation's alone
  foreach name in array array['minutes_revisions', 'identity_overrides', 'bulletins'] loop
    execute format('create policy nation on %I to girasol_counts using ((select app_national())) with check ((select app_national()))', name);
    execute format('grant select, insert on %I to girasol_counts', name);
  end loop;
end $$;
--> statement-breakpoint
grant update on bulletins, identity_overrides to girasol_counts;
--> statement-breakpoint

create policy families_read on posts for select to girasol_families using (true);
--> statement-breakpoint
grant select on posts to girasol_families;
--> statement-breakpoint
create policy families_read on working_group_sessions for select to girasol_families using (true);
--> statement-breakpoint
grant select (id, number, held_on, starts_at, mode, topic, place, link, agenda, next_presenters, search, published_at) on working_group_sessions to girasol_families;
--> statement-breakpoint
create policy families_read on session_reports for select to girasol_families using (true);
--> statement-breakpoint
grant select (id, session_id, source, report_id, frozen_at) on session_reports to girasol_families;
--> statement-breakpoint

-- Minutes: drafts are the nation's, what is published is everybody's and nobody's to change
create policy published_or_nation on minutes for select to girasol_counts using (status = 'published' or (select app_national()));
--> statement-breakpoint
create policy nation_adds on minutes for insert to girasol_counts with check ((select app_national()));
--> statement-breakpoint
create policy nation_edits on minutes for update to girasol_counts using ((select app_national()) and status <> 'published') with check ((select app_national()));
--> statement-breakpoint
grant select, insert, update on minutes to girasol_counts;
--> statement-breakpoint
create policy families_read on minutes for select to girasol_families using (status = 'published');
--> statement-breakpoint
grant select (id, session_id, version_number, status, erratum_reason, published_at, folio, document, sha256, search) on minutes to girasol_families;
--> statement-breakpoint
create function girasol_published_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'published text is read-only' using errcode = 'check_violation', constraint = 'published_stays';
end $$;
--> statement-breakpoint
create trigger published_stays before update or delete on minutes for each row when (old.status = 'published') execute function girasol_published_stays();
--> statement-breakpoint
create trigger approved_stays before update or delete on bulletins for each row when (old.status = 'approved') execute function girasol_published_stays();
--> statement-breakpoint
create policy families_read on bulletins for select to girasol_families using (status = 'approved');
--> statement-breakpoint
grant select (id, session_id, year, number, status, approved_at, document, sha256) on bulletins to girasol_families;
--> statement-breakpoint

-- Agreements: coordinators read all of them and tell of those in reach; families read those of published sessions
create policy coordinators_read on agreements for select to girasol_counts using (true);
--> statement-breakpoint
create policy nation_adds on agreements for insert to girasol_counts with check ((select app_national()));
--> statement-breakpoint
create policy reach_edits on agreements for update to girasol_counts
  using ((select app_national()) or organization_id = any ((select app_organizations())::uuid[])
    or ooad_code in (select o.reports_to_ooad from organizations o where o.id = any ((select app_organizations())::uuid[])))
  with check (true);
--> statement-breakpoint
grant select, insert, update on agreements to girasol_counts;
--> statement-breakpoint
create policy own_hospitals on agreements for select to girasol_clinic
  using (organization_id = any ((select app_organizations())::uuid[]));
--> statement-breakpoint
grant select on agreements to girasol_clinic;
--> statement-breakpoint
grant select (id, number, held_on) on working_group_sessions to girasol_clinic;
--> statement-breakpoint
create policy clinic_read on working_group_sessions for select to girasol_clinic using (true);
--> statement-breakpoint
create policy families_read on agreements for select to girasol_families
  using (exists (select from working_group_sessions s where s.id = session_id and s.published_at is not null));
--> statement-breakpoint
grant select (id, session_id, number, text, post_id, ooad_code, organization_id, due_on, status, kept_on, case_alias, search) on agreements to girasol_families;
--> statement-breakpoint
create policy coordinators_read on agreement_progress for select to girasol_counts using (true);
--> statement-breakpoint
create policy reach_adds on agreement_progress for insert to girasol_counts with check (exists (
  select from agreements a where a.id = agreement_id and ((select app_national()) or a.organization_id = any ((select app_organizations())::uuid[])
    or a.ooad_code in (select o.reports_to_ooad from organizations o where o.id = any ((select app_organizations())::uuid[])))));
--> statement-breakpoint
grant select, insert on agreement_progress to girasol_counts;
--> statement-breakpoint
create policy families_read on agreement_progress for select to girasol_families using (exists (select from agreements a where a.id = agreement_id));
--> statement-breakpoint
grant select (id, agreement_id, text, status, due_on, evidence_url, report_id, posted_on) on agreement_progress to girasol_families;
--> statement-breakpoint
create policy own_hospitals on agreement_cases to girasol_clinic
  using (organization_id = any ((select app_organizations())::uuid[])) with check (organization_id = any ((select app_organizations())::uuid[]));
--> statement-breakpoint
grant select, insert, update on agreement_cases to girasol_clinic;
--> statement-breakpoint

-- Points: raised by families, decided by the nation's coordinators
create policy families_read on agenda_points for select to girasol_families using (true);
--> statement-breakpoint
create policy families_raise on agenda_points for insert to girasol_families with check (raised_by = (select app_user_id()));
--> statement-breakpoint
grant select (id, version, text, status, session_id, answer, search, raised_at, decided_at), insert on agenda_points to girasol_families;
--> statement-breakpoint
create policy coordinators_read on agenda_points for select to girasol_counts using (true);
--> statement-breakpoint
create policy nation_edits on agenda_points for update to girasol_counts using ((select app_national())) with check ((select app_national()));
--> statement-breakpoint
grant select, update on agenda_points to girasol_counts;
--> statement-breakpoint

-- What families report as lacking: followed by folio and word, answered by whoever coordinates the hospital
create policy families_add on shortage_reports for insert to girasol_families with check (reported_by is null or reported_by = (select app_user_id()));
--> statement-breakpoint
create policy families_follow on shortage_reports for select to girasol_families using (reported_by is null or reported_by = (select app_user_id()));
--> statement-breakpoint
grant select (id, folio, word_hash, organization_id, medication, lacked_on, reported_on, case_id), insert on shortage_reports to girasol_families;
--> statement-breakpoint
create policy own_hospitals on shortage_reports for select to girasol_counts
  using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()));
--> statement-breakpoint
grant select on shortage_reports to girasol_counts;
