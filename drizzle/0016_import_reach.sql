-- A file is its maker's while they reach every hospital they reached when they brought it: a batch is read, written and
-- taken back whole or not at all. Its rows follow, for their policy looks here.
drop policy own on imports;
--> statement-breakpoint
create policy own on imports to girasol_clinic
  using (created_by = (select app_user_id())
    and ((select app_national()) or (not national and organization_ids <@ (select app_organizations())::uuid[])))
  with check (created_by = (select app_user_id())
    and ((select app_national()) or (not national and organization_ids <@ (select app_organizations())::uuid[])));
