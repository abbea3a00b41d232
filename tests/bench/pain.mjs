// POST of a pain assessment at 32 in flight, as the page sends it (with its idempotency key, through the patient's door),
// against one raw named INSERT into the same table.

import http from 'node:http'
import postgres from 'postgres'
import { uuidv7 } from 'uuidv7'
import { makeHospital, makePerson, median, ORDERED_ID, openPlace } from './place.mjs'
import { serve } from './serve.mjs'

const IN_FLIGHT = 32
const ROUNDS = 7
const MS = 3000
const PEOPLE = 1000
/** Assessed long ago, so that the planner knows tables of the size of a year. */
const HISTORY = 100_000

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

/** Children of two years, active. */
const makeChildren = (sql, hospital) => sql`
  insert into patients (id, managing_organization_id, registered_on, recorded_on, given_name, first_surname, birth_date, sex, coverage,
    missing_identifier_reason, search, match_keys)
  select gen_random_uuid(), ${hospital}, current_date, current_date, 'Ana', 'Ruiz ' || n, current_date - 800, 'female', 'imss',
    'not-in-file', ' ruiz ana ' || n, array[n] from generate_series(1, ${PEOPLE}) n returning id`

const items = { face: 1, legs: 1, activity: 0, cry: 2, consolability: 1 }

export async function benchPain() {
  const place = await openPlace()
  const program = await serve(place)
  const wards = []
  for (let i = 0; i < 4; i++) {
    const hospital = await makeHospital(place.sql, i)
    const nurse = await makePerson(place.sql, 'hospital-staff', { organizationId: hospital })
    const people = (await makeChildren(place.sql, hospital)).map(({ id }) => id)
    // the raw rows are other people's: an hour of them would be a day of pains for each
    const others = (await makeChildren(place.sql, hospital)).map(({ id }) => id)
    wards.push({ hospital, nurse, people, others, token: await program.token(nurse) })
  }
  const [{ hospital, people }] = wards
  await place.sql`
    insert into pain_assessments (id, patient_id, managing_organization_id, scale, scale_version, score, score_max, severity, effective_at)
    select ${place.sql.unsafe(ORDERED_ID)}, (${place.sql.array(people)}::uuid[])[1 + n % ${PEOPLE}], ${hospital}, 'NRS', '1.0', n % 11, 10,
      'mild', timestamptz '2024-01-01' + n * interval '1 minute'
    from generate_series(1, ${HISTORY}::int) n`
  await place.sql`
    insert into pain_entries (organization_id, patient_id, measure, source_id, happened_on, posted_on, sign, met)
    select managing_organization_id, patient_id, 'assessed', id, effective_at::date, effective_at::date, 1, true from pain_assessments`
  await place.sql.unsafe('vacuum analyze')

  let n = 0
  const raw = postgres(place.url, { max: 10, fetch_types: false, onnotice: () => {} })
  const rawInsert = () => {
    const { hospital, nurse, others } = wards[++n % 4]
    return raw`insert into pain_assessments (id, patient_id, managing_organization_id, scale, scale_version, items, score, score_max, severity,
        effective_at, cause, sites, at_rest, action, recorded_by)
      values (${uuidv7()}, ${others[n % PEOPLE]}, ${hospital}, 'FLACC', '1.0', ${items}, 5, 10, 'moderate', ${new Date().toISOString()}, 'tumour',
        '{abdomen-upper}', true, 'analgesic', ${nurse.userId})`
  }

  const agent = new http.Agent({ keepAlive: true, maxSockets: IN_FLIGHT })
  let refused = 0
  let sent = 0
  const post = () =>
    new Promise((resolve, reject) => {
      const { people, token } = wards[++n % 4]
      const body = JSON.stringify({
        ...{ scale: 'FLACC', items, effectiveDateTime: new Date().toISOString(), cause: 'tumour' },
        ...{ sites: ['abdomen-upper'], atRest: true, action: 'analgesic' },
      })
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        authorization: `Bearer ${token}`,
        'idempotency-key': uuidv7(),
      }
      const url = `${program.base}/api/patients/${people[n % PEOPLE]}/pain-assessments`
      const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
        sent++
        if (response.statusCode !== 201) refused++
        response.resume().on('end', resolve)
      })
      request.on('error', reject)
      request.end(body)
    })

  const rates = { raw: [], program: [] }
  for (const act of [rawInsert, post]) for (let i = 0; i < 300; i++) await act()
  for (let round = 0; round < ROUNDS; round++) {
    rates.raw.push(await rate(rawInsert))
    const before = (await program.usage()).cpu
    const from = n
    rates.program.push(await rate(post))
    const after = (await program.usage()).cpu
    const cpu = (after.user + after.system - before.user - before.system) / (n - from)
    console.log(
      `round ${round + 1}: raw ${Math.round(rates.raw.at(-1))}/s, program ${Math.round(rates.program.at(-1))}/s, ${Math.round(cpu)} µs of server CPU each`,
    )
  }
  // The program's rows alone have their event, the look at the person before them, and the answer to their key
  const [kept] = await place.sql`
    select count(*)::int as events, count(distinct resource_id)::int as rows,
      (select count(*)::int from idempotency_keys where status = 201) as answers from (
        select resource_id from audit_inbox where action = 'create' and resource_type = 'PainAssessment'
        union all select resource_id from audit_events where action = 'create' and resource_type = 'PainAssessment') e
      join pain_assessments a on a.id = e.resource_id::uuid and a.score = 5`
  if (refused > 0 || kept.events !== sent || kept.rows !== sent || kept.answers !== sent)
    throw new Error(`A fast wrong answer: ${refused} refused, ${JSON.stringify(kept)} of ${sent}`)
  const ratio = median(rates.program.map((value, i) => value / rates.raw[i]))
  console.log(`saving an assessment: ${ratio.toFixed(2)} of raw INSERT (aim 0.25)`)
  agent.destroy()
  await raw.end({ timeout: 2 })
  await program.stop()
  await place.close()
}
