import type { MedicationAdministration } from 'shared/medication-administrations'
import type { Medication } from 'shared/medication-catalogue'
import type { DoseUnit } from 'shared/medications'
import type { Tone } from '../design/Banner'
import { medicationName } from '../medications/api'
import { inHospitalTime, locale } from '../time'
import { wordsNow } from '../words/define'
import { doseWord, doseWords } from '../words/doses'

type Known = ReadonlyMap<string, Medication>
type Mixture = Pick<MedicationAdministration, 'diluent' | 'diluentMl' | 'infusionMinutes'>

const units: Readonly<Partial<Record<DoseUnit, string>>> = { '[IU]': 'UI', ug: 'µg' }
export const unitName = (unit: DoseUnit) => units[unit] ?? unit

/** UCUM as people write it: 10*3/uL is 10³/µL. */
export const shownGateUnit = (unit: string) => unit.replace('10*3', '10³').replace('uL', 'µL')

/** 1.5 as '1.5', 1000 as '1,000': no zeros that could be read as ten times the dose. */
export const numeral = (value: number) => value.toLocaleString(locale(), { maximumFractionDigits: 4 })

export const amount = (value: number | null, unit: DoseUnit) =>
  value === null ? '—' : `${numeral(value)} ${unitName(unit)}`

/** 'Vincristina 1.5 mg' with what was planned. */
export const plannedName = (
  known: Known,
  dose: MedicationAdministration | Omit<MedicationAdministration, 'derivation'>,
) => `${medicationName(known, dose.medication)} ${amount(dose.plannedDose ?? dose.doseGiven, dose.unit)}`

/** 'Solución salina 0.9 % 50 mL · en 10 min'. */
export function mixture({ diluent, diluentMl, infusionMinutes }: Mixture): string {
  const words = wordsNow(doseWords)
  return [
    diluent && words.in(diluent, diluentMl === null ? '' : numeral(diluentMl)),
    infusionMinutes && words.minutes(infusionMinutes),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Speed of the pump in mL/h; null where volume or time is not known. */
export const speedOf = ({ diluentMl, infusionMinutes }: Mixture): number | null =>
  diluentMl === null || infusionMinutes === null ? null : Math.round((diluentMl / infusionMinutes) * 600) / 10

type Outcome = Pick<
  MedicationAdministration,
  'status' | 'statusReason' | 'doseGiven' | 'unit' | 'givenAt' | 'substitution' | 'medication'
>

export function statusWord({ status, statusReason, substitution }: Outcome): string {
  if (status !== 'completed') return doseWord(status)
  return doseWord(substitution ? 'substituted' : statusReason === 'partial' ? 'partial' : 'completed')
}

export const statusTone = ({ status, statusReason, substitution }: Outcome): Tone | 'neutral' =>
  status === 'completed'
    ? statusReason === 'partial' || substitution
      ? 'warning'
      : 'success'
    : status === 'not-done' || status === 'entered-in-error'
      ? 'error'
      : status === 'in-progress'
        ? 'info'
        : 'neutral'

/** An entry of the timeline: 'Dada: Vincristina', and what there is to say of it. */
export function timelineDose(
  known: Known,
  details: Readonly<Record<string, unknown>>,
): { title: string; said: string[] } {
  const words = wordsNow(doseWords)
  const dose = details as unknown as Outcome & Pick<MedicationAdministration, 'plannedDose' | 'doseChange'> // of patients/timeline.ts
  const { substitution, doseChange } = dose
  const name = (code: string) => medicationName(known, code)
  return {
    title: `${statusWord(dose)}: ${name(dose.medication)}`,
    said: [
      amount(dose.doseGiven ?? dose.plannedDose, substitution?.unit ?? dose.unit),
      dose.statusReason !== null && doseWord(`reason-${dose.statusReason}`),
      substitution && words.insteadOf(name(substitution.fromMedication), name(substitution.toMedication)),
      substitution && words.because(substitution.reason),
      substitution && (substitution.familyInformed ? words.toldLine : words.notToldLine),
      doseChange && words.ofPlan(String(doseChange.percent)),
    ].filter((part) => typeof part === 'string'),
  }
}

/** 'Dada: 1.5 mg, 26/11/2026 10:32' or 'No dada: No hay medicamento'. */
export function whatBecame(known: Known, dose: Outcome): string {
  const word = statusWord(dose)
  const unit = dose.substitution?.unit ?? dose.unit
  const facts = [
    dose.substitution && medicationName(known, dose.substitution.toMedication),
    dose.doseGiven !== null && amount(dose.doseGiven, unit),
    dose.givenAt !== null && inHospitalTime(dose.givenAt),
    dose.statusReason !== null && doseWord(`reason-${dose.statusReason}`),
  ].filter(Boolean)
  return facts.length > 0 ? `${word}: ${facts.join(', ')}` : word
}
