import { addDays, type CalendarDay } from './calendar-day.js'

/** Cells that are shown are rounded to 5, and those that would read 5 or less are hidden: 1 to 7 people. */
export const ROUNDING = 5
export const SMALLEST_SHOWN = 8
/** Groups of 1 to 4 are what all of this protects: nobody may learn that a figure is one of them. */
export const SMALLEST_SAFE = 5

/** What families see in the place of a figure; null where it is hidden. */
export type Shown = number | null

/** Nearest multiple of 5; a count is whole, so no number lies in the middle: 7 is 5, 8 is 10. */
export const roundCount = (count: number) => Math.round(count / ROUNDING) * ROUNDING

/** One cell of a table, as families see it: nobody is 0, 1 to 7 people are hidden, more are rounded to 5. */
export function discloseCell(count: number): Shown {
  if (count === 0) return 0
  return count < SMALLEST_SHOWN ? null : roundCount(count)
}

/** The smallest and the largest count that read like this one. */
export function readingsOf(count: number): { low: number; high: number } {
  const shown = discloseCell(count)
  if (shown === null) return { low: 1, high: SMALLEST_SHOWN - 1 }
  return shown === 0 ? { low: 0, high: 0 } : { low: shown - 2, high: shown + 2 }
}

/**
 * A share as families see it, in whole percent: hidden where 1 to 7 are of it or not of it, or where there is nothing to
 * share. Never 0 for some or 100 for not all.
 */
export function disclosePercent(part: number, whole: number): Shown {
  if (whole === 0 || [part, whole - part].some((count) => discloseCell(count) === null)) return null
  const rounded = Math.round((100 * part) / whole)
  return Math.min(part < whole ? 99 : 100, Math.max(part > 0 ? 1 : 0, rounded))
}

/**
 * A sum of cells that are shown: made of what is seen of them, each hidden one taken for 5, so that it tells nothing that
 * they do not. Hidden where nobody is seen in any of them.
 */
export function discloseSum(cells: readonly Shown[]): Shown {
  const seen = cells.some((cell) => cell !== null && cell > 0)
  if (!seen && cells.includes(null)) return null
  return cells.reduce<number>((sum, cell) => sum + (cell ?? ROUNDING), 0)
}

/** Children, adults and all: of the nation exact, unless there are 1 to 7 of one of them. */
export function discloseNation(
  paediatric: number,
  adult: number,
): { paediatric: Shown; adult: Shown; patients: Shown } {
  const patients = paediatric + adult
  const parts = [paediatric, adult].every((count) => discloseCell(count) !== null)
  return {
    paediatric: parts ? paediatric : null,
    adult: parts ? adult : null,
    patients: discloseCell(patients) === null ? null : patients,
  }
}

/** The last Friday on or before a day: at most one new cut a week, so that two cuts do not show one child. */
export function lastCut(on: CalendarDay): CalendarDay {
  const weekday = new Date(`${on}T00:00:00Z`).getUTCDay()
  return addDays(on, -((weekday + 2) % 7))
}
