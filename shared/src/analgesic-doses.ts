import type { DoseDerivation, OpioidStatus } from './analgesia.js'
import { knownDrug } from './analgesic-drugs.js'
import { type AnalgesicFact, DOUBTFUL, type PainProtocol } from './analgesic-facts.js'
import type { AnalgesicRoute, AnalgesicUnit } from './pain.js'

/** Which drug, how, and in whom: what the facts are chosen by. Age in days, weight in kg. */
export interface DoseSubject {
  drug: string
  route: AnalgesicRoute
  prolongedRelease: boolean
  ageInDays: number
  weightKg: number | null
  opioidStatus: OpioidStatus
}

/** mg in one of a unit; mL is no mass. */
const milligrams: Record<AnalgesicUnit, number | null> = {
  mg: 1,
  g: 1000,
  ug: 0.001,
  'mg/h': 1,
  'ug/h': 0.001,
  mL: null,
}
const perHour = (unit: AnalgesicUnit) => unit.endsWith('/h')

/** An amount in mg (or mg an hour); null for a volume. */
export function inMg(amount: number, unit: AnalgesicUnit): number | null {
  const factor = milligrams[unit]
  return factor === null ? null : amount * factor
}
/** mg (or mg an hour) in the unit; null for a volume. */
export function fromMg(mg: number, unit: AnalgesicUnit): number | null {
  const factor = milligrams[unit]
  return factor === null ? null : toFour(mg / factor)
}
const toFour = (value: number) => Math.round(value * 10_000) / 10_000

/** Facts that hold for somebody: of the drug, route and release, with the doubtful ones left out. */
const candidates = (protocol: PainProtocol, { drug, route, prolongedRelease, opioidStatus }: DoseSubject) =>
  protocol.facts.filter(
    (fact) =>
      fact.drug === drug &&
      fact.routes.includes(route) &&
      fact.prolongedRelease === prolongedRelease &&
      (!fact.forOpioidTolerant || opioidStatus === 'tolerant') &&
      fact.confidence !== DOUBTFUL,
  )

/** Days between an age and the ages of a fact; 0 within. */
const distance = ({ fromDays, toDays }: AnalgesicFact, age: number) =>
  age < fromDays ? fromDays - age : toDays !== null && age > toDays ? age - toDays : 0

export interface ChosenFacts {
  /** What bounds a dose. */
  facts: AnalgesicFact[]
  /** None is for this age: these are for the nearest one. */
  nearest: boolean
  /** With no bound at all: the facts of other ages, adults' for a child, which only tell what cannot be. */
  elsewhere: AnalgesicFact[]
}

/** The catalogue's year has 365 days; nobody is bounded by a fact from the other side of it. */
const ADULT_DAYS = 6570
const sameSide = ({ fromDays }: AnalgesicFact, age: number) => fromDays >= ADULT_DAYS === age >= ADULT_DAYS

/**
 * The facts to judge by. Where two sources disagree the one that the conflict note sets aside yields, here and at an
 * age that only the disputed one covers: there the nearest undisputed fact serves, a child's for a child. What is
 * published for those who tolerate opioids bounds them alone: a usual dose of naloxone would bring on withdrawal.
 */
export function factsFor(protocol: PainProtocol, subject: DoseSubject): ChosenFacts {
  const { ageInDays: age } = subject
  const all = candidates(protocol, subject)
  const atAge = all.filter((fact) => distance(fact, age) === 0)
  const undisputed = all.filter(({ conflict }) => conflict === null)
  const settled = undisputed.filter((fact) => distance(fact, age) === 0)
  const tolerants = settled.filter(({ forOpioidTolerant }) => forOpioidTolerant)
  if (tolerants.length > 0) return { facts: tolerants, nearest: false, elsewhere: [] }
  if (settled.length > 0) return { facts: settled, nearest: false, elsewhere: [] }
  const near = closest(
    undisputed.filter((fact) => sameSide(fact, age)),
    age,
  )
  if (atAge.length > 0) return { facts: near.length > 0 ? near : atAge, nearest: false, elsewhere: [] }
  return { facts: near, nearest: true, elsewhere: near.length > 0 ? [] : closest(all, age) }
}

function closest(facts: readonly AnalgesicFact[], age: number): AnalgesicFact[] {
  const nearest = Math.min(...facts.map((fact) => distance(fact, age)))
  return facts.filter((fact) => distance(fact, age) === nearest)
}

/** Disputed facts of this age, which were set aside or had to serve: their note says which is used. */
export const conflictsOf = (protocol: PainProtocol, subject: DoseSubject): AnalgesicFact[] =>
  candidates(protocol, subject).filter((fact) => fact.conflict !== null && distance(fact, subject.ageInDays) === 0)

/** What a fact comes to for a weight, in mg (mg an hour for infusions). */
export interface FactBounds {
  fact: AnalgesicFact
  minMg: number | null
  maxMg: number | null
  maxSingleMg: number | null
  maxDailyMg: number | null
  maxDosesPerDay: number | null
  /** It is per kg and the weight is not known. */
  needsWeight: boolean
}

