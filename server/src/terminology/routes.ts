import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Database } from '../database/db.js'

export const terminologyRoutes: FastifyPluginAsyncZod<{ database: Database }> = async () => {}
