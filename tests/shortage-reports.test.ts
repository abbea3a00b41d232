import { forgetOldKeys } from 'server/keepers'
import { readFolio } from 'server/shortage-reports/words'
import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import type { CaseReports, FollowedReport, ShortageReceipt } from 'shared/shortage-reports'
import type { ShortageCase } from 'shared/shortages'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Hospital, openHouse, type Person } from './support/house.js'

const house = await openHouse()
const today = dayIn(MEXICO_CITY, new Date())
const reports = '/api/shortage-reports'

let hospital: Hospital
let mother: Person
let coordinator: Person

beforeEach(async () => {
  hospital = await house.openHospital({ ooadCode: '14' })
  mother = await house.signIn('parent-representative', { national: true })
  coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
})

const lacking = (facts: Record<string, unknown> = {}) => ({
  ...{ organizationId: hospital.id, medication: 'vincristina', lackedOn: today, named: false },
  ...facts,
})
const report = async (facts: Record<string, unknown> = {}, headers: Record<string, string> = {}, person = mother) => {
  const answer = await person.post(reports, lacking(facts), headers)
  expect(answer.status, answer.text).toBe(201)
  return answer.body as ShortageReceipt
}
const follow = (asked: object, person = mother) => person.post(`${reports}/follow`, asked)
const caseOf = async (): Promise<ShortageCase> => {
  const { items } = (await coordinator.get('/api/shortages')).body
  expect(items).toHaveLength(1)
  return (await coordinator.get(`/api/shortages/${items[0].id}`)).body
}

test('a report answers folio and word, opens the case, and the board says that a family reported it', async () => {
  const { folio, word } = await report()
  expect(folio).toMatch(new RegExp(`^D-${today.slice(0, 4)}-\\d{7}-[A-Z]$`))
  expect(word).toMatch(/^[a-z]+-\d{4}$/)
  const opened = await caseOf()
  expect(opened).toMatchObject({ medication: 'vincristina', status: 'open', openedOn: today, doses: 0 })
  expect(opened.history.map(({ kind, recordedBy }) => [kind, recordedBy])).toEqual([
    ['opened', null],
    ['family-report', null],
  ])
})

test('a second report and one of the ward join the same case; each has a folio of its own', async () => {
  const first = await report()
  const staff = await house.signIn('hospital-staff', { organizationId: hospital.id })
  expect((await staff.post('/api/shortages', { organizationId: hospital.id, medication: 'vincristina' })).status).toBe(
    200,
  )
  const second = await report()
  expect(second.folio).not.toBe(first.folio)
  expect((await caseOf()).history.map(({ kind }) => kind)).toEqual([
    'opened',
    'family-report',
    'joined',
    'family-report',
  ])
})

test('who knows folio and word, however they type them, sees how it goes; when it is solved too', async () => {
  const { folio, word } = await report({ lackedOn: addDays(today, -3) })
  const seen = async (asked = { folio, word }) => (await follow(asked)).body as FollowedReport
  const open = {
    ...{ folio, medication: 'vincristina', hospital: hospital.name, lackedOn: addDays(today, -3), reportedOn: today },
    ...{ status: 'open', openedOn: today, closedOn: null, expectedOn: null },
  }
  expect(await seen()).toEqual(open)
  expect(
    await seen({ folio: folio.toLowerCase().replaceAll('-', ' '), word: word.toUpperCase().replace('-', ' ') }),
  ).toEqual(open)
  const found = await caseOf()
  const promised = addDays(today, 5)
  await coordinator.patch(`/api/shortages/${found.id}`, { status: 'in-transit', expectedOn: promised }, found.version)
  expect(await seen()).toMatchObject({ status: 'in-transit', expectedOn: promised })
  await coordinator.patch(`/api/shortages/${found.id}`, { status: 'solved' }, found.version + 1)
  expect(await seen()).toMatchObject({ status: 'solved', closedOn: today })
  const other = await house.signIn('parent-representative', { national: true })
  expect((await follow({ folio, word }, other)).status).toBe(200)
  const next = await report()
  expect((await follow(next)).body).toMatchObject({ status: 'open', openedOn: today })
})

test('a wrong pair is the same 404, whichever part is wrong; after ten in an hour nobody is heard, also with the right one', async () => {
  const [{ folio, word }, other] = [await report(), await report()]
  const wrong = [
    { folio, word: other.word === word ? 'luna-0000' : other.word },
    { folio: other.folio, word },
    { folio: 'D-2026-00000-A', word },
    { folio: 'cualquier cosa', word },
  ]
  const bodies = new Set<string>()
  for (const pair of wrong) {
    const { status, body } = await follow(pair)
    expect(status).toBe(404)
    bodies.add(JSON.stringify({ ...body, instance: '' }))
  }
  expect(bodies.size).toBe(1)
  // twenty at once pass one by one
  const more = await Promise.all(Array.from({ length: 20 }, () => follow({ folio, word: 'luna-0000x' })))
  const statuses = more.map(({ status }) => status).sort()
  expect(statuses.filter((status) => status === 404)).toHaveLength(10 - wrong.length)
  expect(new Set(statuses)).toEqual(new Set([404, 429]))
  const late = await follow({ folio, word })
  expect([late.status, Number(late.headers['retry-after']) > 3000]).toEqual([429, true])
  const another = await house.signIn('parent-representative', { national: true })
  expect((await follow({ folio, word }, another)).status).toBe(200)
  await house.sql`update follow_failures set failed_at = failed_at - interval '61 minutes'`
  expect((await follow({ folio, word })).status).toBe(200)
})

