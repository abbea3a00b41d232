import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import * as z from 'zod'
import { transact } from '../access/scope.js'
import { notFound } from '../problem.js'
import { lookAtPatient, type PatientInScope } from './queries.js'

declare module 'fastify' {
  interface FastifyRequest {
    patient: PatientInScope
  }
}

const PatientParams = z.object({ patientId: z.uuid() })

/** The child's door: before validation, so a stranger cannot even probe the schema. Every look is audited. */
export const patientDoor = fp(async (app: FastifyInstance) => {
  app.decorateRequest('patient')
  app.addHook('preValidation', async (request) => {
    const params = PatientParams.safeParse(request.params)
    if (!params.success) throw notFound()
    const { patientId } = params.data
    request.patient = await transact(request.scope, (scope) => lookAtPatient(scope, patientId))
  })
})
