import type { Agreement, AgreementSummary, Agreements, AgreementsQuery } from 'shared/agreements'
import { SOON_DAYS } from 'shared/agreements'
import { addDays } from 'shared/calendar-day'
import type { OpenScope } from '../access/scope.js'
import { today } from '../today.js'
import { agreementRows, isLate, isPending, mostPressing, publicColumns } from './public.js'

/** An agreement as the database has it, with the office it names itself. */
export type AgreementRow = Omit<Agreement, 'mayProgress'> & { office: string | null } & Record<string, unknown>

export const agreementColumns = `${publicColumns}, a.version, a.session_id as "sessionId", s.number as "sessionNumber", a.number,
  a.post_id as "postId", p.kind as "postKind", a.ooad_code as office`

/** Whether somebody may tell how it goes: the nation's coordinators, its office's, or who coordinates its hospital. */
export function reaches(
  { national, organizationIds, grants }: Pick<OpenScope, 'national' | 'organizationIds' | 'grants'>,
  { office, place: { organizationId } }: Pick<AgreementRow, 'office' | 'place'>,
): boolean {
  if (national || (organizationId !== null && organizationIds.includes(organizationId))) return true
  return office !== null && grants.some(({ ooadCodes }) => ooadCodes?.includes(office))
}

export function shown(scope: OpenScope, { office, ...row }: AgreementRow): Agreement {
  return { ...row, mayProgress: reaches(scope, { office, place: row.place }) }
}

type Asked = Pick<AgreementsQuery, 'status' | 'open' | 'late' | 'dueBy' | 'ooad' | 'sessionId' | 'mine'>
type Board = Omit<Agreements, 'nextCursor'> & { more: boolean }

const list = (values: readonly string[]) => `{${values.join(',')}}`
const isMine = `($2::boolean or a.organization_id = any ($3::uuid[]) or a.ooad_code = any ($4::text[]))`
const sums = `count(*) filter (where a.status = 'open')::int as open,
  count(*) filter (where a.status = 'in-progress')::int as "inProgress",
  count(*) filter (where a.status = 'kept')::int as kept,
  count(*) filter (where a.status = 'withdrawn')::int as withdrawn,
  count(*) filter (where ${isLate})::int as late`

/** The agreements that answer the question from `offset` on, with their sums and what waits for whoever asks. */
export async function readBoard(scope: OpenScope, asked: Asked, offset: number, limit: number): Promise<Board> {
  const { query, national, organizationIds, grants } = scope
  const on = today()
  const offices = grants.flatMap(({ ooadCodes }) => ooadCodes ?? [])
  const reach = [national, list(organizationIds), list(offices)]
  const narrowed = [asked.mine === 'true', asked.ooad ?? null, asked.sessionId ?? null]
  const places = `(not $5::boolean or ${isMine}) and ($6::text is null or o.code = $6)
    and ($7::uuid is null or a.session_id = $7::uuid)`
  const rows = await query<AgreementRow>(
    `select ${agreementColumns} from ${agreementRows}
    where ${places} and ($8::agreement_status is null or a.status = $8::agreement_status)
      and (not $9::boolean or ${isPending}) and (not $10::boolean or ${isLate})
      and ($11::date is null or a.due_on <= $11::date)
    order by ${mostPressing} limit $12::integer offset $13::integer`,
    [
      ...[on, ...reach, ...narrowed, asked.status ?? null, asked.open === 'true', asked.late === 'true'],
      ...[asked.dueBy ?? null, limit + 1, offset],
    ],
  )
  const byOffice = await query<AgreementSummary['byOffice'][number] & Record<string, unknown>>(
    `select o.code as "ooadCode", o.name as "ooadName", ${sums} from ${agreementRows} where ${places}
    group by o.code, o.name order by o.code nulls first`,
    [on, ...reach, ...narrowed],
  )
  const [mine] = await query<Agreements['mine'] & Record<string, unknown>>(
    `select count(*) filter (where ${isLate})::int as late,
      count(*) filter (where ${isPending} and a.due_on between $1::date and $5::date)::int as soon
    from agreements a where ${isPending} and ${isMine}`,
    [on, ...reach, addDays(on, SOON_DAYS)],
  )
  return {
    on,
    summary: { total: totalOf(byOffice), byOffice },
    mine: mine ?? { late: 0, soon: 0 },
    items: rows.slice(0, limit).map((row) => shown(scope, row)),
    more: rows.length > limit,
  }
}

const totalOf = (offices: AgreementSummary['byOffice']): AgreementSummary['total'] =>
  offices.reduce(
    (total, of) => ({
      open: total.open + of.open,
      inProgress: total.inProgress + of.inProgress,
      kept: total.kept + of.kept,
      withdrawn: total.withdrawn + of.withdrawn,
      late: total.late + of.late,
    }),
    { open: 0, inProgress: 0, kept: 0, withdrawn: 0, late: 0 },
  )

/** In the order of their numbers. */
export async function listOfSession(scope: OpenScope, sessionId: string): Promise<Agreement[]> {
  const rows = await scope.query<AgreementRow>(
    `select ${agreementColumns} from ${agreementRows} where a.session_id = $2::uuid order by a.number`,
    [today(), sessionId],
  )
  return rows.map((row) => shown(scope, row))
}
