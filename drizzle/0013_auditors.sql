-- An auditor sees the chains in reach; one without reach sees none. Temporary tables come last for what looks past policies.
drop policy auditor on audit_events;
--> statement-breakpoint
create policy auditor on audit_events for select to girasol_audit
  using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()));
--> statement-breakpoint
drop policy auditor on audit_inbox;
--> statement-breakpoint
create policy auditor on audit_inbox for select to girasol_audit
  using (organization_id = any ((select app_organizations())::uuid[]) or (select app_national()));
--> statement-breakpoint
alter function girasol_session(uuid) set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
alter function girasol_find_patients(text[], integer[], uuid, integer) set search_path = pg_catalog, public, pg_temp;
--> statement-breakpoint
alter function girasol_duplicate_pool(integer[], text, integer) set search_path = pg_catalog, public, pg_temp;
