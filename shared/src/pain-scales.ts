import * as z from 'zod'
import { ageInMonths } from './age.js'
import { type CalendarDay, daysBetween } from './calendar-day.js'
import { type PainSeverity, painSeverities } from './pain.js'

const Words = z.object({ es: z.string(), en: z.string() })
const Labelled = z.object({ score: z.number(), label: Words })

/** A scale of pain as the catalogue tells it. Ages in days of years of 365, both ends included. */
export const PainScale = z.object({
  id: z.string().meta({ example: 'FLACC' }),
  /** Of the facts that score it. */
  version: z.string(),
  name: Words,
  type: z.enum(['observational', 'self-report', 'interview+exam']),
  age: z.object({
    minDays: z.number(),
    /** Null: no upper limit. */
    maxDays: z.number().nullable(),
    /** Also for those who cannot speak, at any age. */
    nonVerbal: z.boolean(),
    /** In Spanish, as in its source. */
    note: z.string(),
  }),
  total: z.object({ min: z.number(), max: z.number() }),
  /** Between two scores; null where `allowedValues` names them. */
  step: z.number().nullable(),
  allowedValues: z.array(z.number()).nullable(),
  /** UCUM unit of the score; null is points. */
  unit: z.string().nullable(),
  /** Null where the score is chosen whole. */
  items: z.array(z.object({ id: z.string(), label: Words, options: z.array(Labelled) })).nullable(),
  /** Items added only where the others come to more than 0. */
  conditionalItems: z.array(z.string()),
  /** Words of the values of a scale that is chosen whole. */
  values: z.array(Labelled).nullable(),
  bands: z.array(
    z.object({
      /** Its own name in the source, such as `over-sedation`. */
      band: z.string(),
      /** Null where the scale tells no strength. */
      severity: z.enum(painSeverities).nullable(),
      min: z.number(),
      max: z.number(),
    }),
  ),
  /** From this score something is done. */
  actionThreshold: z.number(),
  individualisedDescriptors: z.boolean(),
  /** Lines of the guide of choice that name it; a smaller `place` is a better choice. */
  guide: z.array(
    z.object({
      place: z.number(),
      condition: Words,
      minDays: z.number(),
      maxDays: z.number().nullable(),
      selfReport: z.boolean(),
      /** Where alone it holds, such as `intensive-care`; null everywhere. */
      setting: z.string().nullable(),
    }),
  ),
  source: z.string(),
  confidence: z.string(),
  bandsConfidence: z.string(),
})
export type PainScale = z.infer<typeof PainScale>

/** A scale of sedation: one value is chosen. */
export const SedationScale = z.object({
  id: z.string(),
  name: Words,
  values: z.array(
    z.object({
      value: z.union([z.number(), z.literal('S')]),
      label: Words,
      /** Null where the source says nothing of it. */
      acceptable: z.boolean().nullable(),
      action: Words.nullable(),
    }),
  ),
  source: z.string(),
  confidence: z.string(),
})
export type SedationScale = z.infer<typeof SedationScale>

export const PainScaleQuery = z.strictObject({
  /** Whole months; `ageInDays` instead for the youngest. */
  ageInMonths: z.coerce.number().int().min(0).max(1500).optional(),
  ageInDays: z.coerce.number().int().min(0).max(46_000).optional(),
  /** By age where absent. */
  canSelfReport: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
})

export const PainScaleList = z.object({
  version: z.string(),
  items: z.array(PainScale),
  /** Ids, best first; empty without an age. */
  proposed: z.array(z.string()),
  sedationScales: z.array(SedationScale),
  nextCursor: z.null(),
})
export type PainScaleList = z.infer<typeof PainScaleList>

/** Days of a year of 365, as the catalogue counts; real days in the first year, whole months from there. */
export function ageOnScale(birth: CalendarDay, on: CalendarDay): number {
  const months = ageInMonths(birth, on)
  return months < 12 ? daysBetween(birth, on) : monthsOnScale(months)
}

export const monthsOnScale = (months: number): number => Math.floor((months * 365) / 12)

/** The guide observes those under four years unless somebody says that they can tell. */
const SELF_REPORT_FROM = 1460
export const canSelfReportAt = (ageInDays: number): boolean => ageInDays >= SELF_REPORT_FROM

interface ScoreError {
  pointer: string
  code: string
}
type Scored =
  | { score: number; items: Record<string, number> | null; errors?: never }
  | { errors: ScoreError[]; score?: never }

/**
 * The total of an assessment in the points of its scale, from its items or as it was chosen whole; nothing is rounded or
 * clipped. Errors: `item-missing`, `item-unknown`, `item-out-of-range`, `items-not-for-scale`, `score-out-of-range`,
 * `score-not-allowed`, `total-disagrees`, `required`.
 */
export function scoreOf(
  scale: PainScale,
  { items, score }: { items?: Readonly<Record<string, number>> | undefined; score?: number | undefined },
): Scored {
  if (scale.items === null) return chosenWhole(scale, items, score)
  const errors = itemErrors(scale.items, items ?? {})
  if (errors.length > 0) return { errors }
  const scored = Object.fromEntries(scale.items.map(({ id }) => [id, items?.[id] ?? 0]))
  const total = totalOf(scale, scored)
  if (score !== undefined && score !== total) return { errors: [{ pointer: '#/score', code: 'total-disagrees' }] }
  return { score: total, items: scored }
}

