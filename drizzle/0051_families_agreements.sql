-- Families read what published minutes hold: what is added under an open erratum waits until that is published
drop policy families_read on agreements;
--> statement-breakpoint
create policy families_read on agreements for select to girasol_families
  using (exists (
    select from working_group_sessions s where s.id = session_id and s.published_at is not null
      and agreements.created_at <= greatest(s.published_at, (select max(m.published_at) from minutes m where m.session_id = s.id))));
