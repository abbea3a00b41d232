import type { CountScope, Language } from 'shared/counts'
import type { IndicatorGroup } from 'shared/indicator-rules'
import type { IndicatorPlace } from 'shared/indicators'
import { countWords } from '../counts/words.js'
import { type CellValue, day, type Sheet, text, whole } from '../exports/sheet.js'
import { exportWords } from '../exports/words.js'
import { labelOf } from './outline.js'
import { commonWords } from './words.js'

interface Indicators<Row extends IndicatorPlace> {
  on: string
  since: string
  groupBy: IndicatorGroup
  scope: CountScope
  rows: readonly Row[]
}

/** A figure of a row, under its heading. */
export type FigureColumn<Row> = [heading: string, value: (row: Row) => CellValue]

interface Told<Row> {
  file: string
  sheet: string
  rules: string
  /** Of whom the figures are, where not of everybody: what it is called, and what it says. */
  filter?: readonly [string, string]
  columns: readonly FigureColumn<Row>[]
}

/** The rows of the answer: numerators and denominators, so that whoever adds rows up may divide again. */
export function sheetOf<Row extends IndicatorPlace>(
  { on, since, groupBy, scope, rows }: Indicators<Row>,
  lang: Language,
  { file, sheet, rules, filter, columns }: Told<Row>,
): Sheet {
  const words = commonWords[lang]
  const counted = countWords[lang]
  const common = exportWords[lang]
  const places = groupBy === 'hospital'
  return {
    file: `girasol-${file}-${groupBy}-${on}`,
    name: sheet,
    lang,
    columns: [
      ...[day(words.since), day(words.on), text(words.key[groupBy]), text(words.label[groupBy])],
      ...(places ? [text(counted.level), text(counted.ooad)] : []),
      ...columns.map(([heading]) => whole(heading)),
    ],
    rows: rows.map((row): CellValue[] => [
      ...[since, on, row.key, labelOf(row, groupBy, lang)],
      ...(places ? [row.level && counted.levels[row.level], row.ooadCode] : []),
      ...columns.map(([, value]) => value(row)),
    ]),
    notes: [
      [common.source, common.program],
      [counted.figuresOn, on],
      [counted.scope, counted.scopeOf(scope)],
      [common.filters, `${counted.groupedBy}: ${words.label[groupBy]}`],
      ...(filter === undefined ? [] : [filter]),
      [words.rules, rules],
      [counted.rounding, words.exact],
      [common.confidentiality, common.confidential],
      [common.madeAt, new Date().toISOString()],
    ],
  }
}