describe('without a name', () => {
  test('nothing that is kept says whose it was: no row, no key, no event', async () => {
    const { folio, word } = await report({}, { 'idempotency-key': uuidv7() })
    expect((await follow({ folio, word })).status).toBe(200)
    const [row] = await house.sql`select id, reported_by, sealed_contact from shortage_reports where folio = ${folio}`
    expect([row?.['reported_by'], row?.['sealed_contact']]).toEqual([null, null])
    expect(await house.sql`select 1 from idempotency_keys where user_id = ${mother.userId}`).toHaveLength(0)
    await house.auditTrail()
    const events =
      await house.sql`select action, user_id, request_id from audit_events where resource_id = ${row?.['id']} order by id`
    expect(events.map(({ action, user_id, request_id }) => [action, user_id, request_id])).toEqual([
      ['create', null, null],
      ['read', null, null],
    ])
    expect(await house.sql`select 1 from audit_events where user_id = ${mother.userId}`).toHaveLength(0)
    const tables = await house.sql<
      { name: string }[]
    >`select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not in ('users', 'grants', 'sessions')`
    for (const { name } of tables)
      expect(
        await house.sql.unsafe(`select 1 from ${name} t where t::text like '%${mother.userId}%'`),
        name,
      ).toHaveLength(0)
  })

  test('nothing says whose it was where its note is refused or its word mistaken, and the hour’s counts go in a day', async () => {
    const note = 'Es para HEGG560427MVZRRL04'
    expect((await mother.post(reports, lacking({ note }))).status).toBe(409)
    const { folio } = await report()
    expect((await follow({ folio, word: 'luna-0000x' })).status).toBe(404)
    const traces = async () => {
      await house.auditTrail()
      return house.sql`select action, resource_type from audit_events where user_id = ${mother.userId}`
    }
    expect(await traces()).toEqual([])
    const unnamed = await house.sql`select 1 from audit_events where resource_type in ('PublicText', 'ShortageReport')
      and action = 'denied' and user_id is null and request_id is null`
    expect(unnamed.length).toBeGreaterThan(1)
    expect((await mother.post(reports, lacking({ note, named: true }))).status).toBe(409)
    expect((await traces()).map((it) => ({ ...it }))).toEqual([{ action: 'denied', resource_type: 'PublicText' }])
    const [row] = await house.sql`select id from shortage_reports where folio = ${folio}`
    expect(row?.['id']).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/)
    await house.sql`insert into identity_looks (user_id, text_hash) values (${mother.userId}, '\\x01')`
    const kept = async () => [
      (await house.sql`select 1 from follow_failures where user_id = ${mother.userId}`).length,
      (await house.sql`select 1 from identity_looks where user_id = ${mother.userId}`).length,
    ]
    await forgetOldKeys(house.database)
    expect(await kept()).toEqual([1, 1])
    await house.sql`update follow_failures set failed_at = failed_at - interval '25 hours'`
    await house.sql`update identity_looks set found_at = found_at - interval '25 hours'`
    await forgetOldKeys(house.database)
    expect(await kept()).toEqual([0, 0])
  })

  test('a contact is refused', async () => {
    const contact = { givenName: 'Mary', phone: '55 1234 5678' }
    const { status, body } = await mother.post(reports, lacking({ contact }))
    expect([status, body.errors]).toEqual([400, [{ pointer: '#/contact', code: 'contact-unnamed' }]])
  })
})

