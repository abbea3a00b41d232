import { expect, test } from 'vitest'
import { openHouse } from './support/house.js'
import { freePort, productionEnv, productionLogin, startProgram, untilReady } from './support/program.js'

const house = await openHouse()
const port = await freePort()
const safe = productionEnv(port, house.url)

test.each<[string, Record<string, string>, RegExp]>([
  ['production without a database', { NODE_ENV: 'production' }, /DATABASE_URL: production needs/],
  ['a try-out beyond loopback', { HOST: '0.0.0.0' }, /HOST: the try-out listens on loopback only/],
  ['no signing secret', { ...safe, JWT_SECRET: '' }, /JWT_SECRET: required/],
  ['a short secret', { ...safe, JWT_SECRET: `   ${'x'.repeat(20)}   ` }, /JWT_SECRET: needs 32 bytes/],
  ['no field key', { ...safe, FIELD_KEY: '' }, /FIELD_KEY: required/],
  ['one secret for both', { ...safe, FIELD_KEY: safe['JWT_SECRET'] ?? '' }, /FIELD_KEY: must differ/],
  ['an open address without https', { ...safe, HOST: '0.0.0.0' }, /PUBLIC_URL: must be https/],
  ['a port that is none', { PORT: 'abc' }, /PORT/],
  ['a superuser login', safe, /is a superuser/],
])('%s is refused by name', async (_case, env, words) => {
  const program = startProgram(env)
  expect(await program.ended).toBe(1)
  expect(program.output()).toMatch(words)
})

test('a login without the roles is refused, then admitted by the owner; it serves, logs by allow-list, and drains on TERM', async () => {
  const login = await productionLogin(house.sql, house.url)
  const stranger = startProgram(productionEnv(port, login))
  expect(await stranger.ended).toBe(1)
  expect(stranger.output()).toMatch(/is no member of|permission denied/)

  const program = startProgram(productionEnv(port, login, house.url))
  expect(await untilReady(port, program), program.output()).toBe(true)
  expect(program.output()).toMatch(/one-time token/)
  const canary = 'Canario-Nombre-Secreto'
  await fetch(`http://127.0.0.1:${port}/api/patients?search=${canary}`, { headers: { 'x-secret': canary } })
  expect((await fetch(`http://127.0.0.1:${port}/api/try-out`)).status).toBe(404)
  expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(200)
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
  expect(program.output()).not.toContain(canary)
  const line = program
    .output()
    .split('\n')
    .find((text) => text.includes('"answered"') && text.includes('/api/patients'))
  expect(JSON.parse(line ?? '{}')).toMatchObject({
    method: 'GET',
    route: '/api/patients',
    status: 401,
    requestId: expect.any(String),
  })
})

test('a login that has the rights of a role without entering it is refused by name', async () => {
  const url = await productionLogin(house.sql, house.url)
  const login = new URL(url).username
  await house.sql`select girasol_admit(${login})`
  await house.sql.unsafe(`alter role ${login} inherit`) // before PostgreSQL 16 it is the login that inherits, or not
  const [version] = await house.sql`select current_setting('server_version_num')::int as n`
  if (version?.['n'] >= 160_000) await house.sql.unsafe(`grant girasol_desk to ${login} with inherit true`)
  const program = startProgram(productionEnv(port, url))
  expect(await program.ended).toBe(1)
  expect(program.output()).toMatch(/inherits .*girasol_desk/)
})
