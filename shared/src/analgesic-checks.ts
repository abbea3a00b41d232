import * as z from 'zod'
import type { AnalgesicWarningCode } from './analgesia.js'
import {
  boundsHold,
  boundsOf,
  conflictsOf,
  type DosePerDay,
  type DoseSubject,
  type FactBounds,
  factsFor,
  fromMg,
  inMg,
  secondDoseMg,
  unitFitsDrug,
  unitFitsRoute,
} from './analgesic-doses.js'
import { drugCode, isOpioid, knownDrug } from './analgesic-drugs.js'
import { type AnalgesicFact, type PainProtocol, type ProtocolRule, ruleOf } from './analgesic-facts.js'
import type { AnalgesicRole, AnalgesicUnit } from './pain.js'

export interface DoseQuestion extends DoseSubject, DosePerDay {
  role: AnalgesicRole
}
export type DoseField = 'role' | 'drug' | 'route' | 'dose' | 'unit' | 'intervalHours' | 'maxDosesPerDay' | 'weightKg'

/** Something unusual: `value` against `limit`, both in `unit`, and who says so. */
export interface DoseFinding {
  field: DoseField
  code: AnalgesicWarningCode
  ruleId: string | null
  factId: string | null
  source: string | null
  confidence: string | null
  text: string | null
  value: number | null
  limit: number | null
  unit: string | null
}

const plain = {
  ruleId: null,
  factId: null,
  source: null,
  confidence: null,
  text: null,
  value: null,
  limit: null,
  unit: null,
}
/** A finding by a rule of the catalogue. */
export const byRule = (
  { id: ruleId, source, confidence, text }: ProtocolRule,
  field: DoseField,
  code: AnalgesicWarningCode,
  numbers: Partial<Pick<DoseFinding, 'value' | 'limit' | 'unit'>> = {},
): DoseFinding => ({ ...plain, field, code, ruleId, source, confidence, text, ...numbers })
const byFact = (
  { id: factId, source, confidence, note }: AnalgesicFact,
  field: DoseField,
  code: AnalgesicWarningCode,
  numbers: Partial<Pick<DoseFinding, 'value' | 'limit' | 'unit' | 'text'>> = {},
): DoseFinding => ({ ...plain, field, code, factId, source, confidence, text: note, ...numbers })

/** A day's year is of 365.25: a child stays under an age until the birthday, whatever leap years lie between. */
const under = (years: number, ageInDays: number) => ageInDays < Math.ceil(years * 365.25)
/** Slips of a syringe's step are no dose above its bound. */
const ROUNDING = 1.01
/** A tenth below the range is rounding and small bottles. */
const BELOW = 0.9
const ABSURD_TIMES = 100
/** No starting dose bounds who takes opioids; only a slip of units is left to refuse. */
const ABSURD_TIMES_GROWN = 1000
/** Our own limit: a child who takes opioids passes five times the starting maximum with a reason. */
const GROWN_TIMES = 5

/** What cannot be, by field: no reason makes it right. */
export function impossibleDose(protocol: PainProtocol, question: DoseQuestion): { field: DoseField; code: string }[] {
  const { dose, unit, route, drug, role, weightKg, opioidStatus } = question
  if (dose <= 0) return [{ field: 'dose', code: 'dose-not-positive' }]
  if (!unitFitsRoute(unit, route)) return [{ field: 'unit', code: 'unit-not-of-route' }]
  if (!unitFitsDrug(unit, drug)) return [{ field: 'unit', code: 'unit-not-of-medication' }]
  if (!roleFits(role, drug)) return [{ field: 'role', code: 'role-not-of-drug' }]
  const mg = inMg(dose, unit)
  // the dose for the tolerant asks and never refuses
  const { facts, elsewhere } = factsFor(protocol, {
    ...question,
    opioidStatus: opioidStatus === 'tolerant' ? 'exposed' : opioidStatus,
  })
  const bounds = [...facts, ...elsewhere].map((fact) => boundsOf(fact, weightKg))
  const tops = bounds.flatMap((one) => {
    const most = topOf(one)
    const times = boundsHold(one.fact, opioidStatus) ? ABSURD_TIMES : ABSURD_TIMES_GROWN
    return most === null ? [] : Math.max(most, secondDoseMg(one.fact, weightKg) ?? 0) * times
  })
  // an antagonist is titrated from a trace up
  const floors = role === 'antagonist' ? [] : bounds.flatMap(({ minMg }) => minMg ?? [])
  const absurd =
    mg !== null &&
    ((tops.length > 0 && mg >= Math.max(...tops)) || (floors.length > 0 && mg <= Math.min(...floors) / ABSURD_TIMES))
  return absurd ? [{ field: 'dose', code: 'dose-hundredfold' }] : []
}

