import { MOST_TOLERANCE, USUAL_TOLERANCE } from 'shared/indicator-rules'
import { useSearchParams } from 'wouter'
import { addressOfDays, askedDays, type Days, daysIn } from '../indicators/days'

/** What the page is asked; tolerance in days. */
export type Question = Days & { tolerance: number }

export const tolerances = Array.from({ length: MOST_TOLERANCE + 1 }, (_none, days) => days)

const TOLERANCE = 'tolerancia'

/** The question stands in the address; what cannot be read there is as if it were not. */
export function useQuestion(): [Question, (change: Partial<Question>) => void] {
  const [search, setSearch] = useSearchParams()
  const question = {
    ...daysIn(search),
    tolerance: tolerances.find((days) => String(days) === search.get(TOLERANCE)) ?? USUAL_TOLERANCE,
  }
  return [question, (change) => setSearch(new URLSearchParams(addressOf({ ...question, ...change })))]
}

const addressOf = ({ tolerance, ...days }: Question): string[][] => [
  ...addressOfDays(days),
  ...(tolerance === USUAL_TOLERANCE ? [] : [[TOLERANCE, String(tolerance)]]),
]

/** As the server takes it. */
export const asked = ({ tolerance, ...days }: Question) => ({ ...askedDays(days), toleranceDays: tolerance })
