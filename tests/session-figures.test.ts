import { createHash } from 'node:crypto'
import { figureKeys, sessionFigures } from 'shared/figure-keys'
import { Report } from 'shared/reports'
import { SessionFigures } from 'shared/session-figures'
import { uuidv7 } from 'uuidv7'
import { beforeAll, expect, test } from 'vitest'
import { published as publish } from './support/agreements.js'
import { aDose, given, omitted, planThen, postDoses } from './support/doses.js'
import { aPatient, type Hospital, openHouse, type Person } from './support/house.js'
import { entries, post } from './support/ledger.js'
import { pastCase } from './support/shortages.js'

const house = await openHouse()
const sessions = '/api/working-group-sessions'

let big: Hospital
let small: Hospital
let nation: Person
let reader: Person
let mother: Person

const open = async (heldOn: string) => {
  const { status, text, body } = await nation.post(sessions, { heldOn, mode: 'virtual' })
  expect(status, text).toBe(201)
  return body.id as string
}
const freeze = async (sessionId: string): Promise<SessionFigures> => {
  const { status, text, body } = await nation.post(`${sessions}/${sessionId}/figures`)
  expect(status, text).toBe(201)
  return SessionFigures.parse(body)
}
const read = async (sessionId: string, person = nation): Promise<SessionFigures> =>
  SessionFigures.parse((await person.get(`${sessions}/${sessionId}/figures`)).body)
const valuesOf = ({ items }: SessionFigures) => Object.fromEntries(items.map(({ key, value }) => [key, value]))
const reportOf = ({ reports }: SessionFigures, source: string) =>
  reports.find((report) => report.source === source)?.reportId ?? ''

/** Doses of a day: so many given on it, and so many left out. */
async function doses(day: string, onTime: number, notGiven: number) {
  for (let n = 0; n < onTime + notGiven; n++) {
    const facts = n < onTime ? given(day) : omitted('not-available')
    await planThen(house, aDose({ managingOrganizationId: big.id, plannedOn: day }), day, day, facts)
  }
}

beforeAll(async () => {
  big = await house.openHospital({ level: 'umae', ooadCode: '14' })
  small = await house.openHospital({ ooadCode: '14' })
  nation = await house.signIn('coordinator', { national: true })
  reader = await house.signIn('coordinator', { organizationId: small.id })
  mother = await house.signIn('parent-representative', { national: true })
  await post(house, [
    ...entries(1203, { organizationId: big.id, postedOn: '2024-01-10', birthDate: '1980-01-01' }),
    ...entries(420, { organizationId: big.id, postedOn: '2024-07-10' }),
    ...entries(30, { organizationId: small.id, postedOn: '2024-08-02' }),
  ])
  await doses('2024-08-01', 12, 8)
  await doses('2024-10-02', 18, 3)
  // 1.5 mg of vincristine are two vials of 1 mg; ten doses lie within 30 days of the cut, and the last a day beyond
  for (const plannedOn of [...Array<string>(10).fill('2024-08-20'), '2024-09-08'])
    await postDoses(house, '2024-08-05', [{ after: aDose({ managingOrganizationId: big.id, plannedOn }) }])
  for (const [organizationId, clave, medication, pieces, on] of [
    [big.id, '010.000.1768.00', 'vincristina', 90, '2024-07-01'],
    [big.id, '010.000.1768.00', 'vincristina', 30, '2024-08-05'],
    [small.id, '010.000.1768.00', 'vincristina', 40, '2024-08-05'],
    // counted after the session
    [small.id, '010.000.1768.00', 'vincristina', 9, '2024-08-20'],
  ] as const)
    await house.sql`insert into stock_entries (id, organization_id, clave, medication, pieces, counted_on, recorded_at)
      values (${uuidv7()}, ${organizationId}, ${clave}, ${medication}, ${pieces}, ${on}, ${`${on}T18:00:00Z`})`
  await pastCase(house, { organizationId: big.id, openedOn: '2024-08-01' })
  await pastCase(house, { organizationId: big.id, medication: 'metotrexato', openedOn: '2024-08-02' })
  await pastCase(house, {
    organizationId: small.id,
    openedOn: '2024-07-20',
    events: [{ on: '2024-08-01', status: 'solved' }],
  })
  await pastCase(house, { organizationId: small.id, openedOn: '2024-08-15' })
})

