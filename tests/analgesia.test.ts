import { today } from 'server/today'
import { addDays } from 'shared/calendar-day'
import { describe, expect, test } from 'vitest'
import { aPatient, openHouse } from './support/house.js'

const house = await openHouse()
const ABSENT = '01890a5d-ac96-774b-bcce-b302099a8057'
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const hoursAgo = (hours: number) => minutesAgo(hours * 60)
const bornYearsAgo = (years: number) => addDays(today(), -Math.round(years * 365.25) - 20)

/** A child of 5 years and 20 kg, measured today. */
async function openRecord({ years = 5, weightKg = 20 as number | null, measuredOn = today() } = {}) {
  const hospital = await house.openHospital()
  const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const made = await nurse.post('/api/patients', aPatient(hospital.id, { birthDate: bornYearsAgo(years) }))
  expect(made.status, made.text).toBe(201)
  const record = `/api/patients/${made.body.id}`
  if (weightKg !== null) await nurse.post(`${record}/body-measurements`, { effectiveOn: measuredOn, weightKg })
  const at = (part: string) => `${record}/${part}`
  const plan = (body: Record<string, unknown>, headers?: Record<string, string>) =>
    nurse.post(at('analgesic-plans'), { step: 1, orders: [], ...body }, headers)
  const give = (body: Record<string, unknown>, headers?: Record<string, string>) =>
    nurse.post(at('analgesic-administrations'), body, headers)
  const check = (body: Record<string, unknown>) => nurse.post(at('sedation-checks'), { scale: 'POSS', ...body })
  return { hospital, nurse, record, at, plan, give, check, patientId: made.body.id as string }
}

const paracetamol = { role: 'regular', drug: 'Paracetamol', route: 'PO', dose: 300, unit: 'mg', intervalHours: 6 }
const prescription = { prescriptionFolio: 'RE-0001', expiresOn: addDays(today(), 10) }
const morphine = {
  role: 'regular',
  drug: 'morfina',
  route: 'PO',
  dose: 4,
  unit: 'mg',
  intervalHours: 4,
  ...prescription,
}
const laxative = { role: 'bowel-prophylaxis', drug: 'senósidos', route: 'PO', dose: 5, unit: 'mL', intervalHours: 24 }
const given = { role: 'regular', drug: 'paracetamol', route: 'PO', dose: 300, unit: 'mg' }
const opioid = { role: 'regular', drug: 'morfina', route: 'IV', dose: 2, unit: 'mg' }
const reason = (...codes: string[]): { code: string; reason: string }[] =>
  codes.map((code) => ({ code, reason: 'Lo pidió la clínica del dolor' }))
const codesOf = ({ body }: { body: { warnings?: { code: string }[] } }) => body.warnings?.map(({ code }) => code)

