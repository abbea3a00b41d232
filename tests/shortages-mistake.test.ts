import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { expect, test } from 'vitest'
import { openHouse } from './support/house.js'
import { pastCase } from './support/shortages.js'
import { openWard, vincristine } from './support/ward.js'

const house = await openHouse()
const today = dayIn(MEXICO_CITY, new Date())
const ago = (days: number) => addDays(today, -days)
const at = (id: string) => `/api/medication-administrations/${id}`
const lacked = { status: 'not-done', statusReason: 'not-available' }

async function ward(days: readonly string[]) {
  const opened = await openWard(
    house,
    days.map((day) => vincristine(day)),
  )
  const { nurse, hospital } = opened
  const board = async (on: string, status = 'all') =>
    (await nurse.get(`/api/shortages?on=${on}&status=${status}&organizationId=${hospital.id}`)).body
  const mistake = (id: string) => nurse.post(`${at(id)}/entered-in-error`, { reason: 'Sí había' })
  const theCase = async () => (await nurse.get(`/api/shortages/${(await board(today)).items[0].id}`)).body
  return { ...opened, board, mistake, theCase }
}

test('a mistaken "not available" takes its dose out of the case, once, and says so', async () => {
  const { nurse, doseIds, mistake, theCase, board } = await ward([ago(1), today])
  const [first = '', second = ''] = doseIds
  for (const id of doseIds) expect((await nurse.patch(at(id), lacked, 1)).status).toBe(200)
  expect(await theCase()).toMatchObject({ doses: 2, version: 2 })
  const answers = await Promise.all([mistake(first), mistake(first)])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  const after = await theCase()
  expect(after).toMatchObject({ doses: 1, version: 3, status: 'open', closedAt: null })
  expect(after.history.map(({ kind, doses }: { kind: string; doses: number }) => [kind, doses])).toEqual([
    ['opened', 1],
    ['joined', 1],
    ['withdrawn', -1],
  ])
  expect((await board(today)).summary.total).toMatchObject({ cases: 1, doses: 1 })
  expect(JSON.stringify(after)).not.toContain('Sí había')
  const kept = await house.sql`select doses from shortage_cases where id = ${after.id}`
  expect(kept).toEqual([{ doses: 1 }])
  expect(await house.auditTrail()).toContainEqual(['update', 'ShortageCase', after.id])

  // with none left the case stays: whether the medicine lacks is for the hospital to say
  expect((await mistake(second)).status).toBe(201)
  expect(await theCase()).toMatchObject({ doses: 0, status: 'open', closedAt: null })
  const closed = await nurse.patch(`/api/shortages/${after.id}`, { status: 'wrongly-reported' }, 4)
  expect(closed.body).toMatchObject({ doses: 0, status: 'wrongly-reported' })
})

test('the dose planned anew joins again when it lacks again', async () => {
  const { nurse, doseId, mistake, theCase } = await ward([today])
  await nurse.patch(at(doseId), lacked, 1)
  const { planned } = (await mistake(doseId)).body
  expect((await nurse.patch(at(planned.id), lacked, planned.version)).status).toBe(200)
  expect(await theCase()).toMatchObject({ doses: 1 })
})

test.each([
  ['was refused', { status: 'not-done', statusReason: 'refused' }],
  ['was given', { status: 'completed' }],
])('a mistake about a dose that %s leaves the case of its medicine alone', async (_case, record) => {
  const { nurse, doseIds, mistake, theCase } = await ward([today, today])
  const [lacking = '', other = ''] = doseIds
  await nurse.patch(at(lacking), lacked, 1)
  await nurse.patch(at(other), record, 1)
  expect((await mistake(other)).status).toBe(201)
  expect(await theCase()).toMatchObject({ doses: 1, version: 1 })
})

test.each([
  ['waits', [], 'open'],
  ['was solved since', [{ on: ago(3), status: 'solved' as const }], 'solved'],
])('what past days said of a case that %s does not move', async (_case, closing, status) => {
  const { doseId, hospital, board, mistake, nurse } = await ward([ago(5)])
  const id = await pastCase(house, { organizationId: hospital.id, openedOn: ago(10), events: closing })
  await house.sql`update shortage_cases set doses = doses + 1 where id = ${id}`
  await house.sql`insert into shortage_events (case_id, organization_id, kind, posted_on, administration_id, doses)
    values (${id}, ${hospital.id}, 'joined', ${ago(5)}, ${doseId}, 1)`
  await house.sql`update medication_administrations set status = 'not-done', status_reason = 'not-available',
    version = 2 where id = ${doseId}`
  const before = await Promise.all([ago(6), ago(5), ago(1)].map((day) => board(day)))
  expect(before.map(({ items }) => items[0]?.doses)).toEqual([1, 2, 2])
  expect((await mistake(doseId)).status).toBe(201)
  expect(await Promise.all([ago(6), ago(5), ago(1)].map((day) => board(day)))).toEqual(before)
  expect((await nurse.get(`/api/shortages/${id}`)).body).toMatchObject({ doses: 1, status })
})
