import { FULL_DOSE_PERCENT, INDICATORS_VERSION, type IndicatorGroup, START_WITHIN_DAYS } from 'shared/indicator-rules'
import type { TreatmentIndicators } from 'shared/treatment-indicators'
import type { OpenScope } from '../access/scope.js'
import { readScope } from '../counts/queries.js'
import { outline } from '../indicators/outline.js'
import { type Period, readPlaces } from '../indicators/queries.js'
import { figuresOf } from './figures.js'
import { readDoses, readStarts } from './queries.js'

export interface Asked extends Period {
  toleranceDays: number
}

/** The exact indicators of the hospitals in reach, for those who may see them; hospitals without any dose or start are left out. */
export async function treatmentIndicators(
  scope: OpenScope,
  { on, since, toleranceDays }: Asked,
  groupBy: IndicatorGroup,
): Promise<TreatmentIndicators> {
  const [doses, starts] = await Promise.all([readDoses(scope, { on, since }), readStarts(scope, { on, since })])
  const places = await readPlaces(scope, [
    ...new Set([...doses, ...starts].map(({ organizationId }) => organizationId)),
  ])
  const rules = {
    version: INDICATORS_VERSION,
    toleranceDays,
    fullDosePercent: FULL_DOSE_PERCENT,
    startWithinDays: START_WITHIN_DAYS,
  }
  const figures = (ids: ReadonlySet<string>) => {
    const there = <Of extends { organizationId: string }>(groups: readonly Of[]) =>
      groups.filter(({ organizationId }) => ids.has(organizationId))
    return figuresOf(there(doses), there(starts), rules)
  }
  return {
    on,
    since,
    groupBy,
    rules,
    scope: await readScope(scope, places.length),
    total: figuresOf(doses, starts, rules),
    rows: outline(groupBy, places).map(({ ids, ...row }) => ({ ...row, ...figures(ids) })),
  }
}
