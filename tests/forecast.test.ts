import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { Forecast, StockList } from 'shared/supply'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Hospital, openHouse, type Person } from './support/house.js'

const house = await openHouse()
const today = dayIn(MEXICO_CITY, new Date())
const inDays = (days: number) => addDays(today, days)

let hospital: Hospital
let staff: Person
let coordinator: Person

beforeEach(async () => {
  hospital = await house.openHospital()
  staff = await house.signIn('hospital-staff', { organizationId: hospital.id })
  coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
})

interface Planned {
  medication?: string
  route?: string
  dose: number | null
  unit?: string
  on: string
  status?: string
}

/** A planned dose as a plan writes it, with its entry in the ledger. */
async function plan({ medication = 'vincristina', route = 'IV', dose, unit = 'mg', on, status = 'planned' }: Planned) {
  const id = uuidv7()
  const given = status === 'completed' ? new Date() : null
  await house.sql`insert into medication_administrations
      (id, patient_id, managing_organization_id, medication, purpose, route, planned_on, planned_dose, unit, status, given_at, dose_given)
    values (${id}, ${uuidv7()}, ${hospital.id}, ${medication}, 'antineoplastic', ${route}, ${on}, ${dose}, ${unit}, ${status}, ${given}, ${given && dose})`
  return id
}

const post = (administrationId: string, postedOn: string, sign: 1 | -1) =>
  house.sql`insert into dose_entries (administration_id, organization_id, medication, purpose, planned_on, posted_on, sign, outcome)
    values (${administrationId}, ${hospital.id}, 'vincristina', 'antineoplastic', ${inDays(1)}, ${postedOn}, ${sign}, 'planned')`

const count = async (clave: string, pieces: number, more: Record<string, unknown> = {}) => {
  const answer = await staff.post('/api/stock', { organizationId: hospital.id, clave, pieces, ...more })
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)])
  return answer.body
}
const forecast = async (on = '', person = coordinator): Promise<Forecast> => {
  const day = on && `&on=${on}`
  const answer = await person.get(`/api/shortages/forecast?organizationId=${hospital.id}${day}`)
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)])
  return Forecast.parse(answer.body)
}

/**
 * By hand: vials of 1 mg. In 7 days 1.5 mg (2 vials) three times and 2 mg (2) once: 8. To day 30 another ten of 1.2 mg (2
 * each): 28. On day 45 four of 0.8 mg (1 each): 32. There are 20, not enough for day 13: 8 + 7 × 2 > 20.
 */
test('vincristine by hand: whole vials for each dose, gaps against what was counted, and the day it lacks', async () => {
  for (const on of [today, inDays(2), inDays(6)]) await plan({ dose: 1.5, on })
  await plan({ dose: 2, on: inDays(6) })
  for (let day = 7; day < 17; day++) await plan({ dose: 1.2, on: inDays(day) })
  for (let child = 0; child < 4; child++) await plan({ dose: 0.8, on: inDays(45) })
  await count('010.000.1768.00', 20, { monthlyConsumption: 25 })
  expect((await forecast()).items).toEqual([
    {
      clave: '010.000.1768.00',
      otherClaves: [],
      medication: 'vincristina',
      presentation: 'Frasco ámpula de 1 mg',
      unitsPerPiece: 1,
      doses: { days7: 4, days30: 14, days90: 18 },
      need: { days7: 8, days30: 28, days90: 32 },
      gap: { days7: 0, days30: 8, days90: 12 },
      stock: { pieces: 20, countedOn: today, monthsOfInventory: 0.8 },
      lacksOn: inDays(13),
      monthsByPlan: 0.7,
    },
  ])
})

test('only what is still planned counts, from the day on and for 90 days, of this hospital', async () => {
  await plan({ dose: 1, on: inDays(-1) })
  await plan({ dose: 1, on: today, status: 'completed' })
  await plan({ dose: 1, on: inDays(1), status: 'cancelled' })
  await plan({ dose: 1, on: inDays(89) })
  await plan({ dose: 1, on: inDays(90) })
  const [row] = (await forecast()).items
  expect(row).toMatchObject({ need: { days7: 0, days30: 0, days90: 1 }, stock: null, gap: null, lacksOn: null })
  hospital = await house.openHospital()
  coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
  expect((await forecast()).items).toEqual([])
})

test('a past day is forecast from what stood planned on it', async () => {
  const given = await plan({ dose: 2, on: inDays(1), status: 'completed' })
  await post(given, inDays(-5), 1)
  await post(given, inDays(-2), -1)
  const later = await plan({ dose: 2, on: inDays(1) })
  await post(later, inDays(-1), 1)
  const needs = async (on: string) => (await forecast(on)).items.map(({ need }) => need.days30)
  expect(await needs(inDays(-6))).toEqual([])
  expect(await needs(inDays(-4))).toEqual([2])
  expect(await needs(inDays(-2))).toEqual([])
  expect(await needs(inDays(-1))).toEqual([2])
  expect(await needs(today)).toEqual([2])
})