/** The most that a fact gives in one dose, in mg. */
function topOf({ maxMg, maxSingleMg }: FactBounds): number | null {
  const most = Math.min(maxMg ?? Infinity, maxSingleMg ?? Infinity)
  return most === Infinity ? null : most
}

/** Antagonists and laxatives are only ever that; own words may be anything. */
function roleFits(role: AnalgesicRole, drug: string): boolean {
  const of = knownDrug(drug)?.class
  if (of === undefined) return true
  return (role === 'antagonist') === (of === 'antagonist') && (role === 'bowel-prophylaxis') === (of === 'laxative')
}

/** Everything about one dose that asks for a reason. The day's total is judged by `dailyFindings`. */
export function doseFindings(protocol: PainProtocol, question: DoseQuestion): DoseFinding[] {
  if (knownDrug(question.drug) === undefined) return [{ ...plain, field: 'drug', code: 'drug-not-in-facts' }]
  return [
    ...drugFindings(protocol, question),
    ...routeFindings(protocol, question),
    ...amountFindings(protocol, question),
  ]
}

const AgeRule = z.object({
  drug: z.string(),
  contraindicated_age_years_lt: z.number().optional(),
  contraindicated_age_days_lt: z.number().optional(),
})
const AvoidRule = z.object({ avoid: z.array(z.string()) })

/** The rule that forbids a drug at an age: codeine and tramadol under 12 years, aspirin under 16, ibuprofen under 3 months. */
export function contraindication({ rules }: PainProtocol, drug: string, ageInDays: number): ProtocolRule | undefined {
  return rules.find(({ structured }) => {
    const rule = AgeRule.safeParse(structured)
    if (!rule.success || drugCode(rule.data.drug) !== drug) return false
    const { contraindicated_age_years_lt: years, contraindicated_age_days_lt: days } = rule.data
    return (years !== undefined && under(years, ageInDays)) || (days !== undefined && ageInDays < days)
  })
}

function drugFindings(protocol: PainProtocol, { drug, ageInDays }: DoseQuestion): DoseFinding[] {
  const forbidden = contraindication(protocol, drug, ageInDays)
  const avoided = protocol.rules.filter(({ structured }) => {
    const rule = AvoidRule.safeParse(structured)
    return rule.success && rule.data.avoid.some((name) => drugCode(name) === drug)
  })
  return [
    ...(forbidden === undefined ? [] : [byRule(forbidden, 'drug', 'age-contraindicated')]),
    ...avoided.map((rule) => byRule(rule, 'drug', 'drug-avoided')),
  ]
}

const RouteRule = z.object({ avoid_route: z.string(), population: z.string().optional() })

/** Intramuscular in children, opioids by it in adults; an antagonist goes in as it can. Patches for the tolerant alone. */
function routeFindings(protocol: PainProtocol, question: DoseQuestion): DoseFinding[] {
  const { drug, route, ageInDays, role, opioidStatus } = question
  const child = under(18, ageInDays)
  const avoided = protocol.rules.filter(({ structured }) => {
    const rule = RouteRule.safeParse(structured)
    if (!rule.success || rule.data.avoid_route !== route || role === 'antagonist') return false
    return rule.data.population === 'pediatric' ? child : !child && isOpioid(drug)
  })
  const tolerantOnly = factsFor(protocol, question).facts.filter(({ opioidTolerantOnly }) => opioidTolerantOnly)
  return [
    ...avoided.map((rule) => byRule(rule, 'route', 'route-avoided')),
    ...(opioidStatus === 'tolerant' ? [] : tolerantOnly.map((fact) => byFact(fact, 'route', 'only-opioid-tolerant'))),
  ]
}

