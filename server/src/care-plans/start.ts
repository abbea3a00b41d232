import { and, eq } from 'drizzle-orm'
import { ageInYears } from 'shared/age'
import { addDays } from 'shared/calendar-day'
import type { CarePlan, CarePlanPreview, NewCarePlan, PlanWarning } from 'shared/care-plans'
import type { CumulativeDose } from 'shared/cumulative'
import { bodySurface } from 'shared/dosing'
import { type PlannedDose, plannedRows } from 'shared/planned-doses'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { firstDiagnosis } from '../conditions/queries.js'
import { conditions } from '../conditions/table.js'
import { medications } from '../medications/catalogue.js'
import { lockPatient, type PatientInScope } from '../patients/queries.js'
import { conflict, invalid } from '../problem.js'
import { today } from '../today.js'
import { asKept, checkBody } from './body-checks.js'
import {
  answersTo,
  highCostOf,
  impossibleErrors,
  infantWarnings,
  judgeDoses,
  judgeLifetime,
  type PlanError,
  requireReasons,
} from './judge.js'
import { readExposures } from './lifetime.js'
import { type ProtocolVersion, readProtocolVersion } from './protocol.js'
import { phasesOf, planDose, readCarePlan } from './queries.js'
import { carePlans } from './table.js'
import { insertPlanned } from './write.js'

/** Days ahead; beyond them a year is more likely mistyped than planned. */
const FAR_DAYS = 180

interface Draft {
  version: ProtocolVersion | undefined
  bsaM2: number
  rows: PlannedDose[]
  errors: PlanError[]
  warnings: PlanWarning[]
  highCost: string[]
  cumulative: CumulativeDose[]
}

/** Everything that would be planned and everything that is to be said of it. Nothing is kept. */
async function draft(scope: OpenScope, patient: PatientInScope, input: NewCarePlan): Promise<Draft> {
  const { bsaFormula, startsOn, glomerularFiltration = null } = input
  const { weightKg, heightCm } = asKept(input)
  const bsaM2 = bodySurface(bsaFormula, heightCm, weightKg)
  const body = { birthDate: patient.birthDate, weightKg, heightCm, bsaFormula, glomerularFiltration }
  const version = await readProtocolVersion(scope, input.protocolVersionId)
  const errors: PlanError[] = [
    ...(version === undefined ? [{ pointer: '#/protocolVersionId', code: 'protocol-unknown' }] : []),
    ...(version?.status === 'draft' ? [{ pointer: '#/protocolVersionId', code: 'protocol-draft' }] : []),
    ...(version?.status === 'retired' ? [{ pointer: '#/protocolVersionId', code: 'protocol-retired' }] : []),
    ...(startsOn < patient.birthDate ? [{ pointer: '#/startsOn', code: 'before-birth' }] : []),
    ...(await conditionErrors(scope, patient, input.conditionId)),
  ]
  if (version === undefined || startsOn < patient.birthDate)
    return { version, bsaM2, rows: [], errors, warnings: [], highCost: [], cumulative: [] }
  const { rows, impossible } = plannedRows(version.definition, body, startsOn)
  const pointer = '#/protocolVersionId'
  const doses = judgeDoses(rows, weightKg, pointer)
  const ageYears = ageInYears(patient.birthDate, startsOn)
  const lifetime = judgeLifetime(await readExposures(scope, patient.id), rows, { ageYears, bsaM2 }, pointer)
  const highCost = highCostOf(rows)
  const folio = input.authorisationFolio
  const { diagnosedOn } = await firstDiagnosis(scope, patient.id)
  const early = diagnosedOn !== null && startsOn < diagnosedOn
  return {
    version,
    bsaM2,
    rows,
    errors: [
      ...errors,
      ...impossibleErrors(impossible),
      ...doses.errors,
      ...(highCost.length > 0 && folio === undefined
        ? [{ pointer: '#/authorisationFolio', code: 'authorisation-folio-required', medications: highCost }]
        : []),
    ],
    warnings: [
      ...(early ? [{ code: 'before-diagnosis' as const, pointer: '#/startsOn', diagnosedOn }] : []),
      ...(startsOn > addDays(today(), FAR_DAYS)
        ? [{ code: 'starts-far' as const, pointer: '#/startsOn', days: FAR_DAYS }]
        : []),
      ...infantWarnings(rows, weightKg),
      ...(await checkBody(scope, patient.id, { weightKg, heightCm, glomerularFiltration })),
      ...doses.warnings,
      ...lifetime.warnings,
    ],
    highCost,
    cumulative: lifetime.cumulative,
  }
}

