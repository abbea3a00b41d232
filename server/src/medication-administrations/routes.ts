import { eq } from 'drizzle-orm'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  AdministrationBatch,
  AdministrationBatchAnswer,
  AdministrationCorrection,
  AdministrationHistory,
  AdministrationList,
  AdministrationMistake,
  AdministrationQuery,
  AdministrationRecord,
  MedicationAdministration,
  UnplannedAdministration,
  Worklist,
  WorklistQuery,
} from 'shared/medication-administrations'
import * as z from 'zod'
import { once } from '../access/once.js'
import { audit, type Scope, transact } from '../access/scope.js'
import type { Sealer } from '../access/seal.js'
import { users } from '../access/table.js'
import { sendSheet, wantedFormat } from '../exports/send.js'
import { versionOf } from '../if-match.js'
import { invalid, notFound, Problem } from '../problem.js'
import { today } from '../today.js'
import { enterInError, recordUnplanned } from './correct.js'
import { listAdministrations, readAdministration } from './queries.js'
import { LostDose, recordDose, recordDoses, StaleDoses } from './record.js'
import { asAdministration, type Dose } from './rows.js'
import { worklistSheet } from './sheet.js'
import { readWorklist } from './worklist.js'

const tags = ['Administrations']
/** Rows of a file: more than a hospital gives in a month. */
const MOST_IN_FILE = 5000

/** Doses of one person, behind the patient's door. */
export const patientAdministrationRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Planned and given doses of a person, by planned day',
    querystring: AdministrationQuery,
    response: { 200: AdministrationList },
  }
  app.get('/', { schema: list }, ({ scope, patient, query }) =>
    transact(scope, (open) => listAdministrations(open, patient, query)),
  )

  const unplanned = {
    tags,
    summary: 'Record a dose that no plan foresaw',
    description: 'Dose in `unit` (UCUM). Warnings without a reason: 409 /problems/needs-confirmation.',
    body: UnplannedAdministration,
    response: { 201: MedicationAdministration },
  }
  app.post('/', { schema: unplanned }, (request, reply) =>
    once(request, reply, async (open) => ({
      status: 201,
      body: await recordUnplanned(open, request.patient, request.body),
    })),
  )
}

/** Doses by their own id, and the ward's day. */
export const administrationRoutes: FastifyPluginAsyncZod<{ sealer: Sealer }> = async (app, { sealer }) => {
  const params = z.object({ administrationId: z.string() })

  const read = {
    tags,
    summary: 'One dose with its laboratory gates and what it was before each change',
    params,
    response: { 200: AdministrationHistory },
  }
  app.get('/medication-administrations/:administrationId', { schema: read }, async (request, reply) => {
    const id = idOf(request.params)
    const found = await transact(request.scope, (open) => readAdministration(open, id))
    reply.header('etag', `"${found.version}"`)
    return found
  })

  const record = {
    tags,
    summary: 'Record what became of a planned dose (If-Match)',
    description:
      'Doses in the unit of the planned one. Impossible: 400 by field. What asks for a reason: 409 /problems/needs-confirmation with `warnings`, sent again with `confirmedWarnings`. Recorded by somebody else meanwhile: 412 with who and when.',
    params,
    body: AdministrationRecord,
    response: { 200: MedicationAdministration },
  }
  app.patch('/medication-administrations/:administrationId', { schema: record }, async (request, reply) => {
    const { scope, body, headers } = request
    const asked = { id: idOf(request.params), version: versionOf(headers['if-match']), record: body }
    const recorded = await attempt(scope, () => recordDose(scope, asked))
    reply.header('etag', `"${recorded.version}"`)
    return recorded
  })

  const batch = {
    tags,
    summary: 'Record several doses in one act, all or none, each with the version that was seen',
    body: AdministrationBatch,
    response: { 200: AdministrationBatchAnswer },
  }
  app.post('/medication-administrations/batch', { schema: batch }, (request, reply) => {
    const asked = request.body.items.map(({ id, version, ...record }) => ({ id, version, record }))
    const prefix = (at: number) => `#/items/${at}`
    return attempt(request.scope, () =>
      once(request, reply, async (open) => ({
        status: 200,
        body: { items: await recordDoses(open, asked, prefix) },
      })),
    )
  })

  const mistake = {
    tags,
    summary: 'Mark a record as a mistake, with the reason; a dose that was planned waits again',
    params,
    body: AdministrationMistake,
    response: { 201: AdministrationCorrection },
  }
  app.post('/medication-administrations/:administrationId/entered-in-error', { schema: mistake }, (request, reply) => {
    const id = idOf(request.params)
    return attempt(request.scope, () =>
      once(request, reply, async (open) => ({ status: 201, body: await enterInError(open, id, request.body.reason) })),
    )
  })

  const worklist = {
    tags,
    summary: 'What a hospital has to give on a day, late first',
    description: 'With `Accept: text/csv` or of XLSX, or `format`, the whole list comes as a file, without NSS.',
    querystring: WorklistQuery,
    response: { 200: Worklist },
  }
  app.get('/worklist', { schema: worklist }, async (request, reply) => {
    const { scope, query } = request
    const { lang, service, status, patientId, cursor } = query
    const format = wantedFormat(request, query.format)
    const organizationId = hospitalOf(scope, query.organizationId)
    const place = format === 'json' ? { limit: query.limit, cursor } : { limit: MOST_IN_FILE }
    const asked = { organizationId, day: query.day ?? today(), service, status, patientId, ...place }
    const answer = await transact(scope, async (open) => {
      const answer = await readWorklist(open, sealer, asked)
      const action = format === 'json' ? 'search' : 'export'
      const details = { format, day: asked.day, results: answer.items.length }
      await audit(open, { action, resourceType: 'MedicationAdministration', organizationId, details })
      return answer
    })
    return format === 'json' ? answer : sendSheet(reply, format, worklistSheet(answer, lang))
  })
}

function idOf({ administrationId }: { administrationId: string }): string {
  const id = z.uuid().safeParse(administrationId)
  if (!id.success) throw notFound()
  return id.data
}

function hospitalOf({ organizationIds }: Scope, asked: string | undefined): string {
  const [only, another] = organizationIds
  const organizationId = asked ?? (another === undefined ? only : undefined)
  if (organizationId === undefined) throw invalid({ pointer: '#/organizationId', code: 'required' })
  if (!organizationIds.includes(organizationId)) throw notFound()
  return organizationId
}

/** Looks again when another record won between look and write; a version that no longer stands is answered with who and when. */
async function attempt<T>(scope: Scope, act: () => Promise<T>): Promise<T> {
  try {
    return await act().catch((error: unknown) => {
      if (!(error instanceof LostDose)) throw error
      return act()
    })
  } catch (error) {
    if (!(error instanceof StaleDoses)) throw error
    throw await staleProblem(scope, error.doses)
  }
}

async function staleProblem(scope: Scope, doses: readonly Dose[]): Promise<Problem> {
  const stale = await Promise.all(
    doses.map(async (dose) => ({
      current: asAdministration(dose),
      changedAt: dose.recordedAt.toISOString(),
      changedBy: dose.recordedBy,
      changedByName: dose.recordedBy && (await nameOf(scope, dose.recordedBy)),
    })),
  )
  return new Problem('stale-version', 412, { ...stale[0], stale })
}

/** Names of accounts lie behind the desk's door. */
const nameOf = (scope: Scope, userId: string): Promise<string | null> =>
  transact({ ...scope, door: 'girasol_desk' }, async ({ db }) => {
    const [user] = await db.select({ name: users.name }).from(users).where(eq(users.id, userId))
    return user?.name ?? null
  })
