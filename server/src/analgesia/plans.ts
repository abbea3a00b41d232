import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type {
  AddedAnalgesicOrder,
  AnalgesicEnd,
  AnalgesicPlan,
  AnalgesicPlanEdit,
  NewAnalgesicPlan,
} from 'shared/analgesia'
import { drugCode } from 'shared/analgesic-drugs'
import { protocolAt, ruleOf } from 'shared/analgesic-facts'
import { lacksBowelProphylaxis } from 'shared/analgesic-plan-checks'
import type { ConfirmedWarning } from 'shared/confirmed-warnings'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { auditReasons, mistake, staleVersion } from '../clinical-facts.js'
import { lockPatient, type PatientInScope } from '../patients/queries.js'
import { conflict, type FieldError, invalid, notFound, type Warning } from '../problem.js'
import { ordersStopped } from '../reminders/loop.js'
import { today } from '../today.js'
import { painProtocol } from './catalogue.js'
import { chemotherapyAround } from './chemotherapy.js'
import {
  asOrder,
  asQuestion,
  dailyBefore,
  type GivenByOrder,
  type OrderAround,
  type PreparedOrders,
  prepareOrders,
} from './orders.js'
import { ageAt, answeredParts, impossibleMoment, momentOf, opioidStatusOf, weightOf } from './subject.js'
import { analgesicAdministrations, analgesicOrders, analgesicPlans, analgesicPlanVersions } from './table.js'

type Row = typeof analgesicPlans.$inferSelect
/** Absent columns stay. */
type Change = { [Column in keyof Row]?: Row[Column] | undefined }

/** Pain to reach where nobody said: rule R-GOAL. */
const TARGET = 3

/** Every plan of a person with its orders, the one in force first, then the latest. */
export async function listPlans(scope: OpenScope, patient: PatientInScope): Promise<AnalgesicPlan[]> {
  const { patientId, status, startedAt, id } = analgesicPlans
  const rows = await scope.db
    .select()
    .from(analgesicPlans)
    .where(eq(patientId, patient.id))
    .orderBy(desc(sql`${status} = 'active'`), desc(startedAt), desc(id))
  return asPlans(scope, patient.id, rows)
}

/**
 * Begins a plan. Impossible doses are 400 by field; what is unusual, and the plan it ends, are 409 until each comes with
 * a reason: those of an order in the order, those of the plan beside them.
 */
