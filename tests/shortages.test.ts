import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { curpCheckDigit } from 'shared/curp'
import { type Shortage, ShortageCase, Shortages } from 'shared/shortages'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Hospital, openHouse, type Person } from './support/house.js'
import { pastCase } from './support/shortages.js'

const house = await openHouse()
const today = dayIn(MEXICO_CITY, new Date())
const yesterday = addDays(today, -1)

let hospital: Hospital
let staff: Person
let coordinator: Person

beforeEach(async () => {
  hospital = await house.openHospital({ ooadCode: '14' })
  staff = await house.signIn('hospital-staff', { organizationId: hospital.id })
  coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
})

const lacking = (medication = 'vincristina') => ({ organizationId: hospital.id, medication })
const report = async (medication?: string) => {
  const answer = await staff.post('/api/shortages', lacking(medication))
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)])
  return ShortageCase.parse(answer.body)
}
const board = async (query = '', person = coordinator): Promise<Shortages> => {
  const answer = await person.get(`/api/shortages${query}`)
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)])
  return Shortages.parse(answer.body)
}
const read = async (id: string) => ShortageCase.parse((await coordinator.get(`/api/shortages/${id}`)).body)

test('what is reported opens a case that runs, with who and when, and leaves its audit event', async () => {
  const answer = await staff.post('/api/shortages', { ...lacking(), note: 'La farmacia no tiene piezas' })
  expect([answer.status, answer.headers['etag']]).toEqual([201, '"1"'])
  expect(answer.body).toMatchObject({
    ...lacking(),
    ...{
      opened: true,
      version: 1,
      status: 'open',
      openedOn: today,
      closedAt: null,
      closedOn: null,
      openDays: 0,
      hours: 0,
    },
    ...{
      doses: 0,
      expectedOn: null,
      responsible: null,
      clues: hospital.clues,
      hospital: hospital.name,
      ooadCode: '14',
    },
    nextStatuses: ['in-transit', 'no-answer', 'solved', 'wrongly-reported'],
    history: [
      { kind: 'opened', status: 'open', recordedBy: staff.userId, note: 'La farmacia no tiene piezas', doses: 0 },
    ],
  })
  expect((await board()).items.map(({ id }) => id)).toEqual([answer.body.id])
  expect(await house.auditTrail()).toContainEqual(['create', 'ShortageCase', answer.body.id])
})

test('a second report joins the open case; the same key twice is one report', async () => {
  const { id } = await report()
  const key = { 'idempotency-key': uuidv7() }
  const [one, two] = await Promise.all([
    staff.post('/api/shortages', lacking(), key),
    staff.post('/api/shortages', lacking(), key),
  ])
  expect([one.status, one.body.id, one.body.opened]).toEqual([200, id, false])
  expect(two.body).toEqual(one.body)
  expect((await read(id)).history.map(({ kind }) => kind)).toEqual(['opened', 'joined'])
  expect((await staff.post('/api/shortages', lacking('metotrexato'), key)).status).toBe(422)
})

test('solving stops the clock and leaves the board of yesterday as it was', async () => {
  const opened = addDays(today, -3)
  const id = await pastCase(house, {
    organizationId: hospital.id,
    openedOn: opened,
    events: [
      { on: yesterday, status: 'in-transit' },
      { on: yesterday, doses: 1 },
    ],
  })
  const before = await coordinator.get(`/api/shortages?on=${yesterday}`)
  expect(before.body.items).toMatchObject([{ id, status: 'in-transit', openDays: 2, doses: 2, closedAt: null }])
  // Noon of three days ago to the midnight that ended yesterday
  expect(before.body.items[0].hours).toBe(60)

  const solved = await coordinator.patch(`/api/shortages/${id}`, { status: 'solved', note: 'Llegaron 40 piezas' }, 1)
  expect(solved.body).toMatchObject({ status: 'solved', closedOn: today, openDays: 3, version: 2, nextStatuses: [] })
  expect(solved.body.history.at(-1)).toMatchObject({ kind: 'status', status: 'solved', note: 'Llegaron 40 piezas' })
  const hours = solved.body.hours
  const [row] =
    await house.sql`select extract(epoch from closed_at - opened_at) / 3600 as hours from shortage_cases where id = ${id}`
  expect(hours).toBe(Math.floor(Number(row?.['hours'])))

  expect((await coordinator.get(`/api/shortages?on=${yesterday}`)).text).toBe(before.text)
  expect((await board()).items).toEqual([])
  expect((await board('?status=solved')).items).toMatchObject([{ id, status: 'solved', closedOn: today }])
  expect(await house.auditTrail()).toContainEqual(['update', 'ShortageCase', id])
})

