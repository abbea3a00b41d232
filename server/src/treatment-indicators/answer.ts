import type { AgeLimit } from 'shared/age'
import {
  FULL_DOSE_PERCENT,
  INDICATORS_VERSION,
  type IndicatorGroup,
  START_WITHIN_DAYS,
  USUAL_AGE_LIMIT,
} from 'shared/indicator-rules'
import type { AgeGroup } from 'shared/patients'
import type { TreatmentIndicators } from 'shared/treatment-indicators'
import type { OpenScope } from '../access/scope.js'
import { readScope } from '../counts/queries.js'
import { outline } from '../indicators/outline.js'
import { type Period, readPlaces } from '../indicators/queries.js'
import { figuresOf } from './figures.js'
import { type AgeFilter, readDoses, readStarts } from './queries.js'

export interface Asked extends Period {
  toleranceDays: number
  /** Of one age group only. */
  age?: AgeFilter | undefined
}

/** The exact indicators of the hospitals in reach, for those who may see them; hospitals without any dose or start are left out. */
export async function treatmentIndicators(
  scope: OpenScope,
  { on, since, toleranceDays, age }: Asked,
  groupBy: IndicatorGroup,
): Promise<TreatmentIndicators> {
  const [doses, starts] = await Promise.all([
    readDoses(scope, { on, since }, age),
    readStarts(scope, { on, since }, age),
  ])
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
    ...(age && { ageGroup: age.group, ageLimit: age.limit }),
    rules,
    scope: await readScope(scope, places.length),
    total: figuresOf(doses, starts, rules),
    rows: outline(groupBy, places).map(({ ids, ...row }) => ({ ...row, ...figures(ids) })),
  }
}

/** As it is asked for in an address or a body; the law's 18 years unless told otherwise. */
export const ageFilterOf = ({
  ageGroup,
  ageLimit = USUAL_AGE_LIMIT,
}: {
  ageGroup?: AgeGroup | undefined
  ageLimit?: AgeLimit | undefined
}): AgeFilter | undefined => ageGroup && { group: ageGroup, limit: ageLimit }
