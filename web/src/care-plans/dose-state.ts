import type { PlanDose } from 'shared/care-plans'

/** As a day or a dose is told: the gravest first, which is what a day of several doses shows. */
const doseStates = ['late', 'omitted', 'partial', 'underway', 'planned', 'given', 'cancelled'] as const
export type DoseStateName = (typeof doseStates)[number]

/** Null for what was recorded by mistake. `today` 'YYYY-MM-DD'. */
export function stateOf(
  dose: Pick<PlanDose, 'status' | 'statusReason' | 'plannedOn' | 'plannedDose' | 'doseGiven'>,
  today: string,
): DoseStateName | null {
  switch (dose.status) {
    case 'planned':
      return dose.plannedOn < today ? 'late' : 'planned'
    case 'in-progress':
      return 'underway'
    case 'not-done':
      return 'omitted'
    case 'cancelled':
      return 'cancelled'
    case 'entered-in-error':
      return null
    case 'completed':
      return dose.statusReason === 'partial' ? 'partial' : 'given'
  }
}

export const gravest = (states: readonly (DoseStateName | null)[]): DoseStateName | undefined =>
  doseStates.find((state) => states.includes(state))
