import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'

export const conditionRoutes: FastifyPluginAsyncZod = async () => {}
