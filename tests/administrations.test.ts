import fc from 'fast-check'
import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { describe, expect, test } from 'vitest'
import { type Answer, openHouse, type Person } from './support/house.js'
import { dayOfFour, openWard, plan, registered, vincristine } from './support/ward.js'

const house = await openHouse()
const today = dayIn(MEXICO_CITY, new Date())
const now = () => new Date().toISOString()
const ago = (days: number) => addDays(today, -days)
/** Noon of the ward on a day. */
const noon = (day: string) => `${day}T18:00:00.000Z`

const at = (id: string) => `/api/medication-administrations/${id}`
const notAvailable = { status: 'not-done', statusReason: 'not-available' }

const ledgerOf = (id: string) => house.sql`
  select sign, outcome, reason, delay_days from dose_entries where administration_id = ${id} order by id`
const shortagesOf = (hospitalId: string) => house.sql`
  select medication, status, doses, closed_at from shortage_cases where organization_id = ${hospitalId}`

test('a dose given as planned is what is read, and it left ledger, version and audit', async () => {
  const { nurse, doseId, patient } = await openWard(house, [vincristine(ago(3))])
  const givenAt = noon(ago(1))
  const recorded = await nurse.patch(at(doseId), { status: 'completed', givenAt, lot: 'VCR-1' }, 1)
  expect(recorded).toMatchObject({
    status: 200,
    headers: { etag: '"2"' },
    body: {
      ...{ id: doseId, version: 2, status: 'completed', doseGiven: 1.5, plannedDose: 1.5, unit: 'mg', lot: 'VCR-1' },
      ...{ givenAt, performerId: nurse.userId, recordedBy: nurse.userId, statusReason: null, substitution: null },
    },
  })
  expect((await nurse.get(`/api/patients/${patient.id}/medication-administrations`)).body.items).toEqual([
    recorded.body,
  ])
  expect(await ledgerOf(doseId)).toEqual([
    { sign: 1, outcome: 'planned', reason: null, delay_days: null },
    { sign: -1, outcome: 'planned', reason: null, delay_days: null },
    { sign: 1, outcome: 'given', reason: null, delay_days: 2 },
  ])
  const { body } = await nurse.get(at(doseId))
  expect(body.history).toMatchObject([
    { version: 1, replacedBy: nurse.userId, before: { status: 'planned', version: 1 } },
  ])
  const trail = await house.auditTrail()
  expect(trail.filter(([, type, id]) => type === 'MedicationAdministration' && id === doseId)).toEqual([
    ['update', 'MedicationAdministration', doseId],
    ['read', 'MedicationAdministration', doseId],
  ])
})

test('a dose names an active colleague of its hospital as who gave it, and nobody else; one that no plan foresaw too', async () => {
  const { nurse, doseId, hospital, patient } = await openWard(house, [vincristine(ago(3))])
  const colleague = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const stranger = await house.signIn('hospital-staff', { organizationId: (await house.openHospital()).id })
  const coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
  const refused = [{ pointer: '#/performerId', code: 'unknown-performer' }]
  const given = { status: 'completed', givenAt: noon(ago(1)) }
  const unplanned = {
    ...{ medication: 'ondansetron', purpose: 'premedication', route: 'IV', unit: 'mg', doseGiven: 4 },
    ...{ givenAt: noon(ago(1)), reasonNote: 'Náusea' },
  }
  const doses = `/api/patients/${patient.id}/medication-administrations`
  for (const { userId: performerId } of [stranger, coordinator]) {
    expect((await nurse.patch(at(doseId), { ...given, performerId }, 1)).body.errors).toEqual(refused)
    expect((await nurse.post(doses, { ...unplanned, performerId })).body.errors).toEqual(refused)
  }
  const performerId = colleague.userId
  expect((await nurse.patch(at(doseId), { ...given, performerId }, 1)).body).toMatchObject({ performerId, version: 2 })
  const kept = await nurse.post(doses, { ...unplanned, performerId })
  expect([kept.status, kept.body.performerId], kept.text).toEqual([201, performerId])
})

