import type {
  AgreementFate,
  PublishedAgreement,
  PublishedAgreements,
  PublishedAgreementsQuery,
  PublishedProgress,
} from 'shared/published'
import type { PublicAgreement } from 'shared/published-minutes'
import type { AgreementStatus } from 'shared/working-group'
import type { OpenScope } from '../access/scope.js'
import { encodeCursor, readCursor } from '../cursor.js'
import { notFound } from '../problem.js'
import { today } from '../today.js'

interface Row extends Record<string, unknown> {
  id: string
  sessionId: string
  sessionNumber: number
  heldOn: string
  number: number
  text: string
  responsible: string
  organizationId: string | null
  hospital: string | null
  ooadCode: string | null
  ooadName: string | null
  caseAlias: string | null
  dueOn: string
  status: AgreementStatus
  keptOn: string | null
}

/** Agreements of published sessions (the policy sees to it). Of a case families learn its owner and date, not its hospital. */
const AGREEMENTS = `select a.id, a.session_id as "sessionId", s.number as "sessionNumber", s.held_on as "heldOn", a.number, a.text,
  p.name as responsible, case when a.case_alias is null then a.organization_id end as "organizationId",
  case when a.case_alias is null then o.name end as hospital,
  case when a.case_alias is null then coalesce(a.ooad_code, o.ooad_code) end as "ooadCode",
  case when a.case_alias is null then f.name end as "ooadName",
  a.case_alias as "caseAlias", a.due_on as "dueOn", a.status, a.kept_on as "keptOn"
from agreements a join working_group_sessions s on s.id = a.session_id join posts p on p.id = a.post_id
  left join organizations o on o.id = a.organization_id left join ooads f on f.code = coalesce(a.ooad_code, o.ooad_code)
where s.published_at is not null`

const isPending = ({ status }: { status: AgreementStatus }) => status === 'open' || status === 'in-progress'

const publicOf = ({ sessionNumber, number, organizationId, hospital, ooadCode, ooadName, ...row }: Row) => ({
  ...row,
  sessionNumber,
  code: `${sessionNumber}-${number}`,
  place: { organizationId, hospital, ooadCode, ooadName },
  late: isPending(row) && row.dueOn < today(),
})

const fateOf = ({ status, late }: Pick<PublicAgreement, 'status' | 'late'>): AgreementFate =>
  late ? 'late' : status === 'kept' || status === 'withdrawn' ? status : 'open'

/** The board of families: what was agreed, what is late and what was kept, in all and by OOAD. */
export async function publishedAgreements(
  { query }: OpenScope,
  { limit, cursor, fate, ooad }: PublishedAgreementsQuery,
): Promise<PublishedAgreements> {
  const all = (await query<Row>(AGREEMENTS, [])).map(publicOf)
  const offset = readCursor(cursor)
  const asked = all
    .filter((it) => (fate === undefined || fateOf(it) === fate) && (ooad === undefined || it.place.ooadCode === ooad))
    .sort(inOrder)
  return {
    on: today(),
    sums: sumsOf(all),
    byOffice: byOffice(all),
    items: asked.slice(offset, offset + limit),
    nextCursor: asked.length > offset + limit ? encodeCursor(offset + limit) : null,
  }
}

type Listed = ReturnType<typeof publicOf>

/** Late first, then what is due next; what is over comes last, the latest first. */
function inOrder(a: Listed, b: Listed): number {
  const [over, otherOver] = [!isPending(a), !isPending(b)]
  if (over !== otherOver) return Number(over) - Number(otherOver)
  const byDay = a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0
  return (over ? -byDay : byDay) || b.sessionNumber - a.sessionNumber || a.code.localeCompare(b.code)
}

function sumsOf(agreements: readonly Listed[]) {
  const count = (fate: AgreementFate) => agreements.filter((it) => fateOf(it) === fate).length
  return { kept: count('kept'), late: count('late'), open: count('open') }
}

function byOffice(agreements: readonly Listed[]): PublishedAgreements['byOffice'] {
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
  const [row] = await query<Row>(`${AGREEMENTS} and a.id = $1::uuid`, [id])
  if (row === undefined) throw notFound()
  const progress = await query<PublishedProgress & Record<string, unknown>>(
    `select p.id, p.posted_on as "postedOn", p.text, p.status, p.due_on as "dueOn", p.evidence_url as "evidenceUrl",
      (select r.id from reports r where r.id = p.report_id and r.published is not null) as "reportId"
    from agreement_progress p where p.agreement_id = $1::uuid order by p.id desc`,
    [id],
  )
  return { ...publicOf(row), progress }
}
