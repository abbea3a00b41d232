import { dayIn, daysBetween, MEXICO_CITY } from 'shared/calendar-day'
import type { DoseOutcome, StatusReason } from 'shared/treatment'
import type { doseEntries, medicationAdministrations } from './table.js'

type Dose = typeof medicationAdministrations.$inferSelect
type Entry = typeof doseEntries.$inferInsert

/** What became of a dose, as the ledger counts it; null for one that is no longer planned at all. */
export function outcomeOf(dose: Pick<Dose, 'status' | 'statusReason'>): DoseOutcome | null {
  switch (dose.status) {
    case 'planned':
    case 'in-progress':
      return 'planned'
    case 'completed':
      return dose.statusReason === 'partial' ? 'partial' : 'given'
    case 'not-done':
      return 'omitted'
    case 'cancelled':
    case 'entered-in-error':
      return null
  }
}

interface Standing {
  outcome: DoseOutcome
  reason: StatusReason | null
  delayDays: number | null
  dosePercent?: number | null
  substituted?: boolean
}

type Facts = Pick<Dose, 'id' | 'managingOrganizationId' | 'carePlanId' | 'medication' | 'purpose' | 'plannedOn'>
type Given = Pick<
  Dose,
  'status' | 'statusReason' | 'plannedOn' | 'givenAt' | 'plannedDose' | 'doseGiven' | 'substitution'
>

/** How a dose stands on the ledger; null when it is not on it. A planned dose has nothing but its outcome. */
export function standingOf(dose: Given): Required<Standing> | null {
  const outcome = outcomeOf(dose)
  if (outcome === null) return null
  const given = outcome === 'given' || outcome === 'partial'
  const substituted = given && dose.substitution !== null
  return {
    outcome,
    reason: outcome === 'planned' ? null : dose.statusReason,
    delayDays: given && dose.givenAt !== null ? daysBetween(dose.plannedOn, dayIn(MEXICO_CITY, dose.givenAt)) : null,
    dosePercent: given && !substituted ? percentGiven(dose) : null,
    substituted,
  }
}

const MOST_PERCENT = 9999

/** Rounded down, so that 89.9 % is not 90; the sum with a billionth undoes what binary fractions lose. */
function percentGiven({ plannedDose, doseGiven }: Pick<Dose, 'plannedDose' | 'doseGiven'>): number | null {
  if (plannedDose === null || doseGiven === null || plannedDose <= 0) return null
  return Math.min(MOST_PERCENT, Math.floor((100 * doseGiven) / plannedDose + 1e-9))
}

/** The entries that move a dose from how it stood to how it stands, both posted on `day`; null is not on the ledger. */
export function moveEntries(dose: Facts, before: Standing | null, after: Standing | null, day: string): Entry[] {
  const base = {
    administrationId: dose.id,
    organizationId: dose.managingOrganizationId,
    carePlanId: dose.carePlanId,
    medication: dose.medication,
    purpose: dose.purpose,
    plannedOn: dose.plannedOn,
    postedOn: day,
  }
  return [
    ...(before === null ? [] : [{ ...base, ...before, sign: -1 }]),
    ...(after === null ? [] : [{ ...base, ...after, sign: 1 }]),
  ]
}
