import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { CaseLink, CaseLinkInput, FollowedCases } from 'shared/agreements'
import { transact } from '../access/scope.js'
import { linkCase, listCases, readCase } from './cases.js'
import { AgreementParams, agreementId } from './routes.js'

const tags = ['Agreements']

/** Whom the alias of a case means: for the staff of the hospital that treats them, and for nobody else. */
export const agreementCaseRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags,
    summary: 'Cases of agreements that the own hospitals follow, what is pending first',
    response: { 200: FollowedCases },
  }
  app.get('/cases', { schema: list }, ({ scope }) =>
    transact(scope, async (open) => ({ items: await listCases(open), nextCursor: null })),
  )

  const read = {
    tags,
    summary: 'The person whom the alias of an agreement means; 404 where nobody has said yet',
    params: AgreementParams,
    response: { 200: CaseLink },
  }
  app.get('/:agreementId/case', { schema: read }, ({ scope, params }) =>
    transact(scope, (open) => readCase(open, agreementId(params))),
  )

  const link = {
    tags,
    summary: 'Say whom the alias of an agreement means: somebody whom its hospital treats',
    params: AgreementParams,
    body: CaseLinkInput,
    response: { 200: CaseLink },
  }
  app.put('/:agreementId/case', { schema: link }, ({ scope, params, body }) =>
    transact(scope, (open) => linkCase(open, agreementId(params), body.patientId)),
  )
}
