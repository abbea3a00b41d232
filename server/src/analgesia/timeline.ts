import { eq } from 'drizzle-orm'
import { type CalendarDay, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import type { Timeline } from 'shared/patients'
import type { OpenScope } from '../access/scope.js'
import type { PatientInScope } from '../patients/queries.js'
import {
  analgesicAdministrations,
  analgesicAdverseEffects,
  analgesicOrders,
  analgesicPlans,
  sedationChecks,
} from './table.js'

type Item = Timeline['items'][number]

/** Plans, doses, sedation checks and unwanted effects of pain relief, as the timeline shows them. */
export async function analgesicItems({ db }: OpenScope, { id: patientId }: PatientInScope): Promise<Item[]> {
  const [plans, orders, doses, checks, effects] = await Promise.all([
    db.select().from(analgesicPlans).where(eq(analgesicPlans.patientId, patientId)),
    db.select().from(analgesicOrders).where(eq(analgesicOrders.patientId, patientId)),
    db.select().from(analgesicAdministrations).where(eq(analgesicAdministrations.patientId, patientId)),
    db.select().from(sedationChecks).where(eq(sedationChecks.patientId, patientId)),
    db.select().from(analgesicAdverseEffects).where(eq(analgesicAdverseEffects.patientId, patientId)),
  ])
  return [
    ...plans.map((plan) => ({
      ...written(plan, plan.startedAt),
      kind: 'analgesic-plan' as const,
      details: {
        step: plan.step,
        planStatus: plan.status,
        drugs: [...new Set(orders.filter(({ planId }) => planId === plan.id).map(({ drug }) => drug))],
        ...mistakeOf(plan),
      },
    })),
    ...doses.map((given) => ({
      ...written(given, given.givenAt),
      kind: 'analgesic-administration' as const,
      details: {
        ...{ drug: given.drug, dose: given.dose, unit: given.unit, route: given.route, role: given.role },
        ...mistakeOf(given),
      },
    })),
    ...checks.map((check) => ({
      ...written(check, check.effectiveAt),
      kind: 'sedation-check' as const,
      details: {
        ...{ scale: check.scale, value: check.value, alerts: check.alerts },
        ...{ respiratoryRate: check.respiratoryRate, oxygenSaturation: check.oxygenSaturation },
        ...mistakeOf(check),
      },
    })),
    ...effects.map((effect) => ({
      ...written(effect, effect.effectiveAt),
      kind: 'analgesic-adverse-effect' as const,
      details: { effect: effect.effect, ...mistakeOf(effect) },
    })),
  ]
}

interface Written {
  id: string
  recordedAt: Date
  recordedBy: string | null
}

const written = ({ id, recordedAt, recordedBy }: Written, at: Date) => ({
  id,
  on: dayIn(MEXICO_CITY, at) satisfies CalendarDay,
  recordedAt: recordedAt.toISOString(),
  recordedBy,
})

const mistakeOf = ({
  status,
  enteredInErrorReason: reason,
}: {
  status: string
  enteredInErrorReason: string | null
}) => (status === 'entered-in-error' ? { mistake: reason } : {})
