import { sealAll } from 'server/keepers'
import { type Role, roles } from 'shared/access'
import { beforeAll, describe, expect, test } from 'vitest'
import { anAgreement, aPost, aSession } from './support/agreements.js'
import { aPatient, type Hospital, openHouse, type Person } from './support/house.js'

const house = await openHouse()
const ABSENT = '01890000-0000-7000-8000-00000000dead'
let hospital: Hospital
let other: Hospital
let nurse: Person
let stranger: Person
let nation: Person
let patientId = ''
let foreignId = ''
let caseOne = ''
let plain = ''

beforeAll(async () => {
  ;[hospital, other] = [await house.openHospital({ ooadCode: '14' }), await house.openHospital()]
  nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  stranger = await house.signIn('hospital-staff', { organizationId: other.id })
  nation = await house.signIn('coordinator', { national: true })
  patientId = (await nurse.post('/api/patients', aPatient(hospital.id))).body.id
  foreignId = (await stranger.post('/api/patients', aPatient(other.id))).body.id
  const session = await aSession(nation, { heldOn: '2024-08-09' })
  const responsible = await aPost(house)
  const common = { text: 'Dar seguimiento al traslado', responsible, dueOn: '2030-01-31', hospitalId: hospital.id }
  caseOne = (await anAgreement(nation, session.id, { ...common, caseAlias: 'Caso 1' })).id
  plain = (await anAgreement(nation, session.id, common)).id
})

const at = (agreementId: string) => `/api/agreements/${agreementId}/case`
const missing = ({ status, body }: { status: number; body: object }) => ({ status, body: { ...body, instance: '' } })

test('only the hospital that treats the case says whom it means, and to the others it is the same 404', async () => {
  const unknown = missing(await nurse.get(at(ABSENT)))
  expect(unknown.status).toBe(404)
  expect(missing(await nurse.get(at(caseOne))), 'not linked yet').toEqual(unknown)
  for (const [who, agreementId, body] of [
    [nurse, plain, { patientId }],
    [nurse, ABSENT, { patientId }],
    [nurse, caseOne, { patientId: foreignId }],
    [nurse, caseOne, { patientId: ABSENT }],
    [stranger, caseOne, { patientId: foreignId }],
  ] as const)
    expect(missing(await who.ask('PUT', at(agreementId), body))).toEqual(unknown)
  const linked = await nurse.ask('PUT', at(caseOne), { patientId })
  expect([linked.status, linked.body]).toEqual([200, { patientId, linkedAt: expect.any(String) }])
  expect((await nurse.get(at(caseOne))).body).toEqual(linked.body)
  expect(missing(await stranger.get(at(caseOne)))).toEqual(unknown)
  await sealAll(house.database)
  const events = await house.sql`select action, patient_id, organization_id from audit_events
    where resource_type = 'AgreementCase' and resource_id = ${caseOne} order by id`
  const event = { patient_id: patientId, organization_id: hospital.id }
  expect(events.map((it) => ({ ...it }))).toEqual([
    { action: 'update', ...event },
    { action: 'read', ...event },
  ])
})

test('somebody who works in two hospitals links nobody of the other', async () => {
  const both = await house.signIn('hospital-staff', { organizationId: hospital.id })
  await house.sql`insert into grants (id, user_id, role, organization_id, national)
    values (gen_random_uuid(), ${both.userId}, 'hospital-staff', ${other.id}, false)`
  expect((await both.ask('PUT', at(caseOne), { patientId: foreignId })).status).toBe(404)
  expect((await both.ask('PUT', at(caseOne), { patientId })).status).toBe(200)
})

test('the staff see which cases their hospital follows, and no others', async () => {
  await nurse.ask('PUT', at(caseOne), { patientId })
  const { items } = (await nurse.get('/api/agreements/cases')).body
  expect(items).toMatchObject([
    { agreementId: caseOne, caseAlias: 'Caso 1', dueOn: '2030-01-31', status: 'open', late: false, patientId },
  ])
  expect((await stranger.get('/api/agreements/cases')).body.items).toEqual([])
})

test('once the person is treated elsewhere the alias leads to nobody, for neither hospital, until another is named', async () => {
  const moved = (await nurse.post('/api/patients', aPatient(hospital.id))).body.id
  const both = await house.signIn('hospital-staff', { organizationId: hospital.id })
  await house.sql`insert into grants (id, user_id, role, organization_id, national)
    values (gen_random_uuid(), ${both.userId}, 'hospital-staff', ${other.id}, false)`
  expect((await nurse.ask('PUT', at(caseOne), { patientId: moved })).status).toBe(200)
  await house.sql`update patients set managing_organization_id = ${other.id} where id = ${moved}`
  for (const person of [nurse, stranger, both]) expect((await person.get(at(caseOne))).status).toBe(404)
  expect((await nurse.get('/api/agreements/cases')).body.items).toMatchObject([
    { agreementId: caseOne, patientId: null },
  ])
  expect((await nurse.get('/api/agreements/cases')).text).not.toContain(moved)
  const linked = await nurse.ask('PUT', at(caseOne), { patientId })
  expect([linked.status, linked.body.patientId]).toEqual([200, patientId])
  const again = await nurse.ask('PUT', at(caseOne), { patientId })
  expect(again.status).toBe(200)
})

describe('the link is seen by nobody else', () => {
  test.each(roles.filter((role) => role !== 'hospital-staff'))('not by %s, on any address', async (role: Role) => {
    await nurse.ask('PUT', at(caseOne), { patientId })
    const reaches = role === 'family' ? [{}] : [{ organizationId: hospital.id }, { ooadCode: '14' }, { national: true }]
    for (const reach of reaches) {
      const person = await house.signIn(role, reach)
      const status = role === 'parent-representative' ? 404 : 403
      for (const url of [at(caseOne), '/api/agreements/cases']) expect((await person.get(url)).status, url).toBe(status)
      expect((await person.ask('PUT', at(caseOne), { patientId })).status).toBe(status)
      for (const url of [
        `/api/agreements/${caseOne}`,
        '/api/agreements?limit=200',
        '/api/agreements?limit=200&format=csv',
      ])
        expect((await person.get(url)).text, url).not.toContain(patientId)
    }
  })

  test('nor by the role in which anybody else enters the database', async () => {
    await nurse.ask('PUT', at(caseOne), { patientId })
    const look = (context: Parameters<typeof house.database.transact>[0]) =>
      house.database.transact(context, ({ query }) => query('select patient_id from agreement_cases', []))
    const reach = { userId: nation.userId, organizationIds: [hospital.id], national: true }
    for (const role of ['girasol_counts', 'girasol_desk', 'girasol_audit', 'girasol_families'] as const)
      await expect(look({ role, ...reach }), role).rejects.toThrow(/permission denied/)
    const clinic = { role: 'girasol_clinic', userId: nurse.userId } as const
    expect(await look({ ...clinic, organizationIds: [hospital.id] })).toEqual([{ patient_id: patientId }])
    expect(await look({ ...clinic, organizationIds: [other.id] })).toEqual([])
    expect(await look({ ...clinic, organizationIds: [other.id], national: true })).toEqual([])
    const insert = house.database.transact({ ...clinic, organizationIds: [other.id] }, ({ query }) =>
      query('insert into agreement_cases (agreement_id, organization_id, patient_id) values ($1, $2, $3)', [
        plain,
        hospital.id,
        patientId,
      ]),
    )
    await expect(insert).rejects.toThrow(/row-level security/)
  })
})
