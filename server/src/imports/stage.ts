import { once } from 'node:events'
import { genericCurps } from 'shared/curp'
import { newId } from '../access/once.js'
import type { Transaction } from '../database/db.js'
import { FOREIGN_AN_HOUR } from '../patients/duplicates.js'
import { areAlike, judge, type Registered, type Verdict } from './matches.js'
import type { PersonDraft } from './person.js'
import { Unreadable } from './unreadable.js'

/** Where the rows of a file wait until the last one has been read: gone with the transaction, and no log is written of it. */
const CREATE = `
create temporary table incoming (
  row_number integer primary key, state text not null, raw text not null, findings text, parsed text, fingerprint bytea,
  patient_id uuid, organization_id uuid, curp text, nss text, agregado text, given text, birth_date date, search text,
  keys text, letter text
) on commit drop`

export const openStage = ({ query }: Pick<Transaction, 'query'>) => query(CREATE, [])

/** COPY goes to the staging table, because PostgreSQL refuses it on tables under row-level security. */
export async function stageBatch({ copyIn }: Pick<Transaction, 'copyIn'>, copy: Uint8Array): Promise<void> {
  const stream = await copyIn('copy incoming from stdin')
  stream.end(copy)
  await once(stream, 'finish')
}

const finding = (code: string, severity: 'error' | 'warning') =>
  `(coalesce(findings, '[]')::jsonb || '[{"column": null, "code": "${code}", "severity": "${severity}"}]')::text`

/** F anywhere in the column means that M may be masculino: without a CURP that says otherwise nobody can tell. */
const MIXED_LETTERS = `
update incoming set state = 'rejected', findings = ${finding('sex-letters-mixed', 'error')}
where state = 'accepted' and letter = 'M' and curp is null and exists (select from incoming where letter = 'F')`

/** The same person twice in one file: the first row stands. Two people may bear one name where two CURPs say so. */
const WITHIN_FILE = `
update incoming set state = 'duplicate', findings = ${finding('duplicate-in-file', 'warning')}
from (
  select row_number as again from (
    select row_number, curp, search, row_number() over prints as nth, row_number() over curps as nth_curp,
      row_number() over names as nth_name, first_value(curp) over names as first_curp
    from incoming where state = 'accepted'
    window prints as (partition by fingerprint order by row_number),
      curps as (partition by curp order by row_number),
      names as (partition by search, birth_date, organization_id order by row_number)
  ) as seen
  where nth > 1
    or (nth_curp > 1 and curp is not null and curp <> all ($1::text[]))
    or (nth_name > 1 and search is not null and (curp is null or first_curp is null or curp = first_curp))
) as repeated
where row_number = again`

const IMPORTED_BEFORE = `
update incoming set state = 'duplicate', findings = ${finding('already-imported', 'warning')}
from imported_fingerprints before
where state = 'accepted' and before.fingerprint = incoming.fingerprint`

/** Compares the staged rows with each other, with former files and with the people registered. */
export async function judgeStage(open: Pick<Transaction, 'query'>, at: (fraction: number) => void): Promise<void> {
  const { query } = open
  await query('analyze incoming', [])
  await query(MIXED_LETTERS, [])
  await query(WITHIN_FILE, [`{${genericCurps.join(',')}}`])
  await query(IMPORTED_BEFORE, [])
  const [count] = await query<{ people: number; last: number }>(
    `select count(*)::integer as people, coalesce(max(row_number), 0) as last from incoming where state = 'accepted' and search is not null`,
    [],
  )
  const { people, last } = count ?? { people: 0, last: 0 }
  if (people === 0) return
  if (people <= COMPARED_WITH_EACH_OTHER) await compareWithin(query)
  const shown = await foreignShown(query)
  const asks = await query('select 1 as asks from incoming where curp is not null limit 1', [])
  // Whoever has used up the hour's look-ups learns nothing more from a file, whether it would have told or not
  if (shown >= FOREIGN_AN_HOUR && asks.length > 0) throw new Unreadable('too-many-foreign')
  for (let from = 0; from <= last; from += MATCHED_AT_ONCE) {
    await judgeRows(open, from)
    at(Math.min(1, from / last))
  }
  const [held] = await query<{ held: number }>(HELD_ELSEWHERE, [newId()])
  if (shown + (held?.held ?? 0) > FOREIGN_AN_HOUR) throw new Unreadable('too-many-foreign')
}

/** How often another hospital's record was pointed at for this person in the last hour, by hand or by file. */
async function foreignShown(query: Transaction['query']): Promise<number> {
  await query('select pg_advisory_xact_lock(7248, hashtext(app_user_id()::text))', [])
  const [row] = await query<{ n: number }>(
    "select count(*)::integer as n from foreign_matches where user_id = app_user_id() and shown_at > now() - interval '1 hour'",
    [],
  )
  return row?.n ?? 0
}

/** Rows whose CURP another hospital holds: each counts as one showing, and the file leaves an event. */
const HELD_ELSEWHERE = `
with held as (
  select count(*)::integer as n from incoming where state = 'rejected' and findings like '%curp-held-elsewhere%'
), counted as (
  insert into foreign_matches (id, user_id)
  select gen_random_uuid(), app_user_id() from held, generate_series(1, least(n, ${FOREIGN_AN_HOUR}))
), event as (
  insert into audit_inbox (id, user_id, action, resource_type, details)
  select $1::uuid, app_user_id(), 'read', 'ForeignMatch', jsonb_build_object('by', 'curp', 'rows', n) from held where n > 0
)
select n as held from held`

