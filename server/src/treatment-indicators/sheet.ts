import type { Language } from 'shared/counts'
import { delayBands } from 'shared/indicator-rules'
import type { IndicatorRow, TreatmentIndicators } from 'shared/treatment-indicators'
import type { Sheet } from '../exports/sheet.js'
import { type FigureColumn, sheetOf } from '../indicators/sheet.js'
import { indicatorWords } from './words.js'

export function indicatorsSheet(indicators: TreatmentIndicators, lang: Language): Sheet {
  const words = indicatorWords[lang]
  const columns: FigureColumn<IndicatorRow>[] = [
    [words.doses, (row) => row.doses],
    [words.onTime, (row) => row.onTime.numerator],
    [words.adherence, (row) => row.adherence.numerator],
    [words.given, (row) => row.given],
    [words.partial, (row) => row.partial],
    [words.omitted, (row) => row.omitted.numerator],
    ...indicators.total.omitted.byReason.map(
      ({ reason }, at): FigureColumn<IndicatorRow> => [
        words.reasons[reason],
        (row) => row.omitted.byReason[at]?.doses ?? null,
      ],
    ),
    [words.withoutRecord, (row) => row.withoutRecord],
    [words.substituted, (row) => row.substituted.numerator],
    [words.median, (row) => row.delay.median],
    [words.p90, (row) => row.delay.p90],
    ...delayBands.map((band): FigureColumn<IndicatorRow> => [words.bands[band], (row) => row.delay.bands[band]]),
    [words.firstTreatmentInTime, (row) => row.firstTreatment.numerator],
    [words.firstTreatments, (row) => row.firstTreatment.denominator],
    [words.withoutDiagnosisDate, (row) => row.firstTreatment.withoutDiagnosisDate],
  ]
  const { ageGroup, ageLimit, rules } = indicators
  const aged = ageGroup && ageLimit ? { suffix: words.fileOf[ageGroup], note: words.ageOf(ageGroup, ageLimit) } : null
  return sheetOf(indicators, lang, {
    file: aged === null ? words.file : `${words.file}-${aged.suffix}`,
    sheet: words.sheet,
    rules: words.rulesOf(rules),
    ...(aged !== null && { filter: [words.age, aged.note] as const }),
    columns,
  })
}
