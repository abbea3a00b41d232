/** Which period is asked for: an empty `on` is today, an empty `since` 14 days before `on`. */
export type Days = { on: string; since: string }

const names = { on: 'al', since: 'desde' } as const
const dayOf = (text: string | null) => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '')

/** The period that stands in an address; what cannot be read there is as if it were not. */
export const daysIn = (search: URLSearchParams): Days => ({
  on: dayOf(search.get(names.on)),
  since: dayOf(search.get(names.since)),
})

export const addressOfDays = ({ on, since }: Days): string[][] => [
  ...(on ? [[names.on, on]] : []),
  ...(since ? [[names.since, since]] : []),
]

/** As the server takes it. */
export const askedDays = ({ on, since }: Days) => ({ ...(on && { on }), ...(since && { since }) })
