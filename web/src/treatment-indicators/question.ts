import { MOST_TOLERANCE, USUAL_TOLERANCE } from 'shared/indicator-rules'
import { useSearchParams } from 'wouter'

/** What the page is asked. An empty `on` is today, an empty `since` 14 days before `on`; tolerance in days. */
export type Question = { on: string; since: string; tolerance: number }

export const tolerances = Array.from({ length: MOST_TOLERANCE + 1 }, (_none, days) => days)

const names = { on: 'al', since: 'desde', tolerance: 'tolerancia' } as const
const dayOf = (text: string | null) => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '')

/** The question stands in the address; what cannot be read there is as if it were not. */
export function useQuestion(): [Question, (change: Partial<Question>) => void] {
  const [search, setSearch] = useSearchParams()
  const question = {
    on: dayOf(search.get(names.on)),
    since: dayOf(search.get(names.since)),
    tolerance: tolerances.find((days) => String(days) === search.get(names.tolerance)) ?? USUAL_TOLERANCE,
  }
  return [question, (change) => setSearch(new URLSearchParams(addressOf({ ...question, ...change })))]
}

function addressOf({ on, since, tolerance }: Question): string[][] {
  return [
    ...(on ? [[names.on, on]] : []),
    ...(since ? [[names.since, since]] : []),
    ...(tolerance === USUAL_TOLERANCE ? [] : [[names.tolerance, String(tolerance)]]),
  ]
}

/** As the server takes it. */
export function asked({ on, since, tolerance }: Question) {
  return { ...(on && { on }), ...(since && { since }), toleranceDays: tolerance }
}
