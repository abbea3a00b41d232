import { createHash } from 'node:crypto'
import type { Context, Database, Transaction } from '../database/db.js'

const keeper: Context = { role: 'girasol_keeper', patience: 30_000 }
/** The chain of what belongs to no hospital. */
export const NATIONAL_CHAIN = '00000000-0000-0000-0000-000000000000'
const BATCH = 2000

interface Event extends Record<string, unknown> {
  id: string
  recorded_at: string
  organization_id: string | null
  user_id: string | null
  action: string
  resource_type: string
  resource_id: string | null
  patient_id: string | null
  request_id: string | null
  details: unknown
}

export interface SealedEvent extends Event {
  chain: string
  position: string
  hash: Buffer
}

/** Instants as PostgreSQL prints them in UTC, so that a chain verifies under any session's time zone. */
const COLUMNS = `id, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at, organization_id, user_id, action,
  resource_type, resource_id, patient_id, request_id, details`

/** The next link: SHA-256 over the one before it, its place, and every field in a fixed order. */
export function link(previous: Buffer | null, chain: string, position: number, event: Event): Buffer {
  const fields = [
    ...[event.id, event.recorded_at, event.organization_id, event.user_id, event.action, event.resource_type],
    ...[event.resource_id, event.patient_id, event.request_id, canonical(event.details)],
  ]
  return createHash('sha256')
    .update(previous ?? Buffer.alloc(32))
    .update(JSON.stringify([chain, position, ...fields]))
    .digest()
}

/** JSON with sorted keys: jsonb does not keep an order of its own. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  )
}

/**
 * Moves events from the inbox into their hospital's chain, one batch in one transaction; returns how many. Two
 * processes take turns by an advisory lock. Acts need not wait for each other to be chained, so they do not.
 */
export function sealBatch(database: Database): Promise<number> {
  return database.transact(keeper, async ({ query }) => {
    const [lock] = await query<{ mine: boolean }>('select pg_try_advisory_xact_lock(7243) as mine', [])
    if (lock?.mine !== true) return 0
    const events = await query<Event>(
      `delete from audit_inbox where id in (select id from audit_inbox order by id limit ${BATCH}) returning ${COLUMNS}`,
      [],
    )
    if (events.length === 0) return 0
    events.sort((a, b) => (a.id < b.id ? -1 : 1))
    const heads = await readHeads(query, [...new Set(events.map(chainOf))])
    const sealed = events.map((event) => {
      const chain = chainOf(event)
      const head = heads.get(chain)
      const position = (head?.position ?? 0) + 1
      const hash = link(head?.hash ?? null, chain, position, event)
      heads.set(chain, { position, hash })
      return { ...event, chain, position, hash: hash.toString('hex') }
    })
    await query(
      `insert into audit_events (id, recorded_at, organization_id, user_id, action, resource_type, resource_id, patient_id, request_id, details, chain, position, hash)
       select id, recorded_at, organization_id, user_id, action, resource_type, resource_id, patient_id, request_id, details, chain, position, decode(hash, 'hex')
       from json_to_recordset($1::json) as e (id uuid, recorded_at timestamptz, organization_id uuid, user_id uuid, action text, resource_type text,
         resource_id text, patient_id uuid, request_id text, details jsonb, chain uuid, position bigint, hash text)`,
      [JSON.stringify(sealed)],
    )
    return sealed.length
  })
}

const chainOf = ({ organization_id }: Event) => organization_id ?? NATIONAL_CHAIN

interface Head {
  position: number
  hash: Buffer
}

async function readHeads(query: Transaction['query'], chains: readonly string[]): Promise<Map<string, Head>> {
  const rows = await query<{ chain: string; position: string; hash: Buffer }>(
    `select c.chain, head.position, head.hash from unnest($1::uuid[]) as c (chain)
     cross join lateral (select position, hash from audit_events e where e.chain = c.chain order by position desc limit 1) head`,
    [`{${chains.join(',')}}`],
  )
  return new Map(rows.map(({ chain, position, hash }) => [chain, { position: Number(position), hash }]))
}

export interface Verification {
  events: number
  chains: number
  unsealed: number
  /** The first row that does not fit, chain by chain. */
  broken: { chain: string; position: number; id: string; why: 'hash' | 'gap' | 'shorter-than-anchor' }[]
  heads: Record<string, { position: number; hash: string }>
}

/** Walks every chain in pages; `anchors` are heads kept outside the database, which a cut-off tail cannot reach. */
export async function verifyAudit(database: Database, anchors: Verification['heads'] = {}): Promise<Verification> {
  const result: Verification = { events: 0, chains: 0, unsealed: 0, broken: [], heads: {} }
  const chains = await database.transact(keeper, ({ query }) =>
    query<{ chain: string }>('select distinct chain from audit_events', []),
  )
  for (const chain of new Set([...chains.map((row) => row.chain), ...Object.keys(anchors)]))
    await verifyChain(database, chain, anchors[chain], result)
  const [inbox] = await database.transact(keeper, ({ query }) =>
    query<{ n: number }>('select count(*)::int as n from audit_inbox', []),
  )
  return { ...result, unsealed: inbox?.n ?? 0 }
}

async function verifyChain(
  database: Database,
  chain: string,
  anchor: Verification['heads'][string] | undefined,
  result: Verification,
): Promise<void> {
  result.chains++
  let previous: Buffer | null = null
  let at = 0
  for (;;) {
    const page = await database.transact(keeper, ({ query }) =>
      query<SealedEvent>(
        `select ${COLUMNS}, chain, position, hash from audit_events where chain = $1 and position > $2 order by position limit 5000`,
        [chain, at],
      ),
    )
    for (const event of page) {
      const position = Number(event.position)
      const why =
        position !== at + 1
          ? ('gap' as const)
          : !link(previous, chain, position, event).equals(event.hash)
            ? ('hash' as const)
            : null
      if (why !== null) return void result.broken.push({ chain, position, id: event.id, why })
      if (anchor?.position === position && anchor.hash !== event.hash.toString('hex'))
        return void result.broken.push({ chain, position, id: event.id, why: 'hash' })
      previous = event.hash
      at = position
      result.events++
    }
    if (page.length < 5000) break
  }
  if (anchor !== undefined && at < anchor.position)
    result.broken.push({ chain, position: at, id: '', why: 'shorter-than-anchor' })
  if (previous !== null) result.heads[chain] = { position: at, hash: previous.toString('hex') }
}

/** The heads as they stand, for the file outside the database. */
export async function auditHeads(database: Database): Promise<Verification['heads']> {
  const rows = await database.transact(keeper, ({ query }) =>
    query<{ chain: string; position: string; hash: Buffer }>(
      'select distinct on (chain) chain, position, hash from audit_events order by chain, position desc',
      [],
    ),
  )
  return Object.fromEntries(
    rows.map(({ chain, position, hash }) => [chain, { position: Number(position), hash: hash.toString('hex') }]),
  )
}
