import { parseCalendarDay } from 'shared/calendar-day'
import { hasControlCharacters, tidy } from 'shared/fold'
import type { ImportFinding } from 'shared/imports'
import type { Layout } from './headers.js'
import type { SheetRow } from './unreadable.js'

/** One row seen through its mapping. Whatever is asked of it and cannot be read becomes a finding at its column. */
export interface RowCells {
  /** The tidied text of a field; null where nothing stands. `NA` is nothing unless it is said to mean something. */
  text(field: string, options?: { max?: number; identity?: boolean; naMeans?: boolean }): string | null
  day(field: string): string | null
  number(field: string, least: number, most: number): number | null
  error(field: string | null, code: string): void
  warn(field: string | null, code: string): void
  readonly findings: ImportFinding[]
  readonly failed: boolean
}

/** What people write where they have nothing to write. */
const nothing = /^(?:[-–—.]+|n\/a|s\/d|s\/n|n\/d|sin dato|sin datos|no aplica|no disponible|null|#n\/a)$/i
const notAvailable = /^(?:na|n\.a\.|nd)$/i
const plain = /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u024f]*$/
const formula = /^[=+\-@]/
/** Longest text a field of no other limit keeps. */
const LONG = 2000

export function readCells(layout: Layout, { cells, marks }: SheetRow, today: string): RowCells {
  const findings: ImportFinding[] = []
  const at = (field: string | null) => (field === null ? -1 : layout.fields.indexOf(field))
  const find = (column: number, code: string, severity: ImportFinding['severity']) => {
    const header = layout.headers[column] ?? null
    if (!findings.some((known) => known.column === header && known.code === code))
      findings.push({ column: header, code, severity })
  }
  const own: RowCells = {
    findings,
    get failed() {
      return findings.some(({ severity }) => severity === 'error')
    },
    error: (field, code) => find(at(field), code, 'error'),
    warn: (field, code) => find(at(field), code, 'warning'),
    text(field, { max = LONG, identity = false, naMeans = false } = {}) {
      const column = at(field)
      const cell = cells[column]
      if (cell === undefined) return null
      const mark = marks?.get(column)
      if (mark !== undefined) find(column, mark, mark === 'formula-value' ? 'warning' : 'error')
      const text = tidy(cell)
      if (text === '' || nothing.test(text) || (!naMeans && notAvailable.test(text))) return null
      if (formula.test(text) && mark === undefined)
        find(column, identity ? 'formula' : 'formula-text', identity ? 'error' : 'warning')
      if (text.length > max) {
        find(column, 'too-long', 'error')
        return null
      }
      return text
    },
    day(field) {
      const text = own.text(field)
      if (text === null) return null
      const { day, error } = parseCalendarDay(text, { today, excel: true })
      if (error !== undefined && error !== 'date-missing') own.error(field, error)
      if (day !== undefined && day > today) own.error(field, 'future-date')
      return day ?? null
    },
    number(field, least, most) {
      const text = own.text(field)
      if (text === null) return null
      const number = /^\d{1,6}(?:[.,]\d{1,6})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN
      if (Number.isNaN(number)) own.error(field, 'number-unreadable')
      else if (number < least || number > most) own.error(field, 'out-of-range')
      else return number
      return null
    },
  }
  cells.forEach((cell, column) => {
    if (plain.test(cell)) return
    if (hasControlCharacters(cell)) find(column, 'control-characters', 'error')
    else if (cell.includes('\uFFFD')) find(column, 'unreadable-character', 'error')
  })
  const beyond = cells.findIndex((cell, column) => column >= layout.headers.length && cell.trim() !== '')
  if (beyond >= 0) find(beyond, 'too-many-cells', 'error')
  return own
}
