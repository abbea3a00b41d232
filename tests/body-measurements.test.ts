import { heightJump, performanceScaleAt, unusualBmi, weightJump } from 'shared/body-measurements'
import { describe, expect, test } from 'vitest'
import { aPatient, openHouse } from './support/house.js'

const house = await openHouse()
const ABSENT = '01890a5d-ac96-774b-bcce-b302099a8057'
const leukaemia = {
  icd10: 'C91.0',
  topography: 'C42.1',
  morphology: '9836/3',
  basisOfDiagnosis: 'histology-primary',
  recordedDate: '2024-05-02',
}

async function openRecord(facts: Record<string, unknown> = {}) {
  const hospital = await house.openHospital()
  const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const made = await nurse.post('/api/patients', aPatient(hospital.id, { birthDate: '2015-01-02', ...facts }))
  expect(made.status, made.text).toBe(201)
  const record = `/api/patients/${made.body.id}`
  const url = `${record}/body-measurements`
  const measure = (body: Record<string, unknown>, headers?: Record<string, string>) => nurse.post(url, body, headers)
  const items = async () => (await nurse.get(url)).body.items
  return { hospital, nurse, record, url, measure, items, patientId: made.body.id as string }
}

const whole = { effectiveOn: '2024-06-01', weightKg: 30.25, heightCm: 131.5, performanceScore: 90 }

test('what was measured is what is read, the latest first, with the scale of the age and an audit event', async () => {
  const { nurse, measure, items, patientId, record } = await openRecord()
  const { status, body } = await measure(whole)
  expect({ status, body }).toEqual({
    status: 201,
    body: {
      ...whole,
      id: expect.any(String),
      patientId,
      performanceScale: 'lansky',
      status: 'final',
      confirmedWarnings: [],
      recordedAt: expect.any(String),
      recordedBy: nurse.userId,
      enteredInError: null,
    },
  })
  const later = (await measure({ effectiveOn: '2024-06-08', weightKg: 30.9 })).body
  expect(later).toMatchObject({ heightCm: null, performanceScale: null, performanceScore: null })
  expect(await items()).toEqual([later, body])
  expect(await house.auditTrail()).toContainEqual(['create', 'BodyMeasurement', body.id])
  const timeline = (await nurse.get(`${record}/timeline`)).body.items
  expect(timeline.filter(({ kind }: { kind: string }) => kind === 'body-measurement')).toMatchObject([
    { on: '2024-06-08', details: { weightKg: 30.9 } },
    { on: '2024-06-01', details: { heightCm: 131.5, performanceScore: 90 } },
  ])
})

describe('what cannot be is refused by name', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['before birth', { effectiveOn: '2015-01-01' }, '#/effectiveOn', 'before-birth'],
    ['in the future', { effectiveOn: '2190-01-01' }, '#/effectiveOn', 'future-date'],
    ['no day', { effectiveOn: undefined }, '#/effectiveOn', 'required'],
    ['no measure', { weightKg: null, heightCm: null, performanceScore: null }, '#/weightKg', 'measurement-required'],
    ['grams for kilograms', { weightKg: 30250 }, '#/weightKg', 'too-large'],
    ['no weight of a person', { weightKg: 0.2 }, '#/weightKg', 'too-small'],
    ['metres for centimetres', { heightCm: 1.31 }, '#/heightCm', 'too-small'],
    ['a height finer than a stadiometer', { heightCm: 131.55 }, '#/heightCm', 'too-many-decimals'],
    ['a weight in words', { weightKg: '30 kg' }, '#/weightKg', 'wrong-type'],
    ['a score between two tens', { performanceScore: 85 }, '#/performanceScore', 'performance-score-tens'],
    [
      'the scale of adults for a child',
      { performanceScale: 'karnofsky' },
      '#/performanceScale',
      'performance-scale-for-age',
    ],
    [
      'a scale without a score',
      { performanceScale: 'lansky', performanceScore: null },
      '#/performanceScore',
      'required',
    ],
    ['a field that does not exist', { bmi: 17 }, '#/bmi', 'unknown-field'],
    [
      'a reason that nothing asked for',
      { confirmedWarnings: [{ code: 'weight-jumped', reason: 'por si acaso' }] },
      '#/confirmedWarnings/0/code',
      'override-not-needed',
    ],
  ])('%s', async (_case, change, pointer, code) => {
    const { measure, items } = await openRecord()
    expect(await measure({ ...whole, ...change })).toMatchObject({
      status: 400,
      body: { type: '/problems/invalid-request', errors: [{ pointer, code }] },
    })
    expect(await items()).toEqual([])
  })

  test('on the 16th birthday the scale is the other one', async () => {
    const { measure } = await openRecord({ birthDate: '2008-06-01' })
    expect((await measure({ ...whole, performanceScale: 'lansky' })).body.errors).toEqual([
      { pointer: '#/performanceScale', code: 'performance-scale-for-age' },
    ])
    expect((await measure(whole)).body.performanceScale).toBe('karnofsky')
    expect((await measure({ ...whole, effectiveOn: '2024-05-31' })).body.performanceScale).toBe('lansky')
  })
})

