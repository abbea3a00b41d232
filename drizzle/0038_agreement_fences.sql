-- The day an agreement was due before it was moved is read by whoever reads its progress
grant select (former_due_on) on agreement_progress to girasol_families;
--> statement-breakpoint

-- What families have read as agreed keeps its words; how it goes is told by its state, its day and its progress
create function girasol_agreed_stays() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select from working_group_sessions s where s.id = old.session_id and s.published_at is not null) then
    raise exception 'what was published as agreed is read-only' using errcode = 'check_violation', constraint = 'agreed_stays';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger agreed_stays before update on agreements for each row
  when ((old.session_id, old.number, old.text, old.post_id, old.ooad_code, old.organization_id, old.case_alias)
    is distinct from (new.session_id, new.number, new.text, new.post_id, new.ooad_code, new.organization_id, new.case_alias))
  execute function girasol_agreed_stays();
--> statement-breakpoint

-- An alias leads to somebody whom the hospital of its agreement treats
drop policy own_hospitals on agreement_cases;
--> statement-breakpoint
create policy own_hospitals on agreement_cases for select to girasol_clinic
  using (organization_id = any ((select app_organizations())::uuid[]));
--> statement-breakpoint
create policy own_people_link on agreement_cases for insert to girasol_clinic with check (
  organization_id = any ((select app_organizations())::uuid[])
  and exists (select from agreements a where a.id = agreement_id and a.organization_id = agreement_cases.organization_id and a.case_alias is not null)
  and exists (select from patients p where p.id = patient_id and p.managing_organization_id = agreement_cases.organization_id));
--> statement-breakpoint
create policy own_people_relink on agreement_cases for update to girasol_clinic
  using (organization_id = any ((select app_organizations())::uuid[]))
  with check (
    organization_id = any ((select app_organizations())::uuid[])
    and exists (select from agreements a where a.id = agreement_id and a.organization_id = agreement_cases.organization_id and a.case_alias is not null)
    and exists (select from patients p where p.id = patient_id and p.managing_organization_id = agreement_cases.organization_id));
