import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  ageGroups,
  DuplicateAnswer,
  DuplicateQuestion,
  NewPatient,
  Patient,
  PatientEdit,
  PatientList,
  Timeline,
  Withdrawal,
} from 'shared/patients'
import * as z from 'zod'
import { lostRace, once, onceKey } from '../access/once.js'
import { audit, type Scope, transact } from '../access/scope.js'
import type { Sealer } from '../access/seal.js'
import { endPlanOfLeaver } from '../analgesia/plans.js'
import { readCursor } from '../cursor.js'
import { versionOf } from '../if-match.js'
import { conflict, notFound } from '../problem.js'
import { identify } from './derive.js'
import { findMatches, likeliest, showCandidates, showForeignHolder } from './duplicates.js'
import {
  curpTaken,
  editPatient,
  findPatient,
  LooksRegistered,
  readPatient,
  recallPatient,
  registerPatient,
  withdrawPatient,
} from './queries.js'
import { listPatients } from './search.js'
import { readTimeline } from './timeline.js'

const tags = ['Patients']

const ListQuery = z.strictObject({
  search: z.string().min(2, 'too-short').max(80, 'too-long').optional(),
  organizationId: z.uuid().optional(),
  ageGroup: z.enum(ageGroups).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(40).optional(),
})

/** Collection routes: no person is named in the address. */
export const patientRoutes: FastifyPluginAsyncZod<{ sealer: Sealer }> = async (app, { sealer }) => {
  const register = { tags, summary: 'Register a person', body: NewPatient, response: { 201: Patient } }
  app.post('/', { schema: register }, async (request, reply) => {
    const key = onceKey(request)
    const { scope } = request
    const attempt = () => registerPatient(scope, sealer, request.body, key)
    const { status, body } = await attempt()
      .catch(async (error: unknown) => {
        // Another copy of this request, or another registration of this CURP, has committed by now: look again
        if (lostRace(error) || curpTaken(error)) return (await recallPatient(scope, sealer, key)) ?? attempt()
        throw error
      })
      .catch(showHolder(scope))
    reply.code(status as 201).header('etag', `"${body.version}"`)
    return body
  })

  const list = {
    tags,
    summary: 'Find people of the own hospitals by name, CURP, NSS or record number',
    querystring: ListQuery,
    response: { 200: PatientList },
  }
  app.get('/', { schema: list }, async ({ scope, query }) => {
    const offset = readCursor(query.cursor)
    if (query.organizationId !== undefined && !scope.organizationIds.includes(query.organizationId))
      throw notFound('Organization', query.organizationId)
    return transact(scope, (open) => listPatients(open, sealer, { ...query, offset }))
  })

  const question = {
    tags,
    summary: 'Who might this person be already? At most three, of the own hospitals',
    body: DuplicateQuestion,
    response: { 200: DuplicateAnswer },
  }
  app.post('/duplicates', { schema: question }, async ({ scope, body }) => {
    const { identity } = identify({
      ...body,
      secondSurname: body.secondSurname ?? null,
      birthState: null,
      curp: body.curp ?? null,
      nss: body.nss ?? null,
      agregado: body.agregado ?? null,
    })
    return transact(scope, async (open) => {
      if (body.patientId !== undefined) await findPatient(open, body.patientId)
      const matches = await likeliest(open, await findMatches(open, identity), body.patientId)
      const candidates = await showCandidates(open, matches)
      await audit(open, { action: 'search', resourceType: 'Duplicate', details: { results: candidates.length } })
      return { candidates }
    })
  })
}

/** Who it may be already, shown outside the transaction that is refused for it: of another hospital's, the name alone. */
const showHolder = (scope: Scope) => async (error: unknown) => {
  if (!(error instanceof LooksRegistered)) throw error
  const { matches } = error
  const foreign = matches.find(({ inReach }) => !inReach)
  const candidates =
    foreign === undefined
      ? await transact(scope, (open) => showCandidates(open, matches))
      : [await showForeignHolder(scope, foreign)]
  throw conflict('possible-duplicate', { candidates })
}

/** Routes of one person, behind the patient's door. */
export const patientRecordRoutes: FastifyPluginAsyncZod<{ sealer: Sealer }> = async (app, { sealer }) => {
  const read = { tags, summary: 'One person', response: { 200: Patient } }
  app.get('/', { schema: read }, async ({ scope, patient }, reply) => {
    reply.header('etag', `"${patient.version}"`)
    return transact(scope, (open) => readPatient(open, sealer, patient))
  })

  const edit = {
    tags,
    summary: 'Correct facts of a person (merge patch, If-Match)',
    body: PatientEdit,
    response: { 200: Patient },
  }
  app.patch('/', { schema: edit }, async ({ scope, patient, body, headers }, reply) => {
    const edited = await transact(scope, (open) =>
      editPatient(open, sealer, patient, versionOf(headers['if-match']), body),
    ).catch(showHolder(scope))
    reply.header('etag', `"${edited.version}"`)
    return edited
  })

  const withdrawal = {
    tags,
    summary: 'Take a person off the roll, with a reason',
    body: Withdrawal,
    response: { 201: z.object({ kind: z.string(), reason: z.string() }) },
  }
  app.post('/withdrawal', { schema: withdrawal }, async (request, reply) =>
    once(request, reply, async (open) => {
      const { kind, reason } = request.body
      await withdrawPatient(open, request.patient.id, kind, reason)
      await endPlanOfLeaver(open, request.patient.id, reason)
      return { status: 201, body: { kind, reason } }
    }),
  )

  const timeline = { tags, summary: 'Everything recorded, newest first', response: { 200: Timeline } }
  app.get('/timeline', { schema: timeline }, async ({ scope, patient }) => {
    const items = await transact(scope, (open) => readTimeline(open, patient))
    return { items, nextCursor: null }
  })
}
