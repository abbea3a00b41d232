import { type AgeLimit, ageLimits } from 'shared/age'
import { MOST_TOLERANCE, USUAL_AGE_LIMIT, USUAL_TOLERANCE } from 'shared/indicator-rules'
import { type AgeGroup, ageGroups } from 'shared/patients'
import { useSearchParams } from 'wouter'

/** What the page is asked. An empty `on` is today, an empty `since` 14 days before `on`; tolerance in days. */
export type Question = {
  on: string
  since: string
  tolerance: number
  /** '' is everybody. */
  ageGroup: '' | AgeGroup
  /** Years; says nothing for everybody. */
  ageLimit: AgeLimit
}

export const tolerances = Array.from({ length: MOST_TOLERANCE + 1 }, (_none, days) => days)

const names = { on: 'al', since: 'desde', tolerance: 'tolerancia', ageGroup: 'edad', ageLimit: 'limite' } as const
const groupNames: Readonly<Record<AgeGroup, string>> = { paediatric: 'pediatrica', adult: 'adulta' }
const dayOf = (text: string | null) => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '')

/** The question stands in the address; what cannot be read there is as if it were not. */
export function useQuestion(): [Question, (change: Partial<Question>) => void] {
  const [search, setSearch] = useSearchParams()
  const question: Question = {
    on: dayOf(search.get(names.on)),
    since: dayOf(search.get(names.since)),
    tolerance: tolerances.find((days) => String(days) === search.get(names.tolerance)) ?? USUAL_TOLERANCE,
    ageGroup: ageGroups.find((group) => groupNames[group] === search.get(names.ageGroup)) ?? '',
    ageLimit: ageLimits.find((limit) => String(limit) === search.get(names.ageLimit)) ?? USUAL_AGE_LIMIT,
  }
  return [question, (change) => setSearch(new URLSearchParams(addressOf({ ...question, ...change })))]
}

function addressOf({ on, since, tolerance, ageGroup, ageLimit }: Question): string[][] {
  return [
    ...(on ? [[names.on, on]] : []),
    ...(since ? [[names.since, since]] : []),
    ...(tolerance === USUAL_TOLERANCE ? [] : [[names.tolerance, String(tolerance)]]),
    ...(ageGroup === '' ? [] : [[names.ageGroup, groupNames[ageGroup]]]),
    ...(ageGroup === '' || ageLimit === USUAL_AGE_LIMIT ? [] : [[names.ageLimit, String(ageLimit)]]),
  ]
}

/** As the server takes it. */
export function asked({ on, since, tolerance, ageGroup, ageLimit }: Question) {
  return {
    ...(on && { on }),
    ...(since && { since }),
    toleranceDays: tolerance,
    ...(ageGroup && { ageGroup, ageLimit }),
  }
}
