CREATE TYPE "public"."agenda_point_status" AS ENUM('received', 'scheduled', 'answered', 'declined');--> statement-breakpoint
CREATE TYPE "public"."agreement_status" AS ENUM('open', 'in-progress', 'kept', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."bulletin_status" AS ENUM('draft', 'approved');--> statement-breakpoint
CREATE TYPE "public"."identity_mark_kind" AS ENUM('curp', 'nss', 'phone', 'email', 'name', 'word');--> statement-breakpoint
CREATE TYPE "public"."minutes_status" AS ENUM('draft', 'agreed', 'published');--> statement-breakpoint
CREATE TYPE "public"."figure_source" AS ENUM('counts', 'treatment', 'pain', 'supply');--> statement-breakpoint
CREATE TYPE "public"."family_relation" AS ENUM('mother', 'father', 'guardian');--> statement-breakpoint
CREATE TYPE "public"."post_kind" AS ENUM('oncology-coordination', 'programme-coordination', 'digital-services', 'unit-head', 'hospital-director', 'medical-services', 'supply', 'ooad', 'other');--> statement-breakpoint
CREATE TYPE "public"."session_mode" AS ENUM('virtual', 'in-person', 'regional', 'dialogue');--> statement-breakpoint
CREATE TABLE "agenda_points" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"text" text NOT NULL,
	"status" "agenda_point_status" DEFAULT 'received' NOT NULL,
	"session_id" uuid,
	"answer" text,
	"search" text NOT NULL,
	"raised_at" timestamp with time zone DEFAULT now() NOT NULL,
	"raised_by" uuid NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	CONSTRAINT "agenda_points_scheduled" CHECK (status <> 'scheduled' or session_id is not null),
	CONSTRAINT "agenda_points_told" CHECK (status not in ('answered', 'declined') or answer is not null)
);
--> statement-breakpoint
CREATE TABLE "agreement_cases" (
	"agreement_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"linked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"linked_by" uuid
);
--> statement-breakpoint
CREATE TABLE "agreement_progress" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agreement_id" uuid NOT NULL,
	"text" text NOT NULL,
	"status" "agreement_status",
	"due_on" date,
	"evidence_url" text,
	"report_id" uuid,
	"shortage_id" uuid,
	"posted_on" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid
);
--> statement-breakpoint
CREATE TABLE "agreements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"session_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"post_id" uuid NOT NULL,
	"ooad_code" text,
	"organization_id" uuid,
	"due_on" date NOT NULL,
	"status" "agreement_status" DEFAULT 'open' NOT NULL,
	"kept_on" date,
	"case_alias" text,
	"search" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "agreements_kept" CHECK ((status = 'kept') = (kept_on is not null)),
	CONSTRAINT "agreements_case_hospital" CHECK (case_alias is null or organization_id is not null)
);
--> statement-breakpoint
CREATE TABLE "bulletins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"session_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"status" "bulletin_status" DEFAULT 'draft' NOT NULL,
	"title_es" text NOT NULL,
	"title_en" text NOT NULL,
	"text_es" text NOT NULL,
	"text_en" text NOT NULL,
	"photos" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"not_a_person" text[] DEFAULT '{}' NOT NULL,
	"authors" uuid[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	"approved_at" timestamp with time zone,
	"approved_by" uuid,
	"document" text,
	"sha256" "bytea",
	CONSTRAINT "bulletins_approved" CHECK ((status = 'approved') = (approved_at is not null and approved_by is not null and document is not null and sha256 is not null))
);
--> statement-breakpoint
CREATE TABLE "identity_overrides" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "identity_mark_kind" NOT NULL,
	"sealed_text" "bytea" NOT NULL,
	"text_hash" "bytea" NOT NULL,
	"reason" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"requested_by" uuid NOT NULL,
	"approved_at" timestamp with time zone,
	"approved_by" uuid,
	"refused_at" timestamp with time zone,
	"refused_by" uuid,
	CONSTRAINT "identity_overrides_reason" CHECK (length(reason) >= 15),
	CONSTRAINT "identity_overrides_two_people" CHECK (approved_by is null or approved_by <> requested_by)
);
--> statement-breakpoint
CREATE TABLE "minutes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"session_id" uuid NOT NULL,
	"version_number" integer NOT NULL,
	"status" "minutes_status" DEFAULT 'draft' NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"erratum_reason" text,
	"authors" uuid[] DEFAULT '{}' NOT NULL,
	"not_a_person" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	"agreed_at" timestamp with time zone,
	"agreed_by" uuid,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	"folio" text,
	"document" text,
	"sha256" "bytea",
	"search" text,
	CONSTRAINT "minutes_published" CHECK ((status = 'published') = (published_at is not null and published_by is not null and folio is not null and document is not null and sha256 is not null)),
	CONSTRAINT "minutes_two_people" CHECK (published_by is null or (agreed_by is not null and published_by <> agreed_by))
);
--> statement-breakpoint
CREATE TABLE "minutes_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"minutes_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"source" "figure_source" NOT NULL,
	"report_id" uuid NOT NULL,
	"frozen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"frozen_by" uuid
);
--> statement-breakpoint
CREATE TABLE "shortage_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"folio" text NOT NULL,
	"word_hash" "bytea" NOT NULL,
	"organization_id" uuid NOT NULL,
	"medication" text NOT NULL,
	"lacked_on" date NOT NULL,
	"note" text,
	"sealed_contact" "bytea",
	"reported_by" uuid,
	"reported_on" date NOT NULL,
	"reported_at" timestamp with time zone DEFAULT now() NOT NULL,
	"case_id" uuid,
	CONSTRAINT "shortage_reports_unnamed" CHECK (sealed_contact is null or reported_by is not null)
);
--> statement-breakpoint
CREATE TABLE "attendances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"post_id" uuid,
	"holder_id" uuid,
	"organization_id" uuid,
	"ooad_code" text,
	"given_name" text,
	"relation" "family_relation",
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"entered_in_error_at" timestamp with time zone,
	"entered_in_error_by" uuid,
	CONSTRAINT "attendances_one_kind" CHECK ((post_id is not null and given_name is null and relation is null) or (post_id is null and holder_id is null and organization_id is null and ooad_code is null and given_name is not null and relation is not null))
);
--> statement-breakpoint
CREATE TABLE "post_holders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"name" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	CONSTRAINT "post_holders_days" CHECK (ends_on is null or ends_on >= starts_on)
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"kind" "post_kind" NOT NULL,
	"name" text NOT NULL,
	"organization_id" uuid,
	"ooad_code" text,
	"closed_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "posts_one_place" CHECK (num_nonnulls(organization_id, ooad_code) <= 1)
);
--> statement-breakpoint
CREATE TABLE "working_group_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"number" integer NOT NULL,
	"held_on" date NOT NULL,
	"starts_at" time,
	"mode" "session_mode" NOT NULL,
	"topic" text,
	"place" text,
	"link" text,
	"agenda" jsonb NOT NULL,
	"next_presenters" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"published_at" timestamp with time zone,
	CONSTRAINT "working_group_sessions_numbered" CHECK (number > 0)
);
--> statement-breakpoint
ALTER TABLE "agenda_points" ADD CONSTRAINT "agenda_points_session_id_working_group_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."working_group_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_cases" ADD CONSTRAINT "agreement_cases_agreement_id_agreements_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_progress" ADD CONSTRAINT "agreement_progress_agreement_id_agreements_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_session_id_working_group_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."working_group_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_ooad_code_ooads_code_fk" FOREIGN KEY ("ooad_code") REFERENCES "public"."ooads"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulletins" ADD CONSTRAINT "bulletins_session_id_working_group_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."working_group_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_session_id_working_group_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."working_group_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes_revisions" ADD CONSTRAINT "minutes_revisions_minutes_id_minutes_id_fk" FOREIGN KEY ("minutes_id") REFERENCES "public"."minutes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_reports" ADD CONSTRAINT "session_reports_session_id_working_group_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."working_group_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_reports" ADD CONSTRAINT "session_reports_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortage_reports" ADD CONSTRAINT "shortage_reports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortage_reports" ADD CONSTRAINT "shortage_reports_case_id_shortage_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."shortage_cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_session_id_working_group_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."working_group_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_holder_id_post_holders_id_fk" FOREIGN KEY ("holder_id") REFERENCES "public"."post_holders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_ooad_code_ooads_code_fk" FOREIGN KEY ("ooad_code") REFERENCES "public"."ooads"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_holders" ADD CONSTRAINT "post_holders_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_ooad_code_ooads_code_fk" FOREIGN KEY ("ooad_code") REFERENCES "public"."ooads"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agenda_points_status" ON "agenda_points" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "agenda_points_session" ON "agenda_points" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "agreement_progress_of" ON "agreement_progress" USING btree ("agreement_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "agreements_number" ON "agreements" USING btree ("session_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "agreements_alias" ON "agreements" USING btree ("session_id","case_alias") WHERE case_alias is not null;--> statement-breakpoint
CREATE INDEX "agreements_due" ON "agreements" USING btree ("due_on") WHERE status in ('open', 'in-progress');--> statement-breakpoint
CREATE UNIQUE INDEX "bulletins_number" ON "bulletins" USING btree ("year","number");--> statement-breakpoint
CREATE INDEX "identity_overrides_hash" ON "identity_overrides" USING btree ("text_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "minutes_version" ON "minutes" USING btree ("session_id","version_number");--> statement-breakpoint
CREATE UNIQUE INDEX "minutes_one_open" ON "minutes" USING btree ("session_id") WHERE status <> 'published';--> statement-breakpoint
CREATE UNIQUE INDEX "minutes_folio" ON "minutes" USING btree ("folio");--> statement-breakpoint
CREATE INDEX "minutes_revisions_of" ON "minutes_revisions" USING btree ("minutes_id","version");--> statement-breakpoint
CREATE INDEX "session_reports_session" ON "session_reports" USING btree ("session_id","source","id");--> statement-breakpoint
CREATE UNIQUE INDEX "shortage_reports_folio" ON "shortage_reports" USING btree ("folio");--> statement-breakpoint
CREATE INDEX "shortage_reports_case" ON "shortage_reports" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "attendances_session" ON "attendances" USING btree ("session_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "post_holders_current" ON "post_holders" USING btree ("post_id") WHERE ends_on is null;--> statement-breakpoint
CREATE INDEX "posts_kind" ON "posts" USING btree ("kind","name");--> statement-breakpoint
CREATE UNIQUE INDEX "working_group_sessions_number" ON "working_group_sessions" USING btree ("number");--> statement-breakpoint
CREATE INDEX "working_group_sessions_day" ON "working_group_sessions" USING btree ("held_on");