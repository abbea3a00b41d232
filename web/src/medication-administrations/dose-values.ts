import type { WorklistItem } from 'shared/medication-administrations'
import { type GateTest, gateTests } from 'shared/protocols'
import type { FieldProblem } from '../problem'
import { clockTime, hospitalInstant, today } from '../time'
import type { BatchItem } from './api'

export type Choice = '' | 'given' | 'partial' | 'begun' | 'not-given'

/** What is typed about one dose; all of it text, so that nothing typed is lost. */
export type DoseValues = {
  choice: Choice
  /** The version that was on the screen when it was chosen. */
  version: number
  dose: string
  day: string
  time: string
  lot: string
  changeReason: string
  reason: string
  note: string
  instead: boolean
  to: string
  unit: string
  insteadReason: string
  lacked: boolean
  authorisedBy: string
  told: '' | 'yes' | 'no'
  folio: string
  gates: Partial<Record<GateTest, { value: string; reason: string }>>
  /** Answers to warnings, by code. */
  reasons: Record<string, string>
}

export type DosesValues = { doses: Record<string, DoseValues> }
export const dosesDraft = (patientId: string) => `doses/${patientId}`
export const emptyDoses: DosesValues = { doses: {} }

/** As planned, now; an infusion that runs goes on from what was said when it began. */
export const chosen = (item: WorklistItem, choice: Choice): DoseValues => ({
  choice,
  version: item.version,
  dose: choice === 'given' && item.plannedDose !== null ? String(item.plannedDose) : '',
  day: today(item.givenAt === null ? new Date() : new Date(item.givenAt)),
  time: clockTime(item.givenAt ?? new Date()),
  ...{ lot: item.lot ?? '', note: choice === 'not-given' ? '' : (item.reasonNote ?? '') },
  ...{ changeReason: '', reason: '', instead: false, to: '', unit: '', insteadReason: '', lacked: true },
  ...{ authorisedBy: '', told: '', folio: item.authorisationFolio ?? '', gates: gatesOf(item), reasons: {} },
})

const gatesOf = ({ gateResults }: WorklistItem): DoseValues['gates'] =>
  Object.fromEntries(
    (gateResults ?? []).map(({ test, value, reason = '' }) => [test, { value: String(value), reason }]),
  )

/** What runs into a vein takes its time: it is begun first and given later. */
export const canBegin = ({ status, route, infusionMinutes }: WorklistItem): boolean =>
  status === 'planned' && (route === 'IV' || infusionMinutes !== null)

/** Another answer to the same dose keeps what still fits. */
export const rechosen = (item: WorklistItem, before: DoseValues | undefined, choice: Choice): DoseValues => {
  const fresh = chosen(item, choice)
  if (before === undefined) return fresh
  const { lot, note, gates, day, time, folio } = before
  return { ...fresh, lot, note, gates, day, time, folio }
}

export const numberOf = (text: string): number => Number(text.trim().replace(',', '.') || Number.NaN)

/** Percent of the planned dose, to one decimal; undefined while the dose is no number. */
export function percentOf(item: WorklistItem, { dose }: DoseValues): number | undefined {
  const value = numberOf(dose)
  if (!Number.isFinite(value) || item.plannedDose === null || item.plannedDose === 0) return undefined
  return Math.round((value / item.plannedDose) * 1000) / 10
}

/** Off the plan by more than a tenth: the change says why. */
export const isChanged = (item: WorklistItem, values: DoseValues): boolean => {
  const percent = percentOf(item, values)
  return values.choice === 'given' && !values.instead && percent !== undefined && Math.abs(percent - 100) > 10
}

/** Whether a typed value lies outside its gate. */
export function isOutside({ gates }: Pick<WorklistItem, 'gates'>, test: GateTest, text: string): boolean {
  const gate = gates.find((it) => it.test === test)
  const value = numberOf(text)
  if (gate === undefined || !Number.isFinite(value)) return false
  return (gate.min !== undefined && value < gate.min) || (gate.max !== undefined && value > gate.max)
}

