import { addDays } from 'shared/calendar-day'
import { type SheetRow, Unreadable } from './unreadable.js'
import { readXml, type XmlListener } from './xml.js'
import { type Archive, openArchive } from './zip.js'

/** The last row a spreadsheet program has. */
const MOST_ROW = 1_048_576
/** Columns a sheet may have: the widest we know has 27. */
export const MOST_COLUMNS = 400
/** Letters of all shared texts together: they are the only part of a workbook that must be held whole. */
const MOST_SHARED = 40_000_000
/** Rows looked at to see which sheet fits. */
const LOOKED_AT = 20

/**
 * Rows of the sheet of an XLSX workbook that fits best, one at a time. Cells of a sheet are read as people see them: days
 * as YYYY-MM-DD, numbers without exponent, texts whole; what formulas gave when the file was saved is taken as text and
 * marked. Reads the format of ECMA-376 part 1, section 18, itself, because the libraries at hand hold a whole sheet in memory,
 * say nothing of formulas, and give up the file for one broken cell.
 */
export async function* workbookRows(
  bytes: Buffer,
  fit: (rows: readonly SheetRow[]) => number,
  at: (fraction: number) => void,
): AsyncGenerator<SheetRow> {
  const archive = await openArchive(bytes)
  try {
    const book = await readBook(archive)
    const sheets = await Promise.all(
      book.sheets.map(async (part) => {
        const rows = await firstRows(sheetRows(archive, part, book))
        return { part, empty: rows.length === 0, fit: fit(rows) }
      }),
    )
    const filled = sheets.filter(({ empty }) => !empty)
    const best = filled.reduce<(typeof filled)[number] | undefined>(
      (best, sheet) => (best === undefined || sheet.fit > best.fit ? sheet : best),
      undefined,
    )
    if (best === undefined) throw new Unreadable('file-empty')
    yield* sheetRows(archive, best.part, book, at)
  } finally {
    archive.close()
  }
}

async function firstRows(rows: AsyncGenerator<SheetRow>): Promise<SheetRow[]> {
  const first: SheetRow[] = []
  for await (const row of rows) if (first.push(row) >= LOOKED_AT) break
  return first
}

/** What the cells of every sheet refer to. */
interface Book {
  /** Names of the visible sheets' parts, in the order of their tabs. */
  sheets: string[]
  epoch1904: boolean
  shared: string[]
  styles: CellStyle[]
}
/** How a number is shown where that changes what it means. */
type CellStyle = { day: boolean; zeros: number }

const PACKAGE = 'xl/'

async function readBook(archive: Archive): Promise<Book> {
  if (archive.has('xl/workbook.bin')) throw new Unreadable('file-old-workbook')
  if (!archive.has('xl/workbook.xml')) throw new Unreadable('file-not-table')
  const targets = new Map<string, string>()
  await readPart(archive, 'xl/_rels/workbook.xml.rels', {
    open(name, attribute) {
      const target = attribute('Target')
      if (name !== 'Relationship' || target === undefined) return
      targets.set(attribute('Id') ?? '', target.startsWith('/') ? target.slice(1) : PACKAGE + target)
    },
  })
  const sheets: string[] = []
  let epoch1904 = false
  await readPart(archive, 'xl/workbook.xml', {
    open(name, attribute) {
      if (name === 'workbookPr') epoch1904 = /^(?:1|true)$/.test(attribute('date1904') ?? '')
      const part = name === 'sheet' ? targets.get(attribute('id') ?? '') : undefined
      if (part !== undefined && archive.has(part) && (attribute('state') ?? 'visible') === 'visible') sheets.push(part)
    },
  })
  return { sheets, epoch1904, shared: await readShared(archive), styles: await readStyles(archive) }
}

async function readPart(archive: Archive, part: string, listener: XmlListener): Promise<void> {
  const xml = readXml(listener)
  const decoder = new TextDecoder()
  for await (const chunk of archive.read(part)) xml.push(decoder.decode(chunk, { stream: true }))
  xml.push(decoder.decode())
  xml.end()
}

/** Texts that cells name by number; how they sound in Japanese (rPh) is not part of them. */
async function readShared(archive: Archive): Promise<string[]> {
  const shared: string[] = []
  let text = ''
  let inText = false
  let sounds = false
  let letters = 0
  await readPart(archive, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') sounds = true
      else if (name === 't') inText = !sounds
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') sounds = false
      else if (name === 'si') {
        letters += text.length
        if (letters > MOST_SHARED) throw new Unreadable('file-inflates')
        shared.push(unescapeCell(text))
      }
    },
    text(piece) {
      if (inText) text += piece
    },
  })
  return shared
}

/** Number formats that show a day: 14 to 22, those of East Asian calendars, and own ones that name day, month or year. */
const isDayFormat = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

