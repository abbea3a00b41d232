import { addDays, type CalendarDay } from './calendar-day.js'

/** Figures of 1 to 4 people are hidden; sub-national ones that are shown are rounded to 5. */
export const SMALLEST_SHOWN = 5
export const ROUNDING = 5

/** People who share every coordinate of the tables to be shown, such as hospital, OOAD, level and age group. */
export type CountAtom = { count: number; at: Readonly<Record<string, string>> }

/**
 * `subNational`: cells and totals of rows are rounded; otherwise they are national and exact. `roundedColumns`: totals of
 * columns are rounded too, and the total of all people alone is exact.
 */
export type TableShape = { rows: string; columns: string; subNational: boolean; roundedColumns?: boolean }

/** A hidden figure and one hidden to protect it look the same. */
export type DisclosedFigure = { value: number | null; suppressed: boolean }

export type DisclosedTable = {
  rows: ReadonlyArray<{ key: string; cells: Readonly<Record<string, DisclosedFigure>>; total: DisclosedFigure }>
  totals: Readonly<Record<string, DisclosedFigure>>
  total: DisclosedFigure
}

/** Nearest multiple of 5; a count is whole, so no number lies in the middle: 7 is 5, 8 is 10. */
export const roundCount = (count: number) => Math.round(count / ROUNDING) * ROUNDING

/**
 * What representatives and the public may see of one cut: tables of the same people, hidden together, so that no figure of 1
 * to 4 follows from all of them, the national totals and the rounding rule. Zeros stay, and national totals of 5 or more are
 * exact unless nothing else protects a small figure. Every answer about a cut has to come from one call, whole.
 *
 * The proof kept for each small figure is another arrangement of people, near the true one, under which everything visible
 * reads the same and that figure does not. Figures that spoil the cheapest such arrangement are hidden until it holds;
 * hiding more never spoils an earlier one.
 */
export function suppressTables(atoms: readonly CountAtom[], shapes: readonly TableShape[]): DisclosedTable[] {
  const figures = new Map<string, Figure>()
  const byAtom = atoms.map(() => new Set<Figure>())
  const figure = (where: Readonly<Record<string, string>>, exact: boolean) => {
    const key = JSON.stringify(Object.entries(where).sort(byKey))
    const known = figures.get(key)
    if (known) {
      // the same people in two tables: the coarser reading goes for both
      known.exact &&= exact
      return known
    }
    const members = atoms.flatMap(({ at }, index) =>
      Object.entries(where).every(([dimension, value]) => at[dimension] === value) ? [index] : [],
    )
    const count = members.reduce((sum, index) => sum + (atoms[index]?.count ?? 0), 0)
    const dimensions = Object.keys(where).length
    const made = { count, exact, hidden: count > 0 && count < SMALLEST_SHOWN, dimensions, members }
    for (const index of members) byAtom[index]?.add(made)
    figures.set(key, made)
    return made
  }
  const drafts = shapes.map((shape) => draft(atoms, shape, figure))
  const columns = [...new Set(shapes.map((shape) => shape.columns))]
  const moves = movesBetween(atoms, columns)
  for (const small of [...figures.values()].filter(({ hidden }) => hidden)) protect(small, atoms, byAtom, moves)
  return drafts.map(({ rows, totals, total }) => ({
    rows: rows.map(({ key, cells, total }) => ({ key, cells: mapValues(cells, shown), total: shown(total) })),
    totals: mapValues(totals, shown),
    total: shown(total),
  }))
}

/** One table on its own, from its cells. */
export function suppressTable(table: {
  rows: readonly string[]
  columns: readonly string[]
  /** By row, then by column. */
  counts: ReadonlyArray<readonly number[]>
  subNational: boolean
}): DisclosedTable {
  const atoms = table.rows.flatMap((row, r) =>
    table.columns.map((column, c) => ({ count: table.counts[r]?.[c] ?? 0, at: { row, column } })),
  )
  const [disclosed] = suppressTables(atoms, [{ rows: 'row', columns: 'column', subNational: table.subNational }])
  if (!disclosed) throw new Error('one shape gives one table')
  return disclosed
}

/** The last Friday on or before a day: at most one new cut a week, so that two cuts do not show one child. */
export function lastCut(on: CalendarDay): CalendarDay {
  const weekday = new Date(`${on}T00:00:00Z`).getUTCDay()
  return addDays(on, -((weekday + 2) % 7))
}

/** `dimensions`: 2 for a cell, 1 for a total of a row or a column, 0 for the total of all. */
type Figure = { count: number; exact: boolean; hidden: boolean; dimensions: number; members: readonly number[] }
type FigureOf = (where: Readonly<Record<string, string>>, exact: boolean) => Figure

