import { knownDrug } from 'shared/analgesic-drugs'
import { calendarDay, daysBetween } from 'shared/calendar-day'
import type { AnalgesicRoute, AnalgesicUnit } from 'shared/pain'
import type { Patient } from 'shared/patients'
import type { Facts } from '../facts/api'
import { currentLanguage } from '../preferences'
import { today } from '../time'
import { analgesia } from '../words/analgesia'
import { shownAmount } from '../words/analgesic-warnings'
import { wordsNow } from '../words/define'

export const saidDrug = (code: string) => knownDrug(code)?.[currentLanguage()] ?? code

/** A value of the wire by its code: route, unit, role, effect, alert. */
export function saidCode(code: string): string {
  const known: Readonly<Record<string, unknown>> = wordsNow(analgesia)
  const said = known[code]
  return typeof said === 'string' ? said : code
}

/** 'Morfina 2.4 mg oral'. */
export const saidDose = ({ drug, dose, unit, route }: Dose) =>
  `${saidDrug(drug)} ${shownAmount(dose, unit)} ${saidCode(route)}`

type Dose = { drug: string; dose: number; unit: AnalgesicUnit; route: AnalgesicRoute }

/** A rule as its source has it, with an arrow that does not break and a power as it is written. */
export const saidRule = (text: string) => text.replaceAll('->', '→').replaceAll(' x10^9', ' × 10⁹')

/** Days lived today, as the facts count ages. */
export function ageInDays({ birthDate }: Pick<Patient, 'birthDate'>): number {
  return Math.max(0, daysBetween(calendarDay.parse(birthDate), calendarDay.parse(today())))
}

/** The last weight that stands, with its day; null where none was measured. */
export function lastWeight(measured: readonly Facts['body-measurements'][] | undefined) {
  const [last] = (measured ?? [])
    .filter(({ status, weightKg }) => status === 'final' && weightKg !== null)
    .sort((a, b) => b.effectiveOn.localeCompare(a.effectiveOn) || b.recordedAt.localeCompare(a.recordedAt))
  return last === undefined || last.weightKg === null ? null : { weightKg: last.weightKg, on: last.effectiveOn }
}
