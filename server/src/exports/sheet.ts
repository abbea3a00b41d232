import type { Language } from 'shared/counts'

/** How a column is typed in a workbook: text stays text (CURP, codes), days are dates, whole numbers are numbers. */
export interface Column {
  heading: string
  kind: 'text' | 'whole' | 'day'
}

export const text = (heading: string): Column => ({ heading, kind: 'text' })
export const whole = (heading: string): Column => ({ heading, kind: 'whole' })
export const day = (heading: string): Column => ({ heading, kind: 'day' })

/** A cell: null is empty. A day is 'YYYY-MM-DD'. */
export type CellValue = string | number | null

/** One tidy table with what its reader has to know. */
export interface Sheet {
  /** File name without extension: ours, never a person's words. */
  file: string
  /** Name of the sheet that holds the table. */
  name: string
  columns: readonly Column[]
  rows: Iterable<readonly CellValue[]>
  /** Filters, date, rules: the first sheet of a workbook, label and text. */
  notes: readonly (readonly [label: string, text: string])[]
  lang: Language
}

/** Signs with which spreadsheets begin a formula, full-width ones included, also behind spaces and invisible marks. */
const FORMULA = /^(?:[\s\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u
/** Controls that no workbook may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML refuses
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** A text that no spreadsheet takes for a formula. */
export function neutralise(text: string): string {
  const clean = text.replace(CONTROLS, '')
  return FORMULA.test(clean) ? `'${clean}` : clean
}

export const neutralCell = (value: CellValue): CellValue => (typeof value === 'string' ? neutralise(value) : value)
