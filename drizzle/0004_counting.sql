-- The day an age is reached, and the whole years reached on a day, as shared/src/age.ts reckons them: a person born on
-- 29 February grows older on 1 March of common years. Plain SQL without settings, so that they are inlined.
create function girasol_birthday(birth date, years integer) returns date language sql immutable parallel safe as $$
  select (birth + make_interval(years => years))::date
    + (extract(day from birth)::integer - extract(day from birth + make_interval(years => years))::integer)
$$;
--> statement-breakpoint
create function girasol_age(birth date, on_day date) returns integer language sql immutable parallel safe as $$
  select extract(year from on_day)::integer - extract(year from birth)::integer
    - (extract(month from on_day) * 100 + extract(day from on_day) < extract(month from birth) * 100 + extract(day from birth))::integer
$$;
--> statement-breakpoint
-- The pyramid and the ledger's sex: kept by month too, and moved by a correction like any other fact.
ALTER TABLE "registry_entries" ADD COLUMN "sex" "sex" NOT NULL DEFAULT 'unknown';--> statement-breakpoint
ALTER TABLE "registry_entries" ALTER COLUMN "sex" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "hospital_pyramid" DROP CONSTRAINT "hospital_pyramid_starts_on_organization_id_sex_band_pk";--> statement-breakpoint
ALTER TABLE "hospital_pyramid" ADD COLUMN "grain" "count_grain" NOT NULL;--> statement-breakpoint
ALTER TABLE "hospital_pyramid" ADD CONSTRAINT "hospital_pyramid_grain_starts_on_organization_id_sex_band_pk" PRIMARY KEY("grain","starts_on","organization_id","sex","band");--> statement-breakpoint
CREATE INDEX "hospital_counts_removals" ON "hospital_counts" USING btree ("starts_on") WHERE grain = 'day' and (merged <> 0 or withdrawn <> 0 or error <> 0);--> statement-breakpoint
-- A frozen report is kept as the text it answers with: jsonb would put its members in another order.
ALTER TABLE "reports" ALTER COLUMN "answer" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "reports" ALTER COLUMN "published" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "heading" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "published_heading" jsonb;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "published_sha256" "bytea";
