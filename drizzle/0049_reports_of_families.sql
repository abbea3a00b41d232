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
