-- Comparing enums is not leakproof: behind row-level security the planner may neither use an index on one nor trust its
-- statistics. Comparing texts is.
drop index hospital_counts_removals;
--> statement-breakpoint
ALTER TABLE "hospital_birthdays" ALTER COLUMN "grain" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "hospital_counts" ALTER COLUMN "grain" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "hospital_iccc3_counts" ALTER COLUMN "grain" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "hospital_pyramid" ALTER COLUMN "grain" SET DATA TYPE text;--> statement-breakpoint
DROP TYPE "public"."count_grain";
--> statement-breakpoint
create index hospital_counts_removals on hospital_counts using btree (starts_on) where grain = 'day' and (merged <> 0 or withdrawn <> 0 or error <> 0);
