import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import { auditHeads, sealBatch } from './access/sealer.js'
import { foldRegistry } from './counts/fold.js'
import type { Context, Database } from './database/db.js'
import { forgetOldImports } from './imports/forget.js'
import { loggable } from './problem.js'

const keeper: Context = { role: 'girasol_keeper', patience: 30_000 }

/** What runs beside the requests: sealing audit events, folding the ledger, forgetting old idempotency keys, anchoring. */
export function startKeepers(database: Database, log: FastifyBaseLogger, folder: string): { stop(): Promise<void> } {
  const jobs = [
    every(1000, () => sealAll(database)),
    every(1000, () => foldRegistry(database).then(() => {})),
    every(3_600_000, () => forgetOldKeys(database)),
    every(3_600_000, () => forgetOldImports(database)),
    every(3_600_000, () => anchor(database, folder)),
  ]
  function every(ms: number, work: () => Promise<void>) {
    let timer: NodeJS.Timeout
    let running = Promise.resolve()
    let stopped = false
    const turn = () => {
      running = work()
        .catch((error: unknown) => log.error({ error: loggable(error) }, 'keeper failed'))
        .then(() => {
          if (!stopped) timer = setTimeout(turn, ms)
        })
    }
    timer = setTimeout(turn, ms)
    return async () => {
      stopped = true
      clearTimeout(timer)
      await running
    }
  }
  return {
    async stop() {
      await Promise.all(jobs.map((stop) => stop()))
    },
  }
}

export async function sealAll(database: Database): Promise<void> {
  while ((await sealBatch(database)) > 0);
}

export const forgetOldKeys = (database: Database) =>
  database.transact(keeper, async ({ query }) => {
    await query('delete from idempotency_keys where recorded_on < current_date - 7', [])
    await query("delete from sign_in_failures where blocked_until < now() - interval '7 days'", [])
    // kept for the limits of an hour alone
    await query("delete from follow_failures where failed_at < now() - interval '1 day'", [])
    await query("delete from identity_looks where found_at < now() - interval '1 day'", [])
  })

/** Heads of the audit chains, written beside the database each hour and kept by day. */
async function anchor(database: Database, folder: string): Promise<void> {
  const heads = await auditHeads(database)
  mkdirSync(path.join(folder, 'anchors'), { recursive: true })
  const file = path.join(folder, 'anchors', `${new Date().toISOString().slice(0, 10)}.json`)
  writeFileSync(`${file}.new`, JSON.stringify({ at: new Date().toISOString(), heads }), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
