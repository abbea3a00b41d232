import { addDays, type CalendarDay, daysBetween } from 'shared/calendar-day'
import { openCatalogueFile } from '../terminology/catalogue-files.js'

export interface SessionDay {
  number: number
  heldOn: CalendarDay
  /** Ours: the institute did not publish the day of this one. */
  estimated: boolean
}

/** Whose day and number the institute published (published-history.csv). */
export const publishedSessions = (): { number: number; heldOn: CalendarDay }[] =>
  openCatalogueFile('published-history.csv')
    .rows()
    .filter((row) => row['session'] !== '')
    .map((row) => ({ number: Number(row['session']), heldOn: row['date'] ?? '' }))

/** Weekly from here to the 51st: a Thursday, ours. */
const FIRST: SessionDay = { number: 1, heldOn: '2020-09-17', estimated: true }
const THURSDAY = 4

/**
 * The sessions of the demonstration, each later than the one before. Between two published days the others lie evenly, on
 * Thursdays where there is room: weekly at first, about fortnightly since 2022.
 */
export function sessionDays(): SessionDay[] {
  const days: SessionDay[] = [FIRST]
  for (const known of publishedSessions()) {
    const from = days.at(-1) ?? FIRST
    const step = daysBetween(from.heldOn, known.heldOn) / (known.number - from.number)
    for (let number = from.number + 1; number < known.number; number++) {
      const before = days.at(-1)?.heldOn ?? FIRST.heldOn
      const thursday = nearestThursday(addDays(from.heldOn, Math.round(step * (number - from.number))))
      days.push({ number, heldOn: thursday > before ? thursday : addDays(before, 1), estimated: true })
    }
    days.push({ ...known, estimated: false })
  }
  return days
}

function nearestThursday(day: CalendarDay): CalendarDay {
  const ahead = (THURSDAY - new Date(day).getUTCDay() + 7) % 7
  return addDays(day, ahead <= 3 ? ahead : ahead - 7)
}
