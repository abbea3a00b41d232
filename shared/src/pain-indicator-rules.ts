// Without schemas, as the page reads them too.
/** Raised whenever a rule below, or the definition of a measure, would count otherwise. */
export const PAIN_INDICATORS_VERSION = '2'
/** Points of 10 by which a pain falls to be relieved, or else the percent of what it was. */
export const RELIEF_POINTS = 2
export const RELIEF_PERCENT = 30
/**
 * Share of a dose's time to be looked at again from which a look tells what it did: sooner it cannot have worked. Our own
 * convention; one that names the dose counts whenever it was.
 */
export const LOOK_SHARE = 0.5

/** Scales of the catalogue that do not begin at 0, with where they begin: a row keeps the top of its scale only. */
export const leastScores: Readonly<Record<string, number>> = { 'COMFORT-B': 6, CHEOPS: 4, BPS: 3 }