describe('a weight that jumped', () => {
  const jumped = { effectiveOn: '2024-06-15', weightKg: 35 }

  test('stops with what it jumped from, and is kept with its reason and author', async () => {
    const { measure, items } = await openRecord()
    await measure(whole)
    const stopped = await measure(jumped)
    expect(stopped).toMatchObject({ status: 409, body: { type: '/problems/needs-confirmation' } })
    expect(stopped.body.warnings).toEqual([
      { pointer: '#/weightKg', code: 'weight-jumped', percent: 16, otherWeightKg: 30.25, otherOn: '2024-06-01' },
    ])
    expect(await items()).toHaveLength(1)
    const confirmedWarnings = [{ code: 'weight-jumped', reason: 'Sobrecarga hídrica por hidratación' }]
    const kept = await measure({ ...jumped, confirmedWarnings })
    expect(kept).toMatchObject({ status: 201, body: { confirmedWarnings } })
    expect((await items())[0].confirmedWarnings).toEqual(confirmedWarnings)
    const [event] = await house.sql`
      select details from audit_inbox where action = 'override' and resource_id = ${kept.body.id}
      union all select details from audit_events where action = 'override' and resource_id = ${kept.body.id}`
    expect(event?.['details']).toEqual({ rules: ['weight-jumped'] })
  })

  test('is not compared with one that was a mistake, and is with the one that comes after', async () => {
    const { measure, nurse, url } = await openRecord()
    const wrong = (await measure({ ...jumped, weightKg: 53 })).body
    await nurse.post(`${url}/${wrong.id}/entered-in-error`, { reason: 'Cifras volteadas' })
    expect((await measure(jumped)).status).toBe(201)
    expect((await measure({ effectiveOn: '2024-06-01', weightKg: 30 })).body.warnings).toEqual([
      expect.objectContaining({ code: 'weight-jumped', percent: -14, otherOn: '2024-06-15' }),
    ])
  })

  test.each<[string, string, [number, string], [number, string], number | null]>([
    ['exactly a tenth is no jump', '2015-01-02', [33, '2024-07-01'], [30, '2024-06-01'], null],
    ['a little more is', '2015-01-02', [33.1, '2024-07-01'], [30, '2024-06-01'], 10],
    ['a loss is one too', '2015-01-02', [26, '2024-06-10'], [30, '2024-06-01'], -13],
    ['after a month it is growth', '2015-01-02', [33.1, '2024-07-02'], [30, '2024-06-01'], null],
    ['pounds for kilograms within a year', '2015-01-02', [66.1, '2025-06-01'], [30, '2024-06-01'], 120],
    ['a year and a day is another body', '2015-01-02', [66.1, '2025-06-02'], [30, '2024-06-01'], null],
    ['a newborn that thrives', '2024-05-20', [4.8, '2024-06-25'], [3.4, '2024-06-01'], null],
    ['a newborn that doubles', '2024-05-20', [6.9, '2024-06-25'], [3.4, '2024-06-01'], 103],
    ['an infant that triples in a year', '2024-01-01', [10, '2024-12-31'], [3.3, '2024-01-02'], null],
  ])('%s', (_case, birth, [value, on], [other, otherOn], percent) => {
    expect(weightJump(birth, { value, on }, { value: other, on: otherOn })).toBe(percent)
  })
})

test.each<[string, [number, string], [number, string], number | null]>([
  ['two centimetres less may be the hand that measured', [128, '2024-06-20'], [130, '2024-06-01'], null],
  ['three less is no child', [127, '2024-06-20'], [130, '2024-06-01'], -3],
  ['four more in three weeks is none either', [134, '2024-06-20'], [130, '2024-06-01'], 4],
  ['four more in half a year is', [134, '2024-12-20'], [130, '2024-06-01'], null],
  ['taller before than after', [134, '2023-06-20'], [130, '2024-06-01'], 4],
])('height: %s', (_case, [value, on], [other, otherOn], change) => {
  expect(heightJump('2015-01-02', { value, on }, { value: other, on: otherOn })).toBe(change)
})

