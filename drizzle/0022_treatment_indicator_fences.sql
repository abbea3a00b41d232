-- First treatments: written where a person's treatment is recorded, read for the figures without the person
alter table first_treatments enable row level security;
--> statement-breakpoint
alter table first_treatments force row level security;
--> statement-breakpoint
create policy own_hospitals on first_treatments to girasol_clinic
  using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))
  with check (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()));
--> statement-breakpoint
create policy own_hospitals_read on first_treatments for select to girasol_counts
  using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()));
--> statement-breakpoint
grant select, insert on first_treatments to girasol_clinic;
--> statement-breakpoint
grant select (organization_id, kind, treated_on, diagnosed_on, days, posted_on, sign) on first_treatments to girasol_counts;
--> statement-breakpoint
grant usage on sequence first_treatments_id_seq to girasol_clinic;
--> statement-breakpoint
create trigger first_treatments_fixed before update or delete on first_treatments for each row execute function refuse_change();
--> statement-breakpoint
grant select (dose_percent, substituted) on dose_entries to girasol_counts;
