import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  NewSession,
  SessionEdit,
  SessionsQuery,
  WorkingGroupSession,
  WorkingGroupSessions,
} from 'shared/working-group-sessions'
import * as z from 'zod'
import { once } from '../access/once.js'
import { transact } from '../access/scope.js'
import { versionOf } from '../if-match.js'
import { invalid, notFound } from '../problem.js'
import { editSession } from './edit.js'
import { createSession, findSession, listSessions, shownSession } from './queries.js'

const tags = ['Working group']
export const SessionParams = z.object({ sessionId: z.string() })

/** Numbered meetings of institute and families. No person who is treated is in them. */
export const workingGroupSessionRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Sessions, the latest number first',
    querystring: SessionsQuery,
    response: { 200: WorkingGroupSessions },
  }
  app.get('/', { schema: list }, ({ scope, query: { limit, cursor } }) => {
    if (cursor !== undefined && !/^\d{1,6}$/.test(cursor))
      throw invalid({ pointer: '#/cursor', code: 'cursor-unknown' })
    return transact(scope, (open) => listSessions(open, limit, cursor === undefined ? undefined : Number(cursor)))
  })

  const create = {
    tags,
    summary: 'Prepare a session: the next number and the usual agenda unless others are sent',
    body: NewSession,
    response: { 201: WorkingGroupSession },
  }
  app.post('/', { schema: create }, (request, reply) =>
    once(request, reply, async (open) => ({ status: 201, body: await createSession(open, request.body) })),
  )

  const read = {
    tags,
    summary: 'One session with its agenda; its link to join is there until the day is over',
    params: SessionParams,
    response: { 200: WorkingGroupSession },
  }
  app.get('/:sessionId', { schema: read }, async ({ scope, params }, reply) => {
    const found = await transact(scope, async (open) => shownSession(open, await findSession(open, sessionId(params))))
    reply.header('etag', `"${found.version}"`)
    return found
  })

  const edit = {
    tags,
    summary: 'Edit a session: day, agenda, link, who presents next (merge patch, If-Match)',
    description:
      'Of a session whose minutes are published only `nextPresenters` changes, unless an erratum is open: 409 `published-session-stays`. An OOAD in words that means two is 409 `ambiguous` with its candidates. Two who edit: 412 with `current`, `changedBy` and `changedAt`.',
    params: SessionParams,
    body: SessionEdit,
    response: { 200: WorkingGroupSession },
  }
  app.patch('/:sessionId', { schema: edit }, async ({ scope, params, body, headers }, reply) => {
    const edited = await transact(scope, (open) =>
      editSession(open, sessionId(params), versionOf(headers['if-match']), body),
    )
    reply.header('etag', `"${edited.version}"`)
    return edited
  })
}

export function sessionId({ sessionId: asked }: z.infer<typeof SessionParams>): string {
  const id = z.uuid().safeParse(asked)
  if (!id.success) throw notFound()
  return id.data
}
