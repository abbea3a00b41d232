import { fold } from 'shared/fold'
import type { NewAgendaPoint, PublishedPoint, PublishedPoints, PublishedQuery } from 'shared/published'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { agendaPoints } from '../agenda-points/table.js'
import { refuseIdentity } from '../identity-check/check.js'
import { invalid, notFound } from '../problem.js'
import { instantText } from '../shortages/state.js'

const POINTS = `select p.id, p.text, p.status, s.number as "sessionNumber", s.held_on as "heldOn", p.answer,
  ${instantText('p.raised_at')} as "raisedAt", ${instantText('p.decided_at')} as "decidedAt"
from agenda_points p left join working_group_sessions s on s.id = p.session_id`

type Row = PublishedPoint & Record<string, unknown>

/** What families asked to speak of, and what became of it; the newest first. */
export async function publishedPoints(
  { query }: OpenScope,
  { limit, cursor }: PublishedQuery,
): Promise<PublishedPoints> {
  if (cursor !== undefined && !/^[\da-f-]{36}$/.test(cursor))
    throw invalid({ pointer: '#/cursor', code: 'cursor-unknown' })
  const rows = await query<Row>(`${POINTS} where $1::uuid is null or p.id < $1::uuid order by p.id desc limit $2`, [
    cursor ?? null,
    limit + 1,
  ])
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** Raises a point; 409 `identifies-a-patient` where its words say who somebody is. */
export async function raisePoint(scope: OpenScope, { text, notAPerson }: NewAgendaPoint): Promise<PublishedPoint> {
  await refuseIdentity(scope, [{ pointer: '#/text', text }], notAPerson)
  const id = newId()
  await scope.db.insert(agendaPoints).values({ id, text, search: fold(text), raisedBy: scope.userId })
  await audit(scope, { action: 'create', resourceType: 'AgendaPoint', resourceId: id })
  const [row] = await scope.query<Row>(`${POINTS} where p.id = $1::uuid`, [id])
  if (row === undefined) throw notFound()
  return row
}
