ALTER TYPE "public"."count_grain" ADD VALUE 'year';
--> statement-breakpoint
-- The counters follow from the ledger alone: emptied here, folded anew with their years. A forced policy would hide the
-- ledger even from its owner.
truncate hospital_counts, hospital_iccc3_counts, hospital_birthdays, hospital_pyramid;
--> statement-breakpoint
alter table registry_entries no force row level security;
--> statement-breakpoint
alter table registry_pending no force row level security;
--> statement-breakpoint
insert into registry_pending (entry_id) select id from registry_entries on conflict do nothing;
--> statement-breakpoint
alter table registry_entries force row level security;
--> statement-breakpoint
alter table registry_pending force row level security;
