import { and, desc, eq, gte, sql } from 'drizzle-orm'
import type { AnalgesicAdministration, AnalgesicListQuery, NewAnalgesicAdministration } from 'shared/analgesia'
import { type DoseQuestion, impossibleDose } from 'shared/analgesic-checks'
import { drugCode, isOpioid } from 'shared/analgesic-drugs'
import type * as z from 'zod'
import { newId } from '../access/once.js'
import { performs } from '../access/performers.js'
import { audit, type OpenScope } from '../access/scope.js'
import { answeredWarnings, auditReasons, mistake, shownFact } from '../clinical-facts.js'
import { painAssessments } from '../pain-assessments/table.js'
import { lockPatient, type PatientInScope } from '../patients/queries.js'
import { conflict, type FieldError, invalid, notFound } from '../problem.js'
import { doseRecorded, doseWithdrawn, reassessmentDue } from '../reminders/loop.js'
import { settingsOf } from '../reminders/settings.js'
import { dosesAround } from './around.js'
import { painProtocol } from './catalogue.js'
import { chemotherapyAround } from './chemotherapy.js'
import { insertEffect } from './effects.js'
import { givingWarnings } from './giving.js'
import { startsClock } from './reassess.js'
import { ageAt, impossibleMoment, lateEntry, momentOf, opioidStatusOf, weightOf } from './subject.js'
import { analgesicAdministrations, analgesicOrders } from './table.js'

type Row = typeof analgesicAdministrations.$inferSelect
type Order = typeof analgesicOrders.$inferSelect

