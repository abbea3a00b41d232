import { type DelayBand, delayBands, START_WITHIN_DAYS } from 'shared/indicator-rules'
import { statusReasons } from 'shared/treatment'
import type { Delay, Figures, IndicatorRules } from 'shared/treatment-indicators'
import { share } from '../indicators/share.js'
import type { DoseGroup, StartGroup } from './queries.js'

/** The indicators of some hospitals, from their doses and first treatments. */
export function figuresOf(
  doses: readonly DoseGroup[],
  starts: readonly StartGroup[],
  { toleranceDays }: Pick<IndicatorRules, 'toleranceDays'>,
): Figures {
  const count = (of: (group: DoseGroup) => boolean) =>
    doses.reduce((sum, group) => (of(group) ? sum + group.doses : sum), 0)
  const people = (of: (group: StartGroup) => boolean) =>
    starts.reduce((sum, group) => (of(group) ? sum + group.people : sum), 0)
  const onTime = ({ outcome, delayDays }: DoseGroup) =>
    outcome === 'given' && delayDays !== null && Math.abs(delayDays) <= toleranceDays
  const administered = ({ outcome }: DoseGroup) => outcome === 'given' || outcome === 'partial'
  const omitted = ({ outcome }: DoseGroup) => outcome === 'omitted'
  const all = count(() => true)
  const known = people(({ days }) => days !== null)
  return {
    doses: all,
    given: count(({ outcome }) => outcome === 'given'),
    partial: count(({ outcome }) => outcome === 'partial'),
    withoutRecord: count(({ outcome }) => outcome === 'planned'),
    onTime: share(count(onTime), all),
    adherence: share(
      count((group) => onTime(group) && group.inFull),
      all,
    ),
    delay: delayOf(doses.filter(administered)),
    omitted: {
      ...share(count(omitted), all),
      byReason: statusReasons.map((reason) => ({
        reason,
        doses: count((group) => omitted(group) && group.reason === reason),
      })),
    },
    substituted: share(
      count((group) => administered(group) && group.substituted),
      count(administered),
    ),
    firstTreatment: {
      ...share(
        people(({ days }) => days !== null && days <= START_WITHIN_DAYS),
        known,
      ),
      withoutDiagnosisDate: people(({ days }) => days === null),
    },
  }
}

function delayOf(given: readonly DoseGroup[]): Delay {
  const bands = Object.fromEntries(delayBands.map((band) => [band, 0])) as Record<DelayBand, number>
  const byDays = new Map<number, number>()
  let total = 0
  for (const { delayDays, doses } of given) {
    if (delayDays === null) continue
    bands[bandOf(delayDays)] += doses
    const late = Math.max(0, delayDays)
    byDays.set(late, (byDays.get(late) ?? 0) + doses)
    total += doses
  }
  const sorted = [...byDays].sort(([a], [b]) => a - b)
  /** Nearest rank: the least number of days within which this part of the doses was given. */
  const rank = (part: number) => {
    let reached = 0
    for (const [days, doses] of sorted) {
      reached += doses
      if (reached >= part * total) return days
    }
    return null
  }
  return { doses: total, median: rank(0.5), p90: rank(0.9), bands }
}

function bandOf(days: number): DelayBand {
  if (days < 0) return 'early'
  if (days <= 1) return days === 0 ? '0' : '1'
  if (days <= 3) return '2-3'
  return days <= 7 ? '4-7' : 'over-7'
}
