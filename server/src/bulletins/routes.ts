import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Bulletin, BulletinEdit, Bulletins, NewBulletin } from 'shared/bulletins'
import * as z from 'zod'
import { once } from '../access/once.js'
import { transact } from '../access/scope.js'
import { versionOf } from '../if-match.js'
import { notFound } from '../problem.js'
import { SessionParams, sessionId } from '../working-group/routes.js'
import { approveBulletin } from './approve.js'
import { createBulletin, editBulletin, findBulletin, listBulletins, shownBulletin } from './queries.js'

const tags = ['Working group']
const BulletinParams = z.object({ bulletinId: z.string() })

/** The press texts of a session: written by one, approved by another, and then read-only. */
export const bulletinRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Bulletins of a session, the latest number first',
    params: SessionParams,
    response: { 200: Bulletins },
  }
  app.get('/working-group-sessions/:sessionId/bulletins', { schema: list }, ({ scope, params }) =>
    transact(scope, (open) => listBulletins(open, sessionId(params))),
  )

  const create = {
    tags,
    summary: 'Draft a bulletin in both languages from the figures and agreements of a session',
    params: SessionParams,
    body: NewBulletin,
    response: { 201: Bulletin },
  }
  app.post('/working-group-sessions/:sessionId/bulletins', { schema: create }, (request, reply) =>
    once(request, reply, async (open) => ({
      status: 201,
      body: await createBulletin(open, sessionId(request.params), request.body),
    })),
  )

  const read = { tags, summary: 'One bulletin', params: BulletinParams, response: { 200: Bulletin } }
  app.get('/bulletins/:bulletinId', { schema: read }, async ({ scope, params }, reply) => {
    const found = await transact(scope, async (open) => shownBulletin(await findBulletin(open, idOf(params))))
    reply.header('etag', `"${found.version}"`)
    return found
  })

  const edit = {
    tags,
    summary: 'Change a draft; its words may say of no registered person who they are',
    params: BulletinParams,
    body: BulletinEdit,
    response: { 200: Bulletin },
  }
  app.patch('/bulletins/:bulletinId', { schema: edit }, async ({ scope, params, body, headers }, reply) => {
    const version = versionOf(headers['if-match'])
    const changed = await transact(scope, (open) => editBulletin(open, idOf(params), version, body))
    reply.header('etag', `"${changed.version}"`)
    return changed
  })

  const approve = {
    tags,
    summary: 'Approve the version that was read (If-Match), by somebody who wrote nothing in it; then it is read-only',
    params: BulletinParams,
    response: { 200: Bulletin },
  }
  app.post('/bulletins/:bulletinId/approval', { schema: approve }, (request, reply) => {
    const version = versionOf(request.headers['if-match'])
    return once(request, reply, async (open) => ({
      status: 200,
      body: await approveBulletin(open, idOf(request.params), version),
    }))
  })
}

function idOf({ bulletinId }: z.infer<typeof BulletinParams>): string {
  const id = z.uuid().safeParse(bulletinId)
  if (!id.success) throw notFound()
  return id.data
}
