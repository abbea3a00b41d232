import { beforeAll, expect, test } from 'vitest'
import { openHouse, type Person } from './support/house.js'

const house = await openHouse()
const sessions = '/api/working-group-sessions'
let nation: Person

beforeAll(async () => {
  nation = await house.signIn('coordinator', { national: true })
})

test('sessions are numbered on, and the list has the latest first', async () => {
  const first = await nation.post(sessions, { number: 148, heldOn: '2024-07-26', mode: 'virtual' })
  expect(first.status, first.text).toBe(201)
  const next = await nation.post(sessions, { heldOn: '2024-08-09', mode: 'virtual', topic: 'Trasplante' })
  expect(next.body).toMatchObject({ number: 149, heldOn: '2024-08-09', topic: 'Trasplante', version: 1 })
  expect(next.body.agenda[0].kind).toBe('agreements-review')
  const { body } = await nation.get(sessions)
  expect(body.items.map(({ number }: { number: number }) => number)).toEqual([149, 148])
  const page = await nation.get(`${sessions}?limit=1`)
  expect(page.body.nextCursor).toBe('149')
  expect((await nation.get(`${sessions}?limit=1&cursor=149`)).body.items[0].number).toBe(148)
  expect((await nation.get(`${sessions}/${next.body.id}`)).body).toEqual(next.body)
})

test('a number is taken once, and grows with the day', async () => {
  const taken = await nation.post(sessions, { number: 149, heldOn: '2024-08-09', mode: 'virtual' })
  expect(taken.body.errors).toEqual([{ pointer: '#/number', code: 'number-taken' }])
  for (const [number, heldOn] of [
    [150, '2024-08-08'],
    [147, '2024-07-27'],
  ]) {
    const { status, body } = await nation.post(sessions, { number, heldOn, mode: 'virtual' })
    expect([status, body.errors]).toEqual([400, [{ pointer: '#/heldOn', code: 'number-out-of-order' }]])
  }
})

test('its words may hold no CURP, and its link is gone when its day is over', async () => {
  const named = await nation.post(sessions, {
    ...{ heldOn: '2026-01-09', mode: 'virtual', topic: 'El caso HEGG560427MVZRRL04' },
  })
  expect([named.status, named.body.type, named.body.errors[0].pointer]).toEqual([
    409,
    '/problems/identifies-a-patient',
    '#/topic',
  ])
  const link = 'https://reunion.example/149'
  const past = await nation.post(sessions, { heldOn: '2025-01-09', mode: 'virtual', link })
  expect(past.body.link).toBeNull()
  const ahead = await nation.post(sessions, { heldOn: '2099-01-09', mode: 'virtual', link })
  expect(ahead.body.link).toBe(link)
  const other = await nation.post(sessions, { heldOn: '2099-01-10', mode: 'virtual', link: 'http://reunion.example' })
  expect(other.status).toBe(400)
})