export async function startPlan(scope: OpenScope, patientId: string, input: NewAnalgesicPlan): Promise<AnalgesicPlan> {
  const patient = await lockPatient(scope, patientId)
  if (patient.status !== 'active') throw conflict('not-active')
  const startedAt = momentOf(input.startedAt)
  const { around, age, weight } = await orderAround(scope, patient, input, input.orders, startedAt)
  const protocolName = input.protocol ?? protocolAt(age.ageInYears)
  const prepared = prepareOrders(input.orders, { ...around, protocolName }, (index) => `#/orders/${index}`)
  const errors: FieldError[] = [...impossibleMoment(startedAt, patient.birthDate, '#/startedAt'), ...prepared.errors]
  if (protocolName === 'children' && input.step > 2) errors.push({ pointer: '#/step', code: 'step-not-of-protocol' })
  if (input.reviewOn != null && input.reviewOn < today()) errors.push({ pointer: '#/reviewOn', code: 'past-date' })
  if (errors.length > 0) throw invalid(...errors)

  const before = await activePlan(scope, patientId)
  const warnings: Warning[] = [
    ...(before === undefined
      ? []
      : [{ pointer: '#', code: 'replaces-plan', planId: before.id, startedAt: before.startedAt.toISOString() }]),
    ...protocolForAge(protocolName, age.ageInYears),
    ...(prepared.usesWeight ? weight.warnings : []),
    ...bowelWarnings(prepared.questions, input.noBowelProphylaxisReason),
  ]
  const [reasons = [], ...ofOrders] = answeredParts([
    { at: '#', warnings, given: input.confirmedWarnings },
    ...prepared.asked,
  ])
  const reasonFor = (code: string) => reasons.find((one) => one.code === code)?.reason
  if (before !== undefined)
    await closePlan(scope, before, { at: startedAt, reason: reasonFor('replaces-plan') ?? '' }, 'replaced')
  const { managingOrganizationId } = patient
  const [row] = await scope.db
    .insert(analgesicPlans)
    .values({
      ...{ id: newId(), patientId, managingOrganizationId, protocol: protocolName, startedAt },
      protocolVersion: painProtocol.version,
      step: input.step,
      reviewOn: input.reviewOn ?? null,
      targetScore: input.targetScore ?? TARGET,
      weightKg: weight.weightKg,
      nonDrugMeasures: input.nonDrugMeasures ?? [],
      noBowelProphylaxisReason: input.noBowelProphylaxisReason ?? reasonFor('bowel-prophylaxis-missing') ?? null,
      confirmedWarnings: reasons,
      note: input.note ?? null,
      recordedBy: scope.userId,
    })
    .returning()
  if (row === undefined) throw new Error('The plan came back without its row')
  await insertOrders(scope, row, prepared, ofOrders)
  await audit(scope, { ...eventOf(row), action: 'create', details: { orders: prepared.columns.length } })
  await auditReasons(scope, eventOf(row), [...reasons, ...ofOrders.flat()])
  return { ...(await asPlan(scope, row)), replacedPlanId: before?.id ?? null }
}

/** Changes what may be changed of version `version`; what stood before is kept. A stale one is 412. */
export async function editPlan(
  scope: OpenScope,
  patientId: string,
  id: string,
  version: number,
  edit: AnalgesicPlanEdit,
): Promise<AnalgesicPlan> {
  const patient = await lockPatient(scope, patientId)
  const found = await findPlan(scope, patientId, id)
  if (patient.status !== 'active') throw conflict('not-active')
  if (found.version !== version) throw await stale(scope, found)
  if (found.status !== 'active') throw conflict('analgesic-plan-ended')
  const errors: FieldError[] = []
  if (found.protocol === 'children' && (edit.step ?? 0) > 2)
    errors.push({ pointer: '#/step', code: 'step-not-of-protocol' })
  if (edit.reviewOn != null && edit.reviewOn < today()) errors.push({ pointer: '#/reviewOn', code: 'past-date' })
  const active = await activeOrders(scope, id)
  if (edit.noBowelProphylaxisReason === null && lacksBowelProphylaxis(active))
    errors.push({ pointer: '#/noBowelProphylaxisReason', code: 'required' })
  if (Object.keys(edit).length === 0) errors.push({ pointer: '#', code: 'nothing-to-change' })
  if (errors.length > 0) throw invalid(...errors)
  return changePlan(scope, found, edit, { fields: Object.keys(edit) })
}

/** Ends a plan with all its orders. */
export async function endPlan(scope: OpenScope, patientId: string, id: string, end: AnalgesicEnd) {
  const { birthDate } = await lockPatient(scope, patientId)
  const found = await findPlan(scope, patientId, id)
  if (found.status !== 'active') throw conflict('analgesic-plan-ended')
  const at = endOf(end, found.startedAt, birthDate)
  return asPlan(scope, await closePlan(scope, found, { at, reason: end.reason }, 'ended'))
}

/** Ends the plan in force of a person who left the hospital's care: nobody gives, watches or counts anything by it. */
export async function endPlanOfLeaver(scope: OpenScope, patientId: string, reason: string): Promise<void> {
  const plan = await activePlan(scope, patientId)
  if (plan !== undefined) await closePlan(scope, plan, { at: new Date(), reason }, 'ended')
}