test('one act freezes four reports, and each figure is what its report says to families, to the unit', async () => {
  const id = await open('2024-08-09')
  expect(await read(id)).toEqual({ frozenAt: null, on: null, since: null, reports: [], items: [] })
  const frozen = await freeze(id)
  expect(frozen.reports.map(({ source }) => source)).toEqual(['counts', 'treatment', 'pain', 'supply'])
  expect(frozen.items.map(({ key }) => key)).toEqual(figureKeys)
  expect(valuesOf(frozen)).toEqual({
    ...{ on: '2024-08-09', since: '2024-07-26', total: 1653, previous: 1623, added: 30, removed: 0 },
    ...{ paediatric: 450, adult: 1203, paediatricPercent: 27, adultPercent: 73 },
    ...{ hospitals: 2, umae: 1, secondLevel: 1 },
    ...{ dosesDue: 20, dosesOnTimePercent: 60, firstTreatmentPercent: null },
    ...{ painAssessedPercent: null, painTreatedPercent: null, painReassessedPercent: null, painRelievedPercent: null },
    // 30 and 40 pieces; the 30 that were counted where doses are planned last for 20 vials a month one and a half
    ...{ supplyKeys: 1, supplyPieces: 70, supplyMonths: 1.5, openShortages: 2, hospitalsWithShortage: 1 },
  })
  await publish(house, id)
  for (const { source, reportId, sha256 } of frozen.reports) {
    const published = await mother.get(`/api/reports/${reportId}`)
    expect(createHash('sha256').update(published.text).digest('hex')).toBe(sha256)
    expect(Report.parse(published.body)).toEqual(published.body)
    const figures = source === 'counts' ? published.body.total : published.body.figures
    for (const { key, value, reportId: of } of frozen.items) {
      if (sessionFigures[key].source !== source) continue
      expect(of).toBe(reportId)
      const said = key === 'total' ? figures.patients : figures[key]
      if (said !== undefined) expect(value, key).toBe(said)
    }
  }
  expect(await read(id, reader)).toEqual(frozen)
  const trail = (await house.auditTrail()).filter(([action]) => action === 'freeze')
  expect(trail.map(([, type]) => type)).toEqual([...Array<string>(4).fill('Report'), 'WorkingGroupSession'])
})

test('they still say the same after new registrations; freezing again reads the new ones', async () => {
  const id = await open('2024-08-09')
  const frozen = await freeze(id)
  const clerk = await house.signIn('hospital-staff', { organizationId: big.id })
  expect((await clerk.post('/api/patients', aPatient(big.id))).status).toBe(201)
  await post(house, entries(9, { organizationId: big.id, postedOn: '2024-08-05' }))
  await doses('2024-08-02', 10, 0)
  expect(await read(id)).toEqual(frozen)
  const again = valuesOf(await freeze(id))
  expect(again).toMatchObject({ total: 1662, added: 39, dosesDue: 30, dosesOnTimePercent: 73 })
  expect(valuesOf(await read(id))).toEqual(again)
})

test('two sessions of one week print the same figures, and one of the next week its own', async () => {
  const [friday, tuesday, next] = [await open('2024-08-09'), await open('2024-08-13'), await open('2024-08-16')]
  const [first, second, third] = [await freeze(friday), await freeze(tuesday), await freeze(next)]
  expect(valuesOf(second)).toEqual(valuesOf(first))
  expect(reportOf(second, 'treatment')).not.toBe(reportOf(first, 'treatment'))
  expect(third).toMatchObject({ on: '2024-08-16', since: '2024-08-02' })
})

