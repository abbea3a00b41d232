import { type AgeLimit, ageLimits } from 'shared/age'
import { MOST_TOLERANCE, USUAL_AGE_LIMIT, USUAL_TOLERANCE } from 'shared/indicator-rules'
import { type AgeGroup, ageGroups } from 'shared/patients'
import { useSearchParams } from 'wouter'
import { addressOfDays, askedDays, type Days, daysIn } from '../indicators/days'

/** What the page is asked; tolerance in days. */
export type Question = Days & {
  tolerance: number
  /** '' is everybody. */
  ageGroup: '' | AgeGroup
  /** Years; says nothing for everybody. */
  ageLimit: AgeLimit
}

export const tolerances = Array.from({ length: MOST_TOLERANCE + 1 }, (_none, days) => days)

const names = { tolerance: 'tolerancia', ageGroup: 'edad', ageLimit: 'limite' } as const
const groupNames: Readonly<Record<AgeGroup, string>> = { paediatric: 'pediatrica', adult: 'adulta' }

/** The question stands in the address; what cannot be read there is as if it were not. */
export function useQuestion(): [Question, (change: Partial<Question>) => void] {
  const [search, setSearch] = useSearchParams()
  const question: Question = {
    ...daysIn(search),
    tolerance: tolerances.find((days) => String(days) === search.get(names.tolerance)) ?? USUAL_TOLERANCE,
    ageGroup: ageGroups.find((group) => groupNames[group] === search.get(names.ageGroup)) ?? '',
    ageLimit: ageLimits.find((limit) => String(limit) === search.get(names.ageLimit)) ?? USUAL_AGE_LIMIT,
  }
  return [question, (change) => setSearch(new URLSearchParams(addressOf({ ...question, ...change })))]
}

const addressOf = ({ tolerance, ageGroup, ageLimit, ...days }: Question): string[][] => [
  ...addressOfDays(days),
  ...(tolerance === USUAL_TOLERANCE ? [] : [[names.tolerance, String(tolerance)]]),
  ...(ageGroup === '' ? [] : [[names.ageGroup, groupNames[ageGroup]]]),
  ...(ageGroup === '' || ageLimit === USUAL_AGE_LIMIT ? [] : [[names.ageLimit, String(ageLimit)]]),
]

/** As the server takes it. */
export const asked = ({ tolerance, ageGroup, ageLimit, ...days }: Question) => ({
  ...askedDays(days),
  toleranceDays: tolerance,
  ...(ageGroup && { ageGroup, ageLimit }),
})
