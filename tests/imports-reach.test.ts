import { buildApp } from 'server/app'
import { expect, test } from 'vitest'
import { aRow, bring, commit, patientsCsv } from './support/files.js'
import { openHouse, type Person, secrets } from './support/house.js'

const house = await openHouse()

const grant = ({ userId }: Person, organizationId: string) =>
  house.sql`insert into grants (id, user_id, role, organization_id) values (gen_random_uuid(), ${userId}, 'hospital-staff', ${organizationId})`

/** A clerk of two hospitals with a file of both. */
async function clerkOfTwo() {
  const [one, other] = [await house.openHospital(), await house.openHospital()]
  const clerk = await house.signIn('hospital-staff', { organizationId: one.id })
  await grant(clerk, other.id)
  const read = await bring(clerk, { file: patientsCsv([aRow(one.clues), aRow(other.clues)]) })
  expect(read).toMatchObject({ status: 'ready', accepted: 2 })
  const lose = () =>
    house.sql`update grants set revoked_at = now() where user_id = ${clerk.userId} and organization_id = ${other.id}`
  const people = async () =>
    (await house.sql`select count(*)::int as n from patients where import_id = ${read.id} and status = 'active'`)[0]?.[
      'n'
    ]
  return { clerk, one, other, id: read.id, lose, people }
}

const doors = (id: string) =>
  [
    ['GET', `/api/imports/${id}`],
    ['GET', `/api/imports/${id}/rows`],
    ['GET', `/api/imports/${id}/errors`],
    ['POST', `/api/imports/${id}/commit`],
    ['DELETE', `/api/imports/${id}`],
  ] as const

test('a file of a hospital that left the reach is read, committed and taken back by nobody', async () => {
  const before = await clerkOfTwo()
  const committed = await clerkOfTwo()
  await commit(committed.clerk, committed.id)
  for (const { clerk, id, lose, people } of [before, committed]) {
    const stood = await people()
    await lose()
    for (const [method, url] of doors(id)) expect((await clerk.ask(method, url)).status, url).toBe(404)
    expect((await clerk.get('/api/imports')).body.items).toEqual([])
    expect(await people()).toBe(stood)
  }
})

test('a reach that grew and shrank again is the one the file came with', async () => {
  const hospital = await house.openHospital()
  const more = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const { id } = await bring(clerk, { file: patientsCsv([aRow(hospital.clues)]) })
  await grant(clerk, more.id)
  await commit(clerk, id)
  await house.sql`update grants set revoked_at = now() where user_id = ${clerk.userId} and organization_id = ${more.id}`
  expect(await clerk.ask('DELETE', `/api/imports/${id}`)).toMatchObject({ status: 200, body: { status: 'undone' } })
})

test('a commit that waited until its hospital had left the reach writes nothing', async () => {
  const { clerk, id, lose, other, people } = await clerkOfTwo()
  await house.sql`update imports set status = 'committing' where id = ${id}`
  await lose()
  const next = await buildApp({ database: house.database, secrets })
  try {
    await next.ready() // takes up what was left
    const state = async () => (await house.sql`select status, failure from imports where id = ${id}`)[0]
    await expect.poll(state).toEqual({ status: 'ready', failure: 'hospital-out-of-reach' })
    expect(await people()).toBe(0)
  } finally {
    await next.close()
  }
  await grant(clerk, other.id)
  expect(await commit(clerk, id)).toMatchObject({ status: 'committed', accepted: 2 })
})

test('live events of a file end when one of its hospitals leaves the reach', async () => {
  const { clerk, id, lose } = await clerkOfTwo()
  await house.sql`update imports set status = 'reading' where id = ${id}`
  const events = clerk.get(`/api/imports/${id}`, { accept: 'text/event-stream' })
  await new Promise((resolve) => setTimeout(resolve, 500))
  await lose()
  expect(await events).toMatchObject({ status: 200 })
}, 8_000)
