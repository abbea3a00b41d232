import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { MedicationList } from 'shared/medication-catalogue'
import { medications } from './catalogue.js'

/** The catalogue of medicines: for everybody who is signed in. */
export const medicationRoutes: FastifyPluginAsyncZod = async (app) => {
  const list = {
    tags: ['Medications'],
    summary: 'Medicines with their labels, keys of the cuadro básico, routes, units and usual doses; not a prescriber',
    response: { 200: MedicationList },
  }
  app.get('/medications', { schema: list }, async () => ({ items: [...medications.values()], nextCursor: null }))
}
