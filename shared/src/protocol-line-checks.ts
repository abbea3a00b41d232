import type { Medication } from './medication-catalogue.js'
import type { DoseUnit } from './medications.js'
import type { ProtocolIssue } from './protocol-library.js'
import type { DraftDay, DraftMedication } from './protocols.js'

/** What the checks ask of a medication of the catalogue. */
export type KnownMedication = Pick<
  Medication,
  'code' | 'routes' | 'units' | 'intrathecal' | 'ranges' | 'maxDose' | 'intrathecalByAge'
>

const issue = (
  pointer: string,
  code: string,
  severity: ProtocolIssue['severity'] = 'error',
  limit?: ProtocolIssue['limit'],
): ProtocolIssue => ({ pointer, code, severity, ...(limit === undefined ? {} : { limit }) })

export function dayIssues(day: DraftDay, at: string, known: ReadonlyMap<string, KnownMedication>): ProtocolIssue[] {
  const lines = day.medications.map(({ medication, route, offsetMinutes = 0 }) =>
    medication === undefined || route === undefined ? null : `${medication} ${route} ${offsetMinutes}`,
  )
  return day.medications.flatMap((line, index) => {
    const here = `${at}/medications/${index}`
    const key = lines[index] ?? null
    return [
      ...lineIssues(line, here, line.medication === undefined ? undefined : known.get(line.medication)),
      ...(key !== null && lines.indexOf(key) < index ? [issue(`${here}/medication`, 'repeated-line', 'warning')] : []),
    ]
  })
}

/** Vincristine by the intrathecal route kills: refused even for a catalogue that does not know it. */
const neverIntrathecal = /^vin(cristina|blastina|orelbina|desina)/

function lineIssues(line: DraftMedication, at: string, known: KnownMedication | undefined): ProtocolIssue[] {
  const { medication, route, unit } = line
  const found = [...basisIssues(line, at), ...bandIssues(line, at), ...capIssues(line, at), ...gateIssues(line, at)]
  if (medication === undefined) return found
  if (route === 'IT' && (neverIntrathecal.test(medication) || /forbidden|fatal/.test(known?.intrathecal ?? '')))
    found.push(issue(`${at}/route`, 'intrathecal-forbidden'))
  if (known === undefined) return [...found, issue(`${at}/medication`, 'unknown-medication')]
  if (route === 'IT' && known.intrathecal === 'protocol-only')
    found.push(issue(`${at}/route`, 'intrathecal-by-protocol-only', 'warning'))
  else if (route !== undefined && route !== 'IT' && !known.routes.includes(route))
    found.push(issue(`${at}/route`, 'route-not-usual', 'warning'))
  if (unit !== undefined && !known.units.includes(unit)) found.push(issue(`${at}/unit`, 'unit-not-of-medication'))
  return [...found, ...rangeIssues(line, at, known), ...maximumIssues(line, at, known)]
}

/** Each basis has its own fields: age bands for the age, an amount for the rest. */
function basisIssues({ basis, amount, ageBands, medication, unit }: DraftMedication, at: string): ProtocolIssue[] {
  if (basis === undefined) return []
  const banded = basis === 'age-band'
  return [
    ...(banded && (ageBands ?? []).length === 0 ? [issue(`${at}/ageBands`, 'age-bands-missing')] : []),
    ...(banded && amount !== undefined ? [issue(`${at}/amount`, 'amount-not-for-basis')] : []),
    ...(!banded && amount === undefined ? [issue(`${at}/amount`, 'amount-missing')] : []),
    ...(!banded && ageBands !== undefined ? [issue(`${at}/ageBands`, 'age-bands-not-for-basis')] : []),
    ...(basis === 'auc' && medication !== undefined && medication !== 'carboplatino'
      ? [issue(`${at}/basis`, 'auc-only-carboplatin')]
      : []),
    ...(basis === 'auc' && unit !== undefined && unit !== 'mg' ? [issue(`${at}/unit`, 'auc-gives-milligrams')] : []),
  ]
}

/** Bands follow one another without a gap or an overlap, so that no age has two doses or none between two. */
function bandIssues({ ageBands = [] }: DraftMedication, at: string): ProtocolIssue[] {
  return ageBands.flatMap(({ from, to }, index) => {
    const here = `${at}/ageBands/${index}`
    const before = ageBands[index - 1]
    return [
      ...(from !== undefined && to != null && to <= from ? [issue(`${here}/to`, 'age-band-empty')] : []),
      ...(before !== undefined && from !== undefined && before.to !== undefined && before.to !== from
        ? [issue(`${here}/from`, before.to === null || before.to > from ? 'age-bands-overlap' : 'age-bands-gap')]
        : []),
    ]
  })
}

/** The smallest body that is treated: a cap below its dose would always bind, so one of the two is a slip. */
const SMALLEST = { 'per-m2': 0.2, 'per-kg': 2, fixed: 1 } as const

