import type { CalendarDay } from 'shared/calendar-day'
import { UUID } from 'uuidv7'
import type { Chance } from './chance.js'

/** Between 8:30 and 18:00 by the clock of Mexico City, summer time or not: the same day in every zone of the country. */
export const atWork = (chance: Chance, day: CalendarDay) =>
  Date.parse(`${day}T14:30:00Z`) + chance.below(8.5 * 3_600_000)

/** A version 7 UUID as one made on that day would be. */
export const idAt = (chance: Chance, instant: number) =>
  UUID.fromFieldsV7(instant, chance.below(2 ** 12), chance.below(2 ** 30), chance.below(2 ** 32)).toString()

/** The later of two days, or of two instants of one form. */
export const later = (a: string, b: string) => (a < b ? b : a)
