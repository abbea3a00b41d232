import { and, asc, eq } from 'drizzle-orm'
import type { NewPriorExposure, PriorExposure } from 'shared/care-plans'
import { inUnit } from 'shared/dose-checks'
import type * as z from 'zod'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { medications } from '../medications/catalogue.js'
import { lockPatient, type PatientInScope } from '../patients/queries.js'
import { conflict, invalid, notFound } from '../problem.js'
import { priorExposures } from './table.js'

type Row = typeof priorExposures.$inferSelect

/** Kept in the first unit of the medicine. */
const unitOf = (medication: string) => medications.get(medication)?.units[0] ?? 'mg'

function asPrior(row: Row): PriorExposure {
  const mistaken = row.status === 'entered-in-error'
  return {
    ...row,
    unit: unitOf(row.medication),
    status: mistaken ? 'entered-in-error' : 'final',
    recordedAt: row.recordedAt.toISOString(),
    enteredInError: mistaken
      ? {
          reason: row.enteredInErrorReason,
          by: row.enteredInErrorBy,
          at: row.enteredInErrorAt?.toISOString() ?? null,
        }
      : null,
  }
}

/** What went before or elsewhere, in the order it was recorded; mistakes stay in the list, marked. */
export async function listPriorExposures({ db }: OpenScope, patient: PatientInScope): Promise<PriorExposure[]> {
  const rows = await db
    .select()
    .from(priorExposures)
    .where(eq(priorExposures.patientId, patient.id))
    .orderBy(asc(priorExposures.recordedAt), asc(priorExposures.id))
  return rows.map(asPrior)
}

/** Records what went into a person before or elsewhere, under their lock: lifetime sums read it. */
export async function recordPriorExposure(
  scope: OpenScope,
  patientId: string,
  { medication, amountPerM2, unit, note }: z.infer<typeof NewPriorExposure>,
): Promise<PriorExposure> {
  const patient = await lockPatient(scope, patientId)
  if (patient.status !== 'active') throw conflict('not-active')
  if (!medications.has(medication)) throw invalid({ pointer: '#/medication', code: 'medication-unknown' })
  const amount = inUnit(amountPerM2, unit, unitOf(medication))
  if (amount === null) throw invalid({ pointer: '#/unit', code: 'unit-impossible' })
  const [row] = await scope.db
    .insert(priorExposures)
    .values({
      id: newId(),
      patientId,
      managingOrganizationId: patient.managingOrganizationId,
      medication,
      amountPerM2: amount,
      note: note ?? null,
      recordedBy: scope.userId,
    })
    .returning()
  if (row === undefined) throw new Error('The exposure came back without its row')
  await audit(scope, {
    action: 'create',
    resourceType: 'PriorExposure',
    resourceId: row.id,
    patientId,
    organizationId: patient.managingOrganizationId,
    details: { medication },
  })
  return asPrior(row)
}

/** A mistake stays beside its correction, with who, when and why; lifetime sums no longer hold it. */
export async function enterPriorInError(
  scope: OpenScope,
  patientId: string,
  exposureId: string,
  reason: string,
): Promise<PriorExposure> {
  const patient = await lockPatient(scope, patientId)
  const own = and(eq(priorExposures.id, exposureId), eq(priorExposures.patientId, patientId))
  const [found] = await scope.db.select({ status: priorExposures.status }).from(priorExposures).where(own)
  if (found === undefined) throw notFound()
  if (found.status !== 'final') throw conflict('already-entered-in-error')
  const [row] = await scope.db
    .update(priorExposures)
    .set({
      status: 'entered-in-error',
      enteredInErrorAt: new Date(),
      enteredInErrorBy: scope.userId,
      enteredInErrorReason: reason,
    })
    .where(own)
    .returning()
  if (row === undefined) throw notFound()
  await audit(scope, {
    action: 'update',
    resourceType: 'PriorExposure',
    resourceId: exposureId,
    patientId,
    organizationId: patient.managingOrganizationId,
    details: { status: 'entered-in-error' },
  })
  return asPrior(row)
}