/** A plan that was a mistake, as long as nobody gave a dose by it. */
export async function enterPlanInError(scope: OpenScope, patientId: string, id: string, reason: string) {
  await lockPatient(scope, patientId)
  const found = await findPlan(scope, patientId, id)
  if (found.status === 'entered-in-error') throw conflict('already-entered-in-error')
  const { orderId, status } = analgesicAdministrations
  const orders = await scope.db.select().from(analgesicOrders).where(eq(analgesicOrders.planId, id))
  const [given] = await scope.db
    .select({ orderId })
    .from(analgesicAdministrations)
    .where(
      and(
        eq(analgesicAdministrations.patientId, patientId),
        inArray(
          orderId,
          orders.map((one) => one.id),
        ),
        eq(status, 'final'),
      ),
    )
    .limit(1)
  if (given !== undefined) throw conflict('plan-has-records')
  const before = await asPlan(scope, found)
  await stopOrders(scope, found, { at: new Date(), reason })
  const change = { ...mistake(scope, reason), status: 'entered-in-error' as const }
  return changePlan(scope, found, change, { status: 'entered-in-error' }, before)
}

/** One more drug for a plan in force, judged beside the orders that stand. */
export async function addOrder(scope: OpenScope, patientId: string, id: string, input: AddedAnalgesicOrder) {
  const patient = await lockPatient(scope, patientId)
  if (patient.status !== 'active') throw conflict('not-active')
  const found = await findPlan(scope, patientId, id)
  if (found.status !== 'active') throw conflict('analgesic-plan-ended')
  const { around, weight } = await orderAround(scope, patient, input, [input.order], new Date())
  const protocolName = found.protocol === 'adults' ? 'adults' : 'children'
  const beside = (await activeOrders(scope, id)).map((row) => asQuestion(row, around))
  const prepared = prepareOrders([input.order], { ...around, protocolName, beside }, () => '#/order')
  if (prepared.errors.length > 0) throw invalid(...prepared.errors)
  const bowel = bowelWarnings([...beside, ...prepared.questions], found.noBowelProphylaxisReason)
  const [reasons = [], ...ofOrders] = answeredParts([
    { at: '#', warnings: [...(prepared.usesWeight ? weight.warnings : []), ...bowel], given: input.confirmedWarnings },
    ...prepared.asked,
  ])
  const bowelReason = reasons.find(({ code }) => code === 'bowel-prophylaxis-missing')?.reason
  const before = await asPlan(scope, found)
  await insertOrders(scope, found, prepared, ofOrders)
  await auditReasons(scope, eventOf(found), [...reasons, ...ofOrders.flat()])
  const kept = found.confirmedWarnings.filter(({ code }) => !reasons.some((one) => one.code === code))
  return changePlan(
    scope,
    found,
    {
      weightKg: weight.weightKg ?? found.weightKg,
      noBowelProphylaxisReason: found.noBowelProphylaxisReason ?? bowelReason ?? null,
      confirmedWarnings: [...kept, ...reasons],
    },
    { orders: 'added' },
    before,
  )
}

/** Stops one order of a plan in force; an order never changes, another takes its place. */
export async function stopOrder(scope: OpenScope, patientId: string, id: string, orderId: string, end: AnalgesicEnd) {
  const { birthDate } = await lockPatient(scope, patientId)
  const found = await findPlan(scope, patientId, id)
  const mine = and(eq(analgesicOrders.id, orderId), eq(analgesicOrders.planId, id))
  const [order] = await scope.db.select().from(analgesicOrders).where(mine)
  if (order === undefined) throw notFound()
  if (order.status !== 'active') throw conflict('order-stopped')
  const at = endOf(end, found.startedAt, birthDate)
  const stopped = { status: 'stopped' as const, stoppedAt: at, stoppedBy: scope.userId, stopReason: end.reason }
  const before = await asPlan(scope, found)
  await scope.db.update(analgesicOrders).set(stopped).where(mine)
  await ordersStopped(scope, patientId, [orderId])
  return changePlan(scope, found, {}, { orders: 'stopped' }, before)
}

