import { createHash } from 'node:crypto'
import { dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { Report } from 'shared/reports'
import { uuidv7 } from 'uuidv7'
import { beforeAll, expect, test } from 'vitest'
import { type Answer, aPatient, type Hospital, openHouse, type Person } from './support/house.js'
import { entries, post } from './support/ledger.js'

const house = await openHouse()
const today = dayIn(MEXICO_CITY, new Date())
const asked = { on: '2024-08-09', since: '2024-07-26' }

let big: Hospital
let small: Hospital
let national: Person
let mother: Person

const freeze = async (person: Person, body: Record<string, unknown> = asked) => {
  const answer = await person.post('/api/reports', body)
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)])
  return answer.body.id as string
}
const sha256 = ({ text }: Answer) => createHash('sha256').update(text).digest('hex')

beforeAll(async () => {
  big = await house.openHospital({ level: 'umae', ooadCode: '14', name: 'UMAE del reporte' })
  small = await house.openHospital({ ooadCode: '14' })
  national = await house.signIn('coordinator', { national: true })
  mother = await house.signIn('parent-representative', { national: true })
  await post(house, [
    ...entries(1203, { organizationId: big.id, postedOn: '2024-01-10', birthDate: '1980-01-01' }),
    ...entries(420, { organizationId: big.id, postedOn: '2024-08-01' }),
    ...entries(5, { organizationId: small.id, postedOn: '2024-08-02' }),
    ...entries(12, { organizationId: (await house.openHospital()).id, postedOn: '2024-08-02' }),
  ])
})

test('a frozen report is the answer with its rule versions, byte for byte the same after whatever comes', async () => {
  const id = await freeze(national)
  const live = await national.get(`/api/counts?on=${asked.on}&since=${asked.since}`)
  const first = await national.get(`/api/reports/${id}`)
  expect(Report.parse(first.body)).toEqual(first.body)
  expect(first.body).toMatchObject({ id, ...live.body })
  expect(first.body.ruleVersions).toMatchObject({ counting: '1', 'age-rule': '1', disclosure: '3' })
  expect(Object.keys(first.body.ruleVersions)).toContain('catalogue:iccc3')

  const clerk = await house.signIn('hospital-staff', { organizationId: big.id })
  await clerk.post('/api/patients', aPatient(big.id))
  await post(house, entries(5, { organizationId: big.id, postedOn: '2024-08-05' }))
  await house.sql`update organizations set name = 'Otro nombre' where id = ${big.id}`

  const again = await national.get(`/api/reports/${id}`)
  expect(again.text).toBe(first.text)
  expect(again.headers['etag']).toBe(`"${sha256(first)}"`)
  const [line] = (await national.get('/api/reports')).body.items
  expect(line).toMatchObject({ id, ...asked, patients: 1640, added: 437, sha256: sha256(first) })
  expect((await national.get(`/api/counts?on=${asked.on}`)).body.total.patients).toBe(1645)
})

test('the database refuses to change or erase a report', async () => {
  const id = await freeze(national)
  await expect(house.sql`update reports set answer = '{}' where id = ${id}`).rejects.toThrow('never changed')
  await expect(house.sql`delete from reports where id = ${id}`).rejects.toThrow('never changed')
})

test('the same key freezes once', async () => {
  const key = { 'idempotency-key': uuidv7() }
  const [one, two] = await Promise.all([
    national.post('/api/reports', asked, key),
    national.post('/api/reports', asked, key),
  ])
  expect(one.body).toEqual(two.body)
  expect((await national.post('/api/reports', { ...asked, groupBy: 'level' }, key)).status).toBe(422)
  const trail = await house.auditTrail()
  expect(
    trail.filter(([action, type, id]) => action === 'freeze' && type === 'Report' && id === one.body.id),
  ).toHaveLength(1)
})

test('families read the form that was made for them in the same moment, and never the other', async () => {
  const id = await freeze(national)
  const [exact, published] = [await national.get(`/api/reports/${id}`), await mother.get(`/api/reports/${id}`)]
  expect(published.status).toBe(200)
  const row = (answer: Answer) => answer.body.rows.find(({ key }: { key: string }) => key === small.clues)
  expect(row(exact)).toMatchObject({ patients: 5, added: 5 })
  expect(row(published)).toMatchObject({ patients: null, added: null, suppressed: true })
  expect(published.body).toMatchObject({ id, on: '2024-08-09', disclosure: { smallestShown: 8 } })
  expect(published.headers['etag']).toBe(`"${sha256(published)}"`)
  expect(sha256(published)).not.toBe(sha256(exact))
  const [line] = (await mother.get('/api/reports')).body.items
  expect(line).toMatchObject({ id, sha256: sha256(published) })
})

