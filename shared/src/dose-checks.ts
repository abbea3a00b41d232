import type { DoseRange, Medication } from './medication-catalogue.js'
import type { DoseUnit, Route } from './medications.js'

/** Off the usual range by more than this asks for a reason: `dose_check_convention` of the catalogue's source. */
export const WARN_PERCENT = 10
/** Below half of the least usual dose asks too: a part of a daily dose is usual, a tenth of it is a slip. */
const LEAST_SHARE = 0.5
/** Ten times the largest usual dose is a slip of the decimal point: no reason makes it a dose. */
export const ABSURD_TIMES = 10

export interface DoseFinding {
  code:
    | 'intrathecal-forbidden'
    | 'unit-impossible'
    | 'dose-absurd'
    | 'dose-over-cap'
    | 'dose-out-of-range'
    | 'route-unusual'
    | 'medication-unknown'
    | 'rounding-too-coarse'
  /** A stop is the impossible, and the spine; a warning asks for a reason. */
  severity: 'stop' | 'warning'
  facts: Record<string, unknown>
}

export interface CheckedDose {
  medication: string
  route: Route
  dose: number
  unit: DoseUnit
  weightKg: number
  bsaM2: number
  ageYears: number
  rounding?: { to: number } | null
}

const grams: Partial<Record<DoseUnit, number>> = { g: 1000, mg: 1, ug: 0.001 }

/** An amount in another unit; null where the two do not measure the same thing. */
export function inUnit(value: number, from: DoseUnit, to: DoseUnit): number | null {
  if (from === to) return value
  const [a, b] = [grams[from], grams[to]]
  return a === undefined || b === undefined ? null : (value * a) / b
}

/** Whether it may be given into the spine: never what is unknown. */
export const mayEnterSpine = (medication: Medication | undefined): boolean =>
  medication?.intrathecal === 'allowed' || medication?.intrathecal === 'protocol-only'

/** What the catalogue says of one dose: stops first. An empty answer is a usual dose. */
export function checkDose(known: ReadonlyMap<string, Medication>, dose: CheckedDose): DoseFinding[] {
  const medication = known.get(dose.medication)
  const about = { medication: dose.medication, route: dose.route, dose: dose.dose, unit: dose.unit }
  if (dose.route === 'IT' && !mayEnterSpine(medication))
    return [{ code: 'intrathecal-forbidden', severity: 'stop', facts: about }]
  if (medication === undefined) return [{ code: 'medication-unknown', severity: 'warning', facts: about }]
  const unit = medication.units.find((one) => inUnit(1, dose.unit, one) !== null)
  if (unit === undefined)
    return [{ code: 'unit-impossible', severity: 'stop', facts: { ...about, units: medication.units } }]
  const findings: DoseFinding[] = []
  if (!medication.routes.includes(dose.route) && dose.route !== 'IT')
    findings.push({ code: 'route-unusual', severity: 'warning', facts: { ...about, routes: medication.routes } })
  if (dose.rounding && dose.dose < dose.rounding.to)
    findings.push({ code: 'rounding-too-coarse', severity: 'warning', facts: { ...about, to: dose.rounding.to } })
  return [...findings, ...overCap(medication, dose), ...outside(medication, dose)]
}

function overCap({ maxDose }: Medication, { dose, unit, medication, route }: CheckedDose): DoseFinding[] {
  const cap = maxDose === null ? null : inUnit(maxDose.value, maxDose.unit, unit)
  if (cap === null || dose <= cap * 1.0001 || route === 'IT') return []
  const severity = dose >= cap * ABSURD_TIMES ? 'stop' : 'warning'
  const code = severity === 'stop' ? 'dose-absurd' : 'dose-over-cap'
  return [
    { code, severity, facts: { medication, route, dose, unit, high: cap, per: maxDose?.per, source: maxDose?.source } },
  ]
}

interface Span {
  low: number
  high: number
  per: DoseRange['per'] | 'age'
}

function outside(medication: Medication, dose: CheckedDose): DoseFinding[] {
  const spans = dose.route === 'IT' ? intrathecal(medication, dose) : usual(medication, dose)
  if (spans.length === 0) return []
  const slack = 1 + WARN_PERCENT / 100
  const amount = dose.dose
  if (spans.some(({ low, high }) => amount >= low / slack && amount <= high * slack)) return []
  const low = Math.min(...spans.map((span) => span.low))
  const high = Math.max(...spans.map((span) => span.high))
  if (amount < low && amount >= low * LEAST_SHARE && dose.route !== 'IT') return []
  const position = amount > high ? 'over' : amount < low ? 'under' : 'between'
  const facts = {
    medication: dose.medication,
    route: dose.route,
    dose: amount,
    unit: dose.unit,
    low: tidy(low),
    high: tidy(high),
    position,
    percent: Math.round((amount / high) * 100),
  }
  return amount >= high * ABSURD_TIMES
    ? [{ code: 'dose-absurd', severity: 'stop', facts }]
    : [{ code: 'dose-out-of-range', severity: 'warning', facts }]
}

function usual({ ranges }: Medication, { unit, weightKg, bsaM2 }: CheckedDose): Span[] {
  return ranges.flatMap((range): Span[] => {
    if (range.route === 'IT') return []
    const times = range.per === 'm2' ? bsaM2 : range.per === 'kg' ? weightKg : 1
    const [low, high] = [inUnit(range.min * times, range.unit, unit), inUnit(range.max * times, range.unit, unit)]
    if (low === null || high === null) return []
    const top = range.maxTotal === undefined ? null : inUnit(range.maxTotal.value, range.maxTotal.unit, unit)
    return [{ low, high: top === null ? high : Math.min(high, top), per: range.per }]
  })
}

/** By age where a table says so; else by the ranges of that route. */
function intrathecal(medication: Medication, { unit, ageYears, bsaM2 }: CheckedDose): Span[] {
  const row = medication.intrathecalByAge.find(({ from, to }) => ageYears >= from && (to === null || ageYears < to))
  const amount = row === undefined ? null : inUnit(row.amount, row.unit, unit)
  if (amount !== null) return [{ low: amount, high: amount, per: 'age' }]
  return medication.ranges.flatMap((range): Span[] => {
    if (range.route !== 'IT') return []
    const [low, high] = [inUnit(range.min * bsaM2, range.unit, unit), inUnit(range.max * bsaM2, range.unit, unit)]
    return low === null || high === null ? [] : [{ low, high, per: range.per }]
  })
}

const tidy = (value: number) => Math.round(value * 100) / 100
