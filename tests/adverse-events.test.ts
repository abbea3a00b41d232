import { adverseEventTerms, termOf } from 'shared/adverse-event-terms'
import { unusualGrade } from 'shared/adverse-events'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { aPatient, openHouse } from './support/house.js'

const house = await openHouse()
const ABSENT = '01890a5d-ac96-774b-bcce-b302099a8057'

const fever = {
  term: 'febrile-neutropenia',
  grade: 3,
  onsetOn: '2024-06-14',
  resolvedOn: '2024-06-20',
  relation: 'probable',
  actionTaken: 'delayed',
  outcome: 'resolved',
  suspectedMedication: 'Citarabina',
  note: 'Hemocultivo negativo',
}
const ongoing = { ...fever, outcome: 'ongoing', resolvedOn: null }

async function openRecord() {
  const hospital = await house.openHospital()
  const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const made = await nurse.post('/api/patients', aPatient(hospital.id, { birthDate: '2015-01-02' }))
  expect(made.status, made.text).toBe(201)
  const record = `/api/patients/${made.body.id}`
  const url = `${record}/adverse-events`
  const report = (body: Record<string, unknown>, headers?: Record<string, string>) => nurse.post(url, body, headers)
  const items = async () => (await nurse.get(url)).body.items
  return { hospital, nurse, record, url, report, items, patientId: made.body.id as string }
}

test('what was recorded is what is read, the newest first, on the timeline too, and left an audit event', async () => {
  const { nurse, report, items, patientId, record } = await openRecord()
  const created = await report(fever)
  expect(created).toMatchObject({ status: 201, headers: { etag: '"1"' } })
  expect(created.body).toEqual({
    ...fever,
    id: expect.any(String),
    version: 1,
    patientId,
    carePlanId: null,
    phase: null,
    cycle: null,
    cycleDay: null,
    status: 'final',
    confirmedWarnings: [],
    recordedAt: expect.any(String),
    recordedBy: nurse.userId,
    enteredInError: null,
  })
  const later = (await report({ ...ongoing, term: 'nausea', onsetOn: '2024-06-15' })).body
  expect(await items()).toEqual([later, created.body])
  expect(await house.auditTrail()).toContainEqual(['create', 'AdverseEvent', created.body.id])
  expect((await nurse.get(`${record}/timeline`)).body.items).toContainEqual(
    expect.objectContaining({
      kind: 'adverse-event',
      on: '2024-06-14',
      details: expect.objectContaining({ term: 'febrile-neutropenia', grade: 3, outcome: 'resolved' }),
    }),
  )
})

describe('what cannot be is refused by name', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['before birth', { onsetOn: '2015-01-01' }, '#/onsetOn', 'before-birth'],
    ['in the future', { onsetOn: '2190-01-01', outcome: 'ongoing', resolvedOn: null }, '#/onsetOn', 'future-date'],
    ['an end in the future', { resolvedOn: '2190-01-01' }, '#/resolvedOn', 'future-date'],
    ['an end before the beginning', { resolvedOn: '2024-06-13' }, '#/resolvedOn', 'end-before-start'],
    ['ended without a day', { resolvedOn: null }, '#/resolvedOn', 'required'],
    ['a day without an end', { outcome: 'ongoing' }, '#/outcome', 'outcome-not-ended'],
    ['grade 0', { grade: 0 }, '#/grade', 'too-small'],
    ['grade 6', { grade: 6 }, '#/grade', 'too-large'],
    ['grade 5 that was survived', { grade: 5 }, '#/outcome', 'grade-outcome-mismatch'],
    ['death of grade 3', { outcome: 'fatal' }, '#/outcome', 'grade-outcome-mismatch'],
    ['no term', { term: ' ' }, '#/term', 'required'],
    ['a relation that does not exist', { relation: 'perhaps' }, '#/relation', 'not-in-list'],
    ["somebody else's plan", { carePlanId: ABSENT }, '#/carePlanId', 'care-plan-unknown'],
    ['a field that does not exist', { severity: 3 }, '#/severity', 'unknown-field'],
  ])('%s', async (_case, change, pointer, code) => {
    const { report, items } = await openRecord()
    expect(await report({ ...fever, ...change })).toMatchObject({
      status: 400,
      body: { type: '/problems/invalid-request', errors: [{ pointer, code }] },
    })
    expect(await items()).toEqual([])
  })
})

