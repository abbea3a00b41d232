import { unusualFraction } from 'shared/procedures'
import { describe, expect, test } from 'vitest'
import { aPatient, openHouse } from './support/house.js'

const house = await openHouse()
const ABSENT = '01890a5d-ac96-774b-bcce-b302099a8057'

const radiotherapy = {
  kind: 'radiotherapy',
  performedOn: '2024-06-03',
  endedOn: '2024-07-12',
  details: { site: 'Neuroeje', technique: 'imrt-vmat', doseGy: 23.4, fractions: 13 },
}
const surgery = {
  kind: 'surgery',
  performedOn: '2024-06-03',
  details: { procedure: 'Nefrectomía radical izquierda', resection: 'r0' },
}
const transplant = {
  kind: 'transplant',
  performedOn: '2024-06-03',
  details: { type: 'allogeneic', donor: 'haploidentical', source: 'peripheral-blood' },
}
const transfusion = {
  kind: 'transfusion',
  performedOn: '2024-06-03',
  details: { product: 'platelets-apheresis', units: 1, volumeMl: 210, irradiated: true },
}
const catheter = { kind: 'catheter', performedOn: '2024-06-03', details: { type: 'port', site: 'Subclavia derecha' } }

async function openRecord(facts: Record<string, unknown> = {}) {
  const hospital = await house.openHospital()
  const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const made = await nurse.post('/api/patients', aPatient(hospital.id, { birthDate: '2015-01-02', ...facts }))
  expect(made.status, made.text).toBe(201)
  const record = `/api/patients/${made.body.id}`
  const url = `${record}/procedures`
  const perform = (body: Record<string, unknown>, headers?: Record<string, string>) => nurse.post(url, body, headers)
  const items = async () => (await nurse.get(url)).body.items
  return { hospital, nurse, record, url, perform, items, patientId: made.body.id as string }
}

test.each([
  ['radiotherapy', radiotherapy],
  ['surgery', surgery],
  ['a transplant', transplant],
  ['an autologous transplant', { ...transplant, details: { type: 'autologous', source: 'bone-marrow' } }],
  ['a transfusion', transfusion],
  ['a catheter', catheter],
])('%s is read as it was recorded, on the timeline too, and left an audit event', async (_case, body) => {
  const { nurse, perform, items, patientId, record } = await openRecord()
  const created = await perform({ ...body, note: 'Sin incidentes' })
  expect(created).toMatchObject({ status: 201, headers: { etag: '"1"' } })
  expect(created.body).toEqual({
    endedOn: null,
    ...body,
    note: 'Sin incidentes',
    id: expect.any(String),
    version: 1,
    patientId,
    status: 'final',
    confirmedWarnings: [],
    recordedAt: expect.any(String),
    recordedBy: nurse.userId,
    enteredInError: null,
  })
  expect(await items()).toEqual([created.body])
  expect(await house.auditTrail()).toContainEqual(['create', 'Procedure', created.body.id])
  expect((await nurse.get(`${record}/timeline`)).body.items).toContainEqual(
    expect.objectContaining({
      kind: 'procedure',
      on: '2024-06-03',
      details: expect.objectContaining({ procedure: body.kind, facts: body.details }),
    }),
  )
})

describe('what cannot be is refused by name', () => {
  const { details: rays } = radiotherapy
  test.each<[string, Record<string, unknown>, string, string]>([
    ['a kind that does not exist', { ...surgery, kind: 'acupuncture' }, '#/kind', 'wrong-type'],
    ['before birth', { ...surgery, performedOn: '2015-01-01' }, '#/performedOn', 'before-birth'],
    ['in the future', { ...surgery, performedOn: '2190-01-01' }, '#/performedOn', 'future-date'],
    ['an end in the future', { ...radiotherapy, endedOn: '2190-01-01' }, '#/endedOn', 'future-date'],
    ['an end before the start', { ...radiotherapy, endedOn: '2024-06-02' }, '#/endedOn', 'end-before-start'],
    ['an end of what does not last', { ...surgery, endedOn: '2024-06-03' }, '#/endedOn', 'unknown-field'],
    ['no dose', { ...radiotherapy, details: { ...rays, doseGy: undefined } }, '#/details/doseGy', 'required'],
    ['centigrays', { ...radiotherapy, details: { ...rays, doseGy: 2340 } }, '#/details/doseGy', 'too-large'],
    [
      'half a fraction',
      { ...radiotherapy, details: { ...rays, fractions: 12.5 } },
      '#/details/fractions',
      'wrong-type',
    ],
    ['no site', { ...radiotherapy, details: { ...rays, site: ' ' } }, '#/details/site', 'required'],
    [
      'a donor of an autologous graft',
      { ...transplant, details: { ...transplant.details, type: 'autologous' } },
      '#/details/donor',
      'unknown-field',
    ],
    [
      'an allogeneic graft of nobody',
      { ...transplant, details: { type: 'allogeneic', source: 'cord-blood' } },
      '#/details/donor',
      'not-in-list',
    ],
    ['no units', { ...transfusion, details: { product: 'plasma', units: 0 } }, '#/details/units', 'too-small'],
    [
      'why it was taken out, not when',
      { ...catheter, details: { type: 'port', removalReason: 'infection' } },
      '#/endedOn',
      'required',
    ],
    [
      "another kind's field",
      { ...catheter, details: { type: 'port', doseGy: 20 } },
      '#/details/doseGy',
      'unknown-field',
    ],
  ])('%s', async (_case, body, pointer, code) => {
    const { perform, items } = await openRecord()
    expect(await perform(body)).toMatchObject({
      status: 400,
      body: { type: '/problems/invalid-request', errors: [{ pointer, code }] },
    })
    expect(await items()).toEqual([])
  })
})