async function conditionErrors(
  { db }: OpenScope,
  patient: PatientInScope,
  conditionId: string | undefined,
): Promise<PlanError[]> {
  if (conditionId === undefined) return []
  const [found] = await db
    .select({ id: conditions.id })
    .from(conditions)
    .where(and(eq(conditions.id, conditionId), eq(conditions.patientId, patient.id), eq(conditions.status, 'active')))
  return found === undefined ? [{ pointer: '#/conditionId', code: 'condition-unknown' }] : []
}

/** What would be planned, with what stops it and what asks for a reason. Nothing is kept. */
export async function previewCarePlan(
  scope: OpenScope,
  patient: PatientInScope,
  input: NewCarePlan,
): Promise<CarePlanPreview> {
  const { version, rows, ...rest } = await draft(scope, patient, input)
  return {
    ...rest,
    phases: version === undefined ? [] : phasesOf(version.definition, input.startsOn, rows),
    administrations: rows.map((row) => planDose({ ...row, id: null })),
  }
}

/**
 * Begins a protocol for a person: plan, planned doses with their derivation, ledger and audit in the scope's transaction
 * and under the person's lock, so that two plans at once are added up. The impossible is 400 by field; what is unusual
 * is 409 /problems/needs-confirmation until each warning has a reason, which is kept.
 */
export async function startCarePlan(scope: OpenScope, patientId: string, input: NewCarePlan): Promise<CarePlan> {
  const patient = await lockPatient(scope, patientId)
  if (patient.status !== 'active') throw conflict('not-active')
  const { version, bsaM2, rows, errors, warnings } = await draft(scope, patient, input)
  if (errors.length > 0 || version === undefined) throw invalid(...errors)
  requireReasons(warnings, input.confirmedWarnings)
  const { confirmedWarnings, glomerularFiltration, conditionId, service, authorisationFolio, ...facts } = input
  const answers = answersTo(warnings, confirmedWarnings)
  const at = new Date().toISOString()
  const plan = {
    ...facts,
    ...asKept(input),
    id: newId(),
    patientId,
    managingOrganizationId: patient.managingOrganizationId,
    bsaM2,
    glomerularFiltration: glomerularFiltration ?? null,
    conditionId: conditionId ?? null,
    service: service ?? null,
    authorisationFolio: authorisationFolio ?? null,
    confirmedWarnings: answers.length === 0 ? null : answers.map((one) => ({ ...one, by: scope.userId, at })),
    recordedBy: scope.userId,
  }
  await scope.db.insert(carePlans).values(plan)
  await insertPlanned(scope, plan, rows, {
    warningsOf: answersFor(warnings, answers),
    folioOf: ({ medication }) => (medications.get(medication)?.highCost ? plan.authorisationFolio : null),
  })
  const event = {
    resourceType: 'CarePlan',
    resourceId: plan.id,
    patientId,
    organizationId: plan.managingOrganizationId,
  }
  await audit(scope, { ...event, action: 'create', details: { doses: rows.length } })
  if (answers.length > 0)
    await audit(scope, { ...event, action: 'override', details: { warnings: answers.map(({ code }) => code) } })
  return readCarePlan(scope, plan.id)
}

/** Of the reasons, those that speak of this medicine: they stand beside its doses too. */
export const answersFor =
  (warnings: readonly PlanWarning[], answers: readonly { code: string; reason: string }[]) =>
  ({ medication }: { medication: string }) =>
    answers.filter(({ code }) =>
      warnings.some((warning) => warning.code === code && warning['medication'] === medication),
    )