test('each day is shown as it stood: state, date, post and doses come from what had happened by then', async () => {
  const [first, second, third] = [-6, -4, -2].map((days) => addDays(today, days)) as [string, string, string]
  const id = await pastCase(house, {
    organizationId: hospital.id,
    openedOn: first,
    events: [
      { on: second, expectedOn: addDays(today, 5) },
      { on: second, responsible: 'Jefatura de abasto' },
      { on: third, status: 'no-answer' },
      { on: third, doses: 1 },
    ],
  })
  const on = async (day: string) => (await board(`?on=${day}`)).items[0]
  expect(await board(`?on=${addDays(first, -1)}`)).toMatchObject({ items: [], summary: { total: { cases: 0 } } })
  expect(await on(first)).toMatchObject({
    id,
    status: 'open',
    doses: 1,
    openDays: 0,
    expectedOn: null,
    responsible: null,
  })
  expect(await on(second)).toMatchObject({
    ...{ status: 'open', doses: 1, openDays: 2, expectedOn: addDays(today, 5), responsible: 'Jefatura de abasto' },
  })
  expect(await on(third)).toMatchObject({ status: 'no-answer', doses: 2, openDays: 4 })
  expect((await board(`?on=${second}&status=no-answer`)).items).toEqual([])
  expect((await board('?status=no-answer')).items).toHaveLength(1)
})

test.each([
  ['closed since', 100, 10],
  ['not closed', 100, null],
])('a case %s waits on every day of its span and on no other', async (_case, openedAgo, closedAgo) => {
  const [openedOn, closedOn] = [addDays(today, -openedAgo), closedAgo && addDays(today, -closedAgo)]
  const id = await pastCase(house, {
    organizationId: hospital.id,
    openedOn,
    events: closedOn ? [{ on: closedOn, status: 'wrongly-reported' }] : [],
  })
  const waits = async (day: string) => (await board(`?on=${day}`)).items.map((it) => it.id)
  expect(await waits(addDays(openedOn, -1))).toEqual([])
  expect(await waits(openedOn)).toEqual([id])
  expect(await waits(addDays(openedOn, 30))).toEqual([id])
  if (closedOn) expect(await waits(addDays(closedOn, -1))).toEqual([id])
  if (closedOn) expect(await waits(closedOn)).toEqual([])
  expect(await waits(today)).toEqual(closedOn ? [] : [id])
})

