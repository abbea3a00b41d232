-- What is kept for the limits of an hour is forgotten after a day
create policy keeper_forgets on follow_failures to girasol_keeper using (true);
--> statement-breakpoint
grant select (failed_at), delete on follow_failures to girasol_keeper;
--> statement-breakpoint
create policy keeper_forgets on identity_looks to girasol_keeper using (true);
--> statement-breakpoint
grant select (found_at), delete on identity_looks to girasol_keeper;
--> statement-breakpoint
-- and what the keeper was to forget of sign-ins it could not reach, which kept it from forgetting anything
create policy keeper_forgets on sign_in_failures to girasol_keeper using (true);
--> statement-breakpoint
grant select (blocked_until), delete on sign_in_failures to girasol_keeper;
--> statement-breakpoint

-- Families' role adds reports and reads none: it learns of one what the functions answer to whoever holds its key or its word
drop policy families_follow on shortage_reports;
--> statement-breakpoint
revoke select on shortage_reports from girasol_families;
--> statement-breakpoint
revoke select (id, folio, word_hash, organization_id, medication, lacked_on, reported_on, case_id, once_hash, request_hash) on shortage_reports from girasol_families;
--> statement-breakpoint
revoke insert on shortage_reports from girasol_families;
--> statement-breakpoint
grant insert (id, folio, word_hash, organization_id, medication, lacked_on, note, sealed_contact, reported_by, reported_on, reported_at, once_hash, request_hash) on shortage_reports to girasol_families;
--> statement-breakpoint
grant select (once_hash, request_hash) on shortage_reports to girasol_searcher;
--> statement-breakpoint
/* What was sent before under the keyed hash of a key. */
create function girasol_sent_report(the_once bytea) returns table (folio text, request_hash bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.folio, r.request_hash from shortage_reports r where r.once_hash = the_once
$$;
--> statement-breakpoint
grant create on schema public to girasol_searcher;
--> statement-breakpoint
alter function girasol_sent_report(bytea) owner to girasol_searcher;
--> statement-breakpoint
revoke create on schema public from girasol_searcher;
--> statement-breakpoint
revoke execute on function girasol_sent_report(bytea) from public;
--> statement-breakpoint
grant execute on function girasol_sent_report(bytea) to girasol_families;
--> statement-breakpoint

-- Reports that a session quotes are families' from the publication of its minutes on, and of those the ones they quote
drop policy families_published on reports;
--> statement-breakpoint
create policy families_published on reports for select to girasol_families using (published is not null and (
  not exists (select from session_reports q where q.report_id = reports.id)
  or exists (select from session_reports q join working_group_sessions s on s.id = q.session_id
    where q.report_id = reports.id and s.published_at is not null
      and not exists (select from session_reports later where later.session_id = q.session_id and later.source = q.source and later.id > q.id))));
--> statement-breakpoint
create policy searcher on reports for select to girasol_searcher using (true);
--> statement-breakpoint
grant select (id, published, published_sha256) on reports to girasol_searcher;
--> statement-breakpoint
create policy searcher on session_reports for select to girasol_searcher using (true);
--> statement-breakpoint
grant select (id, session_id, source, report_id, frozen_at) on session_reports to girasol_searcher;
--> statement-breakpoint
/* The reports last frozen for a session, in the form made for families: for whoever prepares it and reads it before they do. */
create function girasol_session_figures(session uuid)
  returns table (source figure_source, report_id uuid, frozen_at timestamptz, published text, published_sha256 bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct on (q.source) q.source, q.report_id, q.frozen_at, r.published, r.published_sha256
  from session_reports q join reports r on r.id = q.report_id
  where q.session_id = session and r.published is not null
  order by q.source, q.id desc
$$;
--> statement-breakpoint
grant create on schema public to girasol_searcher;
--> statement-breakpoint
alter function girasol_session_figures(uuid) owner to girasol_searcher;
--> statement-breakpoint
revoke create on schema public from girasol_searcher;
--> statement-breakpoint
revoke execute on function girasol_session_figures(uuid) from public;
--> statement-breakpoint
grant execute on function girasol_session_figures(uuid) to girasol_counts;
--> statement-breakpoint

-- An agreement is moved within reach, and of it what is told of it or edited before its session is published
drop policy reach_edits on agreements;
--> statement-breakpoint
create policy reach_edits on agreements for update to girasol_counts
  using ((select app_national()) or organization_id = any ((select app_organizations())::uuid[])
    or ooad_code in (select o.reports_to_ooad from organizations o where o.id = any ((select app_organizations())::uuid[])))
  with check ((select app_national()) or organization_id = any ((select app_organizations())::uuid[])
    or ooad_code in (select o.reports_to_ooad from organizations o where o.id = any ((select app_organizations())::uuid[])));
--> statement-breakpoint
revoke update on agreements from girasol_counts;
--> statement-breakpoint
grant update (version, status, kept_on, due_on, text, post_id, ooad_code, organization_id, case_alias, search) on agreements to girasol_counts;
--> statement-breakpoint

-- Tables of whoever calls never stand before those of these functions
alter function girasol_planned_doses(uuid[], date, integer) set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
alter function girasol_join_shortage(uuid, uuid) set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
alter function girasol_followed_shortage(text, bytea) set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
alter function girasol_performs(uuid, uuid) set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint

-- Of a session families read its number and day; the next one is told by a function, without the notes of its agenda
revoke select (starts_at, place, link, agenda, next_presenters, search) on working_group_sessions from girasol_families;
--> statement-breakpoint
create policy searcher on working_group_sessions for select to girasol_searcher using (true);
--> statement-breakpoint
grant select (id, number, held_on, starts_at, mode, topic, place, link, agenda, published_at) on working_group_sessions to girasol_searcher;
--> statement-breakpoint
/* The soonest session of this day or later whose minutes are not published; of its agenda kinds and titles. */
create function girasol_next_session()
  returns table (id uuid, number integer, held_on date, starts_at time, mode session_mode, topic text, place text, link text, agenda jsonb)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.id, s.number, s.held_on, s.starts_at, s.mode, s.topic, s.place, s.link,
    (select coalesce(jsonb_agg(jsonb_build_object('kind', item -> 'kind', 'title', item -> 'title') order by at), '[]')
      from jsonb_array_elements(s.agenda) with ordinality as items (item, at))
  from working_group_sessions s
  where s.held_on >= (now() at time zone 'America/Mexico_City')::date and s.published_at is null
  order by s.held_on, s.number limit 1
$$;
--> statement-breakpoint
grant create on schema public to girasol_searcher;
--> statement-breakpoint
alter function girasol_next_session() owner to girasol_searcher;
--> statement-breakpoint
revoke create on schema public from girasol_searcher;
--> statement-breakpoint
revoke execute on function girasol_next_session() from public;
--> statement-breakpoint
grant execute on function girasol_next_session() to girasol_families;
--> statement-breakpoint
alter function girasol_doses_by_age(date, date, integer, integer, boolean) set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
alter function girasol_starts_by_age(date, date, integer, boolean) set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
alter function girasol_match_rows(integer[], text[], text[], date[], text[], integer) set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint

-- An alias leads to somebody while the hospital of its agreement treats them
drop policy own_hospitals on agreement_cases;
--> statement-breakpoint
create policy own_hospitals on agreement_cases for select to girasol_clinic using (
  organization_id = any ((select app_organizations())::uuid[])
  and exists (select from patients p where p.id = patient_id and p.managing_organization_id = agreement_cases.organization_id));
--> statement-breakpoint
create policy searcher on agreement_cases to girasol_searcher using (true);
--> statement-breakpoint
grant select (agreement_id, organization_id, patient_id), delete on agreement_cases to girasol_searcher;
--> statement-breakpoint
/* Forgets whom an alias meant where that person is treated elsewhere by now, so that its hospital can say it anew. */
create function girasol_forget_former_case(agreement uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from agreement_cases c where c.agreement_id = agreement and c.organization_id = any (app_organizations())
    and not exists (select from patients p where p.id = c.patient_id and p.managing_organization_id = c.organization_id);
end $$;
--> statement-breakpoint
grant create on schema public to girasol_searcher;
--> statement-breakpoint
alter function girasol_forget_former_case(uuid) owner to girasol_searcher;
--> statement-breakpoint
revoke create on schema public from girasol_searcher;
--> statement-breakpoint
revoke execute on function girasol_forget_former_case(uuid) from public;
--> statement-breakpoint
grant execute on function girasol_forget_former_case(uuid) to girasol_clinic;
--> statement-breakpoint
/* Which of these hashes are of words that two people let stand within the year, and nobody withdrew. */
create or replace function girasol_let_stand(hashes bytea[]) returns setof bytea
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct o.text_hash from identity_overrides o
  where o.text_hash = any (hashes) and o.approved_at > now() - interval '12 months' and o.refused_at is null
$$;
