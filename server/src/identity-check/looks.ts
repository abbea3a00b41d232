import type { AskingScope } from '../access/scope.js'

/** Registered names and numbers that one person may be shown in an hour: the check must not become a list to ask. */
const SHOWN_AN_HOUR = { coordinators: 60, representatives: 10 }
/** Those that were found and not shown tell something too: at so many times what may be shown, nothing is looked up. */
const FOUND_TO_SHOWN = 2

/** What one person learnt in the last hour. */
export interface Looks {
  /** Keyed hashes of what they were shown, in hexadecimal: it may be shown again, for it tells nothing new. */
  seen: ReadonlySet<string>
  /** How many more may be shown, and how many more looked up. */
  toShow: number
  toFind: number
  /** Until the oldest of the hour is past. */
  seconds: number
}

export async function readLooks({
  query,
  userId,
  door,
}: Pick<AskingScope, 'query' | 'userId' | 'door'>): Promise<Looks> {
  const rows = await query<{ hash: string; seconds: number }>(
    `select encode(text_hash, 'hex') as hash, extract(epoch from found_at + interval '1 hour' - now())::float8 as seconds
    from identity_looks where user_id = $1 and found_at > now() - interval '1 hour' order by found_at`,
    [userId],
  )
  const most = SHOWN_AN_HOUR[door === 'girasol_families' ? 'representatives' : 'coordinators']
  return {
    seen: new Set(rows.map(({ hash }) => hash)),
    toShow: Math.max(0, most - rows.length),
    toFind: Math.max(0, most * FOUND_TO_SHOWN - rows.length),
    seconds: rows[0]?.seconds ?? 3600,
  }
}

/** What is shown again counts once. */
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
