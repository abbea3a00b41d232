import type { DoseBasis, DoseUnit } from './medications.js'
import type { ProtocolMedication } from './protocols.js'
import type { BsaFormula } from './treatment.js'

/** A body as a dose sees it: kg, cm, m2, years, mL/min. */
export interface Measures {
  weightKg: number
  heightCm: number
  bsaM2: number
  bsaFormula: BsaFormula
  ageYears: number
  /** Glomerular filtration, mL/min; null where it was not measured. */
  glomerularFiltration: number | null
}

/** What makes a dose impossible to reckon. */
export type DoseError =
  | 'unit-missing'
  | 'amount-missing'
  | 'age-outside-bands'
  | 'filtration-missing'
  | 'auc-unit'
  | 'dose-impossible'

export interface Derivation {
  formula: DoseBasis
  /** Numbers that went in, by name: amount, weightKg, bsaM2, ageYears, auc, glomerularFiltration. */
  inputs: Record<string, number | string>
  /** Before cap and rounding. */
  raw: number
  /** The cap, where it lowered the dose; else null. */
  capApplied: number | null
  rounding: { to: number; mode: 'nearest' | 'down' } | null
  /** The dose after each step. */
  steps: { step: 'formula' | 'cap' | 'rounding'; value: number }[]
}

export interface Dose {
  dose: number
  unit: DoseUnit
  derivation: Derivation
}

/**
 * Body surface in m2 from cm and kg. Mosteller 1987; Haycock 1978; Du Bois 1916 (not for infants); Gehan and George
 * 1970; Costeff 1966, by weight alone.
 */
const surfaces: Record<BsaFormula, (heightCm: number, weightKg: number) => number> = {
  mosteller: (h, w) => Math.sqrt((h * w) / 3600),
  haycock: (h, w) => 0.024265 * h ** 0.3964 * w ** 0.5378,
  dubois: (h, w) => 0.007184 * h ** 0.725 * w ** 0.425,
  'gehan-george': (h, w) => 0.0235 * h ** 0.42246 * w ** 0.51456,
  costeff: (_h, w) => (4 * w + 7) / (90 + w),
}

/** Doses and surfaces are kept to four decimals, like the columns that hold them. */
const SCALE = 10_000
const toFour = (value: number) => Math.round(value * SCALE) / SCALE
const downToFour = (value: number) => (toFour(value) > value ? toFour(value - 1 / SCALE) : toFour(value))

/** Body surface to four decimals. */
export const bodySurface = (formula: BsaFormula, heightCm: number, weightKg: number): number =>
  toFour(surfaces[formula](heightCm, weightKg))

/** One dose of a line of a protocol for one body, with how it was reckoned; or what makes it impossible. */
export function computeDose(line: ProtocolMedication, measures: Measures): Dose | { error: DoseError } {
  if (!line.unit) return { error: 'unit-missing' }
  const reckoned = byBasis(line, measures)
  if ('error' in reckoned) return reckoned
  const raw = toFour(reckoned.raw)
  if (!Number.isFinite(raw) || raw <= 0) return { error: 'dose-impossible' }
  const { rounding } = line
  const cap = line.cap === undefined ? undefined : downToFour(line.cap)
  if (cap === 0) return { error: 'dose-impossible' }
  const steps: Derivation['steps'] = [{ step: 'formula', value: raw }]
  const capped = cap === undefined ? raw : Math.min(raw, cap)
  if (capped < raw) steps.push({ step: 'cap', value: capped })
  const dose = rounding === undefined ? capped : round(capped, rounding, cap)
  if (dose !== capped) steps.push({ step: 'rounding', value: dose })
  return {
    dose,
    unit: line.unit,
    derivation: {
      formula: line.basis,
      inputs: reckoned.inputs,
      raw,
      capApplied: capped < raw ? capped : null,
      rounding: rounding ?? null,
      steps,
    },
  }
}

/**
 * To a multiple of the step, never above the cap. What would become nothing stays as it is, and the check of doses
 * asks about it: half a tablet too many is judged by a person, a dose of zero is not a dose.
 */
function round(value: number, { to, mode }: { to: number; mode: 'nearest' | 'down' }, cap: number | undefined): number {
  const [units, step] = [Math.round(value * SCALE), Math.round(to * SCALE)]
  if (step <= 0) return value
  const down = Math.floor(units / step) * step
  const up = down + step
  const nearest = mode === 'nearest' && up - units <= units - down && up / SCALE <= (cap ?? Infinity) ? up : down
  return nearest === 0 ? value : nearest / SCALE
}

type Reckoned = { raw: number; inputs: Derivation['inputs'] } | { error: DoseError }

function byBasis({ basis, amount, ageBands, unit }: ProtocolMedication, measures: Measures): Reckoned {
  const { weightKg, heightCm, bsaM2, bsaFormula, ageYears, glomerularFiltration } = measures
  if (basis === 'age-band') {
    const band = ageBands?.find(({ from, to }) => ageYears >= from && (to === null || ageYears < to))
    return band === undefined
      ? { error: 'age-outside-bands' }
      : { raw: band.amount, inputs: { ageYears, amount: band.amount } }
  }
  if (amount === undefined) return { error: 'amount-missing' }
  switch (basis) {
    case 'per-m2':
      return { raw: amount * bsaM2, inputs: { amount, bsaM2, bsaFormula, weightKg, heightCm } }
    case 'per-kg':
      return { raw: amount * weightKg, inputs: { amount, weightKg } }
    case 'fixed':
      return { raw: amount, inputs: { amount } }
    case 'auc':
      if (glomerularFiltration === null) return { error: 'filtration-missing' }
      if (unit !== 'mg') return { error: 'auc-unit' }
      // Calvert AH and others, J Clin Oncol 1989: mg = AUC × (filtration + 25)
      return { raw: amount * (glomerularFiltration + 25), inputs: { auc: amount, glomerularFiltration } }
  }
}
