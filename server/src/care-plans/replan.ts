import { ageInYears } from 'shared/age'
import { addDays } from 'shared/calendar-day'
import type { CarePlan, PlanWarning, Replan, ReplanPreview } from 'shared/care-plans'
import { bodySurface, computeDose, type Derivation } from 'shared/dosing'
import { type Body, type ImpossibleDose, measuresOn } from 'shared/planned-doses'
import type { ProtocolDefinition } from 'shared/protocols'
import { audit, type OpenScope } from '../access/scope.js'
import type { medicationAdministrations } from '../medication-administrations/table.js'
import { medications } from '../medications/catalogue.js'
import { lockPatient, type PatientInScope } from '../patients/queries.js'
import { conflict, invalid } from '../problem.js'
import { asKept, checkBody } from './body-checks.js'
import { changeDoses, changePlan, refuseStale } from './change.js'
import {
  answersTo,
  highCostOf,
  impossibleErrors,
  judgeDoses,
  judgeLifetime,
  type PlanError,
  requireReasons,
} from './judge.js'
import { readExposures } from './lifetime.js'
import { readProtocolVersion } from './protocol.js'
import { type CarePlanInScope, lockCarePlan, readCarePlan, readDoses } from './queries.js'
import { answersFor } from './start.js'
import type { carePlans } from './table.js'

type Dose = typeof medicationAdministrations.$inferSelect
/** A planned dose with what it comes to now. */
interface Moved {
  dose: Dose
  plannedOn: string
  plannedDose: number
  bsaM2: number
  ageYears: number
  derivation: Derivation
}

/**
 * What is planned and not yet begun, for another body or another day; pure, so that it can be seen before it is done.
 * Given, begun, undone and cancelled doses are not looked at.
 */
export function replanned(
  { phases }: ProtocolDefinition,
  doses: readonly Dose[],
  body: Body,
  shiftDays: number,
): { moved: Moved[]; impossible: ImpossibleDose[] } {
  const moved: Moved[] = []
  const impossible: ImpossibleDose[] = []
  for (const dose of doses) {
    if (dose.status !== 'planned') continue
    const { phase, cycle, day, line } = placeOf(dose)
    const plannedOn = addDays(dose.plannedOn, shiftDays)
    const measures = measuresOn(body, plannedOn)
    const said = phases[phase]?.days.find((one) => one.day === day)?.medications[line]
    const computed = said === undefined ? { error: 'amount-missing' as const } : computeDose(said, measures)
    if ('error' in computed)
      impossible.push({ phase, cycle, day, line, medication: dose.medication, plannedOn, error: computed.error })
    else
      moved.push({
        dose,
        plannedOn,
        plannedDose: computed.dose,
        bsaM2: measures.bsaM2,
        ageYears: measures.ageYears,
        derivation: computed.derivation,
      })
  }
  return { moved, impossible }
}

/** Doses of a plan have their place in its protocol; the columns allow none because other doses have no plan. */
const placeOf = ({ phase, cycle, day, line }: Dose) => ({
  phase: phase ?? 0,
  cycle: cycle ?? 1,
  day: day ?? 1,
  line: line ?? 0,
})

const differs = ({ dose, plannedOn, plannedDose, bsaM2 }: Moved) =>
  dose.plannedOn !== plannedOn || dose.plannedDose !== plannedDose || dose.bsaM2 !== bsaM2

interface Draft {
  facts: Pick<typeof carePlans.$inferSelect, 'weightKg' | 'heightCm' | 'bsaFormula' | 'bsaM2' | 'glomerularFiltration'>
  doses: Dose[]
  moved: Moved[]
  errors: PlanError[]
  warnings: PlanWarning[]
  cumulative: ReplanPreview['cumulative']
}

async function draft(scope: OpenScope, patient: PatientInScope, plan: CarePlanInScope, input: Replan): Promise<Draft> {
  const { shiftDays = 0 } = input
  const facts = {
    ...asKept({ weightKg: input.weightKg ?? plan.weightKg, heightCm: input.heightCm ?? plan.heightCm }),
    bsaFormula: input.bsaFormula ?? plan.bsaFormula,
    glomerularFiltration: input.glomerularFiltration ?? plan.glomerularFiltration,
  }
  const { weightKg, heightCm, bsaFormula } = facts
  const bsaM2 = bodySurface(bsaFormula, heightCm, weightKg)
  const version = await readProtocolVersion(scope, plan.protocolVersionId)
  if (version === undefined) throw new Error('A plan without its protocol')
  const doses = await readDoses(scope, plan)
  const body = { birthDate: patient.birthDate, ...facts }
  const { moved, impossible } = replanned(version.definition, doses, body, shiftDays)
  const rows = moved.map(({ dose, ...next }) => ({
    ...placeOf(dose),
    medication: dose.medication,
    route: dose.route,
    unit: dose.unit,
    ...next,
  }))
  const pointer = '#/weightKg'
  // Who only moves a day was asked about these doses before
  const changed = rows.filter(({ plannedDose }, at) => plannedDose !== moved[at]?.dose.plannedDose)
  const otherBody = bsaM2 !== plan.bsaM2 || changed.length > 0
  const judged = judgeDoses(changed, weightKg, pointer)
  const own = new Set(moved.map(({ dose }) => dose.id))
  const others = (await readExposures(scope, patient.id)).filter(({ id }) => !own.has(id))
  const first = moved[0]?.plannedOn ?? plan.startsOn
  const lifetime = judgeLifetime(others, rows, { ageYears: ageInYears(patient.birthDate, first), bsaM2 }, pointer)
  const highCost = highCostOf(rows)
  const folio = input.authorisationFolio ?? plan.authorisationFolio
  return {
    facts: { ...facts, bsaM2 },
    doses,
    moved,
    errors: [
      ...(moved.some(({ plannedOn }) => plannedOn < patient.birthDate)
        ? [{ pointer: '#/shiftDays', code: 'before-birth' }]
        : []),
      ...impossibleErrors(impossible),
      ...judged.errors,
      ...(highCost.length > 0 && folio === null
        ? [{ pointer: '#/authorisationFolio', code: 'authorisation-folio-required', medications: highCost }]
        : []),
    ],
    warnings: [
      ...(otherBody ? await checkBody(scope, patient.id, facts) : []),
      ...judged.warnings,
      ...(otherBody ? lifetime.warnings : []),
    ],
    cumulative: lifetime.cumulative,
  }
}

