import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { addDays } from 'shared/calendar-day'
import {
  NewShortage,
  ReportedShortage,
  ShortageCase,
  ShortageEdit,
  ShortageNote,
  Shortages,
  ShortagesQuery,
} from 'shared/shortages'
import * as z from 'zod'
import { once } from '../access/once.js'
import { audit, transact } from '../access/scope.js'
import { askedDays } from '../counts/ask.js'
import { encodeCursor, readCursor } from '../cursor.js'
import { sendSheet, wantedFormat } from '../exports/send.js'
import { versionOf } from '../if-match.js'
import { notFound } from '../problem.js'
import { today } from '../today.js'
import { addNote, editShortage, hospitalInReach, readCase, readShortages, reportShortage } from './queries.js'
import { shortagesSheet } from './sheet.js'
import { summaryOf } from './summary.js'

const tags = ['Shortages']
const CaseParams = z.object({ shortageId: z.string() })
/** Closed cases of a month come along when they are asked for. */
const CLOSED_DAYS = 30

/** Medicines that hospitals lack: a case for each hospital and medication, with its clock. No person is in it. */
export const shortageRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Shortage cases as they stood at the end of a day, with sums by OOAD and medication',
    description:
      'Days in calendar days, the clock in whole hours. With `Accept: text/csv` or of XLSX, or `format`, every case comes as a file.',
    querystring: ShortagesQuery,
    response: { 200: Shortages },
  }
  app.get('/', { schema: list }, async (request, reply) => {
    const {
      limit,
      cursor,
      format: asked,
      lang,
      on = today(),
      since = addDays(on, -CLOSED_DAYS),
      ...filter
    } = request.query
    const days = askedDays({ on, since })
    const offset = readCursor(cursor)
    const format = wantedFormat(request, asked)
    const { organizationId } = filter
    const cases = await transact(request.scope, async (open) => {
      if (organizationId !== undefined) await hospitalInReach(open, organizationId)
      const cases = await readShortages(open, { ...filter, ...days })
      if (format !== 'json')
        await audit(open, { action: 'export', resourceType: 'ShortageCase', organizationId, details: { format, on } })
      return cases
    })
    const answer = { ...days, summary: summaryOf(cases), items: cases, nextCursor: null }
    if (format !== 'json') return sendSheet(reply, format, shortagesSheet(answer, lang))
    const nextCursor = cases.length > offset + limit ? encodeCursor(offset + limit) : null
    return { ...answer, items: cases.slice(offset, offset + limit), nextCursor }
  })

  const report = {
    tags,
    summary: 'Report that a hospital lacks a medication; opens a case (201) or joins the open one (200)',
    body: NewShortage,
    response: { 200: ReportedShortage, 201: ReportedShortage },
  }
  app.post('/', { schema: report }, async (request, reply) => {
    const reported = await once(request, reply, async (open) => {
      const body = await reportShortage(open, request.body)
      return { status: body.opened ? 201 : 200, body }
    })
    reply.header('etag', `"${reported.version}"`)
    return reported
  })

  const read = {
    tags,
    summary: 'One shortage case as it stands now, with its history',
    params: CaseParams,
    response: { 200: ShortageCase },
  }
  app.get('/:shortageId', { schema: read }, async ({ scope, params }, reply) => {
    const found = await transact(scope, (open) => readCase(open, caseId(params)))
    reply.header('etag', `"${found.version}"`)
    return found
  })

  const edit = {
    tags,
    summary: 'Move a case to its next state, promise a day, or name the post that answers (merge patch, If-Match)',
    params: CaseParams,
    body: ShortageEdit,
    response: { 200: ShortageCase },
  }
  app.patch('/:shortageId', { schema: edit }, async ({ scope, params, body, headers }, reply) => {
    const edited = await transact(scope, (open) =>
      editShortage(open, caseId(params), versionOf(headers['if-match']), body),
    )
    reply.header('etag', `"${edited.version}"`)
    return edited
  })

  const annotate = {
    tags,
    summary: 'Add a note to a case; no CURP or NSS may stand in it',
    params: CaseParams,
    body: ShortageNote,
    response: { 201: ShortageCase },
  }
  app.post('/:shortageId/notes', { schema: annotate }, (request, reply) =>
    once(request, reply, async (open) => ({
      status: 201,
      body: await addNote(open, caseId(request.params), request.body.note),
    })),
  )
}

function caseId({ shortageId }: z.infer<typeof CaseParams>): string {
  const id = z.uuid().safeParse(shortageId)
  if (!id.success) throw notFound()
  return id.data
}
