import { roundCount, type Shown } from 'shared/disclosure'
import { type OptimizationDirection, solve } from 'yalps'

/** A cell of a published table at each cut, oldest first: what families read of it, and what is true. */
export interface Cell {
  name: string
  /** Cells whose sum is thought to be known exactly at every cut whose table is seen. */
  stratum: string
  /** Cells whose sum is known exactly at every cut, also where no table is seen: the nation's figures of a session. */
  nation?: string
  /** Undefined where the cut's table is not seen. */
  shown: readonly (Shown | undefined)[]
  people: readonly number[]
}
/** A sum of cells, or one. */
export interface Figure {
  name: string
  cells: readonly Cell[]
}

/**
 * Attacks a table with everything published of it. The reader knows the rules (0 is nobody, what is hidden is 1 to 7 people,
 * what is shown lies within two), the exact sum of each stratum at each cut, the nation's figures also of cuts without tables, and
 * where `nobodyLeft` that no cell ever shrank. Answers the figures, at a cut or from one to another, of 1 to 4 people whom all possible arrangements show as 1 to
 * 4. Exact: the constraints are two laminar families, so the extremes of the linear programme are whole numbers; where some cuts
 * have no table they are asked to be.
 */
export function attack(cells: readonly Cell[], figures: readonly Figure[], nobodyLeft: boolean) {
  const cuts = cells[0]?.people.map((_, cut) => cut) ?? []
  const isWhole = cells.every(({ shown }) => !shown.includes(undefined))
  const constraints = new Map<string, { min?: number; max?: number; equal?: number }>()
  const columns = new Map<string, Map<string, number>>()
  for (const { name, stratum, nation, shown, people } of cells)
    for (const cut of cuts) {
      const [low, high] = reading(shown[cut])
      if ((people[cut] ?? 0) < low || (people[cut] ?? 0) > high) throw new Error(`${name} ${people[cut]} ${shown[cut]}`)
      constraints.set(`${name} is ${cut}`, high === Number.POSITIVE_INFINITY ? { min: low } : { min: low, max: high })
      const column = new Map([[`${name} is ${cut}`, 1]])
      for (const sum of [shown[cut] === undefined ? undefined : stratum, nation && `nation's ${nation}`]) {
        if (sum === undefined) continue
        const together = constraints.get(`${sum} at ${cut}`)?.equal ?? 0
        constraints.set(`${sum} at ${cut}`, { equal: together + (people[cut] ?? 0) })
        column.set(`${sum} at ${cut}`, 1)
      }
      if (nobodyLeft && cut > 0) {
        constraints.set(`${name} grows ${cut}`, { min: 0 })
        column.set(`${name} grows ${cut}`, 1)
      }
      if (nobodyLeft && cut + 1 < cuts.length) column.set(`${name} grows ${cut + 1}`, -1)
      columns.set(`${name} ${cut}`, column)
    }
  const arrangements: Map<string, number>[] = []
  const find = (direction: OptimizationDirection, { cells: some, from, to }: Target) => {
    const variables = new Map([...columns].map(([name, column]) => [name, new Map(column)]))
    for (const { name } of some) {
      variables.get(`${name} ${to}`)?.set('goal', 1)
      if (from >= 0) variables.get(`${name} ${from}`)?.set('goal', -1)
    }
    const found = solve({ direction, objective: 'goal', constraints, variables, integers: !isWhole })
    if (found.status !== 'optimal') throw new Error(`the truth itself is an arrangement, yet: ${found.status}`)
    arrangements.push(new Map(found.variables))
  }
  const pinned: string[] = []
  let looked = 0
  for (const { name, cells: some } of figures)
    for (const to of cuts)
      for (const from of [-1, ...cuts.slice(0, to)]) {
        const target = { cells: some, from, to }
        const grown = sumIn(target, (cell, cut) => cell.people[cut] ?? 0)
        if (grown === 0 || Math.abs(grown) > 4) continue
        looked++
        const isSafe = (arrangement: Map<string, number>) => {
          const value = Math.round(sumIn(target, (cell, cut) => arrangement.get(`${cell.name} ${cut}`) ?? 0))
          return value * Math.sign(grown) <= 0 || Math.abs(value) > 4
        }
        const extremes: OptimizationDirection[] = ['maximize', 'minimize']
        const safe =
          arrangements.some(isSafe) ||
          extremes.some((direction) => {
            find(direction, target)
            return arrangements.slice(-1).some(isSafe)
          })
        if (!safe) pinned.push(`${name}, cut ${from} to ${to}: ${grown}`)
      }
  return { pinned, looked }
}

interface Target {
  cells: readonly Cell[]
  from: number
  to: number
}

const sumIn = ({ cells, from, to }: Target, of: (cell: Cell, cut: number) => number) =>
  cells.reduce((sum, cell) => sum + of(cell, to) - (from < 0 ? 0 : of(cell, from)), 0)

/** Between which numbers a published figure lies, by the rule that is printed beside it. */
function reading(shown: Shown | undefined): [low: number, high: number] {
  if (shown === undefined) return [0, Number.POSITIVE_INFINITY]
  if (shown === null) return [1, 7]
  if (shown !== roundCount(shown)) throw new Error(`${shown} is not rounded`)
  return shown === 0 ? [0, 0] : [shown - 2, shown + 2]
}
