-- What plans ask of pharmacies, for whoever reads figures: sizes of doses by hospital and day, never whose. As it stood
-- at the end of a day, by the ledger of delivery.
grant select (managing_organization_id, medication, route, planned_on, planned_dose, unit) on medication_administrations to girasol_searcher;
--> statement-breakpoint
create function girasol_planned_doses(hospitals uuid[], on_day date, days integer)
  returns table (organization_id uuid, medication text, route medication_route, planned_on date, amount double precision, unit dose_unit, doses integer)
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  reach uuid[] := app_organizations();
  nation boolean := app_national();
begin
  return query
    select a.managing_organization_id, a.medication, a.route, a.planned_on, a.planned_dose::double precision, a.unit, count(*)::integer
    from medication_administrations a
    where a.managing_organization_id = any (hospitals) and (nation or a.managing_organization_id = any (reach))
      and a.planned_on >= on_day and a.planned_on < on_day + days
      and (select sum(e.sign) from dose_entries e
        where e.administration_id = a.id and e.outcome = 'planned' and e.posted_on <= on_day) > 0
    group by 1, 2, 3, 4, 5, 6;
end $$;
--> statement-breakpoint
grant create on schema public to girasol_searcher;
--> statement-breakpoint
alter function girasol_planned_doses(uuid[], date, integer) owner to girasol_searcher;
--> statement-breakpoint
revoke create on schema public from girasol_searcher;
--> statement-breakpoint
revoke execute on function girasol_planned_doses(uuid[], date, integer) from public;
--> statement-breakpoint
grant execute on function girasol_planned_doses(uuid[], date, integer) to girasol_counts;