test('an unusual dose in one fraction asks for a reason and keeps it', async () => {
  const { perform } = await openRecord()
  const slipped = { ...radiotherapy, details: { ...radiotherapy.details, fractions: 2 } }
  expect((await perform(slipped)).body).toMatchObject({
    type: '/problems/needs-confirmation',
    warnings: [{ pointer: '#/details/doseGy', code: 'fraction-dose-unusual', gyPerFraction: 11.7 }],
  })
  const confirmedWarnings = [{ code: 'fraction-dose-unusual', reason: 'Esquema de investigación' }]
  expect((await perform({ ...slipped, confirmedWarnings })).body.confirmedWarnings).toEqual(confirmedWarnings)
})

test.each<['conformal-3d' | 'stereotactic', number, number, number | null]>([
  ['conformal-3d', 8, 1, null],
  ['conformal-3d', 8.1, 1, 8.1],
  ['conformal-3d', 20, 20, null],
  ['conformal-3d', 20, 21, 0.95],
  ['stereotactic', 24, 1, null],
])('%s, %d Gy in %d', (technique, doseGy, fractions, each) => {
  expect(unusualFraction({ site: 'x', technique, doseGy, fractions })).toBe(each)
})

test('an operation before the diagnosis asks for a reason and names the day', async () => {
  const { perform, nurse, record } = await openRecord()
  await nurse.post(`${record}/conditions`, {
    icd10: 'C64',
    topography: 'C64.9',
    morphology: '8960/3',
    laterality: 'left',
    basisOfDiagnosis: 'histology-primary',
    recordedDate: '2024-06-10',
  })
  expect((await perform(surgery)).body.warnings).toEqual([
    { pointer: '#/performedOn', code: 'before-diagnosis', diagnosedOn: '2024-06-10' },
  ])
  const confirmedWarnings = [{ code: 'before-diagnosis', reason: 'La pieza dio el diagnóstico' }]
  expect((await perform({ ...surgery, confirmedWarnings })).status).toBe(201)
})

