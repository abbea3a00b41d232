import * as z from 'zod'
import { ageLimits } from './age.js'
import { CountScope } from './counts.js'
import { delayBands, indicatorGroups, MOST_TOLERANCE, USUAL_TOLERANCE } from './indicator-rules.js'
import { IndicatorPlace, indicatorQuery, indicatorQuestion, Share } from './indicators.js'
import { ageGroups } from './patients.js'
import { statusReasons } from './treatment.js'

const toleranceDays = z.int().min(0, 'too-small').max(MOST_TOLERANCE, 'too-large')

const ageLimit = z.literal([...ageLimits])
const ageFilter = {
  /** Only doses of people of this group by their age on the planned day; a first treatment by the age on its day. */
  ageGroup: z.enum(ageGroups).optional(),
}
/** A limit says nothing without the group that it parts. */
const partsAGroup = ({ ageGroup, ageLimit }: { ageGroup?: unknown; ageLimit?: unknown }) =>
  ageLimit === undefined || ageGroup !== undefined
const withoutGroup = { path: ['ageLimit'], error: 'age-group-missing' }

/** A small whole number, as an address writes it. */
const inAddress = z
  .string()
  .regex(/^\d{1,2}$/, 'number-shape')
  .transform(Number)

/** The period begins the day after `since`, as in the counts. `toleranceDays` is in days, 1 by default. */
export const TreatmentIndicatorsQuery = z
  .strictObject({
    ...indicatorQuery,
    toleranceDays: inAddress.pipe(toleranceDays).default(USUAL_TOLERANCE),
    ...ageFilter,
    /** Years, 18 by default. */
    ageLimit: inAddress.pipe(ageLimit).optional(),
  })
  .refine(partsAGroup, withoutGroup)
export type TreatmentIndicatorsQuery = z.infer<typeof TreatmentIndicatorsQuery>

/** The same in a body, to freeze it. */
export const NewTreatmentReport = z
  .strictObject({
    kind: z.literal('treatment'),
    ...indicatorQuestion,
    toleranceDays: toleranceDays.default(USUAL_TOLERANCE),
    ...ageFilter,
    ageLimit: ageLimit.optional(),
  })
  .refine(partsAGroup, withoutGroup)

/** What the figures of an answer follow; stands in it, so that a frozen one keeps its rules. */
export const IndicatorRules = z.object({
  version: z.string(),
  toleranceDays: z.int(),
  fullDosePercent: z.int(),
  startWithinDays: z.int(),
})
export type IndicatorRules = z.infer<typeof IndicatorRules>

/** Days of delay of the doses given, in part too; an early dose counts as 0 days in the median and the 90th percentile. */
export const Delay = z.object({
  doses: z.int(),
  /** Days, by nearest rank; null without doses. */
  median: z.int().nullable(),
  p90: z.int().nullable(),
  /** Doses in each band. */
  bands: z.record(z.enum(delayBands), z.int()),
})
export type Delay = z.infer<typeof Delay>

export const Figures = z.object({
  /** Antineoplastic doses planned in the period that are judged: their day is before `on`, or what became of them is recorded. */
  doses: z.int(),
  /** given + partial + omitted + withoutRecord = doses. */
  given: z.int(),
  partial: z.int(),
  withoutRecord: z.int(),
  /** Given, and no more than `toleranceDays` early or late, of all doses. */
  onTime: Share,
  /** On time, with the planned medication, and at least `fullDosePercent` of the planned dose, of all doses. */
  adherence: Share,
  delay: Delay,
  omitted: z.object({
    ...Share.shape,
    /** Not available first, then as the list of reasons; every reason, also those with 0 doses. */
    byReason: z.array(z.object({ reason: z.enum(statusReasons), doses: z.int() })),
  }),
  /** Given in full or in part with another medication than planned, of those given in full or in part. */
  substituted: Share,
  /** People whose first treatment fell in the period: begun within `startWithinDays` of the diagnosis, of those with a known day of diagnosis. */
  firstTreatment: z.object({ ...Share.shape, withoutDiagnosisDate: z.int() }),
})
export type Figures = z.infer<typeof Figures>

export const IndicatorRow = z.object({ ...IndicatorPlace.shape, ...Figures.shape })
export type IndicatorRow = z.infer<typeof IndicatorRow>

export const TreatmentIndicators = z.object({
  on: z.string(),
  since: z.string(),
  groupBy: z.enum(indicatorGroups),
  /** Both only in an answer that was asked of one age group. */
  ageGroup: z.enum(ageGroups).optional(),
  ageLimit: ageLimit.optional(),
  rules: IndicatorRules,
  scope: CountScope,
  total: Figures,
  rows: z.array(IndicatorRow),
})
export type TreatmentIndicators = z.infer<typeof TreatmentIndicators>