async function orderAround(
  scope: OpenScope,
  patient: PatientInScope,
  input: Pick<NewAnalgesicPlan, 'weightKg' | 'opioidStatus'>,
  orders: NewAnalgesicPlan['orders'],
  at: Date,
) {
  const age = ageAt(patient.birthDate, at)
  const weight = await weightOf(scope, patient.id, input.weightKg, at)
  const around: Omit<OrderAround, 'protocolName'> = {
    ageInDays: age.ageInDays,
    weightKg: weight.weightKg,
    opioidStatus: await opioidStatusOf(scope, patient.id, input.opioidStatus, at),
    beside: [],
    beforeMg: await dailyBefore(scope, patient.id, new Date()),
    chemotherapy: await chemotherapyAround(
      scope,
      patient.id,
      orders.map(({ drug }) => drugCode(drug) ?? drug),
      at,
    ),
  }
  return { around, age, weight }
}

/** WHO's guideline for adults of 2018 is for adolescents too, from 10 years. */
const protocolForAge = (name: 'children' | 'adults', years: number): Warning[] =>
  (name === 'children' ? years < 18 : years >= 10)
    ? []
    : [{ pointer: '#/protocol', code: 'protocol-for-age', ageInYears: years }]

function bowelWarnings(
  orders: Parameters<typeof lacksBowelProphylaxis>[0],
  reason: string | null | undefined,
): Warning[] {
  const rule = ruleOf(painProtocol, 'R-CONST')
  if (reason != null || rule === undefined || !lacksBowelProphylaxis(orders)) return []
  const { id: ruleId, source, confidence, text } = rule
  return [
    { pointer: '#/noBowelProphylaxisReason', code: 'bowel-prophylaxis-missing', ruleId, source, confidence, text },
  ]
}

function endOf({ at: said }: AnalgesicEnd, startedAt: Date, birthDate: string): Date {
  const at = momentOf(said)
  const errors = impossibleMoment(at, birthDate, '#/at')
  if (at < startedAt) errors.push({ pointer: '#/at', code: 'end-before-start' })
  if (errors.length > 0) throw invalid(...errors)
  return at
}

const activePlan = async ({ db }: OpenScope, patientId: string): Promise<Row | undefined> => {
  const mine = and(eq(analgesicPlans.patientId, patientId), eq(analgesicPlans.status, 'active'))
  const [row] = await db.select().from(analgesicPlans).where(mine)
  return row
}

const activeOrders = ({ db }: OpenScope, planId: string) =>
  db
    .select()
    .from(analgesicOrders)
    .where(and(eq(analgesicOrders.planId, planId), eq(analgesicOrders.status, 'active')))

async function findPlan({ db }: OpenScope, patientId: string, id: string): Promise<Row> {
  const [row] = await db
    .select()
    .from(analgesicPlans)
    .where(and(eq(analgesicPlans.id, id), eq(analgesicPlans.patientId, patientId)))
  if (row === undefined) throw notFound()
  return row
}

async function insertOrders(
  { db, userId }: OpenScope,
  { id: planId, patientId, managingOrganizationId }: Row,
  { columns }: PreparedOrders,
  reasons: readonly ConfirmedWarning[][],
): Promise<void> {
  const rows = columns.map((order, index) => ({
    ...order,
    ...{ id: newId(), planId, patientId, managingOrganizationId, recordedBy: userId },
    confirmedWarnings: reasons[index] ?? [],
  }))
  if (rows.length > 0) await db.insert(analgesicOrders).values(rows)
}

interface End {
  at: Date
  reason: string
}

async function stopOrders(scope: OpenScope, plan: Row, { at, reason }: End): Promise<void> {
  const stopped = await scope.db
    .update(analgesicOrders)
    .set({ status: 'stopped', stoppedAt: at, stoppedBy: scope.userId, stopReason: reason })
    .where(and(eq(analgesicOrders.planId, plan.id), eq(analgesicOrders.status, 'active')))
    .returning({ id: analgesicOrders.id })
  await ordersStopped(
    scope,
    plan.patientId,
    stopped.map(({ id }) => id),
  )
}

