import { describe, expect, test } from 'vitest'
import { aPatient, openHouse } from './support/house.js'

const house = await openHouse()

/** Medulloblastoma of the cerebellum, complete and consistent for the girl below. */
const medulloblastoma = {
  icd10: 'C71.6',
  topography: 'C71.6',
  morphology: '9470/3',
  basisOfDiagnosis: 'histology-primary',
  onsetDate: '2024-01-10',
  suspectedOn: '2024-02-01',
  referredOn: '2024-02-02',
  recordedDate: '2024-02-20',
  laterality: 'not-applicable',
  riskGroup: 'standard',
}
/** A tumour of the testis in a girl: one of the two is wrong, or a person must say why not. */
const testis = { topography: 'C62.9', morphology: '9070/3', icd10: 'C62.9', laterality: 'right' }

async function openRecord(facts: Record<string, unknown> = {}) {
  const hospital = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const { body } = await clerk.post(
    '/api/patients',
    aPatient(hospital.id, { birthDate: '2017-05-04', sex: 'female', ...facts }),
  )
  const url = `/api/patients/${body.id}/conditions`
  const record = (change: Record<string, unknown> = {}, headers?: Record<string, string>) =>
    clerk.post(url, { ...medulloblastoma, ...change }, headers)
  const ledger = () => house.sql`
    select kind, sign, iccc3_group, diagnosed_on::text from registry_entries where patient_id = ${body.id} order by id`
  return { hospital, clerk, patientId: body.id as string, url, record, ledger }
}

test('what was recorded is what is read, classified, checked and named, and it left an audit event', async () => {
  const { clerk, record, url, patientId } = await openRecord()
  const created = await record()
  expect(created).toMatchObject({
    status: 201,
    body: {
      ...medulloblastoma,
      patientId,
      version: 1,
      status: 'active',
      stage: null,
      iccc3: { version: 'IARC-2017', group: 'III', subgroup: 'IIIc', division: 'IIIc.1' },
      labels: { icd10: { es: expect.stringMatching(/cerebelo/i) }, morphology: { en: expect.any(String) } },
      overrides: [],
      recordedBy: clerk.userId,
      enteredInError: null,
    },
  })
  expect(created.body.iccc3.label.es).not.toBe('IIIc.1')
  expect(created.body.checks.length).toBeGreaterThan(10)
  expect(created.body.checks.every(({ verdict }: { verdict: string }) => verdict === 'ok')).toBe(true)
  expect((await clerk.get(url)).body).toEqual({ items: [created.body], nextCursor: null })
  expect(await house.auditTrail()).toContainEqual(['create', 'Condition', created.body.id])
})

test('codes may come as people write them', async () => {
  const { record } = await openRecord()
  const { body } = await record({ icd10: 'c716', topography: 'C716', morphology: 'M94703' })
  expect(body).toMatchObject({ icd10: 'C71.6', topography: 'C71.6', morphology: '9470/3' })
})

test('a diagnosis known by one code only is recorded, unclassified, with what is missing', async () => {
  const { clerk, url } = await openRecord()
  const { status, body } = await clerk.post(url, {
    icd10: 'C91.0',
    basisOfDiagnosis: 'histology-primary',
    recordedDate: '2024-02-20',
  })
  expect({ status, iccc3: body.iccc3 }).toEqual({ status: 201, iccc3: null })
  expect(body.checks).toContainEqual({ rule: 'diagnosis-present', verdict: 'missing', fields: ['morphology'] })
})

test('a stage is kept with its system and named', async () => {
  const { record } = await openRecord()
  const { status, body } = await record({
    icd10: 'C74.9',
    topography: 'C74.9',
    morphology: '9500/3',
    laterality: 'left',
    stage: { system: 'INRGSS', tier: 2, value: 'L2' },
  })
  expect(status).toBe(201)
  expect(body.stage).toEqual({ system: 'inrgss', tier: 2, value: 'L2' })
  expect(body.labels.stage).toMatchObject({ system: { es: 'INRGSS' }, value: { es: expect.stringMatching(/^L2/) } })
})