async function readStyles(archive: Archive): Promise<CellStyle[]> {
  const formats = new Map<number, string>()
  const styles: CellStyle[] = []
  let inCells = false
  await readPart(archive, 'xl/styles.xml', {
    open(name, attribute) {
      if (name === 'numFmt') formats.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attribute('numFmtId') ?? 0)
        const code = formats.get(id) ?? ''
        const shown = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
        styles.push({
          day: isDayFormat(id) || /[dy]|mmm/i.test(shown),
          // An NSS kept as a number shows its leading zero by such a format
          zeros: /^0+$/.test(code) ? code.length : 0,
        })
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

interface Cell {
  column: number
  type: string
  style: CellStyle | undefined
  value: string | undefined
  text: string
  formula: boolean
}

async function* sheetRows(
  archive: Archive,
  part: string,
  book: Book,
  at: (fraction: number) => void = () => {},
): AsyncGenerator<SheetRow> {
  const size = archive.sizeOf(part)
  let read = 0
  const ready: SheetRow[] = []
  const decoder = new TextDecoder()
  const xml = readXml(listenToSheet(book, (row) => ready.push(row)))
  for await (const chunk of archive.read(part)) {
    xml.push(decoder.decode(chunk, { stream: true }))
    read += chunk.length
    at(read / size)
    yield* ready.splice(0)
  }
  xml.push(decoder.decode())
  xml.end()
  yield* ready.splice(0)
}

function listenToSheet(book: Book, found: (row: SheetRow) => void): XmlListener {
  let row: SheetRow = { row: 0, cells: [] }
  let cell: Cell | undefined
  let inside: 'v' | 't' | undefined
  let column = -1
  return {
    open(name, attribute) {
      if (name === 'row') {
        row = { row: rowNumber(attribute('r'), row.row), cells: [] }
        column = -1
      } else if (name === 'c') {
        column = columnOf(attribute('r')) ?? column + 1
        if (column >= MOST_COLUMNS) throw new Unreadable('too-many-columns', { row: row.row, limit: MOST_COLUMNS })
        const style = book.styles[Number(attribute('s') ?? -1)]
        cell = { column, type: attribute('t') ?? 'n', style, value: undefined, text: '', formula: false }
      } else if (cell === undefined) return
      else if (name === 'f') cell.formula = true
      else if (name === 'v') {
        cell.value = ''
        inside = 'v'
      } else if (name === 't') inside = 't'
    },
    close(name) {
      if (name === 'v' || name === 't') inside = undefined
      else if (name === 'c' && cell !== undefined) {
        put(row, cell, book)
        cell = undefined
      } else if (name === 'row' && row.cells.length > 0) found(row)
    },
    text(piece) {
      if (cell === undefined || inside === undefined) return
      if (inside === 'v') cell.value += piece
      else cell.text += piece
    },
  }
}

function put(row: SheetRow, cell: Cell, book: Book): void {
  const { value, mark } = readCell(cell, book)
  while (row.cells.length < cell.column) row.cells.push('')
  row.cells[cell.column] = value
  if (mark === undefined) return
  row.marks ??= new Map()
  row.marks.set(cell.column, mark)
}

function readCell({ type, style, value, text, formula }: Cell, book: Book): { value: string; mark?: string } {
  const marked = (read: string) => (formula ? { value: read, mark: 'formula-value' } : { value: read })
  if (type === 'inlineStr') return marked(unescapeCell(text))
  if (value === undefined || value === '') return formula ? { value: '', mark: 'formula-without-value' } : { value: '' }
  if (type === 'e') return { value, mark: 'cell-error' }
  if (type === 's') {
    const shared = book.shared[Number(value)]
    return shared === undefined ? { value: '', mark: 'cell-error' } : marked(shared)
  }
  if (type === 'b') return marked(value === '1' ? 'TRUE' : 'FALSE')
  if (type === 'str' || type === 'd') return marked(unescapeCell(value))
  return marked(readNumber(value, style, book.epoch1904))
}

function readNumber(value: string, style: CellStyle | undefined, epoch1904: boolean): string {
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  if (style?.day === true && number >= 1 && number < 200_000)
    return dayOfSerial(Math.floor(number) + (epoch1904 ? 1462 : 0))
  // Fifteen digits are what a spreadsheet shows: 0.1 + 0.2 is 0.3 there
  const shown = Number.isSafeInteger(number) ? String(number) : String(Number(number.toPrecision(15)))
  return style !== undefined && style.zeros > 0 && Number.isSafeInteger(number)
    ? shown.padStart(style.zeros, '0')
    : shown
}

/** Serial 60 of the 1900 system is a 29 February that never was. */
const dayOfSerial = (serial: number) => addDays(serial < 60 ? '1899-12-31' : '1899-12-30', serial)

/** Always past the row before: two rows with one number would be taken for one. */
function rowNumber(written: string | undefined, before: number): number {
  const number = Number(written)
  return Number.isInteger(number) && number > before && number <= MOST_ROW ? number : before + 1
}

/** 'AB12' is column 27, from 0. */
function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined
  let column = 0
  for (const letter of reference) {
    if (letter < 'A' || letter > 'Z') break
    column = column * 26 + letter.charCodeAt(0) - 64
  }
  return column === 0 ? undefined : column - 1
}

/** Workbooks write letters that XML cannot hold, or will not keep, as _x000D_. */
const unescapeCell = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
