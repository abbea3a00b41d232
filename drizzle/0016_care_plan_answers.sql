ALTER TABLE "care_plans" ADD COLUMN "confirmed_warnings" jsonb;--> statement-breakpoint
ALTER TABLE "prior_exposures" ADD COLUMN "entered_in_error_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "prior_exposures" ADD COLUMN "entered_in_error_by" uuid;--> statement-breakpoint
ALTER TABLE "prior_exposures" ADD COLUMN "entered_in_error_reason" text;--> statement-breakpoint
ALTER TABLE "prior_exposures" ADD CONSTRAINT "prior_exposures_status" CHECK ("prior_exposures"."status" in ('final', 'entered-in-error'));