test('two who solve at once: one wins, the other sees who and when', async () => {
  const { id } = await report()
  const answers = await Promise.all([
    staff.patch(`/api/shortages/${id}`, { status: 'solved' }, 1),
    coordinator.patch(`/api/shortages/${id}`, { status: 'wrongly-reported' }, 1),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const [won, lost] = answers[0].status === 200 ? answers : [answers[1], answers[0]]
  expect(lost.body).toMatchObject({
    type: '/problems/stale-version',
    current: { version: 2, status: won.body.status },
    changedBy: won.body.history.at(-1).recordedBy,
    changedAt: won.body.closedAt,
  })
  expect((await read(id)).history).toHaveLength(2)
})

test('a closed case stays closed; what is lacking anew is a new case with its own clock', async () => {
  const { id } = await report()
  await staff.patch(`/api/shortages/${id}`, { status: 'solved' }, 1)
  expect(await staff.patch(`/api/shortages/${id}`, { status: 'open' }, 2)).toMatchObject({
    status: 409,
    body: { type: '/problems/shortage-closed' },
  })
  const again = await report()
  expect(again.id).not.toBe(id)
  expect(again.history).toHaveLength(1)
})

test('a date and a post are given and taken away, each with its line of history', async () => {
  const { id } = await report()
  const expectedOn = addDays(today, 4)
  const given = await coordinator.patch(`/api/shortages/${id}`, { expectedOn, responsible: 'Jefatura de abasto' }, 1)
  expect(given.body).toMatchObject({ expectedOn, responsible: 'Jefatura de abasto', status: 'open', version: 2 })
  const taken = await coordinator.patch(`/api/shortages/${id}`, { expectedOn: null, responsible: null }, 2)
  expect(taken.body).toMatchObject({ expectedOn: null, responsible: null })
  expect(taken.body.history.map(({ kind }: { kind: string }) => kind)).toEqual([
    ...['opened', 'expected', 'responsible', 'expected', 'responsible'],
  ])
  expect((await board()).items).toMatchObject([{ expectedOn: null, responsible: null }])
})

test('a note is added to a case, also after it closed', async () => {
  const { id } = await report()
  await staff.patch(`/api/shortages/${id}`, { status: 'solved' }, 1)
  const noted = await staff.post(`/api/shortages/${id}/notes`, { note: 'Lote revisado' })
  expect([noted.status, noted.body.history.at(-1)]).toMatchObject([201, { kind: 'note', note: 'Lote revisado' }])
})

const first17 = 'GOMC150327MDFMRRA'
const curp = first17 + curpCheckDigit(first17)

describe('refused by name', () => {
  test.each([
    ['a CURP in a note', { note: `Para ${curp}, urgente` }, '#/note', 'identifies-a-patient'],
    ['an NSS in a note', { note: 'NSS 92-91-90-8443-1' }, '#/note', 'identifies-a-patient'],
    ['an empty note', { note: '  ' }, '#/note', 'required'],
    ['a medication that does not exist', { medication: 'agua_de_rosas' }, '#/medication', 'medication-unknown'],
    ['a field that does not exist', { patientId: uuidv7() }, '#/patientId', 'unknown-field'],
  ])('%s', async (_case, slip, pointer, code) => {
    const answer = await staff.post('/api/shortages', { ...lacking(), ...slip })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } })
  })

  test.each([
    ['a state it stands in already', { status: 'open' }, '#/status', 'status-not-next'],
    ['a state that does not exist', { status: 'closed' }, '#/status', 'not-in-list'],
    ['a date in the past', { expectedOn: yesterday }, '#/expectedOn', 'past-date'],
    ['nothing but a note', { note: 'Sigue igual' }, '#', 'nothing-to-change'],
    ['a NSS for a post', { responsible: '92919084431' }, '#/responsible', 'identifies-a-patient'],
  ])('%s', async (_case, edit, pointer, code) => {
    const { id } = await report()
    const answer = await staff.patch(`/api/shortages/${id}`, edit, 1)
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, code }] } })
    expect((await read(id)).version).toBe(1)
  })

  test('an edit without the version that was read', async () => {
    const { id } = await report()
    expect((await staff.ask('PATCH', `/api/shortages/${id}`, { status: 'solved' })).status).toBe(428)
    expect((await staff.patch(`/api/shortages/${id}`, { status: 'solved' }, 7)).status).toBe(412)
  })

  test.each([
    ['a day to come', `on=${addDays(today, 1)}`, '#/on'],
    ['a filter that does not exist', 'patient=1', '#/patient'],
    ['a state that does not exist', 'status=lost', '#/status'],
  ])('%s', async (_case, query, pointer) => {
    expect(await staff.get(`/api/shortages?${query}`)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } })
  })
})

