import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import type { ProtocolDefinition } from 'shared/protocols'
import { describe, expect, test } from 'vitest'
import { aPatient, openHouse, type Person } from './support/house.js'
import { aLine, aProtocol, putProtocol } from './support/protocols.js'

const house = await openHouse()
const today = dayIn(MEXICO_CITY, new Date())
const soon = addDays(today, 7)

/** A girl of 115 cm and 20 kg: 0.7993 m2. */
const girl = { intent: 'curative', startsOn: soon, weightKg: 20, heightCm: 115 }

async function openRecord(definition: ProtocolDefinition = aProtocol(), facts: Record<string, unknown> = {}) {
  const hospital = await house.openHospital()
  const doctor = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const { body } = await doctor.post('/api/patients', aPatient(hospital.id, { birthDate: '2018-03-02', ...facts }))
  const patientId = body.id as string
  const protocolVersionId = await putProtocol(house.sql, definition)
  const url = `/api/patients/${patientId}/care-plans`
  const start = (change: Record<string, unknown> = {}, headers?: Record<string, string>) =>
    doctor.post(url, { protocolVersionId, ...girl, ...change }, headers)
  const preview = (change: Record<string, unknown> = {}) =>
    doctor.post(`${url}/preview`, { protocolVersionId, ...girl, ...change })
  const replan = (id: string, version: number, change: Record<string, unknown>, headers = {}) =>
    doctor.post(
      `/api/care-plans/${id}/replan`,
      { reason: 'Nuevo peso', ...change },
      { 'if-match': `"${version}"`, ...headers },
    )
  const ledger = () => house.sql`
    select planned_on::text as on, sum(sign)::int as standing, count(*)::int as entries from dose_entries
    where administration_id in (select id from medication_administrations where patient_id = ${patientId})
    group by 1 order by 1`
  const give = (id: string, dose = 1) => house.sql`
    update medication_administrations set status = 'completed', given_at = now(), dose_given = ${dose}, version = version + 1
    where id = ${id}`
  return { hospital, doctor, patientId, protocolVersionId, url, start, preview, replan, ledger, give }
}

const weekly = [0, 7, 14, 21].map((days) => addDays(soon, days))