describe('a plan', () => {
  test('is read as it was written, with the dose that the weight gives, its derivation and the law of its opioid', async () => {
    const { plan, nurse, at, patientId, record } = await openRecord()
    const perKg = { ...paracetamol, dose: undefined, perKg: 15, roundTo: 5 }
    const made = await plan({ step: 2, reviewOn: addDays(today(), 2), orders: [perKg, morphine, laxative] })
    expect(made.status, made.text).toBe(201)
    expect(made.headers['etag']).toBe('"1"')
    expect(made.body).toMatchObject({
      ...{ version: 1, patientId, status: 'active', protocol: 'children', protocolVersion: '1.1', step: 2 },
      ...{ targetScore: 3, weightKg: 20, replacedPlanId: null, confirmedWarnings: [], recordedBy: nurse.userId },
      orders: [
        {
          // 15 mg/kg × 20 kg = 300 mg
          ...{ drug: 'paracetamol', dose: 300, unit: 'mg', intervalHours: 6, controlledFraction: null, expired: false },
          derivation: {
            factId: 'APAP-PO-3M-12Y',
            perKg: 15,
            unit: 'mg',
            weightKg: 20,
            raw: 300,
            cap: 1000,
            rounding: 5,
            dose: 300,
          },
        },
        { drug: 'morfina', dose: 4, controlledFraction: 'I', ...prescription, derivation: null, opioidStatus: 'naive' },
        { drug: 'senosidos', role: 'bowel-prophylaxis', unit: 'mL' },
      ],
    })
    expect((await nurse.get(at('analgesic-plans'))).body).toEqual({ items: [made.body], nextCursor: null })
    expect(await house.auditTrail()).toContainEqual(['create', 'AnalgesicPlan', made.body.id])
    expect((await nurse.get(`${record}/timeline`)).body.items).toContainEqual(
      expect.objectContaining({
        kind: 'analgesic-plan',
        on: today(),
        details: { step: 2, planStatus: 'active', drugs: ['paracetamol', 'morfina', 'senosidos'] },
      }),
    )
  })

  test.each<[string, Record<string, unknown>, [string, string][]]>([
    ['a dose of nothing', { orders: [{ ...paracetamol, dose: 0 }] }, [['#/orders/0/dose', 'dose-not-positive']]],
    [
      'a hundred times the dose',
      { orders: [{ ...paracetamol, dose: 30_000 }] },
      [['#/orders/0/dose', 'dose-hundredfold']],
    ],
    ['an hour of a tablet', { orders: [{ ...paracetamol, unit: 'mg/h' }] }, [['#/orders/0/unit', 'unit-not-of-route']]],
    ['neither dose nor per kg', { orders: [{ ...paracetamol, dose: undefined }] }, [['#/orders/0/dose', 'required']]],
    [
      'two that disagree',
      { orders: [{ ...paracetamol, perKg: 10 }] },
      [['#/orders/0/dose', 'dose-differs-from-per-kg']],
    ],
    ['no hours', { orders: [{ ...paracetamol, intervalHours: null }] }, [['#/orders/0/intervalHours', 'required']]],
    [
      'two drugs in one',
      { orders: [{ ...paracetamol, drug: 'tramadol y paracetamol' }] },
      [['#/orders/0/drug', 'one-drug-each']],
    ],
    [
      'morphine without folio',
      { step: 2, orders: [{ ...morphine, prescriptionFolio: null }] },
      [['#/orders/0/prescriptionFolio', 'required']],
    ],
    [
      'morphine without expiry',
      { step: 2, orders: [{ ...morphine, expiresOn: null }] },
      [['#/orders/0/expiresOn', 'required']],
    ],
    [
      'a prescription that ran out',
      { step: 2, orders: [{ ...morphine, expiresOn: addDays(today(), -1) }] },
      [['#/orders/0/expiresOn', 'past-date']],
    ],
    ['a third step for children', { protocol: 'children', step: 3 }, [['#/step', 'step-not-of-protocol']]],
    ['the same by age', { step: 3 }, [['#/step', 'step-not-of-protocol']]],
    ['a review in the past', { reviewOn: addDays(today(), -1) }, [['#/reviewOn', 'past-date']]],
    ['a start in the future', { startedAt: hoursAgo(-2) }, [['#/startedAt', 'future-date']]],
    ['a start before birth', { startedAt: '2001-01-01T00:00:00Z' }, [['#/startedAt', 'before-birth']]],
    ['a target of 11', { targetScore: 11 }, [['#/targetScore', 'too-large']]],
    [
      'a reason that nothing asked for',
      { confirmedWarnings: reason('replaces-plan') },
      [['#/confirmedWarnings/0/code', 'override-not-needed']],
    ],
    [
      'the same in an order',
      { orders: [{ ...paracetamol, confirmedWarnings: reason('drug-avoided') }] },
      [['#/orders/0/confirmedWarnings/0/code', 'override-not-needed']],
    ],
  ])('%s is refused by name', async (_case, body, expected) => {
    const { plan, nurse, at } = await openRecord()
    const refused = await plan(body)
    expect(refused.status, refused.text).toBe(400)
    expect(refused.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code])).toEqual(
      expected,
    )
    expect((await nurse.get(at('analgesic-plans'))).body.items).toEqual([])
  })

  test.each<[string, number, Record<string, unknown>, string[]]>([
    [
      'codeine at 10 years',
      10,
      { drug: 'codeina', dose: 15, controlledFraction: 'II', ...prescription },
      ['age-contraindicated', 'no-dose-fact', 'weak-opioid-step', 'bowel-prophylaxis-missing'],
    ],
    [
      'morphine above its maximum',
      5,
      { ...morphine, dose: 8 },
      ['single-dose-over-maximum', 'bowel-prophylaxis-missing'],
    ],
    [
      'paracetamol above 75 mg/kg in a day',
      5,
      { ...paracetamol, intervalHours: 4 },
      ['too-many-doses', 'daily-dose-over-maximum'],
    ],
    [
      'an opioid of no known fraction',
      30,
      { drug: 'buprenorfina', route: 'SL', dose: 200, unit: 'ug' },
      ['no-dose-fact', 'fraction-missing', 'bowel-prophylaxis-missing'],
    ],
  ])('%s asks for a reason, order by order, each with whence it comes', async (_case, years, order, codes) => {
    const { plan } = await openRecord({ years })
    const whole = { ...paracetamol, ...order }
    const asked = await plan({ orders: [whole] })
    expect(asked.status, asked.text).toBe(409)
    expect(asked.body.type).toBe('/problems/needs-confirmation')
    expect(codesOf(asked)?.sort()).toEqual([...codes].sort())
    for (const { code, ruleId, factId, source } of asked.body.warnings)
      if (code !== 'no-dose-fact')
        expect([ruleId ?? factId, source], code).toEqual([expect.any(String), expect.any(String)])
    const ofPlan = codes.filter((code) => code === 'bowel-prophylaxis-missing')
    const ofOrder = codes.filter((code) => code !== 'bowel-prophylaxis-missing')
    const answered = {
      orders: [{ ...whole, confirmedWarnings: reason(...ofOrder) }],
      confirmedWarnings: reason(...ofPlan),
    }
    const kept = await plan(answered)
    expect(kept.status, kept.text).toBe(201)
    expect(kept.body.orders[0].confirmedWarnings).toEqual(reason(...ofOrder))
    expect(kept.body.noBowelProphylaxisReason).toBe(ofPlan.length > 0 ? reason('x')[0]?.reason : null)
    expect(await house.auditTrail()).toContainEqual(['override', 'AnalgesicPlan', kept.body.id])
  })

  test('a reason of one order answers for no other', async () => {
    const { plan } = await openRecord()
    const high = { ...paracetamol, dose: 400, intervalHours: 8 }
    const ibuprofen = { ...high, drug: 'ibuprofeno', dose: 300, intervalHours: 12 }
    const asked = await plan({ orders: [{ ...high, confirmedWarnings: reason('dose-above-range') }, ibuprofen] })
    expect(asked.body.warnings).toMatchObject([
      {
        pointer: '#/orders/1/dose',
        code: 'dose-above-range',
        factId: expect.stringMatching(/^IBU/),
        value: 300,
        limit: 200,
        unit: 'mg',
      },
    ])
  })

  test('an old weight asks when a dose leans on it, none at all is asked for', async () => {
    const old = await openRecord({ measuredOn: addDays(today(), -31) })
    expect((await old.plan({ orders: [paracetamol] })).body.warnings).toMatchObject([
      { pointer: '#/weightKg', code: 'weight-old', weightKg: 20, measuredOn: addDays(today(), -31), days: 31 },
    ])
    expect((await old.plan({ orders: [paracetamol], weightKg: 21 })).status).toBe(201)
    const none = await openRecord({ weightKg: null })
    const unweighed = await none.plan({ orders: [paracetamol] })
    expect(unweighed.body.warnings).toMatchObject([{ pointer: '#/orders/0/dose', code: 'weight-missing' }])
    const answered = { ...paracetamol, confirmedWarnings: reason('weight-missing') }
    expect((await none.plan({ orders: [answered] })).status).toBe(201)
    expect((await none.plan({ orders: [{ ...paracetamol, dose: undefined, perKg: 10 }] })).body.errors).toContainEqual({
      pointer: '#/weightKg',
      code: 'weight-required',
    })
  })

  test('a new one ends the one in force, said and confirmed', async () => {
    const { plan, nurse, at } = await openRecord()
    const first = (await plan({ orders: [paracetamol] })).body
    const asked = await plan({ note: 'otro' })
    expect(asked.body.warnings).toMatchObject([{ code: 'replaces-plan', planId: first.id }])
    const second = await plan({ note: 'otro', confirmedWarnings: reason('replaces-plan') })
    expect(second.body).toMatchObject({ replacedPlanId: first.id, status: 'active' })
    const { items } = (await nurse.get(at('analgesic-plans'))).body
    expect(items).toMatchObject([
      { id: second.body.id, status: 'active' },
      {
        id: first.id,
        status: 'ended',
        version: 2,
        endReason: 'Lo pidió la clínica del dolor',
        orders: [{ status: 'stopped' }],
      },
    ])
  })

  test('two that race leave one in force', async () => {
    const { plan, nurse, at } = await openRecord()
    const answers = await Promise.all([plan({ note: 'uno' }), plan({ note: 'dos' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await nurse.get(at('analgesic-plans'))).body.items).toHaveLength(1)
  })

  test('the same key and body is kept once, another body under it is refused', async () => {
    const { plan, nurse, at } = await openRecord()
    const key = { 'idempotency-key': 'un-solo-plan' }
    const [first, again] = [await plan({ orders: [paracetamol] }, key), await plan({ orders: [paracetamol] }, key)]
    expect(first.status).toBe(201)
    expect(again.body).toEqual(first.body)
    expect((await nurse.get(at('analgesic-plans'))).body.items).toHaveLength(1)
    expect((await plan({ orders: [] }, key)).status).toBe(422)
  })

  test('is changed against the version that was read, and what stood before is kept', async () => {
    const { plan, nurse, at } = await openRecord()
    const { id } = (await plan({ orders: [paracetamol] })).body
    const url = at(`analgesic-plans/${id}`)
    const edited = await nurse.patch(url, { targetScore: 2, nonDrugMeasures: ['heat', 'music'] }, 1)
    expect(edited).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { version: 2, targetScore: 2, nonDrugMeasures: ['heat', 'music'] },
    })
    expect(await nurse.patch(url, { note: 'tarde' }, 1)).toMatchObject({
      status: 412,
      body: { current: { version: 2, targetScore: 2 }, changedBy: nurse.userId, changedAt: expect.any(String) },
    })
    expect((await nurse.ask('PATCH', url, { note: 'x' })).status).toBe(428)
    const kept =
      await house.sql`select version, before->>'targetScore' as target from analgesic_plan_versions where plan_id = ${id}`
    expect([...kept]).toEqual([{ version: 1, target: '3' }])
    expect((await nurse.patch(url, {}, 2)).body.errors).toEqual([{ pointer: '#', code: 'nothing-to-change' }])
    expect((await nurse.patch(url, { step: 3 }, 2)).body.errors).toEqual([
      { pointer: '#/step', code: 'step-not-of-protocol' },
    ])
  })

  test('takes another order judged beside those that stand, and stops one', async () => {
    const { plan, nurse, at } = await openRecord()
    const { id, orders } = (await plan({ orders: [paracetamol] })).body
    const rescue = { ...paracetamol, role: 'rescue', intervalHours: null, maxDosesPerDay: 2 }
    const asked = await nurse.post(at(`analgesic-plans/${id}/orders`), { order: rescue })
    // 300 mg × 4 + 300 mg × 2 = 1800 mg, over 20 kg × 75 mg/kg
    expect(asked.body.warnings).toMatchObject([
      { pointer: '#/order/dose', code: 'daily-dose-over-maximum', ruleId: 'R-APAP-DAY', value: 1800, limit: 1500 },
    ])
    const order = { ...rescue, confirmedWarnings: reason('daily-dose-over-maximum') }
    expect((await nurse.post(at(`analgesic-plans/${id}/orders`), { order })).body).toMatchObject({
      version: 2,
      orders: [{}, { role: 'rescue' }],
    })
    const stop = at(`analgesic-plans/${id}/orders/${orders[0].id}/stop`)
    const stopped = await nurse.post(stop, { reason: 'Vomita' })
    expect(stopped.body).toMatchObject({
      version: 3,
      orders: [{ status: 'stopped', stopReason: 'Vomita', stoppedBy: nurse.userId }, { status: 'active' }],
    })
    expect(await nurse.post(stop, { reason: 'otra vez' })).toMatchObject({
      status: 409,
      body: { type: '/problems/order-stopped' },
    })
  })

  test('an opioid by the clock without a laxative keeps why', async () => {
    const { plan, nurse, at } = await openRecord()
    const { id } = (await plan({ step: 2, orders: [morphine], noBowelProphylaxisReason: 'Tiene diarrea' })).body
    const url = at(`analgesic-plans/${id}`)
    expect((await nurse.patch(url, { noBowelProphylaxisReason: null }, 1)).body.errors).toEqual([
      { pointer: '#/noBowelProphylaxisReason', code: 'required' },
    ])
  })

  test('ends with its orders and is changed no more; a mistake only while nothing was given by it', async () => {
    const { plan, nurse, at, give } = await openRecord()
    const first = (await plan({ orders: [paracetamol] })).body
    const url = at(`analgesic-plans/${first.id}`)
    await give({ orderId: first.orders[0].id })
    expect(await nurse.post(`${url}/entered-in-error`, { reason: 'Otra niña' })).toMatchObject({
      status: 409,
      body: { type: '/problems/plan-has-records' },
    })
    expect((await nurse.post(`${url}/end`, { reason: 'x', at: hoursAgo(3) })).body.errors).toEqual([
      { pointer: '#/at', code: 'end-before-start' },
    ])
    expect((await nurse.post(`${url}/end`, { reason: 'Ya no duele' })).body).toMatchObject({
      status: 'ended',
      endReason: 'Ya no duele',
      orders: [{ status: 'stopped' }],
    })
    for (const refused of [
      await nurse.patch(url, { note: 'x' }, 2),
      await nurse.post(`${url}/end`, { reason: 'x' }),
      await nurse.post(`${url}/orders`, { order: paracetamol }),
    ])
      expect(refused).toMatchObject({ status: 409, body: { type: '/problems/analgesic-plan-ended' } })
    const second = (await plan({})).body
    const marked = await nurse.post(at(`analgesic-plans/${second.id}/entered-in-error`), { reason: 'Otra niña' })
    expect(marked.body).toMatchObject({
      status: 'entered-in-error',
      enteredInError: { reason: 'Otra niña', by: nurse.userId },
    })
  })

  test('a rise of more than half within a day asks why', async () => {
    const { plan } = await openRecord()
    const orders = (dose: number, more = {}) => ({
      step: 2,
      orders: [{ ...morphine, dose, ...more }, laxative],
      opioidStatus: 'exposed',
    })
    await plan(orders(4))
    const asked = await plan({ ...orders(7), confirmedWarnings: reason('replaces-plan') })
    // 4 mg × 6 = 24 mg a day; half more is 36 mg; 7 mg × 6 = 42 mg
    expect(asked.body.warnings).toMatchObject([
      { code: 'titration-too-fast', ruleId: 'R-TITR', value: 42, limit: 36, unit: 'mg' },
    ])
    expect((await plan({ ...orders(6), confirmedWarnings: reason('replaces-plan') })).status).toBe(201)
  })
})

