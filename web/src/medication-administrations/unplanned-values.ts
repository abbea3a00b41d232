import type { Medication } from 'shared/medication-catalogue'
import { type GateTest, gateTestNames } from 'shared/protocols'
import type { FieldProblem } from '../problem'
import { clockTime, hospitalInstant, today } from '../time'
import type { UnplannedBody } from './api'
import { numberOf } from './dose-values'
import type { Warning } from './Warnings'

/** What is typed about a dose that no plan foresaw; all of it text, so that nothing typed is lost. */
export type UnplannedValues = {
  medication: string
  purpose: string
  route: string
  doseGiven: string
  unit: string
  day: string
  time: string
  reasonNote: string
  diluent: string
  diluentMl: string
  infusionMinutes: string
  lot: string
  folio: string
  gates: Partial<Record<GateTest, string>>
  /** Answers to warnings, by code. */
  reasons: Record<string, string>
}

export const unplannedDraft = (patientId: string) => `unplanned-dose/${patientId}`

/** Given now. */
export const emptyUnplanned = (): UnplannedValues => ({
  ...{ medication: '', purpose: '', route: '', doseGiven: '', unit: '', day: today(), time: clockTime(new Date()) },
  ...{ reasonNote: '', diluent: '', diluentMl: '', infusionMinutes: '', lot: '', folio: '', gates: {}, reasons: {} },
})

/** What the medicine itself says: its first unit, its only route, and what it is for where that was not said. */
export function ofMedicine(medicine: Medication | undefined, { purpose, route }: UnplannedValues) {
  const [unit = ''] = medicine?.units ?? []
  const [only, another] = medicine?.routes ?? []
  return {
    unit,
    purpose: purpose || medicine?.kind || '',
    route: route || (another === undefined ? (only ?? '') : ''),
  }
}

const numbers = ['doseGiven', 'diluentMl', 'infusionMinutes'] as const
const typed = (text: string) => text.trim() !== ''
const wrong = (text: string) => typed(text) && !Number.isFinite(numberOf(text))

/** What the schema cannot know of the screen: texts that are no number, no hour, a warning without an answer. */
export function unplannedProblems(values: UnplannedValues, asked: readonly Warning[]): FieldProblem[] {
  return [
    ...numbers.flatMap((field) => (wrong(values[field]) ? [{ pointer: `#/${field}`, code: 'number-shape' }] : [])),
    ...gateTestNames.flatMap((test) =>
      wrong(values.gates[test] ?? '') ? [{ pointer: `#/gates/${test}`, code: 'number-shape' }] : [],
    ),
    ...(hospitalInstant(values.day, values.time) === null ? [{ pointer: '#/time', code: 'instant-invalid' }] : []),
    ...asked.flatMap(({ code }) =>
      typed(values.reasons[code] ?? '') ? [] : [{ pointer: `#/reasons/${code}`, code: 'required' }],
    ),
  ]
}

/** As it is sent. What is not filled in is left out, so that the schema says `required`. */
export function unplannedBody(values: UnplannedValues, asked: readonly Warning[]): UnplannedBody {
  const text = (name: keyof UnplannedBody, value: string) => (typed(value) ? { [name]: value.trim() } : {})
  const number = (name: keyof UnplannedBody, value: string) => (typed(value) ? { [name]: numberOf(value) } : {})
  const gateResults = gateTestNames.flatMap((test) =>
    typed(values.gates[test] ?? '') ? [{ test, value: numberOf(values.gates[test] ?? '') }] : [],
  )
  const confirmedWarnings = asked.map(({ code }) => ({ code, reason: values.reasons[code]?.trim() ?? '' }))
  const body = {
    ...text('medication', values.medication),
    ...text('purpose', values.purpose),
    ...text('route', values.route),
    ...number('doseGiven', values.doseGiven),
    ...text('unit', values.unit),
    givenAt: (hospitalInstant(values.day, values.time) ?? new Date()).toISOString(),
    ...text('reasonNote', values.reasonNote),
    ...text('diluent', values.diluent),
    ...number('diluentMl', values.diluentMl),
    ...number('infusionMinutes', values.infusionMinutes),
    ...text('lot', values.lot),
    ...text('authorisationFolio', values.folio),
    ...(gateResults.length > 0 && { gateResults }),
    ...(confirmedWarnings.length > 0 && { confirmedWarnings }),
  }
  return body as UnplannedBody // what is missing is for the schema to refuse
}

/** Fields of the screen for pointers of the body: '#/givenAt' is `#/time`. */
export function onUnplannedScreen(problems: readonly FieldProblem[], body: UnplannedBody): FieldProblem[] {
  return problems.map(({ pointer, code }) => {
    const test = body.gateResults?.[Number(/^#\/gateResults\/(\d+)/.exec(pointer)?.[1])]?.test
    const answered = body.confirmedWarnings?.[Number(/^#\/confirmedWarnings\/(\d+)/.exec(pointer)?.[1])]?.code
    if (test !== undefined) return { pointer: `#/gates/${test}`, code }
    if (answered !== undefined) return { pointer: `#/reasons/${answered}`, code }
    return { pointer: fields[pointer] ?? pointer, code }
  })
}

const fields: Readonly<Record<string, string>> = { '#/givenAt': '#/time', '#/authorisationFolio': '#/folio' }