test('a dose begun goes on to be given, and the delay is counted in days of the ward', async () => {
  const { nurse, doseId } = await openWard(house, [vincristine(ago(3))])
  expect((await nurse.patch(at(doseId), { status: 'in-progress', givenAt: noon(ago(2)) }, 1)).body.status).toBe(
    'in-progress',
  )
  expect(await ledgerOf(doseId)).toHaveLength(1)
  // 04:30 of the day after in UTC is still the evening before in Mexico
  const givenAt = `${ago(1)}T04:30:00.000Z`
  expect((await nurse.patch(at(doseId), { status: 'completed', givenAt }, 2)).status).toBe(200)
  expect((await ledgerOf(doseId)).at(-1)).toMatchObject({ outcome: 'given', delay_days: 1 })
})

test('what was said when an infusion began stands when it ends, and nobody is asked twice', async () => {
  const { nurse, doseId, patient, hospital } = await openWard(house, [vincristine(today)], { gated: true })
  const diagnosis = { recordedDate: today, basisOfDiagnosis: 'histology-primary', icd10: 'C91.0' }
  expect((await nurse.post(`/api/patients/${patient.id}/conditions`, diagnosis)).status).toBe(201)
  const gateResults = [{ test: 'neutrophils', value: 0.4, reason: 'Decisión de hematología' }]
  const beginning = { status: 'in-progress', givenAt: noon(ago(1)), lot: 'VCR-1', gateResults }
  const doubted = await nurse.patch(at(doseId), beginning, 1)
  expect(doubted.body).toMatchObject({ type: '/problems/needs-confirmation', warnings: [{ code: 'before-diagnosis' }] })
  const confirmedWarnings = [{ code: 'before-diagnosis', reason: 'Se confirmó después' }]
  const begun = await nurse.patch(at(doseId), { ...beginning, confirmedWarnings }, 1)
  expect(begun.body).toMatchObject({ status: 'in-progress', givenAt: beginning.givenAt, doseGiven: null, lot: 'VCR-1' })
  const list = await nurse.get(`/api/worklist?organizationId=${hospital.id}&status=in-progress`)
  expect(list.body.items).toMatchObject([{ id: doseId, status: 'in-progress', lot: 'VCR-1' }])

  const colleague = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const given = await colleague.patch(at(doseId), { status: 'completed' }, 2)
  expect(given.body).toMatchObject({
    ...{ status: 'completed', doseGiven: 1.5, givenAt: beginning.givenAt, lot: 'VCR-1', confirmedWarnings },
    gateResults: [{ ...gateResults[0], passed: false }],
  })
  const overrides = (await house.auditTrail()).filter(([action, , id]) => action === 'override' && id === doseId)
  expect(overrides).toHaveLength(1)
})

test('an infusion that began and was stopped is not given, and carries no lot', async () => {
  const { nurse, doseId } = await openWard(house, [vincristine(today)])
  await nurse.patch(at(doseId), { status: 'in-progress', lot: 'VCR-1' }, 1)
  const stopped = await nurse.patch(at(doseId), { status: 'not-done', statusReason: 'toxicity' }, 2)
  expect(stopped.body).toMatchObject({ status: 'not-done', givenAt: null, lot: null, doseGiven: null })
})

describe('a dose that lacked its medicine', () => {
  test('is at once in the worklist, the shortages, the timeline and the ledger', async () => {
    const { nurse, doseId, patient, hospital } = await openWard(house, [vincristine(today)])
    const before = await nurse.get('/api/worklist')
    expect(before.body.items.map(({ status }: { status: string }) => status)).toEqual(['planned'])
    expect((await nurse.patch(at(doseId), { ...notAvailable, reasonNote: 'Farmacia sin piezas' }, 1)).status).toBe(200)
    const [inList] = (await nurse.get('/api/worklist')).body.items
    expect(inList).toMatchObject({ id: doseId, status: 'not-done', statusReason: 'not-available' })
    expect(await shortagesOf(hospital.id)).toEqual([
      { medication: 'vincristina', status: 'open', doses: 1, closed_at: null },
    ])
    const { items } = (await nurse.get(`/api/patients/${patient.id}/timeline`)).body
    expect(items.find(({ kind }: { kind: string }) => kind === 'administration')).toMatchObject({
      on: today,
      details: { status: 'not-done', statusReason: 'not-available', medication: 'vincristina' },
    })
    expect((await ledgerOf(doseId)).at(-1)).toEqual({
      ...{ sign: 1, outcome: 'omitted', reason: 'not-available', delay_days: null },
    })
    expect(JSON.stringify(await house.sql`select * from shortage_events`)).not.toContain('Farmacia')
  })

  test('joins the open case, also when given in part', async () => {
    const { nurse, doseIds, hospital } = await openWard(house, [vincristine(ago(7)), vincristine(today)])
    const [first = '', second = ''] = doseIds
    await nurse.patch(at(first), notAvailable, 1)
    const partial = { status: 'completed', doseGiven: 0.7, statusReason: 'partial' }
    expect((await nurse.patch(at(second), partial, 1)).body).toMatchObject({ doseGiven: 0.7, statusReason: 'partial' })
    expect(await shortagesOf(hospital.id)).toMatchObject([{ status: 'open', doses: 2 }])
    expect((await ledgerOf(second)).at(-1)).toMatchObject({ outcome: 'partial', reason: 'partial', delay_days: 0 })
  })

  test.each(['toxicity', 'laboratory', 'absent', 'refused'])('but not for %s', async (statusReason) => {
    const { nurse, doseId, hospital } = await openWard(house, [vincristine(today)])
    expect((await nurse.patch(at(doseId), { status: 'not-done', statusReason }, 1)).status).toBe(200)
    expect(await shortagesOf(hospital.id)).toEqual([])
  })
})

