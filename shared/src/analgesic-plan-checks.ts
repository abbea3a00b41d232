import * as z from 'zod'
import { byRule, type DoseFinding, type DoseQuestion, dailyFindings, doseFindings } from './analgesic-checks.js'
import { dailyMg, fromMg, inMg } from './analgesic-doses.js'
import { isOpioid, knownDrug } from './analgesic-drugs.js'
import { type PainProtocol, type PainProtocolName, ruleOf } from './analgesic-facts.js'
import type { ControlledFraction, PainSeverity } from './pain.js'

export interface OrderQuestion extends DoseQuestion {
  controlledFraction: ControlledFraction | null
}

/** What is around the orders of a plan. */
export interface PlanAround {
  protocolName: PainProtocolName
  /** Milligrams a day by the clock of a drug, by drug and route, that were in force 24 hours before: for titration. */
  beforeMg: ReadonlyMap<string, number>
}
export const titrationKey = ({ drug, route }: Pick<OrderQuestion, 'drug' | 'route'>) => `${drug} ${route}`

/** What asks for a reason in the order at `at`, among those that stand beside it. Orders after it do not weigh on it. */
export function orderFindings(
  protocol: PainProtocol,
  orders: readonly OrderQuestion[],
  at: number,
  around: PlanAround,
): DoseFinding[] {
  const order = orders[at]
  if (order === undefined) return []
  return [
    ...doseFindings(protocol, order),
    ...totalFindings(protocol, orders.slice(0, at + 1), order),
    ...stepFindings(protocol, order, around),
    ...mixtureFindings(
      protocol,
      order,
      orders.slice(0, at).map(({ drug }) => drug),
    ),
    ...rescueFindings(protocol, orders, order, around),
    ...titrationFindings(protocol, orders, at, around),
    ...fractionFindings(protocol, order),
  ]
}

/** The day of a drug is of all its orders together, the rescue doses at their most. */
function totalFindings(protocol: PainProtocol, orders: readonly OrderQuestion[], order: OrderQuestion): DoseFinding[] {
  const total = orders.filter(({ drug }) => drug === order.drug).reduce((sum, one) => sum + (dailyMg(one)?.mg ?? 0), 0)
  return total === 0 ? [] : dailyFindings(protocol, order, total)
}

/** No weak opioid as a step for children (R-2STEP). */
function stepFindings(protocol: PainProtocol, { drug, role }: OrderQuestion, { protocolName }: PlanAround) {
  const rule = ruleOf(protocol, 'R-2STEP')
  const weak = protocolName === 'children' && role === 'regular' && knownDrug(drug)?.class === 'weak-opioid'
  return weak && rule !== undefined ? [byRule(rule, 'drug', 'weak-opioid-step')] : []
}

/** A partial agonist or agonist-antagonist beside a pure one (R-MEP), whichever came first. */
export function mixtureFindings(
  protocol: PainProtocol,
  { drug }: Pick<DoseQuestion, 'drug'>,
  beside: readonly string[],
) {
  const rule = ruleOf(protocol, 'R-MEP')
  if (rule === undefined || !isOpioid(drug)) return []
  const mixed = knownDrug(drug)?.mixed === true
  const clashes = beside.some((other) => isOpioid(other) && (knownDrug(other)?.mixed === true) !== mixed)
  return clashes ? [byRule(rule, 'drug', 'opioids-mixed')] : []
}

const Percent = z.object({ percent_of_daily_min: z.number(), percent_of_daily_max: z.number() })

/** A rescue of an opioid: 5 to 10 % of its day by the clock in children, 10 to 15 % in adults (R-BTP, R-BTP-AD). */
function rescueFindings(
  protocol: PainProtocol,
  orders: readonly OrderQuestion[],
  rescue: OrderQuestion,
  { protocolName }: PlanAround,
): DoseFinding[] {
  const mg = inMg(rescue.dose, rescue.unit)
  const range = rescueRange(protocol, orders, rescue, protocolName)
  if (rescue.role !== 'rescue' || mg === null || range === null) return []
  const limit = mg > range.maxMg * 1.05 ? range.maxMg : mg < range.minMg * 0.9 ? range.minMg : null
  const numbers = (bound: number) => ({
    value: rescue.dose,
    limit: fromMg(bound, rescue.unit),
    unit: rescue.unit,
  })
  return limit === null ? [] : [byRule(range.rule, 'dose', 'rescue-outside-percent', numbers(limit))]
}

const withoutFlow = (route: string) => route.replace(/-infusion$/, '')

