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
