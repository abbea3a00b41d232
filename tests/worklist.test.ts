import readXlsx from 'read-excel-file/node'
import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { describe, expect, test } from 'vitest'
import { openHouse } from './support/house.js'
import { dayOfFour, gates, openWard, plan, registered, vincristine } from './support/ward.js'

const house = await openHouse()
const today = dayIn(MEXICO_CITY, new Date())
const ago = (days: number) => addDays(today, -days)

type Item = { id: string; daysLate: number; plannedOn: string; status: string }
const idsOf = ({ body }: { body: { items: Item[] } }) => body.items.map(({ id }) => id)

test('what waits of earlier days comes first, the oldest first of all, and what was given of them is gone', async () => {
  const { nurse, doseIds } = await openWard(
    house,
    [9, 2, 5, 0, -1].map((days) => vincristine(ago(days))),
  )
  const [nine = '', two = '', five = '', zero = '', tomorrow = ''] = doseIds
  const list = await nurse.get('/api/worklist')
  expect(list.body.items.map(({ id, daysLate }: Item) => [id, daysLate])).toEqual([
    [nine, 9],
    [five, 5],
    [two, 2],
    [zero, 0],
  ])
  await nurse.patch(`/api/medication-administrations/${five}`, { status: 'completed' }, 1)
  await nurse.patch(`/api/medication-administrations/${zero}`, { status: 'completed' }, 1)
  expect(idsOf(await nurse.get('/api/worklist'))).toEqual([nine, two, zero])
  expect(idsOf(await nurse.get(`/api/worklist?day=${addDays(today, 1)}`))).toEqual([nine, two, tomorrow])
  expect(idsOf(await nurse.get(`/api/worklist?day=${ago(5)}`))).toEqual([nine, five])
})

test('a row holds what one needs at the bed, the chosen name alone, and no diagnosis', async () => {
  const { nurse, hospital } = await openWard(house, [])
  const facts = { givenName: 'Ana', firstSurname: 'Ruiz', secondSurname: 'Mora', birthDate: '2016-05-04' }
  const named = await registered(nurse, hospital.id, {
    ...facts,
    chosenName: 'Luna',
    nss: '12345678903',
    agregado: '3F2016OR',
  })
  await nurse.post(`/api/patients/${named.id}/conditions`, {
    ...{ recordedDate: '2024-05-02', basisOfDiagnosis: 'histology-primary', icd10: 'C91.0' },
  })
  await plan(house, named, [vincristine('2026-05-03')], { service: 'Hematología', gated: true })
  const { body, text } = await nurse.get('/api/worklist?day=2026-05-03')
  expect(body.items).toMatchObject([
    {
      patient: {
        ...{ displayName: 'Luna R. M.', nss: '12345678903', agregado: '3F2016OR', ageYears: 9 },
        recordNumber: named.recordNumber,
      },
      ...{ medication: 'vincristina', plannedDose: 1.5, unit: 'mg', route: 'IV', diluent: 'Solución salina 0.9 %' },
      ...{ diluentMl: 50, infusionMinutes: 10, service: 'Hematología', gates, status: 'planned', daysLate: 0 },
    },
  ])
  for (const secret of ['Ana', 'C91', 'derivation', 'curp']) expect(text).not.toContain(secret)
})

test('a day goes by person, and each person by hour', async () => {
  const { nurse, hospital, doseIds } = await openWard(house, dayOfFour(today))
  const other = await registered(nurse, hospital.id)
  const { doseIds: others } = await plan(house, other, [...dayOfFour(today)].reverse())
  expect(idsOf(await nurse.get('/api/worklist'))).toEqual([...doseIds, ...others.reverse()])
})

describe('the list', () => {
  test('is paged without losing or doubling a row, while rows leave it', async () => {
    const { nurse, doseIds } = await openWard(house, [...dayOfFour(ago(1)), ...dayOfFour(today)])
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await nurse.get(`/api/worklist?limit=3${cursor}`)
      seen.push(...body.items.map(({ id }: Item) => id))
      await nurse.patch(`/api/medication-administrations/${body.items[0].id}`, { status: 'completed' }, 1)
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
    } while (cursor !== '')
    expect(seen).toEqual(doseIds)
  })

  test('is filtered by service and status', async () => {
    const { nurse, hospital, doseId, doseIds } = await openWard(house, [vincristine(today)], {
      service: 'Hematología',
    })
    const other = await registered(nurse, hospital.id)
    const { doseIds: others } = await plan(house, other, [vincristine(today)], { service: 'Oncología' })
    expect(idsOf(await nurse.get('/api/worklist?service=Oncolog%C3%ADa'))).toEqual(others)
    await nurse.patch(`/api/medication-administrations/${doseId}`, { status: 'completed' }, 1)
    expect(idsOf(await nurse.get('/api/worklist?status=completed'))).toEqual(doseIds)
    expect(idsOf(await nurse.get('/api/worklist?status=planned'))).toEqual(others)
  })

  test.each([
    ['day=2026-02-30', '#/day', 'date-invalid'],
    ['status=given', '#/status', 'not-in-list'],
    ['cursor=nuestro', '#/cursor', 'cursor-unknown'],
    ['ward=3', '#/ward', 'unknown-field'],
  ])('refuses ?%s by name', async (query, pointer, code) => {
    const { nurse } = await openWard(house, [])
    expect(await nurse.get(`/api/worklist?${query}`)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer, code }] },
    })
  })

  test('of another hospital does not exist, and who has two says which', async () => {
    const { nurse, hospital } = await openWard(house, [])
    const { hospital: foreign } = await openWard(house, [vincristine(today)])
    expect((await nurse.get(`/api/worklist?organizationId=${foreign.id}`)).status).toBe(404)
    const { id } = await house.openHospital()
    await house.sql`insert into grants (id, user_id, role, organization_id) values (gen_random_uuid(), ${nurse.userId}, 'hospital-staff', ${id})`
    expect((await nurse.get('/api/worklist')).body.errors).toEqual([{ pointer: '#/organizationId', code: 'required' }])
    expect((await nurse.get(`/api/worklist?organizationId=${hospital.id}`)).status).toBe(200)
  })

  test('shows nobody who is off the roll', async () => {
    const { nurse, patient } = await openWard(house, [vincristine(today)])
    await nurse.post(`/api/patients/${patient.id}/withdrawal`, { kind: 'withdrawn', reason: 'Cambio de institución' })
    expect(idsOf(await nurse.get('/api/worklist'))).toEqual([])
  })

  test('comes as a file without NSS, and the download is audited', async () => {
    const { nurse, hospital } = await openWard(house, [vincristine(ago(2))])
    const named = await registered(nurse, hospital.id, { nss: '12345678903', agregado: '3F2016OR' })
    await plan(house, named, [vincristine(today)])
    const csv = await nurse.get('/api/worklist?format=csv')
    expect(csv.headers['content-disposition']).toBe(`attachment; filename="girasol-lista-del-dia-${today}.csv"`)
    expect(csv.text).toContain('Vincristina,IV,1.5,mg')
    expect(csv.text).not.toContain('12345678903')
    const answer = await house.app.inject({
      url: '/api/worklist?format=xlsx&lang=en',
      headers: { authorization: `Bearer ${nurse.token}` },
    })
    const sheets = await readXlsx(answer.rawPayload)
    expect(JSON.stringify(sheets)).toContain('Days late')
    expect((await house.auditTrail()).filter(([action]) => action === 'export')).toHaveLength(2)
  })
})