describe('a plan begins', () => {
  test('with every dose on its day, how each was reckoned, the ledger and the audit', async () => {
    const { start, doctor, url, ledger, patientId, protocolVersionId } = await openRecord()
    const { status, body, headers } = await start({ service: 'Oncología pediátrica' })
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body).toMatchObject({
      version: 1,
      patientId,
      protocolVersionId,
      status: 'active',
      bsaFormula: 'mosteller',
      bsaM2: 0.7993,
      service: 'Oncología pediátrica',
      doses: { planned: 4, given: 0, notDone: 0, cancelled: 0 },
      phases: [{ name: 'Inducción', startsOn: soon }],
      confirmedWarnings: [],
    })
    expect(headers['etag']).toBe('"1"')
    expect(body.administrations.map(({ plannedOn }: { plannedOn: string }) => plannedOn)).toEqual(weekly)
    expect(body.administrations[0]).toMatchObject({
      medication: 'vincristina',
      plannedDose: 1.1,
      unit: 'mg',
      status: 'planned',
      derivation: {
        formula: 'per-m2',
        inputs: { amount: 1.5, bsaM2: 0.7993, bsaFormula: 'mosteller', weightKg: 20, heightCm: 115 },
        raw: 1.199,
        capApplied: null,
        rounding: { to: 0.1, mode: 'down' },
      },
    })
    expect(await ledger()).toEqual(weekly.map((on) => ({ on, standing: 1, entries: 1 })))
    expect((await doctor.get(`/api/care-plans/${body.id}`)).body).toEqual(body)
    expect((await doctor.get(url)).body.items).toMatchObject([{ id: body.id, protocol: { number: 1 } }])
    expect(await house.auditTrail()).toContainEqual(['create', 'CarePlan', body.id])
    const { items } = (await doctor.get(`/api/patients/${patientId}/timeline`)).body
    expect(items).toContainEqual(expect.objectContaining({ kind: 'care-plan', on: soon, recordedBy: doctor.userId }))
  })

  test('and sent twice with one key, begins once', async () => {
    const { start, doctor, url } = await openRecord()
    const [one, two] = [await start({}, { 'idempotency-key': 'k1' }), await start({}, { 'idempotency-key': 'k1' })]
    expect([one.status, two.status]).toEqual([201, 201])
    expect(two.body).toEqual(one.body)
    expect((await doctor.get(url)).body.items).toHaveLength(1)
  })

  test('doses are reckoned from the weight and height that are kept', async () => {
    const { start, doctor } = await openRecord()
    const { body } = await start({ weightKg: 20.00049, heightCm: 115.04 })
    expect(body).toMatchObject({ weightKg: 20, heightCm: 115 })
    expect(body.administrations[0].derivation.inputs).toMatchObject({ weightKg: 20, heightCm: 115 })
    expect((await doctor.get(`/api/care-plans/${body.id}`)).body.weightKg).toBe(20)
  })

  test('a preview says the same and keeps nothing', async () => {
    const { preview, start, ledger, doctor, url } = await openRecord()
    const seen = await preview()
    expect(seen).toMatchObject({ status: 200, body: { bsaM2: 0.7993, errors: [], warnings: [], highCost: [] } })
    expect(await ledger()).toEqual([])
    expect((await doctor.get(url)).body.items).toEqual([])
    const { administrations } = (await start()).body
    const withoutIds = administrations.map((dose: object) => ({ ...dose, id: null }))
    expect(seen.body.administrations).toEqual(withoutIds)
  })

  test('intrathecal doses go by the age of their day', async () => {
    const bands = [
      { from: 3, to: 9, amount: 12 },
      { from: 9, to: null, amount: 15 },
    ]
    const line = aLine({
      medication: 'metotrexato',
      route: 'IT',
      basis: 'age-band',
      amount: undefined,
      ageBands: bands,
    })
    const turnsNine = addDays(soon, 10)
    const birthDate = `${Number(turnsNine.slice(0, 4)) - 9}${turnsNine.slice(4)}`
    const { start } = await openRecord(aProtocol([{ ...line, cap: undefined, rounding: undefined }]), { birthDate })
    const { administrations } = (await start()).body
    expect(administrations.map(({ plannedDose }: { plannedDose: number }) => plannedDose)).toEqual([12, 12, 15, 15])
  })

  test('two years of maintenance are written in less than the patience of one request', async () => {
    const daily = Array.from({ length: 84 }, (_, at) => ({
      day: at + 1,
      medications: [
        aLine({
          medication: 'mercaptopurina',
          amount: 50,
          cap: 100,
          route: 'PO',
          rounding: { to: 12.5, mode: 'nearest' },
        }),
        ...(at % 7 === 0 ? [aLine({ medication: 'metotrexato', amount: 20, cap: 40, route: 'PO' })] : []),
      ],
    }))
    const { start, ledger } = await openRecord({
      phases: [{ name: 'Mantenimiento', kind: 'maintenance', cycleDays: 84, cycles: 12, days: daily }],
      sources: [],
    })
    const { status, body } = await start()
    expect(status, JSON.stringify(body).slice(0, 500)).toBe(201)
    expect(body.administrations).toHaveLength(96 * 12)
    expect((await ledger()).reduce((sum, { standing }) => sum + standing, 0)).toBe(96 * 12)
  })
})

