// GET /api/treatment-indicators of three months, at 100,000 and at millions of doses on the same hospitals and days.
import { makeHospital, makePerson, median, openPlace } from './place.mjs'
import { serve } from './serve.mjs'

const SMALL = 100_000
const LARGE = Number(process.env['BENCH_DOSES'] ?? 2_000_000)
const HOSPITALS = 74
const DAYS = 1400
const ROUNDS = 15
const PERIOD = 'on=2024-08-09&since=2024-05-09'

/** Doses planned a month before their day, in the order of posting: planned, then given, in part or not, each as −1 and +1. */
async function fill({ sql }, doses) {
  const hospitals = []
  for (let i = 0; i < HOSPITALS; i++) hospitals.push(await makeHospital(sql, 2000 + i))
  await sql`create temp table made as select gen_random_uuid() as id, random() as fate, random() as late,
      (${sql.array(hospitals)}::uuid[])[1 + floor(power(random(), 2) * ${HOSPITALS})::int % ${HOSPITALS}] as hospital,
      date '2024-08-09' - (n::bigint * ${DAYS} / ${doses})::int as day,
      case when random() < 0.6 then 'antineoplastic' else 'supportive' end::dose_purpose as purpose
    from generate_series(1, ${doses}::int) n`
  await sql`insert into dose_entries (administration_id, organization_id, medication, purpose, planned_on, posted_on, sign, outcome, reason, delay_days, dose_percent)
    select id, hospital, 'vincristina', purpose, day, posted, sign, outcome::dose_outcome, reason::status_reason, delay, percent from (
      select id, hospital, purpose, day, day - 30 as posted, 1 as sign, 'planned' as outcome, null as reason, null::int as delay, null::int as percent from made
      union all select id, hospital, purpose, day, day + 1, -1, 'planned', null, null, null from made where fate < 0.97
      union all select id, hospital, purpose, day, day + 1, 1, case when fate < 0.85 then 'given' when fate < 0.88 then 'partial' else 'omitted' end,
        case when fate >= 0.94 then 'not-available' when fate >= 0.88 then 'infection' when fate >= 0.85 then 'partial' end,
        case when fate < 0.88 then floor(late * late * 9)::int end, case when fate < 0.88 then 70 + floor(late * 31)::int end
      from made where fate < 0.97
    ) as entries order by posted`
  await sql`drop table made`
  await sql.unsafe('vacuum analyze dose_entries')
  return hospitals
}

async function timed(act) {
  const started = performance.now()
  await act()
  return performance.now() - started
}

async function measure(doses) {
  const place = await openPlace()
  const started = performance.now()
  const [first] = await fill(place, doses)
  console.log(`${doses} doses made in ${Math.round((performance.now() - started) / 1000)} s`)
  const program = await serve(place)
  const national = await program.token(await makePerson(place.sql, 'coordinator', { national: true }))
  const hospital = await program.token(await makePerson(place.sql, 'coordinator', { organizationId: first }))
  const ask = async (token) => {
    const address = `${program.base}/api/treatment-indicators?${PERIOD}`
    const response = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
    const body = await response.json()
    if (response.status !== 200) throw new Error(`${response.status} ${JSON.stringify(body)}`)
    return body
  }
  const scan = () =>
    place.sql`select outcome, sum(sign)::int as doses from dose_entries where purpose = 'antineoplastic' and planned_on > '2024-05-09'
      and planned_on <= '2024-08-09' and posted_on <= '2024-08-09' and (outcome <> 'planned' or planned_on < '2024-08-09') group by outcome`
  await place.sql.unsafe(
    'set max_parallel_workers_per_gather = 0; set enable_indexonlyscan = off; set enable_indexscan = off; set enable_bitmapscan = off',
  )
  for (let i = 0; i < 5; i++) await ask(national)
  const times = { national: [], hospital: [], scan: [] }
  for (let round = 0; round < ROUNDS; round++) {
    times.national.push(await timed(() => ask(national)))
    times.hospital.push(await timed(() => ask(hospital)))
    if (round % 5 === 0) times.scan.push(await timed(scan))
  }
  const { total } = await ask(national)
  const counted = (await scan()).reduce((sum, row) => sum + row.doses, 0)
  if (total.doses !== counted) throw new Error(`A fast wrong answer: ${total.doses}, recounted ${counted}`)
  await program.stop()
  await place.close()
  return { ...Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)])), doses: total.doses }
}

export async function benchIndicators() {
  const small = await measure(SMALL)
  const large = await measure(LARGE)
  const ms = (value) => `${value.toFixed(1)} ms`
  for (const [size, { national, hospital, scan, doses }] of [
    [SMALL, small],
    [LARGE, large],
  ])
    console.log(
      `three months at ${size} doses (${doses} in the period): nation ${ms(national)}, one hospital ${ms(hospital)}; sequential count ${ms(scan)}: ${((100 * national) / scan).toFixed(1)} %`,
    )
}
