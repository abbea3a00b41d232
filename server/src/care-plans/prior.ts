import { asc, eq } from 'drizzle-orm'
import type { NewPriorExposure, PriorExposure } from 'shared/care-plans'
import { inUnit } from 'shared/dose-checks'
import type * as z from 'zod'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { medications } from '../medications/catalogue.js'
import { lockPatient, type PatientInScope } from '../patients/queries.js'
import { conflict, invalid } from '../problem.js'
import { priorExposures } from './table.js'

type Prior = z.infer<typeof PriorExposure>
type Row = typeof priorExposures.$inferSelect

/** Kept in the first unit of the medicine. */
const unitOf = (medication: string) => medications.get(medication)?.units[0] ?? 'mg'

const asPrior = (row: Row): Prior => ({
  ...row,
  unit: unitOf(row.medication),
  recordedAt: row.recordedAt.toISOString(),
})

export async function listPriorExposures({ db }: OpenScope, patient: PatientInScope): Promise<Prior[]> {
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
): Promise<Prior> {
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
