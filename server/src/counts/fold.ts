import type { Context, Database } from '../database/db.js'
import { databaseError } from '../problem.js'
import { addOnto, keptTables, sumsOf } from './sums.js'

/** A first load may bring a million entries at once. */
export const keeper: Context = { role: 'girasol_keeper', patience: 600_000 }
/** Held by whoever changes the kept counters. */
export const FOLD_LOCK = 7245

/** Room to group a first load in memory; compiling the statement would take longer than running it on a usual day. */
export const MAKE_ROOM = `select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`
export const TAKE_TURN = `${MAKE_ROOM}, pg_advisory_xact_lock($1)`

const FOLD = `
with moved as (
    delete from registry_pending returning entry_id
  ), ${sumsOf('select e.* from moved join registry_entries e on e.id = moved.entry_id')},
  ${keptTables.map((kept) => `add_${kept.table} as (${addOnto(kept, kept.sums)})`).join(',\n  ')}
select count(*)::integer as moved from moved`

/**
 * Folds pending ledger entries into the kept counters; returns how many entries moved. One statement moves them all or
 * none, and deletes what it moves, so no entry moves twice. Processes take turns by an advisory lock, since two statements
 * could meet in the counters in opposite order; one that waits five seconds in vain leaves the work to the other.
 */
export async function foldRegistry(database: Database): Promise<number> {
  try {
    return await database.transact(keeper, async ({ query }) => {
      const pending = await query('select entry_id from registry_pending order by entry_id limit 1', [])
      if (pending.length === 0) return 0
      // a statement of its own: the next one has to see what the holder before it left
      await query(TAKE_TURN, [FOLD_LOCK])
      const [row] = await query<{ moved: number }>(FOLD, [])
      return row?.moved ?? 0
    })
  } catch (error) {
    const cause = databaseError(error) as { code?: string } | null
    if (cause?.code === '55P03') return 0
    throw error
  }
}