describe('what cannot be is refused by name', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['a start before birth', { startsOn: '2018-03-01' }, '#/startsOn', 'before-birth'],
    ['a weight of nobody', { weightKg: 0.2 }, '#/weightKg', 'weight-impossible'],
    ['a height in metres', { heightCm: 1.15 }, '#/heightCm', 'height-impossible'],
    ['no weight', { weightKg: undefined }, '#/weightKg', 'required'],
    ['a protocol that is none', { protocolVersionId: crypto.randomUUID() }, '#/protocolVersionId', 'protocol-unknown'],
    ['a diagnosis that is none', { conditionId: crypto.randomUUID() }, '#/conditionId', 'condition-unknown'],
    ['a day that does not exist', { startsOn: '2026-02-30' }, '#/startsOn', 'date-invalid'],
  ])('%s', async (_case, slip, pointer, code) => {
    const { start, ledger } = await openRecord()
    expect(await start(slip)).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } })
    expect(await ledger()).toEqual([])
  })

  test.each(['draft', 'retired'] as const)('a protocol that is %s', async (status) => {
    const { start } = await openRecord()
    const protocolVersionId = await putProtocol(house.sql, aProtocol(), { status })
    expect((await start({ protocolVersionId })).body.errors).toEqual([
      { pointer: '#/protocolVersionId', code: `protocol-${status}` },
    ])
  })

  test('a variant of another hospital is a protocol that is none', async () => {
    const { start } = await openRecord()
    const { id: organizationId } = await house.openHospital()
    const protocolVersionId = await putProtocol(house.sql, aProtocol(), { organizationId })
    expect((await start({ protocolVersionId })).body.errors).toMatchObject([{ code: 'protocol-unknown' }])
  })

  test.each(['vincristina', 'vinblastina', 'doxorubicina', 'dexametasona', 'acido_folinico', 'no_existe'])(
    '%s into the spine, whatever is confirmed',
    async (medication) => {
      const { start, ledger } = await openRecord(aProtocol([aLine({ medication, route: 'IT' })]))
      const confirmedWarnings = [{ code: 'route-unusual', reason: 'Lo pidió el servicio' }]
      const { status, body } = await start({ confirmedWarnings })
      expect({ status, errors: body.errors }).toMatchObject({
        status: 400,
        errors: [{ pointer: '#/protocolVersionId', code: 'intrathecal-forbidden', medication }],
      })
      expect(await ledger()).toEqual([])
    },
  )

  test.each<[string, Parameters<typeof aLine>[0], string]>([
    ['ten times the largest usual dose', { amount: 25, cap: undefined }, 'dose-absurd'],
    ['a volume of what is weighed', { unit: 'mL' }, 'unit-impossible'],
    [
      'an AUC without filtration',
      { medication: 'carboplatino', basis: 'auc', amount: 5, cap: undefined },
      'filtration-missing',
    ],
  ])('%s', async (_case, facts, code) => {
    const { start } = await openRecord(aProtocol([aLine(facts)]))
    expect(await start()).toMatchObject({ status: 400, body: { errors: [expect.objectContaining({ code })] } })
  })

  test('a high-cost medicine without its folio; with it, the folio stands beside its doses alone', async () => {
    const lines = [aLine(), aLine({ medication: 'rituximab', amount: 375, cap: undefined, rounding: undefined })]
    const { start, patientId } = await openRecord(aProtocol(lines, 1))
    expect((await start()).body.errors).toEqual([
      { pointer: '#/authorisationFolio', code: 'authorisation-folio-required', medications: ['rituximab'] },
    ])
    expect((await start({ authorisationFolio: 'F-2026-001' })).status).toBe(201)
    expect(
      await house.sql`select medication, authorisation_folio from medication_administrations where patient_id = ${patientId} order by line`,
    ).toEqual([
      { medication: 'vincristina', authorisation_folio: null },
      { medication: 'rituximab', authorisation_folio: 'F-2026-001' },
    ])
  })
})