describe('a substitution', () => {
  const instead = {
    status: 'completed',
    doseGiven: 5,
    unit: 'mg',
    statusReason: 'not-available',
    substitution: {
      fromMedication: 'vincristina',
      toMedication: 'vinblastina',
      reason: 'Sin vincristina en farmacia',
      authorisedBy: 'Jefatura de oncología',
      familyInformed: true,
    },
  }

  test('shows from, to, why, who authorised it and whether the family was told, and opens the shortage of what lacked', async () => {
    const { nurse, doseId, patient, hospital } = await openWard(house, [vincristine(today)])
    const { status, body } = await nurse.patch(at(doseId), instead, 1)
    expect({ status, substitution: body.substitution }).toEqual({
      status: 200,
      substitution: { ...instead.substitution, unit: 'mg' },
    })
    const { items } = (await nurse.get(`/api/patients/${patient.id}/timeline`)).body
    expect(items.find(({ kind }: { kind: string }) => kind === 'administration').details.substitution).toEqual(
      body.substitution,
    )
    expect(await shortagesOf(hospital.id)).toMatchObject([{ medication: 'vincristina', doses: 1 }])
  })

  test.each<[string, Record<string, unknown>, string, string]>([
    [
      'vincristine into the spine',
      { toMedication: 'vincristina' },
      '#/substitution/toMedication',
      'intrathecal-refused',
    ],
    [
      'a medicine no catalogue has',
      { toMedication: 'agua_bendita' },
      '#/substitution/toMedication',
      'medication-unknown',
    ],
    ['the same medicine', { toMedication: 'metotrexato' }, '#/substitution/toMedication', 'same-medication'],
    [
      'another than the planned one',
      { fromMedication: 'citarabina' },
      '#/substitution/fromMedication',
      'not-the-planned-medication',
    ],
    ['no word on the family', { familyInformed: undefined }, '#/substitution/familyInformed', 'required'],
    ['nobody who authorised it', { authorisedBy: ' ' }, '#/substitution/authorisedBy', 'required'],
  ])('of %s is refused', async (_case, change, pointer, code) => {
    const [, , , intrathecal] = dayOfFour(today)
    const { nurse, doseId } = await openWard(house, intrathecal ? [intrathecal] : [])
    const substitution = {
      ...instead.substitution,
      fromMedication: 'metotrexato',
      toMedication: 'citarabina',
      ...change,
    }
    const refused = await nurse.patch(at(doseId), { ...instead, doseGiven: 30, substitution }, 1)
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } })
    expect(await ledgerOf(doseId)).toHaveLength(1)
  })

  test('needs the dose and the unit of what was given instead', async () => {
    const { nurse, doseId } = await openWard(house, [vincristine(today)])
    const { doseGiven: _, unit: __, ...bare } = instead
    expect((await nurse.patch(at(doseId), bare, 1)).body.errors).toEqual([
      { pointer: '#/doseGiven', code: 'required' },
      { pointer: '#/unit', code: 'unit-required' },
    ])
  })
})

