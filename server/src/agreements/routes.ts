import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  AgreementDetail,
  AgreementEdit,
  Agreements,
  AgreementsQuery,
  NewAgreement,
  NewProgress,
  OpenAgreements,
  SessionAgreements,
} from 'shared/agreements'
import * as z from 'zod'
import { once } from '../access/once.js'
import { audit, transact } from '../access/scope.js'
import { encodeCursor, readCursor } from '../cursor.js'
import { sendSheet, wantedFormat } from '../exports/send.js'
import { versionOf } from '../if-match.js'
import { notFound } from '../problem.js'
import { findSession } from '../working-group/queries.js'
import { SessionParams, sessionId } from '../working-group/routes.js'
import { listOfSession, readBoard } from './board.js'
import { tellProgress } from './progress.js'
import { openAgreements } from './public.js'
import { editAgreement, makeAgreement, readAgreement } from './queries.js'
import { agreementsSheet } from './sheet.js'

const tags = ['Agreements']
export const AgreementParams = z.object({ agreementId: z.string() })
/** As many as a file holds. */
const FILE_ROWS = 10_000

/** What a session agreed, and what earlier ones left to do. No person is in it. */
export const sessionAgreementRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'The agreements of one session, in the order of their numbers',
    params: SessionParams,
    response: { 200: SessionAgreements },
  }
  app.get('/:sessionId/agreements', { schema: list }, ({ scope, params }) =>
    transact(scope, async (open) => {
      const { id } = await findSession(open, sessionId(params))
      return { items: await listOfSession(open, id), nextCursor: null }
    }),
  )

  const make = {
    tags,
    summary: 'Write down what a session agreed: text, the post that answers, its place and the day it is due',
    description:
      'Numbered in its session: 149-1. `dueOn` is a calendar day, not before the session. `caseAlias` ("Caso 2") with the hospital that treats the case, which alone can say whom it means.',
    params: SessionParams,
    body: NewAgreement,
    response: { 201: AgreementDetail },
  }
  app.post('/:sessionId/agreements', { schema: make }, async (request, reply) => {
    const made = await once(request, reply, async (open) => ({
      status: 201,
      body: await makeAgreement(open, sessionId(request.params), request.body),
    }))
    reply.header('etag', `"${made.version}"`)
    return made
  })

  const left = {
    tags,
    summary: 'What earlier sessions left open or in progress, late ones first: the agenda begins with it',
    params: SessionParams,
    response: { 200: OpenAgreements },
  }
  app.get('/:sessionId/open-agreements', { schema: left }, ({ scope, params }) =>
    transact(scope, async (open) => {
      const { number } = await findSession(open, sessionId(params))
      return { items: await openAgreements(open, number), nextCursor: null }
    }),
  )
}

/** Agreements of all sessions: how they go, and who is late. */
export const agreementRoutes: FastifyPluginAsyncZod = async (app) => {
  const board = {
    tags,
    summary: 'Agreements of all sessions, late ones first, with sums by OOAD',
    description:
      'Late: open or in progress and due before today. With `Accept: text/csv` or of XLSX, or `format`, all of them come as a file.',
    querystring: AgreementsQuery,
    response: { 200: Agreements },
  }
  app.get('/', { schema: board }, async (request, reply) => {
    const { limit, cursor, format: wanted, lang, ...asked } = request.query
    const offset = readCursor(cursor)
    const format = wantedFormat(request, wanted)
    if (format === 'json') {
      const { more, ...answer } = await transact(request.scope, (open) => readBoard(open, asked, offset, limit))
      return { ...answer, nextCursor: more ? encodeCursor(offset + limit) : null }
    }
    const all = await transact(request.scope, async (open) => {
      await audit(open, { action: 'export', resourceType: 'Agreement', details: { format } })
      return readBoard(open, asked, 0, FILE_ROWS)
    })
    return sendSheet(reply, format, agreementsSheet(all, lang))
  })

  const read = {
    tags,
    summary: 'One agreement with all that was told of it',
    params: AgreementParams,
    response: { 200: AgreementDetail },
  }
  app.get('/:agreementId', { schema: read }, async ({ scope, params }, reply) => {
    const found = await transact(scope, (open) => readAgreement(open, agreementId(params)))
    reply.header('etag', `"${found.version}"`)
    return found
  })

  const edit = {
    tags,
    summary: 'Change an agreement while the minutes of its session are not published (merge patch, If-Match)',
    params: AgreementParams,
    body: AgreementEdit,
    response: { 200: AgreementDetail },
  }
  app.patch('/:agreementId', { schema: edit }, async ({ scope, params, body, headers }, reply) => {
    const edited = await transact(scope, (open) =>
      editAgreement(open, agreementId(params), versionOf(headers['if-match']), body),
    )
    reply.header('etag', `"${edited.version}"`)
    return edited
  })

  const tell = {
    tags,
    summary: 'Tell how an agreement goes: a state, another due day, evidence',
    description:
      'By the nation’s coordinators, those of its office, or whoever coordinates its hospital; 403 for others. Nothing told is changed afterwards.',
    params: AgreementParams,
    body: NewProgress,
    response: { 201: AgreementDetail },
  }
  app.post('/:agreementId/progress', { schema: tell }, async (request, reply) => {
    const told = await once(request, reply, async (open) => {
      const id = agreementId(request.params)
      await tellProgress(open, id, request.body)
      return { status: 201, body: await readAgreement(open, id) }
    })
    reply.header('etag', `"${told.version}"`)
    return told
  })
}

export function agreementId({ agreementId: asked }: z.infer<typeof AgreementParams>): string {
  const id = z.uuid().safeParse(asked)
  if (!id.success) throw notFound()
  return id.data
}
