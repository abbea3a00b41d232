import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Forecast, NewStockEntry, StockEntry, StockList, SupplyQuery } from 'shared/supply'
import { once } from '../access/once.js'
import { transact } from '../access/scope.js'
import { askedDays } from '../counts/ask.js'
import { medications } from '../medications/catalogue.js'
import { endOf, hospitalInReach } from '../shortages/queries.js'
import { forecastOf } from './forecast.js'
import { readPlanned } from './planned.js'
import { readStock, recordStock } from './queries.js'

const tags = ['Supply']

/** What a hospital's pharmacy counted, and what its plans will ask of it. */
export const stockRoutes: FastifyPluginAsyncZod = async (app) => {
  const record = {
    tags,
    summary: 'Record what was counted of one key of the cuadro básico, in pieces',
    body: NewStockEntry,
    response: { 201: StockEntry },
  }
  app.post('/stock', { schema: record }, (request, reply) =>
    once(request, reply, async (open) => {
      await hospitalInReach(open, request.body.organizationId)
      return { status: 201, body: await recordStock(open, request.body) }
    }),
  )

  const list = {
    tags,
    summary: 'The latest count of each key of one hospital, as known on a day',
    querystring: SupplyQuery,
    response: { 200: StockList },
  }
  app.get('/stock', { schema: list }, ({ scope, query: { organizationId, on: asked } }) => {
    const { on } = askedDays({ on: asked })
    return transact(scope, async (open) => {
      await hospitalInReach(open, organizationId)
      return { on, items: await readStock(open, organizationId, endOf(on), on), nextCursor: null }
    })
  })

  const forecast = {
    tags,
    summary: 'Pieces that planned doses need in 7, 30 and 90 days, by key, against the last count',
    description:
      'Whole vials and tablets for each dose; bottles by content. Doses that cannot be turned into pieces are listed apart. Overdue doses are not in it.',
    querystring: SupplyQuery,
    response: { 200: Forecast },
  }
  app.get('/shortages/forecast', { schema: forecast }, ({ scope, query: { organizationId, on: asked } }) => {
    const { on } = askedDays({ on: asked })
    return transact(scope, async (open) => {
      await hospitalInReach(open, organizationId)
      const [planned, stock] = await Promise.all([
        readPlanned(open, organizationId, on),
        readStock(open, organizationId, endOf(on), on),
      ])
      return { on, organizationId, ...forecastOf(on, planned, stock, medications), nextCursor: null }
    })
  })
}
