import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Database } from '../database/db.js'

export const conditionRoutes: FastifyPluginAsyncZod<{ database: Database }> = async () => {}
