import { analgesicEffects } from 'shared/pain'
import type { PainFigures } from 'shared/pain-indicators'
import { share } from '../indicators/share.js'
import type { DayGroup, FactGroup, TreatmentDays } from './queries.js'

export interface Read {
  facts: readonly FactGroup[]
  days: readonly DayGroup[]
  treatmentDays: readonly TreatmentDays[]
}

const sum = <Of>(groups: readonly Of[], count: (group: Of) => number) =>
  groups.reduce((total, group) => total + count(group), 0)

const ascending = (values: readonly (number | null)[]) =>
  [...new Set(values)].filter((value) => value !== null).sort((a, b) => a - b)

/** The indicators of some hospitals, from what stands on the ledgers. */
export function figuresOf({ facts, days, treatmentDays }: Read): PainFigures {
  const shareOf = (measure: FactGroup['measure']) => {
    const all = facts.filter((group) => group.measure === measure)
    const met = all.filter((group) => group.met)
    return share(
      sum(met, (group) => group.facts),
      sum(all, (group) => group.facts),
    )
  }
  const personDays = (of: (group: DayGroup) => boolean) => sum(days.filter(of), (group) => group.personDays)
  return {
    assessed: share(
      sum(treatmentDays, ({ assessed }) => assessed),
      sum(treatmentDays, ({ days }) => days),
    ),
    treated: shareOf('treated'),
    reassessedInTime: shareOf('reassessed'),
    relieved: shareOf('relieved'),
    opioidDays: personDays(({ measure }) => measure === 'opioid-day'),
    naloxoneDoses: shareOf('naloxone').numerator,
    adverseEffects: analgesicEffects.map((effect) => ({
      effect,
      personDays: personDays((group) => group.effect === effect),
    })),
    followed: {
      answerMinutes: ascending(facts.map(({ answerMinutes }) => answerMinutes)),
      settingsVersions: ascending(facts.map(({ settingsVersion }) => settingsVersion)),
    },
  }
}
