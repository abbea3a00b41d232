CREATE TYPE "public"."analgesic_effect" AS ENUM('constipation', 'nausea-vomiting', 'pruritus', 'urinary-retention', 'sedation', 'respiratory-depression', 'myoclonus', 'delirium', 'other');--> statement-breakpoint
CREATE TYPE "public"."analgesic_order_status" AS ENUM('active', 'stopped');--> statement-breakpoint
CREATE TYPE "public"."analgesic_plan_status" AS ENUM('active', 'ended', 'entered-in-error');--> statement-breakpoint
CREATE TYPE "public"."analgesic_role" AS ENUM('regular', 'rescue', 'adjuvant', 'bowel-prophylaxis', 'antagonist');--> statement-breakpoint
CREATE TYPE "public"."analgesic_route" AS ENUM('PO', 'PR', 'SL', 'IN', 'IV', 'SC', 'IM', 'IV-infusion', 'SC-infusion', 'TD');--> statement-breakpoint
CREATE TYPE "public"."analgesic_unit" AS ENUM('mg', 'ug', 'mg/h', 'ug/h', 'mL', 'g');--> statement-breakpoint
CREATE TYPE "public"."controlled_fraction" AS ENUM('I', 'II', 'III');--> statement-breakpoint
CREATE TYPE "public"."warning_band" AS ENUM('green', 'yellow', 'red');--> statement-breakpoint
CREATE TYPE "public"."pain_action" AS ENUM('none', 'analgesic', 'non-drug', 'notify');--> statement-breakpoint
CREATE TYPE "public"."pain_cause" AS ENUM('tumour', 'procedure', 'treatment', 'other', 'mixed');--> statement-breakpoint
CREATE TYPE "public"."pain_severity" AS ENUM('none', 'none-mild', 'mild', 'moderate', 'severe');--> statement-breakpoint
CREATE TYPE "public"."pain_measure" AS ENUM('assessed', 'treated', 'reassessed', 'relieved', 'opioid-day', 'adverse-effect');--> statement-breakpoint
CREATE TYPE "public"."reminder_kind" AS ENUM('reassessment', 'sedation-check', 'escalation', 'early-warning', 'antibiotic');--> statement-breakpoint
CREATE TYPE "public"."reminder_outcome" AS ENUM('done', 'superseded', 'cancelled');--> statement-breakpoint
CREATE TABLE "analgesic_administrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"order_id" uuid,
	"role" "analgesic_role" NOT NULL,
	"drug" text NOT NULL,
	"route" "analgesic_route" NOT NULL,
	"dose" numeric(12, 4) NOT NULL,
	"unit" "analgesic_unit" NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"performer_id" uuid,
	"answers_assessment_id" uuid,
	"reassess_due_at" timestamp with time zone,
	"confirmed_warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"note" text,
	"status" text DEFAULT 'final' NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"entered_in_error_at" timestamp with time zone,
	"entered_in_error_by" uuid,
	"entered_in_error_reason" text,
	CONSTRAINT "analgesic_administrations_dose" CHECK ("analgesic_administrations"."dose" > 0),
	CONSTRAINT "analgesic_administrations_status" CHECK ("analgesic_administrations"."status" in ('final', 'entered-in-error'))
);
--> statement-breakpoint
CREATE TABLE "analgesic_adverse_effects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"effect" "analgesic_effect" NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"administration_id" uuid,
	"note" text,
	"confirmed_warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text DEFAULT 'final' NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"entered_in_error_at" timestamp with time zone,
	"entered_in_error_by" uuid,
	"entered_in_error_reason" text,
	CONSTRAINT "analgesic_adverse_effects_status" CHECK ("analgesic_adverse_effects"."status" in ('final', 'entered-in-error'))
);
--> statement-breakpoint
CREATE TABLE "analgesic_orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plan_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"role" "analgesic_role" NOT NULL,
	"drug" text NOT NULL,
	"route" "analgesic_route" NOT NULL,
	"dose" numeric(12, 4) NOT NULL,
	"unit" "analgesic_unit" NOT NULL,
	"derivation" jsonb,
	"interval_hours" numeric(5, 2),
	"max_doses_per_day" smallint,
	"controlled_fraction" "controlled_fraction",
	"prescription_folio" text,
	"expires_on" date,
	"confirmed_warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" "analgesic_order_status" DEFAULT 'active' NOT NULL,
	"stopped_at" timestamp with time zone,
	"stopped_by" uuid,
	"stop_reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	CONSTRAINT "analgesic_orders_dose" CHECK ("analgesic_orders"."dose" > 0),
	CONSTRAINT "analgesic_orders_controlled" CHECK ("analgesic_orders"."controlled_fraction" is null or ("analgesic_orders"."prescription_folio" is not null and "analgesic_orders"."expires_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "analgesic_plan_versions" (
	"plan_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"replaced_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_by" uuid,
	"before" jsonb NOT NULL,
	CONSTRAINT "analgesic_plan_versions_plan_id_version_pk" PRIMARY KEY("plan_id","version")
);
--> statement-breakpoint
CREATE TABLE "analgesic_plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"status" "analgesic_plan_status" DEFAULT 'active' NOT NULL,
	"protocol" text NOT NULL,
	"protocol_version" text NOT NULL,
	"step" smallint NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"review_on" date,
	"target_score" smallint NOT NULL,
	"weight_kg" numeric(6, 3),
	"non_drug_measures" text[] DEFAULT '{}' NOT NULL,
	"no_bowel_prophylaxis_reason" text,
	"note" text,
	"ended_at" timestamp with time zone,
	"end_reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"entered_in_error_at" timestamp with time zone,
	"entered_in_error_by" uuid,
	"entered_in_error_reason" text,
	CONSTRAINT "analgesic_plans_protocol" CHECK ("analgesic_plans"."protocol" in ('children', 'adults') and "analgesic_plans"."step" between 1 and 3),
	CONSTRAINT "analgesic_plans_target" CHECK ("analgesic_plans"."target_score" between 0 and 10)
);
--> statement-breakpoint
CREATE TABLE "sedation_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"scale" text NOT NULL,
	"value" text NOT NULL,
	"respiratory_rate" smallint,
	"oxygen_saturation" smallint,
	"effective_at" timestamp with time zone NOT NULL,
	"follows_administration_id" uuid,
	"alerts" text[] DEFAULT '{}' NOT NULL,
	"note" text,
	"confirmed_warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text DEFAULT 'final' NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"entered_in_error_at" timestamp with time zone,
	"entered_in_error_by" uuid,
	"entered_in_error_reason" text,
	CONSTRAINT "sedation_checks_values" CHECK ("sedation_checks"."respiratory_rate" between 0 and 120 and "sedation_checks"."oxygen_saturation" between 0 and 100),
	CONSTRAINT "sedation_checks_status" CHECK ("sedation_checks"."status" in ('final', 'entered-in-error'))
);
--> statement-breakpoint
CREATE TABLE "early_warning_scores" (
	"id" uuid PRIMARY KEY NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"neurological" smallint NOT NULL,
	"cardiovascular" smallint NOT NULL,
	"respiratory" smallint NOT NULL,
	"staff_concern" boolean NOT NULL,
	"family_concern" boolean NOT NULL,
	"total" smallint NOT NULL,
	"band" "warning_band" NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"note" text,
	"confirmed_warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text DEFAULT 'final' NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"entered_in_error_at" timestamp with time zone,
	"entered_in_error_by" uuid,
	"entered_in_error_reason" text,
	CONSTRAINT "early_warning_scores_total" CHECK ("early_warning_scores"."neurological" between 0 and 3 and "early_warning_scores"."cardiovascular" between 0 and 3 and "early_warning_scores"."respiratory" between 0 and 3 and "early_warning_scores"."total" = "early_warning_scores"."neurological" + "early_warning_scores"."cardiovascular" + "early_warning_scores"."respiratory" + "early_warning_scores"."staff_concern"::int + "early_warning_scores"."family_concern"::int),
	CONSTRAINT "early_warning_scores_status" CHECK ("early_warning_scores"."status" in ('final', 'entered-in-error'))
);
--> statement-breakpoint
CREATE TABLE "febrile_episodes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"arrived_at" timestamp with time zone NOT NULL,
	"temperature" numeric(3, 1) NOT NULL,
	"neutrophils" numeric(6, 2),
	"antibiotic" text,
	"antibiotic_at" timestamp with time zone,
	"no_antibiotic_reason" text,
	"note" text,
	"confirmed_warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text DEFAULT 'final' NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"entered_in_error_at" timestamp with time zone,
	"entered_in_error_by" uuid,
	"entered_in_error_reason" text,
	CONSTRAINT "febrile_episodes_antibiotic" CHECK (("febrile_episodes"."antibiotic_at" is null) = ("febrile_episodes"."antibiotic" is null)),
	CONSTRAINT "febrile_episodes_status" CHECK ("febrile_episodes"."status" in ('final', 'entered-in-error'))
);
--> statement-breakpoint
CREATE TABLE "pain_assessments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"scale" text NOT NULL,
	"scale_version" text NOT NULL,
	"items" jsonb,
	"score" numeric(5, 1) NOT NULL,
	"score_max" numeric(5, 1) NOT NULL,
	"severity" "pain_severity" NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"cause" "pain_cause",
	"sites" text[] DEFAULT '{}' NOT NULL,
	"at_rest" boolean,
	"action" "pain_action",
	"follows_administration_id" uuid,
	"note" text,
	"confirmed_warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text DEFAULT 'final' NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"entered_in_error_at" timestamp with time zone,
	"entered_in_error_by" uuid,
	"entered_in_error_reason" text,
	CONSTRAINT "pain_assessments_score" CHECK ("pain_assessments"."score" between 0 and "pain_assessments"."score_max" or "pain_assessments"."scale" in ('COMFORT-B', 'CHEOPS', 'BPS', 'N-PASS')),
	CONSTRAINT "pain_assessments_status" CHECK ("pain_assessments"."status" in ('final', 'entered-in-error'))
);
--> statement-breakpoint
CREATE TABLE "pain_scale_pictures" (
	"organization_id" uuid NOT NULL,
	"scale" text NOT NULL,
	"value" integer NOT NULL,
	"media_type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	CONSTRAINT "pain_scale_pictures_organization_id_scale_value_pk" PRIMARY KEY("organization_id","scale","value"),
	CONSTRAINT "pain_scale_pictures_size" CHECK (octet_length("pain_scale_pictures"."content") between 1 and 200000),
	CONSTRAINT "pain_scale_pictures_type" CHECK ("pain_scale_pictures"."media_type" in ('image/png', 'image/jpeg', 'image/webp'))
);
--> statement-breakpoint
CREATE TABLE "pain_entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"measure" "pain_measure" NOT NULL,
	"source_id" uuid NOT NULL,
	"happened_on" date NOT NULL,
	"posted_on" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sign" smallint NOT NULL,
	"met" boolean NOT NULL,
	"effect" "analgesic_effect",
	CONSTRAINT "pain_entries_sign" CHECK ("pain_entries"."sign" in (-1, 1))
);
--> statement-breakpoint
CREATE TABLE "pain_settings" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"settings" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"kind" "reminder_kind" NOT NULL,
	"source_id" uuid NOT NULL,
	"raised_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"late_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"closed_by_id" uuid,
	"outcome" "reminder_outcome",
	CONSTRAINT "reminders_closed" CHECK (("reminders"."closed_at" is null) = ("reminders"."outcome" is null) and "reminders"."late_at" >= "reminders"."due_at")
);
--> statement-breakpoint
ALTER TABLE "analgesic_orders" ADD CONSTRAINT "analgesic_orders_plan_id_analgesic_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."analgesic_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "analgesic_administrations_patient" ON "analgesic_administrations" USING btree ("patient_id","given_at");--> statement-breakpoint
CREATE INDEX "analgesic_adverse_effects_patient" ON "analgesic_adverse_effects" USING btree ("patient_id","effective_at");--> statement-breakpoint
CREATE INDEX "analgesic_orders_plan" ON "analgesic_orders" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "analgesic_plans_patient" ON "analgesic_plans" USING btree ("patient_id","started_at");--> statement-breakpoint
CREATE INDEX "sedation_checks_patient" ON "sedation_checks" USING btree ("patient_id","effective_at");--> statement-breakpoint
CREATE INDEX "early_warning_scores_patient" ON "early_warning_scores" USING btree ("patient_id","effective_at");--> statement-breakpoint
CREATE INDEX "febrile_episodes_patient" ON "febrile_episodes" USING btree ("patient_id","arrived_at");--> statement-breakpoint
CREATE INDEX "febrile_episodes_arrived" ON "febrile_episodes" USING btree ("managing_organization_id","arrived_at");--> statement-breakpoint
CREATE INDEX "pain_assessments_patient" ON "pain_assessments" USING btree ("patient_id","effective_at");--> statement-breakpoint
CREATE INDEX "pain_entries_period" ON "pain_entries" USING btree ("happened_on","organization_id");--> statement-breakpoint
CREATE INDEX "pain_entries_source" ON "pain_entries" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "reminders_due" ON "reminders" USING btree ("managing_organization_id","late_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "reminders_open" ON "reminders" USING btree ("patient_id","kind") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "reminders_source" ON "reminders" USING btree ("source_id");