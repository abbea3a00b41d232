import { createHmac, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openHouse, PASSWORD, type Person, secrets } from './support/house.js'

const house = await openHouse()
const { app } = house

const cookieOf = (response: { headers: Record<string, unknown> }) =>
  /__Host-girasol=([^;]*)/.exec(String(response.headers['set-cookie']))?.[1] ?? ''
const enter = (email: string, password: string, remoteAddress = '127.0.0.1') =>
  app.inject({ method: 'POST', url: '/api/sign-in', payload: { email, password }, remoteAddress })
const refresh = (secret: string, headers: Record<string, string> = { 'x-girasol': '1' }) =>
  app.inject({ method: 'POST', url: '/api/sign-in/refresh', headers, cookies: { '__Host-girasol': secret } })
const me = (token: string) => app.inject({ url: '/api/me', headers: { authorization: `Bearer ${token}` } })
const someone = () => house.signIn('auditor', { national: true })

test('the right pair opens a session with a hardened cookie, and me says who it is', async () => {
  const person = await someone()
  const response = await enter(person.email.toUpperCase(), PASSWORD)
  expect(response.statusCode).toBe(200)
  expect(String(response.headers['set-cookie'])).toMatch(/HttpOnly; Secure; SameSite=Strict/)
  expect(response.headers['cache-control']).toBe('no-store')
  const { accessToken, user } = response.json()
  expect((await me(accessToken)).json()).toEqual(user)
  expect(user.grants).toEqual([{ role: 'auditor', national: true }])
  expect(await house.auditTrail()).toContainEqual(['sign-in', 'Session', null])
})

test('unknown user and wrong password answer the same', async () => {
  const person = await someone()
  const wrong = await enter(person.email, 'otra-frase-equivocada', '10.0.0.8')
  const unknown = await enter('nadie@girasol.test', 'otra-frase-equivocada', '10.0.0.8')
  expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401])
  expect({ ...wrong.json(), instance: '' }).toEqual({ ...unknown.json(), instance: '' })
})

test('failures slow an account down, and the right password waits too', async () => {
  const person = await someone()
  for (let i = 0; i < 5; i++) await enter(person.email, 'mala', '10.0.0.9')
  const blocked = await enter(person.email, PASSWORD, '10.0.0.9')
  expect(blocked.statusCode).toBe(429)
  expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(1)
})

test('forty guesses at once are forty guesses: the right one among them waits too', async () => {
  const person = await someone()
  const guesses = [...Array.from({ length: 39 }, () => 'mala'), PASSWORD]
  const statuses = (await Promise.all(guesses.map((guess, i) => enter(person.email, guess, `10.0.1.${i}`)))).map(
    ({ statusCode }) => statusCode,
  )
  expect(statuses.filter((status) => status === 401)).toHaveLength(5)
  expect(statuses.filter((status) => status === 429)).toHaveLength(35)
})

test('a day without a failure forgets the ones before', async () => {
  const person = await someone()
  for (let i = 0; i < 5; i++) await enter(person.email, 'mala', '10.0.2.1')
  await house.sql`update sign_in_failures set blocked_until = now() - interval '25 hours'`
  expect((await enter(person.email, 'mala', '10.0.2.1')).statusCode).toBe(401)
  expect((await enter(person.email, PASSWORD, '10.0.2.1')).statusCode).toBe(200)
})

test('an account with a confirmed one-time code is let in by no code at all, until codes are verified', async () => {
  const person = await someone()
  await house.sql`insert into one_time_codes (user_id, sealed_secret, confirmed_at) values (${person.userId}, '', now())`
  for (const oneTimeCode of [undefined, '000000']) {
    const refused = await app.inject({
      method: 'POST',
      url: '/api/sign-in',
      payload: { email: person.email, password: PASSWORD, oneTimeCode },
    })
    expect(refused.json()).toMatchObject({ status: 401, type: '/problems/one-time-code-required' })
    expect(refused.headers['set-cookie']).toBeUndefined()
  }
})

test('a refresh token rotates, may be shown twice within seconds, and later ends its whole session', async () => {
  const person = await someone()
  const first = cookieOf(await enter(person.email, PASSWORD))
  const second = await refresh(first)
  expect(second.statusCode).toBe(200)
  expect((await refresh(first)).statusCode).toBe(200) // two tabs
  await house.sql`update refresh_tokens set used_at = used_at - interval '11 seconds' where used_at is not null`
  expect((await refresh(first)).statusCode).toBe(401)
  expect((await refresh(cookieOf(second))).statusCode).toBe(401)
  expect((await me(second.json().accessToken)).statusCode).toBe(401)
  expect(await house.auditTrail()).toContainEqual(['session-revoked', 'Session', null])
})

