DROP INDEX "patients_organization_name";--> statement-breakpoint
CREATE INDEX "patients_by_name" ON "patients" USING btree ("managing_organization_id","search" text_pattern_ops,"id");--> statement-breakpoint
/* Ids of active people of the hospitals in reach whose name holds every pattern (LIKE, already escaped), or whose chosen
   name holds every word hash. First those whose first surname begins with the first word, in the order of names, from
   the b-tree; the trigram index only for what that leaves, up to the cap. Neither operator is leakproof, so under a
   policy the indexes would lie idle. */
create or replace function girasol_find_patients(patterns text[], hashes integer[], organization uuid, most integer) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  reach uuid[] := app_organizations();
  within text;
  words text := (select string_agg(format('search like $1[%s]', i), ' and ') from generate_subscripts(patterns, 1) i);
  found integer;
begin
  if organization is not null then
    if not (organization = any (reach) or app_national()) then return; end if;
    reach := array[organization];
  end if;
  within := case
    when organization is null and app_national() then 'true'
    when cardinality(reach) = 1 then 'managing_organization_id = $2[1]'
    else 'managing_organization_id = any ($2)' end || ' and status = ''active''';
  return query execute format('select id from patients where %s and search like $4 and %s order by search using ~<~, id limit $3', within, words)
    using patterns, reach, most, ' ' || ltrim(patterns[1], '% ');
  get diagnostics found = row_count;
  if found < most then
    return query execute format('select id from (select id, search from patients where %s and search not like $4 and %s limit 1000) capped
      order by search using ~<~, id limit $3', within, words)
      using patterns, reach, most - found, ' ' || ltrim(patterns[1], '% ');
  end if;
  if cardinality(hashes) > 0 then
    return query execute format('select patient_id from chosen_names where %s and word_hashes @> $1 limit $3', replace(within, ' and status = ''active''', ''))
      using hashes, reach, most;
  end if;
end $$;
