import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import { exportFormats, languages } from './counts.js'
import { indicatorGroups } from './indicator-rules.js'
import { levels } from './network.js'

/** What is asked of any indicators: `on` is today in Mexico City by default, `since` 14 days before `on`. */
export const indicatorQuestion = {
  on: calendarDay.optional(),
  since: calendarDay.optional(),
  groupBy: z.enum(indicatorGroups).default('hospital'),
}

/** The same in an address, where a file may be asked for. */
export const indicatorQuery = {
  ...indicatorQuestion,
  format: z.enum(['json', ...exportFormats]).optional(),
  lang: z.enum(languages).default('es'),
}

/** `percent` has one decimal; null when the denominator is 0. */
export const Share = z.object({ numerator: z.int(), denominator: z.int(), percent: z.number().nullable() })
export type Share = z.infer<typeof Share>

/** Whose figures a row has. */
export const IndicatorPlace = z.object({
  /** CLUES, level or OOAD code, by `groupBy`; `not-assigned` for hospitals without a known OOAD. */
  key: z.string(),
  label: z.string(),
  /** Id of the hospital; null when rows are not hospitals. */
  organizationId: z.uuid().nullable(),
  level: z.enum(levels).nullable(),
  ooadCode: z.string().nullable(),
})
export type IndicatorPlace = z.infer<typeof IndicatorPlace>
