import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { HospitalList, HospitalQuery, OoadAnswer, OoadList, OoadQuestion } from 'shared/network'
import { transact } from '../access/scope.js'
import { notFound } from '../problem.js'
import { listHospitals, listOoads, meantOoad } from './queries.js'

const tags = ['Network']

/** Public catalogues of the network: for everybody who is signed in. */
export const networkRoutes: FastifyPluginAsyncZod = async (app) => {
  const hospitals = {
    tags,
    summary: 'Hospitals by level, regime, OOAD of the place, or words of the name and CLUES',
    querystring: HospitalQuery,
    response: { 200: HospitalList },
  }
  app.get('/hospitals', { schema: hospitals }, async ({ scope, query }) =>
    transact(scope, (open) => listHospitals(open, query)),
  )

  const offices = { tags, summary: 'The 35 OOAD with their aliases', response: { 200: OoadList } }
  app.get('/ooads', { schema: offices }, async ({ scope }) => ({
    items: await transact(scope, listOoads),
    nextCursor: null,
  }))

  const resolve = {
    tags,
    summary: 'Which OOAD a text means; a text that means two is 409 with candidates',
    querystring: OoadQuestion,
    response: { 200: OoadAnswer },
  }
  app.get('/ooads/resolve', { schema: resolve }, async ({ scope, query }) =>
    transact(scope, async (open) => {
      const ooadCode = await meantOoad(open, query.text)
      if (ooadCode === null) throw notFound()
      return { ooadCode }
    }),
  )
}
