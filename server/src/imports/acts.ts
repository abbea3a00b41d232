import { eq } from 'drizzle-orm'
import { UNDO_HOURS } from 'shared/imports'
import { audit, type OpenScope } from '../access/scope.js'
import { conflict } from '../problem.js'
import { KEPT_DAYS } from './forget.js'
import { findImport, type ImportRecord, lockImport } from './queries.js'
import { imports } from './table.js'
import { takeBack } from './undo.js'

const DAY = 86_400_000

/** Marks a read import for committing, within the reach with which it came. Answers whether there is work to do. */
export async function askToCommit(open: OpenScope, id: string): Promise<{ record: ImportRecord; work: boolean }> {
  const record = await lockImport(open, id)
  if (record.status === 'committed' || record.status === 'committing') return { record, work: false }
  if (record.dryRun) throw conflict('import-dry-run')
  if (record.status !== 'ready' || Date.now() - record.createdAt.getTime() > KEPT_DAYS * DAY)
    throw conflict('import-not-ready', { importStatus: record.status })
  const asked = { requestId: open.requestId, status: 'committing' as const, progress: 0, failure: null }
  await open.db.update(imports).set(asked).where(eq(imports.id, id))
  return { record: { ...record, ...asked }, work: true }
}

/** Before a commit: forgets the file and its rows. After it, for a day: takes the batch back. */
export async function discardOrUndo(open: OpenScope, id: string): Promise<ImportRecord> {
  const { db, query } = open
  const { status, committedAt, base } = await lockImport(open, id)
  if (status === 'committing') throw conflict('import-not-ready', { importStatus: status })
  if (status === 'discarded' || status === 'undone') return findImport(open, id)
  if (status === 'committed') {
    if (committedAt === null || Date.now() - committedAt.getTime() > UNDO_HOURS * 3_600_000)
      throw conflict('undo-expired')
    await takeBack(open, id)
  } else {
    await query('delete from import_rows where import_id = $1', [id])
    await query('delete from import_files where import_id = $1', [id])
    const nothing = { rows: 0, accepted: 0, rejected: 0, duplicates: 0, warnings: 0 }
    await db
      .update(imports)
      .set({ ...nothing, status: 'discarded' })
      .where(eq(imports.id, id))
  }
  await audit(open, { action: 'undo', resourceType: 'Import', resourceId: id, details: { base, from: status } })
  return findImport(open, id)
}
