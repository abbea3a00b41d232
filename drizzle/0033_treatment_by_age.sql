-- Delivery of doses and first treatments of one age group. Whoever reads figures sees no person, so the birth date is
-- looked up by functions with a narrow answer: groups of doses, never whose. Birth dates are read from the roll's own
-- ledger as they stood on the day asked for, so that a birth date corrected later moves no past figure.
create policy searcher on dose_entries for select to girasol_searcher using (true);
--> statement-breakpoint
create policy searcher on first_treatments for select to girasol_searcher using (true);
--> statement-breakpoint
create policy searcher on medication_administrations for select to girasol_searcher using (true);
--> statement-breakpoint
create policy searcher on registry_entries for select to girasol_searcher using (true);
--> statement-breakpoint
grant select (administration_id, organization_id, purpose, planned_on, posted_on, sign, outcome, reason, delay_days, dose_percent, substituted) on dose_entries to girasol_searcher;
--> statement-breakpoint
grant select (patient_id, organization_id, treated_on, days, posted_on, sign) on first_treatments to girasol_searcher;
--> statement-breakpoint
grant select (id, patient_id) on medication_administrations to girasol_searcher;
--> statement-breakpoint
grant select (id, patient_id, birth_date, posted_on) on registry_entries to girasol_searcher;
--> statement-breakpoint

/* Birth date of each of some people as the roll had it at the end of a day: of the last entry until then, else of the
   first after it, which is as fixed. */
create function girasol_births(people uuid[], on_day date) returns table (patient_id uuid, birth_date date)
  language sql stable set search_path = pg_catalog, public as $$
  select distinct on (r.patient_id) r.patient_id, r.birth_date from registry_entries r
  where r.patient_id = any (people)
  order by r.patient_id, (r.posted_on <= on_day) desc, case when r.posted_on <= on_day then -r.id else r.id end
$$;
--> statement-breakpoint

/* The groups of treatment-indicators/queries.ts for doses of people who on the planned day had not reached the age
   (`young`), or had. */
create function girasol_doses_by_age(on_day date, since_day date, full_percent integer, age_limit integer, young boolean)
  returns table (organization_id uuid, outcome dose_outcome, reason status_reason, delay_days smallint, in_full boolean, substituted boolean, doses integer)
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  reach uuid[] := app_organizations();
  nation boolean := app_national();
begin
  return query
    with known as materialized (
      select e.organization_id, e.outcome, e.reason, e.delay_days, coalesce(e.dose_percent >= full_percent, false) as in_full,
        e.substituted, e.sign, e.planned_on, a.patient_id
      from dose_entries e join medication_administrations a on a.id = e.administration_id
      where e.purpose = 'antineoplastic' and e.planned_on > since_day and e.planned_on <= on_day and e.posted_on <= on_day
        and (e.outcome <> 'planned' or e.planned_on < on_day) and (nation or e.organization_id = any (reach))
    )
    select k.organization_id, k.outcome, k.reason, k.delay_days, k.in_full, k.substituted, sum(k.sign)::integer
    from known k
    join girasol_births((select array_agg(distinct known.patient_id) from known), on_day) b on b.patient_id = k.patient_id
    where (k.planned_on < girasol_birthday(b.birth_date, age_limit)) = young
    group by 1, 2, 3, 4, 5, 6 having sum(k.sign) <> 0;
end $$;
--> statement-breakpoint

/* The same of first treatments, by the age on the day of the treatment. */
create function girasol_starts_by_age(on_day date, since_day date, age_limit integer, young boolean)
  returns table (organization_id uuid, days integer, people integer)
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  reach uuid[] := app_organizations();
  nation boolean := app_national();
begin
  return query
    with known as materialized (
      select f.organization_id, f.days, f.sign, f.treated_on, f.patient_id from first_treatments f
      where f.treated_on > since_day and f.treated_on <= on_day and f.posted_on <= on_day
        and (nation or f.organization_id = any (reach))
    )
    select k.organization_id, k.days, sum(k.sign)::integer
    from known k
    join girasol_births((select array_agg(distinct known.patient_id) from known), on_day) b on b.patient_id = k.patient_id
    where (k.treated_on < girasol_birthday(b.birth_date, age_limit)) = young
    group by 1, 2 having sum(k.sign) <> 0;
end $$;
--> statement-breakpoint
grant create on schema public to girasol_searcher;
--> statement-breakpoint
alter function girasol_doses_by_age(date, date, integer, integer, boolean) owner to girasol_searcher;
--> statement-breakpoint
alter function girasol_starts_by_age(date, date, integer, boolean) owner to girasol_searcher;
--> statement-breakpoint
revoke create on schema public from girasol_searcher;
--> statement-breakpoint
revoke execute on function girasol_births(uuid[], date), girasol_doses_by_age(date, date, integer, integer, boolean), girasol_starts_by_age(date, date, integer, boolean) from public;
--> statement-breakpoint
grant execute on function girasol_births(uuid[], date) to girasol_searcher;
--> statement-breakpoint
grant execute on function girasol_doses_by_age(date, date, integer, integer, boolean), girasol_starts_by_age(date, date, integer, boolean) to girasol_counts;