describe('what cannot be is refused by name, and nothing is kept', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['tomorrow', { givenAt: new Date(Date.now() + 3_600_000).toISOString() }, '#/givenAt', 'future-date'],
    ['before birth', { givenAt: '2016-05-03T18:00:00Z' }, '#/givenAt', 'before-birth'],
    ['a time without a zone', { givenAt: '2026-01-01T08:00:00' }, '#/givenAt', 'instant-invalid'],
    ['no dose', { doseGiven: 0 }, '#/doseGiven', 'dose-not-positive'],
    ['less than no dose', { doseGiven: -1 }, '#/doseGiven', 'dose-not-positive'],
    ['a slip of the decimal point', { doseGiven: 15 }, '#/doseGiven', 'dose-absurd'],
    ['another unit', { doseGiven: 1.5, unit: 'g' }, '#/unit', 'unit-differs'],
    ['a unit of no list', { doseGiven: 1.5, unit: 'U' }, '#/unit', 'not-in-list'],
    ['a reason for what was given', { statusReason: 'toxicity' }, '#/statusReason', 'not-when-given'],
    ['a part that is the whole', { statusReason: 'partial', doseGiven: 1.5 }, '#/statusReason', ''],
    ['not given without a reason', { status: 'not-done' }, '#/statusReason', 'required'],
    ['another reason without its words', { status: 'not-done', statusReason: 'other' }, '#/reasonNote', 'required'],
    ['not given, yet a dose', { ...notAvailable, doseGiven: 1 }, '#/doseGiven', 'not-when-not-given'],
    ['not given in part', { status: 'not-done', statusReason: 'partial' }, '#/statusReason', 'partial-was-given'],
    [
      'a percent that is not the dose',
      { doseGiven: 1, doseChange: { percent: 50, reason: 'x' } },
      '#/doseChange/percent',
      'dose-change-differs',
    ],
    ['a status of no list', { status: 'planned' }, '#/status', 'not-in-list'],
    ['a field of nobody', { colour: 'red' }, '#/colour', 'unknown-field'],
  ])('%s', async (_case, slip, pointer, code) => {
    const { nurse, doseId } = await openWard(house, [vincristine(today)])
    const refused = await nurse.patch(at(doseId), { status: 'completed', ...slip }, 1)
    expect(refused).toMatchObject({ status: 400, body: { type: '/problems/invalid-request' } })
    expect(refused.body.errors).toContainEqual(
      code === '' ? { pointer: '#/doseGiven', code: 'partial-not-less' } : { pointer, code },
    )
    expect((await nurse.get(at(doseId))).body).toMatchObject({ version: 1, status: 'planned', history: [] })
  })

  test('vincristine into the spine is refused by the database too', async () => {
    const { patient } = await openWard(house, [vincristine(today)])
    await expect(plan(house, patient, [vincristine(today, { route: 'IT' })])).rejects.toThrow(/intrathecal/)
  })
})

