import type { AskingScope } from '../access/scope.js'
import { tooMany } from '../problem.js'

/** Registered names that one person may be shown in an hour: the check must not become a list to ask. */
export const NAMES_AN_HOUR = 60

/** How many more names this person may be shown now; none left is 429 until the oldest of the hour is past. */
export async function looksLeft({ query, userId }: Pick<AskingScope, 'query' | 'userId'>): Promise<number> {
  const [row] = await query<{ found: number; seconds: number | null }>(
    `select count(*)::integer as found, extract(epoch from min(found_at) + interval '1 hour' - now())::float8 as seconds
    from identity_looks where user_id = $1 and found_at > now() - interval '1 hour'`,
    [userId],
  )
  const left = NAMES_AN_HOUR - (row?.found ?? 0)
  if (left <= 0) throw tooMany(row?.seconds ?? 3600)
  return left
}

/** A name shown again counts once: it tells nothing new. */
export async function rememberLooks(
  { query, userId }: Pick<AskingScope, 'query' | 'userId'>,
  learnt: readonly Buffer[],
): Promise<void> {
  await query(
    `insert into identity_looks (user_id, text_hash, found_at) select $1::uuid, hash, now() from unnest($2::bytea[]) as hash
    on conflict (user_id, text_hash) do update set found_at = now()`,
    [userId, byteaArray(learnt)],
  )
}

/** An array of bytes as PostgreSQL reads it; each value once, as one statement may not meet a row twice. */
export const byteaArray = (hashes: readonly Buffer[]) =>
  `{${[...new Set(hashes.map((hash) => hash.toString('hex')))].map((hex) => `"\\\\x${hex}"`).join(',')}}`
