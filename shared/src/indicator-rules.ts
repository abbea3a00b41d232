// Without schemas, as the page reads them too.
export const indicatorGroups = ['hospital', 'level', 'ooad'] as const
export type IndicatorGroup = (typeof indicatorGroups)[number]

/** Raised whenever a rule below would count a dose or a person otherwise. */
export const INDICATORS_VERSION = '1'
/** Days a dose may be early or late and still be on time, unless asked otherwise. */
export const USUAL_TOLERANCE = 1
export const MOST_TOLERANCE = 7
/** Percent of the planned dose from which a dose was given in full. */
export const FULL_DOSE_PERCENT = 90
/** Days from the diagnosis within which treatment should begin: the institute's own goal. */
export const START_WITHIN_DAYS = 3

/** Years under which a person is paediatric, unless asked otherwise: the law's own limit. */
export const USUAL_AGE_LIMIT = 18

/** Days between the planned day and the day given. */
export const delayBands = ['early', '0', '1', '2-3', '4-7', 'over-7'] as const
export type DelayBand = (typeof delayBands)[number]
