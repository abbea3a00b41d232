import postgres from 'postgres'
import { hashPassword } from 'server/access/passwords'
import 'server/access/tokens' // teaches the types that an app has tokens
import { type AppOptions, buildApp } from 'server/app'
import { type Database, openDatabase } from 'server/database/db'
import { refuseOldDriver } from 'server/database/safety'
import { prepareTryOut } from 'server/demo/prepare'
import { sealAll } from 'server/keepers'
import type { Role } from 'shared/access'
import { uuidv7 } from 'uuidv7'
import { afterAll, inject } from 'vitest'

export const secrets = { jwt: 'a-test-secret-of-more-than-32-bytes!', field: 'another-test-secret-of-32-bytes-or-more' }

type App = Awaited<ReturnType<typeof buildApp>>

/** The real app on a database of this test file's own. */
export interface House {
  app: App
  database: Database
  url: string
  /** Straight to the database as its owner: for looking, and for making what no route makes yet. */
  sql: postgres.Sql
  /** A hospital nobody else in this file uses. */
  openHospital(facts?: Partial<HospitalFacts>): Promise<Hospital>
  /** An account with one role; signed in, ready to ask. */
  signIn(role: Role, reach?: { organizationId?: string; ooadCode?: string; national?: boolean }): Promise<Person>
  auditTrail(): Promise<[action: string, resourceType: string, resourceId: string | null][]>
  close(): Promise<void>
}

interface HospitalFacts {
  level: 'umae' | 'second-level'
  ooadCode: string | null
  name: string
}
export interface Hospital extends HospitalFacts {
  id: string
  clues: string
}

