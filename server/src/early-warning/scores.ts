import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm'
import { bandOf, type EarlyWarningScore, type NewEarlyWarningScore, totalOf } from 'shared/early-warning'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { impossibleInstants, mistake, shownFact } from '../clinical-facts.js'
import { lockPatient, type PatientInScope } from '../patients/queries.js'
import { conflict, type FieldError, invalid, notFound } from '../problem.js'
import { raiseReminders, type Wanted } from '../reminders/engine.js'
import { settingsOf } from '../reminders/settings.js'
import { reminders } from '../reminders/table.js'
import { earlyWarningScale } from './scale.js'
import { earlyWarningScores } from './table.js'

type Row = typeof earlyWarningScores.$inferSelect

const HOUR = 3_600_000

/** Every score of a person, the latest first; mistakes stay in the list, marked. */
export async function listScores({ db }: OpenScope, patient: PatientInScope): Promise<EarlyWarningScore[]> {
  const rows = await db
    .select({ score: earlyWarningScores, nextDueAt: reminders.dueAt })
    .from(earlyWarningScores)
    .leftJoin(reminders, and(eq(reminders.sourceId, earlyWarningScores.id), eq(reminders.kind, 'early-warning')))
    .where(eq(earlyWarningScores.patientId, patient.id))
    .orderBy(desc(earlyWarningScores.effectiveAt), desc(earlyWarningScores.recordedAt))
  return rows.map(({ score, nextDueAt }) => asScore(score, nextDueAt))
}

/**
 * Records a score; the server adds it up. It answers the one that was awaited, asks for the next by the hospital's hours
 * for its band, and a red one asks for a call at once. Entered late, behind another, it asks for nothing.
 */
export async function recordScore(
  scope: OpenScope,
  patientId: string,
  input: NewEarlyWarningScore,
): Promise<EarlyWarningScore> {
  const { birthDate, managingOrganizationId, status } = await lockPatient(scope, patientId)
  if (status !== 'active') throw conflict('not-active')
  const effectiveAt = new Date(input.effectiveDateTime)
  const total = totalOf(input)
  const errors: FieldError[] = impossibleInstants(birthDate, { effectiveDateTime: effectiveAt })
  if (input.total !== undefined && input.total !== total) errors.push({ pointer: '#/total', code: 'total-disagrees' })
  if (errors.length > 0) throw invalid(...errors)
  const band = bandOf(earlyWarningScale, total)
  const { neurological, cardiovascular, respiratory, staffConcern, familyConcern, note } = input
  const [row] = await scope.db
    .insert(earlyWarningScores)
    .values({
      id: newId(),
      patientId,
      managingOrganizationId,
      neurological,
      cardiovascular,
      respiratory,
      staffConcern,
      familyConcern,
      total,
      band,
      effectiveAt,
      note: note ?? null,
      recordedBy: scope.userId,
    })
    .returning()
  if (row === undefined) throw new Error('The score came back without its row')
  await audit(scope, { ...eventOf(row), action: 'create', details: { band } })
  return asScore(row, (await isLatest(scope, row)) ? await askForNext(scope, row) : null)
}

/** Closes what earlier scores asked for and asks for what this one does; when the next is due. */
async function askForNext(scope: OpenScope, row: Row): Promise<Date> {
  const { earlyWarningHours, graceMinutes } = await settingsOf(scope, row.managingOrganizationId)
  await answerEarlier(scope, row)
  const dueAt = new Date(row.effectiveAt.getTime() + earlyWarningHours[row.band] * HOUR)
  const wanted: Wanted[] = [{ kind: 'early-warning', dueAt, graceMinutes }]
  if (row.band === 'red') wanted.push({ kind: 'escalation', dueAt: new Date(), graceMinutes })
  await raiseReminders(scope, row, wanted)
  return dueAt
}

/** The score that was awaited is here; a call asked for by an earlier red one ends when it is red no more. */
async function answerEarlier({ db, userId }: OpenScope, { id, patientId, band }: Row): Promise<void> {
  const mine = db
    .select({ id: earlyWarningScores.id })
    .from(earlyWarningScores)
    .where(eq(earlyWarningScores.patientId, patientId))
  await db
    .update(reminders)
    .set({ closedAt: new Date(), closedBy: userId, closedById: id, outcome: 'done' })
    .where(
      and(
        eq(reminders.patientId, patientId),
        inArray(reminders.kind, band === 'red' ? ['early-warning'] : ['early-warning', 'escalation']),
        isNull(reminders.closedAt),
        inArray(reminders.sourceId, mine),
      ),
    )
}

async function isLatest({ db }: OpenScope, { patientId, effectiveAt }: Row): Promise<boolean> {
  const [later] = await db
    .select({ id: earlyWarningScores.id })
    .from(earlyWarningScores)
    .where(
      and(
        eq(earlyWarningScores.patientId, patientId),
        eq(earlyWarningScores.status, 'final'),
        gt(earlyWarningScores.effectiveAt, effectiveAt),
      ),
    )
    .limit(1)
  return later === undefined
}

/** A mistake stays beside its correction; what it had asked for is off, and the score before it asks again. */
export async function enterScoreInError(
  scope: OpenScope,
  patientId: string,
  id: string,
  reason: string,
): Promise<EarlyWarningScore> {
  const { status } = await lockPatient(scope, patientId)
  const mine = and(eq(earlyWarningScores.id, id), eq(earlyWarningScores.patientId, patientId))
  const [found] = await scope.db.select().from(earlyWarningScores).where(mine)
  if (found === undefined) throw notFound()
  if (found.status !== 'final') throw conflict('already-entered-in-error')
  const [row] = await scope.db.update(earlyWarningScores).set(mistake(scope, reason)).where(mine).returning()
  if (row === undefined) throw notFound()
  const wasLatest = await isLatest(scope, row)
  await scope.db
    .update(reminders)
    .set({ closedAt: new Date(), closedBy: scope.userId, outcome: 'cancelled' })
    .where(and(eq(reminders.sourceId, id), isNull(reminders.closedAt)))
  if (wasLatest && status === 'active')
    await scope.db
      .update(reminders)
      .set({ closedAt: null, closedBy: null, closedById: null, outcome: null })
      .where(eq(reminders.closedById, id))
  await audit(scope, { ...eventOf(row), action: 'update', details: { status: 'entered-in-error' } })
  return asScore(row, null)
}

const eventOf = ({ id, patientId, managingOrganizationId }: Row) => ({
  resourceType: 'EarlyWarningScore',
  resourceId: id,
  patientId,
  organizationId: managingOrganizationId,
})

const asScore = (row: Row, nextDueAt: Date | null): EarlyWarningScore => ({
  ...row,
  ...shownFact(row),
  effectiveDateTime: row.effectiveAt.toISOString(),
  nextDueAt: row.status === 'final' ? (nextDueAt?.toISOString() ?? null) : null,
})
