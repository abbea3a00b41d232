-- What procedures and adverse events were before each addition: by hospital, written once.
do $$
declare name text;
begin
  foreach name in array array['procedure_versions', 'adverse_event_versions'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_hospitals on %I to girasol_clinic using (managing_organization_id = any ((select app_organizations())::uuid[]) or (select app_national())) with check (managing_organization_id = any ((select app_organizations())::uuid[]) or (select app_national()))', name);
    execute format('grant select, insert on %I to girasol_clinic', name);
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', name || '_fixed', name);
  end loop;
end $$;
