import type { Database } from '../database/db.js'

/** Days for which the rows of a file are kept after it came: people's data that nobody asks for any more is not. */
export const KEPT_DAYS = 30

const ROWS = `
delete from import_rows where import_id in (
  select id from imports where created_at < now() - make_interval(days => ${KEPT_DAYS}) and status not in ('queued', 'reading', 'committing'))`

/** Uploads that broke off leave parts without an import; those being read are never that old. */
const FILES = `
delete from import_files f where recorded_at < now() - interval '1 day'
  and not exists (select from imports i where i.id = f.import_id and i.status in ('queued', 'reading'))`

/** Forgets the rows of old imports and the bytes of uploads that broke off. Their imports stay, with their counts. */
export const forgetOldImports = (database: Database): Promise<void> =>
  database.transact({ role: 'girasol_keeper', patience: 60_000 }, async ({ query }) => {
    await query(ROWS, [])
    await query(FILES, [])
  })