test("another hospital's case, notes and board are not there", async () => {
  const other = await house.openHospital({ ooadCode: '14' })
  const [stranger, foreign] = [
    await house.signIn('hospital-staff', { organizationId: other.id }),
    await house.signIn('coordinator', { organizationId: other.id }),
  ]
  const { id } = await report()
  await staff.post(`/api/shortages/${id}/notes`, { note: 'Solo para este hospital' })
  const unknown = await foreign.get(`/api/shortages/${uuidv7()}`)
  for (const person of [stranger, foreign]) {
    const found = await person.get(`/api/shortages/${id}`)
    expect([found.status, { ...found.body, instance: '' }]).toEqual([404, { ...unknown.body, instance: '' }])
    expect((await person.patch(`/api/shortages/${id}`, { status: 'solved' }, 1)).status).toBe(404)
    expect((await person.post(`/api/shortages/${id}/notes`, { note: 'Hola' })).status).toBe(404)
    expect((await person.post('/api/shortages', lacking())).status).toBe(404)
    expect((await person.get(`/api/shortages?organizationId=${hospital.id}`)).status).toBe(404)
    expect((await board('', person)).items).toEqual([])
  }
  const office = await house.signIn('coordinator', { ooadCode: '14' })
  expect((await board(`?organizationId=${hospital.id}`, office)).items).toMatchObject([
    { id, organizationId: hospital.id },
  ])
})

test('sums by OOAD and medication are those of the list, whatever the page', async () => {
  const [ooad, nation] = ['05', await house.signIn('coordinator', { national: true })]
  const [one, two] = [
    await house.openHospital({ ooadCode: ooad }),
    await house.openHospital({ ooadCode: ooad, level: 'umae' }),
  ]
  for (const [at, medication, ago] of [
    [one, 'vincristina', 9],
    [one, 'metotrexato', 4],
    [two, 'vincristina', 2],
  ] as const)
    await pastCase(house, { organizationId: at.id, medication, openedOn: addDays(today, -ago) })
  const first = await board(`?ooad=${ooad}&limit=2`, nation)
  expect(first.summary).toEqual({
    total: { cases: 3, hospitals: 2, doses: 3, longestDays: 9, medications: 2 },
    byOffice: [{ ooadCode: ooad, ooadName: expect.any(String), cases: 3, hospitals: 2, doses: 3, longestDays: 9 }],
    byMedication: [
      { medication: 'vincristina', cases: 2, hospitals: 2, doses: 2, longestDays: 9 },
      { medication: 'metotrexato', cases: 1, hospitals: 1, doses: 1, longestDays: 4 },
    ],
  })
  const second = await board(`?ooad=${ooad}&limit=2&cursor=${first.nextCursor}`, nation)
  const days = [...first.items, ...second.items].map(({ openDays }: Shortage) => openDays)
  expect([days, second.nextCursor]).toEqual([[9, 4, 2], null])
  expect((await board(`?ooad=${ooad}&medication=metotrexato`, nation)).items).toHaveLength(1)
})

test('which dose waited is read by nobody who coordinates', async () => {
  await report()
  const asked = house.database.transact({ role: 'girasol_counts', national: true }, ({ query }) =>
    query('select administration_id from shortage_events', []),
  )
  await expect(asked).rejects.toThrow('permission denied')
})

test('the database refuses to change what happened', async () => {
  await report()
  await expect(house.sql`update shortage_events set note = 'otra'`).rejects.toThrow('never changed')
})

test('the file holds the cases of the screen and leaves an audit event', async () => {
  await pastCase(house, { organizationId: hospital.id, openedOn: addDays(today, -2) })
  const csv = await coordinator.get('/api/shortages?format=csv')
  expect(csv.headers['content-disposition']).toContain(`girasol-desabasto-${today}.csv`)
  const [heading, line] = csv.text.replace('\uFEFF', '').split('\r\n')
  expect(heading).toContain('Medicamento')
  expect(line).toContain('Vincristina')
  expect(line).toContain(hospital.clues)
  expect(await house.auditTrail()).toContainEqual(['export', 'ShortageCase', null])
  const workbook = await coordinator.get('/api/shortages?lang=en', {
    accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  })
  expect(workbook.headers['content-disposition']).toContain(`girasol-shortages-${today}.xlsx`)
})