/** Range, maximum of one dose, interval and number of doses by the facts that hold. */
function amountFindings(protocol: PainProtocol, question: DoseQuestion): DoseFinding[] {
  const { drug, dose, unit, weightKg, opioidStatus, role } = question
  const { facts, nearest, elsewhere } = factsFor(protocol, question)
  const [first] = facts
  if (first === undefined) {
    const [other] = elsewhere
    if (other !== undefined) return [byFact(other, 'drug', 'no-dose-fact')]
    return knownDrug(drug)?.class === 'laxative' ? [] : [{ ...plain, field: 'drug', code: 'no-dose-fact' }]
  }
  const findings: DoseFinding[] = nearest ? [byFact(first, 'drug', 'no-dose-fact')] : []
  const mg = inMg(dose, unit)
  const holding = facts.filter((fact) => boundsHold(fact, opioidStatus)).map((fact) => boundsOf(fact, weightKg))
  const starting = under(18, question.ageInDays)
    ? facts.filter((fact) => !boundsHold(fact, opioidStatus)).map((fact) => boundsOf(fact, weightKg))
    : []
  const unweighed = [...holding, ...starting].find(({ needsWeight }) => needsWeight)
  if (unweighed !== undefined) findings.push(byFact(unweighed.fact, 'weightKg', 'weight-missing'))
  if (mg === null) return findings
  const [disputed] = conflictsOf(protocol, question)
  return [
    ...findings,
    ...rangeFindings(holding, mg, question, disputed?.conflict ?? null),
    ...grownFindings(protocol, starting, mg, unit),
    ...holding.flatMap(({ fact, maxSingleMg }) =>
      maxSingleMg !== null && mg > maxSingleMg * ROUNDING
        ? [
            byFact(fact, 'dose', 'single-dose-over-maximum', {
              ...said(mg, maxSingleMg, unit),
              text: disputed?.conflict ?? fact.note,
            }),
          ]
        : [],
    ),
    ...(role === 'regular' ? clockFindings(holding, question) : []),
    ...(role === 'rescue' ? mostFindings(holding, question) : []),
  ]
}

const said = (value: number, limit: number, unit: AnalgesicUnit) => ({
  value: fromMg(value, unit),
  limit: fromMg(limit, unit),
  unit,
})

/** Within any of the ranges is usual. A rescue or an antagonist may be small: they are titrated. */
function rangeFindings(holding: readonly FactBounds[], mg: number, question: DoseQuestion, conflict: string | null) {
  const { unit, role, weightKg } = question
  const ranges = holding.flatMap(({ fact, minMg, maxMg }) =>
    minMg === null || maxMg === null
      ? []
      : [{ fact, minMg, maxMg: role === 'antagonist' ? Math.max(maxMg, secondDoseMg(fact, weightKg) ?? 0) : maxMg }],
  )
  if (ranges.length === 0) return []
  const high = ranges.reduce((a, b) => (b.maxMg > a.maxMg ? b : a))
  const low = ranges.reduce((a, b) => (b.minMg < a.minMg ? b : a))
  if (mg > high.maxMg * ROUNDING)
    return [
      byFact(high.fact, 'dose', 'dose-above-range', {
        ...said(mg, high.maxMg, unit),
        text: conflict ?? high.fact.note,
      }),
    ]
  const small = mg < low.minMg * BELOW && role !== 'rescue' && role !== 'antagonist'
  return small ? [byFact(low.fact, 'dose', 'dose-below-range', said(mg, low.minMg, unit))] : []
}

/** A starting dose is no ceiling for a child who takes opioids (R-NOCEIL), but far above it asks why. */
function grownFindings(protocol: PainProtocol, starting: readonly FactBounds[], mg: number, unit: AnalgesicUnit) {
  const tops = starting.flatMap((one) => topOf(one) ?? [])
  const rule = ruleOf(protocol, 'R-NOCEIL')
  const limit = Math.max(...tops) * GROWN_TIMES
  if (rule === undefined || tops.length === 0 || mg <= limit * ROUNDING) return []
  const text = `${rule.text} Más de cinco veces el máximo inicial pide el motivo: límite propio.`
  return [{ ...byRule(rule, 'dose', 'dose-far-above-start', said(mg, limit, unit)), text }]
}

