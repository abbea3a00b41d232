import { verifyAudit } from 'server/access/sealer'
import { recount } from 'server/counts/recount'
import { sealAll } from 'server/keepers'
import { expect, test } from 'vitest'
import { aPatient, openHouse } from './support/house.js'
import { freePort, productionEnv, productionLogin, startProgram, untilReady } from './support/program.js'

const KILLS = 50
const CLIENTS = 6

test('killed 50 times during registrations: every acknowledged person is there once, the audit chain verifies, counts equal a recount', async () => {
  const house = await openHouse()
  const hospital = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const login = await productionLogin(house.sql, house.url)
  const port = await freePort()
  let program = startProgram(productionEnv(port, login, house.url))
  expect(await untilReady(port, program), program.output()).toBe(true)

  let running = true
  const acknowledged: string[] = []
  /** One person after another; each is sent again with its key until somebody answers. */
  const client = async () => {
    while (running) {
      const body = JSON.stringify(aPatient(hospital.id))
      const key = crypto.randomUUID()
      for (;;) {
        const answer = await fetch(`http://127.0.0.1:${port}/api/patients`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${clerk.token}`,
            'content-type': 'application/json',
            'idempotency-key': key,
          },
          body,
        }).then(
          async (response) => ({ status: response.status, body: await response.json() }),
          () => null,
        )
        if (answer?.status === 201) {
          acknowledged.push(answer.body.id)
          break
        }
        if (answer !== null && answer.status < 500) throw new Error(`Refused: ${JSON.stringify(answer)}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
  const clients = Array.from({ length: CLIENTS }, client)
  for (let kill = 0; kill < KILLS; kill++) {
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 200))
    program.child.kill('SIGKILL')
    await program.ended
    program = startProgram(productionEnv(port, login))
    expect(await untilReady(port, program), program.output()).toBe(true)
  }
  running = false
  await Promise.all(clients)
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)

  const people = await house.sql<
    { id: string }[]
  >`select id from patients where managing_organization_id = ${hospital.id}`
  expect(acknowledged.length).toBeGreaterThan(KILLS)
  expect(new Set(acknowledged).size).toBe(acknowledged.length)
  // A person may be there whose answer was never sent, but each client retries: so every row was acknowledged.
  expect(people.map(({ id }) => id).sort()).toEqual([...acknowledged].sort())
  const coordinator = await house.signIn('coordinator', { national: true })
  expect((await coordinator.get('/api/counts')).body.total.patients).toBe(acknowledged.length)
  await sealAll(house.database)
  expect(await verifyAudit(house.database)).toMatchObject({ broken: [], unsealed: 0 })
  const created =
    await house.sql`select count(*)::int as n from audit_events where action = 'create' and resource_type = 'Patient'`
  expect(created[0]?.['n']).toBe(acknowledged.length)
  const { people: counted, counters, rolls } = await recount(house.database)
  expect({ counted, counters, rolls }).toEqual({ counted: acknowledged.length, counters: [], rolls: [] })
}, 300_000)
