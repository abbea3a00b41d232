ALTER TYPE "public"."import_status" ADD VALUE 'discarded';--> statement-breakpoint
CREATE TABLE "staging_rules" (
	"kind" text NOT NULL,
	"position" integer NOT NULL,
	"rule" jsonb NOT NULL,
	CONSTRAINT "staging_rules_kind_position_pk" PRIMARY KEY("kind","position"),
	CONSTRAINT "staging_rules_kind" CHECK ("staging_rules"."kind" in ('value', 'selection'))
);
--> statement-breakpoint
ALTER TABLE "conditions" ADD COLUMN "entered_in_error_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conditions" ADD COLUMN "entered_in_error_by" uuid;--> statement-breakpoint
ALTER TABLE "conditions" ADD COLUMN "entered_in_error_reason" text;--> statement-breakpoint
grant select on staging_rules to girasol_clinic, girasol_counts, girasol_desk, girasol_audit, girasol_keeper, girasol_searcher;
