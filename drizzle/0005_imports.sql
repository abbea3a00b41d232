CREATE TABLE "import_files" (
	"import_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "import_files_import_id_part_pk" PRIMARY KEY("import_id","part")
);
--> statement-breakpoint
ALTER TABLE "import_mappings" ADD COLUMN "options" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "base" text DEFAULT 'patients' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "options" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "warnings" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "failure_details" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "read_at" timestamp with time zone;--> statement-breakpoint

-- Files wait here as they came: their parts are read once and are not worth compressing
alter table import_files alter column bytes set storage external;
--> statement-breakpoint
alter table import_files enable row level security;
--> statement-breakpoint
alter table import_files force row level security;
--> statement-breakpoint
create policy own on import_files to girasol_clinic
  using (created_by = (select app_user_id())) with check (created_by = (select app_user_id()));
--> statement-breakpoint
grant select, insert, delete on import_files to girasol_clinic;
--> statement-breakpoint

-- The keeper forgets what nobody asks for any more: abandoned uploads, rows of files settled long ago
create policy keeper_forgets on import_files to girasol_keeper using (true);
--> statement-breakpoint
grant select (import_id, recorded_at), delete on import_files to girasol_keeper;
--> statement-breakpoint
create policy keeper_forgets on import_rows to girasol_keeper using (true);
--> statement-breakpoint
grant select (import_id), delete on import_rows to girasol_keeper;
--> statement-breakpoint
grant select (created_at, committed_at, undone_at) on imports to girasol_keeper;
--> statement-breakpoint

/* Who in the network may be the people of a batch of rows: the same CURP, the same NSS and birth date, or a key in common.
   One call for many rows; the caller scores them, and only those in reach are shown to anybody. */
create function girasol_match_rows(the_rows integer[], curps text[], numbers text[], births date[], keys text[], most integer)
  returns table (row_number integer, id uuid, managing_organization_id uuid, in_reach boolean, given_name text,
    first_surname text, second_surname text, birth_date date, sex sex, curp text, nss text, agregado text)
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  reach uuid[] := app_organizations();
  nation boolean := app_national();
begin
  return query
    select asked.n, found.id, found.managing_organization_id, found.managing_organization_id = any (reach) or nation,
      found.given_name, found.first_surname, found.second_surname, found.birth_date, found.sex, found.curp, found.nss,
      found.agregado
    from unnest(the_rows, curps, numbers, births, keys) as asked (n, curp, nss, birth, keys)
    cross join lateral (
      select p.* from patients p
      where p.status = 'active'
        and (p.match_keys && asked.keys::integer[] or p.curp = asked.curp or p.nss = asked.nss and p.birth_date = asked.birth)
      order by p.curp is not distinct from asked.curp desc, p.birth_date = asked.birth desc, p.id
      limit most
    ) as found;
end $$;
--> statement-breakpoint
grant create on schema public to girasol_searcher;
--> statement-breakpoint
alter function girasol_match_rows(integer[], text[], text[], date[], text[], integer) owner to girasol_searcher;
--> statement-breakpoint
revoke create on schema public from girasol_searcher;
--> statement-breakpoint
revoke execute on function girasol_match_rows(integer[], text[], text[], date[], text[], integer) from public;
--> statement-breakpoint
grant execute on function girasol_match_rows(integer[], text[], text[], date[], text[], integer) to girasol_clinic;
