-- The last day of an opioid that flows on is read with the figures, and a period still from its index alone
grant select (until_on) on pain_entries to girasol_counts;
--> statement-breakpoint
drop index pain_entries_period;
--> statement-breakpoint
create index pain_entries_period on pain_entries (measure, happened_on, organization_id)
  include (patient_id, posted_on, sign, met, effect, late_at, minutes, settings_version, until_on);
--> statement-breakpoint

/* Whether an active account works as hospital staff in a hospital that whoever asks reaches: nothing else of the account. */
create function girasol_performs(performer uuid, organization uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if not (organization = any (app_organizations()) or app_national()) then return false; end if;
  return exists (
    select from users u join grants g on g.user_id = u.id
    where u.id = performer and u.active and g.revoked_at is null and g.role = 'hospital-staff'
      and (g.organization_id = organization
        or g.ooad_code = (select o.reports_to_ooad from organizations o where o.id = organization)));
end $$;
--> statement-breakpoint
grant create on schema public to girasol_searcher;
--> statement-breakpoint
alter function girasol_performs(uuid, uuid) owner to girasol_searcher;
--> statement-breakpoint
revoke create on schema public from girasol_searcher;
--> statement-breakpoint
revoke execute on function girasol_performs(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function girasol_performs(uuid, uuid) to girasol_clinic;
