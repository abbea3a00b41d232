import type { BuiltInMapping, ImportFinding, ImportPreview, NameProposal } from 'shared/imports'
import { type CaseDraft, caseFingerprint, casesReader } from './case-rows.js'
import { type RowCells, readCells } from './cells.js'
import { censusReader } from './census-rows.js'
import { csvRows } from './csv.js'
import { decode } from './decode.js'
import { fitOf, guessMapping, headerRow, type Layout, layOut, TITLE_ROWS } from './headers.js'
import { patientsReader, type SexLetter } from './patients-rows.js'
import { fingerprintOf, type PersonDraft } from './person.js'
import type { ReadingPlan } from './plan.js'
import { type SheetRow, Unreadable } from './unreadable.js'
import { MOST_COLUMNS, workbookRows } from './workbook.js'

/** What was found out about a file before its first row. */
export interface FileFacts {
  format: 'csv' | 'xlsx'
  separator: string | null
  headers: string[]
  ignoredHeaders: string[]
}

/** A row as it will be kept: its cells as they came, what was found in them, and what would be written. */
export interface ReadRow {
  row: number
  cells: string[]
  findings: ImportFinding[]
  fingerprint: Buffer | null
  person: PersonDraft | null
  oneCase: CaseDraft | null
  letter: SexLetter
}

/** Letters all cells of one row may hold together. */
const MOST_ROW_LETTERS = 262_144
const PREVIEW_ROWS = 20

interface Sheet {
  facts: FileFacts
  layout: Layout
  mapping: BuiltInMapping | null
  rows: AsyncGenerator<SheetRow>
}

/**
 * Reads a file row by row and keeps nothing of it. Throws Unreadable where the file as a whole cannot be read; a row that
 * cannot is one of its rows, with the reason.
 */
export async function* readFile(
  plan: ReadingPlan,
  bytes: AsyncIterable<Uint8Array>,
  found: (facts: FileFacts) => void,
  at: (fraction: number) => void,
): AsyncGenerator<ReadRow> {
  const { facts, layout, mapping, rows } = await openSheet(plan, bytes, at)
  found(facts)
  if (layout.duplicated.length > 0) throw new Unreadable('duplicated-headers', { headers: layout.duplicated })
  if (layout.missing.length > 0) throw new Unreadable('missing-headers', { headers: layout.missing })
  const read = rowReader(plan, mapping, layout)
  let count = 0
  for await (const row of rows) {
    count++
    if (count > plan.maxRows) throw new Unreadable('too-many-rows', { row: row.row, limit: plan.maxRows })
    yield withoutName(read(row))
  }
  if (count === 0) throw new Unreadable('no-rows')
}

const withoutName = ({ name: _, ...row }: ReadRow & { name: NameProposal | null }): ReadRow => row

/** What a file is, how it would be read, and its first rows. Headers that stand in the way are named, not thrown. */
export async function previewFile(plan: ReadingPlan, bytes: AsyncIterable<Uint8Array>): Promise<ImportPreview> {
  const { facts, layout, mapping, rows } = await openSheet(plan, bytes, () => {})
  const readable = mapping !== null && layout.missing.length === 0 && layout.duplicated.length === 0
  const read = rowReader(plan, readable ? mapping : null, layout)
  const first: ImportPreview['rows'] = []
  for await (const row of rows) {
    const { cells, findings, name } = read(row)
    first.push({ row: row.row, cells, findings, name })
    if (first.length >= PREVIEW_ROWS) break
  }
  return {
    format: facts.format,
    encoding: plan.encoding,
    separator: facts.separator,
    headers: layout.headers,
    mapping,
    dataset: layout.dataset,
    columns: layout.headers.map((header, i) => ({ header, field: layout.fields[i] ?? null })),
    ignoredHeaders: layout.ignored,
    duplicatedHeaders: layout.duplicated,
    missingHeaders: layout.missing,
    rows: first,
  }
}

