import * as z from 'zod'
import { CountScope } from './counts.js'
import { indicatorGroups } from './indicator-rules.js'
import { IndicatorPlace, indicatorQuery, indicatorQuestion, Share } from './indicators.js'
import { analgesicEffects } from './pain.js'

/** The period begins the day after `since`, as in the counts. */
export const PainIndicatorsQuery = z.strictObject(indicatorQuery)
export type PainIndicatorsQuery = z.infer<typeof PainIndicatorsQuery>

/** The same in a body, to freeze it. */
export const NewPainReport = z.strictObject({ kind: z.literal('pain'), ...indicatorQuestion })

/** What the figures of an answer follow; stands in it, so that a frozen one keeps its rules. */
export const PainIndicatorRules = z.object({
  version: z.string(),
  /** Points of 10, or percent of what it was, by which a pain falls to be relieved. */
  reliefPoints: z.int(),
  reliefPercent: z.int(),
})
export type PainIndicatorRules = z.infer<typeof PainIndicatorRules>

export const PainFigures = z.object({
  /** Days of a person with a dose of their plan: with a pain assessment in the same hospital, of all. A day that still runs counts once assessed. */
  assessed: Share,
  /** Moderate or severe pains, by the day on which an answer is due: answered in the minutes their hospital had set, of those answered or whose minutes have passed. */
  treated: Share,
  /** Analgesic doses with a clock: assessed again from half of its time on and before it was late, of those assessed or late. */
  reassessedInTime: Share,
  /** Doses reassessed in time that answered a moderate or severe pain: those after which it had yielded, of all. */
  relieved: Share,
  /** Days of a person with an opioid: given, or flowing from an infusion or a patch. */
  opioidDays: z.int(),
  /** Doses of naloxone. */
  naloxoneDoses: z.int(),
  /** Days of a person with each unwanted effect, in the order of the value set; every effect, also those with 0. */
  adverseEffects: z.array(z.object({ effect: z.enum(analgesicEffects), personDays: z.int() })),
  /** The settings that the figures followed, as they were when each fact was recorded. */
  followed: z.object({
    /** Minutes to answer a pain: every different value, ascending. */
    answerMinutes: z.array(z.int()),
    /** Versions of a hospital's settings, ascending; 0 is the catalogue's. */
    settingsVersions: z.array(z.int()),
  }),
})
export type PainFigures = z.infer<typeof PainFigures>

export const PainIndicatorRow = z.object({ ...IndicatorPlace.shape, ...PainFigures.shape })
export type PainIndicatorRow = z.infer<typeof PainIndicatorRow>

export const PainIndicators = z.object({
  on: z.string(),
  since: z.string(),
  groupBy: z.enum(indicatorGroups),
  rules: PainIndicatorRules,
  scope: CountScope,
  total: PainFigures,
  rows: z.array(PainIndicatorRow),
})
export type PainIndicators = z.infer<typeof PainIndicators>
