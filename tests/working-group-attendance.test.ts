import { readAttendance } from 'server/working-group/attendance'
import { beforeAll, expect, test } from 'vitest'
import { type Hospital, openHouse, type Person } from './support/house.js'
import { nationScope } from './support/nation.js'

const house = await openHouse()
const posts = '/api/working-group-posts'
let nation: Person
let hospital: Hospital
let number = 0

beforeAll(async () => {
  nation = await house.signIn('coordinator', { national: true })
  hospital = await house.openHospital({ name: 'Hospital de la asistencia' })
})

/** A session of its own, on a day after all before. */
async function openSession(): Promise<{ id: string; at: string; heldOn: string }> {
  number += 1
  const heldOn = `2024-08-${String(number).padStart(2, '0')}`
  const { body } = await nation.post('/api/working-group-sessions', { number, heldOn, mode: 'virtual' })
  return { id: body.id, at: `/api/working-group-sessions/${body.id}/attendances`, heldOn }
}

const add = async (at: string, body: Record<string, unknown>) => {
  const made = await nation.post(at, body)
  expect(made.status, made.text).toBe(201)
  return made.body
}

test('Guadalajara became Jalisco, Veracruz is asked with its two, and nothing is guessed', async () => {
  const { at } = await openSession()
  const head = { postKind: 'ooad', postName: 'Titular de la oficina' }
  const jalisco = await add(at, { ...head, ooadText: 'Guadalajara' })
  expect(jalisco).toMatchObject({ post: head.postName, place: { ooadCode: '14', ooadName: 'Jalisco' }, holder: null })
  const asked = await nation.post(at, { ...head, ooadText: 'Veracruz' })
  expect([asked.status, asked.body.type]).toEqual([409, '/problems/ambiguous'])
  expect(asked.body).toMatchObject({
    ...{ pointer: '#/ooadText' },
    candidates: [
      { ooadCode: '31', name: 'Veracruz Norte' },
      { ooadCode: '32', name: 'Veracruz Sur' },
    ],
  })
  expect((await nation.get(at)).body.institute).toHaveLength(1)
  await add(at, { ...head, ooadCode: '32' })
  const again = await nation.post(at, { ...head, ooadText: 'Jalisco' })
  expect([again.status, again.body.type]).toEqual([409, '/problems/already-present'])
})

test('two María are two rows, printed as they were written; one request sent twice is one', async () => {
  const { id, at } = await openSession()
  const maria = { givenName: 'María', relation: 'mother' }
  for (const givenName of ['Dulce', 'María', 'María del Carmen', 'Ana  Concepción'])
    await add(at, { ...maria, givenName })
  await add(at, maria)
  const key = { 'idempotency-key': 'maria' }
  const [once, twice] = [await nation.post(at, maria, key), await nation.post(at, maria, key)]
  expect(twice.body).toEqual(once.body)
  await add(at, { givenName: 'Jorge', relation: 'father' })
  const { families } = await nationScope(house, nation, (scope) => readAttendance(scope, id))
  expect(families).toEqual([
    ...['Dulce', 'María', 'María del Carmen', 'Ana Concepción', 'María', 'María'].map((givenName) => ({
      ...{ givenName, relation: 'mother' },
    })),
    { givenName: 'Jorge', relation: 'father' },
  ])
})

test.each([
  ['three words', { givenName: 'María José Elena' }, '#/givenName', 'given-name-words'],
  ['a surname', { givenName: 'María Hernández' }, '#/givenName', 'given-name-surname'],
  ['a surname without its accent', { givenName: 'Rocio GARCIA' }, '#/givenName', 'given-name-surname'],
  ['a surname of several words', { givenName: 'Ana de la Cruz' }, '#/givenName', 'given-name-surname'],
  ['a telephone', { givenName: 'María 5512345678' }, '#/givenName', 'letters-only'],
  ['nobody', { givenName: ' ' }, '#/givenName', 'required'],
  ['no relation', { givenName: 'Nora', relation: undefined }, '#/relation', 'required'],
  ['a post too', { givenName: 'Nora', postKind: 'other' }, '#/postId', 'post-or-family'],
])('a family with %s is refused by name', async (_case, slip, pointer, code) => {
  const { at } = await openSession()
  const refused = await nation.post(at, { relation: 'mother', ...slip })
  expect([refused.status, refused.body.errors]).toEqual([400, [{ pointer, code }]])
  expect((await nation.get(at)).body.families).toEqual([])
})

