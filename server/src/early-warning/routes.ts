import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { EnteredInError } from 'shared/conditions'
import {
  EarlyWarningScale,
  EarlyWarningScore,
  EarlyWarningScoreList,
  FebrileEpisode,
  FebrileEpisodeEdit,
  FebrileEpisodeList,
  NewEarlyWarningScore,
  NewFebrileEpisode,
} from 'shared/early-warning'
import * as z from 'zod'
import { once } from '../access/once.js'
import { transact } from '../access/scope.js'
import { idFrom } from '../clinical-facts.js'
import { versionOf } from '../if-match.js'
import { editEpisode, enterEpisodeInError, listEpisodes, recordEpisode } from './febrile.js'
import { earlyWarningScale } from './scale.js'
import { enterScoreInError, listScores, recordScore } from './scores.js'

const tags = ['Early warning']

/** The scale with its bands and the hour of the febrile person. */
export const earlyWarningScaleRoutes: FastifyPluginAsyncZod = async (app) => {
  const scale = {
    tags,
    summary: 'The early-warning score: items, bands, sources',
    response: { 200: EarlyWarningScale },
  }
  app.get('/early-warning-scale', { schema: scale }, () => earlyWarningScale)
}

/** Early-warning scores (0 to 11) of one person, behind the patient's door. */
export const earlyWarningScoreRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Early-warning scores, the latest first, mistakes marked',
    response: { 200: EarlyWarningScoreList },
  }
  app.get('/', { schema: list }, async ({ scope, patient }) => ({
    items: await transact(scope, (open) => listScores(open, patient)),
    nextCursor: null,
  }))

  const record = {
    tags,
    summary: 'Record an early-warning score; the server adds it up and says when the next is due',
    body: NewEarlyWarningScore,
    response: { 201: EarlyWarningScore },
  }
  app.post('/', { schema: record }, (request, reply) =>
    once(request, reply, async (open) => ({
      status: 201,
      body: await recordScore(open, request.patient.id, request.body),
    })),
  )

  const mistake = {
    tags,
    summary: 'Mark a score as a mistake, with the reason',
    params: z.object({ earlyWarningScoreId: z.string() }),
    body: EnteredInError,
    response: { 201: EarlyWarningScore },
  }
  app.post('/:earlyWarningScoreId/entered-in-error', { schema: mistake }, (request, reply) => {
    const id = idFrom(request.params.earlyWarningScoreId)
    return once(request, reply, async (open) => ({
      status: 201,
      body: await enterScoreInError(open, request.patient.id, id, request.body.reason),
    }))
  })
}

/** Febrile episodes of one person, from the door to the antibiotic, behind the patient's door. */
export const febrileEpisodeRoutes: FastifyPluginAsyncZod = async (app) => {
  const params = z.object({ febrileEpisodeId: z.string() })
  const list = {
    tags,
    summary: 'Febrile episodes, the latest first, with the minutes from the door to the antibiotic',
    response: { 200: FebrileEpisodeList },
  }
  app.get('/', { schema: list }, async ({ scope, patient }) => ({
    items: await transact(scope, (open) => listEpisodes(open, patient)),
    nextCursor: null,
  }))

  const record = {
    tags,
    summary: 'Start the clock of a febrile person; what is unusual is 409 until it has a reason',
    body: NewFebrileEpisode,
    response: { 201: FebrileEpisode },
  }
  app.post('/', { schema: record }, (request, reply) =>
    once(request, reply, async (open) => {
      const body = await recordEpisode(open, request.patient.id, request.body)
      reply.header('etag', `"${body.version}"`)
      return { status: 201, body }
    }),
  )

  const edit = {
    tags,
    summary: 'Add the antibiotic and its time, the neutrophils, or why none was given (merge patch, If-Match)',
    params,
    body: FebrileEpisodeEdit,
    response: { 200: FebrileEpisode },
  }
  app.patch('/:febrileEpisodeId', { schema: edit }, async ({ scope, patient, params, body, headers }, reply) => {
    const id = idFrom(params.febrileEpisodeId)
    const edited = await transact(scope, (open) =>
      editEpisode(open, patient.id, id, versionOf(headers['if-match']), body),
    )
    reply.header('etag', `"${edited.version}"`)
    return edited
  })

  const mistake = {
    tags,
    summary: 'Mark a febrile episode as a mistake, with the reason',
    params,
    body: EnteredInError,
    response: { 201: FebrileEpisode },
  }
  app.post('/:febrileEpisodeId/entered-in-error', { schema: mistake }, (request, reply) => {
    const id = idFrom(request.params.febrileEpisodeId)
    return once(request, reply, async (open) => ({
      status: 201,
      body: await enterEpisodeInError(open, request.patient.id, id, request.body.reason),
    }))
  })
}
