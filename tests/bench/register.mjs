// POST /api/patients against one raw named INSERT into the same table, and against plain drizzle doing role, settings,
// fact and audit: in turn, round by round, at 32 in flight.

import { readFileSync } from 'node:fs'
import http from 'node:http'
import { sql as statement } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { uuidv7 } from 'uuidv7'
import { auditInbox } from '../../server/dist/access/table.js'
import { identify } from '../../server/dist/patients/derive.js'
import { patients } from '../../server/dist/patients/table.js'
import { makeHospital, makePerson, median, openPlace } from './place.mjs'
import { serve } from './serve.mjs'

const IN_FLIGHT = 32
const ROUNDS = 7
const MS = 3000

let n = 0
const catalogue = (name) =>
  readFileSync(new URL(`../../server/catalogue/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0])
const surnames = catalogue('demo-surnames.csv')
const givenNames = catalogue('demo-given-names.csv')
/** A fixed sequence that looks random (Weyl). */
const draw = (k) => (((n * 0.6180339887498949 * k) % 1) + 1) % 1
const one = (list, at) => list[Math.floor(at * at * list.length)]

/** Another person every time: Mexican names, the common ones more often, any day of forty years. */
function somebody(organizationId) {
  n++
  const day = new Date(Date.UTC(1984, 0, 1) + Math.floor(draw(5.3) * 14_000) * 86_400_000).toISOString().slice(0, 10)
  return {
    managingOrganizationId: organizationId,
    givenName: `${one(givenNames, draw(1))} ${one(givenNames, draw(7.7))}`,
    firstSurname: one(surnames, draw(3.1)),
    secondSurname: one(surnames, draw(11.9)),
    birthDate: day,
    sex: n % 2 ? 'female' : 'male',
    coverage: 'imss',
    missingIdentifierReason: 'not-at-hand',
  }
}

const row = (person) => {
  const { identity } = identify({ birthState: null, curp: null, nss: null, agregado: null, ...person })
  return {
    id: uuidv7(),
    ...person,
    registeredOn: '2024-08-01',
    recordedOn: '2024-08-01',
    search: identity.search,
    matchKeys: identity.matchKeys,
  }
}

/** Operations per second of `act` with 32 in flight for a while. */
async function rate(act) {
  const until = performance.now() + MS
  let done = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      while (performance.now() < until) {
        await act()
        done++
      }
    }),
  )
  return done / ((performance.now() - started) / 1000)
}

export async function benchRegister() {
  const place = await openPlace()
  const hospitals = []
  for (let i = 0; i < 4; i++) hospitals.push(await makeHospital(place.sql, i))
  const program = await serve(place)
  const tokens = []
  for (const organizationId of hospitals)
    tokens.push(await program.token(await makePerson(place.sql, 'hospital-staff', { organizationId })))

  const raw = postgres(place.url, { max: 10, fetch_types: false, onnotice: () => {} })
  const rawInsert = () => {
    const { id, ...person } = row(somebody(hospitals[n % 4]))
    return raw`insert into patients (id, managing_organization_id, registered_on, recorded_on, given_name, first_surname, second_surname, birth_date, sex, coverage, missing_identifier_reason, search, match_keys)
      values (${id}, ${person.managingOrganizationId}, ${person.registeredOn}, ${person.recordedOn}, ${person.givenName}, ${person.firstSurname}, ${person.secondSurname}, ${person.birthDate}, ${person.sex}, ${person.coverage}, ${person.missingIdentifierReason}, ${person.search}, ${`{${person.matchKeys.join(',')}}`})`
  }

  const plain = drizzle(postgres(place.url, { max: 10, onnotice: () => {} }), { casing: 'snake_case' })
  const plainTransaction = () =>
    plain.transaction(async (tx) => {
      const person = row(somebody(hospitals[n % 4]))
      await tx.execute(statement`set local role girasol_clinic`)
      await tx.execute(
        statement`select set_config('app.organizations', ${`{${person.managingOrganizationId}}`}, true), set_config('app.user_id', ${person.id}, true)`,
      )
      await tx.insert(patients).values(person)
      await tx.insert(auditInbox).values({
        id: uuidv7(),
        action: 'create',
        resourceType: 'Patient',
        resourceId: person.id,
        organizationId: person.managingOrganizationId,
      })
    })

  const agent = new http.Agent({ keepAlive: true, maxSockets: IN_FLIGHT })
  let refused = 0
  const post = () =>
    new Promise((resolve, reject) => {
      const at = n % 4
      const body = JSON.stringify(somebody(hospitals[at]))
      const request = http.request(
        `${program.base}/api/patients`,
        {
          method: 'POST',
          agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            authorization: `Bearer ${tokens[at]}`,
            'idempotency-key': uuidv7(),
          },
        },
        (response) => {
          if (response.statusCode !== 201) refused++
          response.resume().on('end', resolve)
        },
      )
      request.on('error', reject)
      request.end(body)
    })

  const rates = { raw: [], plain: [], program: [] }
  for (const act of [rawInsert, plainTransaction, post]) for (let i = 0; i < 300; i++) await act()
  for (let round = 0; round < ROUNDS; round++) {
    rates.raw.push(await rate(rawInsert))
    rates.plain.push(await rate(plainTransaction))
    const before = (await program.usage()).cpu
    const started = performance.now()
    rates.program.push(await rate(post))
    const after = (await program.usage()).cpu
    const cpu =
      (after.user + after.system - before.user - before.system) /
      (rates.program.at(-1) * ((performance.now() - started) / 1000))
    console.log(
      `round ${round + 1}: raw ${Math.round(rates.raw.at(-1))}/s, plain drizzle ${Math.round(rates.plain.at(-1))}/s, program ${Math.round(rates.program.at(-1))}/s, ${Math.round(cpu)} µs of server CPU each`,
    )
  }
  const ratios = rates.program.map((value, i) => ({ raw: value / rates.raw[i], plain: value / rates.plain[i] }))
  const [counted] =
    await place.sql`select count(*)::int as n from audit_events where action = 'create' and user_id is not null`
  console.log(
    `POST /api/patients: ${median(ratios.map((r) => r.raw)).toFixed(2)} of raw INSERT (aim 0.25), ${median(ratios.map((r) => r.plain)).toFixed(2)} of plain drizzle (aim 2); ${refused} refused as duplicates; ${counted.n} audited`,
  )
  agent.destroy()
  await raw.end({ timeout: 2 })
  await plain.$client.end({ timeout: 2 })
  await program.stop()
  await place.close()
}