/** What another weight, height or day would change, dose by dose, old beside new. Nothing is kept. */
export async function previewReplan(
  scope: OpenScope,
  patient: PatientInScope,
  plan: CarePlanInScope,
  input: Replan,
): Promise<ReplanPreview> {
  const { facts, doses, moved, errors, warnings, cumulative } = await draft(scope, patient, plan, input)
  const changes = moved.filter(
    ({ dose, plannedOn, plannedDose }) => dose.plannedOn !== plannedOn || dose.plannedDose !== plannedDose,
  )
  return {
    bsaM2: { before: plan.bsaM2, after: facts.bsaM2 },
    changes: changes.map(({ dose, plannedOn, plannedDose }) => ({
      id: dose.id,
      ...placeOf(dose),
      medication: dose.medication,
      unit: dose.unit,
      before: { plannedOn: dose.plannedOn, plannedDose: dose.plannedDose },
      after: { plannedOn, plannedDose },
      percent: dose.plannedDose === null ? null : Math.round((plannedDose / dose.plannedDose) * 1000) / 10,
    })),
    unchanged: moved.length - changes.length,
    untouched: doses.length - moved.length,
    errors,
    warnings,
    cumulative,
  }
}

/**
 * Re-plans: what is not begun yet is reckoned anew for the new body or moved to the new days, with what each dose was
 * before; the plan gains a version and the ledger follows the days. All under the person's lock.
 */
export async function replanCarePlan(
  scope: OpenScope,
  seen: CarePlanInScope,
  version: number,
  input: Replan,
): Promise<CarePlan> {
  const patient = await lockPatient(scope, seen.patientId)
  const plan = await lockCarePlan(scope, seen.id)
  await refuseStale(scope, plan, version)
  if (patient.status !== 'active') throw conflict('not-active')
  if (plan.status !== 'active' && plan.status !== 'on-hold') throw conflict('plan-ended')
  const { facts, doses, moved, errors, warnings } = await draft(scope, patient, plan, input)
  if (errors.length > 0) throw invalid(...errors)
  requireReasons(warnings, input.confirmedWarnings)
  const answers = answersTo(warnings, input.confirmedWarnings)
  const answersOf = answersFor(warnings, answers)
  const at = new Date().toISOString()
  const folio = input.authorisationFolio ?? plan.authorisationFolio
  const begun = doses.some(({ status }) => ['completed', 'in-progress', 'not-done'].includes(status))
  await changePlan(
    scope,
    plan,
    {
      ...facts,
      authorisationFolio: folio,
      // once something was given, the plan began when it began
      startsOn: begun ? plan.startsOn : addDays(plan.startsOn, input.shiftDays ?? 0),
      confirmedWarnings: [
        ...(plan.confirmedWarnings ?? []),
        ...answers.map((one) => ({ ...one, by: scope.userId, at })),
      ],
    },
    input.reason,
  )
  const changed = moved.filter(differs)
  await changeDoses(
    scope,
    changed.map(({ dose, ageYears: _, ...next }) => {
      const kept = answersOf(dose)
      const highCost = medications.get(dose.medication)?.highCost === true
      return {
        dose,
        ...next,
        derivation: { ...next.derivation },
        ...(kept.length > 0 && { confirmedWarnings: [...(dose.confirmedWarnings ?? []), ...kept] }),
        ...(highCost && { authorisationFolio: folio }),
      }
    }),
    input.reason,
  )
  const event = {
    resourceType: 'CarePlan',
    resourceId: plan.id,
    patientId: plan.patientId,
    organizationId: plan.managingOrganizationId,
  }
  await audit(scope, {
    ...event,
    action: 'update',
    details: { replanned: changed.length, shiftDays: input.shiftDays ?? 0 },
  })
  if (answers.length > 0)
    await audit(scope, { ...event, action: 'override', details: { warnings: answers.map(({ code }) => code) } })
  return readCarePlan(scope, plan.id)
}
