import type { AnalgesicRoute } from 'shared/pain'

/** Hours a patch lasts where no order says so: those of the catalogue's patch (fact FEN-TD). */
export const PATCH_HOURS = 72

/** Routes of what flows until somebody stops it. */
const infusions: readonly AnalgesicRoute[] = ['IV-infusion', 'SC-infusion']
export const isInfusion = (route: AnalgesicRoute): boolean => infusions.includes(route)

const list = infusions.map((route) => `'${route}'`).join(', ')
/** The same of a dose `d` in SQL. */
export const infuses = (d: string) => `${d}.route in (${list})`

/**
 * SQL: until when a dose `d` of order `o` acts. An infusion until its order is stopped, `infinity` while it is not; a patch
 * for the hours of its order or until that is stopped; anything else, and an infusion that nobody ordered, when given.
 */
export const actsUntil = (d: string, o: string) => `greatest(${d}.given_at, case
    when ${infuses(d)} and ${d}.order_id is not null then coalesce(${o}.stopped_at, 'infinity')
    when ${d}.route = 'TD' then least(${o}.stopped_at, ${d}.given_at + make_interval(secs => coalesce(${o}.interval_hours, ${PATCH_HOURS}) * 3600))
  end)`