describe('a dose', () => {
  test('by its order is the order’s, starts the clock of its route and is read, audited and on the timeline', async () => {
    const { plan, give, nurse, at, record } = await openRecord()
    const [order] = (await plan({ orders: [paracetamol] })).body.orders
    const givenAt = minutesAgo(2)
    const recorded = await give({ orderId: order.id, givenAt })
    expect(recorded.status, recorded.text).toBe(201)
    expect(recorded.body).toMatchObject({
      ...{ orderId: order.id, role: 'regular', drug: 'paracetamol', route: 'PO', dose: 300, unit: 'mg', givenAt },
      ...{ performerId: nurse.userId, status: 'final', confirmedWarnings: [], opioidStatus: 'naive' },
      reassessDueAt: new Date(Date.parse(givenAt) + 3_600_000).toISOString(),
    })
    expect((await nurse.get(at('analgesic-administrations'))).body).toEqual({
      items: [recorded.body],
      nextCursor: null,
    })
    expect(await house.auditTrail()).toContainEqual(['create', 'AnalgesicAdministration', recorded.body.id])
    expect((await nurse.get(at('analgesic-plans'))).body.items[0].orders[0]).toMatchObject({
      lastGivenAt: givenAt,
      givenInDay: 1,
    })
    expect((await nurse.get(`${record}/timeline`)).body.items).toContainEqual(
      expect.objectContaining({
        kind: 'analgesic-administration',
        details: expect.objectContaining({ drug: 'paracetamol', dose: 300 }),
      }),
    )
  })

  test.each<[string, number | null]>([
    ['IV', 30],
    ['SC', 30],
    ['PO', 60],
  ])('by %s is looked at again after %d minutes', async (route, minutes) => {
    const { give } = await openRecord()
    const { givenAt, reassessDueAt } = (await give({ ...opioid, route, dose: route === 'PO' ? 4 : 2 })).body
    expect(Date.parse(reassessDueAt) - Date.parse(givenAt)).toBe((minutes ?? 0) * 60_000)
  })

  test('of a laxative or of what works over days starts no clock', async () => {
    const { give } = await openRecord()
    for (const quiet of [
      { role: 'bowel-prophylaxis', drug: 'lactulosa', route: 'PO', dose: 10, unit: 'mL' },
      { role: 'adjuvant', drug: 'gabapentina', route: 'PO', dose: 100, unit: 'mg' },
    ])
      expect((await give(quiet)).body.reassessDueAt).toBeNull()
  })

  test.each<[string, Record<string, unknown>, [string, string][]]>([
    ['nothing', { ...given, dose: 0 }, [['#/dose', 'dose-not-positive']]],
    [
      'half of it unsaid',
      { drug: 'paracetamol', route: 'PO' },
      [
        ['#/role', 'required'],
        ['#/dose', 'required'],
        ['#/unit', 'required'],
      ],
    ],
    ['in the future', { ...given, givenAt: hoursAgo(-1) }, [['#/givenAt', 'future-date']]],
    ['before birth', { ...given, givenAt: '2001-01-01T00:00:00Z' }, [['#/givenAt', 'before-birth']]],
    ['a hundred times too much', { ...opioid, dose: 300 }, [['#/dose', 'dose-hundredfold']]],
    ['millilitres of morphine', { ...opioid, unit: 'mL' }, [['#/unit', 'unit-not-of-medication']]],
    ["somebody else's order", { orderId: ABSENT }, [['#/orderId', 'order-unknown']]],
    [
      "somebody else's assessment",
      { ...given, answersAssessmentId: ABSENT },
      [['#/answersAssessmentId', 'assessment-unknown']],
    ],
    ['an effect without antagonist', { ...given, effect: 'sedation' }, [['#/effect', 'only-with-antagonist']]],
    [
      'naloxone as a rescue',
      { role: 'rescue', drug: 'naloxona', route: 'IV', dose: 0.2, unit: 'mg' },
      [['#/role', 'role-not-of-drug']],
    ],
  ])('%s is refused by name', async (_case, body, expected) => {
    const { give, nurse, at } = await openRecord()
    const refused = await give(body)
    expect(refused.status, refused.text).toBe(400)
    expect(refused.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code])).toEqual(
      expected,
    )
    expect((await nurse.get(at('analgesic-administrations'))).body.items).toEqual([])
  })

  test('another drug, route or role than the order, or after it stopped, is not by the order', async () => {
    const { plan, give, nurse, at } = await openRecord()
    const { id, orders } = (await plan({ orders: [paracetamol] })).body
    const by = { orderId: orders[0].id }
    for (const [field, value] of [
      ['drug', 'ibuprofeno'],
      ['route', 'IV'],
      ['role', 'rescue'],
    ] as const)
      expect((await give({ ...by, [field]: value })).body.errors).toContainEqual({
        pointer: `#/${field}`,
        code: 'not-of-order',
      })
    await nurse.post(at(`analgesic-plans/${id}/orders/${orders[0].id}/stop`), { reason: 'Vomita' })
    expect((await give({ ...by, givenAt: minutesAgo(-1) })).body.errors).toEqual([
      { pointer: '#/orderId', code: 'order-stopped' },
    ])
  })

  test('by a prescription that ran out asks for a reason and is not stopped', async () => {
    const { plan, give } = await openRecord()
    const [order] = (await plan({ step: 2, orders: [morphine, laxative] })).body.orders
    await house.sql`update analgesic_orders set expires_on = ${addDays(today(), -1)} where id = ${order.id}`
    expect((await give({ orderId: order.id })).body.warnings).toEqual([
      { pointer: '#/orderId', code: 'order-expired', expiresOn: addDays(today(), -1) },
    ])
    const kept = await give({ orderId: order.id, confirmedWarnings: reason('order-expired') })
    expect(kept.body.confirmedWarnings).toEqual(reason('order-expired'))
    expect(await house.auditTrail()).toContainEqual(['override', 'AnalgesicAdministration', kept.body.id])
  })

  test('other than ordered, too early, too much in a day, each by name', async () => {
    const { plan, give } = await openRecord()
    const [order] = (await plan({ orders: [paracetamol] })).body.orders
    expect((await give({ orderId: order.id, dose: 280 })).status).toBe(201)
    expect((await give({ orderId: order.id, givenAt: minutesAgo(-5) })).body.warnings).toMatchObject([
      { code: 'interval-too-early', limit: 6, unit: 'h', otherGivenAt: expect.any(String) },
    ])
    const more = await openRecord()
    for (const hours of [20, 15, 10, 5])
      expect((await more.give({ ...given, givenAt: hoursAgo(hours) })).status).toBe(201)
    // 5 × 300 mg = 1500 mg = 20 kg × 75 mg/kg
    expect((await more.give(given)).body.warnings).toMatchObject([
      { pointer: '#/dose', code: 'too-many-doses', factId: 'APAP-PO-3M-12Y', value: 5, limit: 4 },
    ])
    expect((await more.give({ ...given, confirmedWarnings: reason('too-many-doses') })).status).toBe(201)
    const over = await openRecord()
    for (const hours of [23, 18, 13, 8]) await over.give({ ...given, givenAt: hoursAgo(hours) })
    await over.give({ ...given, givenAt: hoursAgo(4), confirmedWarnings: reason('too-many-doses') })
    expect((await over.give(given)).body.warnings).toMatchObject([
      { code: 'daily-dose-over-maximum', ruleId: 'R-APAP-DAY', value: 1800, limit: 1500 },
      { code: 'too-many-doses', value: 5, limit: 4 },
    ])
  })

  test('more than a tenth off its order asks why, and its range again', async () => {
    const { plan, give } = await openRecord()
    const [order] = (await plan({ orders: [paracetamol] })).body.orders
    expect((await give({ orderId: order.id, dose: 500 })).body.warnings).toMatchObject([
      { code: 'dose-above-range', value: 500, limit: 300 },
      { pointer: '#/dose', code: 'dose-differs-from-order', ordered: 300, unit: 'mg' },
    ])
  })

  test('four a day by the clock are no more where a round comes minutes early', async () => {
    const { plan, give } = await openRecord()
    const [order] = (await plan({ orders: [paracetamol] })).body.orders
    for (const hours of [23.5, 17.7, 11.8, 5.9])
      expect((await give({ orderId: order.id, givenAt: hoursAgo(hours) })).status).toBe(201)
    expect((await give({ orderId: order.id })).status).toBe(201)
  })

  test.each(['regular', 'rescue'])('beyond what a %s order allows in a day asks why', async (role) => {
    const { plan, give } = await openRecord()
    const order = { ...paracetamol, dose: 200, role, intervalHours: role === 'regular' ? 6 : null, maxDosesPerDay: 2 }
    const [{ id: orderId }] = (await plan({ orders: [order] })).body.orders
    for (const hours of [15, 8]) expect((await give({ orderId, givenAt: hoursAgo(hours) })).status).toBe(201)
    const asked = await give({ orderId })
    expect(asked.body.warnings).toContainEqual(
      expect.objectContaining({ pointer: '#/orderId', code: 'too-many-doses', value: 3, limit: 2 }),
    )
    expect(codesOf(asked)?.filter((code) => code === 'too-many-doses')).toHaveLength(1)
  })

  test('a rescue allowed more often than the facts foresee asks at the order, and not again at each dose', async () => {
    const { plan, give } = await openRecord()
    const rescue = { ...paracetamol, dose: 200, role: 'rescue', intervalHours: null, maxDosesPerDay: 5 }
    const asked = await plan({ orders: [rescue] })
    expect(asked.body.warnings).toMatchObject([
      { pointer: '#/orders/0/maxDosesPerDay', code: 'too-many-doses', factId: 'APAP-PO-3M-12Y', value: 5, limit: 4 },
    ])
    const answered = { ...rescue, confirmedWarnings: reason('too-many-doses') }
    const [{ id: orderId }] = (await plan({ orders: [answered] })).body.orders
    for (const [count, hours] of [21, 16, 11, 6].entries())
      await give({
        ...{ orderId, givenAt: hoursAgo(hours) },
        confirmedWarnings: count >= 2 ? reason('rescues-in-a-day') : [],
      })
    expect(codesOf(await give({ orderId }))).toEqual(['rescues-in-a-day'])
  })

  test.each([
    ['a child', 10, 2],
    ['an adult', 30, 4],
  ])('of ketorolac on more days than %s may have it asks why', async (_case, years, limit) => {
    const { give } = await openRecord({ years, weightKg: 40 })
    const ketorolac = { role: 'regular', drug: 'ketorolaco', route: 'IV', dose: 30, unit: 'mg' }
    for (let days = limit; days > 0; days--) {
      const kept = await give({
        ...ketorolac,
        givenAt: hoursAgo(days * 24 + 1),
        confirmedWarnings: reason('late-entry'),
      })
      expect(kept.status, kept.text).toBe(201)
    }
    const asked = await give(ketorolac)
    expect(asked.body.warnings).toMatchObject([
      { pointer: '#/drug', code: 'too-many-days', factId: expect.stringMatching(/^KET/), value: limit + 1, limit },
    ])
    expect((await give({ ...ketorolac, confirmedWarnings: reason('too-many-days') })).status).toBe(201)
  })

  describe('of an anti-inflammatory near chemotherapy', () => {
    const ibuprofen = { role: 'regular', drug: 'ibuprofeno', route: 'PO', dose: 150, unit: 'mg' }
    type Row = { medication?: string; status?: string; plannedIn?: number; given?: number; substitute?: string }
    async function treated({ medication = 'cisplatino', status = 'planned', plannedIn = 0, given, substitute }: Row) {
      const record = await openRecord()
      await house.sql`insert into medication_administrations (id, patient_id, managing_organization_id, medication, purpose,
          route, planned_on, unit, status, given_at, dose_given, status_reason, substitution)
        values (${crypto.randomUUID()}, ${record.patientId}, ${record.hospital.id}, ${medication}, 'antineoplastic',
          'IV', ${addDays(today(), plannedIn)}, 'mg', ${status}, ${given === undefined ? null : hoursAgo(given * 24)},
          ${given === undefined ? null : 10}, ${status === 'not-done' ? 'other' : null},
          ${substitute === undefined ? null : house.sql.json({ toMedication: substitute })})`
      return record
    }

    test.each<[string, Row, boolean]>([
      ['cisplatin planned for today', {}, true],
      ['cisplatin planned in a week', { plannedIn: 7 }, true],
      ['cisplatin planned in eight days', { plannedIn: 8 }, false],
      [
        'ifosfamide given seven days ago',
        { medication: 'ifosfamida', status: 'completed', plannedIn: -9, given: 7 },
        true,
      ],
      ['methotrexate given today', { medication: 'metotrexato', status: 'completed', given: 0 }, true],
      ['methotrexate given eight days ago', { medication: 'metotrexato', status: 'completed', given: 8 }, false],
      ['cisplatin that was not given', { status: 'not-done' }, false],
      ['cisplatin that was a mistake', { status: 'entered-in-error', given: 1 }, false],
      [
        'cisplatin in the place of another',
        { medication: 'vincristina', status: 'completed', given: 1, substitute: 'cisplatino' },
        true,
      ],
      ['another in the place of cisplatin', { status: 'completed', given: 1, substitute: 'carboplatino' }, false],
      ['vincristine', { medication: 'vincristina' }, false],
    ])('%s', async (_case, row, asks) => {
      const { give, plan } = await treated(row)
      const order = { ...ibuprofen, intervalHours: 8 }
      const warned = [await give(ibuprofen), await plan({ orders: [order] })]
      const codes = asks ? ['nsaid-with-chemotherapy'] : undefined
      expect(warned.map(codesOf)).toEqual([codes, codes])
      expect((await give({ role: 'regular', drug: 'paracetamol', route: 'PO', dose: 300, unit: 'mg' })).status).toBe(
        201,
      )
    })

    test('says which, when and by what rule, and is not asked again by the order that answered it', async () => {
      const { give, plan, patientId, hospital } = await treated({ plannedIn: 3 })
      const order = { ...ibuprofen, intervalHours: 8 }
      const asked = await plan({ orders: [order] })
      const cisplatin = { medication: 'cisplatino', given: false, label: { es: 'Cisplatino', en: 'Cisplatin' } }
      expect(asked.body.warnings).toMatchObject([
        { pointer: '#/orders/0/drug', ruleId: 'R-AINE-ONC', chemotherapy: [{ ...cisplatin, on: addDays(today(), 3) }] },
      ])
      const answered = { ...order, confirmedWarnings: reason('nsaid-with-chemotherapy') }
      const [{ id: orderId }] = (await plan({ orders: [answered] })).body.orders
      expect((await give({ orderId, givenAt: hoursAgo(9) })).status).toBe(201)
      await house.sql`update analgesic_orders set recorded_at = now() - interval '6 days' where id = ${orderId}`
      expect((await give({ orderId })).body.warnings).toMatchObject([
        { code: 'nsaid-with-chemotherapy', pointer: '#/drug' },
      ])
      expect(
        await house.sql`select id from analgesic_administrations where patient_id = ${patientId} and managing_organization_id = ${hospital.id}`,
      ).toHaveLength(1)
    })
  })

  test('names a colleague of the hospital as who gave it, and nobody else', async () => {
    const umbrella = await house.openHospital({ ooadCode: '20' })
    const { give, hospital } = await openRecord()
    await house.sql`update organizations set reports_to_ooad = '20' where id = ${hospital.id}`
    const colleague = await house.signIn('hospital-staff', { organizationId: hospital.id })
    const ofOoad = await house.signIn('hospital-staff', { ooadCode: '20' })
    const gone = await house.signIn('hospital-staff', { organizationId: hospital.id })
    await house.sql`update users set active = false where id = ${gone.userId}`
    const revoked = await house.signIn('hospital-staff', { organizationId: hospital.id })
    await house.sql`update grants set revoked_at = now() where user_id = ${revoked.userId}`
    const others = [
      await house.signIn('hospital-staff', { organizationId: umbrella.id }),
      await house.signIn('hospital-staff', { national: true }),
      await house.signIn('coordinator', { organizationId: hospital.id }),
      await house.signIn('family', { organizationId: hospital.id }),
    ]
    for (const performerId of [...others, gone, revoked].map(({ userId }) => userId).concat(ABSENT))
      expect((await give({ ...given, performerId })).body.errors).toEqual([
        { pointer: '#/performerId', code: 'unknown-performer' },
      ])
    for (const [count, { userId: performerId }] of [colleague, ofOoad].entries())
      expect((await give({ ...given, performerId, givenAt: hoursAgo(12 - count * 6) })).body).toMatchObject({
        performerId,
      })
  })

  test('the third rescue in a day asks to look at the plan', async () => {
    const { give } = await openRecord()
    const rescue = { ...opioid, role: 'rescue' }
    for (const hours of [12, 6]) expect((await give({ ...rescue, givenAt: hoursAgo(hours) })).status).toBe(201)
    expect((await give(rescue)).body.warnings).toMatchObject([
      { code: 'rescues-in-a-day', ruleId: 'R-BTP-CNT', value: 3, limit: 3 },
    ])
  })

  test('of an opioid after a check of POSS 3 or 4 asks for a reason, after a better one no more', async () => {
    const { give, check } = await openRecord()
    await check({ value: '3', effectiveDateTime: minutesAgo(30) })
    const asked = await give(opioid)
    expect(asked.body.warnings).toMatchObject([
      { pointer: '#/drug', code: 'sedated-no-opioid', ruleId: 'R-SED', scale: 'POSS', scaleValue: '3' },
    ])
    expect((await give(given)).status).toBe(201)
    await check({ value: '2', effectiveDateTime: minutesAgo(5) })
    expect((await give(opioid)).status).toBe(201)
  })

  test.each<[string, number, Record<string, unknown>, string[], RegExp]>([
    ['slow breathing', 5, { respiratoryRate: 10 }, ['breathing-slow'], /respiración más lenta/],
    ['very slow breathing of an adult', 30, { respiratoryRate: 6 }, ['breathing-emergency'], /respiración muy lenta/],
    ['low oxygen', 5, { oxygenSaturation: 85 }, ['oxygen-low'], /oxígeno bajo/],
    [
      'all of it',
      5,
      { value: '3', respiratoryRate: 10, oxygenSaturation: 85 },
      ['too-sedated', 'breathing-slow', 'oxygen-low'],
      /demasiada sedación, respiración más lenta que el límite, oxígeno bajo.*POSS 3/,
    ],
  ])('of an opioid after a check with %s asks for a reason that names it', async (_case, years, body, alerts, text) => {
    const { give, check } = await openRecord({ years, weightKg: years > 18 ? 70 : 20 })
    await check({ value: '1', ...body, effectiveDateTime: minutesAgo(10) })
    const dose = { ...opioid, dose: years > 18 ? 5 : 2 }
    expect((await give(dose)).body.warnings).toMatchObject([
      {
        ...{ pointer: '#/drug', code: 'sedated-no-opioid', alerts, text: expect.stringMatching(text) },
        ruleId: alerts.includes('too-sedated') ? 'R-SED' : null,
      },
    ])
    await check({ value: '1', respiratoryRate: 24, oxygenSaturation: 97, effectiveDateTime: minutesAgo(2) })
    expect((await give(dose)).status).toBe(201)
  })

  test.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
    ['breaths', { respiratoryRate: 10 }, { oxygenSaturation: 97 }, 'breathing-slow'],
    ['oxygen', { oxygenSaturation: 85 }, { respiratoryRate: 24 }, 'oxygen-low'],
  ])('of an opioid asks on after an alarm until a check has %s again', async (_case, alarm, other, code) => {
    const { give, check } = await openRecord()
    await check({ value: '1', ...alarm, effectiveDateTime: minutesAgo(30) })
    await check({ value: '1', effectiveDateTime: minutesAgo(20) })
    await check({ value: '2', ...other, effectiveDateTime: minutesAgo(15) })
    expect((await give(opioid)).body.warnings).toMatchObject([
      { code: 'sedated-no-opioid', alerts: [code], checkedAt: expect.any(String), scaleValue: '1', ruleId: null },
    ])
    await check({ value: '1', respiratoryRate: 24, oxygenSaturation: 97, effectiveDateTime: minutesAgo(2) })
    expect((await give(opioid)).status).toBe(201)
  })

  test('of an opioid counts an infusion on each day that it ran, and a patch while it lasts', async () => {
    const { give, plan, nurse, at } = await openRecord()
    const infusion = { ...morphine, route: 'IV-infusion', dose: 0.4, unit: 'mg/h', intervalHours: null }
    const made = await plan({ step: 2, orders: [infusion, laxative] })
    expect(made.status, made.text).toBe(201)
    const [{ id: orderId }] = made.body.orders
    const begun = { orderId, givenAt: hoursAgo(60), confirmedWarnings: reason('late-entry') }
    expect((await give(begun)).status).toBe(201)
    expect((await give({ ...opioid, givenAt: minutesAgo(3) })).body.opioidStatus).toBe('exposed')
    await nurse.post(at(`analgesic-plans/${made.body.id}/orders/${orderId}/stop`), { reason: 'Ya no duele' })
    await house.sql`update analgesic_orders set stopped_at = now() - interval '60 hours' where id = ${orderId}`
    const after = await give({ ...opioid, givenAt: minutesAgo(-1), confirmedWarnings: reason('interval-too-early') })
    expect(after.body.opioidStatus, after.text).toBe('naive')
  })

  test('of an opioid is bounded as a first one until three days of a week had one; then twice the largest asks', async () => {
    const { give } = await openRecord()
    expect(codesOf(await give({ ...opioid, dose: 6 }))).toEqual(['dose-above-range', 'single-dose-over-maximum'])
    for (const days of [3, 2, 1])
      await give({ ...opioid, givenAt: hoursAgo(days * 24 + 1), confirmedWarnings: reason('late-entry') })
    expect((await give({ ...opioid, dose: 4 })).body).toMatchObject({ opioidStatus: 'exposed', confirmedWarnings: [] })
    const next = await give({
      ...opioid,
      dose: 9,
      givenAt: minutesAgo(-5),
      confirmedWarnings: reason('interval-too-early'),
    })
    expect(next.body.warnings).toMatchObject([{ code: 'dose-jumped', value: 9, limit: 8 }])
    const far = await give({ ...opioid, dose: 20, givenAt: minutesAgo(-5) })
    expect(far.body.warnings).toMatchObject([
      { pointer: '#/dose', code: 'dose-far-above-start', ruleId: 'R-NOCEIL', value: 20, limit: 12.5, unit: 'mg' },
      { code: 'interval-too-early' },
      { code: 'dose-jumped' },
    ])
  })

  test('of a little opioid on each day of a week makes nobody tolerant: a patch asks until a clinician says so', async () => {
    const { give, plan } = await openRecord()
    const little = { role: 'rescue', drug: 'morfina', route: 'PO', dose: 1, unit: 'mg' }
    for (const days of [6, 5, 4, 3, 2, 1, 0]) {
      const confirmedWarnings = days === 0 ? [] : reason('late-entry')
      const kept = await give({ ...little, givenAt: hoursAgo(days * 24 + 1), confirmedWarnings })
      expect(kept.status, kept.text).toBe(201)
    }
    const patch = { ...morphine, drug: 'fentanilo', route: 'TD', dose: 25, unit: 'ug/h', intervalHours: 72 }
    const body = { step: 2, orders: [patch, laxative] }
    expect((await plan(body)).body.warnings).toMatchObject([
      { pointer: '#/orders/0/route', code: 'only-opioid-tolerant', factId: 'FEN-TD' },
    ])
    const said = await plan({ ...body, opioidStatus: 'tolerant' })
    expect(said.status, said.text).toBe(201)
    expect(said.body.orders[0]).toMatchObject({ opioidStatus: 'tolerant', confirmedWarnings: [] })
  })

  test('of naloxone records the unwanted effect that it answers, in the same breath', async () => {
    const { give, nurse, at } = await openRecord()
    const naloxone = { role: 'antagonist', drug: 'naloxona', route: 'IV', dose: 200, unit: 'ug' }
    const first = await give(naloxone)
    expect(first.body).toMatchObject({ role: 'antagonist', reassessDueAt: null })
    // again after three minutes is what the fact asks for
    expect((await give({ ...naloxone, effect: 'sedation' })).status).toBe(201)
    const { items } = (await nurse.get(at('analgesic-adverse-effects'))).body
    expect(items).toMatchObject([
      { effect: 'sedation' },
      { effect: 'respiratory-depression', administrationId: first.body.id, status: 'final' },
    ])
    expect(await house.auditTrail()).toContainEqual(['create', 'AnalgesicAdverseEffect', items[0].id])
  })

  test('written down a day late asks why', async () => {
    const { give } = await openRecord()
    expect((await give({ ...given, givenAt: hoursAgo(30) })).body.warnings).toMatchObject([
      { pointer: '#/givenAt', code: 'late-entry', hours: 30 },
    ])
  })

  test('answers a pain of this person', async () => {
    const { give, patientId, hospital } = await openRecord()
    const id = '01890a5d-ac96-774b-bcce-b302099a8999'
    await house.sql`insert into pain_assessments (id, patient_id, managing_organization_id, scale, scale_version, score, score_max, severity, effective_at)
      values (${id}, ${patientId}, ${hospital.id}, 'NRS', '1', 8, 10, 'severe', now())`
    expect((await give({ ...given, answersAssessmentId: id })).body).toMatchObject({ answersAssessmentId: id })
    const other = await openRecord()
    expect((await other.give({ ...given, answersAssessmentId: id })).body.errors).toMatchObject([
      { code: 'assessment-unknown' },
    ])
  })

  test('the same key and body is kept once, also when both race', async () => {
    const { give, nurse, at } = await openRecord()
    const key = { 'idempotency-key': 'una-sola-dosis' }
    const [first, second] = await Promise.all([give(given, key), give(given, key)])
    expect(first.status).toBe(201)
    expect(second.body).toEqual(first.body)
    expect((await nurse.get(at('analgesic-administrations'))).body.items).toHaveLength(1)
  })

  test('a mistake stays, marked, and counts in no total', async () => {
    const { give, nurse, at } = await openRecord()
    const { body } = await give(given)
    const marked = await nurse.post(at(`analgesic-administrations/${body.id}/entered-in-error`), {
      reason: 'Era de otra niña',
    })
    expect(marked.body).toMatchObject({
      status: 'entered-in-error',
      enteredInError: { reason: 'Era de otra niña', by: nurse.userId },
    })
    expect((await give(given)).status).toBe(201)
    expect(
      await nurse.post(at(`analgesic-administrations/${body.id}/entered-in-error`), { reason: 'x' }),
    ).toMatchObject({ status: 409 })
  })

  test('pages hold every dose once, the latest first, from an instant on', async () => {
    const { give, nurse, at } = await openRecord()
    for (const hours of [20, 14, 8, 2]) await give({ ...given, dose: 200, givenAt: hoursAgo(hours) })
    const list = at('analgesic-administrations')
    const all = (await nurse.get(list)).body.items as { id: string; givenAt: string }[]
    expect(all.map(({ givenAt }) => givenAt)).toEqual(
      all
        .map(({ givenAt }) => givenAt)
        .sort()
        .reverse(),
    )
    const first = (await nurse.get(`${list}?limit=3`)).body
    const second = (await nurse.get(`${list}?limit=3&cursor=${first.nextCursor}`)).body
    expect([...first.items, ...second.items]).toEqual(all)
    expect(second.nextCursor).toBeNull()
    expect((await nurse.get(`${list}?since=${hoursAgo(10)}`)).body.items).toEqual(all.slice(0, 2))
    expect((await nurse.get(`${list}?cursor=${ABSENT}`)).body.errors).toEqual([
      { pointer: '#/cursor', code: 'cursor-unknown' },
    ])
  })
})