function clockFindings(holding: readonly FactBounds[], question: DoseQuestion): DoseFinding[] {
  const { intervalHours, maxDosesPerDay } = question
  if (intervalHours === null) return []
  const findings: DoseFinding[] = []
  const shortest = holding.reduce<FactBounds | null>((least, one) => {
    const hours = one.fact.intervalHoursMin
    return hours !== null && (least === null || hours < (least.fact.intervalHoursMin ?? hours)) ? one : least
  }, null)
  const hours = shortest?.fact.intervalHoursMin
  if (shortest != null && hours != null && intervalHours < hours)
    findings.push(
      byFact(shortest.fact, 'intervalHours', 'interval-too-short', { value: intervalHours, limit: hours, unit: 'h' }),
    )
  const doses = Math.min(24 / intervalHours, maxDosesPerDay ?? Infinity)
  const few = holding.find(({ maxDosesPerDay: most }) => most !== null && doses > most)
  if (few !== undefined)
    findings.push(
      byFact(few.fact, 'intervalHours', 'too-many-doses', {
        value: Math.round(doses * 10) / 10,
        limit: few.maxDosesPerDay,
        unit: null,
      }),
    )
  return findings
}

/** A rescue may be allowed no more often than the facts foresee. */
function mostFindings(holding: readonly FactBounds[], { maxDosesPerDay: value }: DoseQuestion): DoseFinding[] {
  const most = fewest(
    holding.map(({ fact }) => fact),
    ({ maxDosesPerDay }) => maxDosesPerDay,
  )
  return value === null || most === null || value <= most.limit
    ? []
    : [byFact(most.fact, 'maxDosesPerDay', 'too-many-doses', { value, limit: most.limit })]
}

/** The least of what the facts foresee by number, with the fact that says so; null where none says anything. */
function fewest(facts: readonly AnalgesicFact[], of: (fact: AnalgesicFact) => number | null) {
  const limits = facts.flatMap((fact) => {
    const limit = of(fact)
    return limit === null ? [] : [{ fact, limit }]
  })
  return limits.reduce<(typeof limits)[number] | null>((a, b) => (a === null || b.limit < a.limit ? b : a), null)
}

/** What a dose passes by its number: `doses` of the drug in 24 hours and `days` with it, both counting this one. */
export function numberFindings(
  protocol: PainProtocol,
  subject: DoseSubject,
  { doses, days }: { doses: number; days: number },
): DoseFinding[] {
  const { facts } = factsFor(protocol, subject)
  const most = fewest(facts, ({ maxDosesPerDay }) => maxDosesPerDay)
  const longest = fewest(facts, ({ maxDays }) => maxDays)
  return [
    ...(most !== null && doses > most.limit
      ? [byFact(most.fact, 'dose', 'too-many-doses', { value: doses, limit: most.limit })]
      : []),
    ...(longest !== null && days > longest.limit
      ? [byFact(longest.fact, 'drug', 'too-many-days', { value: days, limit: longest.limit })]
      : []),
  ]
}

const DayRule = z.object({
  drug: z.string(),
  max_daily_mg_per_kg: z.number().optional(),
  max_daily_mg: z.number().optional(),
})

/**
 * What a day's total in mg passes: the maxima of the facts that hold and those of rules for the drug (R-APAP-DAY).
 * Values and limits are said in mg of 24 hours.
 */
export function dailyFindings(protocol: PainProtocol, subject: DoseSubject, mg: number): DoseFinding[] {
  const { drug, weightKg } = subject
  const over = (limit: number | null | undefined): limit is number => limit != null && mg > limit * ROUNDING
  const numbers = (limit: number) => ({ value: fromMg(mg, 'mg'), limit: fromMg(limit, 'mg'), unit: 'mg' })
  const ofFacts = factsFor(protocol, subject).facts.flatMap((fact) => {
    const { maxDailyMg } = boundsOf(fact, weightKg)
    return over(maxDailyMg) ? [byFact(fact, 'dose', 'daily-dose-over-maximum', numbers(maxDailyMg))] : []
  })
  const ofRules = protocol.rules.flatMap((rule) => {
    const day = DayRule.safeParse(rule.structured)
    if (!day.success || drugCode(day.data.drug) !== drug) return []
    const { max_daily_mg_per_kg: perKg, max_daily_mg: most } = day.data
    const limits = [perKg === undefined || weightKg === null ? Infinity : perKg * weightKg, most ?? Infinity]
    const limit = Math.min(...limits)
    return over(limit) ? [byRule(rule, 'dose', 'daily-dose-over-maximum', numbers(limit))] : []
  })
  return [...ofFacts, ...ofRules]
}
