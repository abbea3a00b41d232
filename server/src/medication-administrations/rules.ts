import { dayIn, MEXICO_CITY } from 'shared/calendar-day'
import type { AdministrationRecord, MedicationAdministration, WarningCode } from 'shared/medication-administrations'
import type { Medication } from 'shared/medication-catalogue'
import type { LaboratoryGate } from 'shared/protocols'
import type { FieldError } from '../problem.js'
import type { Dose } from './rows.js'

/** A clock of a ward may run ahead of the server's. */
export const CLOCK_MINUTES = 15
/** Off the plan by more than this asks why: chemo-agents.json, dose_check_convention. */
const DIFFERS_PERCENT = 10
/** A slip of the decimal point is ten times the dose: no reason makes it one. */
const ABSURD_TIMES = 10

/** What is known around a dose when it is recorded. */
export interface Around {
  now: Date
  birthDate: string
  /** Day of the first diagnosis that stands. */
  diagnosedOn: string | null
  gates: readonly LaboratoryGate[]
  /** Folio of the plan for its high-cost medicines. */
  planFolio: string | null
  /** Facts of the medicine that was given, planned or another. */
  medicine: Medication | undefined
  /** Whoever is said to have given it may have done so. */
  performed: boolean
}

/** What is given in the end. */
export const medicineOf = (
  dose: Pick<Dose, 'medication'>,
  { substitution }: Pick<AdministrationRecord, 'substitution'>,
) => substitution?.toMedication ?? dose.medication

/** Something a person has to answer with a reason; `pointer` names the field it speaks of. */
export interface Warning {
  code: WarningCode
  pointer: string
  [fact: string]: unknown
}

export type Recorded = Pick<
  Dose,
  | 'status'
  | 'statusReason'
  | 'reasonNote'
  | 'givenAt'
  | 'doseGiven'
  | 'lot'
  | 'performerId'
  | 'substitution'
  | 'doseChange'
  | 'gateResults'
  | 'confirmedWarnings'
  | 'authorisationFolio'
>

export interface Judgement {
  /** Impossible: no reason passes it. */
  errors: FieldError[]
  warnings: Warning[]
  recorded: Recorded
  /** Hospital day on which it was given. */
  givenOn: string | null
}

/** What the record of a dose says, judged: what cannot be, what needs a reason, and the columns it becomes. */
export function judge(dose: Dose, record: AdministrationRecord, around: Around, caller: string): Judgement {
  const notDone = record.status === 'not-done'
  const begun = dose.status === 'in-progress' && !notDone ? dose : undefined
  const givenAt = notDone ? null : record.givenAt ? new Date(record.givenAt) : (begun?.givenAt ?? around.now)
  const givenOn = givenAt === null ? null : dayIn(MEXICO_CITY, givenAt)
  const completed = record.status === 'completed'
  const doseGiven = completed ? toScale(record.doseGiven ?? (record.substitution ? null : dose.plannedDose)) : null
  const unit = record.unit ?? dose.unit
  const gateResults = measured(record, around.gates)
  return {
    errors: [
      ...reasonErrors(record),
      ...refuse(!around.performed, '#/performerId', 'unknown-performer'),
      ...timeErrors(givenAt, givenOn, around),
      ...doseErrors(dose, record, doseGiven),
      ...substitutionErrors(dose, record, around.medicine),
    ],
    warnings: [
      ...doseWarnings(dose, record, doseGiven),
      ...gateWarnings(record, gateResults),
      ...(doseGiven === null ? [] : rangeWarnings({ ...dose, unit }, record, doseGiven, around.medicine)),
      ...folioWarnings(dose, record, around),
      ...(givenOn !== null && around.diagnosedOn !== null && givenOn < around.diagnosedOn
        ? [{ code: 'before-diagnosis' as const, pointer: '#/givenAt', givenOn, diagnosedOn: around.diagnosedOn }]
        : []),
    ],
    givenOn,
    recorded: {
      status: record.status,
      statusReason: record.statusReason ?? null,
      reasonNote: record.reasonNote ?? begun?.reasonNote ?? null,
      givenAt,
      doseGiven,
      lot: record.lot ?? begun?.lot ?? null,
      performerId: record.performerId ?? caller,
      substitution: record.substitution === undefined ? null : { ...record.substitution, unit },
      doseChange: record.doseChange ?? null,
      gateResults: gateResults ?? begun?.gateResults ?? null,
      confirmedWarnings: answersOf(record, begun),
      authorisationFolio: record.authorisationFolio ?? null,
    },
  }
}

