import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  AnalgesicAdministration,
  AnalgesicAdministrationList,
  AnalgesicAdverseEffect,
  AnalgesicAdverseEffectList,
  AnalgesicFacts,
  AnalgesicFactsQuery,
  AnalgesicListQuery,
  NewAnalgesicAdministration,
  NewAnalgesicAdverseEffect,
  NewSedationCheck,
  SedationCheck,
  SedationCheckList,
} from 'shared/analgesia'
import { EnteredInError } from 'shared/conditions'
import * as z from 'zod'
import { once } from '../access/once.js'
import { transact } from '../access/scope.js'
import { idFrom } from '../clinical-facts.js'
import { enterAdministrationInError, listAdministrations, recordAdministration } from './administrations.js'
import { enterEffectInError, listEffects, recordEffect } from './effects.js'
import { analgesicFacts } from './facts.js'
import { enterCheckInError, listSedationChecks, recordSedationCheck } from './sedation.js'

const tags = ['Pain relief']

/** Facts of pain relief: for everybody who is signed in. They hold no person. */
export const analgesicFactRoutes: FastifyPluginAsyncZod = async (app) => {
  const facts = {
    tags,
    summary:
      'Steps, drugs, doses, rules, breathing and sedation scales with source and confidence; with age (days) and weight (kg), what they come to. Not a prescriber',
    querystring: AnalgesicFactsQuery,
    response: { 200: AnalgesicFacts },
  }
  app.get('/analgesic-facts', { schema: facts }, async ({ query }) =>
    analgesicFacts(query.ageInDays, query.weightKg ?? null),
  )
}

/** Doses of analgesics that were given to one person, behind the patient's door. */
export const analgesicAdministrationRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Analgesic doses of a person, the latest first, mistakes marked',
    querystring: AnalgesicListQuery,
    response: { 200: AnalgesicAdministrationList },
  }
  app.get('/', { schema: list }, ({ scope, patient, query }) =>
    transact(scope, (open) => listAdministrations(open, patient, query)),
  )

  const record = {
    tags,
    summary:
      'Record an analgesic dose, by an order or without one; starts the clock of the reassessment. An antagonist records the unwanted effect too. What is unusual is 409 needs-confirmation',
    body: NewAnalgesicAdministration,
    response: { 201: AnalgesicAdministration },
  }
  app.post('/', { schema: record }, (request, reply) =>
    once(request, reply, async (open) => ({
      status: 201,
      body: await recordAdministration(open, request.patient.id, request.body),
    })),
  )

  const mistake = {
    tags,
    summary: 'Mark an analgesic dose as a mistake, with the reason',
    params: z.object({ analgesicAdministrationId: z.string() }),
    body: EnteredInError,
    response: { 201: AnalgesicAdministration },
  }
  app.post('/:analgesicAdministrationId/entered-in-error', { schema: mistake }, (request, reply) => {
    const id = idFrom(request.params.analgesicAdministrationId)
    return once(request, reply, async (open) => ({
      status: 201,
      body: await enterAdministrationInError(open, request.patient.id, id, request.body.reason),
    }))
  })
}

/** Sedation, breathing and oxygen of one person, behind the patient's door. */
export const sedationCheckRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Sedation checks of a person with what asks for help, the latest first, mistakes marked',
    querystring: AnalgesicListQuery,
    response: { 200: SedationCheckList },
  }
  app.get('/', { schema: list }, ({ scope, patient, query }) =>
    transact(scope, (open) => listSedationChecks(open, patient, query)),
  )

  const record = {
    tags,
    summary: 'Record sedation by its scale, breaths a minute and SpO2 (%); the answer says what asks for help',
    body: NewSedationCheck,
    response: { 201: SedationCheck },
  }
  app.post('/', { schema: record }, (request, reply) =>
    once(request, reply, async (open) => ({
      status: 201,
      body: await recordSedationCheck(open, request.patient.id, request.body),
    })),
  )

  const mistake = {
    tags,
    summary: 'Mark a sedation check as a mistake, with the reason',
    params: z.object({ sedationCheckId: z.string() }),
    body: EnteredInError,
    response: { 201: SedationCheck },
  }
  app.post('/:sedationCheckId/entered-in-error', { schema: mistake }, (request, reply) => {
    const id = idFrom(request.params.sedationCheckId)
    return once(request, reply, async (open) => ({
      status: 201,
      body: await enterCheckInError(open, request.patient.id, id, request.body.reason),
    }))
  })
}

/** Unwanted effects of analgesics in one person, behind the patient's door. */
export const analgesicAdverseEffectRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Unwanted effects of analgesics in a person, the latest first, mistakes marked',
    response: { 200: AnalgesicAdverseEffectList },
  }
  app.get('/', { schema: list }, async ({ scope, patient }) => ({
    items: await transact(scope, (open) => listEffects(open, patient)),
    nextCursor: null,
  }))

  const record = {
    tags,
    summary: 'Record an unwanted effect of an analgesic',
    body: NewAnalgesicAdverseEffect,
    response: { 201: AnalgesicAdverseEffect },
  }
  app.post('/', { schema: record }, (request, reply) =>
    once(request, reply, async (open) => ({
      status: 201,
      body: await recordEffect(open, request.patient.id, request.body),
    })),
  )

  const mistake = {
    tags,
    summary: 'Mark an unwanted effect as a mistake, with the reason',
    params: z.object({ analgesicAdverseEffectId: z.string() }),
    body: EnteredInError,
    response: { 201: AnalgesicAdverseEffect },
  }
  app.post('/:analgesicAdverseEffectId/entered-in-error', { schema: mistake }, (request, reply) => {
    const id = idFrom(request.params.analgesicAdverseEffectId)
    return once(request, reply, async (open) => ({
      status: 201,
      body: await enterEffectInError(open, request.patient.id, id, request.body.reason),
    }))
  })
}
