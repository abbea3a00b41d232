import { and, desc, eq, gte, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import { addDays, daysBetween, MEXICO_CITY } from 'shared/calendar-day'
import type { OpenScope } from '../access/scope.js'
import { carePlans } from '../care-plans/table.js'
import { medicationAdministrations } from '../medication-administrations/table.js'
import { invalid } from '../problem.js'

export interface PlaceInPlan {
  carePlanId: string | null
  /** Phase from 0, cycle and day from 1. */
  phase: number | null
  cycle: number | null
  cycleDay: number | null
}

const nowhere: PlaceInPlan = { carePlanId: null, phase: null, cycle: null, cycleDay: null }

/** Days after its last dose in which an event still counts in a cycle: the longest, of maintenance, has twelve weeks. */
const longestCycle = 84

/**
 * Where in a treatment a day falls, reckoned from the dose given last before it: a delayed cycle counts from when it
 * was given, not from when it was due. `carePlanId` undefined takes whichever plan that dose was of.
 */
export async function placeInPlan(
  { db }: OpenScope,
  patientId: string,
  day: string,
  carePlanId: string | null | undefined,
): Promise<PlaceInPlan> {
  if (carePlanId === null) return nowhere
  if (carePlanId !== undefined) {
    const [plan] = await db
      .select({ id: carePlans.id })
      .from(carePlans)
      .where(and(eq(carePlans.id, carePlanId), eq(carePlans.patientId, patientId)))
    if (plan === undefined) throw invalid({ pointer: '#/carePlanId', code: 'care-plan-unknown' })
  }
  const { givenAt, plannedOn, phase, cycle, day: protocolDay, status } = medicationAdministrations
  // Written out, for it is a constant and the expression stands in three places: as parameters they would be three
  const on = sql<string>`coalesce((${givenAt} at time zone ${sql.raw(`'${MEXICO_CITY}'`)})::date, ${plannedOn})`
  const [last] = await db
    .select({
      carePlanId: medicationAdministrations.carePlanId,
      phase,
      cycle,
      protocolDay,
      on: sql<string>`${on}::text`,
    })
    .from(medicationAdministrations)
    .where(
      and(
        eq(medicationAdministrations.patientId, patientId),
        carePlanId === undefined
          ? isNotNull(medicationAdministrations.carePlanId)
          : eq(medicationAdministrations.carePlanId, carePlanId),
        inArray(status, ['completed', 'in-progress']),
        isNotNull(cycle),
        isNotNull(protocolDay),
        lte(on, day),
        gte(on, addDays(day, -longestCycle)),
      ),
    )
    .orderBy(desc(on), desc(phase), desc(cycle), desc(protocolDay))
    .limit(1)
  if (last === undefined || last.protocolDay === null) return { ...nowhere, carePlanId: carePlanId ?? null }
  const { phase: inPhase, cycle: inCycle } = last
  return {
    carePlanId: last.carePlanId,
    phase: inPhase,
    cycle: inCycle,
    cycleDay: last.protocolDay + daysBetween(last.on, day),
  }
}