test('families do not see reports by another age rule, or of part of the nation', async () => {
  const hospital = await house.signIn('coordinator', { organizationId: big.id })
  for (const id of [await freeze(national, { ...asked, ageLimit: 15 }), await freeze(hospital)]) {
    expect((await mother.get(`/api/reports/${id}`)).status).toBe(404)
    expect((await mother.get(`/api/reports/${id}/bulletin`)).status).toBe(404)
    const listed = (await mother.get('/api/reports?limit=200')).body.items
    expect(listed.map((line: { id: string }) => line.id)).not.toContain(id)
  }
})

test('a report of another scope is not there', async () => {
  const own = await house.signIn('coordinator', { organizationId: small.id })
  const ooad = await house.signIn('coordinator', { ooadCode: '14' })
  const foreign = await house.signIn('coordinator', { ooadCode: '20' })
  const staff = await house.signIn('hospital-staff', { organizationId: small.id })
  const [nations, offices, hospitals] = [await freeze(national), await freeze(ooad), await freeze(own)]
  const status = async (person: Person, id: string) => (await person.get(`/api/reports/${id}`)).status
  const unknown = await own.get(`/api/reports/${uuidv7()}`)
  const notOwn = await own.get(`/api/reports/${nations}`)
  expect([unknown.status, notOwn.status]).toEqual([404, 404])
  expect({ ...notOwn.body, instance: '' }).toEqual({ ...unknown.body, instance: '' })
  expect(await Promise.all([own, ooad, foreign, staff, national].map((person) => status(person, hospitals)))).toEqual([
    ...[200, 200, 404, 200, 200],
  ])
  expect(await Promise.all([own, ooad, foreign, national].map((person) => status(person, offices)))).toEqual([
    ...[404, 200, 404, 200],
  ])
  expect((await foreign.get('/api/reports')).body.items).toEqual([])
  expect(await status(own, 'no-es-un-id')).toBe(404)
})

test('only coordinators freeze', async () => {
  const staff = await house.signIn('hospital-staff', { organizationId: small.id })
  expect((await staff.post('/api/reports', asked)).status).toBe(403)
  expect((await mother.post('/api/reports', asked)).status).toBe(403)
})

test.each([
  [{ ...asked, ageLimit: '18' }, '#/ageLimit'],
  [{ on: '2024-08-09', since: '2024-08-10' }, '#/since'],
  [{ ...asked, id: uuidv7() }, '#/id'],
  [{ groupBy: 'patient' }, '#/groupBy'],
])('%j is refused by name', async (body, pointer) => {
  const answer = await national.post('/api/reports', body)
  expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer])
})

test('the bulletin words the frozen figures, in both languages, for a hospital by its name', async () => {
  const id = await freeze(national, { on: '2024-08-09', since: '2024-07-26', groupBy: 'level' })
  const { body } = await national.get(`/api/reports/${id}/bulletin`)
  const { total, balance } = (await national.get(`/api/reports/${id}`)).body
  expect(body.lang).toBe('es')
  expect(body.text).toContain(`mil ${total.patients - 1000} personas`)
  expect(body.text).toContain(`${balance.added} personas`)
  const english = await national.get(`/api/reports/${id}/bulletin?lang=en`)
  expect(english.body.text).toContain(`${total.patients.toLocaleString('en-US')} people`)
  expect((await national.get(`/api/reports/${id}/bulletin?lang=fr`)).status).toBe(400)
  const hospital = await house.signIn('coordinator', { organizationId: small.id })
  const own = await hospital.get(`/api/reports/${await freeze(hospital)}/bulletin`)
  expect(own.body.text).toContain(small.name)
})

test('the list pages from the newest', async () => {
  const page = async (cursor = '') => (await national.get(`/api/reports?limit=3${cursor}`)).body
  const first = await page()
  const second = await page(`&cursor=${first.nextCursor}`)
  const ids = [...first.items, ...second.items].map((line: { id: string }) => line.id)
  expect(ids).toEqual([...new Set(ids)].sort().reverse())
  expect(ids).toHaveLength(6)
})

test('a report of today stays as it was when the day goes on', async () => {
  const clerk = await house.signIn('hospital-staff', { organizationId: big.id })
  const coordinator = await house.signIn('coordinator', { organizationId: big.id })
  const id = await freeze(coordinator, {})
  const before = await coordinator.get(`/api/reports/${id}`)
  expect(before.body.on).toBe(today)
  await clerk.post('/api/patients', aPatient(big.id))
  expect((await coordinator.get(`/api/reports/${id}`)).text).toBe(before.text)
  expect((await coordinator.get('/api/counts')).body.total.patients).toBe(before.body.total.patients + 1)
})
