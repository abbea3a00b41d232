import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { bulletin } from 'shared/bulletin'
import type { Language } from 'shared/counts'
import { painBulletin } from 'shared/pain-bulletin'
import {
  BulletinQuery,
  BulletinText,
  FrozenReport,
  NewReport,
  Report,
  ReportList,
  ReportListQuery,
} from 'shared/reports'
import * as z from 'zod'
import { once } from '../access/once.js'
import { audit, type Scope, transact } from '../access/scope.js'
import { ageRuleOf } from '../counts/answer.js'
import { askedDays, audienceOf } from '../counts/ask.js'
import { foldRegistry } from '../counts/fold.js'
import type { Database } from '../database/db.js'
import { sendAsItIs } from '../exports/send.js'
import { notFound } from '../problem.js'
import { ageFilterOf } from '../treatment-indicators/answer.js'
import { bulletinOf, painBulletinOf } from './bulletin.js'
import {
  findReport,
  freezePainReport,
  freezeReport,
  freezeSupplyReport,
  freezeTreatmentReport,
  listReports,
} from './queries.js'

const tags = ['Reports']
const ReportParams = z.object({ reportId: z.string() })

export const reportRoutes: FastifyPluginAsyncZod<{ database: Database }> = async (app, { database }) => {
  const freeze = {
    tags,
    summary: 'Freeze a count, the indicators of treatment or of pain, or the supply, with the versions of its rules',
    body: NewReport,
    response: { 201: FrozenReport },
  }
  app.post('/', { schema: freeze }, async (request, reply) => {
    const { body } = request
    if (body.kind === 'supply') {
      const { on } = askedDays({ on: body.on })
      return once(request, reply, async (open) => ({ status: 201, body: await freezeSupplyReport(open, on) }))
    }
    const days = askedDays(body)
    if (body.kind === 'treatment') {
      const { groupBy, toleranceDays } = body
      const age = ageFilterOf(body)
      return once(request, reply, async (open) => ({
        status: 201,
        body: await freezeTreatmentReport(open, { ...days, toleranceDays, age }, groupBy),
      }))
    }
    if (body.kind === 'pain')
      return once(request, reply, async (open) => ({
        status: 201,
        body: await freezePainReport(open, days, body.groupBy),
      }))
    await foldRegistry(database)
    return once(request, reply, async (open) => ({
      status: 201,
      body: await freezeReport(open, { ...days, ageRule: ageRuleOf(body) }, body.groupBy),
    }))
  })

  const list = {
    tags,
    summary: 'Frozen reports, newest first',
    querystring: ReportListQuery,
    response: { 200: ReportList },
  }
  app.get('/', { schema: list }, ({ scope, query: { limit, cursor } }) => {
    const audience = audienceOf(scope)
    return transact(audience.scope, (open) => listReports(open, audience.published, limit, cursor))
  })

  const read = {
    tags,
    summary: 'A frozen report: the same bytes for ever; the ETag is their SHA-256',
    params: ReportParams,
    response: { 200: Report },
  }
  app.get('/:reportId', { schema: read }, async ({ scope, params }, reply) => {
    const { text, sha256 } = await open(scope, params.reportId)
    return sendAsItIs(reply.header('etag', `"${sha256}"`), 'application/json; charset=utf-8', text)
  })

  const words = {
    tags,
    summary:
      'A frozen count or report of pain in words, to publish or to quote; the others, and the pain that families see, have none: 404',
    params: ReportParams,
    querystring: BulletinQuery,
    response: { 200: BulletinText },
  }
  app.get('/:reportId/bulletin', { schema: words }, async ({ scope, params, query: { lang } }) => {
    const { text } = await open(scope, params.reportId)
    const report = Report.parse(JSON.parse(text))
    return { lang, text: wordsOf(report, lang) }
  })
}

function wordsOf(report: Report, lang: Language): string {
  if (!('kind' in report)) return bulletin(bulletinOf(report, lang), lang)
  if (report.kind === 'pain' && 'total' in report) return painBulletin(painBulletinOf(report, lang), lang)
  throw notFound()
}

/** The report that this caller may see, and the event that they read it. */
function open(caller: Scope, reportId: string) {
  const id = z.uuid().safeParse(reportId)
  if (!id.success) throw notFound()
  const { published, scope } = audienceOf(caller)
  return transact(scope, async (open) => {
    const report = await findReport(open, id.data, published)
    await audit(open, { action: 'read', resourceType: 'Report', resourceId: id.data })
    return report
  })
}
