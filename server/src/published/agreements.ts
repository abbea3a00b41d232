import type {
  AgreementFate,
  PublishedAgreement,
  PublishedAgreements,
  PublishedAgreementsQuery,
  PublishedProgress,
} from 'shared/published'
import type { PublicAgreement } from 'shared/published-minutes'
import type { OpenScope } from '../access/scope.js'
import { agreementRows, mostPressing, type OpenRow, openColumns, publicOf } from '../agreements/public.js'
import { encodeCursor, readCursor } from '../cursor.js'
import { notFound } from '../problem.js'
import { today } from '../today.js'
import { heldOn, publishedDays } from './sessions.js'

type Row = OpenRow & { sessionId: string; sessionNumber: number; heldOn: string }

/** `$1` is the day by which they are late. */
const AGREEMENTS = `select ${openColumns}, a.session_id as "sessionId", s.number as "sessionNumber", ${heldOn}
from ${agreementRows} ${publishedDays} where s.published_at is not null and $1::date is not null`

const fateOf = ({ status, late }: Pick<PublicAgreement, 'status' | 'late'>): AgreementFate =>
  late ? 'late' : status === 'kept' || status === 'withdrawn' ? status : 'open'

/** The board of families: what was agreed, what is late and what was kept, in all and by OOAD. */
export async function publishedAgreements(
  { query }: OpenScope,
  { limit, cursor, fate, ooad }: PublishedAgreementsQuery,
): Promise<PublishedAgreements> {
  const on = today()
  const all = (await query<Row>(`${AGREEMENTS} order by ${mostPressing}`, [on])).map(publicOf)
  const offset = readCursor(cursor)
  const asked = all.filter(
    (it) => (fate === undefined || fateOf(it) === fate) && (ooad === undefined || it.place.ooadCode === ooad),
  )
  return {
    on,
    sums: sumsOf(all),
    byOffice: byOffice(all),
    items: asked.slice(offset, offset + limit),
    nextCursor: asked.length > offset + limit ? encodeCursor(offset + limit) : null,
  }
}

function sumsOf(agreements: readonly PublicAgreement[]) {
  const count = (fate: AgreementFate) => agreements.filter((it) => fateOf(it) === fate).length
  return { kept: count('kept'), late: count('late'), open: count('open') }
}

function byOffice(agreements: readonly PublicAgreement[]): PublishedAgreements['byOffice'] {
  const codes = [...new Set(agreements.map(({ place }) => place.ooadCode))]
  return codes
    .sort((a, b) => (a ?? '').localeCompare(b ?? ''))
    .map((ooadCode) => {
      const of = agreements.filter(({ place }) => place.ooadCode === ooadCode)
      return { ooadCode, ooadName: of[0]?.place.ooadName ?? null, ...sumsOf(of) }
    })
}

/** One agreement and how it goes; 404 before its session is published. */
export async function publishedAgreement({ query }: OpenScope, id: string): Promise<PublishedAgreement> {
  const [row] = await query<Row>(`${AGREEMENTS} and a.id = $2::uuid`, [today(), id])
  if (row === undefined) throw notFound()
  const progress = await query<PublishedProgress & Record<string, unknown>>(
    `select p.id, p.posted_on as "postedOn", p.text, p.status, p.due_on as "dueOn", p.evidence_url as "evidenceUrl",
      (select r.id from reports r where r.id = p.report_id and r.published is not null) as "reportId"
    from agreement_progress p where p.agreement_id = $1::uuid order by p.id desc`,
    [id],
  )
  return { ...publicOf(row), progress }
}
