import type { ReminderKind, reminderOutcomes } from 'shared/pain'
import { newId } from '../access/once.js'
import type { OpenScope } from '../access/scope.js'

interface NewReminder {
  patientId: string
  organizationId: string
  kind: ReminderKind
  /** The fact that asks for it. */
  sourceId: string
  dueAt: Date
  /** Minutes after `dueAt` from which it is late. */
  graceMinutes: number
}

const RAISE = `
insert into reminders (id, managing_organization_id, patient_id, kind, source_id, due_at, late_at)
values ($1, $2, $3, $4::reminder_kind, $5, $6::timestamptz, $6::timestamptz + make_interval(mins => $7))`

/** Raises a reminder in the transaction of the fact that asks for it. */
export async function raiseReminder(scope: OpenScope, reminder: NewReminder): Promise<void> {
  const { patientId, organizationId, kind, sourceId, dueAt, graceMinutes } = reminder
  await scope.query(RAISE, [newId(), organizationId, patientId, kind, sourceId, dueAt.toISOString(), graceMinutes])
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