function draft(
  atoms: readonly CountAtom[],
  { rows, columns, subNational, roundedColumns = false }: TableShape,
  figure: FigureOf,
) {
  const keys = (dimension: string) => [...new Set(atoms.flatMap(({ at }) => at[dimension] ?? []))]
  const columnKeys = keys(columns)
  return {
    rows: keys(rows).map((key) => ({
      key,
      cells: Object.fromEntries(
        columnKeys.map((column) => [column, figure({ [rows]: key, [columns]: column }, !subNational)]),
      ),
      total: figure({ [rows]: key }, !subNational),
    })),
    totals: Object.fromEntries(columnKeys.map((column) => [column, figure({ [columns]: column }, !roundedColumns)])),
    total: figure({}, true),
  }
}

function shown({ count, exact, hidden }: Figure): DisclosedFigure {
  if (hidden) return { value: null, suppressed: true }
  return { value: exact ? count : roundCount(count), suppressed: false }
}

const mapValues = <From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))

/** People added to or taken from atoms, by index. */
type Move = ReadonlyArray<readonly [atom: number, change: 1 | -1]>
type Moves = (atom: number) => Iterable<Move>

/**
 * Arrangements near the true one that change an atom: a person more or less; a person elsewhere, which keeps the total of
 * their column when the column stays; and two people who exchange columns, which keeps the totals of both rows too.
 */
function movesBetween(atoms: readonly CountAtom[], columns: readonly string[]): Moves {
  const neighbours = columns.map((column) => neighboursBy(atoms, column))
  return function* (atom) {
    for (const sign of [1, -1] as const) {
      const other = sign === 1 ? -1 : 1
      yield [[atom, sign]]
      for (let elsewhere = 0; elsewhere < atoms.length; elsewhere++) {
        if (elsewhere === atom) continue
        yield [
          [atom, sign],
          [elsewhere, other],
        ]
        for (const neighbour of neighbours) {
          const here = neighbour(atom, elsewhere)
          const opposite = neighbour(elsewhere, atom)
          if (here === undefined || opposite === undefined || here === atom) continue
          yield [
            [atom, sign],
            [opposite, other],
            [elsewhere, sign],
            [here, other],
          ]
        }
      }
    }
  }
}

/** The atom with the coordinates of the first, save the column, which is that of the second. */
function neighboursBy(atoms: readonly CountAtom[], column: string) {
  const rest = atoms.map(({ at }) =>
    JSON.stringify(
      Object.entries(at)
        .filter(([dimension]) => dimension !== column)
        .sort(byKey),
    ),
  )
  const rows = new Map<string, Map<string | undefined, number>>()
  atoms.forEach(({ at }, index) => {
    const key = rest[index] ?? ''
    const row = rows.get(key) ?? new Map<string | undefined, number>()
    rows.set(key, row.set(at[column], index))
  })
  const rowOf = rest.map((key) => rows.get(key))
  return (first: number, second: number) => rowOf[first]?.get(atoms[second]?.at[column])
}

function protect(small: Figure, atoms: readonly CountAtom[], byAtom: ReadonlyArray<ReadonlySet<Figure>>, moves: Moves) {
  let best: { cost: number; spoiled: readonly Figure[] } | null = null
  for (const atom of small.members) {
    for (const move of moves(atom)) {
      const spoiled = spoiledBy(move, small, atoms, byAtom)
      if (spoiled === null) continue
      const cost = spoiled.reduce((sum, figure) => sum + costOf(figure), 0)
      if (best === null || cost < best.cost) best = { cost, spoiled }
      if (cost === 0) return
    }
  }
  for (const figure of best?.spoiled ?? []) figure.hidden = true
}

/** Visible figures that a move would change; null when the move cannot hide anything: below zero, or a zero no longer zero. */
function spoiledBy(
  move: Move,
  small: Figure,
  atoms: readonly CountAtom[],
  byAtom: ReadonlyArray<ReadonlySet<Figure>>,
): Figure[] | null {
  const changes = new Map<Figure, number>()
  for (const [atom, change] of move) {
    if ((atoms[atom]?.count ?? 0) + change < 0) return null
    for (const figure of byAtom[atom] ?? []) changes.set(figure, (changes.get(figure) ?? 0) + change)
  }
  if (!changes.get(small)) return null
  const spoiled: Figure[] = []
  for (const [figure, change] of changes) {
    if (change === 0) continue
    const count = figure.count + change
    // a hidden figure is known to be more than none, and none is shown as it is
    if (count < 1 || figure.count === 0) return null
    if (!figure.hidden && !readsTheSame(figure, count)) spoiled.push(figure)
  }
  return spoiled
}

function readsTheSame({ count, exact }: Figure, other: number) {
  return !exact && other >= SMALLEST_SHOWN && roundCount(other) === roundCount(count)
}

/** Few and small figures are lost first, cells before totals, and the total of all people last. */
const costOf = ({ count, dimensions }: Figure) => 10 + count + (dimensions === 2 ? 0 : dimensions === 1 ? 1e6 : 1e9)

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)
