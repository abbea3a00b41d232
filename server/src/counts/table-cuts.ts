import { addDays, type CalendarDay } from 'shared/calendar-day'
import { readingsOf, SMALLEST_SAFE, SMALLEST_SHOWN } from 'shared/disclosure'

/** People counted in one cell of a table by the Friday of a week; `cell` names it, the same in every week. */
export interface WeekOfCell {
  cut: CalendarDay
  cell: string
  /** Cells of one stratum add up to a figure that families know well at every cut, such as children in UMAEs. */
  stratum: string
  /** Sums in which the cell is seen with others of its stratum, such as its OOAD. */
  sums: readonly string[]
  people: number
}

/**
 * The last cut on or before another whose tables by place, group, age and sex families may see; null where none was yet.
 * Cuts are gone through from the first: one is released if every table may follow those released before it, and else the
 * tables of the last one stay. The past never changes, so neither does what was released.
 */
export function tableCuts(tables: readonly (readonly WeekOfCell[])[]): (cut: CalendarDay) => CalendarDay | null {
  const followed = tables.map(follow)
  const cuts = [...new Set(tables.flatMap((weeks) => weeks.map(({ cut }) => cut)))].sort()
  const steps = cuts.map((cut) => {
    for (const table of followed) table.moveTo(cut)
    const released = followed.every((table) => table.mayBeShown())
    if (released) for (const table of followed) table.show()
    return { cut, released }
  })
  return (cut) => {
    const until = steps.filter((step) => step.cut <= cut)
    const last = until.findLastIndex(({ released }) => released)
    const shut = until[last + 1]
    if (shut === undefined) return cut
    return last < 0 ? null : addDays(shut.cut, -7)
  }
}

/** `most`: people it ever held. */
type Cell = { now: number; shown: number; most: number }

/**
 * A table from cut to cut. Who reads all cuts, and even knows that nobody left a hospital, must still find it possible that
 * a figure which is, or grew by, 1 to 4 is five or more, or did not grow. Take four people who may have come to a cell
 * sooner, or besides: it reads the same, as cells span five counts, if as many others of its stratum came later. So at each
 * cut that is shown, others who came since the one before and whose cells read the same without them have to be four
 * (`room`), whichever figure is looked at. Each cut makes up for itself, so one proof holds for all cuts together.
 */
function follow(weeks: readonly WeekOfCell[]) {
  const strata = new Map<string, { cells: Map<string, Cell>; sums: Map<string, Set<Cell>> }>()
  const byCut = new Map<CalendarDay, [Cell, number][]>()
  for (const { cut, cell: name, stratum: of, sums, people } of weeks) {
    const stratum = getOr(strata, of, () => ({ cells: new Map(), sums: new Map() }))
    const cell = getOr(stratum.cells, name, () => ({ now: 0, shown: 0, most: 0 }))
    for (const sum of sums) getOr(stratum.sums, sum, () => new Set()).add(cell)
    getOr(byCut, cut, () => []).push([cell, people])
  }
  const tables = [...strata.values()].map(({ cells, sums }) => {
    const whole = [...cells.values()]
    const parts = [...whole.map((cell) => [cell]), ...[...sums.values()].map((sum) => [...sum])]
    return { whole, parts: parts.map((part): Part => ({ cells: part, alone: null })) }
  })
  return {
    moveTo(cut: CalendarDay) {
      for (const [cell, people] of byCut.get(cut) ?? []) {
        cell.now += people
        cell.most = Math.max(cell.most, cell.now)
      }
    },
    mayBeShown: () => tables.every(mayBeShown),
    show() {
      for (const { whole, parts } of tables) {
        for (const cell of whole) cell.shown = cell.now
        for (const part of parts) if (total(part.cells, held) === total(whole, held)) part.alone = total(whole, present)
      }
    },
  }
}

/** Some cells of a stratum, and how many people they showed when they last held everybody who was ever in it. */
type Part = { cells: readonly Cell[]; alone: number | null }

/**
 * The stratum grew by nobody or by five people at least and holds no few, and there is room beside each of its parts. A part
 * that holds everybody is the stratum, so its people were known to the unit: it has not grown by a few since.
 */
function mayBeShown({ whole, parts }: { whole: readonly Cell[]; parts: readonly Part[] }): boolean {
  if (whole.every(({ now, shown }) => now === shown)) return true
  const now = total(whole, present)
  if ((now !== 0 && now < SMALLEST_SHOWN) || isFew(now - total(whole, ({ shown }) => shown))) return false
  const most = total(whole, room) - (SMALLEST_SAFE - 1)
  const everybody = total(whole, held)
  return parts.every(({ cells, alone }) => {
    if ([0, everybody].includes(total(cells, held))) return true
    return total(cells, room) <= most && (alone === null || !isFew(total(cells, present) - alone))
  })
}

const isFew = (people: number) => people !== 0 && Math.abs(people) < SMALLEST_SAFE
const present = ({ now }: Cell) => now
const held = ({ most }: Cell) => most

/** People added since the cell was last shown without whom it would read the same. */
const room = ({ now, shown }: Cell) => Math.max(0, now - Math.max(shown, readingsOf(now).low))

const total = (cells: readonly Cell[], of: (cell: Cell) => number) => cells.reduce((sum, cell) => sum + of(cell), 0)

function getOr<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