function capIssues({ basis, amount, ageBands = [], cap, unit }: DraftMedication, at: string): ProtocolIssue[] {
  if (cap === undefined || basis === undefined || basis === 'auc') return []
  const dose =
    basis === 'age-band' ? Math.max(...ageBands.map((band) => band.amount ?? 0), 0) : (amount ?? 0) * SMALLEST[basis]
  return cap < dose ? [issue(`${at}/cap`, 'cap-below-dose', 'error', { value: dose, unit: unit ?? '' })] : []
}

const gateIssues = ({ gates = [] }: DraftMedication, at: string): ProtocolIssue[] =>
  gates.flatMap(({ test, min, max }, index) => [
    ...(min !== undefined && max !== undefined && min > max
      ? [issue(`${at}/gates/${index}/max`, 'gate-range-empty')]
      : []),
    ...(test !== undefined && gates.findIndex((gate) => gate.test === test) < index
      ? [issue(`${at}/gates/${index}/test`, 'gate-twice')]
      : []),
  ])

const inMilligrams: Partial<Record<DoseUnit, number>> = { g: 1000, mg: 1, ug: 0.001 }

/** An amount in another unit; null where one does not turn into the other. */
function convert(value: number, from: DoseUnit, to: DoseUnit): number | null {
  if (from === to) return value
  const [a, b] = [inMilligrams[from], inMilligrams[to]]
  return a === undefined || b === undefined ? null : (value * a) / b
}

/** Against a float's last digit. */
const NEARLY = 1e-9

/** The usual doses of the catalogue: outside all of them is worth a second look, never a refusal. */
function rangeIssues(line: DraftMedication, at: string, known: KnownMedication): ProtocolIssue[] {
  const { basis, amount, unit, route } = line
  if (basis === 'age-band') return bandRangeIssues(line, at, known)
  const per = basis === 'per-m2' ? 'm2' : basis === 'per-kg' ? 'kg' : null
  if (per === null || amount === undefined || unit === undefined) return []
  const fitting = known.ranges.flatMap((range) => {
    const dose = convert(amount, unit, range.unit)
    return range.per === per && dose !== null && (range.route === undefined || range.route === route)
      ? [{ ...range, dose }]
      : []
  })
  if (fitting.length === 0) return []
  if (fitting.some(({ min, max, dose }) => dose >= min - NEARLY && dose <= max + NEARLY)) return []
  const highest = fitting.reduce((a, b) => (b.max > a.max ? b : a))
  const lowest = fitting.reduce((a, b) => (b.min < a.min ? b : a))
  const limit = (value: number, of: DoseUnit) => ({ value, unit: `${of}/${per}` })
  if (highest.dose > highest.max)
    return [issue(`${at}/amount`, 'dose-above-range', 'warning', limit(highest.max, highest.unit))]
  if (lowest.dose < lowest.min)
    return [issue(`${at}/amount`, 'dose-below-range', 'warning', limit(lowest.min, lowest.unit))]
  return [issue(`${at}/amount`, 'dose-between-ranges', 'warning')]
}

/** Intrathecal doses by age: each band against the catalogue's doses for its ages. */
function bandRangeIssues(
  { ageBands = [], unit, route }: DraftMedication,
  at: string,
  known: KnownMedication,
): ProtocolIssue[] {
  if (route !== 'IT' || unit === undefined) return []
  return ageBands.flatMap(({ from, to, amount }, index) => {
    if (from === undefined || to === undefined || amount === undefined) return []
    const doses = known.intrathecalByAge
      .filter((band) => band.from < (to ?? Number.POSITIVE_INFINITY) && from < (band.to ?? Number.POSITIVE_INFINITY))
      .flatMap((band) => convert(band.amount, band.unit, unit) ?? [])
    if (doses.length === 0) return []
    const [min, max] = [Math.min(...doses), Math.max(...doses)]
    const here = `${at}/ageBands/${index}/amount`
    if (amount > max + NEARLY) return [issue(here, 'dose-above-range', 'warning', { value: max, unit })]
    return amount < min - NEARLY ? [issue(here, 'dose-below-range', 'warning', { value: min, unit })] : []
  })
}

/** An absolute maximum of one dose asks for a cap, and for none above it. */
function maximumIssues(
  { cap, unit, basis, amount }: DraftMedication,
  at: string,
  known: KnownMedication,
): ProtocolIssue[] {
  const { maxDose } = known
  if (maxDose === null || maxDose.per !== 'dose' || unit === undefined) return []
  const value = convert(maxDose.value, maxDose.unit, unit)
  if (value === null) return []
  const limit = { value, unit }
  if (basis === 'fixed' && amount !== undefined && amount > value)
    return [issue(`${at}/amount`, 'dose-above-maximum', 'warning', limit)]
  if (cap !== undefined && cap > value) return [issue(`${at}/cap`, 'cap-above-maximum', 'warning', limit)]
  const growing = basis === 'per-m2' || basis === 'per-kg'
  return growing && cap === undefined ? [issue(`${at}/cap`, 'cap-missing', 'warning', limit)] : []
}