test('with a name, whoever coordinates the hospital sees the contact when asking for it, and each look leaves an event', async () => {
  const contact = { givenName: 'Mary', phone: '55 1234 5678' }
  const note = 'Nos dijeron que volviéramos el lunes'
  const { folio } = await report({ named: true, contact, note })
  await report()
  const { id } = await caseOf()
  const seen = async (query = '') => (await coordinator.get(`/api/shortages/${id}/reports${query}`)).body as CaseReports
  const [row] = await house.sql`select id, reported_by, sealed_contact from shortage_reports where folio = ${folio}`
  expect(row?.['reported_by']).toBe(mother.userId)
  expect(Buffer.from(row?.['sealed_contact']).toString('latin1')).not.toMatch(/Mary|1234/)
  const looks = async () => {
    await house.auditTrail()
    return house.sql`select details from audit_events where resource_id = ${row?.['id']} and user_id = ${coordinator.userId}`
  }
  const covered = await seen()
  expect(covered.items.map(({ hasContact, contact }) => [hasContact, contact])).toEqual(
    expect.arrayContaining([
      [true, null],
      [false, null],
    ]),
  )
  expect(await looks()).toHaveLength(0)
  const uncovered = (await seen('?contacts=true')).items.find((it) => it.folio === folio)
  expect(uncovered).toMatchObject({ note, contact })
  expect((await looks()).map(({ details }) => details)).toEqual([{ fields: ['contact'] }])
  const stranger = await house.signIn('coordinator', { organizationId: (await house.openHospital()).id })
  expect((await stranger.get(`/api/shortages/${id}/reports?contacts=true`)).status).toBe(404)
  expect((await mother.get(`/api/shortages/${id}/reports`)).status).toBe(403)
})

test('the same key and body answers the same folio and word and keeps one report, also when two meet; another body is 422', async () => {
  const key = { 'idempotency-key': uuidv7() }
  const [first, second] = await Promise.all([report({}, key), report({}, key)])
  expect(second).toEqual(first)
  expect(await report({}, key)).toEqual(first)
  expect(await house.sql`select 1 from shortage_reports where organization_id = ${hospital.id}`).toHaveLength(1)
  expect((await caseOf()).history).toHaveLength(2)
  expect((await mother.post(reports, lacking({ medication: 'cisplatino' }), key)).status).toBe(422)
  expect((await follow(first)).status).toBe(200)
  // the same key in another's hand is another report
  const other = await house.signIn('parent-representative', { national: true })
  expect((await report({}, key, other)).folio).not.toBe(first.folio)
})

test.each([
  ['an unknown hospital', () => ({ organizationId: uuidv7() }), 404, undefined],
  ['an unknown medication', () => ({ medication: 'agua_bendita' }), 400, ['#/medication', 'medication-unknown']],
  ['a day that has not come', () => ({ lackedOn: addDays(today, 1) }), 400, ['#/lackedOn', 'future-date']],
  ['a note with a CURP', () => ({ note: 'Es para HEGG560427MVZRRL04' }), 409, ['#/note', 'identifies-curp']],
  [
    'a telephone that is none',
    () => ({ named: true, contact: { givenName: 'Mary', phone: 'no' } }),
    400,
    ['#/contact/phone', 'phone-shape'],
  ],
  ['an unknown field', () => ({ reportedBy: uuidv7() }), 400, ['#/reportedBy', 'unknown-field']],
])('%s is refused by name, and nothing is kept', async (_name, facts, status, error) => {
  const answer = await mother.post(reports, lacking(facts()))
  expect(answer.status, answer.text).toBe(status)
  if (error) expect([answer.body.errors[0].pointer, answer.body.errors[0].code]).toEqual(error)
  expect(await house.sql`select 1 from shortage_cases where organization_id = ${hospital.id}`).toHaveLength(0)
  expect(await house.sql`select 1 from shortage_reports where organization_id = ${hospital.id}`).toHaveLength(0)
})

test('twenty reports an hour are taken from one account, then 429 until the oldest is past; nobody else waits', async () => {
  const sent = await Promise.all(Array.from({ length: 22 }, () => mother.post(reports, lacking())))
  expect(sent.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(20)
  const late = await mother.post(reports, lacking())
  expect([late.status, late.body.type]).toEqual([429, '/problems/too-many-requests'])
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(3500)
  await report({}, {}, await house.signIn('parent-representative', { national: true }))
})

test('a folio of five digits, as they once were, is read too', async () => {
  const { folio } = await report()
  expect(readFolio(folio.toLowerCase())).toBe(folio)
  expect(readFolio('d 2026 04217 e')).toBe('D-2026-04217-E')
  expect(readFolio('d 2026 04217 k')).toBeNull()
})

test('the role of families reaches no case but by its report, and joins one report once', async () => {
  const { folio } = await report()
  const [row] = await house.sql`select id, case_id from shortage_reports where folio = ${folio}`
  const as = (text: string, parameters: unknown[] = []) =>
    house.database
      .transact({ role: 'girasol_families', userId: mother.userId, national: true }, ({ query }) =>
        query(text, parameters),
      )
      .catch((error: { code?: string }) => error.code)
  for (const table of ['shortage_cases', 'shortage_events', 'patients', 'stock_entries'])
    expect(await as(`select 1 from ${table}`), table).toBe('42501')
  for (const column of ['id', 'folio', 'once_hash', 'sealed_contact'])
    expect(await as(`select ${column} from shortage_reports`), column).toBe('42501')
  expect(await as('update shortage_reports set note = null')).toBe('42501')
  expect(await as('select girasol_join_shortage($1::uuid, $2::uuid) as id', [row?.['id'], uuidv7()])).toEqual([
    { id: null },
  ])
  expect((await caseOf()).history).toHaveLength(2)
})
