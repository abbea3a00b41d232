CREATE TYPE "public"."first_treatment_kind" AS ENUM('medication', 'radiotherapy', 'surgery', 'transplant');--> statement-breakpoint
CREATE TABLE "first_treatments" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"patient_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"kind" "first_treatment_kind" NOT NULL,
	"treated_on" date NOT NULL,
	"diagnosed_on" date,
	"days" integer,
	"posted_on" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sign" smallint NOT NULL,
	CONSTRAINT "first_treatments_sign" CHECK ("first_treatments"."sign" in (-1, 1)),
	CONSTRAINT "first_treatments_days" CHECK ("first_treatments"."days" is not distinct from "first_treatments"."treated_on" - "first_treatments"."diagnosed_on")
);
--> statement-breakpoint
DROP INDEX "dose_entries_planned";--> statement-breakpoint
ALTER TABLE "dose_entries" ADD COLUMN "dose_percent" smallint;--> statement-breakpoint
ALTER TABLE "dose_entries" ADD COLUMN "substituted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "first_treatments_patient" ON "first_treatments" USING btree ("patient_id","id");--> statement-breakpoint
CREATE INDEX "first_treatments_treated" ON "first_treatments" USING btree ("treated_on","organization_id");--> statement-breakpoint
CREATE INDEX "dose_entries_delivery" ON "dose_entries" USING btree ("planned_on","organization_id") INCLUDE ("posted_on","sign","outcome","reason","delay_days","dose_percent","substituted") WHERE purpose = 'antineoplastic';