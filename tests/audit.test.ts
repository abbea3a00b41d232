import { auditHeads, verifyAudit } from 'server/access/sealer'
import { sealAll } from 'server/keepers'
import { expect, test } from 'vitest'
import { aPatient, openHouse } from './support/house.js'

async function chained() {
  const house = await openHouse()
  const hospital = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const names: string[] = []
  for (let i = 0; i < 5; i++) {
    const { body } = await clerk.post('/api/patients', aPatient(hospital.id))
    names.push(body.givenName, body.firstSurname, body.secondSurname)
  }
  await clerk.get('/api/patients?search=ape')
  await sealAll(house.database)
  /** As somebody with the keys of the server would: past the trigger. */
  const tamper = async (statement: string) => {
    await house.sql.unsafe(
      `alter table audit_events disable trigger audit_events_fixed; ${statement}; alter table audit_events enable trigger audit_events_fixed`,
    )
  }
  return { ...house, hospital, clerk, names, tamper }
}

test('n acts make n events, each hospital in its chain, and the chain verifies', async () => {
  const house = await chained()
  const result = await verifyAudit(house.database)
  expect(result).toMatchObject({ events: 6, chains: 2, unsealed: 0, broken: [] })
})

test.each([
  ['a changed value', "update audit_events set action = 'read' where position = 3", 3, 'hash'],
  ['a changed detail', 'update audit_events set details = \'{"x":1}\' where position = 2', 2, 'hash'],
  ['a removed row', 'delete from audit_events where position = 2', 3, 'gap'],
  [
    'a changed time',
    "update audit_events set recorded_at = recorded_at + interval '1 second' where position = 4",
    4,
    'hash',
  ],
])('%s is found at its row', async (_case, statement, position, why) => {
  const house = await chained()
  await house.tamper(`${statement} and chain = '${house.hospital.id}'`)
  expect((await verifyAudit(house.database)).broken).toMatchObject([{ chain: house.hospital.id, position, why }])
})

test('a tail cut off is found against the anchor outside the database', async () => {
  const house = await chained()
  const anchors = await auditHeads(house.database)
  await house.tamper(`delete from audit_events where position > 3 and chain = '${house.hospital.id}'`)
  expect((await verifyAudit(house.database)).broken).toEqual([])
  expect((await verifyAudit(house.database, anchors)).broken).toMatchObject([
    { position: 3, why: 'shorter-than-anchor' },
  ])
})

test('two sealers at once make one chain', async () => {
  const house = await chained()
  for (let i = 0; i < 5; i++) await house.clerk.post('/api/patients', aPatient(house.hospital.id))
  await Promise.all([sealAll(house.database), sealAll(house.database), sealAll(house.database)])
  await sealAll(house.database)
  expect(await verifyAudit(house.database)).toMatchObject({ events: 11, broken: [], unsealed: 0 })
})

test('the auditor reads who did what, without a value of any person, and asks for the verification', async () => {
  const house = await chained()
  const auditor = await house.signIn('auditor', { national: true })
  const { body } = await auditor.get(`/api/audit-events?organizationId=${house.hospital.id}&limit=3`)
  expect(body.items).toHaveLength(3)
  expect(body.items[0]).toMatchObject({
    action: 'create',
    resourceType: 'Patient',
    userName: 'Persona de prueba',
    sealed: true,
  })
  const next = await auditor.get(
    `/api/audit-events?organizationId=${house.hospital.id}&limit=3&cursor=${body.nextCursor}`,
  )
  expect(next.body.items).toHaveLength(2)
  for (const name of house.names) expect(JSON.stringify([body, next.body])).not.toContain(name)
  expect((await auditor.get('/api/audit-events/verification')).body).toMatchObject({ broken: [] })
})

test('if the audit event cannot be written, the act is undone', async () => {
  const house = await chained()
  await house.sql`alter table audit_inbox add constraint closed check (action <> 'create') not valid`
  const refused = await house.clerk.post('/api/patients', aPatient(house.hospital.id))
  expect(refused.status).toBe(500)
  expect(await house.sql`select 1 from patients where managing_organization_id = ${house.hospital.id}`).toHaveLength(5)
})

test('an auditor of one hospital reads its chain, one without reach reads nothing', async () => {
  const house = await chained()
  const here = await house.signIn('auditor', { organizationId: house.hospital.id })
  const elsewhere = await house.signIn('auditor', { organizationId: (await house.openHospital()).id })
  const nowhere = await house.signIn('auditor')
  expect((await here.get('/api/audit-events')).body.items).toHaveLength(5)
  expect((await elsewhere.get('/api/audit-events')).body.items).toEqual([])
  expect((await nowhere.get('/api/audit-events')).body.items).toEqual([])
  expect((await here.get('/api/audit-events/verification')).status).toBe(403)
})
