import { type AgeLimit, ageLimits } from 'shared/age'
import { addDays } from 'shared/calendar-day'
import type { AgeMoment, AgeRule } from 'shared/counts'
import { useSearchParams } from 'wouter'

/** What the board is asked. An empty `on` is today, an empty `since` 14 days before `on`: the server knows its day. */
export type Question = { on: string; since: string; rule: AgeRule }

/** The institute's own rule: what is printed when nobody chose another (product.md, rule 3). */
export const houseRule: AgeRule = { limit: 18, at: 'registration' }
/** A record, so that the compiler names the moment that is missing. */
const moments: Record<AgeMoment, true> = { registration: true, diagnosis: true, report: true }
export const ageMoments = Object.keys(moments) as AgeMoment[] // the keys of a constant are its names

const names = { on: 'al', since: 'desde', limit: 'menores', at: 'segun' } as const
const day = /^\d{4}-\d{2}-\d{2}$/

/** The question stands in the address: it can be kept, sent and gone back to, and names nobody. */
export function useQuestion(): [Question, (change: Partial<Question>) => void] {
  const [search, setSearch] = useSearchParams()
  const question = questionOf(search)
  return [question, (change) => setSearch(new URLSearchParams(addressOf({ ...question, ...change })))]
}

/** Of an address; what cannot be read is as if it were not there. */
function questionOf(search: URLSearchParams): Question {
  const limit = ageLimits.find((it) => String(it) === search.get(names.limit))
  const at = ageMoments.find((it) => it === search.get(names.at))
  return {
    on: dayOf(search.get(names.on)),
    since: dayOf(search.get(names.since)),
    rule: { limit: limit ?? houseRule.limit, at: at ?? houseRule.at },
  }
}

/** Only what differs from the usual, so that an address without anything is today by the house rule. */
export function addressOf({ on, since, rule }: Question): string[][] {
  return [
    ...(on ? [[names.on, on]] : []),
    ...(since ? [[names.since, since]] : []),
    ...(rule.limit === houseRule.limit ? [] : [[names.limit, String(rule.limit)]]),
    ...(rule.at === houseRule.at ? [] : [[names.at, rule.at]]),
  ]
}

export function isHouseRule({ limit, at }: AgeRule): boolean {
  return limit === houseRule.limit && at === houseRule.at
}

/** As the server takes it. */
export function asked({ on, since, rule }: Question): Record<string, string | number> {
  return { ...(on && { on }), ...(since && { since }), ageLimit: rule.limit satisfies AgeLimit, ageAt: rule.at }
}

/** The period begins the day after `since`. */
export function firstDay(since: string): string {
  return addDays(since, 1)
}

function dayOf(text: string | null): string {
  return text !== null && day.test(text) ? text : ''
}