test('the cookie is taken from our own page only', async () => {
  const secret = cookieOf(await enter((await someone()).email, PASSWORD))
  expect((await refresh(secret, {})).statusCode).toBe(403)
  expect((await refresh(secret, { 'x-girasol': '1', 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  expect((await refresh('unknown')).statusCode).toBe(401)
})

test('sign-out, a removed role and a closed account act at once', async () => {
  const [out, demoted, closed] = [await someone(), await someone(), await someone()]
  expect((await out.post('/api/sign-out')).status).toBe(204)
  expect((await out.get('/api/me')).status).toBe(401)
  expect((await demoted.get('/api/audit-events')).status).toBe(200)
  await house.sql`update grants set revoked_at = now() where user_id = ${demoted.userId}`
  expect((await demoted.get('/api/audit-events')).status).toBe(403)
  await house.sql`update users set active = false where id = ${closed.userId}`
  expect((await closed.get('/api/me')).status).toBe(401)
})

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
function forge(
  { userId, sessionId }: Person,
  header: Record<string, unknown>,
  claims: Record<string, unknown>,
  algorithm = 'sha256',
  key = secrets.jwt,
): string {
  const now = Math.floor(Date.now() / 1000)
  const base = {
    iss: 'girasol',
    aud: 'girasol-api',
    sub: userId,
    sid: sessionId,
    jti: randomUUID(),
    iat: now,
    exp: now + 600,
  }
  const payload = Object.fromEntries(Object.entries({ ...base, ...claims }).filter(([, value]) => value !== undefined))
  const text = `${encode({ alg: 'HS256', typ: 'at+jwt', ...header })}.${encode(payload)}`
  return `${text}.${createHmac(algorithm, key).update(text).digest('base64url')}`
}
const now = () => Math.floor(Date.now() / 1000)

test('a token made as ours are made is taken: the forge of the next test works', async () => {
  expect((await me(forge(await someone(), {}, {}))).statusCode).toBe(200)
})

test.each<[string, Record<string, unknown>, Record<string, unknown>, string?, string?]>([
  ['HS512 under the right key', { alg: 'HS512' }, {}, 'sha512'],
  ['another key', {}, {}, 'sha256', 'another-secret-of-more-than-32-bytes!!'],
  ['no typ', { typ: undefined }, {}],
  ['the wrong typ', { typ: 'JWT' }, {}],
  ['an unknown crit', { crit: ['x'], x: 1 }, {}],
  ['another audience', {}, { aud: 'other' }],
  ['another issuer', {}, { iss: 'other' }],
  ['no exp', {}, { exp: undefined }],
  ['a far exp', {}, { exp: now() + 86_400 }],
  ['an exp as text', {}, { exp: String(now() + 600) }],
  ['a past exp', {}, { exp: now() - 1 }],
  ['a future iat', {}, { iat: now() + 300, exp: now() + 600 }],
  ['a future nbf', {}, { nbf: now() + 300 }],
  ['no session', {}, { sid: undefined }],
  ["a subject that is not the session's", {}, { sub: randomUUID() }],
  ['an unknown session', {}, { sid: randomUUID() }],
  ['a claim nobody knows', {}, { role: 'admin' }],
])('a token with %s is 401', async (_case, header, claims, algorithm, key) => {
  const response = await me(forge(await someone(), header, claims, algorithm, key))
  expect(response.statusCode).toBe(401)
  expect(response.json()).toMatchObject({ type: '/problems/unauthorized' })
})

test.each(['', 'x', 'a.b.c', `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode({ sub: 'x' })}.`, 'x'.repeat(5000)])(
  'the token %j is 401, not 500',
  async (token) => {
    expect((await me(token)).statusCode).toBe(401)
  },
)

test('who recorded something is named to colleagues by id, and nothing more of them', async () => {
  const hospital = await house.openHospital()
  const staff = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const other = await house.signIn('admin', { national: true })
  expect(await staff.get(`/api/practitioners?ids=${other.userId}`)).toMatchObject({
    status: 200,
    body: { items: [{ id: other.userId, name: 'Persona de prueba' }], nextCursor: null },
  })
  expect((await staff.get(`/api/practitioners?ids=${other.userId}`)).text).not.toContain(other.email)
})

test('the try-out accounts are nowhere but in the try-out', async () => {
  expect((await app.inject('/api/try-out')).statusCode).toBe(404)
})

test('the first administrator is made once, with the token of the console', async () => {
  const fresh = await openHouse()
  const { announceSetup } = await import('server/access/setup')
  const said: string[] = []
  await announceSetup(fresh.database, 'http://localhost', (text) => said.push(text))
  const token = /\n {2}(\S+)\n/.exec(said.join('\n'))?.[1] ?? ''
  const make = (body: Record<string, string>) =>
    fresh.app.inject({
      method: 'POST',
      url: '/api/setup',
      payload: { token, email: 'jefa@hospital.mx', name: 'Jefa', password: 'tres gatos miran la luna', ...body },
    })
  expect((await make({ token: 'x'.repeat(43) })).statusCode).toBe(401)
  expect((await make({ password: 'girasol12345' })).json()).toMatchObject({
    errors: [{ pointer: '#/password', code: 'password-too-common' }],
  })
  expect((await make({ password: 'corta' })).json()).toMatchObject({ errors: [{ code: 'password-too-short' }] })
  expect((await make({})).statusCode).toBe(201)
  expect((await make({ email: 'otra@hospital.mx' })).statusCode).toBe(401)
  const entered = await fresh.app.inject({
    method: 'POST',
    url: '/api/sign-in',
    payload: { email: 'jefa@hospital.mx', password: 'tres gatos miran la luna' },
  })
  expect(entered.json().user.grants).toEqual([{ role: 'admin', national: true }])
})