describe('a sedation check', () => {
  test.each<[string, number, Record<string, unknown>, [string, number | null][]]>([
    ['awake', 5, { value: '1', respiratoryRate: 20, oxygenSaturation: 97 }, []],
    ['asleep and easy to wake', 5, { value: 's', respiratoryRate: 14, oxygenSaturation: 92 }, []],
    ['POSS 3', 5, { value: '3' }, [['too-sedated', null]]],
    [
      'POSS 4 with slow breath and little oxygen',
      5,
      { value: '4', respiratoryRate: 13, oxygenSaturation: 91 },
      [
        ['sedation-emergency', null],
        ['breathing-slow', 14],
        ['oxygen-low', 92],
      ],
    ],
    ['15 breaths at 3 months', 0.25, { value: '2', respiratoryRate: 15 }, [['breathing-slow', 20]]],
    ['9 breaths of an adult', 30, { value: '2', respiratoryRate: 9 }, [['breathing-slow', 10]]],
    ['7 breaths of an adult', 30, { value: '2', respiratoryRate: 7 }, [['breathing-emergency', 8]]],
    ['RASS -4', 30, { scale: 'RASS', value: '-4' }, [['sedation-emergency', null]]],
    ['UMSS 2', 5, { scale: 'UMSS', value: '2' }, []],
  ])('%s at %d years says what asks for help', async (_case, years, body, alerts) => {
    const { check, nurse, at } = await openRecord({ years })
    const recorded = await check(body)
    expect(recorded.status, recorded.text).toBe(201)
    expect(
      recorded.body.alerts.map(({ code, limit }: { code: string; limit: number | null }) => [code, limit]),
    ).toEqual(alerts)
    for (const { code, text } of recorded.body.alerts)
      if (/breathing/.test(code)) expect(text).toBe('Límite propio, ajústelo con su hospital')
    expect((await nurse.get(at('sedation-checks'))).body.items).toEqual([recorded.body])
    expect(await house.auditTrail()).toContainEqual(['create', 'SedationCheck', recorded.body.id])
  })

  test.each<[string, Record<string, unknown>, string, string]>([
    ['a value that the scale lacks', { value: '5' }, '#/value', 'not-in-list'],
    ['a scale that does not exist', { scale: 'OTRA', value: '1' }, '#/scale', 'not-in-list'],
    ['121 breaths', { value: '1', respiratoryRate: 121 }, '#/respiratoryRate', 'too-large'],
    ['101 percent', { value: '1', oxygenSaturation: 101 }, '#/oxygenSaturation', 'too-large'],
    [
      "after somebody else's dose",
      { value: '1', followsAdministrationId: ABSENT },
      '#/followsAdministrationId',
      'administration-unknown',
    ],
    ['in the future', { value: '1', effectiveDateTime: hoursAgo(-1) }, '#/effectiveDateTime', 'future-date'],
  ])('%s is refused by name', async (_case, body, pointer, code) => {
    const { check } = await openRecord()
    expect((await check(body)).body.errors).toEqual([{ pointer, code }])
  })

  test('that was a mistake holds back no opioid', async () => {
    const { check, nurse, at, give } = await openRecord()
    const { id } = (await check({ value: '4' })).body
    await nurse.post(at(`sedation-checks/${id}/entered-in-error`), { reason: 'Otra cama' })
    expect((await give(opioid)).status).toBe(201)
  })
})