test('they are of the last Friday also where its tables must wait for more people', async () => {
  await post(house, entries(2, { organizationId: small.id, postedOn: '2024-09-11' }))
  const id = await open('2024-09-13')
  const frozen = await freeze(id)
  await publish(house, id)
  expect((await mother.get('/api/counts?on=2024-09-13')).body.on).not.toBe('2024-09-13')
  expect(valuesOf(frozen)).toMatchObject({ on: '2024-09-13', total: 1664, added: null })
  const { body } = await mother.get(`/api/reports/${reportOf(frozen, 'counts')}`)
  expect(body.rows.map(({ patients }: { patients: number | null }) => patients)).toEqual([null, null])
})

test('families read a share in whole percent with eight on both sides, counts rounded, and no row', async () => {
  const sessionId = await open('2024-10-04')
  const frozen = await freeze(sessionId)
  await publish(house, sessionId)
  // three of 21 doses were left out
  expect(valuesOf(frozen)).toMatchObject({ on: '2024-10-04', dosesDue: 20, dosesOnTimePercent: null })
  const id = reportOf(frozen, 'treatment')
  const [exact, published] = [await nation.get(`/api/reports/${id}`), await mother.get(`/api/reports/${id}`)]
  expect(exact.body.total).toMatchObject({ doses: 21, onTime: { numerator: 18, denominator: 21 } })
  expect(Object.keys(published.body).sort()).toEqual(
    [
      ...['id', 'frozenAt', 'ruleVersions', 'kind', 'on', 'since'],
      ...['scope', 'disclosure', 'rules', 'figures'],
    ].sort(),
  )
  expect(published.text).not.toMatch(/numerator|denominator|"rows"/)
  const counts = await mother.get(`/api/reports/${reportOf(frozen, 'counts')}`)
  expect(published.body.scope).toEqual(counts.body.scope)
  expect(published.body.ruleVersions).toMatchObject({ disclosure: '3' })
  const line = (await mother.get('/api/reports?limit=200')).body.items.find((it: { id: string }) => it.id === id)
  expect(line).toMatchObject({ kind: 'treatment', on: '2024-10-04', onTime: null, painTreated: null })
  expect((await mother.get(`/api/reports/${id}/bulletin`)).status).toBe(404)
})

test('families open and find the reports of a session once its minutes are published, and of those the last alone', async () => {
  const id = await open('2024-10-04')
  const [former, last] = [await freeze(id), await freeze(id)]
  const seen = async ({ reports }: SessionFigures) => {
    const listed = (await mother.get('/api/reports?limit=200')).body.items.map((it: { id: string }) => it.id)
    return Promise.all(
      reports.map(async ({ reportId }) => [
        (await mother.get(`/api/reports/${reportId}`)).status,
        listed.includes(reportId),
      ]),
    )
  }
  const hidden = Array(4).fill([404, false])
  expect([await seen(former), await seen(last)]).toEqual([hidden, hidden])
  expect(await read(id, reader)).toEqual(await read(id))
  expect((await read(id, reader)).reports).toEqual(last.reports)
  await publish(house, id)
  expect([await seen(former), await seen(last)]).toEqual([hidden, Array(4).fill([200, true])])
})

test('what a coordinator freezes with other days gives families nothing to subtract', async () => {
  for (const body of [
    { kind: 'treatment', on: '2024-08-08', since: '2024-07-25' },
    { kind: 'pain', on: '2024-08-08' },
    { kind: 'supply', on: '2024-08-08' },
  ]) {
    const { status, body: made } = await nation.post('/api/reports', body)
    expect(status).toBe(201)
    expect((await nation.get(`/api/reports/${made.id}`)).body.kind).toBe(body.kind)
    expect((await mother.get(`/api/reports/${made.id}`)).status).toBe(404)
  }
})

