import type { Database } from '../database/db.js'

/** Folds pending ledger entries into the kept counters; returns how many entries moved. */
export async function foldRegistry(_database: Database): Promise<number> {
  return 0
}
