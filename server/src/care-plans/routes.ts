import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  CarePlan,
  CarePlanEdit,
  CarePlanList,
  CarePlanPreview,
  CumulativeDoseList,
  NewCarePlan,
  NewPriorExposure,
  PriorExposure,
  PriorExposureList,
  Replan,
  ReplanPreview,
} from 'shared/care-plans'
import { EnteredInError } from 'shared/conditions'
import * as z from 'zod'
import { once } from '../access/once.js'
import { audit, transact } from '../access/scope.js'
import { findPatient } from '../patients/queries.js'
import { notFound } from '../problem.js'
import { readVersion } from '../version.js'
import { listCumulativeDoses } from './lifetime.js'
import { enterPriorInError, listPriorExposures, recordPriorExposure } from './prior.js'
import { type CarePlanInScope, findCarePlan, listCarePlans, readCarePlan } from './queries.js'
import { previewReplan, replanCarePlan } from './replan.js'
import { previewCarePlan, startCarePlan } from './start.js'
import { editCarePlan } from './status.js'

const tags = ['Care plans']
/** A plan of two years is a thousand doses, reckoned, checked and written in one transaction. */
const PLAN_MS = 10_000

/** Plans and lifetime doses of one person, behind the patient's door. */
export const patientCarePlanRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = { tags, summary: 'Plans of a person, the latest begun first', response: { 200: CarePlanList } }
  app.get('/care-plans', { schema: list }, async ({ scope, patient }) => ({
    items: await transact(scope, (open) => listCarePlans(open, patient)),
    nextCursor: null,
  }))

  const start = {
    tags,
    summary: 'Begin a protocol: planned doses with their derivation; unusual ones are 409 needs-confirmation',
    body: NewCarePlan,
    response: { 201: CarePlan },
  }
  app.post('/care-plans', { schema: start }, async (request, reply) => {
    const body = await once(
      request,
      reply,
      async (open) => ({ status: 201, body: await startCarePlan(open, request.patient.id, request.body) }),
      PLAN_MS,
    )
    reply.header('etag', `"${body.version}"`)
    return body
  })

  const preview = {
    tags,
    summary: 'The doses a protocol would come to, with what stops it and what asks for a reason; nothing is kept',
    body: NewCarePlan,
    response: { 200: CarePlanPreview },
  }
  app.post('/care-plans/preview', { schema: preview }, ({ scope, patient, body }) =>
    transact(scope, (open) => previewCarePlan(open, patient, body), PLAN_MS),
  )

  const cumulative = {
    tags,
    summary: 'Lifetime doses by family: given, planned, before; limits with their sources',
    response: { 200: CumulativeDoseList },
  }
  app.get('/cumulative-doses', { schema: cumulative }, async ({ scope, patient }) => ({
    items: await transact(scope, (open) => listCumulativeDoses(open, patient)),
    nextCursor: null,
  }))

  const priors = {
    tags,
    summary: 'What went into a person before or elsewhere, per m2',
    response: { 200: PriorExposureList },
  }
  app.get('/prior-exposures', { schema: priors }, async ({ scope, patient }) => ({
    items: await transact(scope, (open) => listPriorExposures(open, patient)),
    nextCursor: null,
  }))

  const prior = {
    tags,
    summary: 'Record what went into a person before or elsewhere, per m2',
    body: NewPriorExposure,
    response: { 201: PriorExposure },
  }
  app.post('/prior-exposures', { schema: prior }, (request, reply) =>
    once(request, reply, async (open) => ({
      status: 201,
      body: await recordPriorExposure(open, request.patient.id, request.body),
    })),
  )

  const mistake = {
    tags,
    summary: 'Mark what was recorded as received before as a mistake, with the reason',
    params: z.object({ exposureId: z.string() }),
    body: EnteredInError,
    response: { 201: PriorExposure },
  }
  app.post('/prior-exposures/:exposureId/entered-in-error', { schema: mistake }, (request, reply) => {
    const exposureId = z.uuid().safeParse(request.params.exposureId)
    if (!exposureId.success) throw notFound()
    return once(request, reply, async (open) => ({
      status: 201,
      body: await enterPriorInError(open, request.patient.id, exposureId.data, request.body.reason),
    }))
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    carePlan: CarePlanInScope
  }
}
const PlanParams = z.object({ carePlanId: z.uuid() })

/** The door of one plan: before validation, and every look is audited, as at the patient's. */
async function openPlan(request: FastifyRequest): Promise<void> {
  const params = PlanParams.safeParse(request.params)
  if (!params.success) throw notFound()
  request.carePlan = await transact(request.scope, async (scope) => {
    const plan = await findCarePlan(scope, params.data.carePlanId)
    await audit(scope, {
      action: 'read',
      resourceType: 'CarePlan',
      resourceId: plan.id,
      patientId: plan.patientId,
      organizationId: plan.managingOrganizationId,
      details: { route: scope.route },
    })
    return plan
  })
}

/** Routes of one plan. */
export const carePlanRoutes: FastifyPluginAsyncZod = async (app) => {
  app.decorateRequest('carePlan')
  app.addHook('preValidation', openPlan)

  const read = { tags, summary: 'One plan with every dose by phase, cycle and day', response: { 200: CarePlan } }
  app.get('/', { schema: read }, async ({ scope, carePlan }, reply) => {
    const plan = await transact(scope, (open) => readCarePlan(open, carePlan.id))
    reply.header('etag', `"${plan.version}"`)
    return plan
  })

  const edit = {
    tags,
    summary: 'Pause, resume or end a plan (If-Match); an end cancels what is planned from today on',
    body: CarePlanEdit,
    response: { 200: CarePlan },
  }
  app.patch('/', { schema: edit }, async ({ scope, carePlan, body, headers }, reply) => {
    const seen = readVersion(headers['if-match'])
    const plan = await transact(scope, (open) => editCarePlan(open, carePlan, seen, body), PLAN_MS)
    reply.header('etag', `"${plan.version}"`)
    return plan
  })

  const preview = {
    tags,
    summary: 'What another weight, height or day would change, dose by dose; nothing is kept',
    body: Replan,
    response: { 200: ReplanPreview },
  }
  app.post('/replan/preview', { schema: preview }, ({ scope, carePlan, body }) =>
    transact(
      scope,
      async (open) => previewReplan(open, await findPatient(open, carePlan.patientId), carePlan, body),
      PLAN_MS,
    ),
  )

  const replan = {
    tags,
    summary: 'Re-plan what is not begun yet (If-Match); given doses are never touched',
    body: Replan,
    response: { 200: CarePlan },
  }
  app.post('/replan', { schema: replan }, async (request, reply) => {
    const seen = readVersion(request.headers['if-match'])
    const plan = await once(
      request,
      reply,
      async (open) => ({ status: 200, body: await replanCarePlan(open, request.carePlan, seen, request.body) }),
      PLAN_MS,
    )
    reply.header('etag', `"${plan.version}"`)
    return plan
  })
}
