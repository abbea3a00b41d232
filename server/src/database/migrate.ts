import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import type { Journal } from './db.js'

/**
 * Applies what is missing, all of it in one transaction and under an advisory lock, so that several processes may
 * start at once. The whole list of hashes is compared: a gap or a changed file is refused by name.
 */
export async function migrateOver(url: string, folder: string, journal: Journal): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false })
  try {
    const files = journal.entries.map(({ tag }) => {
      const text = readFileSync(path.join(folder, `${tag}.sql`), 'utf8')
      return { tag, text, hash: createHash('sha256').update(text).digest('hex') }
    })
    await sql.begin(async (tx) => {
      await tx.unsafe('select pg_advisory_xact_lock(7242)')
      await tx.unsafe(
        'create table if not exists girasol_migrations (position integer primary key, tag text not null, hash text not null, applied_at timestamptz not null default now())',
      )
      const done = await tx.unsafe<{ position: number; tag: string; hash: string }[]>(
        'select position, tag, hash from girasol_migrations order by position',
      )
      for (const [index, row] of done.entries()) {
        const file = files[index]
        if (row.position !== index || file?.tag !== row.tag || file.hash !== row.hash)
          throw new Error(
            `Migration ${row.tag} in the database is not the one in ${folder} at position ${index}; nothing was changed.`,
          )
      }
      for (const [index, { tag, text, hash }] of files.entries()) {
        if (index < done.length) continue
        for (const statement of text.split('--> statement-breakpoint'))
          if (statement.trim() !== '') await tx.unsafe(statement)
        await tx`insert into girasol_migrations (position, tag, hash) values (${index}, ${tag}, ${hash})`
      }
    })
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** How many migrations the database has applied; null when it has none of ours. */
export async function countApplied(ask: (text: string) => Promise<{ n: number }[]>): Promise<number | null> {
  try {
    const [row] = await ask('select count(*)::int as n from girasol_migrations')
    return row?.n ?? null
  } catch {
    return null
  }
}
