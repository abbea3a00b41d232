// PATCH /api/medication-administrations/:id at 32 in flight against one raw named INSERT into the same table; the same
// for what the ward's screen sends, a day's four medications of a person in one POST …/batch; and the
// worklist of a hospital with 1,000 people at 100,000 administrations in the table against the same at many more.

import http from 'node:http'
import postgres from 'postgres'
import { uuidv7 } from 'uuidv7'
import { fillWithoutIndexes, makeHospital, makePerson, median, ORDERED_ID, openPlace } from './place.mjs'
import { serve } from './serve.mjs'

const IN_FLIGHT = 32
const ROUNDS = 7
const MS = 3000
const SMALL = 100_000
const LARGE = Number(process.env['BENCH_ADMINISTRATIONS'] ?? 10_000_000)
const PEOPLE = 1000

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

/** `people` of a hospital, active. */
const makePatients = (sql, hospital, people) => sql`
  insert into patients (id, managing_organization_id, registered_on, recorded_on, given_name, first_surname, birth_date, sex, coverage,
    missing_identifier_reason, search, match_keys)
  select gen_random_uuid(), ${hospital}, date '2024-01-01', date '2024-01-01', 'Ana', 'Ruiz ' || n, date '2015-01-01', 'female', 'imss',
    'not-in-file', ' ruiz ana ' || n, array[n] from generate_series(1, ${people}) n returning id`

/** Doses of one hospital's people, one each `every` minutes of their days, planned around `day`. */
const makePlanned = (sql, hospital, count, day) => sql`
  insert into medication_administrations (id, patient_id, managing_organization_id, medication, purpose, route, diluent, diluent_ml,
    infusion_minutes, planned_on, offset_minutes, planned_dose, unit, bsa_m_2)
  select gen_random_uuid(), p.id, ${hospital}, 'vincristina', 'antineoplastic', 'IV', 'Solución salina 0.9 %', 50, 10, ${day}::date, 0, 1.5, 'mg', 1
  from generate_series(1, ${count}) n join (select id, row_number() over () as at, count(*) over () as total from patients where managing_organization_id = ${hospital}) p
    on p.at = n % p.total + 1 returning id, patient_id`

/** Four doses of one person each, the people in turn. */
function foursOf(planned) {
  const byPerson = new Map()
  for (const dose of planned) byPerson.set(dose.patient_id, [...(byPerson.get(dose.patient_id) ?? []), dose])
  const fours = []
  for (let from = 0; from < planned.length / byPerson.size; from += 4)
    for (const doses of byPerson.values()) if (doses.length >= from + 4) fours.push(doses.slice(from, from + 4))
  return fours.map((doses) => doses.map(({ id }) => id))
}

export async function benchRecording() {
  const place = await openPlace()
  const program = await serve(place)
  const hospitals = []
  for (let i = 0; i < 4; i++) hospitals.push(await makeHospital(place.sql, i))
  const tokens = []
  const waiting = []
  const fours = []
  const firsts = []
  const people = []
  for (const hospital of hospitals) {
    tokens.push(await program.token(await makePerson(place.sql, 'hospital-staff', { organizationId: hospital })))
    people.push((await makePatients(place.sql, hospital, 500)).map(({ id }) => id))
    waiting.push((await makePlanned(place.sql, hospital, 40_000, '2024-08-01')).map(({ id }) => id))
    fours.push(foursOf(await makePlanned(place.sql, hospital, 60_000, '2024-08-01')))
    firsts.push((await makePlanned(place.sql, hospital, 500, '2024-08-01')).map(({ id }) => id))
  }
  await place.sql.unsafe('vacuum analyze')

  let n = 0
  const raw = postgres(place.url, { max: 10, fetch_types: false, onnotice: () => {} })
  const rawInsert = () => {
    const at = ++n % 4
    return raw`insert into medication_administrations (id, version, patient_id, managing_organization_id, medication, purpose, route, planned_on, planned_dose,
        unit, status, given_at, dose_given, lot, performer_id, recorded_by)
      values (${uuidv7()}, 2, ${people[at][n % 500]}, ${hospitals[at]}, 'vincristina', 'antineoplastic', 'IV', ${'2024-08-01'}, 1.5, 'mg', 'completed',
        ${'2024-08-01T15:00:00Z'}, 1.5, 'VCR-1', ${people[at][0]}, ${people[at][0]})`
  }

  const agent = new http.Agent({ keepAlive: true, maxSockets: IN_FLIGHT })
  let refused = 0
  const send = (method, path, at, asked, more) =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(asked)
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        authorization: `Bearer ${tokens[at]}`,
        ...more,
      }
      const url = `${program.base}/api/medication-administrations/${path}`
      const request = http.request(url, { method, agent, headers }, (response) => {
        if (response.statusCode !== 200) refused++
        response.resume().on('end', resolve)
      })
      request.on('error', reject)
      request.end(body)
    })
  const given = { status: 'completed', givenAt: '2024-08-02T15:00:00Z', doseGiven: 1.5, lot: 'VCR-1' }
  const next = (lists) => {
    const at = ++n % 4
    const taken = lists[at].pop()
    if (taken === undefined) throw new Error('No dose is left to record')
    return { at, taken }
  }
  const patch = (lists = waiting) => {
    const { at, taken: id } = next(lists)
    return send('PATCH', id, at, given, { 'if-match': '"1"' })
  }
  const batch = () => {
    const { at, taken: ids } = next(fours)
    const items = ids.map((id) => ({ id, version: 1, ...given }))
    return send('POST', 'batch', at, { items }, { 'idempotency-key': uuidv7() })
  }

  const rates = { raw: [], patch: [], batch: [] }
  /** Rate of requests, with the server's processor time for each. */
  const measure = async (act) => {
    const before = (await program.usage()).cpu
    const from = n
    const perSecond = await rate(act)
    const after = (await program.usage()).cpu
    return { perSecond, cpu: (after.user + after.system - before.user - before.system) / (n - from) }
  }
  // Everybody has begun before it counts: of a person's eighty doses one is the first, and costs more
  const warm = (act, times) =>
    Promise.all(
      Array.from({ length: IN_FLIGHT }, async () => {
        while (times-- > 0) await act()
      }),
    )
  await warm(rawInsert, 300)
  await warm(() => patch(firsts), people.flat().length)
  await warm(batch, 300)
  for (let round = 0; round < ROUNDS; round++) {
    rates.raw.push(await rate(rawInsert))
    const one = await measure(patch)
    rates.patch.push(one.perSecond)
    const four = await measure(batch)
    rates.batch.push(four.perSecond * 4)
    console.log(
      `round ${round + 1}: raw ${Math.round(rates.raw.at(-1))}/s, program ${Math.round(one.perSecond)}/s, ${Math.round(one.cpu)} µs of server CPU each; by fours ${Math.round(four.perSecond * 4)} doses/s, ${Math.round(four.cpu / 4)} µs each`,
    )
  }
  const [odd] = await place.sql`
    select count(*)::int as n from medication_administrations a where version = 2 and recorded_by is distinct from patient_id and performer_id = recorded_by
      and exists (select 1 from users where id = a.recorded_by)
      and (select count(*) from dose_entries e where e.administration_id = a.id) <> 2`
  if (refused > 0 || odd.n > 0)
    throw new Error(`A fast wrong answer: ${refused} refused, ${odd.n} without ledger entries`)
  const against = (mine) => median(rates[mine].map((value, i) => value / rates.raw[i])).toFixed(2)
  console.log(`recording an administration: ${against('patch')} of raw INSERT (aim 0.25)`)
  console.log(`recording four in one act, as the ward's screen sends them: ${against('batch')} of raw INSERT for each`)
  agent.destroy()
  await raw.end({ timeout: 2 })
  await program.stop()
  await place.close()
}

