import { type Language, NOT_ASSIGNED } from 'shared/counts'
import type { IndicatorGroup } from 'shared/indicator-rules'
import type { IndicatorPlace } from 'shared/indicators'
import { levels } from 'shared/network'
import { countWords } from '../counts/words.js'
import type { Place } from './queries.js'

/** The rows of an answer with the hospitals that each adds up. */
type Outline = IndicatorPlace & { ids: Set<string> }

/** Hospitals by CLUES, OOADs by code with those without one last, the two levels. */
export function outline(groupBy: IndicatorGroup, places: readonly Place[]): Outline[] {
  const idsOf = (of: (place: Place) => boolean) =>
    new Set(places.filter(of).map(({ organizationId }) => organizationId))
  if (groupBy === 'hospital')
    return places.map(({ clues, name, organizationId, level, ooadCode }) => ({
      ...{ key: clues, label: name, organizationId, level, ooadCode, ids: new Set([organizationId]) },
    }))
  if (groupBy === 'level')
    return levels.map((level) => ({
      ...{ key: level, label: level, organizationId: null, level, ooadCode: null },
      ids: idsOf((place) => place.level === level),
    }))
  const names = new Map(places.map(({ ooadCode, ooadName }) => [ooadCode ?? NOT_ASSIGNED, ooadName ?? NOT_ASSIGNED]))
  const last = (key: string) => (key === NOT_ASSIGNED ? 1 : 0)
  return [...names]
    .sort(([a], [b]) => last(a) - last(b) || (a < b ? -1 : 1))
    .map(([key, label]) => {
      const ooadCode = key === NOT_ASSIGNED ? null : key
      return {
        ...{ key, label, organizationId: null, level: null, ooadCode },
        ids: idsOf((place) => place.ooadCode === ooadCode),
      }
    })
}

/** The name of a row in a file. */
export function labelOf({ label, level }: IndicatorPlace, groupBy: IndicatorGroup, lang: Language): string {
  const words = countWords[lang]
  if (groupBy === 'level' && level !== null) return words.levels[level]
  return label === NOT_ASSIGNED ? words.notAssigned : label
}