/** What was said when it began stands until it is said otherwise. */
function answersOf(
  { confirmedWarnings }: AdministrationRecord,
  begun: Pick<Dose, 'confirmedWarnings'> | undefined,
): Dose['confirmedWarnings'] {
  const before = begun?.confirmedWarnings ?? []
  const now = confirmedWarnings ?? []
  const all = [...before.filter(({ code }) => now.every((it) => it.code !== code)), ...now]
  return all.length === 0 ? null : all
}

/** Doses are kept to four decimals. */
const toScale = (amount: number | null) => amount && Math.round(amount * 10_000) / 10_000

const refuse = (when: boolean, pointer: string, code: string): FieldError[] => (when ? [{ pointer, code }] : [])

/** Which reasons go with which status. */
function reasonErrors(record: AdministrationRecord): FieldError[] {
  const { status, statusReason, reasonNote, substitution } = record
  if (status === 'not-done')
    return [
      ...refuse(statusReason === undefined, '#/statusReason', 'required'),
      ...refuse(statusReason === 'partial', '#/statusReason', 'partial-was-given'),
      ...refuse(statusReason === 'other' && reasonNote === undefined, '#/reasonNote', 'required'),
      ...(['givenAt', 'doseGiven', 'unit', 'substitution', 'doseChange', 'lot'] as const).flatMap((field) =>
        refuse(record[field] !== undefined, `#/${field}`, 'not-when-not-given'),
      ),
    ]
  const fits = statusReason === 'partial' || (statusReason === 'not-available' && substitution !== undefined)
  return refuse(statusReason !== undefined && !(status === 'completed' && fits), '#/statusReason', 'not-when-given')
}

export function timeErrors(
  givenAt: Date | null,
  givenOn: string | null,
  { now, birthDate }: Pick<Around, 'now' | 'birthDate'>,
): FieldError[] {
  if (givenAt === null || givenOn === null) return []
  return [
    ...refuse(givenAt.getTime() > now.getTime() + CLOCK_MINUTES * 60_000, '#/givenAt', 'future-date'),
    ...refuse(givenOn < birthDate, '#/givenAt', 'before-birth'),
  ]
}

function doseErrors(dose: Dose, record: AdministrationRecord, doseGiven: number | null): FieldError[] {
  const { substitution, unit, doseChange, statusReason } = record
  if (record.status !== 'completed')
    return (['doseGiven', 'doseChange', 'substitution'] as const).flatMap((field) =>
      refuse(record.status === 'in-progress' && record[field] !== undefined, `#/${field}`, 'only-when-given'),
    )
  if (substitution !== undefined)
    return [
      ...refuse(record.doseGiven === undefined, '#/doseGiven', 'required'),
      ...refuse(unit === undefined, '#/unit', 'unit-required'),
      ...refuse(doseChange !== undefined, '#/doseChange', 'not-with-substitution'),
    ]
  const planned = dose.plannedDose
  if (doseGiven === null) return [{ pointer: '#/doseGiven', code: 'required' }]
  return [
    ...refuse(unit !== undefined && unit !== dose.unit, '#/unit', 'unit-differs'),
    ...refuse(planned !== null && doseGiven >= planned * ABSURD_TIMES, '#/doseGiven', 'dose-absurd'),
    ...refuse(
      statusReason === 'partial' && planned !== null && doseGiven >= planned,
      '#/doseGiven',
      'partial-not-less',
    ),
    ...refuse(
      doseChange !== undefined && planned !== null && !within(doseGiven, (planned * doseChange.percent) / 100, planned),
      '#/doseChange/percent',
      'dose-change-differs',
    ),
  ]
}

/** Equal but for rounding to a whole percent of the plan. */
const within = (a: number, b: number, planned: number) => Math.abs(a - b) <= planned * 0.0101

function substitutionErrors(
  dose: Dose,
  { substitution, unit }: AdministrationRecord,
  medicine: Medication | undefined,
): FieldError[] {
  if (substitution === undefined) return []
  const { fromMedication, toMedication } = substitution
  return [
    ...refuse(fromMedication !== dose.medication, '#/substitution/fromMedication', 'not-the-planned-medication'),
    ...refuse(toMedication === dose.medication, '#/substitution/toMedication', 'same-medication'),
    ...medicineErrors(
      medicine,
      { route: dose.route, unit },
      { medicine: '#/substitution/toMedication', unit: '#/unit' },
    ),
  ]
}

