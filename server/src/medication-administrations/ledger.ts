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
}

/** How a dose stands on the ledger; the delay is in days of hospital time. */
export function standingOf(dose: Pick<Dose, 'status' | 'statusReason' | 'givenAt' | 'plannedOn'>): Standing | null {
  const outcome = outcomeOf(dose)
  if (outcome === null || outcome === 'planned') return outcome && { outcome, reason: null, delayDays: null }
  const { statusReason: reason, givenAt, plannedOn } = dose
  return { outcome, reason, delayDays: givenAt && daysBetween(plannedOn, dayIn(MEXICO_CITY, givenAt)) }
}

type Facts = Pick<Dose, 'id' | 'managingOrganizationId' | 'carePlanId' | 'medication' | 'purpose' | 'plannedOn'>

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
