import type { OpenScope } from '../access/scope.js'
import { conflict } from '../problem.js'
import { today } from '../today.js'
import { eventId, momentPart } from './event-ids.js'

/** People of the batch of whom something has been said since: their undoing would take that along. */
const CHANGED = `
select count(*)::integer as n from patients p
where p.import_id = $1 and (
  p.version > 1 or p.status <> 'active' or p.merged_into is not null
  or exists (select from conditions c where c.patient_id = p.id and (c.import_id is distinct from $1 or c.version > 1))
  or exists (select from patient_events e where e.patient_id = p.id and (e.import_id is distinct from $1 or e.status <> 'final'))
  or exists (select from related_persons g where g.patient_id = p.id)
  or exists (select from distinct_patients d where d.low_id = p.id or d.high_id = p.id)
  or (select count(*) from registry_entries r where r.patient_id = p.id) > 1
)`

const LOCK = 'select id from patients where import_id = $1 order by id for update'

const LEAVE = `
with entries as (
  insert into registry_entries (patient_id, organization_id, kind, sign, posted_on, recorded_by, birth_date, sex,
    registered_on, diagnosed_on, iccc3_group, reason)
  select r.patient_id, r.organization_id, 'error', -1, $2, $3, r.birth_date, r.sex, r.registered_on, r.diagnosed_on,
    r.iccc3_group, 'import-undone'
  from registry_entries r join patients p on p.id = r.patient_id
  where p.import_id = $1
  returning id
)
insert into registry_pending (entry_id) select id from entries`

const AUDIT = `
insert into audit_inbox (id, organization_id, user_id, action, resource_type, resource_id, patient_id, request_id, details)
select ${eventId('$4')}, managing_organization_id, $2, 'undo', 'Patient', id::text, id, $3, jsonb_build_object('importId', import_id)
from patients where import_id = $1`

/**
 * Takes a committed batch back: its people leave the roll as an error, posted today, and their records stay as such; its
 * cases without identity go; its rows may be imported again. Refused once something else is known of one of its people.
 */
export async function takeBack({ query, userId, requestId }: OpenScope, importId: string): Promise<void> {
  await query(LOCK, [importId])
  const [changed] = await query<{ n: number }>(CHANGED, [importId])
  if ((changed?.n ?? 0) > 0) throw conflict('import-changed', { people: changed?.n })
  await query(LEAVE, [importId, today(), userId])
  await query(AUDIT, [importId, userId, requestId, momentPart(new Date())])
  await query(`update patients set status = 'error', version = version + 1 where import_id = $1`, [importId])
  await query(
    `update conditions set status = 'entered-in-error', version = version + 1, entered_in_error_at = now(),
      entered_in_error_by = $2, entered_in_error_reason = 'import-undone' where import_id = $1`,
    [importId, userId],
  )
  await query(`update patient_events set status = 'entered-in-error' where import_id = $1`, [importId])
  await query('delete from deidentified_cases where import_id = $1', [importId])
  await query('delete from imported_fingerprints where import_id = $1', [importId])
  await query(`update imports set status = 'undone', undone_at = now() where id = $1`, [importId])
}
