import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { AdverseEvent, AdverseEventEdit, AdverseEventList, NewAdverseEvent } from 'shared/adverse-events'
import { EnteredInError } from 'shared/conditions'
import * as z from 'zod'
import { once } from '../access/once.js'
import { transact } from '../access/scope.js'
import { idFrom } from '../clinical-facts.js'
import { versionOf } from '../if-match.js'
import { editAdverseEvent, enterAdverseEventInError, listAdverseEvents, recordAdverseEvent } from './queries.js'

const tags = ['Adverse events']
const params = z.object({ adverseEventId: z.string() })

/** Adverse events of one person by CTCAE grade, behind the patient's door. */
export const adverseEventRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Adverse events of a person, the newest first, mistakes marked',
    response: { 200: AdverseEventList },
  }
  app.get('/', { schema: list }, async ({ scope, patient }) => ({
    items: await transact(scope, (open) => listAdverseEvents(open, patient)),
    nextCursor: null,
  }))

  const record = {
    tags,
    summary: 'Record an adverse event; what is unusual is 409 needs-confirmation until it has a reason',
    body: NewAdverseEvent,
    response: { 201: AdverseEvent },
  }
  app.post('/', { schema: record }, (request, reply) =>
    once(request, reply, async (open) => {
      const body = await recordAdverseEvent(open, request.patient.id, request.body)
      reply.header('etag', `"${body.version}"`)
      return { status: 201, body }
    }),
  )

  const edit = {
    tags,
    summary: 'Add how it went on: grade, action, outcome, note (merge patch, If-Match)',
    params,
    body: AdverseEventEdit,
    response: { 200: AdverseEvent },
  }
  app.patch('/:adverseEventId', { schema: edit }, async ({ scope, patient, params, body, headers }, reply) => {
    const id = idFrom(params.adverseEventId)
    const edited = await transact(scope, (open) =>
      editAdverseEvent(open, patient.id, id, versionOf(headers['if-match']), body),
    )
    reply.header('etag', `"${edited.version}"`)
    return edited
  })

  const mistake = {
    tags,
    summary: 'Mark an adverse event as a mistake, with the reason',
    params,
    body: EnteredInError,
    response: { 201: AdverseEvent },
  }
  app.post('/:adverseEventId/entered-in-error', { schema: mistake }, (request, reply) => {
    const id = idFrom(request.params.adverseEventId)
    return once(request, reply, async (open) => ({
      status: 201,
      body: await enterAdverseEventInError(open, request.patient.id, id, request.body.reason),
    }))
  })
}
