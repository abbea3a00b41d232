import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  AddedAnalgesicOrder,
  AnalgesicEnd,
  AnalgesicPlan,
  AnalgesicPlanEdit,
  AnalgesicPlanList,
  NewAnalgesicPlan,
} from 'shared/analgesia'
import { EnteredInError } from 'shared/conditions'
import * as z from 'zod'
import { once } from '../access/once.js'
import { transact } from '../access/scope.js'
import { idFrom } from '../clinical-facts.js'
import { versionOf } from '../if-match.js'
import { addOrder, editPlan, endPlan, enterPlanInError, listPlans, startPlan, stopOrder } from './plans.js'

const tags = ['Pain relief']
const params = z.object({ analgesicPlanId: z.string() })
const orderParams = params.extend({ analgesicOrderId: z.string() })

/** Plans of pain relief of one person with their orders, behind the patient's door. A record and a reminder. */
export const analgesicPlanRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Analgesic plans of a person with their orders, the one in force first; a record, not a prescription',
    response: { 200: AnalgesicPlanList },
  }
  app.get('/', { schema: list }, async ({ scope, patient }) => ({
    items: await transact(scope, (open) => listPlans(open, patient)),
    nextCursor: null,
  }))

  const start = {
    tags,
    summary:
      'Start an analgesic plan, which ends the one in force; doses per kg are reckoned with their derivation. What is unusual is 409 needs-confirmation, order by order, each with rule, fact and source',
    body: NewAnalgesicPlan,
    response: { 201: AnalgesicPlan },
  }
  app.post('/', { schema: start }, (request, reply) =>
    once(request, reply, async (open) => {
      const body = await startPlan(open, request.patient.id, request.body)
      reply.header('etag', `"${body.version}"`)
      return { status: 201, body }
    }),
  )

  const edit = {
    tags,
    summary: 'Change step, review, target, measures or note of the plan in force (merge patch, If-Match)',
    params,
    body: AnalgesicPlanEdit,
    response: { 200: AnalgesicPlan },
  }
  app.patch('/:analgesicPlanId', { schema: edit }, async ({ scope, patient, params, body, headers }, reply) => {
    const id = idFrom(params.analgesicPlanId)
    const plan = await transact(scope, (open) => editPlan(open, patient.id, id, versionOf(headers['if-match']), body))
    reply.header('etag', `"${plan.version}"`)
    return plan
  })

  const end = {
    tags,
    summary: 'End a plan with all its orders, with the reason',
    params,
    body: AnalgesicEnd,
    response: { 201: AnalgesicPlan },
  }
  app.post('/:analgesicPlanId/end', { schema: end }, (request, reply) => {
    const id = idFrom(request.params.analgesicPlanId)
    return once(request, reply, async (open) => ({
      status: 201,
      body: await endPlan(open, request.patient.id, id, request.body),
    }))
  })

  const mistake = {
    tags,
    summary: 'Mark a plan by which nothing was given as a mistake, with the reason',
    params,
    body: EnteredInError,
    response: { 201: AnalgesicPlan },
  }
  app.post('/:analgesicPlanId/entered-in-error', { schema: mistake }, (request, reply) => {
    const id = idFrom(request.params.analgesicPlanId)
    return once(request, reply, async (open) => ({
      status: 201,
      body: await enterPlanInError(open, request.patient.id, id, request.body.reason),
    }))
  })

  const add = {
    tags,
    summary: 'Add one order to the plan in force, judged beside those that stand; pointers begin with #/order',
    params,
    body: AddedAnalgesicOrder,
    response: { 201: AnalgesicPlan },
  }
  app.post('/:analgesicPlanId/orders', { schema: add }, (request, reply) => {
    const id = idFrom(request.params.analgesicPlanId)
    return once(request, reply, async (open) => ({
      status: 201,
      body: await addOrder(open, request.patient.id, id, request.body),
    }))
  })

  const stop = {
    tags,
    summary: 'Stop one order, with the reason; an order never changes, another takes its place',
    params: orderParams,
    body: AnalgesicEnd,
    response: { 201: AnalgesicPlan },
  }
  app.post('/:analgesicPlanId/orders/:analgesicOrderId/stop', { schema: stop }, (request, reply) => {
    const [id, orderId] = [idFrom(request.params.analgesicPlanId), idFrom(request.params.analgesicOrderId)]
    return once(request, reply, async (open) => ({
      status: 201,
      body: await stopOrder(open, request.patient.id, id, orderId, request.body),
    }))
  })
}
