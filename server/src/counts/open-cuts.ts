import { addDays, type CalendarDay } from 'shared/calendar-day'
import { lastCut, SMALLEST_SAFE } from 'shared/disclosure'

/**
 * Cuts between which families may see how many people were added. National totals are exact at every cut, so additions
 * tell how many people were taken off. Between two open cuts those are none, or at least five: a cut opens when five have
 * gone since the last one, or nobody has. Any two windows between open cuts differ by such a number too, and the past
 * never changes, so neither does what is open.
 */
export function openCuts(removals: readonly { day: CalendarDay; people: number }[]): (cut: CalendarDay) => boolean {
  const weeks = new Map<CalendarDay, number>()
  for (const { day, people } of removals) {
    const cut = nextCut(day)
    weeks.set(cut, (weeks.get(cut) ?? 0) + people)
  }
  const steps = [...weeks].sort(([a], [b]) => (a < b ? -1 : 1))
  return (cut) => {
    let gone = 0
    let shown = 0
    for (const [week, people] of steps) {
      if (week > cut) break
      gone += people
      if (gone - shown >= SMALLEST_SAFE) shown = gone
    }
    return gone === shown
  }
}

/** The first Friday on or after a day. */
const nextCut = (day: CalendarDay) => lastCut(addDays(day, 6))
