import { and, desc, eq, gte, lt, lte, type SQL, sql } from 'drizzle-orm'
import { addDays } from 'shared/calendar-day'
import type { PainAssessment, PainAssessmentList, PainAssessmentQuery } from 'shared/pain-assessments'
import { audit, type OpenScope } from '../access/scope.js'
import { mistake, shownFact } from '../clinical-facts.js'
import { lockPatient, type PatientInScope } from '../patients/queries.js'
import { conflict, invalid, notFound } from '../problem.js'
import { assessmentWithdrawn } from '../reminders/loop.js'
import { isLate } from './judge.js'
import { painAssessments } from './table.js'

type Row = typeof painAssessments.$inferSelect

/** The assessments of a person, the latest pain first; mistakes stay in the list, marked. */
export async function listPainAssessments(
  { db }: OpenScope,
  patient: PatientInScope,
  { from, to, limit, cursor }: PainAssessmentQuery,
): Promise<PainAssessmentList> {
  const { effectiveAt, id, patientId } = painAssessments
  const place = readCursor(cursor)
  const rows = await db
    .select()
    .from(painAssessments)
    .where(
      and(
        eq(patientId, patient.id),
        from === undefined ? undefined : gte(effectiveAt, isDay(from) ? midnight(from) : new Date(from)),
        to === undefined
          ? undefined
          : isDay(to)
            ? lt(effectiveAt, midnight(addDays(to, 1)))
            : lte(effectiveAt, new Date(to)),
        place && sql`(${effectiveAt}, ${id}) < (${place.at}::timestamptz, ${place.id}::uuid)`,
      ),
    )
    .orderBy(desc(effectiveAt), desc(id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const end = page.at(-1)
  return {
    items: page.map(asAssessment),
    nextCursor: rows.length > limit && end !== undefined ? cursorAt(end) : null,
  }
}

const isDay = (text: string) => text.length === 10
/** Where a day of the hospital's time begins. */
const midnight = (day: string): SQL => sql`${day}::timestamp at time zone 'America/Mexico_City'`

const cursorAt = ({ effectiveAt, id }: Row) => Buffer.from(`${effectiveAt.toISOString()}~${id}`).toString('base64url')
const PLACE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

function readCursor(cursor: string | undefined): { at: string; id: string } | undefined {
  if (cursor === undefined) return undefined
  const [, at = '', id = ''] = PLACE.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (Number.isNaN(Date.parse(at))) throw invalid({ pointer: '#/cursor', code: 'cursor-unknown' })
  return { at, id }
}

/** A mistake stays beside its correction, with who, when and why; nothing is reckoned from it any more. */
export async function enterAssessmentInError(
  scope: OpenScope,
  patientId: string,
  id: string,
  reason: string,
): Promise<PainAssessment> {
  const { managingOrganizationId: organizationId } = await lockPatient(scope, patientId)
  const mine = and(eq(painAssessments.id, id), eq(painAssessments.patientId, patientId))
  const [found] = await scope.db.select().from(painAssessments).where(mine)
  if (found === undefined) throw notFound()
  if (found.status !== 'final') throw conflict('already-entered-in-error')
  const [row] = await scope.db.update(painAssessments).set(mistake(scope, reason)).where(mine).returning()
  if (row === undefined) throw notFound()
  await assessmentWithdrawn(scope, row)
  await audit(scope, {
    action: 'update',
    resourceType: 'PainAssessment',
    resourceId: id,
    patientId,
    organizationId,
    details: { status: 'entered-in-error' },
  })
  return asAssessment(row)
}

const asAssessment = (row: Row): PainAssessment => ({
  ...row,
  ...shownFact(row),
  effectiveDateTime: row.effectiveAt.toISOString(),
  lateEntry: isLate(row.effectiveAt, row.recordedAt),
})