test('an unwanted effect is recorded, listed, marked as a mistake once', async () => {
  const { nurse, at, give, record } = await openRecord()
  const dose = (await give(opioid)).body
  const url = at('analgesic-adverse-effects')
  const made = await nurse.post(url, { effect: 'pruritus', administrationId: dose.id, note: 'Cedió sola' })
  expect(made.body).toMatchObject({
    effect: 'pruritus',
    administrationId: dose.id,
    note: 'Cedió sola',
    status: 'final',
  })
  expect((await nurse.post(url, { effect: 'pruritus', administrationId: ABSENT })).body.errors).toMatchObject([
    { code: 'administration-unknown' },
  ])
  expect((await nurse.post(url, { effect: 'tos' })).body.errors).toMatchObject([{ code: 'not-in-list' }])
  const marked = await nurse.post(`${url}/${made.body.id}/entered-in-error`, { reason: 'Era sarpullido' })
  expect((await nurse.get(url)).body.items).toEqual([marked.body])
  expect(await nurse.post(`${url}/${made.body.id}/entered-in-error`, { reason: 'x' })).toMatchObject({
    status: 409,
    body: { type: '/problems/already-entered-in-error' },
  })
  expect((await nurse.get(`${record}/timeline`)).body.items).toContainEqual(
    expect.objectContaining({
      kind: 'analgesic-adverse-effect',
      details: { effect: 'pruritus', mistake: 'Era sarpullido' },
    }),
  )
})

