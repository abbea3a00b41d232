CREATE TABLE "hospital_birthdays" (
	"age_limit" smallint NOT NULL,
	"grain" "count_grain" NOT NULL,
	"starts_on" date NOT NULL,
	"organization_id" uuid NOT NULL,
	"iccc3_group" text NOT NULL,
	"people" integer NOT NULL,
	CONSTRAINT "hospital_birthdays_pk" PRIMARY KEY("age_limit","grain","starts_on","organization_id","iccc3_group")
);
--> statement-breakpoint
ALTER TABLE "hospital_counts" DROP CONSTRAINT "hospital_counts_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "hospital_iccc3_counts" DROP CONSTRAINT "hospital_iccc3_counts_organization_id_organizations_id_fk";
--> statement-breakpoint
alter table hospital_birthdays enable row level security;
--> statement-breakpoint
alter table hospital_birthdays force row level security;
--> statement-breakpoint
create policy own_hospitals on hospital_birthdays for select to girasol_counts
  using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()));
--> statement-breakpoint
create policy keeper on hospital_birthdays to girasol_keeper using (true) with check (true);
--> statement-breakpoint
grant select on hospital_birthdays to girasol_counts;
--> statement-breakpoint
grant select, insert, update, delete on hospital_birthdays to girasol_keeper;
