import type { Language } from 'shared/counts'
import { analgesicEffects } from 'shared/pain'
import type { PainIndicatorRow, PainIndicators } from 'shared/pain-indicators'
import type { Sheet } from '../exports/sheet.js'
import { type FigureColumn, sheetOf } from '../indicators/sheet.js'
import { painIndicatorWords } from './words.js'

export function painSheet(indicators: PainIndicators, lang: Language): Sheet {
  const words = painIndicatorWords[lang]
  const columns: FigureColumn<PainIndicatorRow>[] = [
    [words.assessed, ({ assessed }) => assessed.numerator],
    [words.treatmentDays, ({ assessed }) => assessed.denominator],
    [words.treated, ({ treated }) => treated.numerator],
    [words.pains, ({ treated }) => treated.denominator],
    [words.reassessed, ({ reassessedInTime }) => reassessedInTime.numerator],
    [words.doses, ({ reassessedInTime }) => reassessedInTime.denominator],
    [words.relieved, ({ relieved }) => relieved.numerator],
    [words.answering, ({ relieved }) => relieved.denominator],
    [words.opioidDays, ({ opioidDays }) => opioidDays],
    [words.naloxone, ({ naloxoneDoses }) => naloxoneDoses],
    ...analgesicEffects.map(
      (effect, at): FigureColumn<PainIndicatorRow> => [
        words.effects[effect],
        ({ adverseEffects }) => adverseEffects[at]?.personDays ?? null,
      ],
    ),
  ]
  const rules = words.rulesOf(indicators.rules, indicators.total.followed.answerMinutes)
  return sheetOf(indicators, lang, { ...words, rules, columns })
}
