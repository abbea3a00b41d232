import { addDays } from 'shared/calendar-day'
import type { CarePlan, PlanDose } from 'shared/care-plans'

/** One cycle of one phase: its days from the first to the last, both included, and what is given in it. */
export type Cycle = {
  key: string
  phase: number
  phaseName: string
  cycle: number
  of: number
  from: string
  to: string
  doses: PlanDose[]
}

/** A cycle begins where its doses stand now: what was moved moves its bar. */
export function cyclesOf({ phases, administrations }: Pick<CarePlan, 'phases' | 'administrations'>): Cycle[] {
  return phases.flatMap(({ name, cycleDays, cycles, startsOn }, phase) =>
    Array.from({ length: cycles }, (_none, at): Cycle => {
      const cycle = at + 1
      const doses = administrations.filter((it) => it.phase === phase && it.cycle === cycle)
      const first = doses.find(({ status }) => status !== 'entered-in-error')
      const from = first ? addDays(first.plannedOn, 1 - first.day) : addDays(startsOn, cycleDays * at)
      return {
        ...{ key: `${phase} ${cycle}`, phase, phaseName: name, cycle, of: cycles },
        ...{ from, to: addDays(from, cycleDays - 1), doses },
      }
    }),
  )
}

export type CycleState = 'past' | 'current' | 'future'

export const cycleState = ({ from, to }: Cycle, today: string): CycleState =>
  to < today ? 'past' : from > today ? 'future' : 'current'

/** Where one opens the calendar: today's cycle, else the next one, else the last. */
export const cycleToOpen = (cycles: readonly Cycle[], today: string): Cycle | undefined =>
  cycles.find((it) => cycleState(it, today) === 'current') ??
  cycles.find((it) => cycleState(it, today) === 'future') ??
  cycles.at(-1)