export function boundsOf(fact: AnalgesicFact, weightKg: number | null): FactBounds {
  const known = { fact, maxSingleMg: fact.maxSingleMg, maxDosesPerDay: fact.maxDosesPerDay }
  const none = { ...known, minMg: null, maxMg: null, maxDailyMg: fact.maxDailyMg }
  if (fact.weightBands !== null) {
    if (weightKg === null) return { ...none, needsWeight: true }
    const band = fact.weightBands.find(({ toKg }) => toKg === null || weightKg <= toKg)
    if (band === undefined) return { ...none, needsWeight: false }
    const dose = band.doseMg ?? (band.dose === null ? null : band.dose * weightKg)
    return {
      ...known,
      minMg: dose,
      maxMg: dose,
      maxDailyMg: least(band.maxDailyMg, times(band.maxDailyMgPerKg, weightKg)),
      needsWeight: false,
    }
  }
  const { unit } = fact
  if (unit === null) return { ...none, needsWeight: false }
  if (fact.perKg && weightKg === null) return { ...none, needsWeight: true }
  const factor = (milligrams[unit] ?? 1) * (fact.perKg ? (weightKg ?? 1) : 1)
  return {
    ...known,
    minMg: times(fact.doseMin, factor),
    maxMg: times(fact.doseMax, factor),
    maxDailyMg: least(fact.maxDailyMg, times(fact.maxDailyMgPerKg, weightKg)),
    needsWeight: fact.maxDailyMgPerKg !== null && weightKg === null,
  }
}

const times = (a: number | null, b: number | null) => (a === null || b === null ? null : a * b)
const least = (...all: (number | null)[]): number | null => {
  const known = all.filter((one) => one !== null)
  return known.length === 0 ? null : Math.min(...known)
}

/** The bounds of a starting dose hold for a person without former opioids alone (rule R-NOCEIL). */
export const boundsHold = ({ opioidNaiveOnly }: AnalgesicFact, status: OpioidStatus) =>
  !opioidNaiveOnly || status === 'naive'

/** A second dose where the first did not serve (naloxone), in mg. */
export function secondDoseMg({ secondDose }: AnalgesicFact, weightKg: number | null): number | null {
  if (secondDose === null || secondDose.unit !== 'mcg/kg') return null
  return times(secondDose.dose / 1000, weightKg)
}

/** The lowest maximum of one dose that holds here, with the fact that gives it. */
export function singleMaximum(protocol: PainProtocol, subject: DoseSubject): { factId: string; mg: number } | null {
  const { facts } = factsFor(protocol, subject)
  const [lowest] = facts
    .filter((fact) => boundsHold(fact, subject.opioidStatus))
    .flatMap(({ id, maxSingleMg }) => (maxSingleMg === null ? [] : [{ factId: id, mg: maxSingleMg }]))
    .sort((a, b) => a.mg - b.mg)
  return lowest ?? null
}

/**
 * The dose that so much for each kg comes to: never above the maximum of one dose, rounded to the nearest step and down
 * where that would pass the maximum. The amount for each kg is the clinician's; nothing is proposed here.
 */
export function deriveDose(
  protocol: PainProtocol,
  subject: DoseSubject & { weightKg: number },
  { perKg, unit, roundTo }: { perKg: number; unit: AnalgesicUnit; roundTo?: number | undefined },
): DoseDerivation {
  const maximum = perHour(unit) ? null : singleMaximum(protocol, subject)
  const cap = maximum === null ? null : fromMg(maximum.mg, unit)
  const raw = toFour(perKg * subject.weightKg)
  const capped = cap === null ? raw : Math.min(raw, cap)
  const rounding = roundTo ?? defaultStep(capped)
  const [fact] = factsFor(protocol, subject).facts
  return {
    factId: (raw > capped ? maximum?.factId : undefined) ?? fact?.id ?? null,
    perKg,
    unit,
    weightKg: subject.weightKg,
    raw,
    cap,
    rounding,
    dose: stepped(capped, rounding, cap),
  }
}

/** A syringe's fineness: tenths from 10 up, hundredths from 1, thousandths below. */
const defaultStep = (dose: number) => (dose >= 10 ? 0.1 : dose >= 1 ? 0.01 : 0.001)

/** To the nearest multiple, never above the cap; what would become nothing stays as it is. */
function stepped(value: number, step: number, cap: number | null): number {
  const nearest = toFour(Math.round(value / step) * step)
  const fits = cap === null || nearest <= cap ? nearest : toFour(Math.floor(value / step + 1e-9) * step)
  return fits > 0 ? fits : value
}

/** Milligrams that so many doses, or an infusion, come to in 24 hours; null for a volume or an unknown number of doses. */
export function dailyMg({
  dose,
  unit,
  intervalHours,
  maxDosesPerDay,
}: DosePerDay): { mg: number; doses: number } | null {
  const mg = inMg(dose, unit)
  if (mg === null) return null
  if (perHour(unit)) return { mg: mg * 24, doses: 24 }
  const byClock = intervalHours === null ? null : Math.max(1, 24 / intervalHours)
  const doses = least(byClock, maxDosesPerDay)
  return doses === null ? null : { mg: mg * doses, doses }
}
export interface DosePerDay {
  dose: number
  unit: AnalgesicUnit
  intervalHours: number | null
  maxDosesPerDay: number | null
}

/** Units that a route can be written in: an hour's flow for infusions and patches, an amount for the rest. */
export const unitFitsRoute = (unit: AnalgesicUnit, route: AnalgesicRoute): boolean =>
  perHour(unit) === (/-infusion$/.test(route) || route === 'TD')

/** A volume says nothing of a drug whose concentration is not known: only laxatives and own words come in mL. */
export const unitFitsDrug = (unit: AnalgesicUnit, drug: string): boolean => {
  const of = knownDrug(drug)?.class
  return unit !== 'mL' || of === undefined || of === 'laxative'
}
