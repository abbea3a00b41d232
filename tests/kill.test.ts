import { recount } from 'server/counts/recount'
import { expect, test } from 'vitest'
import { aPatient, openHouse } from './support/house.js'
import { CLIENTS, killed } from './support/killed.js'

const KILLS = 50

test('killed 50 times during registrations: every acknowledged person is there once, the audit chain verifies, counts equal a recount', async () => {
  const house = await openHouse()
  const hospital = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const acknowledged: string[] = []
  await killed(KILLS, house, (ask, running) =>
    Array.from({ length: CLIENTS }, async () => {
      while (running()) {
        const { status, body } = await ask('POST', '/api/patients', clerk.token, aPatient(hospital.id))
        if (status !== 201) throw new Error(`Refused: ${JSON.stringify(body)}`)
        acknowledged.push(String(body['id']))
      }
    }),
  )
  const people = await house.sql<
    { id: string }[]
  >`select id from patients where managing_organization_id = ${hospital.id}`
  expect(acknowledged.length).toBeGreaterThan(KILLS)
  expect(new Set(acknowledged).size).toBe(acknowledged.length)
  // A person may be there whose answer was never sent, but each client retries: so every row was acknowledged.
  expect(people.map(({ id }) => id).sort()).toEqual([...acknowledged].sort())
  const coordinator = await house.signIn('coordinator', { national: true })
  expect((await coordinator.get('/api/counts')).body.total.patients).toBe(acknowledged.length)
  const created =
    await house.sql`select count(*)::int as n from audit_events where action = 'create' and resource_type = 'Patient'`
  expect(created[0]?.['n']).toBe(acknowledged.length)
  const { people: counted, counters, rolls } = await recount(house.database)
  expect({ counted, counters, rolls }).toEqual({ counted: acknowledged.length, counters: [], rolls: [] })
}, 600_000)