/** PIPP-R adds its points of age and state only to a pain that shows. */
function totalOf({ conditionalItems }: PainScale, items: Readonly<Record<string, number>>): number {
  const sum = (conditional: boolean) =>
    Object.entries(items).reduce(
      (sum, [id, score]) => (conditionalItems.includes(id) === conditional ? sum + score : sum),
      0,
    )
  const subtotal = sum(false)
  return subtotal === 0 ? 0 : subtotal + sum(true)
}

function itemErrors(known: NonNullable<PainScale['items']>, items: Readonly<Record<string, number>>): ScoreError[] {
  const pointer = (id: string) => `#/items/${encodeURIComponent(id.replaceAll('~', '~0').replaceAll('/', '~1'))}`
  return [
    ...known.flatMap(({ id, options }) => {
      const value = Object.hasOwn(items, id) ? items[id] : undefined
      if (value === undefined) return [{ pointer: pointer(id), code: 'item-missing' }]
      return options.some(({ score }) => score === value) ? [] : [{ pointer: pointer(id), code: 'item-out-of-range' }]
    }),
    ...Object.keys(items)
      .filter((id) => !known.some((item) => item.id === id))
      .map((id) => ({ pointer: pointer(id), code: 'item-unknown' })),
  ]
}

function chosenWhole(
  { total: { min, max }, step, allowedValues }: PainScale,
  items: Readonly<Record<string, number>> | undefined,
  score: number | undefined,
): Scored {
  if (items !== undefined) return { errors: [{ pointer: '#/items', code: 'items-not-for-scale' }] }
  const slip = (code: string) => ({ errors: [{ pointer: '#/score', code }] })
  if (score === undefined) return slip('required')
  if (!(score >= min && score <= max)) return slip('score-out-of-range')
  const allowed = allowedValues?.includes(score) ?? onStep(score, min, step ?? 1)
  return allowed ? { score, items: null } : slip('score-not-allowed')
}

/** In decimal: 0.3 is on a step of 0.1, though its binary fraction is not. */
function onStep(score: number, min: number, step: number): boolean {
  const steps = Math.round((score - min) / step)
  return Number((min + steps * step).toFixed(6)) === score
}

/** The band of a score that `scoreOf` gave. */
export function bandOf({ id, bands }: PainScale, score: number): PainScale['bands'][number] {
  const band = bands.find(({ min, max }) => score >= min && score <= max)
  if (band === undefined) throw new Error(`${id} has no band for this score`)
  return band
}

/** How strong a pain is; null where the scale tells its kind alone (DN4). */
export const severityOf = (scale: PainScale, score: number): PainSeverity | null => bandOf(scale, score).severity

/** From here on the source of the scale does something about it. */
export const asksForAction = ({ actionThreshold }: PainScale, score: number): boolean => score >= actionThreshold

/** A score as of 10, to a tenth, from the bottom of its scale to its top; null where the scale tells no strength. */
export function painOfTen(score: number, { total: { min, max }, bands }: PainScale): number | null {
  if (bands.every(({ severity }) => severity === null)) return null
  return Math.round(((score - min) / (max - min)) * 100) / 10
}

/** Whether a scale is meant for an age. */
export function fitsAge({ age }: PainScale, ageInDays: number, canSelfReport: boolean): boolean {
  return ageInDays >= age.minDays && ageInDays <= top(age, canSelfReport)
}

const top = ({ maxDays, nonVerbal }: PainScale['age'], canSelfReport: boolean) =>
  maxDays === null || (nonVerbal && !canSelfReport) ? Number.POSITIVE_INFINITY : maxDays

/**
 * Whether a scale says nothing at an age: under half of its lower limit or over twice its upper one. Between the limits
 * and there a clinician may have a reason (a scale of eight years for a child of six who counts; one of adults for an
 * adolescent), so it is asked. The margin is ours: the sources give limits of validation, not of sense.
 */
export function impossibleAt({ age }: PainScale, ageInDays: number, canSelfReport: boolean): boolean {
  return ageInDays < age.minDays / 2 || ageInDays > 2 * top(age, canSelfReport)
}

/**
 * What the guide of choice proposes, best first: what holds everywhere before what belongs to a setting, then what more
 * lines name, then as the guide stands. Age in days as `ageOnScale` gives it.
 */
export function scalesFor(scales: readonly PainScale[], ageInDays: number, canSelfReport: boolean): PainScale[] {
  return scales
    .flatMap((scale) => {
      const lines = scale.guide.filter(
        ({ minDays, maxDays, selfReport }) =>
          selfReport === canSelfReport && ageInDays >= minDays && (maxDays === null || ageInDays <= maxDays),
      )
      if (lines.length === 0 || !fitsAge(scale, ageInDays, canSelfReport)) return []
      const everywhere = lines.some(({ setting }) => setting === null)
      return [{ scale, everywhere, lines: lines.length, place: Math.min(...lines.map(({ place }) => place)) }]
    })
    .sort((a, b) => Number(b.everywhere) - Number(a.everywhere) || b.lines - a.lines || a.place - b.place)
    .map(({ scale }) => scale)
}

/** Never SVG: it can carry script. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const
export const MOST_PICTURE_BYTES = 200_000

/** A hospital's own drawing for one value of a scale; its bytes lie at `/api/pain-scale-pictures/:organizationId/:scale/:value`. */
export const PainScalePicture = z.object({
  organizationId: z.uuid(),
  scale: z.string(),
  value: z.number(),
  mediaType: z.enum(pictureTypes),
  bytes: z.number(),
  recordedAt: z.string(),
})
export type PainScalePicture = z.infer<typeof PainScalePicture>
export const PainScalePictureList = z.object({ items: z.array(PainScalePicture), nextCursor: z.null() })