describe('what asks for a reason', () => {
  const reason = 'Se confirmó con el médico tratante'
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['dose-differs', { doseGiven: 1.2 }, { pointer: '#/doseGiven', planned: 1.5, given: 1.2, percent: 80 }],
    ['dose-over-cap', { doseGiven: 2.1, doseChange: { percent: 140, reason } }, { cap: 2, given: 2.1 }],
    [
      'gate-failed',
      { gateResults: [{ test: 'neutrophils', value: 0.4 }] },
      { pointer: '#/gateResults/0', min: 0.75, value: 0.4 },
    ],
    ['before-diagnosis', { givenAt: '2024-05-01T18:00:00Z' }, { diagnosedOn: '2024-05-02' }],
  ])('%s is 409, and is kept with its reason', async (code, slip, facts) => {
    const { nurse, doseId, patient } = await openWard(house, [vincristine(today)], { gated: true })
    const diagnosis = { recordedDate: '2024-05-02', basisOfDiagnosis: 'histology-primary', icd10: 'C91.0' }
    expect((await nurse.post(`/api/patients/${patient.id}/conditions`, diagnosis)).status).toBe(201)
    const body = { status: 'completed', ...slip }
    const asked = await nurse.patch(at(doseId), body, 1)
    expect(asked).toMatchObject({
      status: 409,
      body: { type: '/problems/needs-confirmation', warnings: [{ code, ...facts }] },
    })
    expect(await ledgerOf(doseId)).toHaveLength(1)
    const confirmedWarnings = [{ code, reason }]
    const kept = await nurse.patch(at(doseId), { ...body, confirmedWarnings }, 1)
    expect(kept).toMatchObject({ status: 200, body: { confirmedWarnings } })
    expect(await house.auditTrail()).toContainEqual(['override', 'MedicationAdministration', doseId])
  })

  test('a dose changed on purpose says why itself', async () => {
    const { nurse, doseId } = await openWard(house, [vincristine(today)])
    const doseChange = { percent: 75, reason: 'Neuropatía grado 2' }
    const { status, body } = await nurse.patch(at(doseId), { status: 'completed', doseGiven: 1.13, doseChange }, 1)
    expect({ status, doseChange: body.doseChange }).toEqual({ status: 200, doseChange })
  })

  test('a gate passed over says why beside its value, and a met one asks nothing', async () => {
    const { nurse, doseIds } = await openWard(house, [vincristine(ago(7)), vincristine(today)], { gated: true })
    const [low = '', met = ''] = doseIds
    expect((await nurse.get(at(low))).body.gates).toEqual([
      { test: 'neutrophils', min: 0.75 },
      { test: 'platelets', min: 75 },
    ])
    const gateResults = [{ test: 'platelets', value: 60, reason: 'Se transfundió' }]
    expect((await nurse.patch(at(low), { status: 'completed', gateResults }, 1)).body.gateResults).toEqual([
      { ...gateResults[0], min: 75, passed: false },
    ])
    const fine = [{ test: 'platelets', value: 90 }]
    expect((await nurse.patch(at(met), { status: 'completed', gateResults: fine }, 1)).body.gateResults).toEqual([
      { ...fine[0], min: 75, passed: true },
    ])
  })

  test('a high-cost medicine asks for its folio', async () => {
    const rituximab = vincristine(today, { medication: 'rituximab', plannedDose: 375, infusionMinutes: 240 })
    const { nurse, doseIds } = await openWard(house, [rituximab, rituximab])
    const [first = '', second = ''] = doseIds
    expect((await nurse.patch(at(first), { status: 'completed' }, 1)).body.warnings).toMatchObject([
      { code: 'authorisation-missing' },
    ])
    expect((await nurse.patch(at(second), { status: 'completed', authorisationFolio: 'AC-77' }, 1)).status).toBe(200)
  })

  test('a lifetime ceiling is reckoned with what was given before, elsewhere, and in the same act', async () => {
    const daunorubicin = vincristine(today, { medication: 'daunorubicina', plannedDose: 60 })
    const { nurse, doseIds, patient, hospital } = await openWard(house, [daunorubicin, daunorubicin, daunorubicin])
    await house.sql`insert into prior_exposures (id, patient_id, managing_organization_id, medication, amount_per_m_2)
      values (gen_random_uuid(), ${patient.id}, ${hospital.id}, 'daunorubicina', 130)`
    const [first = '', ...rest] = doseIds
    expect((await nurse.patch(at(first), { status: 'completed' }, 1)).status).toBe(200) // 190 of 300
    const items = rest.map((id) => ({ id, version: 1, status: 'completed' }))
    const both = await nurse.post('/api/medication-administrations/batch', { items }) // 250, then 310
    expect(both).toMatchObject({
      status: 409,
      body: {
        warnings: [
          { code: 'lifetime-dose', pointer: '#/items/1/doseGiven', family: 'daunorubicin', limit: 300, sum: 310 },
        ],
      },
    })
    const at1 = { ...items[1], confirmedWarnings: [{ code: 'lifetime-dose', reason }] }
    expect((await nurse.post('/api/medication-administrations/batch', { items: [items[0], at1] })).status).toBe(200)
  })
})

