// GET /api/shortages as of any day and the forecast of a hospital, at 100,000 and at 10,000,000 administrations: the
// server's own counters say whether a table was read from end to end.
import { fillWithoutIndexes, makeHospital, makePerson, median, openPlace } from './place.mjs'
import { serve } from './serve.mjs'

const SMALL = 100_000
const LARGE = Number(process.env['BENCH_DOSES'] ?? 10_000_000)
const HOSPITALS = 80
const YEARS = 4
const ROUNDS = 15
const LARGE_TABLES = ['shortage_cases', 'shortage_events', 'medication_administrations', 'dose_entries']

const dayAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

/** Four years of cases, one in each hospital every fourth day, and `doses` of which a hospital of 1,000 has its share. */
async function fill(sql, doses) {
  const hospitals = []
  for (let at = 0; at < HOSPITALS; at++) hospitals.push(await makeHospital(sql, 2000 + at))
  await sql`insert into shortage_cases (id, organization_id, medication, status, opened_at, opened_on, closed_at, closed_on, doses)
    select gen_random_uuid(), id, 'vincristina', 'solved', day, day, day + span, (day + span)::date, 1
    from unnest(${sql.array(hospitals)}::uuid[]) as ids (id),
      generate_series(current_date - ${YEARS * 365}::int, current_date - 1, interval '4 days') as day,
      lateral (select make_interval(days => 1 + (extract(doy from day)::int % 3)) as span) as spans where day + span <= current_date`
  await sql`insert into shortage_cases (id, organization_id, medication, opened_on)
    select gen_random_uuid(), id, 'metotrexato', current_date - 20 from unnest(${sql.array(hospitals)}::uuid[]) as ids (id)`
  await sql`insert into shortage_events (case_id, organization_id, kind, posted_on, status, doses)
    select id, organization_id, 'opened', opened_on, 'open', 1 from shortage_cases`
  const each = Math.floor(doses / HOSPITALS)
  await fillWithoutIndexes(
    sql,
    'medication_administrations',
    () => sql`insert into medication_administrations (id, patient_id, managing_organization_id, medication, purpose, route, planned_on, planned_dose, unit, status, given_at, dose_given)
    select gen_random_uuid(), gen_random_uuid(), id, (array['vincristina', 'metotrexato', 'citarabina'])[1 + n % 3], 'antineoplastic', 'IV', day, 1 + n % 20, 'mg',
      case when day < current_date then 'completed' else 'planned' end::administration_status, day, 1
    from unnest(${sql.array(hospitals)}::uuid[]) as ids (id), generate_series(0, ${each}::int - 1) as n,
      lateral (select current_date + 90 - (n::bigint * ${YEARS * 365} / ${each})::int as day) as days`,
  )
  return hospitals
}

async function measure(doses) {
  const place = await openPlace()
  const started = performance.now()
  const hospitals = await fill(place.sql, doses)
  console.log(`${doses} administrations made in ${Math.round((performance.now() - started) / 1000)} s`)
  const program = await serve(place)
  const token = await program.token(await makePerson(place.sql, 'coordinator', { national: true }))
  const get = async (path) => {
    const response = await fetch(program.base + path, { headers: { authorization: `Bearer ${token}` } })
    const body = await response.json()
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`)
    return body
  }
  const scans = async () => {
    await place.sql`select pg_stat_clear_snapshot()`
    const rows =
      await place.sql`select relname, seq_scan::int from pg_stat_user_tables where relname in ${place.sql(LARGE_TABLES)}`
    return new Map(rows.map(({ relname, seq_scan }) => [relname, seq_scan]))
  }
  const before = await scans()
  const asked = {
    today: '/api/shortages',
    'a year ago': `/api/shortages?on=${dayAgo(365)}`,
    'three years ago': `/api/shortages?on=${dayAgo(1095)}`,
    forecast: `/api/shortages/forecast?organizationId=${hospitals[0]}`,
  }
  const times = {}
  for (const [name, path] of Object.entries(asked)) {
    await get(path)
    const all = []
    for (let round = 0; round < ROUNDS; round++) {
      const from = performance.now()
      await get(path)
      all.push(performance.now() - from)
    }
    times[name] = median(all)
  }
  const { summary } = await get(asked.today)
  if (summary.total.cases !== HOSPITALS) throw new Error(`A fast wrong answer: ${JSON.stringify(summary.total)}`)
  await new Promise((resolve) => setTimeout(resolve, 2000)) // the counters come a little later
  await program.stop() // connections tell what they counted when they end
  const after = await scans()
  await place.close()
  return { times, scanned: LARGE_TABLES.filter((table) => after.get(table) !== before.get(table)) }
}

export async function benchShortages() {
  const small = await measure(SMALL)
  const large = await measure(LARGE)
  for (const [name, ms] of Object.entries(large.times))
    console.log(
      `${name}: ${small.times[name].toFixed(1)} ms at ${SMALL}, ${ms.toFixed(1)} ms at ${LARGE}: ${(ms / small.times[name]).toFixed(2)} times`,
    )
  console.log(`read from end to end at ${LARGE}: ${large.scanned.join(', ') || 'no table'} (aim: no table)`)
}
