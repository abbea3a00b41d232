import { and, asc, desc, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm'
import {
  type BuiltInMapping,
  builtInMappings,
  type DeidentifiedCase,
  type Import,
  type ImportList,
  type ImportMapping,
  type ImportRowList,
  type importRowStates,
  type NewImportMapping,
  UNDO_HOURS,
} from 'shared/imports'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import type { Transaction } from '../database/db.js'
import { invalid, notFound } from '../problem.js'
import { deidentifiedCases, importMappings, importRows, imports } from './table.js'

export type ImportRecord = typeof imports.$inferSelect
type RowState = (typeof importRowStates)[number]

/**
 * One of the caller's own imports, or 404: row-level security hides everybody else's, and those of hospitals that have
 * left the reach since.
 */
export async function findImport({ db }: Pick<Transaction, 'db'>, id: string): Promise<ImportRecord> {
  const [found] = await db.select().from(imports).where(eq(imports.id, id))
  if (found === undefined) throw notFound()
  return found
}

/** The same, held until the transaction ends, so that two acts on one import take turns. */
export async function lockImport({ db }: Pick<Transaction, 'db'>, id: string): Promise<ImportRecord> {
  const [found] = await db.select().from(imports).where(eq(imports.id, id)).for('update')
  if (found === undefined) throw notFound()
  return found
}

export async function listImports({ db }: OpenScope, { limit, cursor }: Page): Promise<ImportList> {
  const before = cursor === undefined ? undefined : lt(imports.id, uuidCursor(cursor))
  const rows = await db
    .select()
    .from(imports)
    .where(before)
    .orderBy(desc(imports.id))
    .limit(limit + 1)
  return { items: rows.slice(0, limit).map(asImport), nextCursor: nextOf(rows, limit, ({ id }) => id) }
}

export interface Page {
  limit: number
  cursor?: string | undefined
}

const HOUR = 3_600_000

export function asImport(row: ImportRecord): Import {
  const { createdAt, committedAt, undoneAt, progress, format } = row
  const until = committedAt === null ? null : new Date(committedAt.getTime() + UNDO_HOURS * HOUR)
  const undoable = row.status === 'committed' && until !== null && until > new Date()
  return {
    id: row.id,
    mapping: row.mapping,
    dryRun: row.dryRun,
    status: row.status,
    rows: row.rows,
    accepted: row.accepted,
    rejected: row.rejected,
    duplicates: row.duplicates,
    warnings: row.warnings,
    progress: progress / 100,
    sizeBytes: row.sizeBytes,
    format: format === 'csv' || format === 'xlsx' ? format : null,
    encoding: row.encoding,
    separator: row.separator,
    headers: row.headers,
    ignoredHeaders: row.ignoredHeaders,
    options: row.options,
    failure: row.failure,
    failureDetails: row.failureDetails,
    createdAt: createdAt.toISOString(),
    committedAt: committedAt?.toISOString() ?? null,
    undoUntil: undoable ? until.toISOString() : null,
    undoneAt: undoneAt?.toISOString() ?? null,
  }
}

/** Rows in the order of the file; before a commit nobody of an accepted row is registered yet. */
export async function listRows(
  { db }: OpenScope,
  record: ImportRecord,
  { limit, cursor, state }: Page & { state?: RowState | undefined },
): Promise<ImportRowList> {
  const written = record.status === 'committed' || record.status === 'undone'
  const rows = await db
    .select()
    .from(importRows)
    .where(and(eq(importRows.importId, record.id), stateIs(record, state), afterRow(cursor)))
    .orderBy(asc(importRows.row))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map(({ row, state: kept, raw, findings, patientId }) => ({
    row,
    state: shownState(record, kept),
    cells: raw,
    findings: findings ?? [],
    patientId:
      kept === 'duplicate' || (kept === 'accepted' && written && record.base !== 'deidentified-cases')
        ? patientId
        : null,
  }))
  return { items, nextCursor: nextOf(rows, limit, ({ row }) => String(row)) }
}

/** An accepted row is kept as such; that its file was committed or undone is the import's to say. */
const shownState = ({ status }: ImportRecord, state: RowState): RowState =>
  state === 'accepted' && (status === 'committed' || status === 'undone') ? status : state

function stateIs(record: ImportRecord, state: RowState | undefined): SQL | undefined {
  if (state === undefined) return undefined
  const kept = state === 'committed' || state === 'undone' ? 'accepted' : state
  return shownState(record, kept) === state ? eq(importRows.state, kept) : sql`false`
}

function afterRow(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined
  if (!/^\d{1,9}$/.test(cursor)) throw cursorUnknown()
  return gt(importRows.row, Number(cursor))
}

const cursorUnknown = () => invalid({ pointer: '#/cursor', code: 'cursor-unknown' })

function uuidCursor(cursor: string): string {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor)) throw cursorUnknown()
  return cursor
}

