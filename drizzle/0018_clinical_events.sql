CREATE TYPE "public"."adverse_event_action" AS ENUM('none', 'dose-reduced', 'delayed', 'interrupted', 'stopped', 'not-applicable');--> statement-breakpoint
CREATE TYPE "public"."adverse_event_outcome" AS ENUM('ongoing', 'recovering', 'resolved', 'resolved-with-sequelae', 'fatal', 'unknown');--> statement-breakpoint
CREATE TYPE "public"."adverse_event_relation" AS ENUM('not-related', 'unlikely', 'possible', 'probable', 'certain');--> statement-breakpoint
CREATE TABLE "adverse_event_versions" (
	"adverse_event_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"replaced_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_by" uuid,
	"before" jsonb NOT NULL,
	CONSTRAINT "adverse_event_versions_adverse_event_id_version_pk" PRIMARY KEY("adverse_event_id","version")
);
--> statement-breakpoint
CREATE TABLE "procedure_versions" (
	"procedure_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"replaced_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_by" uuid,
	"before" jsonb NOT NULL,
	CONSTRAINT "procedure_versions_procedure_id_version_pk" PRIMARY KEY("procedure_id","version")
);
--> statement-breakpoint
ALTER TABLE "adverse_events" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "adverse_events" ADD COLUMN "relation" "adverse_event_relation";--> statement-breakpoint
ALTER TABLE "adverse_events" ADD COLUMN "action_taken" "adverse_event_action";--> statement-breakpoint
ALTER TABLE "adverse_events" ADD COLUMN "outcome" "adverse_event_outcome" DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "adverse_events" ADD COLUMN "confirmed_warnings" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "body_measurements" ADD COLUMN "confirmed_warnings" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "procedures" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "procedures" ADD COLUMN "confirmed_warnings" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "adverse_event_versions" ADD CONSTRAINT "adverse_event_versions_adverse_event_id_adverse_events_id_fk" FOREIGN KEY ("adverse_event_id") REFERENCES "public"."adverse_events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure_versions" ADD CONSTRAINT "procedure_versions_procedure_id_procedures_id_fk" FOREIGN KEY ("procedure_id") REFERENCES "public"."procedures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "body_measurements" DROP COLUMN "confirmed_reason";