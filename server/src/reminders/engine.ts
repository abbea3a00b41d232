import type { ReminderKind, reminderOutcomes } from 'shared/pain'
import { newId } from '../access/once.js'
import type { OpenScope } from '../access/scope.js'

/** One of several that a fact asks for. */
export interface Wanted {
  kind: ReminderKind
  dueAt: Date
  /** Minutes after `dueAt` from which it is late. */
  graceMinutes: number
}

const RAISE_ALL = `
insert into reminders (id, managing_organization_id, patient_id, kind, source_id, raised_at, due_at, late_at)
select w.id, $2, $3, w.kind, $4, $5, w."dueAt", w."dueAt" + make_interval(mins => w."graceMinutes")
from jsonb_to_recordset($1::jsonb) as w (id uuid, kind reminder_kind, "dueAt" timestamptz, "graceMinutes" integer)
where exists (select 1 from patients where id = $3 and status = 'active')`

/** Raises what one fact asks for, in one statement; nothing for a person who left the hospital's care. */
export async function raiseReminders(
  { query }: OpenScope,
  { id, patientId, managingOrganizationId }: { id: string; patientId: string; managingOrganizationId: string },
  wanted: readonly Wanted[],
): Promise<void> {
  if (wanted.length === 0) return
  const rows = JSON.stringify(wanted.map((one) => ({ id: newId(), ...one })))
  await query(RAISE_ALL, [rows, managingOrganizationId, patientId, id, new Date().toISOString()])
}

interface Closing {
  patientId: string
  kind: ReminderKind
  /** Only what this fact asked for; every open one of the kind where absent. */
  sourceId?: string | undefined
  /** The fact that does what was asked. */
  closedById: string | null
  outcome: (typeof reminderOutcomes)[number]
}

const CLOSE = `
update reminders set closed_at = now(), closed_by = $1, closed_by_id = $2, outcome = $3::reminder_outcome
where patient_id = $4 and kind = $5::reminder_kind and closed_at is null and ($6::uuid is null or source_id = $6)
returning id`

/** Closes open reminders in the transaction of the fact that does so; how many were open. */
export async function closeReminders(scope: OpenScope, closing: Closing): Promise<number> {
  const { patientId, kind, sourceId = null, closedById, outcome } = closing
  const closed = await scope.query(CLOSE, [scope.userId, closedById, outcome, patientId, kind, sourceId])
  return closed.length
}

const CANCEL = `
update reminders set closed_at = $2, closed_by = $3, outcome = 'cancelled' where patient_id = $1 and closed_at is null`

/** A person left the hospital's care: nobody is asked for anything more. */
export async function personLeft({ query, userId }: OpenScope, patientId: string): Promise<void> {
  await query(CANCEL, [patientId, new Date().toISOString(), userId])
}
