ALTER TYPE "public"."pain_measure" ADD VALUE 'naloxone';--> statement-breakpoint
DROP INDEX "pain_entries_period";--> statement-breakpoint
ALTER TABLE "pain_entries" ADD COLUMN "late_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "pain_entries" ADD COLUMN "minutes" integer;--> statement-breakpoint
ALTER TABLE "pain_entries" ADD COLUMN "settings_version" integer;--> statement-breakpoint
CREATE INDEX "pain_entries_period" ON "pain_entries" USING btree ("measure","happened_on","organization_id");--> statement-breakpoint
ALTER TABLE "pain_entries" ADD CONSTRAINT "pain_entries_clock" CHECK (("pain_entries"."late_at" is not null and "pain_entries"."minutes" is not null and "pain_entries"."settings_version" is not null) = ("pain_entries"."measure" in ('treated', 'reassessed')));