import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { BodyMeasurement, BodyMeasurementList, NewBodyMeasurement } from 'shared/body-measurements'
import { EnteredInError } from 'shared/conditions'
import * as z from 'zod'
import { once } from '../access/once.js'
import { transact } from '../access/scope.js'
import { idFrom } from '../clinical-facts.js'
import { enterMeasurementInError, listBodyMeasurements, recordBodyMeasurement } from './queries.js'

const tags = ['Body measurements']

/** Weight, height and performance status of one person, behind the patient's door. */
export const bodyMeasurementRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Weight (kg), height (cm) and performance status, the latest first, mistakes marked',
    response: { 200: BodyMeasurementList },
  }
  app.get('/', { schema: list }, async ({ scope, patient }) => ({
    items: await transact(scope, (open) => listBodyMeasurements(open, patient)),
    nextCursor: null,
  }))

  const record = {
    tags,
    summary: 'Record measures of a day; a jump is 409 needs-confirmation until it has a reason',
    body: NewBodyMeasurement,
    response: { 201: BodyMeasurement },
  }
  app.post('/', { schema: record }, (request, reply) =>
    once(request, reply, async (open) => ({
      status: 201,
      body: await recordBodyMeasurement(open, request.patient.id, request.body),
    })),
  )

  const mistake = {
    tags,
    summary: 'Mark a measurement as a mistake, with the reason',
    params: z.object({ bodyMeasurementId: z.string() }),
    body: EnteredInError,
    response: { 201: BodyMeasurement },
  }
  app.post('/:bodyMeasurementId/entered-in-error', { schema: mistake }, (request, reply) => {
    const id = idFrom(request.params.bodyMeasurementId)
    return once(request, reply, async (open) => ({
      status: 201,
      body: await enterMeasurementInError(open, request.patient.id, id, request.body.reason),
    }))
  })
}