/** Doses of a person, the latest first, page by page; mistakes stay in the list, marked. */
export async function listAdministrations(
  { db }: OpenScope,
  patient: PatientInScope,
  { since, limit, cursor }: z.infer<typeof AnalgesicListQuery>,
) {
  const { patientId, givenAt, id } = analgesicAdministrations
  const [place] =
    cursor === undefined
      ? []
      : await db
          .select({ givenAt })
          .from(analgesicAdministrations)
          .where(and(eq(id, cursor), eq(patientId, patient.id)))
  if (cursor !== undefined && place === undefined) throw invalid({ pointer: '#/cursor', code: 'cursor-unknown' })
  const rows = await db
    .select()
    .from(analgesicAdministrations)
    .where(
      and(
        eq(patientId, patient.id),
        since === undefined ? undefined : gte(givenAt, new Date(since)),
        place === undefined
          ? undefined
          : sql`(${givenAt}, ${id}) < (${place.givenAt.toISOString()}::timestamptz, ${cursor}::uuid)`,
      ),
    )
    .orderBy(desc(givenAt), desc(id))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map(asAdministration)
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/**
 * Records a dose that was given. What cannot be is 400 by field; what is unusual is 409 until it comes with a reason. A
 * prescription that ran out, or a sedated person, asks for a reason and never stops the record of what was done.
 */
export async function recordAdministration(
  scope: OpenScope,
  patientId: string,
  input: NewAnalgesicAdministration,
): Promise<AnalgesicAdministration> {
  const patient = await lockPatient(scope, patientId)
  if (patient.status !== 'active') throw conflict('not-active')
  const givenAt = momentOf(input.givenAt)
  const order = await orderOf(scope, patientId, input.orderId)
  const { dose, errors: mismatches } = resolve(input, order, givenAt)
  const errors = [...impossibleMoment(givenAt, patient.birthDate, '#/givenAt'), ...mismatches]
  if (!(await assessmentExists(scope, patientId, input.answersAssessmentId)))
    errors.push({ pointer: '#/answersAssessmentId', code: 'assessment-unknown' })
  if (!(await performs(scope, patient.managingOrganizationId, input.performerId)))
    errors.push({ pointer: '#/performerId', code: 'unknown-performer' })
  if (input.effect !== undefined && dose.role !== 'antagonist')
    errors.push({ pointer: '#/effect', code: 'only-with-antagonist' })
  const weight = await weightOf(scope, patientId, undefined, givenAt)
  const question: DoseQuestion = {
    ...dose,
    ageInDays: ageAt(patient.birthDate, givenAt).ageInDays,
    weightKg: weight.weightKg,
    opioidStatus: await opioidStatusOf(scope, patientId, input.opioidStatus, givenAt),
    ...{ intervalHours: null, maxDosesPerDay: null },
  }
  for (const { field, code } of impossibleDose(painProtocol, question)) errors.push({ pointer: `#/${field}`, code })
  if (errors.length > 0) throw invalid(...errors)

  const around = await dosesAround(scope, patientId, question, givenAt)
  const chemotherapy = await chemotherapyAround(scope, patientId, [dose.drug], givenAt)
  const warnings = [
    ...lateEntry(givenAt, '#/givenAt'),
    ...givingWarnings(painProtocol, { question, order, givenAt, around, weight, chemotherapy }),
  ]
  const confirmedWarnings = answeredWarnings(warnings, input.confirmedWarnings)
  const { managingOrganizationId } = patient
  const settings = await settingsOf(scope, managingOrganizationId)
  const reassessDueAt = startsClock(dose.role, dose.drug) ? reassessmentDue(settings, { ...dose, givenAt }) : null
  const [row] = await scope.db
    .insert(analgesicAdministrations)
    .values({
      ...dose,
      ...{ id: newId(), patientId, managingOrganizationId, givenAt, reassessDueAt, confirmedWarnings },
      orderId: order?.id ?? null,
      opioidStatus: question.opioidStatus,
      performerId: input.performerId ?? scope.userId,
      answersAssessmentId: input.answersAssessmentId ?? null,
      note: input.note ?? null,
      recordedBy: scope.userId,
    })
    .returning()
  if (row === undefined) throw new Error('The dose came back without its row')
  await audit(scope, { ...eventOf(row), action: 'create' })
  await auditReasons(scope, eventOf(row), confirmedWarnings)
  if (row.role === 'antagonist')
    await insertEffect(scope, patient, {
      effect: input.effect ?? 'respiratory-depression',
      effectiveAt: givenAt,
      administrationId: row.id,
    })
  await doseRecorded(scope, { ...row, opioid: isOpioid(row.drug), order: order ?? null }, settings)
  return asAdministration(row)
}

/** A mistake stays beside its correction, with who, when and why; it counts in no total from then on. */
export async function enterAdministrationInError(scope: OpenScope, patientId: string, id: string, reason: string) {
  await lockPatient(scope, patientId)
  const mine = and(eq(analgesicAdministrations.id, id), eq(analgesicAdministrations.patientId, patientId))
  const [found] = await scope.db.select().from(analgesicAdministrations).where(mine)
  if (found === undefined) throw notFound()
  if (found.status !== 'final') throw conflict('already-entered-in-error')
  const [row] = await scope.db.update(analgesicAdministrations).set(mistake(scope, reason)).where(mine).returning()
  if (row === undefined) throw notFound()
  await doseWithdrawn(scope, row)
  await audit(scope, { ...eventOf(row), action: 'update', details: { status: 'entered-in-error' } })
  return asAdministration(row)
}

async function orderOf(
  { db }: OpenScope,
  patientId: string,
  id: string | null | undefined,
): Promise<Order | undefined> {
  if (id == null) return undefined
  const [order] = await db
    .select()
    .from(analgesicOrders)
    .where(and(eq(analgesicOrders.id, id), eq(analgesicOrders.patientId, patientId)))
  if (order === undefined) throw invalid({ pointer: '#/orderId', code: 'order-unknown' })
  return order
}

async function assessmentExists({ db }: OpenScope, patientId: string, id: string | null | undefined) {
  if (id == null) return true
  const { id: key, patientId: of, status } = painAssessments
  const [found] = await db
    .select({ key })
    .from(painAssessments)
    .where(and(eq(key, id), eq(of, patientId), eq(status, 'final')))
  return found !== undefined
}

type Dose = Pick<DoseQuestion, 'role' | 'drug' | 'route' | 'prolongedRelease' | 'dose' | 'unit'>

/** What was given: as it is said, and as the order says where nothing is. Another drug, route or role is another order. */
function resolve(
  input: NewAnalgesicAdministration,
  order: Order | undefined,
  givenAt: Date,
): { dose: Dose; errors: FieldError[] } {
  const errors: FieldError[] = []
  const code = input.drug === undefined ? order?.drug : drugCode(input.drug)
  if (code === null) errors.push({ pointer: '#/drug', code: 'one-drug-each' })
  const { role, route, dose, unit, prolongedRelease } = input
  const [drug, source] = [code ?? input.drug, order ?? input]
  if (order !== undefined) {
    const said = { drug, role, route, prolongedRelease }
    for (const field of ['drug', 'role', 'route', 'prolongedRelease'] as const)
      if (said[field] !== undefined && said[field] !== order[field])
        errors.push({ pointer: `#/${field}`, code: 'not-of-order' })
    if (order.stoppedAt !== null && givenAt > order.stoppedAt)
      errors.push({ pointer: '#/orderId', code: 'order-stopped' })
  }
  const whole = {
    drug,
    role: source.role,
    route: source.route,
    dose: dose ?? source.dose,
    unit: unit ?? source.unit,
    prolongedRelease: source.prolongedRelease ?? false,
  }
  if (!isWhole(whole)) throw invalid(...errors, { pointer: '#', code: 'required' })
  return { dose: whole, errors }
}

const isWhole = (dose: { [Key in keyof Dose]: Dose[Key] | undefined }): dose is Dose =>
  Object.values(dose).every((value) => value !== undefined)

const eventOf = ({ id, patientId, managingOrganizationId }: Row) => ({
  resourceType: 'AnalgesicAdministration',
  resourceId: id,
  patientId,
  organizationId: managingOrganizationId,
})

const asAdministration = (row: Row): AnalgesicAdministration => ({
  ...row,
  ...shownFact(row),
  givenAt: row.givenAt.toISOString(),
  reassessDueAt: row.reassessDueAt?.toISOString() ?? null,
})
