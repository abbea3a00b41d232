import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  CaseReports,
  CaseReportsQuery,
  FollowedReport,
  FollowReport,
  NewShortageReport,
  ShortageReceipt,
} from 'shared/shortage-reports'
import * as z from 'zod'
import { hourlyLimit, SENT_AN_HOUR } from '../access/hourly.js'
import { onceKey } from '../access/once.js'
import { transact } from '../access/scope.js'
import type { Sealer } from '../access/seal.js'
import { notFound } from '../problem.js'
import { readCaseReports } from './case-reports.js'
import { followReport } from './follow.js'
import { recordReport } from './report.js'

const tags = ['Shortage reports']

/** What families report as lacking. It joins the hospital's case; without a name, no account stands beside it. */
export const shortageReportRoutes: FastifyPluginAsyncZod<{ sealer: Sealer }> = async (app, { sealer }) => {
  const countSent = hourlyLimit(SENT_AN_HOUR)
  const report = {
    tags,
    summary: 'Report, for a family, that a hospital lacks a medicine; with a name or without',
    description:
      'Answers a folio and a word to follow it by, told once. It opens the shortage case of the hospital or joins the open one. Without `named` neither the report nor its audit event holds who sent it. Twenty an hour and no more.',
    body: NewShortageReport,
    response: { 201: ShortageReceipt },
  }
  app.post('/', { schema: report }, async (request, reply) => {
    // not `once`: its memory would hold the account beside the answer
    const key = onceKey(request)
    countSent(request.scope.userId)
    reply.code(201)
    return transact(request.scope, (open) => recordReport(open, sealer, request.body, key))
  })

  const follow = {
    tags,
    summary: 'How a reported shortage stands, by folio and word; ten wrong pairs an hour and no more',
    body: FollowReport,
    response: { 200: FollowedReport },
  }
  app.post('/follow', { schema: follow }, ({ scope, body }) => followReport(scope, sealer, body))
}

const CaseParams = z.object({ shortageId: z.string() })

/** The same, for whoever coordinates the hospital and answers the case. */
export const caseReportRoutes: FastifyPluginAsyncZod<{ sealer: Sealer }> = async (app, { sealer }) => {
  const list = {
    tags,
    summary: 'What families reported of a shortage case; how to call them back only where it is asked for',
    params: CaseParams,
    querystring: CaseReportsQuery,
    response: { 200: CaseReports },
  }
  app.get('/:shortageId/reports', { schema: list }, ({ scope, params, query }) => {
    const id = z.uuid().safeParse(params.shortageId)
    if (!id.success) throw notFound()
    return transact(scope, (open) => readCaseReports(open, sealer, id.data, query.contacts === 'true'))
  })
}
