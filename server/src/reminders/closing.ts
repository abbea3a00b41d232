import type { ReminderKind } from 'shared/pain'
import { LOOK_SHARE } from 'shared/pain-indicator-rules'
import type { OpenScope } from '../access/scope.js'
import { instantText } from '../shortages/state.js'

/** A reminder that a fact closed, for the ledger: whether its `lateAt` was kept. Instants as RFC 3339 text. */
export interface ClosedReminder {
  kind: ReminderKind
  outcome: 'done' | 'superseded'
  /** The dose, pain or check that had asked. */
  sourceId: string
  dueAt: string
  lateAt: string
}

type Row = ClosedReminder & Record<string, unknown>
const closed = `r.kind, r.outcome, r.source_id as "sourceId", ${instantText('r.due_at')} as "dueAt", ${instantText('r.late_at')} as "lateAt"`

/** From here on a look tells what the dose that asked for it did. */
const doseShows = `(select d.given_at + (r.due_at - d.given_at) * ${LOOK_SHARE} from analgesic_administrations d where d.id = r.source_id)`
const painAt = '(select a.effective_at from pain_assessments a where a.id = r.source_id)'
const checkAt = '(select c.effective_at from sedation_checks c where c.id = r.source_id)'

const answered = (kind: 'reassessment' | 'sedation-check', ownAt: string) => `
update reminders r set closed_at = $2, closed_by = $3, closed_by_id = $4, outcome = 'done'
where r.patient_id = $1 and r.closed_at is null and (
  r.kind = '${kind}' and (r.source_id = $6 or ${doseShows} <= $5 or ${ownAt} < $5)
  or r.kind = 'escalation' and $7 and ${ownAt} < $5)
returning ${closed}`
const ANSWERED = {
  reassessment: answered('reassessment', painAt),
  'sedation-check': answered('sedation-check', checkAt),
}

interface Answering {
  patientId: string
  kind: keyof typeof ANSWERED
  /** The fact that answers, and when it was so. */
  factId: string
  at: Date
  /** The dose it says it follows, whatever the minutes say. */
  followsId: string | null
  /** Whether it also ends the call that an earlier fact of its sort asked for. */
  calms: boolean
}

/** Closes what earlier doses and facts of a person asked for and this fact does. */
export function closeAnswered({ query, userId }: OpenScope, answering: Answering): Promise<ClosedReminder[]> {
  const { patientId, kind, factId, at, followsId, calms } = answering
  const parameters = [patientId, new Date().toISOString(), userId, factId, at.toISOString(), followsId, calms]
  return query<Row>(ANSWERED[kind], parameters)
}

const ENTERED = `
update reminders r set closed_at = $2, closed_by = $3, closed_by_id = later.id, outcome = 'done'
from reminders own cross join lateral (
  select case own.kind
    when 'reassessment' then (select id from pain_assessments
      where patient_id = $1 and status = 'final' and severity is not null and id is distinct from $6
        and effective_at >= $5::timestamptz + (own.due_at - $5) * ${LOOK_SHARE} order by effective_at limit 1)
    when 'sedation-check' then (select id from sedation_checks
      where patient_id = $1 and status = 'final' and effective_at >= $5::timestamptz + (own.due_at - $5) * ${LOOK_SHARE}
      order by effective_at limit 1)
  end as id
) later
where own.source_id = $4 and own.closed_at is null and r.id = own.id and later.id is not null
returning ${closed}`

/** Closes what a dose entered late asks for where somebody has looked since it was given. */
export const closeEntered = ({ query, userId }: OpenScope, dose: EnteredDose): Promise<ClosedReminder[]> =>
  query<Row>(ENTERED, parametersOf(dose, userId))

interface EnteredDose {
  id: string
  patientId: string
  givenAt: Date
  answersAssessmentId: string | null
}

const parametersOf = ({ id, patientId, givenAt, answersAssessmentId }: EnteredDose, userId: string) => [
  ...[patientId, new Date().toISOString(), userId, id, givenAt.toISOString(), answersAssessmentId],
]

const SUPERSEDE = `
update reminders r set closed_at = $2, closed_by = $3, closed_by_id = $4, outcome = 'superseded'
where r.patient_id = $1 and r.closed_at is null and r.kind = 'reassessment' and (r.source_id = $6 or date_trunc('minute', ${painAt}) <= $5)
returning ${closed}`

/** The clock of a dose takes the place of the one that the pain before it had started. */
export const supersede = ({ query, userId }: OpenScope, dose: EnteredDose): Promise<ClosedReminder[]> =>
  query<Row>(SUPERSEDE, parametersOf(dose, userId))

/** By the index on closed_by_id. What another standing fact does as well stays closed in its name. */
const REOPEN = `
with mine as (
  select r.id, r.kind, r.source_id, coalesce(${doseShows} - interval '1 microsecond', ${painAt}, ${checkAt}) as asked_at
  from reminders r where r.closed_by_id = $1 and r.patient_id = $2
), other as (
  select m.id, case m.kind
    when 'reassessment' then coalesce(
      (select a.id from pain_assessments a where a.patient_id = $2 and a.status = 'final' and a.severity is not null and a.id <> $1
        and (a.effective_at > m.asked_at or a.follows_administration_id = m.source_id)
        order by a.effective_at limit 1),
      (select d.id from analgesic_administrations d where d.patient_id = $2 and d.status = 'final' and d.id <> $1 and d.given_at >= date_trunc('minute', m.asked_at)
        and d.reassess_due_at is not null and exists (select 1 from pain_assessments a, reminders r where r.id = m.id and a.id = r.source_id)
        order by d.given_at limit 1))
    when 'sedation-check' then (select c.id from sedation_checks c where c.patient_id = $2 and c.status = 'final' and c.id <> $1
      and c.effective_at > m.asked_at order by c.effective_at limit 1)
    end as by
  from mine m
)
update reminders r set closed_by_id = other.by, closed_at = case when other.by is not null then r.closed_at end,
  closed_by = case when other.by is not null then r.closed_by end, outcome = case when other.by is not null then r.outcome end
from other where other.id = r.id`

const CALL_OFF = `
update reminders set closed_at = $2, closed_by = $3, outcome = 'cancelled' where source_id = $1 and closed_at is null`

/** A fact was a mistake: what it closed waits again unless another fact does it too, and what it asked for is off. */
export async function reopen(
  { query, userId }: OpenScope,
  { id, patientId }: { id: string; patientId: string },
): Promise<void> {
  await Promise.all([query(REOPEN, [id, patientId]), query(CALL_OFF, [id, new Date().toISOString(), userId])])
}