/** The range of a rescue dose in mg, from the same drug by the same route, infused or by the clock; null where there is none. */
export function rescueRange(
  protocol: PainProtocol,
  orders: readonly DoseQuestion[],
  { drug, route }: Pick<DoseQuestion, 'drug' | 'route'>,
  protocolName: PainProtocolName,
) {
  const rule = ruleOf(protocol, protocolName === 'children' ? 'R-BTP' : 'R-BTP-AD')
  const percent = Percent.safeParse(rule?.structured)
  const day = orders
    .filter((one) => one.role === 'regular' && one.drug === drug && withoutFlow(one.route) === withoutFlow(route))
    .reduce((sum, one) => sum + (dailyMg(one)?.mg ?? 0), 0)
  if (rule === undefined || !percent.success || !isOpioid(drug) || day === 0) return null
  const { percent_of_daily_min: least, percent_of_daily_max: most } = percent.data
  return { rule, minMg: (day * least) / 100, maxMg: (day * most) / 100 }
}

const Titration = z.object({ max_increase_percent_24h: z.number(), excluded: z.array(z.string()) })

/** The day by the clock of an opioid rises by half at most in 24 hours (R-TITR), methadone apart. */
function titrationFindings(
  protocol: PainProtocol,
  orders: readonly OrderQuestion[],
  at: number,
  { beforeMg }: PlanAround,
): DoseFinding[] {
  const order = orders[at]
  const rule = ruleOf(protocol, 'R-TITR')
  const titration = Titration.safeParse(rule?.structured)
  if (order === undefined || rule === undefined || !titration.success) return []
  const before = beforeMg.get(titrationKey(order))
  const { max_increase_percent_24h: percent, excluded } = titration.data
  if (before === undefined || order.role !== 'regular' || !isOpioid(order.drug) || excluded.includes(order.drug))
    return []
  const now = orders
    .slice(0, at + 1)
    .filter((one) => one.role === 'regular' && titrationKey(one) === titrationKey(order))
    .reduce((sum, one) => sum + (dailyMg(one)?.mg ?? 0), 0)
  const limit = before * (1 + percent / 100)
  const numbers = { value: fromMg(now, 'mg'), limit: fromMg(limit, 'mg'), unit: 'mg' }
  return now > limit * 1.01 ? [byRule(rule, 'dose', 'titration-too-fast', numbers)] : []
}

/** An opioid's fraction: known by rule R-CTRL, or to be looked up in the list in force. */
function fractionFindings(protocol: PainProtocol, { drug, controlledFraction }: OrderQuestion): DoseFinding[] {
  const rule = ruleOf(protocol, 'R-CTRL')
  if (rule === undefined || !isOpioid(drug)) return []
  const known = knownDrug(drug)?.fraction ?? null
  if (controlledFraction === null) return [byRule(rule, 'drug', 'fraction-missing')]
  return known !== null && known !== controlledFraction ? [byRule(rule, 'drug', 'fraction-differs')] : []
}

/** An opioid by the clock without a laxative beside it (R-CONST). */
export const lacksBowelProphylaxis = (orders: readonly Pick<OrderQuestion, 'drug' | 'role'>[]): boolean =>
  orders.some(({ drug, role }) => role === 'regular' && isOpioid(drug)) &&
  !orders.some(({ role }) => role === 'bowel-prophylaxis')

const Uncontrolled = z.object({ severe_consecutive: z.int(), moderate_after_doses: z.int() })

export interface PainSeen {
  at: Date
  /** From the least to the most of its scale. */
  ofTen: number
  /** By the bands of its scale; null where nothing else than the score is known. */
  severity: PainSeverity | null
}

/**
 * Some scales have no severe band (N-PASS, COMFORT-B, CHEOPS, CPOT), and of others a severe or moderate band begins
 * below 7 or 4 of ten (PIPP-R, EVENDOL, BPS): either says so.
 */
const isSevere = ({ ofTen, severity }: PainSeen) => ofTen >= 7 || severity === 'severe'
const stands = ({ ofTen, severity }: PainSeen) => ofTen >= 4 || severity === 'moderate' || severity === 'severe'

/** A dose is typed by its minute, a pain is known to the second: within one minute the pain comes first. */
const minuteOf = (at: Date) => Math.floor(at.getTime() / 60_000)

/**
 * Pain that does not yield (R-UNCONTROLLED): 7 of 10 or more in two assessments in a row, or 4 or more after two doses;
 * what is given in one minute is one dose. `scores` earliest first, the last one is judged; `doses` as instants, in any
 * order. The rule that says so, or null.
 */
export function painUncontrolled(protocol: PainProtocol, scores: readonly PainSeen[], doses: readonly Date[]) {
  const rule = ruleOf(protocol, 'R-UNCONTROLLED')
  const limits = Uncontrolled.safeParse(rule?.structured)
  const last = scores.at(-1)
  if (rule === undefined || !limits.success || last === undefined) return null
  const { severe_consecutive: severe, moderate_after_doses: after } = limits.data
  const recent = scores.slice(-severe)
  if (recent.length === severe && recent.every(isSevere)) return rule
  // pain that has stood at 4 or more without a break: its doses count
  const from = scores[scores.findLastIndex((score) => !stands(score)) + 1]
  if (from === undefined) return null
  const given = doses.map(minuteOf).filter((minute) => minute >= minuteOf(from.at) && minute < minuteOf(last.at))
  return new Set(given).size >= after ? rule : null
}
