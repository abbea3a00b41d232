import { readFileSync } from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { aPatient, newDatabase, openHouse } from './support/house.js'
import { freePort, productionEnv, productionLogin, startProgram, untilReady } from './support/program.js'

const house = await openHouse()
const [version] = await house.sql`select current_setting('server_version_num')::int as n`

/** A login of its own, as another house on the same server has. */
const nameOf = (url: string) => decodeURIComponent(new URL(url).username)
function at(url: string, database: string): string {
  const parsed = new URL(url)
  parsed.pathname = `/${database}`
  return parsed.href
}

test('a second database of another owner says what it lacks, and starts once it has it', async () => {
  const name = new URL(await newDatabase()).pathname.slice(1)
  await house.sql.unsafe(`drop database ${name}`)
  const owner = await productionLogin(house.sql, house.url)
  const login = at(await productionLogin(house.sql, house.url), name)
  await house.sql.unsafe(`create database ${name} owner ${nameOf(owner)} template template0 encoding 'UTF8'`)
  const port = await freePort()
  const env = productionEnv(port, login, at(owner, name))
  const refusal = async () => {
    const { ended, output } = startProgram(env)
    expect(await ended).toBe(1)
    expect(output()).not.toMatch(/permission denied|at .*postgres/)
    const remedy = /^ {2}(.*);$/m.exec(output())?.[1] ?? ''
    await house.sql.unsafe(remedy)
    return { output: output(), remedy }
  }
  try {
    const plain = await refusal()
    expect(plain.output).toMatch(/DATABASE_DIRECT_URL: .* may not make roles/)
    expect(plain.remedy).toMatch(/^alter role .* createrole$/)
    if (version?.['n'] >= 160_000) {
      const shared = await refusal()
      expect(shared.output).toMatch(/DATABASE_DIRECT_URL: .* may not grant .*girasol_clinic.* another owner/)
      expect(shared.remedy).toMatch(/^grant girasol_.* with admin option$/)
    }
    const program = startProgram(env)
    expect(await untilReady(port, program), program.output()).toBe(true)
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
  } finally {
    await house.sql.unsafe(`drop database ${name} with (force)`)
    await house.sql.unsafe(`drop role ${nameOf(login)}`)
    await house.sql.unsafe(`drop role ${nameOf(owner)}`)
  }
})

test('an owner that the fences bind fills the folded names of guardians who were there before', async () => {
  const hospital = await house.openHospital()
  const staff = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const guardians = [{ givenName: 'Íñigo', firstSurname: 'Muñoz', relationship: 'parent' }]
  expect((await staff.post('/api/patients', aPatient(hospital.id, { guardians }))).status).toBe(201)
  const searches = async () => (await house.sql`select search from related_persons`).map(({ search }) => search)
  const written = await searches()
  await house.sql`update related_persons set search = ''`
  const login = await productionLogin(house.sql, house.url)
  await house.sql.unsafe(`alter table related_persons owner to ${nameOf(login)}`)
  const owner = postgres(login, { max: 1 })
  const migration = readFileSync(path.resolve(import.meta.dirname, '../drizzle/0052_guardian_names.sql'), 'utf8')
  const steps = migration.split('--> statement-breakpoint').slice(1, 4) // past the fences, fill, back
  for (const step of steps) await owner.unsafe(step) // the file's own words
  await owner.end()
  expect(await searches()).toEqual(written)
  expect(written).toEqual([' munoz inigo'])
  const [fences] = await house.sql`select relforcerowsecurity as forced from pg_class where relname = 'related_persons'`
  expect(fences).toEqual({ forced: true })
})
