import * as z from 'zod'
import { icccVersions } from './iccc3.js'
import { MorphologyCode, TopographyCode } from './oncology-codes.js'

export const systems = ['icd10', 'topography', 'morphology'] as const
export type System = (typeof systems)[number]

/** Spanish first; English where the source has it. */
export const Label = z.object({ es: z.string(), en: z.string().nullable() })
export type Label = z.infer<typeof Label>

/** What the source says of a code beside its label, with the source's own names: edition, sex_limit, paired_organ… */
export const ConceptProperties = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
export type ConceptProperties = z.infer<typeof ConceptProperties>

export const Concept = z.object({
  code: z.string(),
  label: z.string(),
  labelEn: z.string().nullable(),
  synonyms: z.array(z.string()),
  /** False for a category that has finer codes below it. */
  isLeaf: z.boolean(),
  properties: ConceptProperties,
})
export type Concept = z.infer<typeof Concept>

export const ConceptList = z.object({ items: z.array(Concept), nextCursor: z.string().nullable() })
export type ConceptList = z.infer<typeof ConceptList>

export const ConceptQuery = z.strictObject({
  search: z.string().max(80, 'search-too-long').optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(40).optional(),
})

export const Iccc3Query = z.strictObject({
  topography: TopographyCode,
  morphology: MorphologyCode,
  version: z.enum(icccVersions).default('IARC-2017'),
})

export const StagesQuery = z.strictObject({
  topography: TopographyCode.optional(),
  morphology: MorphologyCode.optional(),
  /** Whole years at diagnosis. */
  ageYears: z.coerce.number().int().min(0).max(130).optional(),
})

const StageLabel = z.object({ es: z.string(), en: z.string() })

/** Systems a tumour may be staged by, the most specific first; `tier` where the system has tiers. */
export const StageOptions = z.object({
  malignancy: z.object({ id: z.string(), label: StageLabel }).nullable(),
  systems: z.array(
    z.object({
      system: z.string(),
      tier: z.union([z.literal(1), z.literal(2)]).nullable(),
      label: StageLabel,
      values: z.array(z.object({ value: z.string(), label: StageLabel, tier1: z.string().nullable() })),
    }),
  ),
})
export type StageOptions = z.infer<typeof StageOptions>

export const CatalogueVersion = z.object({
  catalogue: z.string(),
  version: z.string(),
  rows: z.int(),
  /** Name of the file it came from. */
  source: z.string(),
  sha256: z.string(),
  /** False for an edition that another one has replaced. */
  current: z.boolean(),
  loadedAt: z.string(),
})
export type CatalogueVersion = z.infer<typeof CatalogueVersion>

export const CatalogueList = z.object({ items: z.array(CatalogueVersion), nextCursor: z.null() })