/** The ward's own rows stay the same; the others fill the table: 73 hospitals, done long ago, one in fifty waiting. */
async function measureWorklist(rows) {
  const place = await openPlace()
  const { sql } = place
  const started = performance.now()
  const ward = await makeHospital(sql, 0)
  await makePatients(sql, ward, PEOPLE)
  for (const [day, count] of [
    ['2024-08-09', 400],
    ['2024-08-08', 120],
    ['2024-08-05', 80],
    ['2024-07-20', 40],
  ])
    await makePlanned(sql, ward, count, day)
  const others = []
  for (let i = 1; i < 74; i++) others.push(await makeHospital(sql, i))
  // The ward's past, given; then everybody else's
  const fill = (hospitals, from, to) => sql`
    insert into medication_administrations (id, version, patient_id, managing_organization_id, medication, purpose, route, planned_on, planned_dose, unit,
      status, given_at, dose_given)
    select ${sql.unsafe(ORDERED_ID)}, 2, gen_random_uuid(), (${sql.array(hospitals)}::uuid[])[1 + n % ${hospitals.length}], 'vincristina', 'antineoplastic', 'IV',
      date '2024-08-09' - n % 1400, 1.5, 'mg', case when n % 50 = 0 then 'planned' else 'completed' end::administration_status, timestamptz '2024-01-01', 1.5
    from generate_series(${from}::int, ${to}::int) n`
  await sql`
    insert into medication_administrations (id, version, patient_id, managing_organization_id, medication, purpose, route, planned_on, planned_dose, unit,
      status, given_at, dose_given)
    select gen_random_uuid(), 2, p.id, ${ward}, 'vincristina', 'antineoplastic', 'IV', date '2024-08-08' - (n * 7 % 700), 1.5, 'mg', 'completed', timestamptz '2024-01-01', 1.5
    from generate_series(1, 40) n cross join patients p where p.managing_organization_id = ${ward}`
  await fillWithoutIndexes(sql, 'medication_administrations', async () => {
    for (let at = 1; at <= rows - 40_640; at += 1_000_000) await fill(others, at, Math.min(rows - 40_640, at + 999_999))
  })
  console.log(`${rows} administrations made in ${Math.round((performance.now() - started) / 1000)} s`)
  const program = await serve(place)
  const token = await program.token(await makePerson(sql, 'hospital-staff', { organizationId: ward }))
  const get = async () => {
    const response = await fetch(`${program.base}/api/worklist?day=2024-08-09`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const body = await response.json()
    if (response.status !== 200) throw new Error(`${response.status} ${JSON.stringify(body)}`)
    return body
  }
  for (let i = 0; i < 15; i++) await get()
  const times = []
  for (let i = 0; i < 60; i++) {
    const at = performance.now()
    await get()
    times.push(performance.now() - at)
  }
  const { items } = await get()
  const late = items.map(({ daysLate }) => daysLate)
  if (late[0] !== 20 || late.slice(0, 40).some((days) => days !== 20) || late[40] !== 4)
    throw new Error(`A fast wrong answer: ${late.join(' ')}`)
  await program.stop()
  await place.close()
  return median(times)
}

export async function benchWorklist() {
  const small = await measureWorklist(SMALL)
  const large = await measureWorklist(LARGE)
  console.log(
    `worklist: ${small.toFixed(1)} ms at ${SMALL}, ${large.toFixed(1)} ms at ${LARGE}: ${(large / small).toFixed(2)} times (aim under 2)`,
  )
}