describe('what cannot be is refused by name', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['a diagnosis before birth', { recordedDate: '2017-05-03', onsetDate: null }, '#/recordedDate', 'before-birth'],
    ['symptoms before birth', { onsetDate: '2017-01-01' }, '#/onsetDate', 'before-birth'],
    ['a diagnosis in the future', { recordedDate: '2190-01-01' }, '#/recordedDate', 'future-date'],
    ['a day that does not exist', { recordedDate: '2024-02-30' }, '#/recordedDate', 'date-invalid'],
    ['no day', { recordedDate: undefined }, '#/recordedDate', 'required'],
    ['an ICD-10 code of another form', { icd10: 'J45' }, '#/icd10', 'icd10-form'],
    ['an ICD-10 code that no list has', { icd10: 'C36.0' }, '#/icd10', 'icd10-unknown'],
    ['a site that no list has', { topography: 'C36.0' }, '#/topography', 'topography-unknown'],
    ['a morphology that no list has', { morphology: '8999/3' }, '#/morphology', 'morphology-unknown'],
    ['no code at all', { icd10: null, topography: null, morphology: null }, '#/icd10', 'diagnosis-required'],
    ['a stage of no system', { stage: { system: 'tnm', value: 'XVII' } }, '#/stage', 'stage-unknown'],
    ['a basis that does not exist', { basisOfDiagnosis: 'guess' }, '#/basisOfDiagnosis', 'not-in-list'],
    ['a field that does not exist', { colour: 'red' }, '#/colour', 'unknown-field'],
    [
      'a reason for a check that raised nothing',
      { overrides: [{ rule: 'sex-site', reason: 'por si acaso' }] },
      '#/overrides/0/rule',
      'override-not-needed',
    ],
    [
      'two reasons for one check',
      { overrides: ['a', 'b'].map((reason) => ({ rule: 'sex-site', reason })) },
      '#/overrides',
      'override-twice',
    ],
  ])('%s', async (_case, change, pointer, code) => {
    const { record, clerk, url } = await openRecord()
    expect(await record(change)).toMatchObject({
      status: 400,
      body: { type: '/problems/invalid-request', errors: [{ pointer, code }] },
    })
    expect((await clerk.get(url)).body.items).toEqual([])
  })
})

describe('a check that says invalid', () => {
  test('stops, says which rule, and passes with a reason that is kept with its author', async () => {
    const { record, clerk, url } = await openRecord()
    const stopped = await record(testis)
    expect(stopped).toMatchObject({ status: 409, body: { type: '/problems/needs-override', rules: ['sex-site'] } })
    expect(stopped.body.checks).toContainEqual({
      rule: 'sex-site',
      verdict: 'invalid',
      fields: ['sex', 'topography', 'icd10'],
    })
    expect((await clerk.get(url)).body.items).toEqual([])

    const reason = 'Sexo registral femenino; la pieza quirúrgica es testículo'
    const passed = await record({ ...testis, overrides: [{ rule: 'sex-site', reason }] })
    expect(passed).toMatchObject({
      status: 201,
      body: { overrides: [{ rule: 'sex-site', verdict: 'invalid', reason, by: clerk.userId, at: expect.any(String) }] },
    })
    expect((await clerk.get(url)).body.items[0].overrides).toEqual(passed.body.overrides)
    const trail = await house.auditTrail()
    expect(trail).toContainEqual(['override', 'Condition', passed.body.id])
    const [event] = await house.sql`
      select details from audit_events where action = 'override' and resource_id = ${passed.body.id}`
    expect(event?.['details']).toEqual({ rules: ['sex-site'] })
  })

  test('a symptom after the diagnosis needs its reason too', async () => {
    const { record } = await openRecord()
    expect(await record({ onsetDate: '2024-03-01', suspectedOn: null, referredOn: null })).toMatchObject({
      status: 409,
      body: { rules: ['date-order'] },
    })
  })

  test('what is only unusual is recorded without a reason, and its check is kept', async () => {
    const { record } = await openRecord({ birthDate: '2009-01-02' })
    const { status, body } = await record({
      icd10: 'C69.2',
      topography: 'C69.2',
      morphology: '9510/3',
      laterality: 'left',
    })
    expect(status).toBe(201)
    expect(body.checks).toContainEqual(expect.objectContaining({ rule: 'age-incidence', verdict: 'rare' }))
  })
})

test('a look before recording answers the same and keeps nothing', async () => {
  const { clerk, url, record } = await openRecord()
  const look = await clerk.post(`${url}/check`, { ...medulloblastoma, ...testis, recordedDate: '2190-01-01' })
  expect(look).toMatchObject({
    status: 200,
    body: {
      iccc3: { group: 'X' },
      errors: [{ pointer: '#/recordedDate', code: 'future-date' }],
      needsOverride: ['sex-site'],
    },
  })
  expect((await clerk.get(url)).body.items).toEqual([])
  const fine = (await clerk.post(`${url}/check`, medulloblastoma)).body
  const { body } = await record()
  expect(fine).toEqual({ iccc3: body.iccc3, labels: body.labels, checks: body.checks, errors: [], needsOverride: [] })
})

test('the same key and body records once, another body under the key is refused', async () => {
  const { record, clerk, url } = await openRecord()
  const key = { 'idempotency-key': 'una-sola-vez' }
  const [first, second] = await Promise.all([record({}, key), record({}, key)])
  expect(first.status).toBe(201)
  expect(second.body).toEqual(first.body)
  expect((await clerk.get(url)).body.items).toHaveLength(1)
  expect((await record({ riskGroup: 'high' }, key)).status).toBe(422)
})

