import type { PlanWarning } from 'shared/care-plans'
import { type CumulativeDose, cumulativeDoses, type Exposure, overLimits } from 'shared/cumulative'
import { checkDose } from 'shared/dose-checks'
import type { ImpossibleDose, PlannedDose } from 'shared/planned-doses'
import { cumulativeFamilies, medications } from '../medications/catalogue.js'
import { type FieldError, needsConfirmation } from '../problem.js'

/** What stops a plan, with what it speaks of beside the pointer and the code. */
export type PlanError = FieldError & Record<string, unknown>

export interface Judgement {
  errors: PlanError[]
  warnings: PlanWarning[]
  cumulative: CumulativeDose[]
}

/** Lines that could not be reckoned, each named once. */
export function impossibleErrors(impossible: readonly ImpossibleDose[]): PlanError[] {
  const pointer = (error: ImpossibleDose['error']) =>
    error === 'filtration-missing' ? '#/glomerularFiltration' : '#/protocolVersionId'
  return firsts(impossible, ({ phase, day, line, error }) => `${phase} ${day} ${line} ${error}`).map(
    ({ error, phase, day, medication }) => ({ pointer: pointer(error), code: error, medication, phase, day }),
  )
}

type Checked = Pick<
  PlannedDose,
  'phase' | 'day' | 'line' | 'medication' | 'route' | 'plannedDose' | 'unit' | 'bsaM2' | 'ageYears' | 'derivation'
>

/**
 * What the catalogue says of doses: each line of a protocol once for each dose it comes to. A stop is the impossible,
 * and whatever may not enter the spine; everything else asks for a reason.
 */
export function judgeDoses(
  rows: readonly Checked[],
  weightKg: number,
  pointer: string,
): Pick<Judgement, 'errors' | 'warnings'> {
  const lines = firsts(rows, ({ phase, day, line, plannedDose }) => `${phase} ${day} ${line} ${plannedDose}`)
  const found = lines.flatMap(({ phase, day, plannedDose: dose, derivation, ...facts }) =>
    checkDose(medications, { ...facts, dose, weightKg, rounding: derivation.rounding }).map((finding) => ({
      ...finding,
      facts: { ...finding.facts, phase, day },
    })),
  )
  // One medicine on many days is one thing to answer
  const once = firsts(found, ({ code, facts }) => JSON.stringify([code, { ...facts, day: 0 }]))
  return {
    errors: once.filter(({ severity }) => severity === 'stop').map(({ code, facts }) => ({ pointer, code, ...facts })),
    warnings: once
      .filter(({ severity }) => severity === 'warning')
      .map(({ code, facts }) => ({ pointer, code, ...facts }) as PlanWarning),
  }
}

/** Lifetime sums with the doses that are planned now, and a warning for each limit that these carry them over. */
export function judgeLifetime(
  before: readonly Exposure[],
  rows: readonly Pick<PlannedDose, 'medication' | 'route' | 'plannedDose' | 'unit' | 'bsaM2'>[],
  { ageYears, bsaM2 }: { ageYears: number; bsaM2: number },
  pointer: string,
): Pick<Judgement, 'warnings' | 'cumulative'> {
  const planned = rows.map(
    ({ medication, route, plannedDose, unit, bsaM2: surface }): Exposure => ({
      medication,
      route,
      kind: 'planned',
      dose: plannedDose,
      unit,
      per: 'total',
      bsaM2: surface,
    }),
  )
  const cumulative = cumulativeDoses(cumulativeFamilies, [...before, ...planned], { ageYears, bsaM2 })
  const touched = new Set(cumulativeDoses(cumulativeFamilies, planned, { ageYears, bsaM2 }).map(({ family }) => family))
  const warnings = overLimits(cumulative)
    .filter(({ family }) => touched.has(family))
    .map(({ family, value, unit, per, reached, percent, kind, source }) => ({
      code: 'lifetime-dose' as const,
      pointer,
      family,
      label: cumulative.find((sum) => sum.family === family)?.label,
      limit: value,
      unit,
      per,
      reached,
      percent,
      kind,
      source,
    }))
  return { warnings, cumulative }
}

/** Years and kg under which most protocols leave the surface: mg/kg = (mg/m2)/30, or half (`infant_rule` of the source). */
const INFANT = { years: 1, weightKg: 10, perKgDivisor: 30 }

/** An infant whose chemotherapy is reckoned by surface: asked about once, for all medicines. */
export function infantWarnings(rows: readonly PlannedDose[], weightKg: number): PlanWarning[] {
  const found = rows.filter(
    ({ purpose, derivation, ageYears }) =>
      purpose === 'antineoplastic' &&
      derivation.formula === 'per-m2' &&
      (ageYears < INFANT.years || weightKg < INFANT.weightKg),
  )
  if (found.length === 0) return []
  const names = [...new Set(found.map(({ medication }) => medication))]
  return [{ code: 'infant-dose', pointer: '#/weightKg', weightKg, medications: names, divisor: INFANT.perKgDivisor }]
}

/** Codes of high-cost medicines among doses: they need the folio of their authorisation. */
export const highCostOf = (rows: readonly { medication: string }[]): string[] =>
  [...new Set(rows.map(({ medication }) => medication))].filter((code) => medications.get(code)?.highCost === true)

export interface Confirmed {
  code: string
  reason: string
}

/** Warnings that nobody answered are 409 /problems/needs-confirmation, all of them together. */
export function requireReasons(warnings: readonly PlanWarning[], confirmed: readonly Confirmed[] = []): void {
  const answered = new Set(confirmed.map(({ code }) => code))
  const open = warnings.filter(({ code }) => !answered.has(code))
  if (open.length > 0) throw needsConfirmation(open)
}

/** Reasons for warnings that were raised: one for what was not would be kept as if it had been. */
export const answersTo = (warnings: readonly PlanWarning[], confirmed: readonly Confirmed[] = []): Confirmed[] =>
  confirmed.filter(({ code }) => warnings.some((warning) => warning.code === code))

/** Of those that share a key, the first. */
function firsts<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Map<string, T>()
  for (const item of items) if (!seen.has(key(item))) seen.set(key(item), item)
  return [...seen.values()]
}