test('a supply report sets the last count of each hospital against its own plans, within reach', async () => {
  const freezeSupply = async (person: Person, on: string) =>
    (await person.get(`/api/reports/${(await person.post('/api/reports', { kind: 'supply', on })).body.id}`)).body
  const all = await freezeSupply(nation, '2024-08-09')
  expect(all.total).toEqual({
    ...{ keys: 1, pieces: 70, months: 1.5, hospitalsCounted: 2, openShortages: 2, hospitalsWithShortage: 1 },
  })
  expect(all.rows).toEqual([
    {
      ...{ clave: '010.000.1768.00', medication: 'vincristina', hospitals: 2, pieces: 70 },
      ...{ oldestCountedOn: '2024-08-05', need: 20, months: 1.5 },
    },
  ])
  expect(all.ruleVersions).toMatchObject({ supply: '1' })
  // the second hospital counted, and nothing is planned there
  expect((await freezeSupply(reader, '2024-08-20')).total).toEqual({
    ...{ keys: 1, pieces: 9, months: null, hospitalsCounted: 1, openShortages: 1, hospitalsWithShortage: 1 },
  })
  expect((await nation.post('/api/reports', { kind: 'supply', on: '2199-01-01' })).body.errors).toEqual([
    { pointer: '#/on', code: 'future-date' },
  ])
})

test('figures are frozen by the nation, once the day has come, and no more when minutes quote them', async () => {
  const id = await open('2024-10-04')
  expect((await reader.post(`${sessions}/${id}/figures`)).status).toBe(403)
  expect((await mother.get(`${sessions}/${id}/figures`)).status).toBe(403)
  await freeze(id)
  await house.sql`insert into minutes (id, session_id, version_number, status, agreed_at, agreed_by, published_at, published_by, folio, document, sha256)
    values (${uuidv7()}, ${id}, 1, 'published', now(), ${uuidv7()}, now(), ${uuidv7()}, 'GT-X', '{}', '\\x00')`
  const late = await nation.post(`${sessions}/${id}/figures`)
  expect([late.status, late.body.type]).toEqual([409, '/problems/minutes-published'])
  const ahead = await nation.post(`${sessions}/${await open('2199-01-01')}/figures`)
  expect([ahead.status, ahead.body.type]).toEqual([409, '/problems/session-not-held'])
  expect((await nation.post(`${sessions}/${uuidv7()}/figures`)).status).toBe(404)
  expect((await nation.get(`${sessions}/${uuidv7()}/figures`)).status).toBe(404)
})

test('the same key freezes once', async () => {
  const id = await open('2199-01-02')
  await house.sql`update working_group_sessions set held_on = '2024-10-04' where id = ${id}`
  const key = { 'idempotency-key': uuidv7() }
  const twice = await Promise.all([1, 2].map(() => nation.post(`${sessions}/${id}/figures`, undefined, key)))
  expect(twice[0]?.body).toEqual(twice[1]?.body)
  const [kept] = await house.sql`select count(*)::integer as rows from session_reports where session_id = ${id}`
  expect(kept?.['rows']).toBe(4)
})

test('the checker marks what does not agree, with its place, and what was typed over a reference', async () => {
  const check = async (body: object) => (await reader.post('/api/figure-checks', body)).body
  const text = 'Hay 683 claves, de las cuales 403 son de medicamentos y 290 de material.'
  expect(await check({ text })).toEqual({
    findings: [{ code: 'wrong-sum', at: 4, length: 3, text: '683', stated: 683, expected: 693, key: null }],
  })
  const [session] = (await nation.get(sessions)).body.items.filter(
    (it: { heldOn: string }) => it.heldOn === '2024-08-13',
  )
  const { findings } = await check({ text: 'Son 1,203 adultas de {{total}}', sessionId: session.id })
  expect(findings).toMatchObject([{ code: 'typed-figure', at: 4, length: 5, key: 'adult' }])
  expect((await reader.post('/api/figure-checks', { text, sessionId: uuidv7() })).status).toBe(404)
  expect((await reader.post('/api/figure-checks', {})).status).toBe(400)
})
