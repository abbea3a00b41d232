import { addDays, type CalendarDay } from 'shared/calendar-day'
import { openCatalogueFile } from '../terminology/catalogue-files.js'
import { type Chance, type Draw, drawFrom } from './chance.js'

/** One registration still without a person: its day, its hospital, and whether it is a child's (under 18). */
export interface Slot {
  day: CalendarDay
  clues: string
  child: boolean
  /** The day the hospital began to use the platform. */
  opened: CalendarDay
}

/** Nobody is added to the demonstration after this day. */
export const LAST_DAY = '2024-08-09'

/**
 * Everybody and the children registered by the end of a day. Between two lines of it the people are spread over the
 * days; so the sums are exact by construction, and no published figure is met by luck. Of published-history.csv:
 * 928 children on 2020-11-25; totals of 6,232, 6,724, 7,563, 9,216 and 16,682, and more than 5,000 and 15,000; 200, 138
 * and 158 people in the seven days before, 287 in the last fourteen; children 45, 42, 42, 40, 40, 35 and 35 %. The other
 * values are ours.
 */
const milestones: readonly { day: CalendarDay; people: number; children: number }[] = [
  { day: '2020-10-04', people: 0, children: 0 },
  { day: '2020-11-25', people: 1440, children: 928 },
  { day: '2021-08-25', people: 4840, children: 2190 },
  { day: '2021-09-01', people: 5040, children: 2268 },
  { day: '2021-11-02', people: 6094, children: 2598 },
  { day: '2021-11-09', people: 6232, children: 2640 },
  { day: '2021-12-03', people: 6566, children: 2746 },
  { day: '2021-12-10', people: 6724, children: 2795 },
  { day: '2022-01-28', people: 7563, children: 3060 },
  { day: '2022-06-10', people: 9216, children: 3645 },
  { day: '2024-02-15', people: 15060, children: 5340 },
  { day: '2024-07-26', people: 16395, children: 5749 },
  { day: LAST_DAY, people: 16682, children: 5839 },
]

interface Member {
  clues: string
  opened: CalendarDay
  /** Relative size, for children and for adults. */
  child: number
  adult: number
}

/** The demonstration's 74 hospitals, in the order in which they began. */
export function readNetwork(): Member[] {
  return openCatalogueFile('demo-network.csv')
    .rows()
    .map((row) => ({
      clues: row['clues'] ?? '',
      opened: row['uses_platform_since'] ?? '',
      child: Number(row['weight_paediatric']),
      adult: Number(row['weight_adult']),
    }))
    .sort((a, b) => (a.opened < b.opened ? -1 : a.opened > b.opened ? 1 : a.clues < b.clues ? -1 : 1))
}

/**
 * Every registration of the demonstration in order of days. A hospital registers its first person on the day it opens
 * and nobody before, so the number of hospitals follows their dates of entry.
 */
export function makeHistory(chance: Chance): Slot[] {
  const network = readNetwork()
  const hospitalFor = { child: hospitalDraw(network, 'child'), adult: hospitalDraw(network, 'adult') }
  const slots = network.map(({ clues, opened, child, adult }) => ({ day: opened, clues, opened, child: child > adult }))
  const openings = [...slots]
  for (const [index, to] of milestones.entries()) {
    const from = milestones[index - 1]
    if (from === undefined) continue
    const drawDay = dayDraw(from.day, to.day, chance)
    for (const group of ['child', 'adult'] as const) {
      const isChild = group === 'child'
      const wanted = isChild ? to.children - from.children : to.people - to.children - (from.people - from.children)
      const there = openings.filter(({ day, child }) => child === isChild && day > from.day && day <= to.day).length
      for (let left = wanted - there; left > 0; left--) {
        const day = drawDay(chance)
        const { clues, opened } = hospitalFor[group](day)(chance)
        slots.push({ day, clues, opened, child: isChild })
      }
    }
  }
  return chance.shuffled(slots).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** A hospital that is open on the day, by its size. */
function hospitalDraw(network: readonly Member[], group: 'child' | 'adult'): (day: CalendarDay) => Draw<Member> {
  const draws = [...new Set(network.map(({ opened }) => opened))].map((day) => ({
    day,
    draw: drawFrom(network.filter(({ opened }) => opened <= day).map((one) => [one, one[group]] as const)),
  }))
  return (day) => {
    const found = draws.findLast((one) => one.day <= day)
    if (found === undefined) throw new Error(`No hospital is open on ${day}`)
    return found.draw
  }
}

/** A day after `from` and up to `to`: few on Saturdays, next to none on Sundays and holidays, and no two weeks alike. */
function dayDraw(from: CalendarDay, to: CalendarDay, chance: Chance): Draw<CalendarDay> {
  const days: [CalendarDay, number][] = []
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const rest = holidays.has(day.slice(5)) ? 0.06 : 1
    days.push([day, (weekday[new Date(day).getUTCDay()] ?? 1) * rest * (0.6 + 0.8 * chance.real())])
  }
  return drawFrom(days)
}

const weekday = [0.06, 1.1, 1.05, 1, 1, 0.9, 0.2]
/** Days of rest of the labour law that fall on a fixed date, and the days around them on which little is registered. */
const holidays = new Set(['01-01', '05-01', '09-16', '11-02', '12-12', '12-24', '12-25', '12-31'])
