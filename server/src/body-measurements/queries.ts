import { and, desc, eq } from 'drizzle-orm'
import {
  type BodyMeasurement,
  heightJump,
  type Measured,
  type NewBodyMeasurement,
  performanceScaleAt,
  unusualBmi,
  weightJump,
} from 'shared/body-measurements'
import { daysBetween } from 'shared/calendar-day'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import {
  answeredWarnings,
  auditReasons,
  beforeDiagnosis,
  impossibleDays,
  mistake,
  shownFact,
} from '../clinical-facts.js'
import { lockPatient, type PatientInScope } from '../patients/queries.js'
import { conflict, type FieldError, invalid, notFound, type Warning } from '../problem.js'
import { bodyMeasurements } from './table.js'

type Row = typeof bodyMeasurements.$inferSelect

/** Every measurement of a person, the latest first; mistakes stay in the list, marked. */
export async function listBodyMeasurements(scope: OpenScope, patient: PatientInScope): Promise<BodyMeasurement[]> {
  return (await measurementsOf(scope, patient.id)).map(asMeasurement)
}

/**
 * Records weight (kg), height (cm) and performance status of a day. Impossible facts are 400 by field; what is unusual
 * against the person's other measures, or stands before the diagnosis, is 409 until it comes with a reason.
 */
export async function recordBodyMeasurement(
  scope: OpenScope,
  patientId: string,
  { confirmedWarnings: given, ...input }: NewBodyMeasurement,
): Promise<BodyMeasurement> {
  const patient = await lockPatient(scope, patientId)
  if (patient.status !== 'active') throw conflict('not-active')
  const { birthDate, managingOrganizationId } = patient
  const { effectiveOn } = input
  const scale = performanceScaleAt(birthDate, effectiveOn)
  const errors: FieldError[] = impossibleDays(birthDate, { effectiveOn })
  if (input.performanceScale != null && input.performanceScale !== scale)
    errors.push({ pointer: '#/performanceScale', code: 'performance-scale-for-age' })
  if (errors.length > 0) throw invalid(...errors)

  const warnings = [
    ...(await beforeDiagnosis(scope, patientId, effectiveOn, '#/effectiveOn')),
    ...(await unusualMeasures(scope, patient, input)),
  ]
  const confirmedWarnings = answeredWarnings(warnings, given)
  const [row] = await scope.db
    .insert(bodyMeasurements)
    .values({
      id: newId(),
      patientId,
      managingOrganizationId,
      effectiveOn,
      weightKg: input.weightKg ?? null,
      heightCm: input.heightCm ?? null,
      performanceScale: input.performanceScore == null ? null : scale,
      performanceScore: input.performanceScore ?? null,
      confirmedWarnings,
      recordedBy: scope.userId,
    })
    .returning()
  if (row === undefined) throw new Error('The measurement came back without its row')
  const event = {
    resourceType: 'BodyMeasurement',
    resourceId: row.id,
    patientId,
    organizationId: managingOrganizationId,
  }
  await audit(scope, { ...event, action: 'create' })
  await auditReasons(scope, event, confirmedWarnings)
  return asMeasurement(row)
}

/** A mistake stays beside its correction, with who, when and why; no later measure is compared with it. */
export async function enterMeasurementInError(
  scope: OpenScope,
  patientId: string,
  id: string,
  reason: string,
): Promise<BodyMeasurement> {
  const { managingOrganizationId: organizationId } = await lockPatient(scope, patientId)
  const mine = and(eq(bodyMeasurements.id, id), eq(bodyMeasurements.patientId, patientId))
  const [found] = await scope.db.select().from(bodyMeasurements).where(mine)
  if (found === undefined) throw notFound()
  if (found.status !== 'final') throw conflict('already-entered-in-error')
  const [row] = await scope.db.update(bodyMeasurements).set(mistake(scope, reason)).where(mine).returning()
  if (row === undefined) throw notFound()
  await audit(scope, {
    action: 'update',
    resourceType: 'BodyMeasurement',
    resourceId: id,
    patientId,
    organizationId,
    details: { status: 'entered-in-error' },
  })
  return asMeasurement(row)
}

const measurementsOf = ({ db }: OpenScope, patientId: string) =>
  db
    .select()
    .from(bodyMeasurements)
    .where(eq(bodyMeasurements.patientId, patientId))
    .orderBy(desc(bodyMeasurements.effectiveOn), desc(bodyMeasurements.recordedAt), desc(bodyMeasurements.id))

/** Warnings about a weight (kg) or height (cm) of a day beside the others that stand for the person. */
export async function unusualMeasures(
  scope: OpenScope,
  { id, birthDate }: Pick<PatientInScope, 'id' | 'birthDate'>,
  { effectiveOn, weightKg, heightCm }: Pick<NewBodyMeasurement, 'effectiveOn' | 'weightKg' | 'heightCm'>,
): Promise<Warning[]> {
  const standing = (await measurementsOf(scope, id)).filter(({ status }) => status === 'final')
  const warnings: Warning[] = []
  const weight = nearest(standing, effectiveOn, 'weightKg')
  const height = nearest(standing, effectiveOn, 'heightCm')
  if (weightKg != null && weight !== null) {
    const percent = weightJump(birthDate, { value: weightKg, on: effectiveOn }, weight)
    if (percent !== null)
      warnings.push({
        pointer: '#/weightKg',
        code: 'weight-jumped',
        percent,
        otherWeightKg: weight.value,
        otherOn: weight.on,
      })
  }
  if (heightCm != null && height !== null) {
    const changeCm = heightJump(birthDate, { value: heightCm, on: effectiveOn }, height)
    if (changeCm !== null)
      warnings.push({
        pointer: '#/heightCm',
        code: 'height-jumped',
        changeCm,
        otherHeightCm: height.value,
        otherOn: height.on,
      })
  }
  const bmi = weightKg != null && heightCm != null ? unusualBmi(weightKg, heightCm) : null
  if (bmi !== null) warnings.push({ pointer: '#/weightKg', code: 'weight-height-unusual', bmi })
  return warnings
}

/** The measure nearest in time, the earlier of two as near. Rows come latest first. */
function nearest(rows: readonly Row[], day: string, measure: 'weightKg' | 'heightCm'): Measured | null {
  let best: Measured | null = null
  for (const { effectiveOn: on, [measure]: value } of rows) {
    if (value === null) continue
    const distance = Math.abs(daysBetween(on, day))
    const bestDistance = best === null ? Number.POSITIVE_INFINITY : Math.abs(daysBetween(best.on, day))
    if (distance < bestDistance || (distance === bestDistance && best !== null && on < best.on)) best = { value, on }
  }
  return best
}

const asMeasurement = (row: Row): BodyMeasurement => ({ ...row, ...shownFact(row) })
