import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import type { FastifyReply } from 'fastify'
import type { ImportFinding } from 'shared/imports'
import { explainImport } from 'shared/imports-words'
import { audit, type Scope, transact } from '../access/scope.js'
import { sendSheet } from '../exports/send.js'
import { neutralise } from '../exports/sheet.js'
import { invalid } from '../problem.js'
import { type ImportRecord, rejectedAfter } from './queries.js'

export type Lang = 'es' | 'en'

/** What each line says beside its cells; names of the contract, the same in every language. */
const added = ['row', 'column', 'code', 'explanation'] as const
const PAGE = 1000
/** A workbook is made in memory; longer lists go out as CSV, line by line. */
const MOST_IN_WORKBOOK = 50_000

const sheetWords = {
  es: {
    name: 'Filas por corregir',
    how: 'Corrija las celdas y envíe este mismo archivo: las columnas row, column, code y explanation se ignoran.',
    label: 'Cómo usarlo',
  },
  en: {
    name: 'Rows to correct',
    how: 'Correct the cells and send this same file: the columns row, column, code and explanation are ignored.',
    label: 'How to use it',
  },
} as const

/** The rejected rows as they came, with where, what and how to mend it. Formulas in them are neutralised. */
export async function sendErrors(
  reply: FastifyReply,
  scope: Scope,
  record: ImportRecord,
  format: 'csv' | 'xlsx',
  lang: Lang,
): Promise<FastifyReply> {
  if (format === 'xlsx' && record.rejected > MOST_IN_WORKBOOK) throw invalid({ pointer: '#/format', code: 'too-many' })
  const width = await transact(scope, async (open) => {
    const details = { format, rows: record.rejected }
    await audit(open, { action: 'export', resourceType: 'Import', resourceId: record.id, details })
    const [widest] = await open.query<{ n: number }>(
      `select coalesce(max(jsonb_array_length(raw)), 0) as n from import_rows where import_id = $1 and state = 'rejected'`,
      [record.id],
    )
    return Math.max(widest?.n ?? 0, record.headers?.length ?? 0)
  })
  const headers = Array.from({ length: width }, (_, i) => record.headers?.[i] ?? '')
  if (format === 'xlsx') {
    const rows: string[][] = []
    for await (const page of pages(scope, record.id)) rows.push(...page.map((row) => lineOf(row, width, lang)))
    const { name, how, label } = sheetWords[lang]
    const columns = [...headers, ...added].map((heading) => ({ heading, kind: 'text' as const }))
    return sendSheet(reply, 'xlsx', { file: 'import-errors', name, columns, rows, notes: [[label, how]], lang })
  }
  async function* csv(): AsyncGenerator<string> {
    yield csvText([[...headers, ...added]], true)
    for await (const page of pages(scope, record.id))
      yield csvText(
        page.map((row) => lineOf(row, width, lang)),
        false,
      )
  }
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="import-errors.csv"')
    .header('vary', 'accept')
    .send(Readable.from(csv(), { objectMode: false }))
}

const csvText = (lines: string[][], bom: boolean) =>
  stringify(
    lines.map((line) => line.map(neutralise)),
    { bom, record_delimiter: 'windows' },
  )

interface Rejected {
  row: number
  raw: string[]
  findings: ImportFinding[] | null
}

async function* pages(scope: Scope, importId: string): AsyncGenerator<Rejected[]> {
  let after = 0
  for (;;) {
    const from = after
    const page = await transact(scope, (open) => rejectedAfter(open, importId, from, PAGE))
    if (page.length > 0) yield page
    if (page.length < PAGE) return
    after = page.at(-1)?.row ?? after
  }
}

/** One line a row, however much is wrong with it. */
function lineOf({ row, raw, findings }: Rejected, width: number, lang: Lang): string[] {
  const errors = (findings ?? []).filter(({ severity }) => severity === 'error')
  const joined = (say: (finding: ImportFinding) => string) => errors.map(say).join(' | ')
  return [
    ...Array.from({ length: width }, (_, i) => raw[i] ?? ''),
    String(row),
    joined(({ column }) => column ?? ''),
    joined(({ code }) => code),
    joined(({ code }) => explainImport(code, lang)),
  ]
}
