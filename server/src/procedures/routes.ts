import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { EnteredInError } from 'shared/conditions'
import { NewProcedure, Procedure, ProcedureEdit, ProcedureList } from 'shared/procedures'
import * as z from 'zod'
import { once } from '../access/once.js'
import { transact } from '../access/scope.js'
import { idFrom } from '../clinical-facts.js'
import { versionOf } from '../if-match.js'
import { editProcedure, enterProcedureInError, listProcedures, recordProcedure } from './queries.js'

const tags = ['Procedures']
const params = z.object({ procedureId: z.string() })

/** Radiotherapy, surgery, transplant, transfusion and catheters of one person, behind the patient's door. */
export const procedureRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Procedures of a person, the latest first, mistakes marked',
    response: { 200: ProcedureList },
  }
  app.get('/', { schema: list }, async ({ scope, patient }) => ({
    items: await transact(scope, (open) => listProcedures(open, patient)),
    nextCursor: null,
  }))

  const record = {
    tags,
    summary: 'Record a procedure; what is unusual is 409 needs-confirmation until it has a reason',
    body: NewProcedure,
    response: { 201: Procedure },
  }
  app.post('/', { schema: record }, (request, reply) =>
    once(request, reply, async (open) => {
      const body = await recordProcedure(open, request.patient.id, request.body)
      reply.header('etag', `"${body.version}"`)
      return { status: 201, body }
    }),
  )

  const edit = {
    tags,
    summary: 'Add what is known only later: end, what was delivered, note (merge patch, If-Match)',
    params,
    body: ProcedureEdit,
    response: { 200: Procedure },
  }
  app.patch('/:procedureId', { schema: edit }, async ({ scope, patient, params, body, headers }, reply) => {
    const id = idFrom(params.procedureId)
    const edited = await transact(scope, (open) =>
      editProcedure(open, patient.id, id, versionOf(headers['if-match']), body),
    )
    reply.header('etag', `"${edited.version}"`)
    return edited
  })

  const mistake = {
    tags,
    summary: 'Mark a procedure as a mistake, with the reason',
    params,
    body: EnteredInError,
    response: { 201: Procedure },
  }
  app.post('/:procedureId/entered-in-error', { schema: mistake }, (request, reply) => {
    const id = idFrom(request.params.procedureId)
    return once(request, reply, async (open) => ({
      status: 201,
      body: await enterProcedureInError(open, request.patient.id, id, request.body.reason),
    }))
  })
}
