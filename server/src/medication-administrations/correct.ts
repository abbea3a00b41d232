import type { MedicationAdministration, UnplannedAdministration } from 'shared/medication-administrations'
import { newId } from '../access/once.js'
import { performs } from '../access/performers.js'
import { audit, type OpenScope } from '../access/scope.js'
import { medications } from '../medications/catalogue.js'
import type { PatientInScope } from '../patients/queries.js'
import { conflict, invalid, needsConfirmation, notFound } from '../problem.js'
import { leaveShortage } from '../shortages/join.js'
import { today } from '../today.js'
import { postFirstTreatment } from '../treatment-indicators/first-treatment.js'
import { lookAt } from './around.js'
import { moveEntries, standingOf } from './ledger.js'
import { lifetimeWarnings } from './lifetime.js'
import { write } from './record.js'
import { asAdministration, type Dose } from './rows.js'
import { judge, medicineErrors } from './rules.js'
import { doseEntries, medicationAdministrations } from './table.js'

/**
 * Marks a record as a mistake, with its reason. The row stays as it was, the ledger moves back, a shortage that it joined
 * has one dose less, and where a plan that still runs foresaw the dose it waits again under an id of its own.
 */
export async function enterInError(
  scope: OpenScope,
  id: string,
  reason: string,
): Promise<{ corrected: MedicationAdministration; planned: MedicationAdministration | null }> {
  const [seen] = await lookAt(scope, [id])
  if (seen === undefined) throw notFound()
  const { dose, planStatus } = seen
  if (dose.status === 'entered-in-error') throw conflict('already-entered-in-error')
  if (dose.status === 'planned' || dose.status === 'cancelled') throw conflict('not-recorded')
  const [corrected] = await write(scope, [{ dose, recorded: { ...dose, status: 'entered-in-error' }, why: reason }])
  if (corrected === undefined) throw notFound()
  if (dose.purpose === 'antineoplastic') await postFirstTreatment(scope, dose.patientId)
  await leaveShortage(scope, dose.id)
  const runs = dose.plannedDose !== null && (planStatus === null || planStatus === 'active' || planStatus === 'on-hold')
  const planned = runs ? await planAnew(scope, dose) : null
  return { corrected: asAdministration(corrected), planned: planned && asAdministration(planned) }
}

async function planAnew(scope: OpenScope, dose: Dose): Promise<Dose> {
  const { patientId, managingOrganizationId, carePlanId, phase, cycle, day, line, medication, purpose, route } = dose
  const { diluent, diluentMl, infusionMinutes, plannedOn, offsetMinutes, plannedDose, unit, derivation, bsaM2 } = dose
  const [planned] = await scope.db
    .insert(medicationAdministrations)
    .values({
      ...{ id: newId(), patientId, managingOrganizationId, carePlanId, phase, cycle, day, line, medication, purpose },
      ...{ route, diluent, diluentMl, infusionMinutes, plannedOn, offsetMinutes, plannedDose, unit, derivation, bsaM2 },
      recordedBy: scope.userId,
    })
    .returning()
  if (planned === undefined) throw new Error('The planned dose came back without its row')
  await scope.db.insert(doseEntries).values(moveEntries(planned, null, standingOf(planned), today()))
  await audit(scope, { action: 'create', ...resourceOf(planned), details: { plannedAnewFor: dose.id } })
  return planned
}

const resourceOf = ({ id, patientId, managingOrganizationId }: Dose) => ({
  resourceType: 'MedicationAdministration',
  resourceId: id,
  patientId,
  organizationId: managingOrganizationId,
})

/** Records a dose that no plan foresaw: given, with why. It counts for lifetime doses and stays off the ledger of delivery. */
export async function recordUnplanned(
  scope: OpenScope,
  patient: PatientInScope,
  input: UnplannedAdministration,
): Promise<MedicationAdministration> {
  if (patient.status !== 'active') throw conflict('not-active')
  const {
    medication,
    purpose,
    route,
    unit,
    diluent = null,
    diluentMl = null,
    infusionMinutes = null,
    ...record
  } = input
  const id = newId()
  const bare: Dose = {
    ...{ id, version: 1, patientId: patient.id, managingOrganizationId: patient.managingOrganizationId },
    ...{ carePlanId: null, phase: null, cycle: null, day: null, line: null, medication, purpose, route, unit },
    ...{ diluent, diluentMl, infusionMinutes, plannedOn: today(), offsetMinutes: null, plannedDose: null },
    ...{ derivation: null, bsaM2: null, status: 'planned', statusReason: null, reasonNote: null, givenAt: null },
    ...{ doseGiven: null, lot: null, performerId: null, substitution: null, doseChange: null, gateResults: null },
    ...{ confirmedWarnings: null, authorisationFolio: null, recordedAt: new Date(), recordedBy: scope.userId },
  }
  const { birthDate } = patient
  const diagnosedOn = await firstDiagnosisDay(scope, patient.id)
  const medicine = medications.get(medication)
  const performed = await performs(scope, patient.managingOrganizationId, record.performerId)
  const around = { now: new Date(), birthDate, diagnosedOn, gates: [], planFolio: null, medicine, performed }
  const { errors, warnings, recorded, givenOn } = judge(bare, { ...record, status: 'completed' }, around, scope.userId)
  const refused = medicineErrors(medicine, bare, { medicine: '#/medication', unit: '#/unit' })
  if (errors.length + refused.length > 0) throw invalid(...refused, ...errors)
  const [lifetime = []] = await lifetimeWarnings(scope, [{ ...bare, ...recorded, birthDate }])
  const answered = new Set(record.confirmedWarnings?.map(({ code }) => code))
  const open = [...warnings, ...lifetime].filter(({ code }) => !answered.has(code))
  if (open.length > 0) throw needsConfirmation(open)
  const [row] = await scope.db
    .insert(medicationAdministrations)
    .values({ ...bare, ...recorded, plannedOn: givenOn ?? bare.plannedOn })
    .returning()
  if (row === undefined) throw new Error('The dose came back without its row')
  if (purpose === 'antineoplastic') await postFirstTreatment(scope, patient.id)
  await audit(scope, { action: 'create', ...resourceOf(row), details: { planned: false } })
  if (answered.size > 0)
    await audit(scope, { action: 'override', ...resourceOf(row), details: { warnings: [...answered] } })
  return asAdministration(row)
}

async function firstDiagnosisDay({ query }: OpenScope, patientId: string): Promise<string | null> {
  const [row] = await query<{ on: string | null }>(
    `select min(recorded_date) as on from conditions where patient_id = $1 and status = 'active'`,
    [patientId],
  )
  return row?.on ?? null
}
