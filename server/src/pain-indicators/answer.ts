import type { IndicatorGroup } from 'shared/indicator-rules'
import { PAIN_INDICATORS_VERSION, RELIEF_PERCENT, RELIEF_POINTS } from 'shared/pain-indicator-rules'
import type { PainIndicators } from 'shared/pain-indicators'
import type { OpenScope } from '../access/scope.js'
import { readScope } from '../counts/queries.js'
import { outline } from '../indicators/outline.js'
import { type Period, readPlaces } from '../indicators/queries.js'
import { figuresOf } from './figures.js'
import { readDays, readFacts, readTreatmentDays } from './queries.js'

/** The exact indicators of pain of the hospitals in reach; hospitals where nothing of it happened are left out. */
export async function painIndicators(
  scope: OpenScope,
  { on, since }: Period,
  groupBy: IndicatorGroup,
): Promise<PainIndicators> {
  const [facts, days, treatmentDays] = await Promise.all([
    readFacts(scope, { on, since }),
    readDays(scope, { on, since }),
    readTreatmentDays(scope, { on, since }),
  ])
  const there = [...facts, ...days, ...treatmentDays].map(({ organizationId }) => organizationId)
  const places = await readPlaces(scope, [...new Set(there)])
  const figures = (ids: ReadonlySet<string>) => {
    const of = <Group extends { organizationId: string }>(groups: readonly Group[]) =>
      groups.filter(({ organizationId }) => ids.has(organizationId))
    return figuresOf({ facts: of(facts), days: of(days), treatmentDays: of(treatmentDays) })
  }
  return {
    on,
    since,
    groupBy,
    rules: { version: PAIN_INDICATORS_VERSION, reliefPoints: RELIEF_POINTS, reliefPercent: RELIEF_PERCENT },
    scope: await readScope(scope, places.length),
    total: figuresOf({ facts, days, treatmentDays }),
    rows: outline(groupBy, places).map(({ ids, ...row }) => ({ ...row, ...figures(ids) })),
  }
}
