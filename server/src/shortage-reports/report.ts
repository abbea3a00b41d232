import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { NewShortageReport, ShortageReceipt } from 'shared/shortage-reports'
import { newId, type OnceKey } from '../access/once.js'
import { type AuditEntry, audit, auditUnattributed, type OpenScope } from '../access/scope.js'
import type { Sealer } from '../access/seal.js'
import { refuseIdentity } from '../identity-check/check.js'
import { medications } from '../medications/catalogue.js'
import { invalid, notFound, Problem } from '../problem.js'
import { today } from '../today.js'
import { folioOf, plainWord, wordFrom } from './words.js'

/** Folios of a year: ten million, drawn at random, so that a folio tells no order and no hour. */
const FOLIOS = 10_000_000
const DRAWS = 20

/**
 * Keeps what a family says is lacking, and opens or joins the hospital's case, in one transaction. Sent again with the
 * same key it answers the same folio and word: the word is made of the key, so that it is written down nowhere.
 */
export async function recordReport(
  scope: OpenScope,
  sealer: Sealer,
  body: NewShortageReport,
  key: OnceKey | null,
): Promise<ShortageReceipt> {
  const asked = askedOnce(scope, sealer, key)
  const before = await answeredBefore(scope, asked)
  if (before !== null) return before
  await checkReport(scope, body)
  const id = randomUUID() // tells no hour
  const day = today()
  const kept = await insert(scope, sealer, { id, body, asked, day })
  if (kept.met !== undefined) return kept.met
  await auditReport(scope, body.named, {
    ...{ action: 'create', resourceType: 'ShortageReport', resourceId: id },
    organizationId: body.organizationId,
  })
  return { folio: kept.folio, word: asked.word }
}

interface AskedOnce {
  onceHash: Buffer | null
  requestHash: Buffer | null
  word: string
}

/** What is kept of a key is its keyed hash: who holds the database cannot tell whose it was. */
function askedOnce({ userId }: OpenScope, sealer: Sealer, key: OnceKey | null): AskedOnce {
  if (key === null) return { onceHash: null, requestHash: null, word: wordFrom(randomBytes(32)) }
  const name = `${userId}\n${key.key}`
  return {
    onceHash: sealer.keyedHash('shortage-report-once', name),
    requestHash: sealer.keyedHash('shortage-report-request', `${name}\n${key.requestHash.toString('hex')}`),
    word: wordFrom(sealer.keyedHash('shortage-report-word', name)),
  }
}

async function answeredBefore(
  { query }: OpenScope,
  { onceHash, requestHash, word }: AskedOnce,
): Promise<ShortageReceipt | null> {
  if (onceHash === null || requestHash === null) return null
  const [row] = await query<{ folio: string; request_hash: Buffer }>(
    'select folio, request_hash from girasol_sent_report($1)',
    [onceHash],
  )
  if (row === undefined) return null
  if (!row.request_hash.equals(requestHash)) throw new Problem('idempotency-key-reused', 422)
  return { folio: row.folio, word }
}

async function checkReport(scope: OpenScope, body: NewShortageReport): Promise<void> {
  const { organizationId, medication, lackedOn, note, notAPerson } = body
  const [hospital] = await scope.query('select 1 from organizations where id = $1::uuid', [organizationId])
  if (hospital === undefined) throw notFound()
  if (!medications.has(medication)) throw invalid({ pointer: '#/medication', code: 'medication-unknown' })
  if (lackedOn > today()) throw invalid({ pointer: '#/lackedOn', code: 'future-date' })
  if (note !== undefined) await refuseIdentity(scope, [{ pointer: '#/note', text: note }], notAPerson)
}

interface Inserted {
  id: string
  body: NewShortageReport
  asked: AskedOnce
  day: string
}

type Kept = { folio: string; met?: undefined } | { met: ShortageReceipt }

/**
 * Keeps a report and puts it into its case; `met`: what another request with the same key was answered first. Families'
 * role reads no report: whether this one was kept is told by its joining a case.
 */
async function insert(scope: OpenScope, sealer: Sealer, { id, body, asked, day }: Inserted): Promise<Kept> {
  const { organizationId, medication, lackedOn, note, named, contact } = body
  for (let draw = 0; draw < DRAWS; draw++) {
    const folio = folioOf(day.slice(0, 4), randomInt(FOLIOS))
    await scope.query(
      `insert into shortage_reports (id, folio, word_hash, organization_id, medication, lacked_on, note, sealed_contact, reported_by,
        reported_on, reported_at, once_hash, request_hash)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, date_trunc('day', now()), $11, $12)
      on conflict do nothing`,
      [
        ...[id, folio, followHash(sealer, folio, asked.word), organizationId, medication, lackedOn, note ?? null],
        contact === undefined ? null : sealer.seal(contact, contactOf(id)),
        ...[named ? scope.userId : null, day, asked.onceHash, asked.requestHash],
      ],
    )
    if (await joinCase(scope, id)) return { folio }
    const met = await answeredBefore(scope, asked)
    if (met !== null) return { met }
  }
  throw new Problem('unavailable', 503, {}, { 'retry-after': '60' })
}

/** What the sealed contact is tied to. */
export const contactOf = (reportId: string) => `shortage-report:${reportId}`

export const followHash = (sealer: Sealer, folio: string, word: string) =>
  sealer.keyedHash('shortage-report-follow', `${folio}\n${plainWord(word)}`)

/** Families have no right to the cases: a function of the database joins this report to one, and nothing else. */
async function joinCase({ query }: OpenScope, reportId: string): Promise<boolean> {
  const [joined] = await query('select girasol_join_shortage($1::uuid, $2::uuid) as case_id', [reportId, newId()])
  return joined?.['case_id'] != null
}

/** The event of an act on a report: of one without a name it says what was done, and not by whom. */
export const auditReport = (scope: OpenScope, named: boolean, entry: AuditEntry): Promise<void> =>
  named ? audit(scope, entry) : auditUnattributed(scope, entry)