/** A medicine nobody knows, one that must not enter the spine, a unit it is not dosed in. */
export function medicineErrors(
  medicine: Medication | undefined,
  { route, unit }: { route: Dose['route']; unit: Dose['unit'] | undefined },
  at: { medicine: string; unit: string },
): FieldError[] {
  if (medicine === undefined) return [{ pointer: at.medicine, code: 'medication-unknown' }]
  const intoSpine = medicine.intrathecal === 'allowed' || medicine.intrathecal === 'protocol-only'
  return [
    ...refuse(route === 'IT' && !intoSpine, at.medicine, 'intrathecal-refused'),
    ...refuse(unit !== undefined && !medicine.units.includes(unit), at.unit, 'unit-not-of-medication'),
  ]
}

function doseWarnings(dose: Dose, record: AdministrationRecord, doseGiven: number | null): Warning[] {
  const planned = dose.plannedDose
  if (doseGiven === null || planned === null || record.substitution !== undefined) return []
  // a dose given in part, or changed on purpose, has said why already
  if (record.doseChange !== undefined || record.statusReason === 'partial') return []
  const percent = Math.round((doseGiven / planned) * 1000) / 10
  if (Math.abs(percent - 100) <= DIFFERS_PERCENT) return []
  return [{ code: 'dose-differs', pointer: '#/doseGiven', planned, given: doseGiven, unit: dose.unit, percent }]
}

function measured(
  { gateResults }: AdministrationRecord,
  gates: readonly LaboratoryGate[],
): MedicationAdministration['gateResults'] {
  if (gateResults === undefined) return null
  return gateResults.map((result) => {
    const { min, max } = gates.find(({ test }) => test === result.test) ?? {}
    const passed = (min === undefined || result.value >= min) && (max === undefined || result.value <= max)
    return { ...result, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), passed }
  })
}

/** A gate that was not met holds the dose, unless it says why not; a dose that was not given needs no gate. */
function gateWarnings({ status }: AdministrationRecord, results: MedicationAdministration['gateResults']): Warning[] {
  if (results === null || status === 'not-done') return []
  return results.flatMap(({ passed, reason, test, value, min, max }, at) =>
    passed || reason !== undefined
      ? []
      : [
          {
            code: 'gate-failed' as const,
            pointer: `#/gateResults/${at}`,
            test,
            value,
            min: min ?? null,
            max: max ?? null,
          },
        ],
  )
}

/** More than the medicine's ceiling or usual amounts; a dose no greater than the planned one was answered for with the plan. */
function rangeWarnings(
  dose: Dose,
  { substitution }: AdministrationRecord,
  given: number,
  medicine: Medication | undefined,
): Warning[] {
  if (medicine === undefined) return []
  if (substitution === undefined && dose.plannedDose !== null && given <= dose.plannedDose) return []
  const { unit } = dose
  const cap = medicine.maxDose?.unit === unit ? medicine.maxDose.value : undefined
  if (cap !== undefined && given > cap) return [{ code: 'dose-over-cap', pointer: '#/doseGiven', given, cap, unit }]
  const most = usualMost(medicine, dose)
  if (most === null || given <= most * (1 + DIFFERS_PERCENT / 100)) return []
  return [{ code: 'dose-out-of-range', pointer: '#/doseGiven', given, most, unit }]
}

/** The greatest usual dose by this route for this body; null where the catalogue, or the measures at hand, cannot say. */
function usualMost({ ranges }: Medication, { route, unit, bsaM2 }: Dose): number | null {
  const own = ranges.filter(
    (range) => range.unit === unit && (range.route ?? (route === 'IT' ? null : route)) === route,
  )
  const most = own.map(({ per, max, maxTotal }) => {
    const dose = per === 'dose' || per === 'day' ? max : per === 'm2' && bsaM2 !== null ? max * bsaM2 : null
    return dose === null || maxTotal === undefined || maxTotal.unit !== unit ? dose : Math.min(dose, maxTotal.value)
  })
  return most.length === 0 || most.includes(null) ? null : Math.round(Math.max(...most.map(Number)) * 100) / 100
}

function folioWarnings(dose: Dose, record: AdministrationRecord, { medicine, planFolio }: Around): Warning[] {
  const folio = record.authorisationFolio ?? dose.authorisationFolio ?? planFolio
  if (record.status === 'not-done' || medicine?.highCost !== true || folio !== null) return []
  return [{ code: 'authorisation-missing', pointer: '#/authorisationFolio', medication: medicine.code }]
}
