-- The login enters the roles and does not inherit them: without SET ROLE it reads nothing, whatever statement slips out of
-- its transaction. Since PostgreSQL 16 that is said of each grant, before it of the login.
create or replace function girasol_admit(login text) returns void language plpgsql set search_path = pg_catalog as $$
begin
  if current_setting('server_version_num')::integer >= 160000 then
    execute format('grant girasol_clinic, girasol_counts, girasol_desk, girasol_audit, girasol_keeper to %I with inherit false', login);
  else
    execute format('alter role %I noinherit', login);
    execute format('grant girasol_clinic, girasol_counts, girasol_desk, girasol_audit, girasol_keeper to %I', login);
  end if;
  execute format('grant execute on function public.girasol_session(uuid) to %I', login);
  execute format('grant select on public.girasol_migrations to %I', login);
end $$;