describe('the count', () => {
  const total = (rows: readonly { sign?: number }[]) => rows.reduce((sum, { sign = 0 }) => sum + sign, 0)

  test('follows the first diagnosis by a pair that moves no total', async () => {
    const { record, ledger } = await openRecord()
    await record()
    expect(await ledger()).toEqual([
      { kind: 'registered', sign: 1, iccc3_group: null, diagnosed_on: null },
      { kind: 'reclassified', sign: -1, iccc3_group: null, diagnosed_on: null },
      { kind: 'reclassified', sign: 1, iccc3_group: 'III', diagnosed_on: '2024-02-20' },
    ])
    // a second, later one changes nothing; an earlier one is the first from now on
    await record({ recordedDate: '2025-01-15' })
    expect(await ledger()).toHaveLength(3)
    await record({
      icd10: 'C69.2',
      topography: 'C69.2',
      morphology: '9510/3',
      laterality: 'left',
      recordedDate: '2019-03-01',
      onsetDate: null,
      suspectedOn: null,
      referredOn: null,
    })
    const rows = await ledger()
    expect(rows.slice(3)).toEqual([
      { kind: 'reclassified', sign: -1, iccc3_group: 'III', diagnosed_on: '2024-02-20' },
      { kind: 'reclassified', sign: 1, iccc3_group: 'V', diagnosed_on: '2019-03-01' },
    ])
    expect(total(rows)).toBe(1)
  })

  test('keeps its pairs when several diagnoses arrive at once', async () => {
    const { record, ledger } = await openRecord()
    const days = ['2024-02-20', '2023-02-20', '2022-02-20', '2021-02-20']
    const recorded = await Promise.all(
      days.map((recordedDate) => record({ recordedDate, onsetDate: null, suspectedOn: null, referredOn: null })),
    )
    expect(recorded.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    const rows = await ledger()
    expect(total(rows)).toBe(1)
    const standing = new Map<string, number>()
    for (const { sign, iccc3_group, diagnosed_on } of rows)
      standing.set(`${iccc3_group} ${diagnosed_on}`, (standing.get(`${iccc3_group} ${diagnosed_on}`) ?? 0) + sign)
    expect([...standing].filter(([, n]) => n !== 0)).toEqual([['III 2021-02-20', 1]])
  })

  test('goes back when the diagnosis was a mistake', async () => {
    const { record, ledger, clerk, url } = await openRecord()
    const { body } = await record()
    const marked = await clerk.post(`${url}/${body.id}/entered-in-error`, { reason: 'Era de otra persona' })
    expect(marked).toMatchObject({
      status: 201,
      body: {
        id: body.id,
        version: 2,
        status: 'entered-in-error',
        enteredInError: { reason: 'Era de otra persona', by: clerk.userId, at: expect.any(String) },
      },
    })
    expect((await clerk.get(url)).body.items).toEqual([marked.body])
    const rows = await ledger()
    expect(rows.slice(3)).toEqual([
      { kind: 'reclassified', sign: -1, iccc3_group: 'III', diagnosed_on: '2024-02-20' },
      { kind: 'reclassified', sign: 1, iccc3_group: null, diagnosed_on: null },
    ])
    expect(total(rows)).toBe(1)
    expect(await clerk.post(`${url}/${body.id}/entered-in-error`, { reason: 'Otra vez' })).toMatchObject({
      status: 409,
      body: { type: '/problems/already-entered-in-error' },
    })
    expect(await house.auditTrail()).toContainEqual(['update', 'Condition', body.id])
  })
})

test('nobody is diagnosed once off the roll', async () => {
  const { clerk, record, patientId } = await openRecord()
  await clerk.post(`/api/patients/${patientId}/withdrawal`, { kind: 'withdrawn', reason: 'Cambio de institución' })
  expect(await record()).toMatchObject({ status: 409, body: { type: '/problems/not-active' } })
})

describe('a record that is not yours does not exist', () => {
  test('every route answers the same 404 to another hospital as for nobody', async () => {
    const { record, url } = await openRecord()
    const { body } = await record()
    const stranger = await openRecord()
    const nobody = url.replace(/[0-9a-f-]{36}/, '01890a5d-ac96-774b-bcce-b302099a8057')
    for (const place of [url, nobody]) {
      const answers = [
        await stranger.clerk.get(place),
        await stranger.clerk.post(place, medulloblastoma),
        await stranger.clerk.post(`${place}/check`, medulloblastoma),
        await stranger.clerk.post(`${place}/${body.id}/entered-in-error`, { reason: 'x' }),
      ]
      for (const { status, body: problem } of answers)
        expect({ status, ...problem, instance: '' }).toEqual({
          status: 404,
          type: '/problems/not-found',
          title: 'Not found',
          instance: '',
        })
    }
  })

  test('neither does a condition of another person of the same hospital, nor one that never was', async () => {
    const { hospital, clerk, record, url } = await openRecord()
    const { body } = await record()
    const { body: other } = await clerk.post('/api/patients', aPatient(hospital.id))
    for (const id of [body.id, '01890a5d-ac96-774b-bcce-b302099a8057', 'x']) {
      const place = `/api/patients/${other.id}/conditions/${id}/entered-in-error`
      expect((await clerk.post(place, { reason: 'x' })).status).toBe(404)
    }
    expect((await clerk.get(url)).body.items[0].status).toBe('active')
  })
})
