import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { checkText } from 'shared/check-text'
import { FigureChecks, NewFigureCheck } from 'shared/figure-checks'
import { SessionFigures } from 'shared/session-figures'
import { once } from '../access/once.js'
import { type OpenScope, transact } from '../access/scope.js'
import { foldRegistry } from '../counts/fold.js'
import type { Database } from '../database/db.js'
import { notFound } from '../problem.js'
import { SessionParams, sessionId } from '../working-group/routes.js'
import { freezeFigures } from './freeze.js'
import { readFigures } from './queries.js'

const tags = ['Working group']
/** Milliseconds: four reports of the nation, each twice. */
const PATIENCE = 30_000

/** Figures that a session quotes, and the check of a text against them. */
export const sessionFigureRoutes: FastifyPluginAsyncZod<{ database: Database }> = async (app, { database }) => {
  const read = {
    tags,
    summary: 'What each figure of a session says, as families may see it; null is hidden, or has nothing to share',
    params: SessionParams,
    response: { 200: SessionFigures },
  }
  app.get('/working-group-sessions/:sessionId/figures', { schema: read }, ({ scope, params }) =>
    transact(scope, async (open) => {
      const id = sessionId(params)
      await mustBe(open, id)
      return readFigures(open, id)
    }),
  )

  const freeze = {
    tags,
    summary: 'Freeze the four reports that a session quotes, as of its day; again until its minutes are published',
    params: SessionParams,
    response: { 201: SessionFigures },
  }
  app.post('/working-group-sessions/:sessionId/figures', { schema: freeze }, async (request, reply) => {
    const id = sessionId(request.params)
    await foldRegistry(database)
    return once(request, reply, async (open) => ({ status: 201, body: await freezeFigures(open, id) }), PATIENCE)
  })

  const check = {
    tags,
    summary: 'Sums and percentages of a text that do not agree, and figures typed where a reference belongs',
    body: NewFigureCheck,
    response: { 200: FigureChecks },
  }
  app.post('/figure-checks', { schema: check }, async ({ scope, body: { text, sessionId, lang } }) => {
    const figures =
      sessionId === undefined
        ? []
        : await transact(scope, async (open) => {
            await mustBe(open, sessionId)
            return (await readFigures(open, sessionId)).items
          })
    return { findings: checkText(text, figures, lang) }
  })
}

/** 404 for a session that is not there. */
async function mustBe({ query }: OpenScope, id: string): Promise<void> {
  const [found] = await query('select 1 from working_group_sessions where id = $1::uuid', [id])
  if (found === undefined) throw notFound('WorkingGroupSession', id)
}
