import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  IdentityCheck,
  IdentityCheckAnswer,
  IdentityOverride,
  IdentityOverrides,
  IdentityOverridesQuery,
  NewIdentityOverride,
} from 'shared/identity-overrides'
import * as z from 'zod'
import { once } from '../access/once.js'
import { audit, type OpenScope, transact } from '../access/scope.js'
import type { Sealer } from '../access/seal.js'
import { notFound } from '../problem.js'
import { countKinds, marksOf } from './check.js'
import { decideOverride, listOverrides, readOverride, requestOverride } from './overrides.js'

const tags = ['Working group']
const OverrideParams = z.object({ overrideId: z.string() })

/** Whether a text that everybody may read says who somebody is, and what two people let stand all the same. */
export const identityCheckRoutes: FastifyPluginAsyncZod<{ sealer: Sealer }> = async (app, { sealer }) => {
  const check = {
    tags,
    summary: 'Places of a text that say who a registered person is; nothing of the text is kept',
    description:
      '`at` and `length` count UTF-16 units of the text as it was sent. At most sixty different names an hour are shown to a coordinator and ten to a representative; a text with more is then 429.',
    body: IdentityCheck,
    response: { 200: IdentityCheckAnswer },
  }
  app.post('/identity-checks', { schema: check }, ({ scope, body }) =>
    transact(scope, async (open) => {
      const marks = await marksOf(open, body.text)
      if (marks.length > 0)
        await audit(open, { action: 'search', resourceType: 'IdentityCheck', details: countKinds(marks) })
      return { marks }
    }),
  )

  /** What is kept of the answer for the same key is its id: the words are nowhere but sealed. */
  async function answerSealed(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    act: (scope: OpenScope) => Promise<string>,
  ): Promise<IdentityOverride> {
    const { id } = await once(request, reply, async (open) => ({ status, body: { id: await act(open) } }))
    return transact(request.scope, (open) => readOverride(open, sealer, id))
  }

  const list = {
    tags,
    summary: 'Words that look like a registered person’s: those that wait for a second person, or were decided',
    querystring: IdentityOverridesQuery,
    response: { 200: IdentityOverrides },
  }
  app.get('/identity-overrides', { schema: list }, ({ scope, query: { state } }) =>
    transact(scope, (open) => listOverrides(open, sealer, state)),
  )

  const request = {
    tags,
    summary: 'Ask that marked words may stand in public texts; never a CURP or NSS',
    body: NewIdentityOverride,
    response: { 201: IdentityOverride },
  }
  app.post('/identity-overrides', { schema: request }, (request, reply) =>
    answerSealed(request, reply, 201, (open) => requestOverride(open, sealer, request.body)),
  )

  for (const [step, decision, summary] of [
    ['approval', 'approved', 'The second person lets the words stand'],
    ['refusal', 'refused', 'The second person does not let the words stand, or words that were let stand no longer do'],
  ] as const) {
    const schema = { tags, summary, params: OverrideParams, response: { 200: IdentityOverride } }
    app.post(`/identity-overrides/:overrideId/${step}`, { schema }, (request, reply) => {
      const id = z.uuid().safeParse(request.params.overrideId)
      if (!id.success) throw notFound()
      return answerSealed(request, reply, 200, (open) => decideOverride(open, id.data, decision))
    })
  }
}
