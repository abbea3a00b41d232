import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Iccc3 } from 'shared/conditions'
import { classifyIccc3 } from 'shared/iccc3'
import { stagingFor } from 'shared/staging'
import {
  CatalogueList,
  ConceptList,
  ConceptQuery,
  Iccc3Query,
  StageOptions,
  StagesQuery,
  systems,
} from 'shared/terminology'
import * as z from 'zod'
import { transact } from '../access/scope.js'
import { encodeCursor, readCursor } from '../cursor.js'
import { notFound } from '../problem.js'
import { listCatalogues, readTerminology } from './queries.js'
import { rankConcepts } from './rank.js'

const tags = ['Terminology']

/** Public classifications: for everybody who is signed in. */
export const terminologyRoutes: FastifyPluginAsyncZod = async (app) => {
  const concepts = {
    tags,
    summary: 'Codes of icd10, topography or morphology by code or words, best first; accents do not matter',
    params: z.object({ system: z.string() }),
    querystring: ConceptQuery,
    response: { 200: ConceptList },
  }
  app.get('/terminology/:system', { schema: concepts }, async ({ scope, params, query }) => {
    const system = systems.find((known) => known === params.system)
    if (system === undefined) throw notFound()
    const offset = readCursor(query.cursor)
    const terminology = await transact(scope, readTerminology)
    const ranked = rankConcepts(terminology.concepts[system], query.search ?? '')
    const end = offset + query.limit
    return { items: ranked.slice(offset, end), nextCursor: ranked.length > end ? encodeCursor(end) : null }
  })

  const iccc3 = {
    tags,
    summary: 'The ICCC-3 group, subgroup and division of a site and a morphology',
    querystring: Iccc3Query,
    response: { 200: Iccc3 },
  }
  app.get('/classification/iccc3', { schema: iccc3 }, async ({ scope, query }) => {
    const terminology = await transact(scope, readTerminology)
    const result = classifyIccc3(terminology.iccc3, query.version, query.topography, query.morphology)
    if (result === null) throw notFound()
    return result
  })

  const stages = {
    tags,
    summary: 'Stage systems and values that fit a tumour, the most specific first',
    querystring: StagesQuery,
    response: { 200: StageOptions },
  }
  app.get('/classification/stages', { schema: stages }, async ({ scope, query }) => {
    const { staging } = await transact(scope, readTerminology)
    const { malignancy, systems: fitting } = stagingFor(staging, query)
    return {
      malignancy: malignancy === null ? null : { id: malignancy.id, label: malignancy.label },
      systems: fitting.map((system) => ({ ...system, values: [...system.values] })),
    }
  })

  const catalogues = { tags, summary: 'Editions of the catalogues that are loaded', response: { 200: CatalogueList } }
  app.get('/catalogues', { schema: catalogues }, async ({ scope }) => ({
    items: await transact(scope, listCatalogues),
    nextCursor: null,
  }))
}