test('own words that name a term of the list become the term, others stay', async () => {
  const { report } = await openRecord()
  const term = async (text: string) => (await report({ ...ongoing, grade: 2, term: text })).body.term
  expect(await term('  vomito ')).toBe('vomiting')
  expect(await term('Hipo persistente')).toBe('Hipo persistente')
  expect(termOf('toString')).toBe('toString')
  const labels = Object.values(adverseEventTerms).flatMap(({ es, en }) => (es === en ? [es] : [es, en]))
  expect(labels.length).toBe(new Set(labels).size)
})

test('a grade that the criteria do not give the term asks for a reason and keeps it', async () => {
  expect([unusualGrade('alopecia', 3), unusualGrade('alopecia', 2), unusualGrade('otra cosa', 4)]).toEqual([
    [1, 2],
    null,
    null,
  ])
  const { report } = await openRecord()
  const alopecia = { ...ongoing, term: 'alopecia', grade: 3 }
  expect(await report(alopecia)).toMatchObject({
    status: 409,
    body: {
      type: '/problems/needs-confirmation',
      warnings: [{ pointer: '#/grade', code: 'grade-unusual', lowestGrade: 1, highestGrade: 2 }],
    },
  })
  const confirmedWarnings = [{ code: 'grade-unusual', reason: 'Afecta mucho a la niña' }]
  expect((await report({ ...alopecia, confirmedWarnings })).body.confirmedWarnings).toEqual(confirmedWarnings)
})

test('one before the diagnosis asks for a reason and names the day', async () => {
  const { report, nurse, record } = await openRecord()
  await nurse.post(`${record}/conditions`, {
    icd10: 'C91.0',
    topography: 'C42.1',
    morphology: '9836/3',
    basisOfDiagnosis: 'histology-primary',
    recordedDate: '2024-06-15',
  })
  expect((await report(fever)).body.warnings).toEqual([
    { pointer: '#/onsetOn', code: 'before-diagnosis', diagnosedOn: '2024-06-15' },
  ])
})

