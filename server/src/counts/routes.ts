import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  Counts,
  CountsQuery,
  cursorParts,
  type ExportFormat,
  Fortnights,
  FortnightsQuery,
  type Language,
  type MovementKind,
  Movements,
  Pyramid,
  PyramidQuery,
  RemovalsQuery,
} from 'shared/counts'
import { audit, type OpenScope, type Scope, transact } from '../access/scope.js'
import type { Database } from '../database/db.js'
import { sendSheet, wantedFormat } from '../exports/send.js'
import type { Sheet } from '../exports/sheet.js'
import { ageRuleOf } from './answer.js'
import { askedDays, audienceOf, onlyPublished } from './ask.js'
import {
  exactCounts,
  exactFortnights,
  exactPyramid,
  publishedCounts,
  publishedFortnights,
  publishedPyramid,
} from './boards.js'
import { foldRegistry } from './fold.js'
import { readMovements } from './queries.js'
import { countsSheet, fortnightsSheet, pyramidSheet } from './sheets.js'

const tags = ['Counts']

export const countRoutes: FastifyPluginAsyncZod<{ database: Database }> = async (app, { database }) => {
  const counts = {
    tags,
    summary: 'People on the roll on a day, and the balance since another',
    description: 'With `Accept: text/csv` or of XLSX, or `format`, the rows come as a file. All figures are people.',
    querystring: CountsQuery,
    response: { 200: Counts },
  }
  app.get('/', { schema: counts }, async (request, reply) => {
    const { groupBy, ...asked } = request.query
    const days = askedDays(asked)
    const ageRule = ageRuleOf(asked)
    const { published, scope } = audienceOf(request.scope)
    if (published) onlyPublished(ageRule)
    await foldRegistry(database)
    return answer(request, reply, scope, 'Counts', countsSheet, (open) =>
      published ? publishedCounts(open, days, groupBy) : exactCounts(open, { ...days, ageRule }, groupBy),
    )
  })

  const fortnights = {
    tags,
    summary: 'Additions by fortnight, the last one ending on a day',
    querystring: FortnightsQuery,
    response: { 200: Fortnights },
  }
  app.get('/fortnights', { schema: fortnights }, async (request, reply) => {
    const { count, ...asked } = request.query
    const { on } = askedDays({ on: asked.on })
    const ageRule = ageRuleOf(asked)
    const { published, scope } = audienceOf(request.scope)
    if (published) onlyPublished(ageRule, count)
    await foldRegistry(database)
    return answer(request, reply, scope, 'Fortnights', fortnightsSheet, (open) =>
      published ? publishedFortnights(open, { on, count }) : exactFortnights(open, { on, count, ageRule }),
    )
  })

  const pyramid = {
    tags,
    summary: 'People by sex and five-year band of age at registration',
    querystring: PyramidQuery,
    response: { 200: Pyramid },
  }
  app.get('/pyramid', { schema: pyramid }, async (request, reply) => {
    const { on } = askedDays({ on: request.query.on })
    const { published, scope } = audienceOf(request.scope)
    await foldRegistry(database)
    return answer(request, reply, scope, 'Pyramid', pyramidSheet, (open) =>
      published ? publishedPyramid(open, on) : exactPyramid(open, on),
    )
  })

  const removals = {
    tags,
    summary: 'What a term of the balance counts: how many people, by day and hospital',
    querystring: RemovalsQuery,
    response: { 200: Movements },
  }
  app.get('/removals', { schema: removals }, async ({ scope, query: { kind, limit, cursor, ...asked } }) => {
    const days = askedDays(asked)
    const kinds: MovementKind[] = kind === undefined ? ['merged', 'withdrawn', 'error'] : [kind]
    await foldRegistry(database)
    const rows = await transact(scope, (open) => readMovements(open, days, kinds, place(cursor), limit + 1))
    const items = rows.slice(0, limit)
    const last = rows.length > limit ? items.at(-1) : undefined
    return {
      ...days,
      items,
      nextCursor: last === undefined ? null : `${last.day}~${last.organizationId}~${last.kind}`,
    }
  })
}

/** Reads the answer and sends it as JSON or as the file that was wanted, which leaves an audit event. */
async function answer<Answer extends { on: string }>(
  request: FastifyRequest<{ Querystring: { format?: ExportFormat | 'json' | undefined; lang: Language } }>,
  reply: FastifyReply,
  scope: Scope,
  resourceType: string,
  sheetOf: (answer: Answer, lang: Language) => Sheet,
  read: (open: OpenScope) => Promise<Answer>,
): Promise<Answer | FastifyReply> {
  const format = wantedFormat(request, request.query.format)
  const answer = await transact(scope, async (open) => {
    const answer = await read(open)
    if (format !== 'json')
      await audit(open, { action: 'export', resourceType, details: { format, on: answer.on, national: open.national } })
    return answer
  })
  return format === 'json' ? answer : sendSheet(reply, format, sheetOf(answer, request.query.lang))
}

function place(cursor: string | undefined) {
  if (cursor === undefined) return null
  const [day, organizationId, kind] = cursorParts.parse(cursor.split('~'))
  return { day, organizationId, kind }
}