test('old attendance keeps who held the post on its day, also after another was named and the post was closed', async () => {
  const { body: post } = await nation.post(posts, {
    kind: 'hospital-director',
    name: 'Dirección',
    organizationId: hospital.id,
  })
  const hold = (name: string, startsOn: string) => nation.post(`${posts}/${post.id}/holders`, { name, startsOn })
  await hold('Ana Ruiz', '2024-01-01')
  const first = await openSession()
  const present = await add(first.at, { postId: post.id })
  expect(present).toMatchObject({ holder: 'Ana Ruiz', place: { hospital: hospital.name } })
  const second = await openSession()
  await hold('Luis Soto', second.heldOn)
  expect(await add(second.at, { postId: post.id })).toMatchObject({ holder: 'Luis Soto' })
  expect((await nation.get(first.at)).body.institute[0].holder).toBe('Ana Ruiz')
  const { body } = await nation.get(`${posts}?search=asistencia`)
  await nation.patch(`${posts}/${post.id}`, { closedOn: second.heldOn }, body.items[0].version)
  const third = await openSession()
  const closed = await nation.post(third.at, { postId: post.id })
  expect(closed.body.errors).toEqual([{ pointer: '#/postId', code: 'post-closed' }])
  expect((await nation.get(second.at)).body.institute[0].holder).toBe('Luis Soto')
})

test('posts are printed in the order of their kinds, then of their places', async () => {
  const { id, at } = await openSession()
  for (const body of [
    { postKind: 'ooad', postName: 'Titular de la oficina', ooadText: 'Yucatán' },
    { postKind: 'supply', postName: 'Abasto' },
    { postKind: 'ooad', postName: 'Titular de la oficina', ooadText: 'Jalisco' },
    { postKind: 'oncology-coordination', postName: 'Coordinación de Oncología' },
  ])
    await add(at, body)
  const { institute } = await nationScope(house, nation, (scope) => readAttendance(scope, id))
  expect(institute.map(({ postKind, place }) => [postKind, place.ooadName])).toEqual([
    ['oncology-coordination', null],
    ['supply', null],
    ['ooad', 'Jalisco'],
    ['ooad', 'Yucatán'],
  ])
  expect(Object.keys(institute[0] ?? {}).sort()).toEqual(['holder', 'place', 'post', 'postKind'])
})

test('what was written by mistake is taken back, stays in its row, and leaves its act', async () => {
  const { at } = await openSession()
  const nora = await add(at, { givenName: 'Nora', relation: 'mother' })
  await add(at, { givenName: 'Dora', relation: 'mother' })
  for (let times = 0; times < 2; times++) {
    const { status, body } = await nation.post(`${at}/${nora.id}/entered-in-error`)
    expect([status, body.families.map((it: { givenName: string }) => it.givenName)]).toEqual([200, ['Dora']])
  }
  const [row] = await house.sql`select given_name, entered_in_error_by from attendances where id = ${nora.id}`
  expect(row).toEqual({ given_name: 'Nora', entered_in_error_by: nation.userId })
  const acts = (await house.auditTrail()).filter(([, , id]) => id === nora.id).map(([action]) => action)
  expect(acts).toEqual(['create', 'undo'])
  const other = await openSession()
  expect((await nation.post(`${other.at}/${nora.id}/entered-in-error`)).status).toBe(404)
})

test('once the minutes are published nobody is added or taken back, unless an erratum is open', async () => {
  const { id, at } = await openSession()
  const nora = await add(at, { givenName: 'Nora', relation: 'mother' })
  await house.sql`update working_group_sessions set published_at = now() where id = ${id}`
  for (const [url, body] of [
    [at, { givenName: 'Dora', relation: 'mother' }],
    [`${at}/${nora.id}/entered-in-error`, undefined],
  ] as const) {
    const refused = await nation.post(url, body)
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/published-session-stays'])
  }
  await house.sql`insert into minutes (id, session_id, version_number, erratum_reason) values (gen_random_uuid(), ${id}, 2, 'Faltó una madre')`
  await add(at, { givenName: 'Dora', relation: 'mother' })
})
