import { asc, eq } from 'drizzle-orm'
import type { Timeline } from 'shared/patients'
import type { OpenScope } from '../access/scope.js'
import type { PatientInScope } from '../patients/queries.js'
import { protocols, protocolVersions } from '../protocols/table.js'
import { carePlans, carePlanVersions } from './table.js'

type Item = Timeline['items'][number]
type Plan = typeof carePlans.$inferSelect

/** Each plan as it was begun, and each change of it: what became of its state, its weight or its days. */
export async function carePlanItems({ db }: OpenScope, patient: PatientInScope): Promise<Item[]> {
  const [plans, versions] = await Promise.all([
    db
      .select({ plan: carePlans, protocol: protocols.name })
      .from(carePlans)
      .innerJoin(protocolVersions, eq(protocolVersions.id, carePlans.protocolVersionId))
      .innerJoin(protocols, eq(protocols.id, protocolVersions.protocolId))
      .where(eq(carePlans.patientId, patient.id)),
    db
      .select({
        carePlanId: carePlanVersions.carePlanId,
        version: carePlanVersions.version,
        replacedAt: carePlanVersions.replacedAt,
        replacedBy: carePlanVersions.replacedBy,
        reason: carePlanVersions.reason,
        before: carePlanVersions.before,
      })
      .from(carePlanVersions)
      .innerJoin(carePlans, eq(carePlans.id, carePlanVersions.carePlanId))
      .where(eq(carePlans.patientId, patient.id))
      .orderBy(asc(carePlanVersions.version)),
  ])
  return plans.flatMap(({ plan, protocol }) => {
    const before = versions.filter(({ carePlanId }) => carePlanId === plan.id)
    // What each change led to is what the next one found, or how the plan stands
    const states = [...before.map((version) => version.before as unknown as Plan), plan]
    const first = states[0] ?? plan
    return [
      {
        id: plan.id,
        kind: 'care-plan' as const,
        on: first.startsOn,
        recordedAt: plan.recordedAt.toISOString(),
        recordedBy: plan.recordedBy,
        details: { protocol, intent: plan.intent, weightKg: first.weightKg },
      },
      ...before.map(({ version, replacedAt, replacedBy, reason }, at) => ({
        id: `${plan.id}-${version}`,
        kind: 'care-plan-changed' as const,
        on: null,
        recordedAt: replacedAt.toISOString(),
        recordedBy: replacedBy,
        details: { protocol, reason, ...changed(states[at] ?? plan, states[at + 1] ?? plan) },
      })),
    ]
  })
}

function changed(before: Plan, after: Plan) {
  return {
    ...(before.status !== after.status && { status: after.status }),
    ...(before.weightKg !== after.weightKg && { weightKg: after.weightKg }),
    ...(before.startsOn !== after.startsOn && { startsOn: after.startsOn }),
  }
}
