CREATE TYPE "public"."role_name" AS ENUM('hospital-staff', 'coordinator', 'parent-representative', 'family', 'rights-officer', 'auditor', 'admin');--> statement-breakpoint
CREATE TYPE "public"."basis_of_diagnosis" AS ENUM('death-certificate-only', 'clinical', 'clinical-investigation', 'tumour-markers', 'cytology', 'histology-metastasis', 'histology-primary', 'unknown');--> statement-breakpoint
CREATE TYPE "public"."laterality" AS ENUM('left', 'right', 'bilateral', 'unilateral-side-unknown', 'not-applicable', 'unknown');--> statement-breakpoint
CREATE TYPE "public"."risk_group" AS ENUM('low', 'intermediate', 'standard', 'high', 'very-high', 'not-applicable', 'unknown');--> statement-breakpoint
CREATE TYPE "public"."count_grain" AS ENUM('day', 'month');--> statement-breakpoint
CREATE TYPE "public"."import_row_state" AS ENUM('accepted', 'rejected', 'duplicate', 'committed', 'undone');--> statement-breakpoint
CREATE TYPE "public"."import_status" AS ENUM('queued', 'reading', 'ready', 'committing', 'committed', 'failed', 'undone');--> statement-breakpoint
CREATE TYPE "public"."hospital_level" AS ENUM('umae', 'second-level');--> statement-breakpoint
CREATE TYPE "public"."hospital_regime" AS ENUM('imss', 'imss-bienestar');--> statement-breakpoint
CREATE TYPE "public"."coverage" AS ENUM('imss', 'imss-bienestar', 'none');--> statement-breakpoint
CREATE TYPE "public"."missing_identifier_reason" AS ENUM('newborn', 'foreigner', 'emergency', 'not-at-hand', 'never-issued', 'declined', 'not-in-file');--> statement-breakpoint
CREATE TYPE "public"."patient_status" AS ENUM('active', 'merged', 'withdrawn', 'error');--> statement-breakpoint
CREATE TYPE "public"."registry_entry_kind" AS ENUM('registered', 'merged', 'withdrawn', 'error', 'transferred-in', 'transferred-out', 'reclassified');--> statement-breakpoint
CREATE TYPE "public"."relationship" AS ENUM('parent', 'grandparent', 'sibling', 'aunt-or-uncle', 'legal-guardian', 'spouse-or-partner', 'child', 'institution', 'other');--> statement-breakpoint
CREATE TYPE "public"."sex" AS ENUM('female', 'male', 'other', 'unknown');--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid,
	"user_id" uuid,
	"action" text NOT NULL,
	"resource_type" text NOT NULL,
	"resource_id" text,
	"patient_id" uuid,
	"request_id" text,
	"details" jsonb,
	"chain" uuid NOT NULL,
	"position" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_chain_position" UNIQUE("chain","position")
);
--> statement-breakpoint
CREATE TABLE "audit_inbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid,
	"user_id" uuid,
	"action" text NOT NULL,
	"resource_type" text NOT NULL,
	"resource_id" text,
	"patient_id" uuid,
	"request_id" text,
	"details" jsonb
);
--> statement-breakpoint
CREATE TABLE "broken_glass" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"category" text NOT NULL,
	"reason" text NOT NULL,
	"starts_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "broken_glass_reason" CHECK (length("broken_glass"."reason") >= 15)
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "role_name" NOT NULL,
	"organization_id" uuid,
	"ooad_code" text,
	"national" boolean DEFAULT false NOT NULL,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "grants_one_reach" CHECK (num_nonnulls("grants"."organization_id", "grants"."ooad_code") + "grants"."national"::int <= 1)
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"user_id" uuid NOT NULL,
	"route" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"status" smallint NOT NULL,
	"answer" jsonb NOT NULL,
	"recorded_on" date DEFAULT current_date NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_route_key_pk" PRIMARY KEY("user_id","route","key")
);
--> statement-breakpoint
CREATE TABLE "one_time_codes" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"sealed_secret" "bytea" NOT NULL,
	"confirmed_at" timestamp with time zone,
	"last_step" bigint
);
--> statement-breakpoint
CREATE TABLE "refresh_tokens" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"issued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_because" text
);
--> statement-breakpoint
CREATE TABLE "setup_tokens" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"issued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"subject" "bytea" PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"blocked_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"matricula" text,
	"cedula_profesional" text,
	"active" boolean DEFAULT true NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_lower" CHECK ("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