async function openSheet(
  plan: ReadingPlan,
  bytes: AsyncIterable<Uint8Array>,
  at: (fraction: number) => void,
): Promise<Sheet> {
  let separator: string | null = null
  const all =
    plan.encoding === null
      ? workbookRows(
          await whole(bytes),
          (rows) => fitOf(headerRow(rows, plan.mapping, plan.columns)?.cells ?? [], plan.mapping, plan.columns),
          at,
        )
      : csvRows(decode(bytes, plan.encoding), (used) => {
          separator = used
        })
  const first: SheetRow[] = []
  for (let next = await all.next(); next.done !== true; next = await all.next())
    if (first.push(next.value) >= TITLE_ROWS) break
  const header = headerRow(first, plan.mapping, plan.columns)
  if (header === undefined)
    throw new Unreadable(
      first.some(({ code }) => code === 'line-too-long') ? 'line-too-long' : 'file-empty',
      first[0] === undefined ? {} : { row: first[0].row },
    )
  if (header.cells.length > MOST_COLUMNS)
    throw new Unreadable('too-many-columns', { row: header.row, limit: MOST_COLUMNS })
  const mapping = plan.mapping ?? guessMapping(header.cells)
  const layout = layOut(mapping ?? 'patients', header.cells, plan.columns, plan.options)
  async function* rows(): AsyncGenerator<SheetRow> {
    for (const row of first) if (row.row > (header?.row ?? 0) && isFilled(row)) yield row
    for await (const row of all) if (isFilled(row)) yield row
  }
  const { headers, ignored: ignoredHeaders } = layout
  return {
    facts: { format: plan.encoding === null ? 'xlsx' : 'csv', separator, headers, ignoredHeaders },
    layout,
    mapping,
    rows: rows(),
  }
}

const isFilled = ({ cells, code }: SheetRow) => code !== undefined || cells.some((cell) => cell.trim() !== '')

/** A workbook's list of contents stands at its end, so it is held whole; its sheets are not. */
async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks)
}

interface Drafted {
  person?: PersonDraft | null
  oneCase?: CaseDraft | null
  letter?: SexLetter
  name?: NameProposal | null
}

function rowReader(
  plan: ReadingPlan,
  mapping: BuiltInMapping | null,
  layout: Layout,
): (row: SheetRow) => ReadRow & { name: NameProposal | null } {
  const draft = drafter(plan, mapping, layout)
  return (row) => {
    const base = { row: row.row, fingerprint: null, person: null, oneCase: null, letter: null, name: null }
    const letters = row.cells.reduce((sum, cell) => sum + cell.length, 0)
    const code = row.code ?? (letters > MOST_ROW_LETTERS ? 'line-too-long' : undefined)
    if (code !== undefined) return { ...base, cells: [], findings: [{ column: null, code, severity: 'error' }] }
    const cells = readCells(layout, row, plan.today)
    const { person = null, oneCase = null, letter = null, name = null } = draft(cells)
    const fingerprint = person !== null ? fingerprintOf(person) : oneCase !== null ? caseFingerprint(oneCase) : null
    return {
      ...base,
      cells: row.cells.map(keepable),
      findings: cells.findings,
      fingerprint,
      person,
      oneCase,
      letter,
      name,
    }
  }
}

function drafter(plan: ReadingPlan, mapping: BuiltInMapping | null, layout: Layout): (cells: RowCells) => Drafted {
  if (mapping === 'patients') return patientsReader(plan)
  if (mapping === 'census-27') return censusReader(plan)
  if (mapping === null) return () => ({})
  const read = casesReader(plan, layout.dataset)
  return (cells) => ({ oneCase: read(cells) })
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair; the row that holds one is refused, and shows where. */
const keepable = (cell: string) =>
  /[\0\p{Cs}]/u.test(cell) ? cell.replaceAll('\0', '\u2400').replace(/\p{Cs}/gu, '\uFFFD') : cell
