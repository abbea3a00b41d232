import { readdirSync, readFileSync } from 'node:fs'
import { medications } from 'server/medications/catalogue'
import { checkProtocol } from 'shared/protocol-checks'
import { ProtocolFile } from 'shared/protocol-library'
import { type DraftMedication, ProtocolDefinition, type ProtocolDraft } from 'shared/protocols'
import { describe, expect, test } from 'vitest'

const folder = new URL('../server/catalogue/protocols/', import.meta.url)
const examples = readdirSync(folder).map((name) =>
  ProtocolFile.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
)
const catalogue = [...medications.values()]

describe('the examples', () => {
  test('are the six that were asked for, each marked and with its sources', () => {
    expect(examples.map(({ code }) => code).sort()).toEqual([
      'hodgkin-oepa-copdac',
      'lla-induccion',
      'lla-mantenimiento',
      'lma-ade',
      'osteosarcoma-map',
      'wilms-i-ii',
    ])
    for (const { code, example, definition } of examples) {
      expect(example, code).toBe(true)
      expect(definition.sources.length, code).toBeGreaterThan(0)
    }
  })

  test.each(examples.map((file) => [file.code, file.definition] as const))(
    '%s passes every check, its doses within the usual ranges',
    (_code, definition) => {
      expect(checkProtocol(definition, catalogue)).toEqual([])
    },
  )

  test('hold the kinds of dose that a plan must reckon', () => {
    const lines = examples
      .flatMap(({ definition }) => ProtocolDefinition.parse(definition).phases)
      .flatMap(({ days }) => days.flatMap((day) => day.medications))
    const bases = new Set(lines.map(({ basis }) => basis))
    expect([...bases].sort()).toEqual(['age-band', 'per-kg', 'per-m2'])
    const spine = lines.filter(({ route }) => route === 'IT')
    expect(new Set(spine.map(({ medication }) => medication))).toEqual(new Set(['metotrexato', 'citarabina']))
    expect(spine.every(({ basis }) => basis === 'age-band')).toBe(true)
    const vincristine = lines.filter(({ medication }) => medication === 'vincristina')
    expect(vincristine.every(({ cap, unit, route }) => cap === 2 && unit === 'mg' && route === 'IV')).toBe(true)
    expect(new Set(lines.map(({ purpose }) => purpose))).toEqual(
      new Set(['antineoplastic', 'premedication', 'hydration', 'rescue', 'supportive']),
    )
    expect(lines.some(({ gates }) => gates?.some(({ test: name }) => name === 'creatinine-clearance'))).toBe(true)
  })

  test('day 15 of the induction has its four medications', () => {
    const induction = examples.find(({ code }) => code === 'lla-induccion')?.definition.phases[0]
    const day = induction?.days.find(({ day }) => day === 15)
    expect(day?.medications.map(({ medication }) => medication).sort()).toEqual([
      'asparaginasa',
      'daunorubicina',
      'prednisona',
      'vincristina',
    ])
  })
})

const vincristine: DraftMedication = {
  ...{
    medication: 'vincristina',
    purpose: 'antineoplastic',
    basis: 'per-m2',
    amount: 1.5,
    unit: 'mg',
    cap: 2,
    route: 'IV',
  },
}
const spinal: DraftMedication = {
  ...{ medication: 'metotrexato', purpose: 'antineoplastic', basis: 'age-band', unit: 'mg', route: 'IT' },
  ageBands: [
    { from: 1, to: 2, amount: 8 },
    { from: 2, to: null, amount: 12 },
  ],
}
const oneLine = (line: DraftMedication, day: Record<string, unknown> = {}): ProtocolDraft => ({
  phases: [
    { name: 'Inducción', kind: 'induction', cycleDays: 28, cycles: 1, days: [{ day: 1, medications: [line], ...day }] },
  ],
  sources: [{ citation: 'Una cita' }],
})
const without = <T extends object>(value: T, ...names: (keyof T)[]) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name as keyof T)))
const at = '#/phases/0/days/0/medications/0'