test('weight and height that hardly fit one body ask for a reason', async () => {
  expect([unusualBmi(3.3, 50), unusualBmi(130, 190), unusualBmi(131, 30)]).toEqual([null, null, 1455.6])
  const { measure } = await openRecord()
  expect((await measure({ ...whole, weightKg: 131.5, heightCm: 30.2 })).body.warnings).toEqual([
    { pointer: '#/weightKg', code: 'weight-height-unusual', bmi: 1441.8 },
  ])
})

test('a measure before the diagnosis asks for a reason and names the day', async () => {
  const { measure, nurse, record } = await openRecord()
  await nurse.post(`${record}/conditions`, leukaemia)
  const early = { effectiveOn: '2024-05-01', weightKg: 30 }
  expect((await measure(early)).body.warnings).toEqual([
    { pointer: '#/effectiveOn', code: 'before-diagnosis', diagnosedOn: '2024-05-02' },
  ])
  const confirmedWarnings = [{ code: 'before-diagnosis', reason: 'Peso de referencia' }]
  expect((await measure({ ...early, confirmedWarnings })).status).toBe(201)
  expect((await measure({ effectiveOn: '2024-05-02', weightKg: 30 })).status).toBe(201)
})

test('the same key and body is kept once, also when both race', async () => {
  const { measure, items } = await openRecord()
  const key = { 'idempotency-key': 'una-sola-vez' }
  const [first, second] = await Promise.all([measure(whole, key), measure(whole, key)])
  expect(first.status).toBe(201)
  expect(second.body).toEqual(first.body)
  expect(await items()).toHaveLength(1)
  expect((await measure({ ...whole, weightKg: 31 }, key)).status).toBe(422)
})

test('a mistake stays, marked with who and why, and only once', async () => {
  const { measure, nurse, url, items, record } = await openRecord()
  const { body } = await measure(whole)
  const marked = await nurse.post(`${url}/${body.id}/entered-in-error`, { reason: 'Era de otra niña' })
  expect(marked).toMatchObject({
    status: 201,
    body: { status: 'entered-in-error', enteredInError: { reason: 'Era de otra niña', by: nurse.userId } },
  })
  expect(await items()).toEqual([marked.body])
  expect((await nurse.post(`${url}/${body.id}/entered-in-error`, { reason: 'Otra vez' })).body.type).toBe(
    '/problems/already-entered-in-error',
  )
  expect(await house.auditTrail()).toContainEqual(['update', 'BodyMeasurement', body.id])
  expect((await nurse.get(`${record}/timeline`)).body.items).toContainEqual(
    expect.objectContaining({
      kind: 'body-measurement',
      details: expect.objectContaining({ mistake: 'Era de otra niña' }),
    }),
  )
})

test('nobody is measured once off the roll', async () => {
  const { measure, nurse, record } = await openRecord()
  await nurse.post(`${record}/withdrawal`, { kind: 'withdrawn', reason: 'Cambio de institución' })
  expect(await measure(whole)).toMatchObject({ status: 409, body: { type: '/problems/not-active' } })
})

test('what is of another hospital, of another person or of nobody is the same 404', async () => {
  const { measure, url, items, nurse, hospital } = await openRecord()
  const { body } = await measure(whole)
  const stranger = await openRecord()
  for (const place of [url, url.replace(/[0-9a-f-]{36}/, ABSENT)]) {
    expect((await stranger.nurse.get(place)).status).toBe(404)
    expect((await stranger.nurse.post(place, whole)).status).toBe(404)
  }
  for (const id of [body.id, ABSENT, 'x'])
    for (const place of [url, stranger.url])
      expect((await stranger.nurse.post(`${place}/${id}/entered-in-error`, { reason: 'x' })).status).toBe(404)
  const other = (await nurse.post('/api/patients', aPatient(hospital.id))).body.id
  const astray = `/api/patients/${other}/body-measurements/${body.id}`
  expect((await nurse.post(`${astray}/entered-in-error`, { reason: 'x' })).status).toBe(404)
  expect((await items())[0].status).toBe('final')
})

test('the scale follows the age', () => {
  expect(performanceScaleAt('2008-02-29', '2024-02-28')).toBe('lansky')
  expect(performanceScaleAt('2008-02-29', '2024-02-29')).toBe('karnofsky')
})
