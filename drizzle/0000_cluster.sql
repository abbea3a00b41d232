-- Roles belong to the cluster, so another database may have made them already. None can log in, none owns a table.
do $$
declare name text;
begin
  foreach name in array array['girasol_clinic', 'girasol_counts', 'girasol_desk', 'girasol_audit', 'girasol_keeper', 'girasol_searcher'] loop
    begin
      execute format('create role %I nologin', name);
    exception when duplicate_object or unique_violation then null;
    end;
    begin
      execute format('grant %I to current_user', name);
    exception when invalid_grant_operation or unique_violation then null;
    end;
  end loop;
end $$;
--> statement-breakpoint
create extension if not exists pg_trgm;
--> statement-breakpoint
create extension if not exists btree_gin;