describe('two nurses and one dose', () => {
  test('the second is told who recorded it and when', async () => {
    const { nurse, doseId, hospital } = await openWard(house, [vincristine(today)])
    const other = await house.signIn('hospital-staff', { organizationId: hospital.id })
    const first = await nurse.patch(at(doseId), { status: 'completed', givenAt: now() }, 1)
    const second = await other.patch(at(doseId), { status: 'completed' }, 1)
    expect(second).toMatchObject({
      status: 412,
      body: {
        type: '/problems/stale-version',
        changedBy: nurse.userId,
        changedByName: 'Persona de prueba',
        changedAt: first.body.recordedAt,
        current: { id: doseId, status: 'completed', doseGiven: 1.5 },
      },
    })
    expect((await other.patch(at(doseId), { status: 'completed' }, 2)).body.type).toBe('/problems/already-recorded')
  })

  test('at the same moment one wins and one is told, whoever that is', async () => {
    const { nurse, doseId } = await openWard(house, [vincristine(today)])
    const answers = await Promise.all(
      [1.5, 1.4, 1.45, 1.55].map((doseGiven) => nurse.patch(at(doseId), { status: 'completed', doseGiven }, 1)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412])
    expect(await ledgerOf(doseId)).toHaveLength(3)
  })

  test('a missing version is 428', async () => {
    const { nurse, doseId } = await openWard(house, [vincristine(today)])
    expect((await nurse.ask('PATCH', at(doseId), { status: 'completed' })).status).toBe(428)
  })
})

describe('several at once', () => {
  const batch = '/api/medication-administrations/batch'
  test('are all recorded in one act, once however often it is sent', async () => {
    const { nurse, doseIds, patient } = await openWard(house, dayOfFour(today))
    const [, , third] = doseIds
    const items = doseIds.map((id) => ({ id, version: 1, ...(id === third ? notAvailable : { status: 'completed' }) }))
    const key = { 'idempotency-key': 'la-misma' }
    const [first, again] = await Promise.all([nurse.post(batch, { items }, key), nurse.post(batch, { items }, key)])
    expect(first.status, first.text).toBe(200)
    expect(again.body).toEqual(first.body)
    expect(first.body.items.map(({ status }: { status: string }) => status)).toEqual([
      ...['completed', 'completed', 'not-done', 'completed'],
    ])
    for (const id of doseIds) expect(await ledgerOf(id)).toHaveLength(3)
    expect((await nurse.post(batch, { items: items.slice(1) }, key)).status).toBe(422)
    const { body } = await nurse.get(`/api/patients/${patient.id}/medication-administrations?status=completed`)
    expect(body.items).toHaveLength(3)
  })

  test('or none: an error, a warning or a stale one stops them all, with where', async () => {
    const { nurse, doseIds } = await openWard(house, dayOfFour(today))
    const items = doseIds.map((id) => ({ id, version: 1, status: 'completed' }))
    const but = (change: object) => ({ items: items.map((item, n) => (n === 2 ? { ...item, ...change } : item)) })
    expect((await nurse.post(batch, but({ doseGiven: 250 }))).body.errors).toEqual([
      { pointer: '#/items/2/doseGiven', code: 'dose-absurd' },
    ])
    expect((await nurse.post(batch, but({ doseGiven: 20 }))).body.warnings).toMatchObject([
      { pointer: '#/items/2/doseGiven', code: 'dose-differs' },
    ])
    expect((await nurse.post(batch, but({ version: 9 }))).body).toMatchObject({
      status: 412,
      stale: [{ current: { id: doseIds[2] } }],
    })
    expect((await nurse.post(batch, { items: [...items, items[0]] })).status).toBe(400)
    expect((await nurse.post(batch, but({ id: '01890a5d-ac96-774b-bcce-b302099a8057' }))).status).toBe(404)
    for (const id of doseIds) expect(await ledgerOf(id)).toHaveLength(1)
  })
})