test('the facts say what they come to for an age and a weight, with steps, cautions and breathing', async () => {
  const { nurse } = await openRecord()
  const { body } = await nurse.get('/api/analgesic-facts?ageInDays=1900&weightKg=20')
  expect(body.protocol.version).toBe('1.1')
  expect(body.steps).toMatchObject([
    { protocol: 'children', step: 1 },
    { protocol: 'children', step: 2 },
    { protocol: 'adults' },
    {},
    { step: 3 },
  ])
  const fact = (id: string) => body.forPerson.facts.find(({ factId }: { factId: string }) => factId === id)
  expect(fact('APAP-PO-3M-12Y')).toMatchObject({ doseMin: 200, doseMax: 300, unit: 'mg', maxSingleMg: 1000 })
  expect(fact('MOR-PO-2-12Y')).toMatchObject({ doseMin: 4000, doseMax: 10_000, unit: 'ug', maxSingleMg: 5 })
  expect(fact('APAP-AD')).toBeUndefined()
  expect(body.forPerson.breathing).toEqual({
    normalLow: 20,
    normalHigh: 28,
    opioidAlertBelow: 14,
    confidence: 'baja; exige política local',
  })
  expect(body.forPerson.contraindicated.map(({ drug }: { drug: string }) => drug).sort()).toEqual([
    'acido_acetilsalicilico',
    'codeina',
    'tramadol',
  ])
  const cautions = (code: string) =>
    body.drugs.find((drug: { code: string }) => drug.code === code).cautions.map(({ id }: { id: string }) => id)
  expect(cautions('ibuprofeno')).toEqual(expect.arrayContaining(['R-AINE-ONC', 'R-IBU3M']))
  expect(cautions('morfina')).toEqual(expect.arrayContaining(['R-RENAL', 'R-BZD', 'R-CONST', 'R-SED']))
  expect(cautions('nalbufina')).toContain('R-MEP')
  expect(body.sedationScales[0]).toMatchObject({
    id: 'POSS',
    values: expect.arrayContaining([expect.objectContaining({ value: 'S' })]),
  })
  expect((await nurse.get('/api/analgesic-facts')).body.forPerson).toBeNull()
})

