import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { checkIdentifiers, IdentifierCheck, IdentifierCheckAnswer } from 'shared/identifiers'

/** What the registration form asks while one types: pure rules, nothing is looked up or kept. */
export const identifierRoutes: FastifyPluginAsyncZod = async (app) => {
  const check = {
    tags: ['Patients'],
    summary: 'Check CURP, NSS, agregado and CLUES against the form',
    body: IdentifierCheck,
    response: { 200: IdentifierCheckAnswer },
  }
  app.post('/identifiers/check', { schema: check }, async ({ body }) => checkIdentifiers(body))
}
