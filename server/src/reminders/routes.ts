import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { HospitalPainSettings, NewPainSettings, PainSettingsQuery } from 'shared/pain-settings'
import { AnsweredCall, DueList, DueQuery, WardList, WardQuery } from 'shared/reminders'
import * as z from 'zod'
import { once } from '../access/once.js'
import { audit, type Scope, transact } from '../access/scope.js'
import type { Sealer } from '../access/seal.js'
import { idFrom } from '../clinical-facts.js'
import { versionOf } from '../if-match.js'
import { hospitalInReach } from '../shortages/queries.js'
import { liveDue } from './live.js'
import { answerCall, readDue, readWard } from './queries.js'
import { readSettings, writeSettings } from './settings.js'

const tags = ['Pain']
/** Most that one look of a stream reads: more open reminders than a hospital has. */
const MOST_OPEN = 1000

/** What is due at the bedside, live, and when a hospital looks again. */
export const reminderRoutes: FastifyPluginAsyncZod<{ sealer: Sealer }> = async (app, { sealer }) => {
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())
  const live = liveDue({
    renew: app.renew,
    signal: closing.signal,
    look: (scope: Scope, organizationId) =>
      transact({ ...scope, organizationIds: [organizationId], national: false }, (open) =>
        readDue(open, sealer, { organizationId, limit: MOST_OPEN }, new Date()),
      ),
  })

  const due = {
    tags,
    summary: 'What a hospital has to do at the bedside, late first; with Accept: text/event-stream, live',
    description:
      'Minutes by the clock of the server, told in `now`. The stream sends the list as event `due` whenever it changes, and comments as signs of life at least every 5 s while it is live; it ends with the session, and is asked for again.',
    querystring: DueQuery,
    response: { 200: DueList },
  }
  app.get('/due', { schema: due }, async ({ scope, query, headers }, reply) => {
    const streams = headers.accept?.includes('text/event-stream') === true
    const list = await transact(scope, async (open) => {
      await hospitalInReach(open, query.organizationId)
      const list = await readDue(open, sealer, query, new Date())
      const details = { results: list.items.length, live: streams }
      const { organizationId } = query
      await audit(open, { action: 'search', resourceType: 'Reminder', organizationId, details })
      return list
    })
    if (!streams) return list
    reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no')
    // A stream goes out as it is: the schema speaks of the JSON answer
    return reply.send(live(scope, query) as never)
  })

  const call = {
    tags,
    summary: 'Say that whoever was to be called has been called',
    description: 'Closes a reminder of kind `escalation`; every other kind is closed by the fact that does it.',
    params: z.object({ reminderId: z.string() }),
    response: { 201: AnsweredCall },
  }
  app.post('/due/:reminderId/called', { schema: call }, (request, reply) => {
    const id = idFrom(request.params.reminderId)
    return once(request, reply, async (open) => ({ status: 201, body: await answerCall(open, id) }))
  })

  const ward = {
    tags,
    summary: 'People on treatment or with something due, late first, each with the last pain',
    querystring: WardQuery,
    response: { 200: WardList },
  }
  app.get('/ward', { schema: ward }, ({ scope, query }) =>
    transact(scope, async (open) => {
      const { organizationId } = query
      await hospitalInReach(open, organizationId)
      const list = await readWard(open, sealer, query)
      const details = { results: list.items.length }
      await audit(open, { action: 'search', resourceType: 'PainAssessment', organizationId, details })
      return list
    }),
  )

  const read = {
    tags,
    summary: 'When a hospital looks again: minutes by route and of each clock, with the source of each default',
    querystring: PainSettingsQuery,
    response: { 200: HospitalPainSettings },
  }
  app.get('/settings', { schema: read }, async ({ scope, query: { organizationId } }, reply) => {
    const settings = await transact(scope, async (open) => {
      await hospitalInReach(open, organizationId)
      return readSettings(open, organizationId)
    })
    reply.header('etag', `"${settings.version}"`)
    return settings
  })

  const write = {
    tags,
    summary: 'Set when a hospital looks again (If-Match, "0" the first time); holds for what is recorded from now on',
    querystring: PainSettingsQuery,
    body: NewPainSettings,
    response: { 200: HospitalPainSettings },
  }
  app.put('/settings', { schema: write }, async ({ scope, query: { organizationId }, body, headers }, reply) => {
    const settings = await transact(scope, async (open) => {
      await hospitalInReach(open, organizationId)
      return writeSettings(open, organizationId, versionOf(headers['if-match']), body)
    })
    reply.header('etag', `"${settings.version}"`)
    return settings
  })
}
