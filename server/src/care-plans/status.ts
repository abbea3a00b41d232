import type { CarePlan, CarePlanEdit } from 'shared/care-plans'
import type { CarePlanStatus } from 'shared/treatment'
import { audit, type OpenScope } from '../access/scope.js'
import { lockPatient } from '../patients/queries.js'
import { conflict, invalid } from '../problem.js'
import { today } from '../today.js'
import { changeDoses, changePlan, refuseStale } from './change.js'
import { type CarePlanInScope, lockCarePlan, readCarePlan, readDoses } from './queries.js'

/** What a plan may become from where it stands; an ended one stays as it is. */
const next: Record<CarePlanStatus, readonly CarePlanStatus[]> = {
  active: ['on-hold', 'completed', 'revoked', 'entered-in-error'],
  'on-hold': ['active', 'completed', 'revoked', 'entered-in-error'],
  completed: [],
  revoked: [],
  'entered-in-error': [],
}

/**
 * Pauses, resumes or ends a plan. An end cancels what is planned from today on and takes it off the ledger; a dose of
 * an earlier day still waits for somebody to say what became of it. A plan that was a mistake loses all of them, and
 * cannot have been a mistake once a dose of it was recorded.
 */
export async function editCarePlan(
  scope: OpenScope,
  seen: CarePlanInScope,
  version: number,
  { status, statusReason }: CarePlanEdit,
): Promise<CarePlan> {
  const patient = await lockPatient(scope, seen.patientId)
  const plan = await lockCarePlan(scope, seen.id)
  await refuseStale(scope, plan, version)
  if (patient.status !== 'active') throw conflict('not-active')
  if (!next[plan.status].includes(status)) throw invalid({ pointer: '#/status', code: 'status-not-possible' })
  const doses = await readDoses(scope, plan)
  const mistake = status === 'entered-in-error'
  if (mistake && doses.some((dose) => !['planned', 'cancelled'].includes(dose.status)))
    throw conflict('plan-has-records')
  const ends = status !== 'active' && status !== 'on-hold'
  const day = today()
  const cancelled = ends ? doses.filter((dose) => dose.status === 'planned' && (mistake || dose.plannedOn >= day)) : []
  await changePlan(
    scope,
    plan,
    { status, statusReason: statusReason ?? null, endedOn: ends ? day : null },
    statusReason ?? null,
  )
  await changeDoses(
    scope,
    cancelled.map((dose) => ({ dose, status: 'cancelled' })),
    statusReason ?? status,
  )
  await audit(scope, {
    action: 'update',
    resourceType: 'CarePlan',
    resourceId: plan.id,
    patientId: plan.patientId,
    organizationId: plan.managingOrganizationId,
    details: { status, cancelled: cancelled.length },
  })
  return readCarePlan(scope, plan.id)
}
