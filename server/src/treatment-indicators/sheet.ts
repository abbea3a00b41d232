import type { Language } from 'shared/counts'
import { delayBands } from 'shared/indicator-rules'
import type { IndicatorRow, TreatmentIndicators } from 'shared/treatment-indicators'
import { countWords } from '../counts/words.js'
import type { CellValue, Column, Sheet } from '../exports/sheet.js'
import { exportWords } from '../exports/words.js'
import { indicatorWords } from './words.js'

const text = (heading: string): Column => ({ heading, kind: 'text' })
const whole = (heading: string): Column => ({ heading, kind: 'whole' })
const day = (heading: string): Column => ({ heading, kind: 'day' })

/** The rows of the answer: numerators and denominators, so that whoever adds rows up may divide again. */
export function indicatorsSheet(indicators: TreatmentIndicators, lang: Language): Sheet {
  const words = indicatorWords[lang]
  const counted = countWords[lang]
  const common = exportWords[lang]
  const { groupBy, on, since, ageGroup, ageLimit, rules, scope } = indicators
  const places = groupBy === 'hospital'
  const reasons = indicators.total.omitted.byReason.map(({ reason }) => reason)
  return {
    file: `girasol-${words.file}${ageGroup ? `-${words.fileOf[ageGroup]}` : ''}-${groupBy}-${on}`,
    name: words.sheet,
    lang,
    columns: [
      ...[day(words.since), day(words.on), text(words.key[groupBy]), text(words.label[groupBy])],
      ...(places ? [text(counted.level), text(counted.ooad)] : []),
      ...[words.doses, words.onTime, words.adherence, words.given, words.partial, words.omitted].map(whole),
      ...[...reasons.map((reason) => words.reasons[reason]), words.withoutRecord, words.substituted].map(whole),
      ...[words.median, words.p90, ...delayBands.map((band) => words.bands[band])].map(whole),
      ...[words.firstTreatmentInTime, words.firstTreatments, words.withoutDiagnosisDate].map(whole),
    ],
    rows: indicators.rows.map((row): CellValue[] => [
      ...[since, on, row.key, labelOf(row, groupBy, lang)],
      ...(places ? [row.level && counted.levels[row.level], row.ooadCode] : []),
      ...[row.doses, row.onTime.numerator, row.adherence.numerator, row.given, row.partial, row.omitted.numerator],
      ...[...row.omitted.byReason.map(({ doses }) => doses), row.withoutRecord, row.substituted.numerator],
      ...[row.delay.median, row.delay.p90, ...delayBands.map((band) => row.delay.bands[band])],
      ...[row.firstTreatment.numerator, row.firstTreatment.denominator, row.firstTreatment.withoutDiagnosisDate],
    ]),
    notes: [
      [common.source, common.program],
      [counted.figuresOn, on],
      [counted.scope, counted.scopeOf(scope)],
      [common.filters, `${counted.groupedBy}: ${words.label[groupBy]}`],
      ...(ageGroup && ageLimit ? [[words.age, words.ageOf(ageGroup, ageLimit)] as const] : []),
      [words.rules, words.rulesOf(rules)],
      [counted.rounding, words.exact],
      [common.confidentiality, common.confidential],
      [common.madeAt, new Date().toISOString()],
    ],
  }
}

function labelOf({ label, level }: IndicatorRow, groupBy: TreatmentIndicators['groupBy'], lang: Language): string {
  const words = countWords[lang]
  if (groupBy === 'level' && level !== null) return words.levels[level]
  return label === 'not-assigned' ? words.notAssigned : label
}
