import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { GroupSearch, GroupSearchQuery } from 'shared/group-search'
import {
  NewAgendaPoint,
  PublishedAgreement,
  PublishedAgreements,
  PublishedAgreementsQuery,
  PublishedBulletins,
  PublishedFigures,
  PublishedPoint,
  PublishedPoints,
  PublishedQuery,
  PublishedSessions,
  PublishedVersionQuery,
} from 'shared/published'
import { PublishedMinutes } from 'shared/published-minutes'
import * as z from 'zod'
import { hourlyLimit, SENT_AN_HOUR } from '../access/hourly.js'
import { once } from '../access/once.js'
import { audit, transact } from '../access/scope.js'
import { sendAsItIs } from '../exports/send.js'
import { printOf } from '../minutes/pdf-cache.js'
import { notFound } from '../problem.js'
import { SessionParams, sessionId } from '../working-group/routes.js'
import { publishedAgreement, publishedAgreements } from './agreements.js'
import { publishedBulletins } from './bulletins.js'
import { publishedFigures } from './figures.js'
import { publishedPoints, raisePoint } from './points.js'
import { searchGroup } from './search.js'
import { publishedDocument, publishedSessions } from './sessions.js'

const tags = ['Published']
const AgreementParams = z.object({ agreementId: z.string() })

/** What families read of the working group, through a role of the database that reaches nothing else. */
export const publishedRoutes: FastifyPluginAsyncZod = async (app) => {
  const sessions = {
    tags,
    summary: 'Sessions with published minutes, the latest first, and the next one that is planned',
    querystring: PublishedQuery,
    response: { 200: PublishedSessions },
  }
  app.get('/published-sessions', { schema: sessions }, ({ scope, query }) =>
    transact(scope, (open) => publishedSessions(open, query)),
  )

  const search = {
    tags,
    summary: 'Published minutes, agreements and points that hold every word, with the place of each',
    querystring: GroupSearchQuery,
    response: { 200: GroupSearch },
  }
  app.get('/published-sessions/search', { schema: search }, ({ scope, query }) =>
    transact(scope, (open) => searchGroup(open, query.text)),
  )

  const minutes = {
    tags,
    summary: 'Published minutes: the same bytes for ever; the ETag is their SHA-256. An erratum is a newer version',
    params: SessionParams,
    querystring: PublishedVersionQuery,
    response: { 200: PublishedMinutes },
  }
  app.get('/published-sessions/:sessionId', { schema: minutes }, async ({ scope, params, query }, reply) => {
    const { text, sha256 } = await transact(scope, (open) => publishedDocument(open, sessionId(params), query.version))
    return sendAsItIs(reply.header('etag', `"${sha256}"`), 'application/json; charset=utf-8', text)
  })

  const pdf = {
    tags,
    summary: 'The same minutes as a tagged PDF of letter size in Spanish, made of the very text that was published',
    params: SessionParams,
    querystring: PublishedVersionQuery,
  }
  app.get('/published-sessions/:sessionId/minutes.pdf', { schema: pdf }, async ({ scope, params, query }, reply) => {
    const { text, sha256 } = await transact(scope, async (open) => {
      const found = await publishedDocument(open, sessionId(params), query.version)
      await audit(open, { action: 'export', resourceType: 'Minutes', resourceId: found.minutesId })
      return found
    })
    const document = PublishedMinutes.parse(JSON.parse(text))
    const { bytes, etag } = await printOf(document, sha256)
    return reply
      .type('application/pdf')
      .header('etag', etag)
      .header('content-disposition', `attachment; filename="minuta-${document.number}-${document.versionNumber}.pdf"`)
      .send(bytes)
  })

  const agreements = {
    tags,
    summary: 'Agreements of published sessions: those late first, with sums in all and by OOAD',
    querystring: PublishedAgreementsQuery,
    response: { 200: PublishedAgreements },
  }
  app.get('/published-agreements', { schema: agreements }, ({ scope, query }) =>
    transact(scope, (open) => publishedAgreements(open, query)),
  )

  const agreement = {
    tags,
    summary: 'One agreement and how it goes, newest first',
    params: AgreementParams,
    response: { 200: PublishedAgreement },
  }
  app.get('/published-agreements/:agreementId', { schema: agreement }, ({ scope, params }) =>
    transact(scope, (open) => publishedAgreement(open, idOf(params.agreementId))),
  )

  const figures = {
    tags,
    summary: 'The figures that the latest minutes quote; null where one is hidden to protect people',
    response: { 200: PublishedFigures },
  }
  app.get('/published-figures', { schema: figures }, ({ scope }) => transact(scope, publishedFigures))

  const bulletins = {
    tags,
    summary: 'Approved bulletins, the latest first, with the photographs that may be shown today',
    querystring: PublishedQuery,
    response: { 200: PublishedBulletins },
  }
  app.get('/published-bulletins', { schema: bulletins }, ({ scope, query }) =>
    transact(scope, (open) => publishedBulletins(open, query)),
  )

  const points = {
    tags,
    summary: 'Points that families raised, and what became of each; the newest first',
    querystring: PublishedQuery,
    response: { 200: PublishedPoints },
  }
  app.get('/published-points', { schema: points }, ({ scope, query }) =>
    transact(scope, (open) => publishedPoints(open, query)),
  )

  const raise = {
    tags,
    summary: 'Raise a point for the next agenda; nobody may be named in it. Twenty an hour and no more',
    body: NewAgendaPoint,
    response: { 201: PublishedPoint },
  }
  const countRaised = hourlyLimit(SENT_AN_HOUR)
  app.post('/agenda-points', { schema: raise }, async (request, reply) => {
    countRaised(request.scope.userId)
    return once(request, reply, async (open) => ({ status: 201, body: await raisePoint(open, request.body) }))
  })

  const staffSearch = {
    tags: ['Working group'],
    summary: 'Minutes, agreements and points of all sessions that hold every word; drafts for the secretariat alone',
    querystring: GroupSearchQuery,
    response: { 200: GroupSearch },
  }
  app.get('/working-group-sessions/search', { schema: staffSearch }, ({ scope, query }) =>
    transact(scope, (open) => searchGroup(open, query.text)),
  )
}

function idOf(text: string): string {
  const id = z.uuid().safeParse(text)
  if (!id.success) throw notFound()
  return id.data
}
