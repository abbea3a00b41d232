-- Published counts are made from the kept counters, which hold nobody: families' role reads the columns that the fixed tables
-- need, of the whole nation or nothing. What leaves is made by the disclosure rules (counts/publish).
do $$
declare name text;
begin
  foreach name in array array['hospital_counts', 'hospital_iccc3_counts', 'hospital_pyramid'] loop
    execute format('create policy families_nation on %I for select to girasol_families using ((select app_national()))', name);
  end loop;
end $$;
--> statement-breakpoint
grant select (grain, starts_on, organization_id, patients, added, merged, withdrawn, error, transferred_in, transferred_out, r18)
  on hospital_counts to girasol_families;
--> statement-breakpoint
grant select (grain, starts_on, iccc3_group, patients, added, r18) on hospital_iccc3_counts to girasol_families;
--> statement-breakpoint
grant select (grain, starts_on, band, sex, patients) on hospital_pyramid to girasol_families;
--> statement-breakpoint
-- Catalogues (P0) that any signed-in account may look at
grant select on terminology_concepts, iccc3_rules, staging_rules to girasol_families;