describe('a mistake', () => {
  test('stays, moves the ledger back and lets the dose wait again', async () => {
    const { nurse, doseId, patient } = await openWard(house, [vincristine(ago(1))])
    await nurse.patch(at(doseId), { status: 'completed' }, 1)
    const corrected = await nurse.post(`${at(doseId)}/entered-in-error`, { reason: 'Era de otra niña' })
    const { planned } = corrected.body
    expect(corrected).toMatchObject({
      status: 201,
      body: {
        corrected: { id: doseId, version: 3, status: 'entered-in-error', doseGiven: 1.5 },
        planned: { version: 1, status: 'planned', medication: 'vincristina', plannedOn: ago(1), plannedDose: 1.5 },
      },
    })
    expect((await ledgerOf(doseId)).slice(3)).toEqual([{ sign: -1, outcome: 'given', reason: null, delay_days: 1 }])
    expect(await ledgerOf(planned.id)).toEqual([{ sign: 1, outcome: 'planned', reason: null, delay_days: null }])
    expect((await nurse.get('/api/worklist')).body.items.map(({ id }: { id: string }) => id)).toEqual([planned.id])
    expect((await nurse.get(at(doseId))).body.history[0]).toMatchObject({ version: 2, reason: 'Era de otra niña' })
    const { items } = (await nurse.get(`/api/patients/${patient.id}/timeline`)).body
    expect(items.filter(({ kind }: { kind: string }) => kind === 'administration')).toMatchObject([
      { id: doseId, details: { status: 'entered-in-error' } },
    ])
    expect((await nurse.post(`${at(doseId)}/entered-in-error`, { reason: 'Otra vez' })).body.type).toBe(
      '/problems/already-entered-in-error',
    )
    expect((await nurse.post(`${at(planned.id)}/entered-in-error`, { reason: 'x' })).body.type).toBe(
      '/problems/not-recorded',
    )
  })

  test('of a plan that ended is not planned anew', async () => {
    const { nurse, doseId, carePlanId } = await openWard(house, [vincristine(today)])
    await nurse.patch(at(doseId), { status: 'completed' }, 1)
    await house.sql`update care_plans set status = 'revoked' where id = ${carePlanId}`
    expect((await nurse.post(`${at(doseId)}/entered-in-error`, { reason: 'x' })).body.planned).toBeNull()
  })
})

describe('a dose that no plan foresaw', () => {
  const extra = {
    ...{ medication: 'metilprednisolona', purpose: 'supportive', route: 'IV', doseGiven: 50, unit: 'mg' },
    reasonNote: 'Reacción durante la infusión',
  }
  test('is recorded once, and is no delivery of a plan', async () => {
    const { nurse, patient } = await openWard(house, [])
    const url = `/api/patients/${patient.id}/medication-administrations`
    const key = { 'idempotency-key': 'extra' }
    const [first, again] = await Promise.all([nurse.post(url, extra, key), nurse.post(url, extra, key)])
    expect(first).toMatchObject({
      status: 201,
      body: { ...extra, status: 'completed', plannedDose: null, carePlanId: null, plannedOn: today },
    })
    expect(again.body).toEqual(first.body)
    expect(await ledgerOf(first.body.id)).toEqual([])
    const mistake = await nurse.post(`${at(first.body.id)}/entered-in-error`, { reason: 'x' })
    expect(mistake.body).toMatchObject({ corrected: { status: 'entered-in-error' }, planned: null })
    expect(await ledgerOf(first.body.id)).toEqual([])
  })

  test.each<[string, Record<string, unknown>, string, string]>([
    [
      'vincristine into the spine',
      { medication: 'vincristina', route: 'IT', doseGiven: 1.5 },
      '#/medication',
      'intrathecal-refused',
    ],
    ['no unit', { unit: undefined }, '#/unit', 'unit-required'],
    ['no reason', { reasonNote: undefined }, '#/reasonNote', 'required'],
    ['a unit it is not dosed in', { unit: 'mmol' }, '#/unit', 'unit-not-of-medication'],
    ['a medicine of no list', { medication: 'agua_bendita' }, '#/medication', 'medication-unknown'],
  ])('%s is refused', async (_case, slip, pointer, code) => {
    const { nurse, patient } = await openWard(house, [])
    const refused = await nurse.post(`/api/patients/${patient.id}/medication-administrations`, { ...extra, ...slip })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } })
  })
})

test('the list of a person is filtered and paged in the order of the days', async () => {
  const days = [4, 3, 2, 1, 0].map(ago)
  const { nurse, patient, doseIds } = await openWard(
    house,
    days.map((day) => vincristine(day)),
  )
  const url = `/api/patients/${patient.id}/medication-administrations`
  const idsOf = ({ body }: Answer) => body.items.map(({ id }: { id: string }) => id)
  expect(idsOf(await nurse.get(url))).toEqual(doseIds)
  expect(idsOf(await nurse.get(`${url}?order=newest&from=${ago(3)}&to=${ago(1)}`))).toEqual(
    doseIds.slice(1, 4).reverse(),
  )
  expect(idsOf(await nurse.get(`${url}?status=completed`))).toEqual([])
  for (const order of ['oldest', 'newest']) {
    const pages: string[] = []
    let cursor = ''
    do {
      const answer = await nurse.get(`${url}?limit=2&order=${order}${cursor}`)
      pages.push(...idsOf(answer))
      cursor = answer.body.nextCursor === null ? '' : `&cursor=${answer.body.nextCursor}`
    } while (cursor !== '')
    expect(pages).toEqual(order === 'oldest' ? doseIds : [...doseIds].reverse())
  }
  expect((await nurse.get(`${url}?cursor=nuestro`)).body.errors).toEqual([
    { pointer: '#/cursor', code: 'cursor-unknown' },
  ])
  expect((await nurse.get(`${url}?medication=x`)).status).toBe(400)
})

