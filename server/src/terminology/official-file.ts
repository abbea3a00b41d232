import { fold } from 'shared/fold'
import { csvRows } from '../imports/csv.js'
import { decode } from '../imports/decode.js'
import { surveyBytes } from '../imports/survey.js'
import { Unreadable } from '../imports/unreadable.js'

/** A cell that cannot be taken, for the person who runs the command. `row` counts as spreadsheets do, from 1. */
export interface CellFault {
  row: number
  column: string
  value: string
  code: string
}

/** A file that cannot become a catalogue: nothing of it was taken. */
export class BadCatalogue extends Error {
  override name = 'BadCatalogue'
  readonly faults: readonly CellFault[]
  constructor(message: string, faults: readonly CellFault[] = []) {
    super(message)
    this.faults = faults
  }
}

export interface OfficialRow {
  row: number
  /** By our column name; only the columns that the file has. */
  cells: Record<string, string>
  /** How the file itself calls our columns. */
  called: Readonly<Record<string, string>>
}

/** Our column names and the other names, folded and without signs, that official files give them. */
export type ColumnNames = Readonly<Record<string, readonly string[]>>

/** Rows of a text file in any usual encoding and separator, by our column names. */
export async function readOfficial(
  bytes: Buffer,
  names: ColumnNames,
  required: readonly string[],
): Promise<OfficialRow[]> {
  const survey = surveyBytes()
  survey.see(bytes)
  const { kind, encoding } = survey.result()
  if (kind === 'zip' || encoding === null)
    throw new BadCatalogue(`The file is not a text table (${kind}): save the sheet as CSV first.`)
  const rows: OfficialRow[] = []
  let columns: (string | undefined)[] | undefined
  let called: Record<string, string> = {}
  try {
    for await (const { row, cells, code } of csvRows(decode(one(bytes), encoding), () => {})) {
      if (code !== undefined) throw new BadCatalogue(`Row ${row}: ${code}`)
      if (cells.every((cell) => cell.trim() === '')) continue
      if (columns === undefined) {
        columns = cells.map((title) => ourName(title, names))
        called = Object.fromEntries(
          columns.flatMap((name, at) => (name === undefined ? [] : [[name, cells[at] ?? '']])),
        )
        const missing = required.filter((name) => called[name] === undefined)
        if (missing.length > 0)
          throw new BadCatalogue(
            `Row ${row}: the header lacks ${missing.join(' and ')}; it has ${cells.map((title) => `«${title}»`).join(', ')}.`,
          )
        continue
      }
      rows.push({ row, called, cells: byName(columns, cells) })
    }
  } catch (error) {
    if (error instanceof Unreadable) throw new BadCatalogue(`Row ${error.details.row ?? '?'}: ${error.code}`)
    throw error
  }
  if (rows.length === 0) throw new BadCatalogue('The file has no rows.')
  return rows
}

async function* one(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}

const bare = (title: string) => fold(title).replace(/[^a-z0-9]/g, '')

const ourName = (title: string, names: ColumnNames): string | undefined =>
  Object.entries(names).find(([name, others]) => [bare(name), ...others].includes(bare(title)))?.[0]

const byName = (columns: readonly (string | undefined)[], cells: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    columns.flatMap((name, at) => (name === undefined ? [] : [[name, (cells[at] ?? '').normalize('NFC').trim()]])),
  )