describe('what is unusual asks for a reason and keeps it', () => {
  const measured = (patientId: string, hospitalId: string, weight: number, height: number) => house.sql`
    insert into body_measurements (id, patient_id, managing_organization_id, effective_on, weight_kg, height_cm)
    values (gen_random_uuid(), ${patientId}, ${hospitalId}, ${today}, ${weight}, ${height})`
  const diagnosed = (on: string) => ({ basisOfDiagnosis: 'histology-primary', icd10: 'C91.0', recordedDate: on })

  test.each<[string, Parameters<typeof aLine>[0], Record<string, unknown>, string]>([
    ['a dose above its range', { amount: 2.4 }, {}, 'dose-out-of-range'],
    ['a dose far below it', { amount: 0.1 }, {}, 'dose-out-of-range'],
    ['a dose above the ceiling of one', { cap: 3, basis: 'fixed', amount: 2.5 }, {}, 'dose-over-cap'],
    ['a route that is not its', { route: 'IM' }, {}, 'route-unusual'],
    ['a medicine nobody knows', { medication: 'novedosina' }, {}, 'medication-unknown'],
    ['a step larger than the dose', { rounding: { to: 5, mode: 'nearest' } }, {}, 'rounding-too-coarse'],
    [
      'a filtration above what Calvert was made for',
      { medication: 'carboplatino', basis: 'auc', amount: 2, cap: undefined },
      { glomerularFiltration: 180 },
      'filtration-high',
    ],
  ])('%s', async (_case, facts, change, code) => {
    const { start, ledger, doctor } = await openRecord(aProtocol([aLine(facts)]))
    const asked = await start(change)
    expect(asked).toMatchObject({ status: 409, body: { type: '/problems/needs-confirmation' } })
    expect(asked.body.warnings).toContainEqual(expect.objectContaining({ code, pointer: expect.stringMatching(/^#/) }))
    expect(await ledger()).toEqual([])
    const codes = [...new Set<string>(asked.body.warnings.map((warning: { code: string }) => warning.code))]
    const confirmedWarnings = codes.map((one) => ({ code: one, reason: `Motivo de ${one}` }))
    const { status, body } = await start({ ...change, confirmedWarnings })
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body.confirmedWarnings).toContainEqual(
      expect.objectContaining({ code, reason: `Motivo de ${code}`, by: doctor.userId }),
    )
    expect(await house.auditTrail()).toContainEqual(['override', 'CarePlan', body.id])
  })

  test.each([
    ['under ten kilograms', '2018-03-02', 9.5],
    ['under one year', addDays(today, -200), 10.5],
  ])('chemotherapy by surface for a child %s', async (_case, birthDate, weight) => {
    const { preview } = await openRecord(aProtocol(), { birthDate })
    const { body } = await preview({ weightKg: weight, heightCm: 75 })
    expect(body.warnings).toContainEqual(
      expect.objectContaining({ code: 'infant-dose', weightKg: weight, medications: ['vincristina'] }),
    )
  })

  test('a start more than half a year ahead', async () => {
    const { preview } = await openRecord()
    const codesFor = async (days: number) =>
      (await preview({ startsOn: addDays(today, days) })).body.warnings.map(({ code }: { code: string }) => code)
    expect(await codesFor(170)).toEqual([])
    expect(await codesFor(200)).toEqual(['starts-far'])
  })

  test('a start before the diagnosis', async () => {
    const { start, doctor, patientId } = await openRecord()
    await doctor.post(`/api/patients/${patientId}/conditions`, diagnosed(today))
    const early = { startsOn: addDays(today, -3) }
    expect((await start(early)).body.warnings).toEqual([
      { code: 'before-diagnosis', pointer: '#/startsOn', diagnosedOn: today },
    ])
    const confirmedWarnings = [{ code: 'before-diagnosis', reason: 'Urgencia' }]
    expect((await start({ ...early, confirmedWarnings })).status).toBe(201)
  })

  test.each([
    ['of more than a tenth', 17.9, 115, ['weight-jumped']],
    ['of less', 18.5, 115, []],
    ['and a child that shrank', 20, 120, ['height-jumped']],
  ])('a weight that jumped %s', async (_case, weight, height, codes) => {
    const { preview, patientId, hospital } = await openRecord()
    await measured(patientId, hospital.id, weight, height)
    expect((await preview()).body.warnings.map(({ code }: { code: string }) => code)).toEqual(codes)
  })

  test('a reason for what was not asked is not kept', async () => {
    const { start } = await openRecord()
    const { body } = await start({ confirmedWarnings: [{ code: 'weight-jumped', reason: 'por si acaso' }] })
    expect(body.confirmedWarnings).toEqual([])
  })
})

/** Until a transaction of this database waits for a lock that another one holds. */
async function untilSomebodyWaits() {
  for (;;) {
    const [row] = await house.sql`select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    if (row?.['waiting'] > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('lifetime doses', () => {
  const doxorubicin = (amount: number, cycles: number) =>
    aProtocol([aLine({ medication: 'doxorubicina', amount, cap: undefined, rounding: undefined })], cycles)

  test('what was given, is planned and went before is added up with its factor', async () => {
    const { start, doctor, patientId, give } = await openRecord(doxorubicin(60, 4))
    const { body } = await start()
    await give(body.administrations[0].id, body.administrations[0].plannedDose)
    const prior = `/api/patients/${patientId}/prior-exposures`
    const daunorubicin = { medication: 'daunorubicina', amountPerM2: 0.1, unit: 'g', note: 'Otro hospital' }
    expect(await doctor.post(prior, daunorubicin)).toMatchObject({
      status: 201,
      body: { amountPerM2: 100, unit: 'mg', status: 'final' },
    })
    expect((await doctor.get(prior)).body.items).toHaveLength(1)
    const { items } = (await doctor.get(`/api/patients/${patientId}/cumulative-doses`)).body
    const anthracyclines = items.find(({ family }: { family: string }) => family === 'anthracyclines')
    // 60 given, 180 planned, and 100 of daunorubicin count as 50 of doxorubicin (COG v5)
    expect(anthracyclines).toMatchObject({ unit: 'mg', perM2: { given: 60, planned: 180, prior: 50, total: 290 } })
    expect(anthracyclines.limits[0]).toMatchObject({ value: 450, reached: 290, percent: 64.4 })
    expect(anthracyclines.attention).toMatchObject({ value: 250, reached: true })
    expect(items.find(({ family }: { family: string }) => family === 'daunorubicin').limits).toMatchObject([
      { value: 300, reached: 100 },
    ])
  })

  test.each([
    [
      'a medicine nobody knows',
      { medication: 'novedosina', amountPerM2: 10, unit: 'mg' },
      '#/medication',
      'medication-unknown',
    ],
    [
      'units of what is weighed',
      { medication: 'doxorubicina', amountPerM2: 10, unit: '[IU]' },
      '#/unit',
      'unit-impossible',
    ],
    ['no unit', { medication: 'doxorubicina', amountPerM2: 10 }, '#/unit', 'unit-missing'],
    ['nothing', { medication: 'doxorubicina', amountPerM2: 0, unit: 'mg' }, '#/amountPerM2', 'dose-impossible'],
  ])('before: %s is refused', async (_case, body, pointer, code) => {
    const { doctor, patientId } = await openRecord()
    expect(await doctor.post(`/api/patients/${patientId}/prior-exposures`, body)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer, code }] },
    })
  })

  test('a plan over the limit asks for a reason, with the sum and the rule', async () => {
    const { start } = await openRecord(doxorubicin(75, 7))
    const { status, body } = await start()
    expect(status).toBe(409)
    expect(body.warnings).toMatchObject([
      { code: 'lifetime-dose', family: 'anthracyclines', limit: 450, per: 'm2', percent: 116.7 },
    ])
    expect((await start({ confirmedWarnings: [{ code: 'lifetime-dose', reason: 'Sin otra opción' }] })).status).toBe(
      201,
    )
  })

  test('a plan waits for what is being written about the same person, and adds it', async () => {
    const { start, patientId, hospital } = await openRecord(doxorubicin(60, 1))
    const waiting = await house.sql.begin(async (held) => {
      await held`select 1 from patients where id = ${patientId} for update`
      await held`insert into prior_exposures (id, patient_id, managing_organization_id, medication, amount_per_m_2)
        values (gen_random_uuid(), ${patientId}, ${hospital.id}, 'doxorubicina', 400)`
      const answer = start()
      await Promise.race([answer, untilSomebodyWaits()])
      return { answer }
    })
    expect(await waiting.answer).toMatchObject({
      status: 409,
      body: { warnings: [{ code: 'lifetime-dose', reached: 460 }] },
    })
  })

  test('a substitution counts as what was given, in its unit', async () => {
    const { start, doctor, patientId } = await openRecord(doxorubicin(60, 1))
    const [dose] = (await start()).body.administrations
    const instead = { toMedication: 'epirubicina', fromMedication: 'doxorubicina', unit: 'g' }
    await house.sql`update medication_administrations set status = 'completed', given_at = now(), dose_given = 0.08, bsa_m_2 = 0.8,
      substitution = ${house.sql.json(instead)} where id = ${dose.id}`
    const { items } = (await doctor.get(`/api/patients/${patientId}/cumulative-doses`)).body
    expect(
      items.map(({ family, perM2 }: { family: string; perM2: { given: number } }) => [family, perM2.given]),
    ).toEqual([
      ['anthracyclines', 67],
      ['epirubicin', 100],
    ])
  })

  test('a limit that was passed elsewhere is not asked about by a plan that does not come near it', async () => {
    const { start, doctor, patientId } = await openRecord()
    await doctor.post(`/api/patients/${patientId}/prior-exposures`, {
      medication: 'cisplatino',
      amountPerM2: 500,
      unit: 'mg',
    })
    expect((await start()).status).toBe(201)
  })

  test('a mistake about what went before leaves the sums and stays in the list', async () => {
    const { doctor, patientId } = await openRecord()
    const url = `/api/patients/${patientId}/prior-exposures`
    const { id } = (await doctor.post(url, { medication: 'cisplatino', amountPerM2: 90, unit: 'mg' })).body
    const marked = await doctor.post(`${url}/${id}/entered-in-error`, { reason: 'Era carboplatino' })
    expect(marked).toMatchObject({
      status: 201,
      body: { status: 'entered-in-error', enteredInError: { reason: 'Era carboplatino', by: doctor.userId } },
    })
    expect((await doctor.get(`/api/patients/${patientId}/cumulative-doses`)).body.items).toEqual([])
    expect((await doctor.get(url)).body.items).toEqual([marked.body])
    expect((await doctor.post(`${url}/${id}/entered-in-error`, { reason: 'Otra vez' })).status).toBe(409)
  })

  test('re-planning does not count the own doses twice, and a moved day asks nothing anew', async () => {
    const { start, replan } = await openRecord(doxorubicin(60, 4))
    const plan = (await start()).body
    expect((await replan(plan.id, 1, { weightKg: 20.5 })).status).toBe(200)
    const over = await openRecord(doxorubicin(90, 6))
    const confirmedWarnings = ['lifetime-dose', 'dose-out-of-range'].map((code) => ({
      code,
      reason: 'Sin otra opción',
    }))
    const high = (await over.start({ confirmedWarnings })).body
    expect((await over.replan(high.id, 1, { shiftDays: 7 })).status).toBe(200)
    const heavier = await over.replan(high.id, 2, { weightKg: 22 })
    expect(heavier).toMatchObject({ status: 409, body: { type: '/problems/needs-confirmation' } })
    const codes = heavier.body.warnings.map(({ code }: { code: string }) => code)
    expect([...new Set(codes)].sort()).toEqual(['dose-out-of-range', 'lifetime-dose'])
  })

  test('two plans at once cannot both pass beneath it', async () => {
    const { start, doctor, url } = await openRecord(doxorubicin(60, 4))
    const answers = await Promise.all([start(), start(), start()])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect((await doctor.get(url)).body.items).toHaveLength(1)
  })
})

describe('re-planning', () => {
  test('shows old and new, writes them, and keeps what each dose was', async () => {
    const { start, doctor, replan, give, ledger } = await openRecord()
    const plan = (await start()).body
    const [given, ...rest] = plan.administrations
    await give(given.id)
    const url = `/api/care-plans/${plan.id}`
    const change = { weightKg: 22, heightCm: 118, shiftDays: 7 }
    const seen = await doctor.post(`${url}/replan/preview`, { ...change, reason: 'Nuevo peso' })
    expect(seen).toMatchObject({
      status: 200,
      body: { bsaM2: { before: 0.7993, after: 0.8492 }, unchanged: 0, untouched: 1, errors: [], warnings: [] },
    })
    expect(seen.body.changes).toMatchObject(
      rest.map(({ id, plannedOn }: { id: string; plannedOn: string }) => ({
        id,
        before: { plannedOn, plannedDose: 1.1 },
        after: { plannedOn: addDays(plannedOn, 7), plannedDose: 1.2 },
        percent: 109.1,
      })),
    )
    expect((await doctor.get(url)).body.version).toBe(1)
    const done = await replan(plan.id, 1, change)
    expect(done.status, done.text).toBe(200)
    expect(done.body).toMatchObject({
      version: 2,
      weightKg: 22,
      bsaM2: 0.8492,
      startsOn: soon,
      doses: { planned: 3, given: 1 },
    })
    expect(done.body.administrations[0]).toMatchObject({
      id: given.id,
      plannedDose: 1.1,
      plannedOn: soon,
      status: 'completed',
    })
    expect(done.body.administrations.slice(1)).toMatchObject(
      rest.map(({ plannedOn }: { plannedOn: string }) => ({ plannedDose: 1.2, plannedOn: addDays(plannedOn, 7) })),
    )
    expect(
      await house.sql`select version, reason, before ->> 'plannedDose' as dose, before ->> 'plannedOn' as on
        from medication_administration_versions where administration_id = ${rest[0].id}`,
    ).toEqual([{ version: 1, reason: 'Nuevo peso', dose: '1.1', on: weekly[1] }])
    // the second day gave its place to nobody; the fifth is new
    expect(await ledger()).toEqual([
      { on: weekly[0], standing: 1, entries: 1 },
      { on: weekly[1], standing: 0, entries: 2 },
      { on: weekly[2], standing: 1, entries: 3 },
      { on: weekly[3], standing: 1, entries: 3 },
      { on: addDays(soon, 28), standing: 1, entries: 1 },
    ])
  })

  test('a version that is no longer the last is 412, and none at all 428', async () => {
    const { start, doctor, replan } = await openRecord()
    const { id } = (await start()).body
    expect((await replan(id, 1, { weightKg: 21 })).status).toBe(200)
    const late = await replan(id, 1, { weightKg: 22 })
    expect(late).toMatchObject({ status: 412, body: { type: '/problems/stale-version', current: { weightKg: 21 } } })
    expect((await doctor.post(`/api/care-plans/${id}/replan`, { weightKg: 22, reason: 'x' })).status).toBe(428)
  })

  test('sent twice with one key is done once', async () => {
    const { start, replan } = await openRecord()
    const { id } = (await start()).body
    const key = { 'idempotency-key': 'r1' }
    const [one, two] = [await replan(id, 1, { weightKg: 21 }, key), await replan(id, 1, { weightKg: 21 }, key)]
    expect([one.status, two.status, two.body.version]).toEqual([200, 200, 2])
  })

  test('before anything was given, the plan begins on its new day', async () => {
    const { start, replan } = await openRecord()
    const { id } = (await start()).body
    const { body } = await replan(id, 1, { shiftDays: -2 })
    expect(body).toMatchObject({ startsOn: addDays(soon, -2), phases: [{ startsOn: addDays(soon, -2) }] })
  })

  test('two at once: one is done, the other sees that it was', async () => {
    const { start, replan } = await openRecord()
    const { id } = (await start()).body
    const answers = await Promise.all([replan(id, 1, { weightKg: 21 }), replan(id, 1, { weightKg: 22 })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  })

  test('whatever order things come in, what was recorded stays as it was', async () => {
    const { start, replan, give } = await openRecord(aProtocol([aLine()], 12))
    const plan = (await start()).body
    const recorded = new Map<string, unknown>()
    const row = async (id: string) =>
      (await house.sql`select * from medication_administrations where id = ${id}`)[0] as Record<string, unknown>
    let { version } = plan
    for (let turn = 0; turn < 12; turn++) {
      const { id } = plan.administrations[(turn * 5) % 12]
      if (turn % 3 === 0) await give(id)
      else if (turn % 3 === 1)
        await house.sql`update medication_administrations set status = 'not-done', status_reason = 'infection' where id = ${id} and status = 'planned'`
      if (turn % 3 !== 2) recorded.set(id, await row(id))
      const weightKg = 18 + ((turn * 7) % 11) / 2
      const answer = await replan(plan.id, version, { weightKg, shiftDays: (turn % 5) - 2 })
      expect(answer.status, answer.text).toBe(200)
      version = answer.body.version
      for (const [known, before] of recorded) expect(await row(known)).toEqual(before)
    }
    expect(recorded.size).toBeGreaterThan(4)
  })
})

describe('a plan pauses and ends', () => {
  const edit = async (doctor: Pick<Person, 'patch'>, id: string, version: number, body: unknown) =>
    doctor.patch(`/api/care-plans/${id}`, body, version)

  test('on hold and on again, with why', async () => {
    const { start, doctor } = await openRecord()
    const { id } = (await start()).body
    expect(await edit(doctor, id, 1, { status: 'on-hold' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/statusReason', code: 'required' }] },
    })
    const held = await edit(doctor, id, 1, { status: 'on-hold', statusReason: 'Infección' })
    expect(held).toMatchObject({ status: 200, body: { status: 'on-hold', doses: { planned: 4 } } })
    expect(await edit(doctor, id, 2, { status: 'active' })).toMatchObject({ status: 200, body: { version: 3 } })
  })

  test('revoked: what is planned from today on is cancelled and leaves the ledger', async () => {
    const { start, doctor, ledger, patientId } = await openRecord()
    const plan = (await start({ startsOn: addDays(today, -8) })).body
    const ended = await edit(doctor, plan.id, 1, { status: 'revoked', statusReason: 'Cambio de protocolo' })
    expect(ended).toMatchObject({ status: 200, body: { status: 'revoked', doses: { planned: 2, cancelled: 2 } } })
    expect((await ledger()).map(({ standing }) => standing)).toEqual([1, 1, 0, 0])
    expect(await edit(doctor, plan.id, 2, { status: 'active' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/status', code: 'status-not-possible' }] },
    })
    expect(await edit(doctor, plan.id, 1, { status: 'revoked', statusReason: 'Otra vez' })).toMatchObject({
      status: 412,
    })
    const { items } = (await doctor.get(`/api/patients/${patientId}/timeline`)).body
    expect(items).toContainEqual(expect.objectContaining({ kind: 'care-plan-changed' }))
  })

  test('an ended plan is not re-planned', async () => {
    const { start, doctor, replan } = await openRecord()
    const { id } = (await start()).body
    await edit(doctor, id, 1, { status: 'completed' })
    expect(await replan(id, 2, { weightKg: 21 })).toMatchObject({ status: 409, body: { type: '/problems/plan-ended' } })
  })

  test('a plan that was a mistake loses every dose, unless one was recorded', async () => {
    const { start, doctor, ledger, give } = await openRecord()
    const mistake = { status: 'entered-in-error', statusReason: 'Otra persona' }
    const one = (await start({ startsOn: addDays(today, -8) })).body
    expect(await edit(doctor, one.id, 1, mistake)).toMatchObject({
      status: 200,
      body: { doses: { planned: 0, cancelled: 4 } },
    })
    expect((await ledger()).map(({ standing }) => standing)).toEqual([0, 0, 0, 0])
    const two = (await start()).body
    await give(two.administrations[0].id)
    expect(await edit(doctor, two.id, 1, mistake)).toMatchObject({
      status: 409,
      body: { type: '/problems/plan-has-records' },
    })
  })
})

test('if its audit event cannot be written, nothing of a plan is', async () => {
  const { start, patientId, ledger } = await openRecord()
  await house.sql`alter table audit_inbox add constraint closed check (resource_type <> 'CarePlan') not valid`
  try {
    expect((await start()).status).toBe(500)
  } finally {
    await house.sql`alter table audit_inbox drop constraint closed`
  }
  expect(await house.sql`select 1 from care_plans where patient_id = ${patientId}`).toEqual([])
  expect(await ledger()).toEqual([])
})

test('the plan of another hospital does not exist', async () => {
  const [own, foreign] = [await openRecord(), await openRecord()]
  const { id } = (await foreign.start()).body
  for (const answer of [
    await own.doctor.get(`/api/care-plans/${id}`),
    await own.doctor.patch(`/api/care-plans/${id}`, { status: 'completed' }, 1),
    await own.doctor.post(`/api/care-plans/${id}/replan`, { reason: 'x' }, { 'if-match': '"1"' }),
    await own.doctor.post(foreign.url, { protocolVersionId: own.protocolVersionId, ...girl }),
  ])
    expect(answer).toMatchObject({ status: 404, body: { type: '/problems/not-found' } })
})
