import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Condition, ConditionList, ConditionPreview, EnteredInError, NewCondition } from 'shared/conditions'
import * as z from 'zod'
import { once } from '../access/once.js'
import { transact } from '../access/scope.js'
import { notFound } from '../problem.js'
import { enterInError, listConditions, previewCondition, recordCondition } from './queries.js'

const tags = ['Conditions']

/** Diagnoses of one person, behind the patient's door. */
export const conditionRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Diagnoses of a person, the latest first, mistakes marked',
    response: { 200: ConditionList },
  }
  app.get('/', { schema: list }, async ({ scope, patient }) => ({
    items: await transact(scope, (open) => listConditions(open, patient)),
    nextCursor: null,
  }))

  const record = { tags, summary: 'Record a diagnosis', body: NewCondition, response: { 201: Condition } }
  app.post('/', { schema: record }, (request, reply) =>
    once(request, reply, async (open) => ({
      status: 201,
      body: await recordCondition(open, request.patient.id, request.body),
    })),
  )

  const check = {
    tags,
    summary: 'What the checks and the classification say of a diagnosis; nothing is kept',
    body: NewCondition,
    response: { 200: ConditionPreview },
  }
  app.post('/check', { schema: check }, ({ scope, patient, body }) =>
    transact(scope, (open) => previewCondition(open, patient, body)),
  )

  const mistake = {
    tags,
    summary: 'Mark a diagnosis as a mistake, with the reason',
    params: z.object({ conditionId: z.string() }),
    body: EnteredInError,
    response: { 201: Condition },
  }
  app.post('/:conditionId/entered-in-error', { schema: mistake }, (request, reply) => {
    const conditionId = z.uuid().safeParse(request.params.conditionId)
    if (!conditionId.success) throw notFound()
    return once(request, reply, async (open) => ({
      status: 201,
      body: await enterInError(open, request.patient.id, conditionId.data, request.body.reason),
    }))
  })
}
