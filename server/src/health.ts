import { timingSafeEqual } from 'node:crypto'
import fp from 'fastify-plugin'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import * as z from 'zod'
import type { Database } from './database/db.js'
import { notFound, Problem } from './problem.js'

/** Whether the program may take requests: false while it drains. */
export interface Readiness {
  draining: boolean
}

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
const local = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const Alive = z.object({ status: z.literal('ok') })

interface HealthOptions {
  database: Database
  readiness?: Readiness
  metricsToken?: string | undefined
}

const routes: FastifyPluginAsyncZod<HealthOptions> = async (app, { database, readiness, metricsToken }) => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'girasol_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
  })
  app.addHook('onClose', async () => registry.clear())

  const tags = ['Health']
  app.get('/health/live', { schema: { tags, summary: 'The process answers', response: { 200: Alive } } }, async () => ({
    status: 'ok' as const,
  }))

  app.get(
    '/health/ready',
    { schema: { tags, summary: 'The database answers and is migrated', response: { 200: Alive } } },
    async () => {
      const busy = new Problem('unavailable', 503, {}, { 'retry-after': '2' })
      if (readiness?.draining === true) throw busy
      await database.ask('select girasol_session(null)', []).catch(() => {
        throw busy
      })
      return { status: 'ok' as const }
    },
  )

  app.get(
    '/metrics',
    { schema: { tags, summary: 'Prometheus text, for loopback or with the token' } },
    async (request, reply) => {
      const token = request.headers.authorization?.replace(/^Bearer /, '')
      const known = metricsToken !== undefined && token !== undefined && same(token, metricsToken)
      if (!known && !local.has(request.ip)) throw notFound()
      return reply.type(registry.contentType).send(await registry.metrics())
    },
  )
}

/** Not encapsulated: the histogram sees every route registered after it. */
export const healthRoutes = fp(routes)
