import { asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { addDays } from 'shared/calendar-day'
import { type CarePlan, type CarePlanSummary, Derivation, type PlanDose } from 'shared/care-plans'
import type { ProtocolDefinition } from 'shared/protocols'
import type { OpenScope } from '../access/scope.js'
import { medicationAdministrations } from '../medication-administrations/table.js'
import type { PatientInScope } from '../patients/queries.js'
import { notFound } from '../problem.js'
import { protocols, protocolVersions } from '../protocols/table.js'
import { carePlans } from './table.js'

declare const inScope: unique symbol
/** A plan's row, found by somebody who may see it. Only `findCarePlan` makes one. */
export type CarePlanInScope = typeof carePlans.$inferSelect & { readonly [inScope]: true }

/** The plan, or 404: unknown and foreign are the same. */
export async function findCarePlan({ db }: OpenScope, id: string): Promise<CarePlanInScope> {
  const [row] = await db.select().from(carePlans).where(eq(carePlans.id, id))
  if (row === undefined) throw notFound()
  return row as CarePlanInScope
}

/** The same under a lock until the transaction ends. */
export async function lockCarePlan(scope: OpenScope, id: string): Promise<CarePlanInScope> {
  await scope.db.select({ id: carePlans.id }).from(carePlans).where(eq(carePlans.id, id)).for('update')
  return findCarePlan(scope, id)
}

const withProtocol = {
  plan: carePlans,
  protocol: {
    code: protocols.code,
    name: protocols.name,
    number: protocolVersions.number,
    example: protocols.example,
  },
}
const doseCounts = {
  carePlanId: medicationAdministrations.carePlanId,
  planned: sql<number>`count(*) filter (where ${medicationAdministrations.status} in ('planned', 'in-progress'))::int`,
  given: sql<number>`count(*) filter (where ${medicationAdministrations.status} = 'completed')::int`,
  notDone: sql<number>`count(*) filter (where ${medicationAdministrations.status} = 'not-done')::int`,
  cancelled: sql<number>`count(*) filter (where ${medicationAdministrations.status} in ('cancelled', 'entered-in-error'))::int`,
}

/** Plans of a person, the latest begun first, with how many doses stand where. */
export async function listCarePlans(scope: OpenScope, patient: PatientInScope): Promise<CarePlanSummary[]> {
  const { db } = scope
  const rows = await db
    .select(withProtocol)
    .from(carePlans)
    .innerJoin(protocolVersions, eq(protocolVersions.id, carePlans.protocolVersionId))
    .innerJoin(protocols, eq(protocols.id, protocolVersions.protocolId))
    .where(eq(carePlans.patientId, patient.id))
    .orderBy(desc(carePlans.startsOn), desc(carePlans.recordedAt))
  const counts = await countDoses(
    scope,
    rows.map(({ plan }) => plan.id),
    patient.id,
  )
  return rows.map(({ plan, protocol }) => summary(plan, protocol, counts.get(plan.id)))
}

async function countDoses({ db }: OpenScope, ids: readonly string[], patientId: string) {
  if (ids.length === 0) return new Map<string | null, CarePlanSummary['doses']>()
  const rows = await db
    .select(doseCounts)
    .from(medicationAdministrations)
    // by the person, whom the index knows
    .where(
      sql`${eq(medicationAdministrations.patientId, patientId)} and ${inArray(medicationAdministrations.carePlanId, [...ids])}`,
    )
    .groupBy(medicationAdministrations.carePlanId)
  return new Map(rows.map(({ carePlanId, ...doses }) => [carePlanId, doses]))
}

function summary(
  plan: typeof carePlans.$inferSelect,
  protocol: CarePlanSummary['protocol'],
  doses: CarePlanSummary['doses'] = { planned: 0, given: 0, notDone: 0, cancelled: 0 },
): CarePlanSummary {
  return { ...plan, recordedAt: plan.recordedAt.toISOString(), protocol, doses }
}

type DoseRow = typeof medicationAdministrations.$inferSelect

/** One plan with its calendar: phases, and every administration in order of day. */
export async function readCarePlan(scope: OpenScope, id: string): Promise<CarePlan> {
  const { db } = scope
  const [found] = await db
    .select({ ...withProtocol, definition: protocolVersions.definition })
    .from(carePlans)
    .innerJoin(protocolVersions, eq(protocolVersions.id, carePlans.protocolVersionId))
    .innerJoin(protocols, eq(protocols.id, protocolVersions.protocolId))
    .where(eq(carePlans.id, id))
  if (found === undefined) throw notFound()
  const doses = (await readDoses(scope, found.plan)).map(asPlanDose)
  const standing = doses.filter(({ status }) => status !== 'cancelled' && status !== 'entered-in-error')
  const count = (...statuses: PlanDose['status'][]) => doses.filter(({ status }) => statuses.includes(status)).length
  return {
    ...summary(found.plan, found.protocol, {
      planned: count('planned', 'in-progress'),
      given: count('completed'),
      notDone: count('not-done'),
      cancelled: doses.length - standing.length,
    }),
    phases: phasesOf(found.definition, found.plan.startsOn, standing),
    administrations: doses,
    confirmedWarnings: found.plan.confirmedWarnings ?? [],
  }
}

/** The doses of a plan as they stand, in the order in which they come. */
export const readDoses = ({ db }: OpenScope, plan: { id: string; patientId: string }): Promise<DoseRow[]> =>
  db
    .select()
    .from(medicationAdministrations)
    .where(
      sql`${eq(medicationAdministrations.patientId, plan.patientId)} and ${eq(medicationAdministrations.carePlanId, plan.id)}`,
    )
    .orderBy(asc(medicationAdministrations.plannedOn), asc(medicationAdministrations.id))

function asPlanDose(row: DoseRow): PlanDose {
  const { phase, cycle, day, line } = row
  const derivation = Derivation.safeParse(row.derivation)
  return {
    ...row,
    phase: phase ?? 0,
    cycle: cycle ?? 1,
    day: day ?? 1,
    line: line ?? 0,
    givenAt: row.givenAt?.toISOString() ?? null,
    derivation: derivation.success ? derivation.data : null,
  }
}

/** A dose that is planned and nothing more. */
export const planDose = (row: Omit<PlanDose, 'status' | 'statusReason' | 'doseGiven' | 'givenAt'>): PlanDose => ({
  ...row,
  status: 'planned',
  statusReason: null,
  doseGiven: null,
  givenAt: null,
})

/** Phases with the day on which each begins: that of its first dose, or reckoned where it has none. */
export function phasesOf(
  { phases }: ProtocolDefinition,
  startsOn: string,
  doses: readonly { phase: number; cycle: number; day: number; plannedOn: string }[],
): CarePlan['phases'] {
  let reckoned = startsOn
  return phases.map(({ name, kind, cycleDays, cycles }, at) => {
    const first = doses.find(({ phase }) => phase === at)
    const begins =
      first === undefined ? reckoned : addDays(first.plannedOn, 1 - first.day - (first.cycle - 1) * cycleDays)
    reckoned = addDays(begins, cycleDays * cycles)
    return { name, kind, cycleDays, cycles, startsOn: begins }
  })
}
