CREATE TYPE "public"."performance_scale" AS ENUM('lansky', 'karnofsky');--> statement-breakpoint
CREATE TYPE "public"."bsa_formula" AS ENUM('mosteller', 'haycock', 'dubois', 'gehan-george', 'costeff');--> statement-breakpoint
CREATE TYPE "public"."care_plan_status" AS ENUM('active', 'on-hold', 'completed', 'revoked', 'entered-in-error');--> statement-breakpoint
CREATE TYPE "public"."treatment_intent" AS ENUM('curative', 'palliative', 'supportive');--> statement-breakpoint
CREATE TYPE "public"."administration_status" AS ENUM('planned', 'in-progress', 'completed', 'not-done', 'cancelled', 'entered-in-error');--> statement-breakpoint
CREATE TYPE "public"."dose_outcome" AS ENUM('planned', 'given', 'partial', 'omitted');--> statement-breakpoint
CREATE TYPE "public"."dose_purpose" AS ENUM('antineoplastic', 'premedication', 'hydration', 'rescue', 'supportive');--> statement-breakpoint
CREATE TYPE "public"."dose_unit" AS ENUM('mg', 'g', 'ug', '[IU]', 'mL', 'mmol');--> statement-breakpoint
CREATE TYPE "public"."medication_route" AS ENUM('IV', 'IT', 'PO', 'IM', 'SC', 'IVES', 'TOP', 'INH');--> statement-breakpoint
CREATE TYPE "public"."status_reason" AS ENUM('not-available', 'partial', 'toxicity', 'laboratory', 'infection', 'absent', 'refused', 'no-bed', 'equipment', 'other');--> statement-breakpoint
CREATE TYPE "public"."procedure_kind" AS ENUM('radiotherapy', 'surgery', 'transplant', 'transfusion', 'catheter');--> statement-breakpoint
CREATE TYPE "public"."protocol_version_status" AS ENUM('draft', 'in-use', 'retired');--> statement-breakpoint
CREATE TYPE "public"."shortage_status" AS ENUM('open', 'in-transit', 'solved', 'wrongly-reported', 'no-answer');--> statement-breakpoint
CREATE TABLE "adverse_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"care_plan_id" uuid,
	"term" text NOT NULL,
	"grade" smallint NOT NULL,
	"onset_on" date NOT NULL,
	"resolved_on" date,
	"phase" smallint,
	"cycle" smallint,
	"cycle_day" smallint,
	"suspected_medication" text,
	"note" text,
	"status" text DEFAULT 'final' NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"entered_in_error_at" timestamp with time zone,
	"entered_in_error_by" uuid,
	"entered_in_error_reason" text,
	CONSTRAINT "adverse_events_grade" CHECK ("adverse_events"."grade" between 1 and 5),
	CONSTRAINT "adverse_events_status" CHECK ("adverse_events"."status" in ('final', 'entered-in-error'))
);
--> statement-breakpoint
CREATE TABLE "body_measurements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"weight_kg" numeric(6, 3),
	"height_cm" numeric(5, 1),
	"performance_scale" "performance_scale",
	"performance_score" smallint,
	"confirmed_reason" text,
	"status" text DEFAULT 'final' NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"entered_in_error_at" timestamp with time zone,
	"entered_in_error_by" uuid,
	"entered_in_error_reason" text,
	CONSTRAINT "body_measurements_some" CHECK (num_nonnulls("body_measurements"."weight_kg", "body_measurements"."height_cm", "body_measurements"."performance_score") > 0),
	CONSTRAINT "body_measurements_performance" CHECK ("body_measurements"."performance_score" between 0 and 100 and "body_measurements"."performance_score" % 10 = 0),
	CONSTRAINT "body_measurements_status" CHECK ("body_measurements"."status" in ('final', 'entered-in-error'))
);
--> statement-breakpoint
CREATE TABLE "care_plan_versions" (
	"care_plan_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"replaced_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_by" uuid,
	"reason" text,
	"before" jsonb NOT NULL,
	CONSTRAINT "care_plan_versions_care_plan_id_version_pk" PRIMARY KEY("care_plan_id","version")
);
--> statement-breakpoint
CREATE TABLE "care_plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"protocol_version_id" uuid NOT NULL,
	"condition_id" uuid,
	"status" "care_plan_status" DEFAULT 'active' NOT NULL,
	"intent" "treatment_intent" NOT NULL,
	"starts_on" date NOT NULL,
	"weight_kg" numeric(6, 3) NOT NULL,
	"height_cm" numeric(5, 1) NOT NULL,
	"bsa_formula" "bsa_formula" NOT NULL,
	"bsa_m_2" numeric(6, 4) NOT NULL,
	"glomerular_filtration" numeric(6, 2),
	"service" text,
	"authorisation_folio" text,
	"status_reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"ended_on" date,
	CONSTRAINT "care_plans_weight" CHECK ("care_plans"."weight_kg" between 0.4 and 300),
	CONSTRAINT "care_plans_height" CHECK ("care_plans"."height_cm" between 30 and 230)
);
--> statement-breakpoint
CREATE TABLE "prior_exposures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"medication" text NOT NULL,
	"amount_per_m_2" numeric(12, 4) NOT NULL,
	"note" text,
	"status" text DEFAULT 'final' NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid
);
--> statement-breakpoint
CREATE TABLE "dose_entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"administration_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"care_plan_id" uuid,
	"medication" text NOT NULL,
	"purpose" "dose_purpose" NOT NULL,
	"planned_on" date NOT NULL,
	"posted_on" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sign" smallint NOT NULL,
	"outcome" "dose_outcome" NOT NULL,
	"reason" "status_reason",
	"delay_days" smallint,
	CONSTRAINT "dose_entries_sign" CHECK ("dose_entries"."sign" in (-1, 1))
);
--> statement-breakpoint
CREATE TABLE "medication_administration_versions" (
	"administration_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"replaced_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_by" uuid,
	"reason" text,
	"before" jsonb NOT NULL,
	CONSTRAINT "medication_administration_versions_administration_id_version_pk" PRIMARY KEY("administration_id","version")
);
--> statement-breakpoint
CREATE TABLE "medication_administrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"care_plan_id" uuid,
	"phase" smallint,
	"cycle" smallint,
	"day" smallint,
	"line" smallint,
	"medication" text NOT NULL,
	"purpose" "dose_purpose" NOT NULL,
	"route" "medication_route" NOT NULL,
	"diluent" text,
	"diluent_ml" numeric(8, 2),
	"infusion_minutes" integer,
	"planned_on" date NOT NULL,
	"offset_minutes" integer,
	"planned_dose" numeric(14, 4),
	"unit" "dose_unit" NOT NULL,
	"derivation" jsonb,
	"bsa_m_2" numeric(6, 4),
	"status" "administration_status" DEFAULT 'planned' NOT NULL,
	"status_reason" "status_reason",
	"reason_note" text,
	"given_at" timestamp with time zone,
	"dose_given" numeric(14, 4),
	"lot" text,
	"performer_id" uuid,
	"substitution" jsonb,
	"dose_change" jsonb,
	"gate_results" jsonb,
	"confirmed_warnings" jsonb,
	"authorisation_folio" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	CONSTRAINT "medication_administrations_intrathecal" CHECK ("medication_administrations"."route" <> 'IT' or "medication_administrations"."medication" in ('metotrexato', 'citarabina', 'hidrocortisona_it', 'tiotepa', 'topotecan')),
	CONSTRAINT "medication_administrations_given" CHECK ("medication_administrations"."status" <> 'completed' or ("medication_administrations"."given_at" is not null and "medication_administrations"."dose_given" is not null)),
	CONSTRAINT "medication_administrations_reason" CHECK ("medication_administrations"."status" <> 'not-done' or "medication_administrations"."status_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "procedures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"kind" "procedure_kind" NOT NULL,
	"performed_on" date NOT NULL,
	"ended_on" date,
	"details" jsonb NOT NULL,
	"note" text,
	"status" text DEFAULT 'final' NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"entered_in_error_at" timestamp with time zone,
	"entered_in_error_by" uuid,
	"entered_in_error_reason" text,
	CONSTRAINT "procedures_status" CHECK ("procedures"."status" in ('final', 'entered-in-error'))
);
--> statement-breakpoint
CREATE TABLE "protocol_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"protocol_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"organization_id" uuid,
	"status" "protocol_version_status" DEFAULT 'draft' NOT NULL,
	"definition" jsonb NOT NULL,
	"change_note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"put_in_use_at" timestamp with time zone,
	"put_in_use_by" uuid,
	CONSTRAINT "protocol_versions_in_use" CHECK (("protocol_versions"."status" = 'draft') = ("protocol_versions"."put_in_use_at" is null))
);
--> statement-breakpoint
CREATE TABLE "protocols" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"organization_id" uuid,
	"variant_of" uuid,
	"example" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid
);
--> statement-breakpoint
CREATE TABLE "shortage_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"organization_id" uuid NOT NULL,
	"medication" text NOT NULL,
	"status" "shortage_status" DEFAULT 'open' NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"opened_on" date NOT NULL,
	"opened_by" uuid,
	"closed_at" timestamp with time zone,
	"closed_on" date,
	"expected_on" date,
	"responsible" text,
	"doses" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "shortage_cases_closed" CHECK (("shortage_cases"."status" in ('solved', 'wrongly-reported')) = ("shortage_cases"."closed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "shortage_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"posted_on" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"status" "shortage_status",
	"expected_on" date,
	"responsible" text,
	"note" text,
	"administration_id" uuid,
	CONSTRAINT "shortage_events_kind" CHECK ("shortage_events"."kind" in ('opened', 'joined', 'status', 'expected', 'responsible', 'note'))
);
--> statement-breakpoint
CREATE TABLE "stock_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"clave" text NOT NULL,
	"medication" text NOT NULL,
	"pieces" integer NOT NULL,
	"months_of_inventory" numeric(6, 2),
	"counted_on" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	CONSTRAINT "stock_entries_pieces" CHECK ("stock_entries"."pieces" >= 0)
);
--> statement-breakpoint
ALTER TABLE "adverse_events" ADD CONSTRAINT "adverse_events_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "body_measurements" ADD CONSTRAINT "body_measurements_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_plan_versions" ADD CONSTRAINT "care_plan_versions_care_plan_id_care_plans_id_fk" FOREIGN KEY ("care_plan_id") REFERENCES "public"."care_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_plans" ADD CONSTRAINT "care_plans_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_plans" ADD CONSTRAINT "care_plans_protocol_version_id_protocol_versions_id_fk" FOREIGN KEY ("protocol_version_id") REFERENCES "public"."protocol_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prior_exposures" ADD CONSTRAINT "prior_exposures_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedures" ADD CONSTRAINT "procedures_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocol_versions" ADD CONSTRAINT "protocol_versions_protocol_id_protocols_id_fk" FOREIGN KEY ("protocol_id") REFERENCES "public"."protocols"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocols" ADD CONSTRAINT "protocols_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortage_cases" ADD CONSTRAINT "shortage_cases_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortage_events" ADD CONSTRAINT "shortage_events_case_id_shortage_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."shortage_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_entries" ADD CONSTRAINT "stock_entries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "adverse_events_patient" ON "adverse_events" USING btree ("patient_id","onset_on");--> statement-breakpoint
CREATE INDEX "body_measurements_patient" ON "body_measurements" USING btree ("patient_id","effective_on");--> statement-breakpoint
CREATE INDEX "care_plans_patient" ON "care_plans" USING btree ("patient_id");--> statement-breakpoint
CREATE INDEX "care_plans_protocol" ON "care_plans" USING btree ("protocol_version_id");--> statement-breakpoint
CREATE INDEX "prior_exposures_patient" ON "prior_exposures" USING btree ("patient_id");--> statement-breakpoint
CREATE INDEX "dose_entries_planned" ON "dose_entries" USING btree ("planned_on","organization_id");--> statement-breakpoint
CREATE INDEX "dose_entries_administration" ON "dose_entries" USING btree ("administration_id");--> statement-breakpoint
CREATE INDEX "medication_administrations_day" ON "medication_administrations" USING btree ("managing_organization_id","planned_on");--> statement-breakpoint
CREATE INDEX "medication_administrations_waiting" ON "medication_administrations" USING btree ("managing_organization_id","planned_on") WHERE status in ('planned', 'in-progress');--> statement-breakpoint
CREATE INDEX "medication_administrations_patient" ON "medication_administrations" USING btree ("patient_id","planned_on");--> statement-breakpoint
CREATE INDEX "procedures_patient" ON "procedures" USING btree ("patient_id","performed_on");--> statement-breakpoint
CREATE UNIQUE INDEX "protocol_versions_number" ON "protocol_versions" USING btree ("protocol_id","number");--> statement-breakpoint
CREATE INDEX "protocol_versions_status" ON "protocol_versions" USING btree ("status");--> statement-breakpoint
CREATE UNIQUE INDEX "protocols_code" ON "protocols" USING btree ("code",coalesce("organization_id", '00000000-0000-0000-0000-000000000000'));--> statement-breakpoint
CREATE UNIQUE INDEX "shortage_cases_one_open" ON "shortage_cases" USING btree ("organization_id","medication") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "shortage_cases_opened" ON "shortage_cases" USING btree ("opened_on","closed_on");--> statement-breakpoint
CREATE INDEX "shortage_events_case" ON "shortage_events" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "stock_entries_latest" ON "stock_entries" USING btree ("organization_id","clave","counted_on");