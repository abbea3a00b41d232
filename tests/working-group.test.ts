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

/** A session after all others, far enough ahead that its link is shown. */
async function prepare(heldOn: string, more: Record<string, unknown> = {}) {
  const { body, status, text } = await nation.post(sessions, { heldOn, mode: 'virtual', ...more })
  expect(status, text).toBe(201)
  return body
}

test('an edit changes what it names and nothing else; the agenda keeps its order, and the number its day', async () => {
  const made = await prepare('2099-02-01', { topic: 'Trasplante', link: 'https://reunion.example/a' })
  const agenda = [
    { kind: 'figures', title: null, note: null },
    { kind: 'other', title: 'Saludo', note: 'Primero las familias' },
  ]
  const edited = await nation.patch(`${sessions}/${made.id}`, { agenda, mode: 'in-person', place: 'Auditorio' }, 1)
  expect(edited.body).toEqual({ ...made, agenda, mode: 'in-person', place: 'Auditorio', version: 2 })
  expect(edited.headers['etag']).toBe('"2"')
  expect((await nation.get(`${sessions}/${made.id}`)).body).toEqual(edited.body)
  const early = await nation.patch(`${sessions}/${made.id}`, { heldOn: '2024-01-01' }, 2)
  expect(early.body.errors).toEqual([{ pointer: '#/heldOn', code: 'number-out-of-order' }])
  const named = await nation.patch(`${sessions}/${made.id}`, { topic: 'El caso HEGG560427MVZRRL04' }, 2)
  expect([named.status, named.body.type]).toEqual([409, '/problems/identifies-a-patient'])
  const nothing = await nation.patch(`${sessions}/${made.id}`, {}, 2)
  expect(nothing.body.errors).toEqual([{ pointer: '#', code: 'nothing-to-change' }])
  const numbered = await nation.patch(`${sessions}/${made.id}`, { number: 7 }, 2)
  expect(numbered.body.errors).toContainEqual({ pointer: '#/number', code: 'unknown-field' })
})

test('who edits what another has changed gets it as it stands, with who and when; one of two at once', async () => {
  const made = await prepare('2099-02-02')
  const url = `${sessions}/${made.id}`
  const secretary = await house.signIn('coordinator', { national: true })
  const answers = await Promise.all([
    nation.patch(url, { topic: 'Catéteres' }, 1),
    secretary.patch(url, { topic: 'Albergues' }, 1),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const [kept, refused] = answers[0]?.status === 200 ? answers : [answers[1], answers[0]]
  const winner = answers[0]?.status === 200 ? nation : secretary
  expect(refused?.body).toMatchObject({ current: kept?.body, changedBy: winner.userId, changedAt: expect.any(String) })
  const { status } = await nation.ask('PATCH', url, { topic: 'Sin versión' })
  expect(status).toBe(428)
})

test('who presents next is a hospital or an OOAD in words, each once; words that mean two are asked about', async () => {
  const hospital = await house.openHospital({ name: 'Hospital que presenta' })
  const made = await prepare('2099-02-03')
  const url = `${sessions}/${made.id}`
  const next = [{ organizationId: hospital.id }, { ooadText: 'Guadalajara' }]
  const { body } = await nation.patch(url, { nextPresenters: next }, 1)
  expect(body.nextPresenters).toMatchObject([{ hospital: hospital.name }, { ooadCode: '14', ooadName: 'Jalisco' }])
  const asked = await nation.patch(url, { nextPresenters: [{ ooadText: 'Veracruz' }] }, 2)
  expect([asked.status, asked.body.pointer]).toEqual([409, '#/nextPresenters/0/ooadText'])
  const twice = await nation.patch(url, { nextPresenters: [{ ooadText: 'Jalisco' }, { ooadCode: '14' }] }, 2)
  expect(twice.body.errors).toEqual([{ pointer: '#/nextPresenters/1', code: 'place-twice' }])
  const none = await nation.patch(url, { nextPresenters: [{}] }, 2)
  expect(none.body.errors).toEqual([{ pointer: '#/nextPresenters/0', code: 'one-place' }])
})

test('of a session with published minutes only who presents next may change, unless an erratum is open', async () => {
  const made = await prepare('2099-02-04')
  const url = `${sessions}/${made.id}`
  await house.sql`update working_group_sessions set published_at = now() where id = ${made.id}`
  const refused = await nation.patch(url, { topic: 'Otro' }, 1)
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/published-session-stays'])
  expect((await nation.patch(url, { nextPresenters: [{ ooadCode: '14' }] }, 1)).status).toBe(200)
  await house.sql`insert into minutes (id, session_id, version_number, erratum_reason) values (gen_random_uuid(), ${made.id}, 2, 'Otro tema')`
  expect((await nation.patch(url, { topic: 'Otro' }, 2)).body).toMatchObject({ topic: 'Otro', minutesStatus: 'draft' })
})

test('the list says how far the minutes are, and drafts are the secretariat’s alone', async () => {
  const made = await prepare('2099-02-05')
  await house.sql`insert into minutes (id, session_id, version_number) values (gen_random_uuid(), ${made.id}, 1)`
  const status = async (person: Person) => (await person.get(sessions)).body.items[0].minutesStatus
  expect(await status(nation)).toBe('draft')
  expect(await status(await house.signIn('coordinator', { ooadCode: '14' }))).toBeNull()
})
