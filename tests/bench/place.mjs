// A durable server, a migrated database and a running program for the benchmarks.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { uuidv7 } from 'uuidv7'
import { openDatabase } from '../../server/dist/database/db.js'
import { startEmbedded } from '../../server/dist/database/embedded.js'
import { loadCatalogues } from '../../server/dist/terminology/load.js'

export const secrets = {
  jwt: 'a-bench-secret-of-more-than-32-bytes!!',
  field: 'another-bench-secret-of-32-bytes-or-more',
}
const migrations = fileURLToPath(new URL('../../drizzle', import.meta.url))

/** The given server (TEST_DATABASE_URL) or an embedded one with fsync on, and one fresh database on it. */
export async function openPlace() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'girasol-bench-'))
  const given = process.env['TEST_DATABASE_URL']
  const embedded = given
    ? null
    : await startEmbedded(path.join(folder, 'postgres'), { flags: ['-c', 'max_connections=200'] })
  const admin = postgres(given ?? embedded.url, { max: 1, onnotice: () => {} })
  const name = `girasol_bench_${process.pid}`
  await admin.unsafe(`create database ${name}`)
  const url = new URL(given ?? embedded.url)
  url.pathname = `/${name}`
  const database = openDatabase(url.href, { max: 10 })
  await database.migrate(migrations)
  await loadCatalogues(url.href, () => {})
  const sql = postgres(url.href, { max: 2, onnotice: () => {} })
  return {
    url: url.href,
    database,
    sql,
    folder,
    async close() {
      await sql.end({ timeout: 2 })
      await database.close()
      await admin.unsafe(`drop database ${name} with (force)`)
      await admin.end()
      await embedded?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Ten million rows go in before their indexes, which are then made as the migrations say: an hour becomes minutes. */
export async function fillWithoutIndexes(sql, table, fill) {
  const indexes = await sql`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as made from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = ${table}::regclass and not i.indisprimary`
  // Statements about indexes and vacuum take no parameters; the names are the database's own
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`)
  await fill()
  for (const { made } of indexes) await sql.unsafe(made)
  await sql.unsafe('vacuum analyze')
}

/** An id in the order of `n`, as the program's own are in the order of time: a constant, put into the text. */
export const ORDERED_ID = `('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`

export async function makeHospital(sql, n = 0) {
  const id = uuidv7()
  const clues = `ZZBEN${String(n).padStart(6, '0')}`
  await sql`insert into organizations (id, clues, name, level, regime, state, search) values (${id}, ${clues}, ${`Hospital ${n}`}, 'second-level', 'imss', 'JC', ${`hospital ${n}`})`
  return id
}

/** An account with one role and an open session. */
export async function makePerson(sql, role, { organizationId = null, national = false } = {}) {
  const [userId, sessionId] = [uuidv7(), uuidv7()]
  await sql`insert into users (id, email, name, password_hash) values (${userId}, ${`${userId}@bench.test`}, 'Bench', 'x')`
  await sql`insert into grants (id, user_id, role, organization_id, national) values (${uuidv7()}, ${userId}, ${role}, ${organizationId}, ${national})`
  await sql`insert into sessions (id, user_id, expires_at) values (${sessionId}, ${userId}, now() + interval '1 day')`
  return { userId, sessionId }
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
