import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { EnteredInError } from 'shared/conditions'
import { NewPainAssessment, PainAssessment, PainAssessmentList, PainAssessmentQuery } from 'shared/pain-assessments'
import { canSelfReportAt, monthsOnScale, PainScaleList, PainScaleQuery, scalesFor } from 'shared/pain-scales'
import * as z from 'zod'
import { once, onceKey } from '../access/once.js'
import { transact } from '../access/scope.js'
import { idFrom } from '../clinical-facts.js'
import { enterAssessmentInError, listPainAssessments } from './queries.js'
import { recordOnce } from './record.js'
import { painScales } from './scales.js'

const tags = ['Pain']

/** The scales and which of them fit: for everybody who is signed in. */
export const painScaleRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary:
      'Scales of pain and of sedation with their items, values and bands; which are proposed for an age, best first',
    description:
      'Age in whole months, or in days for the youngest. `canSelfReport` goes by age where absent (from 4 years).',
    querystring: PainScaleQuery,
    response: { 200: PainScaleList },
  }
  app.get('/pain-scales', { schema: list }, async ({ query: { ageInMonths, ageInDays, canSelfReport } }) => {
    const { version, scales, sedationScales } = painScales
    const age = ageInDays ?? (ageInMonths === undefined ? undefined : monthsOnScale(ageInMonths))
    const fitting = age === undefined ? [] : scalesFor(scales, age, canSelfReport ?? canSelfReportAt(age))
    return { version, items: scales, proposed: fitting.map(({ id }) => id), sedationScales, nextCursor: null }
  })
}

/** Pain of one person, behind the patient's door. */
export const painAssessmentRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Pain assessments of a person, the latest first, mistakes marked',
    description: '`from` and `to` are moments, or days of hospital time, both included.',
    querystring: PainAssessmentQuery,
    response: { 200: PainAssessmentList },
  }
  app.get('/', { schema: list }, ({ scope, patient, query }) =>
    transact(scope, (open) => listPainAssessments(open, patient, query)),
  )

  const record = {
    tags,
    summary: 'Record how much it hurts, by a scale; items are scored by the server',
    description:
      'Points of the scale (VAS: cm). A total that disagrees, an item missing or out of range, a moment that cannot be, a scale that says nothing at this age: 400 by field. A scale other than the proposed ones: 409 /problems/needs-confirmation. Sent more than 30 minutes after its moment it is kept as a late entry, with both clocks.',
    body: NewPainAssessment,
    response: { 201: PainAssessment },
  }
  app.post('/', { schema: record }, async (request, reply) => {
    reply.code(201)
    return recordOnce(request.scope, request.patient, request.body, onceKey(request))
  })

  const mistake = {
    tags,
    summary: 'Mark an assessment as a mistake, with the reason',
    params: z.object({ painAssessmentId: z.string() }),
    body: EnteredInError,
    response: { 201: PainAssessment },
  }
  app.post('/:painAssessmentId/entered-in-error', { schema: mistake }, (request, reply) => {
    const id = idFrom(request.params.painAssessmentId)
    return once(request, reply, async (open) => ({
      status: 201,
      body: await enterAssessmentInError(open, request.patient.id, id, request.body.reason),
    }))
  })
}