test('leaving the hospital ends the plan and what flows by it', async () => {
  const { plan, give, nurse, at, record, patientId } = await openRecord()
  const infusion = { ...morphine, route: 'IV-infusion', dose: 0.4, unit: 'mg/h', intervalHours: null }
  const [{ id: orderId }] = (await plan({ step: 2, orders: [infusion, laxative] })).body.orders
  expect((await give({ orderId })).status).toBe(201)
  const running = () =>
    house.sql`select until_on::text as until from pain_entries where patient_id = ${patientId} and measure = 'opioid-day'
      group by source_id, until_on having sum(sign) > 0`
  expect([...(await running())]).toEqual([{ until: 'infinity' }])
  await nurse.post(`${record}/withdrawal`, { kind: 'withdrawn', reason: 'Cambio de institución' })
  expect([...(await running())]).toEqual([{ until: today() }])
  expect((await nurse.get(at('analgesic-plans'))).body.items).toMatchObject([
    { status: 'ended', endReason: 'Cambio de institución', orders: [{ status: 'stopped' }, { status: 'stopped' }] },
  ])
  const open = await house.sql`select kind from reminders where patient_id = ${patientId} and closed_at is null`
  expect(open).toHaveLength(0)
})

test('nothing is added once off the roll', async () => {
  const { plan, give, check, nurse, at, record } = await openRecord()
  const { id } = (await plan({})).body
  await nurse.post(`${record}/withdrawal`, { kind: 'withdrawn', reason: 'Cambio de institución' })
  for (const refused of [
    await plan({}),
    await give(given),
    await check({ value: '1' }),
    await nurse.post(at('analgesic-adverse-effects'), { effect: 'pruritus' }),
    await nurse.post(at(`analgesic-plans/${id}/orders`), { order: paracetamol }),
    await nurse.patch(at(`analgesic-plans/${id}`), { note: 'x' }, 1),
  ])
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/not-active' } })
})