const nextOf = <Row>(rows: readonly Row[], limit: number, key: (row: Row) => string): string | null => {
  const last = rows[limit - 1]
  return rows.length > limit && last !== undefined ? key(last) : null
}

/** Rejected rows for the errors file, a page at a time. */
export function rejectedAfter({ db }: Transaction, importId: string, row: number, limit: number) {
  return db
    .select({ row: importRows.row, raw: importRows.raw, findings: importRows.findings })
    .from(importRows)
    .where(and(eq(importRows.importId, importId), eq(importRows.state, 'rejected'), gt(importRows.row, row)))
    .orderBy(asc(importRows.row))
    .limit(limit)
}

/** The mapping a request names: one of ours, or one that the caller saved. */
export async function findMapping(
  { db }: OpenScope,
  name: string,
): Promise<Pick<ImportMapping, 'base' | 'columns' | 'options'> | null> {
  const builtIn = builtInMappings.find((known) => known === name)
  if (builtIn !== undefined) return { base: builtIn, columns: {}, options: {} }
  if (!/^[0-9a-f-]{36}$/.test(name)) return null
  const [saved] = await db.select().from(importMappings).where(eq(importMappings.id, name))
  return saved === undefined ? null : asMapping(saved)
}

export async function listMappings({ db }: OpenScope): Promise<ImportMapping[]> {
  const rows = await db
    .select()
    .from(importMappings)
    .orderBy(asc(importMappings.name), asc(importMappings.id))
    .limit(200)
  return rows.map(asMapping)
}

export async function saveMapping(scope: OpenScope, mapping: NewImportMapping): Promise<ImportMapping> {
  const [row] = await scope.db
    .insert(importMappings)
    .values({ ...mapping, id: newId(), createdBy: scope.userId })
    .returning()
  if (row === undefined) throw new Error('The mapping came back without its row')
  await audit(scope, {
    action: 'create',
    resourceType: 'ImportMapping',
    resourceId: row.id,
    details: { base: row.base },
  })
  return asMapping(row)
}

const asMapping = ({
  id,
  name,
  base,
  columns,
  options,
  recordedAt,
}: typeof importMappings.$inferSelect): ImportMapping => ({
  id,
  name,
  base: base as BuiltInMapping, // written from the schema's enumeration only
  columns,
  options,
  recordedAt: recordedAt.toISOString(),
})

/** Cases without identity that the caller's hospitals, or for a national reach anybody, brought. */
export async function listCases(
  { db }: OpenScope,
  { limit, cursor, dataset }: Page & { dataset?: string | undefined },
): Promise<{ items: DeidentifiedCase[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : gt(deidentifiedCases.id, uuidCursor(cursor))
  const rows = await db
    .select()
    .from(deidentifiedCases)
    .where(and(after, dataset === undefined ? undefined : eq(deidentifiedCases.dataset, dataset)))
    .orderBy(asc(deidentifiedCases.id))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map(({ importId: _, organizationId: __, ...row }): DeidentifiedCase => row)
  return { items, nextCursor: nextOf(rows, limit, ({ id }) => id) }
}

/** Imports whose work a process that died left undone. */
export const unfinished = ['queued', 'reading', 'committing'] as const
export const unfinishedImports = ({ db }: Pick<Transaction, 'db'>) =>
  db
    .select({
      id: imports.id,
      createdBy: imports.createdBy,
      status: imports.status,
      organizationIds: imports.organizationIds,
      national: imports.national,
    })
    .from(imports)
    .where(inArray(imports.status, [...unfinished]))
    .orderBy(asc(imports.id))
