import type { DraftMedication, DraftPhase } from 'shared/protocols'
import { gateTexts } from './line-text'

/** One row of a table: a line with the days it stands on; `conditions` name their days where they are not all. */
export type TableRow = {
  key: string
  line: DraftMedication
  /** The row above is of the same days. */
  follows: boolean
  days: number[]
  doses: number
  conditions: { text: string; days: number[] | null }[]
}

type Placed = { day: number; line: DraftMedication }

/** Runs of days that say the same are one group; each line of it is a row. */
export function byDay(phase: DraftPhase): TableRow[] {
  const days = [...phase.days].sort((a, b) => (a.day ?? 0) - (b.day ?? 0))
  const runs: { text: string; days: number[]; medications: DraftMedication[] }[] = []
  for (const { day = 0, medications } of days) {
    const text = JSON.stringify(medications)
    const last = runs.at(-1)
    if (last?.text === text && last.days.at(-1) === day - 1) last.days.push(day)
    else runs.push({ text, days: [day], medications })
  }
  return runs.flatMap(({ days: same, medications }) =>
    inOrder(medications).map((line, at) => ({
      key: `${same[0]}-${at}`,
      line,
      follows: at > 0,
      days: same,
      doses: same.length,
      conditions: [...gateTexts(line), ...(line.note ? [line.note] : [])].map((text) => ({ text, days: null })),
    })),
  )
}

/** As they are given: by their time in the day. */
const inOrder = (lines: readonly DraftMedication[]) =>
  [...lines].sort((a, b) => (a.offsetMinutes ?? 0) - (b.offsetMinutes ?? 0))

/** One row for each medication and dose; the same several times a day is counted. */
export function byMedication(phase: DraftPhase): TableRow[] {
  const groups = new Map<string, Placed[]>()
  for (const { day = 0, medications } of phase.days)
    for (const line of medications) {
      const { gates: _, note: __, offsetMinutes: ___, ...same } = line
      const key = JSON.stringify(same)
      groups.set(key, [...(groups.get(key) ?? []), { day, line }])
    }
  return [...groups.entries()].map(([key, placed]) => {
    const [first] = placed
    const times = new Set(placed.map(({ line }) => line.offsetMinutes))
    const { offsetMinutes: _, ...untimed } = first?.line ?? {}
    const days = [...new Set(placed.map(({ day }) => day))]
    return {
      ...{ key, days, doses: placed.length, follows: false },
      line: times.size > 1 ? untimed : (first?.line ?? {}),
      conditions: conditionsOf(placed, days),
    }
  })
}

function conditionsOf(placed: readonly Placed[], all: readonly number[]): TableRow['conditions'] {
  const on = new Map<string, Set<number>>()
  for (const { day, line } of placed)
    for (const text of [...gateTexts(line), ...(line.note ? [line.note] : [])])
      on.set(text, (on.get(text) ?? new Set()).add(day))
  return [...on.entries()].map(([text, days]) => ({ text, days: days.size === all.length ? null : [...days] }))
}
