import type { AgendaPoint, AgendaPointEdit, AgendaPoints, AgendaPointsQuery } from 'shared/agenda-points'
import { fold } from 'shared/fold'
import { audit, type OpenScope } from '../access/scope.js'
import { refuseIdentity } from '../identity-check/check.js'
import { invalid, notFound, Problem } from '../problem.js'
import { instantText } from '../shortages/state.js'

type Row = AgendaPoint & Record<string, unknown>

const pointRows = `select t.id, t.version, t.text, t.status, t.session_id as "sessionId", s.number as "sessionNumber", t.answer,
  ${instantText('t.raised_at')} as "raisedAt", ${instantText('t.decided_at')} as "decidedAt"
  from agenda_points t left join working_group_sessions s on s.id = t.session_id`

/** The newest first; who raised a point is told to nobody. */
export async function listPoints(
  { query }: OpenScope,
  status: AgendaPointsQuery['status'],
  offset: number,
  limit: number,
): Promise<Omit<AgendaPoints, 'nextCursor'> & { more: boolean }> {
  const rows = await query<Row>(
    `${pointRows} where $1::agenda_point_status is null or t.status = $1::agenda_point_status
    order by t.raised_at desc, t.id desc limit $2::integer offset $3::integer`,
    [status ?? null, limit + 1, offset],
  )
  const [counted] = await query<{ waiting: number }>(
    `select count(*)::int as waiting from agenda_points where status = 'received'`,
    [],
  )
  return { waiting: counted?.waiting ?? 0, items: rows.slice(0, limit), more: rows.length > limit }
}

/** Those on the agenda of a session, also once they were answered there, in the order in which they were raised. */
export const pointsOfSession = ({ query }: OpenScope, sessionId: string): Promise<AgendaPoint[]> =>
  query<Row>(`${pointRows} where t.session_id = $1::uuid order by t.raised_at, t.id`, [sessionId])

async function findPoint({ query }: OpenScope, id: string): Promise<AgendaPoint> {
  const [row] = await query<Row>(`${pointRows} where t.id = $1::uuid`, [id])
  if (row === undefined) throw notFound('AgendaPoint', id)
  return row
}

/**
 * Decides on a point: on a session's agenda, answered, or declined with the reason. 400 for a session that is not there or
 * whose minutes are published, 409 for an answer that identifies; a stale version is 412 with the point as it stands.
 */
export async function decidePoint(
  scope: OpenScope,
  id: string,
  version: number,
  edit: AgendaPointEdit,
): Promise<AgendaPoint> {
  const { query } = scope
  await query('select 1 from agenda_points where id = $1::uuid for update', [id])
  const before = await findPoint(scope, id)
  if (before.version !== version) throw new Problem('stale-version', 412, { current: before })
  if (edit.status === 'scheduled') await checkSession(scope, edit.sessionId)
  else await refuseIdentity(scope, [{ pointer: '#/answer', text: edit.answer }], edit.notAPerson)
  const answer = edit.status === 'scheduled' ? null : edit.answer
  const onAgenda = {
    scheduled: 'sessionId' in edit ? edit.sessionId : null,
    answered: before.sessionId,
    declined: null,
  }
  await query(
    `update agenda_points set version = version + 1, status = $2::agenda_point_status, session_id = $3::uuid, answer = $4,
      search = $5, decided_at = now(), decided_by = $6::uuid
    where id = $1::uuid`,
    [
      ...[id, edit.status, onAgenda[edit.status], answer],
      ...[fold([before.text, answer].filter(Boolean).join(' ')), scope.userId],
    ],
  )
  await audit(scope, {
    ...{ action: 'update', resourceType: 'AgendaPoint', resourceId: id },
    details: { status: edit.status },
  })
  return findPoint(scope, id)
}

/** A point goes onto an agenda that families have not read as it was. */
async function checkSession({ query }: OpenScope, sessionId: string): Promise<void> {
  const [session] = await query<{ published: boolean }>(
    'select published_at is not null as published from working_group_sessions where id = $1::uuid',
    [sessionId],
  )
  if (session === undefined) throw invalid({ pointer: '#/sessionId', code: 'session-unknown' })
  if (session.published) throw invalid({ pointer: '#/sessionId', code: 'session-published' })
}