describe('the day of the cycle', () => {
  /** Doses as the ward wrote them: [cycle, day, planned, given or null, status]. */
  async function treated(doses: [number, number, string, string | null, string][]) {
    const place = await openRecord()
    const plan = uuidv7()
    const [protocol, version] = [uuidv7(), uuidv7()]
    await house.sql.begin(async (sql) => {
      await sql`insert into protocols (id, code, name) values (${protocol}, ${`prueba-${protocol}`}, 'Prueba')`
      await sql`insert into protocol_versions (id, protocol_id, number, definition) values (${version}, ${protocol}, 1, '{}')`
      await sql`insert into care_plans (id, patient_id, managing_organization_id, protocol_version_id, intent, starts_on, weight_kg, height_cm, bsa_formula, bsa_m_2)
        values (${plan}, ${place.patientId}, ${place.hospital.id}, ${version}, 'curative', '2024-05-01', 30, 130, 'mosteller', 1.04)`
      for (const [cycle, day, planned, given, status] of doses)
        await sql`insert into medication_administrations (id, patient_id, managing_organization_id, care_plan_id, phase, cycle, day, line, medication, purpose, route, planned_on, planned_dose, unit, status, given_at, dose_given)
          values (${uuidv7()}, ${place.patientId}, ${place.hospital.id}, ${plan}, 1, ${cycle}, ${day}, 0, 'citarabina', 'antineoplastic', 'IV', ${planned}, 100, 'mg', ${status}::administration_status, ${given}, ${given === null ? null : 100})`
    })
    return { ...place, plan }
  }

  test('counts from the dose given last, on the day it was given in Mexico', async () => {
    const { report, plan } = await treated([
      [1, 1, '2024-05-06', '2024-05-06T15:00:00Z', 'completed'],
      // due on 3 June, given on the evening of the 10th: in UTC it was the 11th
      [2, 1, '2024-06-03', '2024-06-11T02:00:00Z', 'completed'],
      [2, 8, '2024-06-10', null, 'planned'],
    ])
    expect((await report(fever)).body).toMatchObject({ carePlanId: plan, phase: 1, cycle: 2, cycleDay: 5 })
    const before = { ...ongoing, onsetOn: '2024-06-09' }
    expect((await report(before)).body).toMatchObject({ carePlanId: plan, cycle: 1, cycleDay: 35 })
    expect((await report({ ...before, carePlanId: plan })).body).toMatchObject({ carePlanId: plan, cycle: 1 })
    expect((await report({ ...before, carePlanId: null })).body).toMatchObject({ carePlanId: null, cycleDay: null })
  })

  test('is unknown where nothing was given, or only long ago', async () => {
    const { report, plan } = await treated([
      [1, 1, '2024-03-01', '2024-03-01T15:00:00Z', 'completed'],
      [2, 1, '2024-06-10', null, 'planned'],
    ])
    expect((await report(fever)).body).toMatchObject({ carePlanId: null, cycle: null, cycleDay: null })
    expect((await report({ ...fever, carePlanId: plan })).body).toMatchObject({ carePlanId: plan, cycleDay: null })
  })
})

describe('how it went on', () => {
  test('is added to the version that was read, and what stood before is kept', async () => {
    const { report, nurse, url, items } = await openRecord()
    const { body } = await report(ongoing)
    const end = { outcome: 'resolved', resolvedOn: '2024-06-20', grade: 4, note: null }
    const edited = await nurse.patch(`${url}/${body.id}`, end, 1)
    expect(edited).toMatchObject({ status: 200, headers: { etag: '"2"' } })
    expect(edited.body).toEqual({ ...body, ...end, version: 2 })
    expect(await items()).toEqual([edited.body])
    const kept = await house.sql`
      select version, replaced_by, before->>'outcome' as outcome from adverse_event_versions where adverse_event_id = ${body.id}`
    expect([...kept]).toEqual([{ version: 1, replaced_by: nurse.userId, outcome: 'ongoing' }])
    expect(await house.auditTrail()).toContainEqual(['update', 'AdverseEvent', body.id])
  })

  test('against a stale version is 412 with what stands, when and by whom', async () => {
    const { report, nurse, url } = await openRecord()
    const { id } = (await report(ongoing)).body
    await nurse.patch(`${url}/${id}`, { outcome: 'recovering' }, 1)
    expect(await nurse.patch(`${url}/${id}`, { note: 'tarde' }, 1)).toMatchObject({
      status: 412,
      body: { current: { version: 2, outcome: 'recovering' }, changedBy: nurse.userId, changedAt: expect.any(String) },
    })
    expect((await nurse.ask('PATCH', `${url}/${id}`, { note: 'x' })).status).toBe(428)
  })

  test.each<[string, Record<string, unknown>, string, string]>([
    ['an end without a day', { outcome: 'resolved' }, '#/resolvedOn', 'required'],
    ['death of grade 3', { outcome: 'fatal', resolvedOn: '2024-06-20' }, '#/outcome', 'grade-outcome-mismatch'],
    ['another term', { term: 'nausea' }, '#/term', 'unknown-field'],
    ['another first day', { onsetOn: '2024-06-13' }, '#/onsetOn', 'unknown-field'],
    ['an end in the future', { outcome: 'resolved', resolvedOn: '2190-01-01' }, '#/resolvedOn', 'future-date'],
  ])('%s is refused by name', async (_case, edit, pointer, code) => {
    const { report, nurse, url } = await openRecord()
    const { id } = (await report(ongoing)).body
    expect((await nurse.patch(`${url}/${id}`, edit, 1)).body.errors).toEqual([{ pointer, code }])
  })

  test('to an unusual grade asks for a reason', async () => {
    const { report, nurse, url } = await openRecord()
    const { id } = (await report(ongoing)).body
    expect((await nurse.patch(`${url}/${id}`, { grade: 2 }, 1)).body.warnings).toMatchObject([
      { code: 'grade-unusual' },
    ])
    const confirmedWarnings = [{ code: 'grade-unusual', reason: 'Neutrófilos en 900' }]
    expect((await nurse.patch(`${url}/${id}`, { grade: 2, confirmedWarnings }, 1)).body).toMatchObject({
      grade: 2,
      confirmedWarnings,
    })
    expect(await house.auditTrail()).toContainEqual(['override', 'AdverseEvent', id])
  })
})