export interface Answer {
  status: number
  body: any
  headers: Record<string, string | string[] | number | undefined>
  text: string
}
export interface Person {
  userId: string
  email: string
  token: string
  sessionId: string
  ask(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
  get(url: string, headers?: Record<string, string>): Promise<Answer>
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(url: string, body: unknown, version: number): Promise<Answer>
}

let counter = 0
export const PASSWORD = 'una-frase-de-prueba-larga'
let passwordHash: Promise<string> | undefined

/** Copies the migrated template, or another; the copy goes with the run. */
export async function newDatabase(template = inject('template')): Promise<string> {
  const admin = postgres(inject('adminUrl'), { max: 1, onnotice: () => {} })
  const owner = /(\d+)$/.exec(inject('template'))?.[1] ?? '0'
  const name = `girasol_test_${owner}_${process.pid}_${counter++}_${Math.trunc(Math.random() * 1e9)}`
  try {
    // The template refuses to be copied by two at once
    await admin.unsafe('select pg_advisory_lock(7244)')
    await admin.unsafe(`create database ${name} template ${template}`)
  } finally {
    await admin.end()
  }
  const url = new URL(inject('adminUrl'))
  url.pathname = `/${name}`
  return url.href
}

/** A template with the demonstration in it, loaded by the first file of a run that asks for it. */
async function demoTemplate(): Promise<string> {
  const name = inject('template').replace('girasol_template', 'girasol_demo')
  const admin = postgres(inject('adminUrl'), { max: 1, onnotice: () => {} })
  try {
    await admin.unsafe('select pg_advisory_lock(7247)')
    const [there] = await admin`select from pg_database where datname = ${name}`
    if (there !== undefined) return name
    const url = await newDatabase()
    const database = openDatabase(url, { max: 4 })
    await prepareTryOut(database, url, secrets.field, () => {})
    await database.close()
    await admin.unsafe(`alter database ${new URL(url).pathname.slice(1)} rename to ${name}`)
    return name
  } finally {
    await admin.end()
  }
}

/** Builds a house and closes it with the test file; `demo` has the people of the demonstration and its accounts. */
export async function openHouse({ demo, ...options }: Partial<AppOptions> & { demo?: true } = {}): Promise<House> {
  const url = await newDatabase(demo && (await demoTemplate()))
  const database = openDatabase(url, { max: 10 })
  await refuseOldDriver(database)
  const sql = postgres(url, { max: 2, onnotice: () => {} })
  // A test file that has just loaded on a busy machine lags by seconds; it is no sign of too many requests
  const app = await buildApp({ database, secrets, ratePerMinute: 1_000_000, busyMs: 0, ...options })
  await app.ready()
  const house: House = {
    app,
    database,
    url,
    sql,
    openHospital: (facts) => openHospital(sql, facts),
    signIn: (role, reach = {}) => signIn(app, sql, role, reach),
    async auditTrail() {
      await sealAll(database)
      const rows = await sql`select action, resource_type, resource_id from audit_events order by recorded_at, id`
      return rows.map(({ action, resource_type, resource_id }) => [action, resource_type, resource_id])
    },
    async close() {
      await app.close()
      await database.close()
      await sql.end({ timeout: 2 })
    },
  }
  afterAll(() => house.close())
  return house
}

async function openHospital(
  sql: postgres.Sql,
  { level = 'second-level', ooadCode = null, name }: Partial<HospitalFacts> = {},
): Promise<Hospital> {
  const id = uuidv7()
  const clues = `ZZTST${String(process.pid % 1000).padStart(3, '0')}${String(counter++ % 1000).padStart(3, '0')}`
  const called = name ?? `Hospital de prueba ${clues}`
  const reports = level === 'umae' ? null : ooadCode
  await sql`insert into organizations (id, clues, name, level, regime, state, ooad_code, reports_to_ooad, search)
    values (${id}, ${clues}, ${called}, ${level}, 'imss', 'JC', ${ooadCode}, ${reports}, ${called.toLowerCase()})`
  return { id, clues, level, ooadCode, name: called }
}

async function signIn(
  app: App,
  sql: postgres.Sql,
  role: Role,
  reach: { organizationId?: string; ooadCode?: string; national?: boolean },
): Promise<Person> {
  const userId = uuidv7()
  const sessionId = uuidv7()
  const email = `${role}-${userId}@girasol.test`
  passwordHash ??= hashPassword(PASSWORD)
  await sql`insert into users (id, email, name, password_hash) values (${userId}, ${email}, ${'Persona de prueba'}, ${await passwordHash})`
  await sql`insert into grants (id, user_id, role, organization_id, ooad_code, national)
    values (${uuidv7()}, ${userId}, ${role}, ${reach.organizationId ?? null}, ${reach.ooadCode ?? null}, ${reach.national ?? false})`
  await sql`insert into sessions (id, user_id, expires_at) values (${sessionId}, ${userId}, now() + interval '1 hour')`
  const { accessToken } = app.tokens.sign({ userId, sessionId })
  const ask: Person['ask'] = async (method, url, body, headers = {}) => {
    const response = await app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${accessToken}`, ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const json = /json/.test(String(response.headers['content-type']))
    return {
      status: response.statusCode,
      body: json ? response.json() : undefined,
      headers: response.headers,
      text: response.body,
    }
  }
  return {
    userId,
    email,
    token: accessToken,
    sessionId,
    ask,
    get: (url, headers) => ask('GET', url, undefined, headers),
    post: (url, body, headers) => ask('POST', url, body, headers),
    patch: (url, body, version) => ask('PATCH', url, body, { 'if-match': `"${version}"` }),
  }
}

const syllable = () =>
  'bcdfgjlmnprstvz'.charAt(Math.trunc(Math.random() * 15)) + 'aeiou'.charAt(Math.trunc(Math.random() * 5))
/** A word nobody else has: four syllables out of 75. */
const word = () => {
  const text = syllable() + syllable() + syllable() + syllable()
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A body that registers; every call another person, unlike all before. */
export function aPatient(managingOrganizationId: string, facts: Record<string, unknown> = {}): Record<string, unknown> {
  const born = new Date(Date.UTC(2012, 0, 1) + Math.trunc(Math.random() * 4700) * 86_400_000)
  return {
    managingOrganizationId,
    givenName: word(),
    firstSurname: word(),
    secondSurname: word(),
    birthDate: born.toISOString().slice(0, 10),
    sex: Math.random() < 0.5 ? 'female' : 'male',
    coverage: 'imss',
    missingIdentifierReason: 'not-at-hand',
    ...facts,
  }
}
