import type { Derivation, PlanDose } from 'shared/care-plans'
import type * as z from 'zod'
import { shownUnit } from '../protocols/line-text'
import { locale } from '../time'
import { carePlanWords } from '../words/care-plans'
import { wordsNow } from '../words/define'

/** Every decimal that is kept: a dose is never rounded on the screen. */
export const exact = (value: number) => value.toLocaleString(locale(), { maximumFractionDigits: 4 })

/** '1.2 mg'. */
export const amountText = (value: number | null, unit: string) =>
  value === null ? '—' : `${exact(value)} ${shownUnit(unit)}`

/** '1.5 mg/m² × 0.80 m² = 1.2 mg', then the cap and the rounding where they changed it. */
export function derivationText({ derivation, unit }: Pick<PlanDose, 'derivation' | 'unit'>): string {
  if (derivation === null) return ''
  const words = wordsNow(carePlanWords)
  const { capApplied, rounding, steps } = derivation
  const of = (value: number) => amountText(value, unit)
  const rounded = steps.find(({ step }) => step === 'rounding')
  return [
    formulaText(derivation, shownUnit(unit), of),
    capApplied !== null && words.capped(of(capApplied)),
    rounded &&
      rounding &&
      (rounding.mode === 'down' ? words.roundedDown : words.rounded)(of(rounding.to), of(rounded.value)),
  ]
    .filter(Boolean)
    .join('; ')
}

function formulaText(
  { formula, inputs, raw }: z.infer<typeof Derivation>,
  unit: string,
  of: (value: number) => string,
): string {
  const words = wordsNow(carePlanWords)
  const put = (name: string) => {
    const value = inputs[name]
    return typeof value === 'number' ? exact(value) : (value ?? '?')
  }
  switch (formula) {
    case 'per-m2':
      return `${put('amount')} ${unit}/m² × ${put('bsaM2')} m² = ${of(raw)}`
    case 'per-kg':
      return `${put('amount')} ${unit}/kg × ${put('weightKg')} kg = ${of(raw)}`
    case 'auc':
      return `AUC ${put('auc')} × (${put('glomerularFiltration')} mL/min + 25) = ${of(raw)}`
    case 'age-band':
      return words.byAge(put('ageYears'), of(raw))
    default:
      return words.fixedDose(of(raw))
  }
}