test('the same key and body is kept once, also when both race', async () => {
  const { report, items } = await openRecord()
  const key = { 'idempotency-key': 'una-sola-vez' }
  const [first, second] = await Promise.all([report(fever, key), report(fever, key)])
  expect(first.status).toBe(201)
  expect(second.body).toEqual(first.body)
  expect(await items()).toHaveLength(1)
  expect((await report(ongoing, key)).status).toBe(422)
})

test('a mistake stays, marked with who and why, only once, and is edited no more', async () => {
  const { report, nurse, url, items } = await openRecord()
  const { body } = await report(ongoing)
  const marked = await nurse.post(`${url}/${body.id}/entered-in-error`, { reason: 'Era de otro niño' })
  expect(marked).toMatchObject({
    status: 201,
    body: { version: 2, status: 'entered-in-error', enteredInError: { reason: 'Era de otro niño', by: nurse.userId } },
  })
  expect(await items()).toEqual([marked.body])
  for (const again of [
    await nurse.post(`${url}/${body.id}/entered-in-error`, { reason: 'Otra vez' }),
    await nurse.patch(`${url}/${body.id}`, { outcome: 'recovering' }, 2),
  ])
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/already-entered-in-error' } })
})

test('nothing is added once off the roll', async () => {
  const { report, nurse, record, url } = await openRecord()
  const { id } = (await report(ongoing)).body
  await nurse.post(`${record}/withdrawal`, { kind: 'withdrawn', reason: 'Cambio de institución' })
  for (const refused of [await report(fever), await nurse.patch(`${url}/${id}`, { outcome: 'recovering' }, 1)])
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/not-active' } })
})

test('what is of another hospital, of another person or of nobody is the same 404', async () => {
  const { report, url, items, nurse, hospital } = await openRecord()
  const { body } = await report(ongoing)
  const stranger = await openRecord()
  expect((await stranger.nurse.get(url)).status).toBe(404)
  expect((await stranger.nurse.post(url, fever)).status).toBe(404)
  for (const id of [body.id, ABSENT, 'x'])
    for (const place of [url, stranger.url]) {
      expect((await stranger.nurse.post(`${place}/${id}/entered-in-error`, { reason: 'x' })).status).toBe(404)
      expect((await stranger.nurse.patch(`${place}/${id}`, { note: 'x' }, 1)).status).toBe(404)
    }
  const other = (await nurse.post('/api/patients', aPatient(hospital.id))).body.id
  const astray = `/api/patients/${other}/adverse-events/${body.id}`
  expect((await nurse.post(`${astray}/entered-in-error`, { reason: 'x' })).status).toBe(404)
  expect((await nurse.patch(astray, { note: 'x' }, 1)).status).toBe(404)
  expect((await items())[0]).toMatchObject({ status: 'final', version: 1 })
})