/** What the screen itself can refuse; pointers as `#/doses/<id>/<field>`. */
export function doseProblems(item: WorklistItem, values: DoseValues, asked: readonly string[]): FieldProblem[] {
  const at = (field: string) => `#/doses/${item.id}/${field}`
  const need = (field: string, missing: boolean) => (missing ? [{ pointer: at(field), code: 'required' }] : [])
  const unanswered = asked.flatMap((code) => need(`reasons/${code}`, !values.reasons[code]?.trim()))
  if (values.choice === 'not-given')
    return [...need('reason', values.reason === ''), ...need('note', values.reason === 'other' && !values.note.trim())]
  const gates = Object.entries(values.gates).flatMap(([test, { value, reason }]) => {
    if (value.trim() === '') return []
    if (!Number.isFinite(numberOf(value))) return [{ pointer: at(`gates/${test}/value`), code: 'number-shape' }]
    const outside = test in gateTests && isOutside(item, test as GateTest, value)
    return need(`gates/${test}/reason`, outside && reason.trim() === '')
  })
  const time =
    hospitalInstant(values.day, values.time) === null ? [{ pointer: at('time'), code: 'instant-invalid' }] : []
  if (values.choice === 'begun') return [...time, ...gates, ...unanswered]
  const dose = numberOf(values.dose)
  return [
    ...need('dose', values.dose.trim() === ''),
    ...(values.dose.trim() !== '' && !Number.isFinite(dose) ? [{ pointer: at('dose'), code: 'number-shape' }] : []),
    ...need('changeReason', isChanged(item, values) && !values.changeReason.trim()),
    ...time,
    ...gates,
    ...(values.instead
      ? [
          ...need('to', values.to === ''),
          ...need('unit', values.unit === ''),
          ...need('insteadReason', !values.insteadReason.trim()),
          ...need('authorisedBy', !values.authorisedBy.trim()),
          ...need('told', values.told === ''),
        ]
      : []),
    ...unanswered,
  ]
}

/** The body for one dose. Only what `doseProblems` lets through. */
export function bodyOf(item: WorklistItem, values: DoseValues, asked: readonly string[]): BatchItem {
  const base = { id: item.id, version: values.version }
  const note = values.note.trim()
  const withNote = note === '' ? {} : { reasonNote: note }
  if (values.choice === 'not-given')
    return { ...base, status: 'not-done', statusReason: values.reason as 'other', ...withNote } // one of the list's
  const givenAt = hospitalInstant(values.day, values.time) ?? new Date()
  const gateResults = Object.entries(values.gates).flatMap(([test, { value, reason }]) =>
    value.trim() === ''
      ? []
      : [{ test: test as GateTest, value: numberOf(value), ...(reason.trim() && { reason: reason.trim() }) }],
  )
  const percent = percentOf(item, values)
  const confirmedWarnings = asked.map((code) => ({
    code: code as 'dose-differs',
    reason: values.reasons[code]?.trim() ?? '',
  }))
  const given = {
    ...base,
    givenAt: givenAt.toISOString(),
    ...withNote,
    ...(values.lot.trim() && { lot: values.lot.trim() }),
    ...(values.folio.trim() && { authorisationFolio: values.folio.trim() }),
    ...(gateResults.length > 0 && { gateResults }),
    ...(confirmedWarnings.length > 0 && { confirmedWarnings }),
  }
  if (values.choice === 'begun') return { ...given, status: 'in-progress' }
  return {
    ...given,
    status: 'completed',
    doseGiven: numberOf(values.dose),
    ...(values.choice === 'partial' && { statusReason: 'partial' as const }),
    ...(isChanged(item, values) &&
      percent !== undefined && { doseChange: { percent, reason: values.changeReason.trim() } }),
    ...(values.instead && {
      ...(values.lacked && { statusReason: 'not-available' as const }),
      unit: values.unit as 'mg', // one of the list's
      substitution: {
        fromMedication: item.medication,
        toMedication: values.to,
        reason: values.insteadReason.trim(),
        authorisedBy: values.authorisedBy.trim(),
        familyInformed: values.told === 'yes',
      },
    }),
  }
}

/** Fields of the screen for pointers of the body: '#/items/1/doseGiven' is `#/doses/<id>/dose`. */
export function onScreen(problems: readonly FieldProblem[], items: readonly BatchItem[]): FieldProblem[] {
  return problems.map(({ pointer, code }) => {
    const [, at = '', path = ''] = /^#\/items\/(\d+)\/?(.*)$/.exec(pointer) ?? []
    const id = items[Number(at)]?.id
    return { pointer: id === undefined || at === '' ? pointer : `#/doses/${id}/${fields[path] ?? path}`, code }
  })
}

const fields: Readonly<Record<string, string>> = {
  doseGiven: 'dose',
  givenAt: 'time',
  statusReason: 'reason',
  reasonNote: 'note',
  authorisationFolio: 'folio',
  'doseChange/percent': 'dose',
  'doseChange/reason': 'changeReason',
  'substitution/toMedication': 'to',
  'substitution/reason': 'insteadReason',
  'substitution/authorisedBy': 'authorisedBy',
  'substitution/familyInformed': 'told',
}