const cases: [name: string, line: DraftMedication, pointer: string, code: string, severity: 'error' | 'warning'][] = [
  [
    'an unknown medication',
    { ...vincristine, medication: 'vincristinna' },
    '/medication',
    'unknown-medication',
    'error',
  ],
  ['a missing unit', without(vincristine, 'unit'), '/unit', 'unit-missing', 'error'],
  ['a missing route', without(vincristine, 'route'), '/route', 'required', 'error'],
  ['a unit it is not given in', { ...vincristine, unit: '[IU]' }, '/unit', 'unit-not-of-medication', 'error'],
  ['vincristine into the spine', { ...vincristine, route: 'IT' }, '/route', 'intrathecal-forbidden', 'error'],
  [
    'folinic acid into the spine',
    { ...vincristine, medication: 'acido_folinico', route: 'IT' },
    '/route',
    'intrathecal-forbidden',
    'error',
  ],
  [
    'thiotepa into the spine',
    { ...vincristine, medication: 'tiotepa', route: 'IT' },
    '/route',
    'intrathecal-by-protocol-only',
    'warning',
  ],
  ['a route it is not used by', { ...vincristine, route: 'PO' }, '/route', 'route-not-usual', 'warning'],
  ['a cap below the dose', { ...vincristine, cap: 0.2 }, '/cap', 'cap-below-dose', 'error'],
  ['a cap below a band', { ...spinal, cap: 10 }, '/cap', 'cap-below-dose', 'error'],
  ['no cap where there is a maximum', without(vincristine, 'cap'), '/cap', 'cap-missing', 'warning'],
  ['a cap above the maximum', { ...vincristine, cap: 2.5 }, '/cap', 'cap-above-maximum', 'warning'],
  ['a dose above its range', { ...vincristine, amount: 15 }, '/amount', 'dose-above-range', 'warning'],
  ['a dose below its range', { ...vincristine, amount: 0.1 }, '/amount', 'dose-below-range', 'warning'],
  [
    'a dose between two ranges',
    { ...vincristine, medication: 'metotrexato', amount: 6000, cap: 20000 },
    '/amount',
    'dose-between-ranges',
    'warning',
  ],
  ['a missing amount', without(vincristine, 'amount'), '/amount', 'amount-missing', 'error'],
  ['an amount beside age bands', { ...spinal, amount: 12 }, '/amount', 'amount-not-for-basis', 'error'],
  ['missing age bands', without(spinal, 'ageBands'), '/ageBands', 'age-bands-missing', 'error'],
  [
    'a gap between bands',
    {
      ...spinal,
      ageBands: [
        { from: 1, to: 2, amount: 8 },
        { from: 3, to: null, amount: 12 },
      ],
    },
    '/ageBands/1/from',
    'age-bands-gap',
    'error',
  ],
  [
    'bands that overlap',
    {
      ...spinal,
      ageBands: [
        { from: 1, to: 4, amount: 8 },
        { from: 3, to: null, amount: 12 },
      ],
    },
    '/ageBands/1/from',
    'age-bands-overlap',
    'error',
  ],
  [
    'a spinal dose above its age',
    { ...spinal, ageBands: [{ from: 1, to: 2, amount: 12 }] },
    '/ageBands/0/amount',
    'dose-above-range',
    'warning',
  ],
  ['a target AUC of another medicine', { ...vincristine, basis: 'auc' }, '/basis', 'auc-only-carboplatin', 'error'],
  [
    'a gate without a limit',
    { ...vincristine, gates: [{ test: 'neutrophils' }] },
    '/gates/0/min',
    'gate-needs-a-limit',
    'error',
  ],
  [
    'a gate nobody passes',
    { ...vincristine, gates: [{ test: 'neutrophils', min: 2, max: 1 }] },
    '/gates/0/max',
    'gate-range-empty',
    'error',
  ],
  [
    'high methotrexate without rescue',
    { ...vincristine, medication: 'metotrexato', amount: 5000, cap: 20000 },
    '/medication',
    'rescue-missing',
    'warning',
  ],
  [
    'ifosfamide without mesna',
    without({ ...vincristine, medication: 'ifosfamida', amount: 1800 }, 'cap'),
    '/medication',
    'mesna-missing',
    'warning',
  ],
]

test('a sound line has nothing to be said of it', () => {
  expect(checkProtocol(oneLine(vincristine), catalogue)).toEqual([])
  expect(checkProtocol(oneLine(spinal), catalogue)).toEqual([])
})

test.each(cases)('%s is named at its field', (_name, line, pointer, code, severity) => {
  expect(checkProtocol(oneLine(line), catalogue)).toContainEqual(
    expect.objectContaining({ pointer: at + pointer, code, severity }),
  )
})

test('vincristine into the spine is refused even where the catalogue does not know it', () => {
  expect(checkProtocol(oneLine({ ...vincristine, route: 'IT' }), [])).toContainEqual({
    ...{ pointer: `${at}/route`, code: 'intrathecal-forbidden', severity: 'error' },
  })
})

test('days beyond the cycle and days written twice are named', () => {
  const draft = oneLine(vincristine)
  const [phase] = draft.phases
  phase?.days.push({ day: 29, medications: [vincristine] }, { day: 1, medications: [vincristine] })
  expect(checkProtocol(draft, catalogue)).toEqual([
    { pointer: '#/phases/0/days/1/day', code: 'day-beyond-cycle', severity: 'error', limit: { value: 28, unit: 'd' } },
    { pointer: '#/phases/0/days/2/day', code: 'duplicate-day', severity: 'error' },
  ])
})

test('an empty draft says what it lacks, and no more', () => {
  expect(checkProtocol({ phases: [], sources: [] }, catalogue)).toEqual([
    { pointer: '#/phases', code: 'required', severity: 'error' },
    { pointer: '#/sources', code: 'sources-missing', severity: 'warning' },
  ])
  const codes = checkProtocol({ phases: [{ days: [{ medications: [{}] }] }], sources: [{}] }, catalogue)
  expect(new Set(codes.map(({ code }) => code))).toEqual(new Set(['required', 'unit-missing']))
})
