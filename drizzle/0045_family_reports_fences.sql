-- Families' reports of what lacks: they join a case through one function, and are followed through another.
create policy families_own on follow_failures to girasol_families
  using (user_id = (select app_user_id())) with check (user_id = (select app_user_id()));
--> statement-breakpoint
alter table follow_failures enable row level security;
--> statement-breakpoint
alter table follow_failures force row level security;
--> statement-breakpoint
grant select, insert on follow_failures to girasol_families;
--> statement-breakpoint
grant select (once_hash, request_hash) on shortage_reports to girasol_families;
--> statement-breakpoint
create policy searcher on shortage_reports to girasol_searcher using (true) with check (true);
--> statement-breakpoint
grant select (id, folio, word_hash, organization_id, medication, lacked_on, reported_by, reported_on, case_id), update (case_id) on shortage_reports to girasol_searcher;
--> statement-breakpoint
create policy searcher on shortage_cases to girasol_searcher using (true) with check (true);
--> statement-breakpoint
grant select (id, version, organization_id, medication, status, opened_on, closed_at, closed_on, expected_on) on shortage_cases to girasol_searcher;
--> statement-breakpoint
grant insert (id, organization_id, medication, opened_on), update (version) on shortage_cases to girasol_searcher;
--> statement-breakpoint
create policy searcher on shortage_events for insert to girasol_searcher with check (kind in ('opened', 'family-report') and recorded_by is null and doses = 0);
--> statement-breakpoint
grant insert (case_id, organization_id, kind, posted_on, status) on shortage_events to girasol_searcher;
--> statement-breakpoint
grant usage on sequence shortage_events_id_seq to girasol_searcher;
--> statement-breakpoint

/* Puts a report that has just been made into its hospital's open case, or opens one (`new_case`). Null where it is in one
   already. Nothing of who reported goes into the case. */
create function girasol_join_shortage(report uuid, new_case uuid) returns uuid
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  hospital uuid;
  lacking text;
  day date;
  joined uuid;
  opened boolean;
begin
  select r.organization_id, r.medication, r.reported_on into hospital, lacking, day
  from shortage_reports r where r.id = report and r.case_id is null;
  if not found then return null; end if;
  insert into shortage_cases as c (id, organization_id, medication, opened_on) values (new_case, hospital, lacking, day)
  on conflict (organization_id, medication) where closed_at is null do update set version = c.version + 1
  returning c.id, c.version = 1 into joined, opened;
  if opened then
    insert into shortage_events (case_id, organization_id, kind, posted_on, status) values (joined, hospital, 'opened', day, 'open');
  end if;
  insert into shortage_events (case_id, organization_id, kind, posted_on) values (joined, hospital, 'family-report', day);
  update shortage_reports r set case_id = joined where r.id = report;
  return joined;
end $$;
--> statement-breakpoint

/* How a report stands, for whoever knows its folio and the hash of its word. */
create function girasol_followed_shortage(the_folio text, the_word bytea)
  returns table (id uuid, organization_id uuid, named boolean, folio text, medication text, hospital text, lacked_on date, reported_on date,
    status shortage_status, opened_on date, closed_on date, expected_on date)
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return query
    select r.id, r.organization_id, r.reported_by is not null, r.folio, r.medication, o.name, r.lacked_on, r.reported_on,
      c.status, c.opened_on, c.closed_on, c.expected_on
    from shortage_reports r join shortage_cases c on c.id = r.case_id join organizations o on o.id = r.organization_id
    where r.folio = the_folio and r.word_hash = the_word;
end $$;
--> statement-breakpoint
grant create on schema public to girasol_searcher;
--> statement-breakpoint
alter function girasol_join_shortage(uuid, uuid) owner to girasol_searcher;
--> statement-breakpoint
alter function girasol_followed_shortage(text, bytea) owner to girasol_searcher;
--> statement-breakpoint
revoke create on schema public from girasol_searcher;
--> statement-breakpoint
revoke execute on function girasol_join_shortage(uuid, uuid), girasol_followed_shortage(text, bytea) from public;
--> statement-breakpoint
grant execute on function girasol_join_shortage(uuid, uuid), girasol_followed_shortage(text, bytea) to girasol_families;