test('by mouth takes tablets and by vein vials; packages are rounded once for all their doses', async () => {
  await plan({ medication: 'metotrexato', route: 'PO', dose: 12.5, on: today })
  await plan({ medication: 'metotrexato', route: 'PO', dose: 11, on: today })
  await plan({ medication: 'metotrexato', route: 'IV', dose: 8, unit: 'g', on: today })
  await plan({ medication: 'metotrexato', route: 'IT', dose: 12, on: today })
  const need = Object.fromEntries((await forecast()).items.map((row) => [row.clave, row.need.days7]))
  // 5 + 5 tablets are a part of one box of 50; 8 g are 16 vials of 500 mg; 12 mg open one of 50 mg
  expect(need).toEqual({ '010.000.1759.00': 1, '010.000.1776.00': 16, '010.000.1760.00': 1 })
})

test('keys that hold the same tablet are one stock', async () => {
  for (let day = 0; day < 20; day++)
    await plan({ medication: 'mercaptopurina', route: 'PO', dose: 75, on: inDays(day) }) // two tablets of 50 mg
  await count('010.000.1761.01', 1, { countedOn: inDays(-2) }) // 25 tablets
  const [row, ...others] = (await forecast()).items
  expect(others).toEqual([])
  expect(row).toMatchObject({
    ...{ clave: '010.000.1761.01', otherClaves: ['010.000.1761.00'], unitsPerPiece: 25 },
    ...{ need: { days7: 1, days30: 2, days90: 2 }, gap: { days7: 0, days30: 1, days90: 1 } },
    ...{ lacksOn: inDays(12), stock: { pieces: 1, countedOn: inDays(-2) } },
  })
  await count('010.000.1761.00', 1) // 20 more: 45 tablets of the 40 that are needed
  expect((await forecast()).items).toMatchObject([{ gap: { days90: 0 }, lacksOn: null }])
})

test('what cannot be turned into pieces is told, not guessed', async () => {
  await plan({ medication: 'pegaspargasa', dose: 2500, unit: '[IU]', on: today })
  await plan({ medication: 'lomustina', route: 'PO', dose: 100, on: today })
  await plan({ medication: 'vincristina', dose: null, on: today })
  await plan({ medication: 'tiotepa', dose: 10, on: inDays(8) })
  const { items, unforeseen } = await forecast()
  expect(items).toEqual([])
  expect(unforeseen.map(({ medication, why, doses }) => [medication, why, doses.days7]).sort()).toEqual([
    ['lomustina', 'content-unknown', 1],
    ['pegaspargasa', 'no-key', 1],
    ['tiotepa', 'no-key', 0],
    ['vincristina', 'dose-unknown', 1],
  ])
})

describe('counts of the pharmacy', () => {
  const list = async (on = '') => {
    const answer = await coordinator.get(`/api/stock?organizationId=${hospital.id}${on && `&on=${on}`}`)
    return StockList.parse(answer.body).items
  }

  test('the latest count of a key stands, each day as it was known', async () => {
    await count('010.000.1768.00', 30, { countedOn: inDays(-3) })
    const { id } = await count('010.000.1768.00', 12, { monthsOfInventory: 0.5 })
    await count('010.000.1768.00', 99, { countedOn: inDays(-9) })
    expect(await list()).toMatchObject([
      { id, pieces: 12, monthsOfInventory: 0.5, medication: 'vincristina', recordedBy: staff.userId },
    ])
    expect(await list(inDays(-1))).toEqual([]) // all three were told today
    expect(await house.auditTrail()).toContainEqual(['create', 'StockEntry', id])
  })

  test('the same key of idempotency counts once', async () => {
    const body = { organizationId: hospital.id, clave: '010.000.1768.00', pieces: 5 }
    const key = { 'idempotency-key': uuidv7() }
    const [one, two] = await Promise.all([staff.post('/api/stock', body, key), staff.post('/api/stock', body, key)])
    expect(one.body).toEqual(two.body)
    const [row] =
      await house.sql`select count(*)::integer as counts from stock_entries where organization_id = ${hospital.id}`
    expect(row).toEqual({ counts: 1 })
  })

  test.each([
    ['a key of another form', { clave: '1768' }, '#/clave', 'clave-shape'],
    ['a key that no medicine has', { clave: '010.000.9999.00' }, '#/clave', 'clave-unknown'],
    ['fewer than none', { pieces: -1 }, '#/pieces', 'too-small'],
    ['half a piece', { pieces: 1.5 }, '#/pieces', 'wrong-type'],
    ['a count of tomorrow', { countedOn: inDays(1) }, '#/countedOn', 'future-date'],
    ['months told twice', { monthsOfInventory: 1, monthlyConsumption: 3 }, '#/monthsOfInventory', 'one-of-two'],
  ])('%s is refused by name', async (_case, slip, pointer, code) => {
    const body = { organizationId: hospital.id, clave: '010.000.1768.00', pieces: 5, ...slip }
    expect(await staff.post('/api/stock', body)).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } })
  })
})

test("another hospital's counts and forecast are not there", async () => {
  const other = await house.openHospital()
  const stranger = await house.signIn('coordinator', { organizationId: other.id })
  await count('010.000.1768.00', 5)
  for (const path of ['stock', 'shortages/forecast'])
    expect((await stranger.get(`/api/${path}?organizationId=${hospital.id}`)).status).toBe(404)
  const body = { organizationId: hospital.id, clave: '010.000.1768.00', pieces: 5 }
  expect((await stranger.post('/api/stock', body)).status).toBe(404)
})
