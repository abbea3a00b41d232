import type { CalendarDay } from './calendar-day.js'
import type { AgeGroup } from './patients.js'

/** Years; the law protects under 18, registries use 15, the institute 16 and 19 in places. The chosen one is printed. */
export const ageLimits = [15, 16, 18, 19] as const
export type AgeLimit = (typeof ageLimits)[number]

/** Whole years reached on a day; a person born on 29 February grows older on 1 March of common years. */
export function ageInYears(birth: CalendarDay, on: CalendarDay) {
  return year(on) - year(birth) - (on.slice(5) < birth.slice(5) ? 1 : 0)
}

/** Whole months reached on a day; from the 31st, a shorter month is completed on the first of the next. */
export function ageInMonths(birth: CalendarDay, on: CalendarDay) {
  const months = (year(on) - year(birth)) * 12 + month(on) - month(birth)
  return months - (on.slice(8) < birth.slice(8) ? 1 : 0)
}

/** The day on which the age is reached. */
export function birthdayOn(birth: CalendarDay, years: number): CalendarDay {
  const reached = year(birth) + years
  const anniversary = birth.slice(5) === '02-29' && !isLeap(reached) ? '03-01' : birth.slice(5)
  return `${String(reached).padStart(4, '0')}-${anniversary}`
}

/** Under the limit is paediatric; the birthday itself is not. */
export function ageGroup(birth: CalendarDay, on: CalendarDay, limit: AgeLimit): AgeGroup {
  return ageInYears(birth, on) < limit ? 'paediatric' : 'adult'
}

type AgeDescription = { unit: 'months'; months: number } | { unit: 'years'; years: number; months?: number }

/** What a screen says: months under 2 years, years and months under 18, years from there. */
export function describeAge(birth: CalendarDay, on: CalendarDay): AgeDescription {
  const months = ageInMonths(birth, on)
  const years = ageInYears(birth, on)
  if (years < 2) return { unit: 'months', months }
  return years < 18 ? { unit: 'years', years, months: months - years * 12 } : { unit: 'years', years }
}

function year(day: CalendarDay) {
  return Number(day.slice(0, 4))
}

function month(day: CalendarDay) {
  return Number(day.slice(5, 7))
}

function isLeap(year: number) {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}