async function closePlan(scope: OpenScope, plan: Row, { at, reason }: End, how: 'ended' | 'replaced'): Promise<Row> {
  const before = await asPlan(scope, plan)
  const end = at < plan.startedAt ? plan.startedAt : at
  await stopOrders(scope, plan, { at: end, reason })
  return writePlan(scope, plan, { status: 'ended', endedAt: end, endReason: reason }, { status: how }, before)
}

const changePlan = async (
  scope: OpenScope,
  plan: Row,
  change: Change,
  details: Record<string, unknown>,
  before?: AnalgesicPlan,
) => asPlan(scope, await writePlan(scope, plan, change, details, before ?? (await asPlan(scope, plan))))

/** Writes the next version of a plan, keeps what it was and audits it. */
async function writePlan(
  scope: OpenScope,
  { id, version, managingOrganizationId }: Row,
  change: Change,
  details: Record<string, unknown>,
  before: AnalgesicPlan,
): Promise<Row> {
  const [row] = await scope.db
    .update(analgesicPlans)
    .set({ ...change, version: version + 1 })
    .where(eq(analgesicPlans.id, id))
    .returning()
  if (row === undefined) throw notFound()
  await scope.db
    .insert(analgesicPlanVersions)
    .values({ planId: id, version, managingOrganizationId, replacedBy: scope.userId, before })
  await audit(scope, { ...eventOf(row), action: 'update', details })
  return row
}

async function stale(scope: OpenScope, current: Row) {
  const { planId, version, replacedAt: at, replacedBy: by } = analgesicPlanVersions
  const [last] = await scope.db
    .select({ at, by })
    .from(analgesicPlanVersions)
    .where(eq(planId, current.id))
    .orderBy(desc(version))
    .limit(1)
  return staleVersion(await asPlan(scope, current), last)
}

const eventOf = ({ id, patientId, managingOrganizationId }: Row) => ({
  resourceType: 'AnalgesicPlan',
  resourceId: id,
  patientId,
  organizationId: managingOrganizationId,
})

async function asPlan(scope: OpenScope, row: Row): Promise<AnalgesicPlan> {
  const [plan] = await asPlans(scope, row.patientId, [row])
  if (plan === undefined) throw notFound()
  return plan
}

const GIVEN = `
select order_id, max(given_at) as last, (count(*) filter (where given_at > now() - interval '24 hours'))::int as in_day
from analgesic_administrations where patient_id = $1 and status = 'final' and order_id is not null group by order_id`

async function asPlans(scope: OpenScope, patientId: string, rows: readonly Row[]): Promise<AnalgesicPlan[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const orders = await scope.db
    .select()
    .from(analgesicOrders)
    .where(inArray(analgesicOrders.planId, ids))
    .orderBy(asc(analgesicOrders.id))
  const counted = await scope.query<{ order_id: string; last: Date | string; in_day: number }>(GIVEN, [patientId])
  const given = new Map(
    counted.map(({ order_id: id, last, in_day: givenInDay }): [string, GivenByOrder] => [
      id,
      { lastGivenAt: new Date(last).toISOString(), givenInDay },
    ]),
  )
  return rows.map((row) => ({
    ...row,
    protocol: row.protocol === 'adults' ? 'adults' : 'children',
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    recordedAt: row.recordedAt.toISOString(),
    enteredInError:
      row.enteredInErrorAt === null
        ? null
        : { reason: row.enteredInErrorReason, by: row.enteredInErrorBy, at: row.enteredInErrorAt.toISOString() },
    orders: orders.filter(({ planId }) => planId === row.id).map((order) => asOrder(order, given.get(order.id))),
    replacedPlanId: null,
  }))
}