CREATE TABLE "condition_overrides" (
	"condition_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"verdict" text NOT NULL,
	"reason" text NOT NULL,
	"overridden_by" uuid,
	"overridden_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "condition_overrides_condition_id_rule_pk" PRIMARY KEY("condition_id","rule")
);
--> statement-breakpoint
CREATE TABLE "conditions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"icd10" text,
	"topography" text,
	"morphology" text,
	"basis_of_diagnosis" "basis_of_diagnosis" NOT NULL,
	"onset_date" date,
	"suspected_on" date,
	"referred_on" date,
	"recorded_date" date NOT NULL,
	"laterality" "laterality",
	"stage_system" text,
	"stage_tier" smallint,
	"stage_value" text,
	"risk_group" "risk_group",
	"iccc3_version" text,
	"iccc3_group" text,
	"iccc3_subgroup" text,
	"iccc3_division" text,
	"checks" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"import_id" uuid,
	CONSTRAINT "conditions_status" CHECK ("conditions"."status" in ('active', 'entered-in-error')),
	CONSTRAINT "conditions_named" CHECK (num_nonnulls("conditions"."icd10", "conditions"."topography", "conditions"."morphology") > 0)
);
--> statement-breakpoint
CREATE TABLE "hospital_counts" (
	"grain" "count_grain" NOT NULL,
	"starts_on" date NOT NULL,
	"organization_id" uuid NOT NULL,
	"patients" integer NOT NULL,
	"added" integer NOT NULL,
	"merged" integer NOT NULL,
	"withdrawn" integer NOT NULL,
	"error" integer NOT NULL,
	"transferred_in" integer NOT NULL,
	"transferred_out" integer NOT NULL,
	"r15" integer NOT NULL,
	"r16" integer NOT NULL,
	"r18" integer NOT NULL,
	"r19" integer NOT NULL,
	"d15" integer NOT NULL,
	"d16" integer NOT NULL,
	"d18" integer NOT NULL,
	"d19" integer NOT NULL,
	"p15" integer NOT NULL,
	"p16" integer NOT NULL,
	"p18" integer NOT NULL,
	"p19" integer NOT NULL,
	CONSTRAINT "hospital_counts_grain_starts_on_organization_id_pk" PRIMARY KEY("grain","starts_on","organization_id")
);
--> statement-breakpoint
CREATE TABLE "hospital_iccc3_counts" (
	"grain" "count_grain" NOT NULL,
	"starts_on" date NOT NULL,
	"organization_id" uuid NOT NULL,
	"iccc3_group" text NOT NULL,
	"patients" integer NOT NULL,
	"added" integer NOT NULL,
	"merged" integer NOT NULL,
	"withdrawn" integer NOT NULL,
	"error" integer NOT NULL,
	"transferred_in" integer NOT NULL,
	"transferred_out" integer NOT NULL,
	"r15" integer NOT NULL,
	"r16" integer NOT NULL,
	"r18" integer NOT NULL,
	"r19" integer NOT NULL,
	"d15" integer NOT NULL,
	"d16" integer NOT NULL,
	"d18" integer NOT NULL,
	"d19" integer NOT NULL,
	"p15" integer NOT NULL,
	"p16" integer NOT NULL,
	"p18" integer NOT NULL,
	"p19" integer NOT NULL,
	CONSTRAINT "hospital_iccc3_counts_grain_starts_on_organization_id_iccc3_group_pk" PRIMARY KEY("grain","starts_on","organization_id","iccc3_group")
);
--> statement-breakpoint
CREATE TABLE "hospital_pyramid" (
	"starts_on" date NOT NULL,
	"organization_id" uuid NOT NULL,
	"sex" text NOT NULL,
	"band" integer NOT NULL,
	"patients" integer NOT NULL,
	CONSTRAINT "hospital_pyramid_starts_on_organization_id_sex_band_pk" PRIMARY KEY("starts_on","organization_id","sex","band")
);
--> statement-breakpoint
CREATE TABLE "deidentified_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"import_id" uuid NOT NULL,
	"organization_id" uuid,
	"dataset" text NOT NULL,
	"case_number" text NOT NULL,
	"sex" text,
	"age_months" integer,
	"icd10" text,
	"topography" text,
	"morphology" text,
	"iccc3_version" text,
	"iccc3_group" text,
	"iccc3_subgroup" text,
	"stage" text,
	"histology" text,
	"relapse" boolean,
	"days_to_relapse" integer,
	"deceased" boolean,
	"survival_days" integer,
	"recorded_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_by" uuid NOT NULL,
	"name" text NOT NULL,
	"base" text NOT NULL,
	"columns" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"state" "import_row_state" NOT NULL,
	"raw" jsonb NOT NULL,
	"findings" jsonb,
	"parsed" jsonb,
	"fingerprint" "bytea",
	"patient_id" uuid,
	CONSTRAINT "import_rows_import_id_row_pk" PRIMARY KEY("import_id","row")
);
--> statement-breakpoint
CREATE TABLE "imported_fingerprints" (
	"fingerprint" "bytea" PRIMARY KEY NOT NULL,
	"import_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"mapping" text NOT NULL,
	"columns" jsonb,
	"status" "import_status" NOT NULL,
	"dry_run" boolean DEFAULT false NOT NULL,
	"sha256" "bytea" NOT NULL,
	"size_bytes" bigint NOT NULL,
	"format" text,
	"encoding" text,
	"separator" text,
	"headers" jsonb,
	"ignored_headers" jsonb,
	"rows" integer DEFAULT 0 NOT NULL,
	"accepted" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"duplicates" integer DEFAULT 0 NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"organization_ids" uuid[] NOT NULL,
	"national" boolean DEFAULT false NOT NULL,
	"committed_at" timestamp with time zone,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ooad_aliases" (
	"alias" text NOT NULL,
	"ooad_code" text NOT NULL,
	"ambiguous" boolean NOT NULL,
	CONSTRAINT "ooad_aliases_alias_ooad_code_pk" PRIMARY KEY("alias","ooad_code")
);
--> statement-breakpoint
CREATE TABLE "ooads" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"clues" text NOT NULL,
	"name" text NOT NULL,
	"level" "hospital_level" NOT NULL,
	"regime" "hospital_regime" NOT NULL,
	"state" text NOT NULL,
	"ooad_code" text,
	"reports_to_ooad" text,
	"latitude" double precision,
	"longitude" double precision,
	"uses_platform_since" date,
	"search" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chosen_names" (
	"patient_id" uuid PRIMARY KEY NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"word_hashes" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "distinct_patients" (
	"low_id" uuid NOT NULL,
	"high_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"judged_by" uuid NOT NULL,
	"judged_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "distinct_patients_low_id_high_id_pk" PRIMARY KEY("low_id","high_id"),
	CONSTRAINT "distinct_patients_order" CHECK ("distinct_patients"."low_id" < "distinct_patients"."high_id")
);
--> statement-breakpoint
CREATE TABLE "foreign_matches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"shown_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "patient_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"effective_on" date,
	"details" jsonb,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"import_id" uuid,
	"status" text DEFAULT 'final' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "patient_versions" (
	"patient_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"replaced_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_by" uuid,
	"changed_fields" text[] NOT NULL,
	"before" jsonb NOT NULL,
	CONSTRAINT "patient_versions_patient_id_version_pk" PRIMARY KEY("patient_id","version")
);
--> statement-breakpoint
CREATE TABLE "patients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"status" "patient_status" DEFAULT 'active' NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"record_number" bigserial NOT NULL,
	"registered_on" date NOT NULL,
	"recorded_on" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"given_name" text,
	"first_surname" text,
	"second_surname" text,
	"missing_name_reason" text,
	"birth_date" date NOT NULL,
	"sex" "sex" NOT NULL,
	"birth_state" text,
	"curp" text,
	"curp_shared" boolean DEFAULT false NOT NULL,
	"nss" text,
	"agregado" text,
	"coverage" "coverage" NOT NULL,
	"missing_identifier_reason" "missing_identifier_reason",
	"search" text NOT NULL,
	"match_keys" integer[] NOT NULL,
	"import_id" uuid,
	"merged_into" uuid,
	CONSTRAINT "patients_record_number" UNIQUE("record_number"),
	CONSTRAINT "patients_curp_shape" CHECK ("patients"."curp" ~ '^[A-Z0-9]{18}$'),
	CONSTRAINT "patients_nss_shape" CHECK ("patients"."nss" ~ '^[0-9]{11}$'),
	CONSTRAINT "patients_name" CHECK ("patients"."given_name" is not null or "patients"."first_surname" is not null or "patients"."missing_name_reason" is not null),
	CONSTRAINT "patients_identifier" CHECK (num_nonnulls("patients"."curp", "patients"."nss") > 0 or "patients"."missing_identifier_reason" is not null),
	CONSTRAINT "patients_birth" CHECK ("patients"."birth_date" <= "patients"."recorded_on")
);
--> statement-breakpoint
CREATE TABLE "reconciliation_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"patient_id" uuid NOT NULL,
	"other_patient_id" uuid NOT NULL,
	"score" smallint NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "registry_entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"patient_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"kind" "registry_entry_kind" NOT NULL,
	"sign" smallint NOT NULL,
	"posted_on" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"birth_date" date NOT NULL,
	"registered_on" date NOT NULL,
	"diagnosed_on" date,
	"iccc3_group" text,
	"reason" text,
	CONSTRAINT "registry_entries_sign" CHECK ("registry_entries"."sign" in (-1, 1))
);
--> statement-breakpoint
CREATE TABLE "registry_pending" (
	"entry_id" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "related_persons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"patient_id" uuid NOT NULL,
	"managing_organization_id" uuid NOT NULL,
	"given_name" text NOT NULL,
	"first_surname" text NOT NULL,
	"second_surname" text,
	"relationship" "relationship" NOT NULL,
	"phone" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"reach" jsonb NOT NULL,
	"rule_versions" jsonb NOT NULL,
	"answer" jsonb NOT NULL,
	"published" jsonb,
	"sha256" "bytea" NOT NULL,
	"frozen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"frozen_by" uuid
);
--> statement-breakpoint
CREATE TABLE "catalogue_versions" (
	"catalogue" text NOT NULL,
	"version" text NOT NULL,
	"sha256" text NOT NULL,
	"rows" integer NOT NULL,
	"source" text NOT NULL,
	"current" boolean DEFAULT true NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "catalogue_versions_catalogue_version_pk" PRIMARY KEY("catalogue","version")
);
--> statement-breakpoint
CREATE TABLE "iccc3_rules" (
	"version" text NOT NULL,
	"rule_no" integer NOT NULL,
	"rule" jsonb NOT NULL,
	CONSTRAINT "iccc3_rules_version_rule_no_pk" PRIMARY KEY("version","rule_no")
);
--> statement-breakpoint
CREATE TABLE "terminology_concepts" (
	"system" text NOT NULL,
	"version" text NOT NULL,
	"code" text NOT NULL,
	"label_es" text NOT NULL,
	"label_en" text,
	"synonyms" text,
	"search" text NOT NULL,
	"properties" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"current" boolean DEFAULT true NOT NULL,
	CONSTRAINT "terminology_concepts_system_code_pk" PRIMARY KEY("system","code")
);
--> statement-breakpoint
ALTER TABLE "broken_glass" ADD CONSTRAINT "broken_glass_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_ooad_code_ooads_code_fk" FOREIGN KEY ("ooad_code") REFERENCES "public"."ooads"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_codes" ADD CONSTRAINT "one_time_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "condition_overrides" ADD CONSTRAINT "condition_overrides_condition_id_conditions_id_fk" FOREIGN KEY ("condition_id") REFERENCES "public"."conditions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conditions" ADD CONSTRAINT "conditions_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hospital_counts" ADD CONSTRAINT "hospital_counts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hospital_iccc3_counts" ADD CONSTRAINT "hospital_iccc3_counts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deidentified_cases" ADD CONSTRAINT "deidentified_cases_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ooad_aliases" ADD CONSTRAINT "ooad_aliases_ooad_code_ooads_code_fk" FOREIGN KEY ("ooad_code") REFERENCES "public"."ooads"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_ooad_code_ooads_code_fk" FOREIGN KEY ("ooad_code") REFERENCES "public"."ooads"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_reports_to_ooad_ooads_code_fk" FOREIGN KEY ("reports_to_ooad") REFERENCES "public"."ooads"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chosen_names" ADD CONSTRAINT "chosen_names_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distinct_patients" ADD CONSTRAINT "distinct_patients_low_id_patients_id_fk" FOREIGN KEY ("low_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distinct_patients" ADD CONSTRAINT "distinct_patients_high_id_patients_id_fk" FOREIGN KEY ("high_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient_events" ADD CONSTRAINT "patient_events_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient_versions" ADD CONSTRAINT "patient_versions_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients" ADD CONSTRAINT "patients_managing_organization_id_organizations_id_fk" FOREIGN KEY ("managing_organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "related_persons" ADD CONSTRAINT "related_persons_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_recorded" ON "audit_events" USING btree ("recorded_at");--> statement-breakpoint
CREATE INDEX "audit_events_patient" ON "audit_events" USING btree ("patient_id");--> statement-breakpoint
CREATE INDEX "grants_user" ON "grants" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("recorded_on");--> statement-breakpoint
CREATE INDEX "refresh_tokens_session" ON "refresh_tokens" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "conditions_patient" ON "conditions" USING btree ("patient_id");--> statement-breakpoint
CREATE INDEX "hospital_counts_hospital" ON "hospital_counts" USING btree ("organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deidentified_cases_number" ON "deidentified_cases" USING btree ("dataset","case_number");--> statement-breakpoint
CREATE INDEX "import_rows_state" ON "import_rows" USING btree ("import_id","state","row");--> statement-breakpoint
CREATE INDEX "imported_fingerprints_import" ON "imported_fingerprints" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "imports_creator" ON "imports" USING btree ("created_by","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_clues" ON "organizations" USING btree ("clues");--> statement-breakpoint
CREATE INDEX "organizations_ooad" ON "organizations" USING btree ("ooad_code");--> statement-breakpoint
CREATE INDEX "chosen_names_words" ON "chosen_names" USING gin ("word_hashes");--> statement-breakpoint
CREATE INDEX "foreign_matches_user" ON "foreign_matches" USING btree ("user_id","shown_at");--> statement-breakpoint
CREATE INDEX "patient_events_patient" ON "patient_events" USING btree ("patient_id");--> statement-breakpoint
CREATE INDEX "patients_organization_name" ON "patients" USING btree ("managing_organization_id","first_surname","second_surname","given_name","id");--> statement-breakpoint
CREATE INDEX "patients_search" ON "patients" USING gin ("managing_organization_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "patients_match_keys" ON "patients" USING gin ("match_keys");--> statement-breakpoint
CREATE INDEX "patients_curp" ON "patients" USING btree ("curp") WHERE curp is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "patients_curp_once" ON "patients" USING btree ("curp") WHERE status = 'active' and not curp_shared and curp not in ('XEXX010101HNEXXXA4', 'XEXX010101MNEXXXA8');--> statement-breakpoint
CREATE INDEX "patients_nss" ON "patients" USING btree ("nss") WHERE nss is not null;--> statement-breakpoint
CREATE INDEX "patients_import" ON "patients" USING btree ("import_id") WHERE import_id is not null;--> statement-breakpoint
CREATE INDEX "registry_entries_patient" ON "registry_entries" USING btree ("patient_id");--> statement-breakpoint
CREATE INDEX "registry_entries_organization" ON "registry_entries" USING btree ("organization_id","posted_on");--> statement-breakpoint
CREATE INDEX "related_persons_patient" ON "related_persons" USING btree ("patient_id");--> statement-breakpoint
CREATE INDEX "reports_frozen" ON "reports" USING btree ("frozen_at");--> statement-breakpoint
CREATE INDEX "terminology_search" ON "terminology_concepts" USING gin ("search" gin_trgm_ops);