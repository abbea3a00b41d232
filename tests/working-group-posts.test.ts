import { beforeAll, expect, test } from 'vitest'
import { type Hospital, openHouse, type Person } from './support/house.js'

const house = await openHouse()
const posts = '/api/working-group-posts'
let nation: Person
let hospital: Hospital

beforeAll(async () => {
  nation = await house.signIn('coordinator', { national: true })
  hospital = await house.openHospital({ name: 'Hospital de los puestos' })
})

const create = async (body: Record<string, unknown>) => {
  const made = await nation.post(posts, body)
  expect(made.status, made.text).toBe(201)
  return made.body
}

test('a post is of a hospital, of an OOAD as people say it, or of neither', async () => {
  const office = await create({ kind: 'ooad', name: 'Titular de la oficina', ooadText: 'guadalajara' })
  expect(office.place).toEqual({ organizationId: null, hospital: null, ooadCode: '14', ooadName: 'Jalisco' })
  const director = await create({ kind: 'hospital-director', name: 'Dirección', organizationId: hospital.id })
  expect(director).toMatchObject({ place: { hospital: hospital.name, ooadCode: null }, version: 1, holders: [] })
  const chair = await create({ kind: 'oncology-coordination', name: 'Coordinación de Oncología' })
  expect(chair.place).toEqual({ organizationId: null, hospital: null, ooadCode: null, ooadName: null })
  const { body } = await nation.get(posts)
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual([chair.id, director.id, office.id])
  const found = async (search: string) =>
    (await nation.get(`${posts}?search=${encodeURIComponent(search)}`)).body.items.map(({ id }: { id: string }) => id)
  expect(await found('Guadalajara')).toEqual([office.id])
  expect(await found('de los puestos')).toEqual([director.id])
  expect(await found('oncologia')).toEqual([chair.id])
  expect((await nation.get(`${posts}?limit=2`)).body).toMatchObject({ items: { length: 2 }, nextCursor: /./ })
})

test.each([
  ['two offices', { ooadText: 'Veracruz' }, 409, { candidates: [{ ooadCode: '31' }, { ooadCode: '32' }] }],
  [
    'an office that is none',
    { ooadText: 'Atlántida' },
    400,
    { errors: [{ pointer: '#/ooadText', code: 'ooad-unknown' }] },
  ],
  ['a code that is none', { ooadCode: '99' }, 400, { errors: [{ pointer: '#/ooadCode', code: 'ooad-unknown' }] }],
  [
    'a hospital that is none',
    { organizationId: '01890000-0000-7000-8000-00000000dead' },
    400,
    { errors: [{ pointer: '#/organizationId', code: 'hospital-unknown' }] },
  ],
  ['two places', { ooadCode: '14', ooadText: 'Jalisco' }, 400, { errors: [{ code: 'one-place' }] }],
  ['a CURP for a name', { name: 'Caso HEGG560427MVZRRL04' }, 409, { type: '/problems/identifies-a-patient' }],
])('a post at %s is refused, or asked about', async (_case, slip, status, body) => {
  const refused = await nation.post(posts, { kind: 'ooad', name: 'Titular', ...slip })
  expect(refused.status, refused.text).toBe(status)
  expect(refused.body).toMatchObject(body)
})

test('a new holder ends the former on the day before, and one who began later is not overtaken', async () => {
  const { id } = await create({ kind: 'supply', name: 'Abasto' })
  const name = (body: Record<string, unknown>) => nation.post(`${posts}/${id}/holders`, body)
  expect((await name({ name: 'Ana Ruiz', startsOn: '2021-01-04' })).status).toBe(201)
  const { body } = await name({ name: 'Luis Soto', startsOn: '2023-05-01' })
  expect(body.holders).toMatchObject([
    { name: 'Luis Soto', startsOn: '2023-05-01', endsOn: null },
    { name: 'Ana Ruiz', startsOn: '2021-01-04', endsOn: '2023-04-30' },
  ])
  for (const startsOn of ['2023-05-01', '2022-01-01']) {
    const late = await name({ name: 'Eva Paz', startsOn })
    expect([late.status, late.body.errors]).toEqual([400, [{ pointer: '#/startsOn', code: 'before-holder' }]])
  }
  const number = await name({ name: 'Eva 5512345678', startsOn: '2024-01-01' })
  expect(number.body.errors).toEqual([{ pointer: '#/name', code: 'letters-only' }])
})

test('a closed post ends with its holder, leaves the list, and is opened again', async () => {
  const { id } = await create({ kind: 'other', name: 'Enlace' })
  await nation.post(`${posts}/${id}/holders`, { name: 'Ana Ruiz', startsOn: '2024-01-01' })
  const early = await nation.patch(`${posts}/${id}`, { closedOn: '2023-12-31' }, 1)
  expect(early.body.errors).toEqual([{ pointer: '#/closedOn', code: 'before-holder' }])
  const closed = await nation.patch(`${posts}/${id}`, { closedOn: '2024-06-30' }, 1)
  expect(closed.body).toMatchObject({ closedOn: '2024-06-30', version: 2, holders: [{ endsOn: '2024-06-30' }] })
  const listed = async (query: string) =>
    (await nation.get(`${posts}?search=Enlace${query}`)).body.items.map((it: { id: string }) => it.id)
  expect([await listed(''), await listed('&closed=true')]).toEqual([[], [id]])
  const refused = await nation.post(`${posts}/${id}/holders`, { name: 'Luis Soto', startsOn: '2024-08-01' })
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/post-closed'])
  const stale = await nation.patch(`${posts}/${id}`, { closedOn: null }, 1)
  expect([stale.status, stale.body.current.version]).toEqual([412, 2])
  expect((await nation.patch(`${posts}/${id}`, { closedOn: null }, 2)).body.closedOn).toBeNull()
})

test('the same post is made once, also when the request is sent twice', async () => {
  const body = { kind: 'unit-head', name: 'Titular de unidad', organizationId: hospital.id }
  const key = { 'idempotency-key': 'post-once' }
  const [first, again] = [await nation.post(posts, body, key), await nation.post(posts, body, key)]
  expect(again.body).toEqual(first.body)
  const twice = await nation.post(posts, body)
  expect([twice.status, twice.body.type]).toEqual([409, '/problems/post-exists'])
})