/** Rows of a file among which likely matches are looked for; above it only equal ones are. */
const COMPARED_WITH_EACH_OTHER = 50_000
const MOST_PAIRS = 20_000

/** Rows of the file that share a key, as likely matches of registered people do. */
const PAIRS = `
with keyed as materialized (
  select row_number, unnest(keys::integer[]) as key from incoming where state = 'accepted' and search is not null
), pairs as (
  select distinct a.row_number as before, b.row_number as again
  from keyed a join keyed b on b.key = a.key and b.row_number > a.row_number
)
select pairs.again, one.parsed as one, other.parsed as other
from pairs join incoming one on one.row_number = pairs.before join incoming other on other.row_number = pairs.again
limit ${MOST_PAIRS}`

async function compareWithin(query: Transaction['query']): Promise<void> {
  const pairs = await query<{ again: number; one: string; other: string }>(PAIRS, [])
  const alike = pairs.filter(({ one, other }) =>
    areAlike(JSON.parse(one) as PersonDraft, JSON.parse(other) as PersonDraft),
  )
  const finding = [{ column: null, code: 'possible-duplicate-in-file', severity: 'warning' }]
  const notes = [...new Set(alike.map(({ again }) => again))].map((at) => ({ at, state: 'accepted', finding }))
  if (notes.length > 0) await query(NOTE, [JSON.stringify(notes)])
}

const MATCHED_AT_ONCE = 1000
/** Likely matches asked for one row; the surest come first. */
const MOST_MATCHES = 20

const MATCH = `
select found.*, incoming.parsed from (
  select array_agg(row_number) as rows, array_agg(curp) as curps, array_agg(nss) as numbers,
    array_agg(birth_date) as births, array_agg(keys) as keys
  from incoming where state = 'accepted' and row_number >= $1 and row_number < $2
) as asked
cross join lateral girasol_match_rows(asked.rows, asked.curps, asked.numbers, asked.births, asked.keys, $3) as found
join incoming on incoming.row_number = found.row_number`

interface Pair extends Registered {
  row_number: number
  parsed: string
}

async function judgeRows({ query }: Pick<Transaction, 'query'>, from: number): Promise<void> {
  const pairs = await query<Pair>(MATCH, [from, from + MATCHED_AT_ONCE, MOST_MATCHES])
  const byRow = new Map<number, [Pair, ...Pair[]]>()
  for (const pair of pairs) {
    const others = byRow.get(pair.row_number)
    if (others === undefined) byRow.set(pair.row_number, [pair])
    else others.push(pair)
  }
  const verdicts = [...byRow].map(([row, found]) => ({
    row,
    ...judge(JSON.parse(found[0].parsed) as PersonDraft, found),
  }))
  const notable = verdicts.filter(({ code, elsewhere }) => code !== null || elsewhere.length > 0)
  if (notable.length > 0) await query(NOTE, [JSON.stringify(notable.map(asNote))])
}

const NOTE = `
update incoming set state = note.state, patient_id = coalesce(note.patient_id, incoming.patient_id),
  findings = case when note.finding is null then findings else (coalesce(findings, '[]')::jsonb || note.finding)::text end,
  parsed = case when note.elsewhere is null then parsed else (parsed::jsonb || jsonb_build_object('elsewhere', note.elsewhere))::text end
from jsonb_to_recordset($1::text::jsonb) as note (at integer, state text, patient_id uuid, finding jsonb, elsewhere jsonb)
where incoming.row_number = note.at`

const asNote = ({ row, state, code, patientId, elsewhere }: Verdict & { row: number }) => ({
  at: row,
  state,
  patient_id: patientId,
  finding: code === null ? null : [{ column: null, code, severity: state === 'rejected' ? 'error' : 'warning' }],
  elsewhere: elsewhere.length === 0 ? null : elsewhere,
})

const KEEP = `
insert into import_rows (import_id, row, state, raw, findings, parsed, fingerprint, patient_id)
select $1, row_number, state::import_row_state, raw::jsonb, findings::jsonb,
  case when state = 'accepted' then parsed::jsonb end, fingerprint, patient_id
from incoming order by row_number`

export interface Tally extends Record<string, unknown> {
  rows: number
  accepted: number
  rejected: number
  duplicates: number
  warnings: number
}

const TALLY = `
select count(*)::integer as rows, count(*) filter (where state = 'accepted')::integer as accepted,
  count(*) filter (where state = 'rejected')::integer as rejected,
  count(*) filter (where state = 'duplicate')::integer as duplicates,
  count(*) filter (where state = 'accepted' and findings is not null)::integer as warnings
from incoming`

/** Moves the staged rows to where they are kept, and counts them. */
export async function keepStage({ query }: Pick<Transaction, 'query'>, importId: string): Promise<Tally> {
  await query(KEEP, [importId])
  const [tally] = await query<Tally>(TALLY, [])
  return tally ?? { rows: 0, accepted: 0, rejected: 0, duplicates: 0, warnings: 0 }
}
