ALTER TABLE "analgesic_administrations" ADD COLUMN "prolonged_release" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "analgesic_administrations" ADD COLUMN "opioid_status" text;--> statement-breakpoint
ALTER TABLE "analgesic_orders" ADD COLUMN "prolonged_release" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "analgesic_orders" ADD COLUMN "opioid_status" text;--> statement-breakpoint
ALTER TABLE "analgesic_plans" ADD COLUMN "confirmed_warnings" jsonb DEFAULT '[]'::jsonb NOT NULL;