import { addDays, type CalendarDay } from 'shared/calendar-day'
import { lastCut, SMALLEST_SHOWN } from 'shared/disclosure'

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
      if (gone - shown >= SMALLEST_SHOWN) shown = gone
    }
    return gone === shown
  }
}

export type Newcomers = { day: CalendarDay; paediatric: number; adult: number }

/**
 * The last cut on or before another whose tables by place, group, age or sex families may see. National figures tell how
 * many children and how many adults were added, and a rounded figure that moves tells that one of them is there: so from
 * one such cut to the next, and so between any two, nobody of an age group was added, or at least five.
 */
export function tableCuts(newcomers: readonly Newcomers[]): (cut: CalendarDay) => CalendarDay {
  const weeks = new Map<CalendarDay, { paediatric: number; adult: number }>()
  for (const { day, paediatric, adult } of newcomers) {
    const cut = nextCut(day)
    const week = weeks.get(cut) ?? { paediatric: 0, adult: 0 }
    weeks.set(cut, { paediatric: week.paediatric + paediatric, adult: week.adult + adult })
  }
  const steps = [...weeks].sort(([a], [b]) => (a < b ? -1 : 1))
  return (cut) => {
    let waiting = { paediatric: 0, adult: 0 }
    let shutFrom: CalendarDay | null = null
    for (const [week, { paediatric, adult }] of steps) {
      if (week > cut) break
      waiting = { paediatric: waiting.paediatric + paediatric, adult: waiting.adult + adult }
      if (Object.values(waiting).every((people) => people === 0 || people >= SMALLEST_SHOWN)) {
        waiting = { paediatric: 0, adult: 0 }
        shutFrom = null
      } else shutFrom ??= week
    }
    return shutFrom === null ? cut : addDays(shutFrom, -7)
  }
}

/** The first Friday on or after a day. */
const nextCut = (day: CalendarDay) => lastCut(addDays(day, 6))
