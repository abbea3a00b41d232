import { Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import { type SheetRow, Unreadable } from './unreadable.js'

/** Letters in one line of the file: a sheet of 27 columns with long comments needs a tenth of it. */
export const MOST_LINE = 65_536
/** Letters in one row, whose cells may hold several lines. */
const MOST_RECORD = 4 * MOST_LINE

export const separators = [',', ';', '\t', '|'] as const

/** Stands where a line too long was cut: no file holds this letter of the private use area but by intent. */
const CUT = '\uE7E7'

/**
 * Rows of a text file, one at a time. A line that is too long becomes a row with that code, and the rows after it are read
 * as ever; a quote that is never closed makes the file unreadable, with the row where it opened.
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  found: (separator: string) => void,
): AsyncGenerator<SheetRow> {
  const [start, rest] = await peek(text)
  const { separator, skip } = separatorOf(start)
  found(separator)
  const parser = parse({
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MOST_RECORD,
  })
  const source = Readable.from(cutLongLines(rest), { objectMode: true, highWaterMark: 1 })
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let row = 0
  try {
    for await (const record of parser) {
      const cells = record as string[]
      row++
      if (row === 1 && skip) continue
      yield cells.some((cell) => cell.includes(CUT)) ? { row, cells: [], code: 'line-too-long' } : { row, cells }
    }
  } catch (error) {
    const { code, records } = error as CsvError & { records?: number }
    if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE')
      throw new Unreadable('quote-not-closed', { row: (records ?? row) + 1 })
    throw error
  } finally {
    source.destroy()
  }
}

/** The first 64 thousand letters, and all of the text again. */
async function peek(text: AsyncIterable<string>): Promise<[start: string, all: AsyncGenerator<string>]> {
  const iterator = text[Symbol.asyncIterator]()
  const seen: string[] = []
  let length = 0
  while (length < MOST_LINE) {
    const next = await iterator.next()
    if (next.done === true) break
    seen.push(next.value)
    length += next.value.length
  }
  async function* all(): AsyncGenerator<string> {
    yield* seen
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value
  }
  return [seen.join('').slice(0, MOST_LINE), all()]
}

/** Excel's own first line `sep=;` decides; else the separator that the first lines hold most evenly. */
function separatorOf(start: string): { separator: string; skip: boolean } {
  const said = /^sep=(.)\r?\n/i.exec(start)?.[1]
  if (said !== undefined) return { separator: said, skip: true }
  const lines = start.split(/\r\n|\n|\r/).slice(0, 20)
  const score = (separator: string) => {
    const counts = lines.map((line) => cellsOf(line, separator)).filter((n) => n > 1)
    const widest = Math.max(0, ...counts)
    return counts.filter((n) => n === widest).length * 1000 + widest
  }
  const best = separators
    .map((separator) => ({ separator, score: score(separator) }))
    .sort((a, b) => b.score - a.score)[0]
  return { separator: best !== undefined && best.score > 0 ? best.separator : ',', skip: false }
}

/** Cells of a line; separators inside quotes are text. */
function cellsOf(line: string, separator: string): number {
  let cells = 1
  let quoted = false
  for (const letter of line) {
    if (letter === '"') quoted = !quoted
    else if (letter === separator && !quoted) cells++
  }
  return cells
}

/** Lets at most MOST_LINE letters of a line pass; of a longer one only the mark that it was cut. */
async function* cutLongLines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let line = ''
  let cutting = false
  for await (const chunk of text) {
    const out: string[] = []
    let from = 0
    for (const { index } of chunk.matchAll(/[\r\n]/g)) {
      const fits = !cutting && line.length + index - from <= MOST_LINE
      if (fits) out.push(line, chunk.slice(from, index + 1))
      else out.push(CUT, chunk.charAt(index))
      line = ''
      cutting = false
      from = index + 1
    }
    if (!cutting) line += chunk.slice(from)
    if (line.length > MOST_LINE) {
      line = ''
      cutting = true
    }
    if (out.length > 0) yield out.join('')
  }
  yield cutting ? CUT : line
}