test('a dose of another hospital is the same 404 as one that never was', async () => {
  const { doseId } = await openWard(house, [vincristine(today)])
  const { nurse: stranger } = await openWard(house, [])
  for (const id of [doseId, '01890a5d-ac96-774b-bcce-b302099a8057', 'x']) {
    const answers = [
      await stranger.get(at(id)),
      await stranger.patch(at(id), { status: 'completed' }, 1),
      await stranger.post(`${at(id)}/entered-in-error`, { reason: 'x' }),
      ...(id === 'x'
        ? []
        : [
            await stranger.post('/api/medication-administrations/batch', {
              items: [{ id, version: 1, status: 'completed' }],
            }),
          ]),
    ]
    for (const { status, body } of answers)
      expect({ status, ...body, instance: '' }).toEqual({
        status: 404,
        type: '/problems/not-found',
        title: 'Not found',
        instance: '',
      })
  }
  expect(await ledgerOf(doseId)).toHaveLength(1)
})

test('whatever is recorded and undone, the ledger says of each dose what its row says', async () => {
  const { nurse, patient, hospital } = await openWard(house, [])
  const act = fc.record({
    pick: fc.nat(7),
    what: fc.constantFrom('give', 'give', 'part', 'lack', 'begin', 'mistake'),
    twice: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
      const doses = Array.from({ length: 4 }, (_, n) => vincristine(ago(n)))
      const { doseIds } = await plan(house, patient, doses)
      await Promise.all(
        acts.map(({ pick, what, twice }) =>
          Promise.all((twice ? [0, 1] : [0]).map(() => perform(nurse, doseIds[pick % 4] ?? '', what))),
        ),
      )
      const [odd] = await house.sql`
        select count(*)::int as n from medication_administrations a left join lateral (
          select coalesce(sum(sign), 0) as sum, coalesce(sum(sign) filter (where outcome::text = case a.status when 'completed' then case when a.status_reason = 'partial' then 'partial' else 'given' end
            when 'not-done' then 'omitted' else 'planned' end), 0) as here
          from dose_entries e where e.administration_id = a.id) l on true
        where a.managing_organization_id = ${hospital.id}
          and (l.sum, l.here) is distinct from (case when a.status = 'entered-in-error' then (0::bigint, 0::bigint) else (1::bigint, 1::bigint) end)`
      expect(odd?.['n']).toBe(0)
    }),
    { numRuns: 12 },
  )
})

async function perform(nurse: Person, id: string, what: string): Promise<void> {
  const { body } = await nurse.get(at(id))
  const bodies: Record<string, unknown> = {
    give: { status: 'completed' },
    part: { status: 'completed', doseGiven: 0.5, statusReason: 'partial' },
    lack: notAvailable,
    begin: { status: 'in-progress' },
  }
  const answer =
    what === 'mistake'
      ? await nurse.post(`${at(id)}/entered-in-error`, { reason: 'x' })
      : await nurse.patch(at(id), bodies[what], body.version)
  expect([200, 201, 409, 412], answer.text).toContain(answer.status)
}

test('nobody is given anything once off the roll', async () => {
  const { nurse, doseId, patient } = await openWard(house, [vincristine(today)])
  await nurse.post(`/api/patients/${patient.id}/withdrawal`, { kind: 'withdrawn', reason: 'Cambio de institución' })
  expect((await nurse.patch(at(doseId), { status: 'completed' }, 1)).body.type).toBe('/problems/not-active')
  const other = await registered(nurse, patient.managingOrganizationId)
  expect(other.id).not.toBe(patient.id)
})
