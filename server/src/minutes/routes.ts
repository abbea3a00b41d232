import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  Minutes,
  MinutesEdit,
  MinutesList,
  MinutesPublication,
  MinutesRevision,
  MinutesRevisions,
  NewMinutes,
} from 'shared/minutes'
import * as z from 'zod'
import { once } from '../access/once.js'
import { type OpenScope, transact } from '../access/scope.js'
import { idFrom } from '../clinical-facts.js'
import { versionOf } from '../if-match.js'
import { SessionParams, sessionId } from '../working-group/routes.js'
import { agreeMinutes, createMinutes, editMinutes, logMinutes, reopenMinutes } from './drafts.js'
import { printOf } from './pdf-cache.js'
import { publishMinutes } from './publication.js'
import {
  findMinutes,
  findPublished,
  findRevision,
  listMinutes,
  listRevisions,
  type MinutesRow,
  shownMinutes,
} from './queries.js'

const tags = ['Working group']
const MinutesParams = SessionParams.extend({ minutesId: z.string() })
const RevisionParams = MinutesParams.extend({ revisionId: z.string() })

/** Minutes of one session: written by the nation's coordinators, agreed by one, published by another. */
export const minutesRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Versions of the minutes of a session, the first first; drafts for the nation’s coordinators alone',
    params: SessionParams,
    response: { 200: MinutesList },
  }
  app.get('/', { schema: list }, ({ scope, params }) => transact(scope, (open) => listMinutes(open, sessionId(params))))

  const create = {
    tags,
    summary: 'Begin the minutes with the headings of the agenda, or an erratum with its reason (Idempotency-Key)',
    params: SessionParams,
    body: NewMinutes,
    response: { 201: Minutes },
  }
  app.post('/', { schema: create }, async (request, reply) => {
    const made = await once(request, reply, async (open) => {
      const row = await createMinutes(open, sessionId(request.params), request.body)
      return { status: 201, body: await shownMinutes(open, row) }
    })
    return tagged(reply, made)
  })

  const read = {
    tags,
    summary: 'One version: its text, open identity marks, and the document once it is published',
    params: MinutesParams,
    response: { 200: Minutes },
  }
  app.get('/:minutesId', { schema: read }, async ({ scope, params }, reply) => {
    const { session, id } = idsOf(params)
    const found = await transact(scope, async (open) => shownMinutes(open, await findMinutes(open, session, id)))
    return tagged(reply, found)
  })

  const edit = {
    tags,
    summary: 'Write a draft over (If-Match); 412 answers what is there now, 409 the places that say who somebody is',
    params: MinutesParams,
    body: MinutesEdit,
    response: { 200: Minutes },
  }
  app.patch('/:minutesId', { schema: edit }, (request, reply) =>
    change(request, reply, (open, { session, id }, version) => editMinutes(open, session, id, version, request.body)),
  )

  const revisions = {
    tags,
    summary: 'Texts that were written over, the newest first',
    params: MinutesParams,
    response: { 200: MinutesRevisions },
  }
  app.get('/:minutesId/revisions', { schema: revisions }, ({ scope, params }) => {
    const { session, id } = idsOf(params)
    return transact(scope, (open) => listRevisions(open, session, id))
  })

  const revision = {
    tags,
    summary: 'One text that was written over',
    params: RevisionParams,
    response: { 200: MinutesRevision },
  }
  app.get('/:minutesId/revisions/:revisionId', { schema: revision }, ({ scope, params }) => {
    const { session, id } = idsOf(params)
    return transact(scope, (open) => findRevision(open, session, id, idFrom(params.revisionId)))
  })

  await stateRoutes(app, {})
}

const stateRoutes: FastifyPluginAsyncZod = async (app) => {
  const agree = {
    tags,
    summary: 'Agree a draft (If-Match): 409 with every open identity mark and unknown figure by place',
    params: MinutesParams,
    response: { 200: Minutes },
  }
  app.post('/:minutesId/agreed', { schema: agree }, (request, reply) =>
    change(request, reply, (open, { session, id }, version) => agreeMinutes(open, session, id, version)),
  )

  const reopen = {
    tags,
    summary: 'Take agreed minutes back to draft (If-Match)',
    params: MinutesParams,
    response: { 200: Minutes },
  }
  app.post('/:minutesId/back-to-draft', { schema: reopen }, (request, reply) =>
    change(request, reply, (open, { session, id }, version) => reopenMinutes(open, session, id, version)),
  )

  const publish = {
    tags,
    summary:
      'Publish what another person agreed, for ever (If-Match, Idempotency-Key); 409 names every obstacle and its place',
    params: MinutesParams,
    body: MinutesPublication,
    response: { 201: Minutes },
  }
  app.post('/:minutesId/publication', { schema: publish }, async (request, reply) => {
    const { session, id } = idsOf(request.params)
    const version = versionOf(request.headers['if-match'])
    const published = await once(request, reply, async (open) => {
      const row = await publishMinutes(open, session, id, version, request.body)
      return { status: 201, body: await shownMinutes(open, row) }
    })
    return tagged(reply, published)
  })

  const pdf = { tags, summary: 'What was published, as a tagged PDF of letter size in Spanish', params: MinutesParams }
  app.get('/:minutesId/pdf', { schema: pdf }, async ({ scope, params }, reply) => {
    const { session, id } = idsOf(params)
    const { document, sha256 } = await transact(scope, async (open) => {
      const published = await findPublished(open, session, id)
      await logMinutes(open, 'export', { id, versionNumber: published.document.versionNumber })
      return published
    })
    const { bytes, etag } = await printOf(document, sha256)
    return reply
      .type('application/pdf')
      .header('etag', etag)
      .header('content-disposition', `attachment; filename="minuta-${document.number}-${document.versionNumber}.pdf"`)
      .send(bytes)
  })
}

type Ids = { session: string; id: string }
const idsOf = (params: z.infer<typeof MinutesParams>): Ids => ({
  session: sessionId(params),
  id: idFrom(params.minutesId),
})

/** What is published never changes: its fingerprint is its version. */
function tagged(reply: FastifyReply, shown: Minutes): Minutes {
  reply.header('etag', `"${shown.sha256 ?? shown.version}"`)
  return shown
}

/** An act upon the version that the caller read, answered with what it has become. */
async function change(
  request: FastifyRequest,
  reply: FastifyReply,
  act: (open: OpenScope, ids: Ids, version: number) => Promise<MinutesRow>,
): Promise<Minutes> {
  const ids = idsOf(MinutesParams.parse(request.params))
  const version = versionOf(request.headers['if-match'])
  const shown = await transact(request.scope, async (open) => shownMinutes(open, await act(open, ids, version)))
  return tagged(reply, shown)
}
