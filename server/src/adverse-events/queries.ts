import { and, desc, eq } from 'drizzle-orm'
import { termOf } from 'shared/adverse-event-terms'
import { type AdverseEvent, type AdverseEventEdit, NewAdverseEvent, unusualGrade } from 'shared/adverse-events'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import {
  answeredWarnings,
  auditReasons,
  beforeDiagnosis,
  impossibleDays,
  mistake,
  parsed,
  shownFact,
  staleVersion,
} from '../clinical-facts.js'
import { lockPatient, type PatientInScope } from '../patients/queries.js'
import { conflict, invalid, notFound, type Warning } from '../problem.js'
import { placeInPlan } from './cycle-day.js'
import { adverseEvents, adverseEventVersions } from './table.js'

type Row = typeof adverseEvents.$inferSelect

/** Every adverse event of a person, the newest first; mistakes stay in the list, marked. */
export async function listAdverseEvents({ db }: OpenScope, patient: PatientInScope): Promise<AdverseEvent[]> {
  const rows = await db
    .select()
    .from(adverseEvents)
    .where(eq(adverseEvents.patientId, patient.id))
    .orderBy(desc(adverseEvents.onsetOn), desc(adverseEvents.recordedAt), desc(adverseEvents.id))
  return rows.map(asAdverseEvent)
}

/**
 * Records an adverse event with the day of the cycle it fell in. Impossible facts are 400 by field; what is unusual is
 * 409 until it comes with a reason.
 */
export async function recordAdverseEvent(
  scope: OpenScope,
  patientId: string,
  { confirmedWarnings: given, carePlanId, ...input }: NewAdverseEvent,
): Promise<AdverseEvent> {
  const { birthDate, managingOrganizationId, status } = await lockPatient(scope, patientId)
  if (status !== 'active') throw conflict('not-active')
  const { onsetOn, resolvedOn, grade } = input
  const errors = impossibleDays(birthDate, { onsetOn, resolvedOn })
  if (errors.length > 0) throw invalid(...errors)
  const term = termOf(input.term)
  const place = await placeInPlan(scope, patientId, onsetOn, carePlanId)
  const warnings = [...(await beforeDiagnosis(scope, patientId, onsetOn, '#/onsetOn')), ...unusualGrades(term, grade)]
  const confirmedWarnings = answeredWarnings(warnings, given)
  const [row] = await scope.db
    .insert(adverseEvents)
    .values({
      ...input,
      ...place,
      term,
      id: newId(),
      patientId,
      managingOrganizationId,
      confirmedWarnings,
      recordedBy: scope.userId,
    })
    .returning()
  if (row === undefined) throw new Error('The adverse event came back without its row')
  await audit(scope, { ...eventOf(row), action: 'create' })
  await auditReasons(scope, eventOf(row), confirmedWarnings)
  return asAdverseEvent(row)
}

/** Adds how it went on to version `version`; what stood before is kept. A stale one is 412. */
export async function editAdverseEvent(
  scope: OpenScope,
  patientId: string,
  id: string,
  version: number,
  { confirmedWarnings: given, ...edit }: AdverseEventEdit,
): Promise<AdverseEvent> {
  const patient = await lockPatient(scope, patientId)
  const found = await findAdverseEvent(scope, patientId, id)
  if (found.version !== version) throw await stale(scope, found)
  if (patient.status !== 'active') throw conflict('not-active')
  if (found.status !== 'final') throw conflict('already-entered-in-error')
  const { term, onsetOn, carePlanId, grade, relation, actionTaken, outcome, resolvedOn, suspectedMedication, note } =
    found
  const before = { grade, relation, actionTaken, outcome, resolvedOn, suspectedMedication, note }
  const { confirmedWarnings: _, ...next } = parsed(NewAdverseEvent, { term, onsetOn, carePlanId, ...before, ...edit })
  const errors = impossibleDays(patient.birthDate, { resolvedOn: next.resolvedOn })
  if (errors.length > 0) throw invalid(...errors)
  const confirmed = answeredWarnings(next.grade === grade ? [] : unusualGrades(term, next.grade), given)
  const changedFields = Object.keys(edit)
  const [row] = await scope.db
    .update(adverseEvents)
    .set({
      ...next,
      version: version + 1,
      confirmedWarnings: [
        ...found.confirmedWarnings.filter(({ code }) => !confirmed.some((it) => it.code === code)),
        ...confirmed,
      ],
    })
    .where(eq(adverseEvents.id, id))
    .returning()
  if (row === undefined) throw notFound()
  await keepVersion(scope, found)
  await audit(scope, { ...eventOf(row), action: 'update', details: { fields: changedFields } })
  await auditReasons(scope, eventOf(row), confirmed)
  return asAdverseEvent(row)
}

/** A mistake stays beside its correction, with who, when and why. */
export async function enterAdverseEventInError(
  scope: OpenScope,
  patientId: string,
  id: string,
  reason: string,
): Promise<AdverseEvent> {
  await lockPatient(scope, patientId)
  const found = await findAdverseEvent(scope, patientId, id)
  if (found.status !== 'final') throw conflict('already-entered-in-error')
  const [row] = await scope.db
    .update(adverseEvents)
    .set({ ...mistake(scope, reason), version: found.version + 1 })
    .where(eq(adverseEvents.id, id))
    .returning()
  if (row === undefined) throw notFound()
  await keepVersion(scope, found)
  await audit(scope, { ...eventOf(row), action: 'update', details: { status: 'entered-in-error' } })
  return asAdverseEvent(row)
}

async function findAdverseEvent({ db }: OpenScope, patientId: string, id: string): Promise<Row> {
  const [row] = await db
    .select()
    .from(adverseEvents)
    .where(and(eq(adverseEvents.id, id), eq(adverseEvents.patientId, patientId)))
  if (row === undefined) throw notFound()
  return row
}

const keepVersion = ({ db, userId }: OpenScope, before: Row) =>
  db.insert(adverseEventVersions).values({
    adverseEventId: before.id,
    version: before.version,
    managingOrganizationId: before.managingOrganizationId,
    replacedBy: userId,
    before,
  })

async function stale({ db }: OpenScope, current: Row) {
  const [last] = await db
    .select({ at: adverseEventVersions.replacedAt, by: adverseEventVersions.replacedBy })
    .from(adverseEventVersions)
    .where(eq(adverseEventVersions.adverseEventId, current.id))
    .orderBy(desc(adverseEventVersions.version))
    .limit(1)
  return staleVersion(asAdverseEvent(current), last)
}

function unusualGrades(term: string, grade: number): Warning[] {
  const grades = unusualGrade(term, grade)
  return grades === null
    ? []
    : [{ pointer: '#/grade', code: 'grade-unusual', lowestGrade: grades[0], highestGrade: grades[1] }]
}

const eventOf = ({ id, patientId, managingOrganizationId }: Row) => ({
  resourceType: 'AdverseEvent',
  resourceId: id,
  patientId,
  organizationId: managingOrganizationId,
})

const asAdverseEvent = (row: Row): AdverseEvent => ({ ...row, ...shownFact(row) })