test('what is of another hospital, of another person or of nobody is the same 404', async () => {
  const { plan, give, check, nurse, at, hospital } = await openRecord()
  const made = (await plan({ orders: [paracetamol] })).body
  const dose = (await give({ orderId: made.orders[0].id })).body
  const checked = (await check({ value: '1' })).body
  const effect = (await nurse.post(at('analgesic-adverse-effects'), { effect: 'pruritus' })).body
  const stranger = await openRecord()
  const sibling = (await nurse.post('/api/patients', aPatient(hospital.id))).body.id
  const acts = (root: string): [string, object][] => [
    [`${root}/analgesic-plans/${made.id}/end`, { reason: 'x' }],
    [`${root}/analgesic-plans/${made.id}/orders`, { order: paracetamol }],
    [`${root}/analgesic-plans/${made.id}/orders/${made.orders[0].id}/stop`, { reason: 'x' }],
    [`${root}/analgesic-plans/${made.id}/entered-in-error`, { reason: 'x' }],
    [`${root}/analgesic-administrations/${dose.id}/entered-in-error`, { reason: 'x' }],
    [`${root}/sedation-checks/${checked.id}/entered-in-error`, { reason: 'x' }],
    [`${root}/analgesic-adverse-effects/${effect.id}/entered-in-error`, { reason: 'x' }],
  ]
  for (const part of ['analgesic-plans', 'analgesic-administrations', 'sedation-checks', 'analgesic-adverse-effects'])
    expect((await stranger.nurse.get(at(part))).status, part).toBe(404)
  for (const [url, body] of [...acts(at('').slice(0, -1)), ...acts(stranger.record)])
    expect((await stranger.nurse.post(url, body)).status, url).toBe(404)
  for (const [url, body] of acts(`/api/patients/${sibling}`))
    expect((await nurse.post(url, body)).status, url).toBe(404)
  expect((await nurse.patch(`/api/patients/${sibling}/analgesic-plans/${made.id}`, { note: 'x' }, 1)).status).toBe(404)
  expect((await stranger.give({ orderId: made.orders[0].id })).body.errors).toMatchObject([{ code: 'order-unknown' }])
  expect((await nurse.get(at('analgesic-plans'))).body.items).toMatchObject([{ status: 'active', version: 1 }])
})
