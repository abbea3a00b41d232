import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { AgendaPoint, AgendaPointEdit, AgendaPoints, AgendaPointsQuery, SessionPoints } from 'shared/agenda-points'
import * as z from 'zod'
import { transact } from '../access/scope.js'
import { encodeCursor, readCursor } from '../cursor.js'
import { versionOf } from '../if-match.js'
import { notFound } from '../problem.js'
import { findSession } from '../working-group/queries.js'
import { SessionParams, sessionId } from '../working-group/routes.js'
import { decidePoint, listPoints, pointsOfSession } from './queries.js'

const tags = ['Agenda points']
const PointParams = z.object({ pointId: z.string() })

/** What families want spoken of, as whoever prepares the sessions reads and decides it. */
export const agendaPointRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Points that families raised, the newest first',
    querystring: AgendaPointsQuery,
    response: { 200: AgendaPoints },
  }
  app.get('/agenda-points', { schema: list }, async ({ scope, query: { status, limit, cursor } }) => {
    const offset = readCursor(cursor)
    const { more, ...answer } = await transact(scope, (open) => listPoints(open, status, offset, limit))
    return { ...answer, nextCursor: more ? encodeCursor(offset + limit) : null }
  })

  const decide = {
    tags,
    summary: 'Put a point on a session’s agenda, answer it, or decline it with the reason (If-Match)',
    params: PointParams,
    body: AgendaPointEdit,
    response: { 200: AgendaPoint },
  }
  app.patch('/agenda-points/:pointId', { schema: decide }, async ({ scope, params, body, headers }, reply) => {
    const decided = await transact(scope, (open) =>
      decidePoint(open, pointId(params), versionOf(headers['if-match']), body),
    )
    reply.header('etag', `"${decided.version}"`)
    return decided
  })

  const ofSession = {
    tags,
    summary: 'Points of families on the agenda of one session',
    params: SessionParams,
    response: { 200: SessionPoints },
  }
  app.get('/working-group-sessions/:sessionId/points', { schema: ofSession }, ({ scope, params }) =>
    transact(scope, async (open) => {
      const { id } = await findSession(open, sessionId(params))
      return { items: await pointsOfSession(open, id), nextCursor: null }
    }),
  )
}

function pointId({ pointId: asked }: z.infer<typeof PointParams>): string {
  const id = z.uuid().safeParse(asked)
  if (!id.success) throw notFound()
  return id.data
}