describe('what is known only later', () => {
  test('is added to the version that was read, and what stood before is kept', async () => {
    const { perform, nurse, url, items } = await openRecord()
    const { body } = await perform(catheter)
    const removal = { endedOn: '2024-08-01', details: { removalReason: 'infection' }, note: 'Hemocultivo positivo' }
    const edited = await nurse.patch(`${url}/${body.id}`, removal, 1)
    expect(edited).toMatchObject({ status: 200, headers: { etag: '"2"' } })
    expect(edited.body).toEqual({
      ...body,
      version: 2,
      ...removal,
      details: { ...catheter.details, removalReason: 'infection' },
    })
    expect(await items()).toEqual([edited.body])
    const kept = await house.sql`
      select version, replaced_by, before->>'endedOn' as ended from procedure_versions where procedure_id = ${body.id}`
    expect([...kept]).toEqual([{ version: 1, replaced_by: nurse.userId, ended: null }])
    expect(await house.auditTrail()).toContainEqual(['update', 'Procedure', body.id])

    const back = await nurse.patch(`${url}/${body.id}`, { endedOn: null, details: { removalReason: null } }, 2)
    expect(back.body).toMatchObject({ version: 3, endedOn: null, note: 'Hemocultivo positivo' })
  })

  test('against a stale version is 412 with what stands, when and by whom', async () => {
    const { perform, nurse, url } = await openRecord()
    const { body } = await perform(catheter)
    await nurse.patch(`${url}/${body.id}`, { endedOn: '2024-08-01' }, 1)
    expect(await nurse.patch(`${url}/${body.id}`, { note: 'tarde' }, 1)).toMatchObject({
      status: 412,
      body: {
        type: '/problems/stale-version',
        current: { version: 2, endedOn: '2024-08-01', note: null },
        changedAt: expect.any(String),
        changedBy: nurse.userId,
      },
    })
    expect((await nurse.ask('PATCH', `${url}/${body.id}`, { note: 'x' })).status).toBe(428)
  })

  test.each<[string, Record<string, unknown>, Record<string, unknown>, string, string]>([
    ['an end before the start', catheter, { endedOn: '2024-06-02' }, '#/endedOn', 'end-before-start'],
    ['an end in the future', catheter, { endedOn: '2190-01-01' }, '#/endedOn', 'future-date'],
    ['an end of what does not last', surgery, { endedOn: '2024-06-04' }, '#/endedOn', 'unknown-field'],
    ['a dose that no course has', radiotherapy, { details: { doseGy: 900 } }, '#/details/doseGy', 'too-large'],
    ['another day', surgery, { performedOn: '2024-06-04' }, '#/performedOn', 'unknown-field'],
  ])('%s is refused by name', async (_case, body, edit, pointer, code) => {
    const { perform, nurse, url } = await openRecord()
    const { id } = (await perform(body)).body
    expect((await nurse.patch(`${url}/${id}`, edit, 1)).body.errors).toEqual([{ pointer, code }])
  })

  test('an unusual delivered dose asks for its reason again', async () => {
    const { perform, nurse, url } = await openRecord()
    const { id } = (await perform(radiotherapy)).body
    const edit = { details: { fractions: 2 } }
    expect((await nurse.patch(`${url}/${id}`, edit, 1)).status).toBe(409)
    const confirmedWarnings = [{ code: 'fraction-dose-unusual', reason: 'Se suspendió' }]
    expect((await nurse.patch(`${url}/${id}`, { ...edit, confirmedWarnings }, 1)).body).toMatchObject({
      version: 2,
      confirmedWarnings,
    })
    expect(await house.auditTrail()).toContainEqual(['override', 'Procedure', id])
  })
})

test('the same key and body is kept once, also when both race', async () => {
  const { perform, items } = await openRecord()
  const key = { 'idempotency-key': 'una-sola-vez' }
  const [first, second] = await Promise.all([perform(surgery, key), perform(surgery, key)])
  expect(first.status).toBe(201)
  expect(second.body).toEqual(first.body)
  expect(await items()).toHaveLength(1)
  expect((await perform(catheter, key)).status).toBe(422)
})

test('a mistake stays, marked with who and why, only once, and is edited no more', async () => {
  const { perform, nurse, url, items } = await openRecord()
  const { body } = await perform(catheter)
  const marked = await nurse.post(`${url}/${body.id}/entered-in-error`, { reason: 'Era de otro niño' })
  expect(marked).toMatchObject({
    status: 201,
    body: { version: 2, status: 'entered-in-error', enteredInError: { reason: 'Era de otro niño', by: nurse.userId } },
  })
  expect(await items()).toEqual([marked.body])
  for (const again of [
    await nurse.post(`${url}/${body.id}/entered-in-error`, { reason: 'Otra vez' }),
    await nurse.patch(`${url}/${body.id}`, { endedOn: '2024-08-01' }, 2),
  ])
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/already-entered-in-error' } })
})

test('nothing is added once off the roll', async () => {
  const { perform, nurse, record, url } = await openRecord()
  const { id } = (await perform(catheter)).body
  await nurse.post(`${record}/withdrawal`, { kind: 'withdrawn', reason: 'Cambio de institución' })
  for (const refused of [await perform(surgery), await nurse.patch(`${url}/${id}`, { endedOn: '2024-08-01' }, 1)])
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/not-active' } })
})

test('what is of another hospital, of another person or of nobody is the same 404', async () => {
  const { perform, url, items, nurse, hospital } = await openRecord()
  const { body } = await perform(catheter)
  const stranger = await openRecord()
  expect((await stranger.nurse.get(url)).status).toBe(404)
  expect((await stranger.nurse.post(url, surgery)).status).toBe(404)
  for (const id of [body.id, ABSENT, 'x'])
    for (const place of [url, stranger.url]) {
      expect((await stranger.nurse.post(`${place}/${id}/entered-in-error`, { reason: 'x' })).status).toBe(404)
      expect((await stranger.nurse.patch(`${place}/${id}`, { note: 'x' }, 1)).status).toBe(404)
    }
  const other = (await nurse.post('/api/patients', aPatient(hospital.id))).body.id
  const astray = `/api/patients/${other}/procedures/${body.id}`
  expect((await nurse.post(`${astray}/entered-in-error`, { reason: 'x' })).status).toBe(404)
  expect((await nurse.patch(astray, { note: 'x' }, 1)).status).toBe(404)
  expect((await items())[0]).toMatchObject({ status: 'final', version: 1 })
})
