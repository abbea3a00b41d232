// GET /api/pain/due and /api/pain/ward of a hospital, at 50,000 pain assessments in the table against the same at 5 million.

import { fillWithoutIndexes, makeHospital, makePerson, median, ORDERED_ID, openPlace } from './place.mjs'
import { serve } from './serve.mjs'

const SMALL = 50_000
const LARGE = Number(process.env['BENCH_ASSESSMENTS'] ?? 5_000_000)
const PEOPLE = 200
/** Open reminders of the ward: as many late as not. */
const OPEN = 120
const ROUNDS = 60
const BATCH = 1_000_000

/** The ward's own people, open reminders and last pains are the same; the others fill both tables, nearly all closed. */
async function fill(sql, ward, rows) {
  const others = []
  for (let i = 1; i < 74; i++) others.push(await makeHospital(sql, i))
  await sql`
    insert into patients (id, managing_organization_id, registered_on, recorded_on, given_name, first_surname, birth_date, sex, coverage,
      missing_identifier_reason, search, match_keys)
    select gen_random_uuid(), ${ward}, date '2024-01-01', date '2024-01-01', 'Ana', 'Ruiz ' || n, date '2015-01-01', 'female', 'imss',
      'not-in-file', ' ruiz ana ' || n, array[n] from generate_series(1, ${PEOPLE}) n`
  const people = sql`(select array_agg(id order by search) from patients where managing_organization_id = ${ward})`
  await fillWithoutIndexes(sql, 'pain_assessments', async () => {
    for (let at = 1; at <= rows; at += BATCH)
      await sql`
        with own as materialized (select ${people} as ids)
        insert into pain_assessments (id, patient_id, managing_organization_id, scale, scale_version, score, score_max, severity, effective_at)
        select ${sql.unsafe(ORDERED_ID)},
          case when n % 74 = 0 then own.ids[1 + n / 74 % ${PEOPLE}] else ('02900000-0000-7000-8000-' || lpad(to_hex(n % 50000), 12, '0'))::uuid end,
          case when n % 74 = 0 then ${ward}::uuid else (${sql.array(others)}::uuid[])[n % 74] end,
          'NRS', '1.0', n % 11, 10, (array['none', 'mild', 'moderate', 'severe'])[1 + n % 4]::pain_severity,
          timestamptz '2024-01-01' + n * interval '10 seconds'
        from generate_series(${at}::int, ${Math.min(rows, at + BATCH - 1)}::int) n cross join own`
  })
  await fillWithoutIndexes(sql, 'reminders', async () => {
    const half = Math.floor(rows / 2)
    for (let at = 1; at <= half; at += BATCH)
      await sql`
        with own as materialized (select ${people} as ids)
        insert into reminders (id, managing_organization_id, patient_id, kind, source_id, due_at, late_at, closed_at, outcome)
        select ${sql.unsafe(ORDERED_ID)},
          case when n % 74 = 0 then ${ward}::uuid else (${sql.array(others)}::uuid[])[n % 74] end,
          case when n % 74 = 0 then own.ids[1 + n / 74 % ${PEOPLE}] else ('02900000-0000-7000-8000-' || lpad(to_hex(n % 50000), 12, '0'))::uuid end,
          'reassessment', gen_random_uuid(), due, due + interval '10 minutes',
          case when n % 74 = 0 or n % 500 > 0 then due end, case when n % 74 = 0 or n % 500 > 0 then 'done'::reminder_outcome end
        from generate_series(${at}::int, ${Math.min(half, at + BATCH - 1)}::int) n cross join own
        cross join lateral (select timestamptz '2024-01-01' + n * interval '20 seconds' as due) at`
  })
  await sql`
    insert into reminders (id, managing_organization_id, patient_id, kind, source_id, due_at, late_at)
    select gen_random_uuid(), ${ward}, (${people})[1 + n % ${PEOPLE}], 'reassessment', gen_random_uuid(), due, due + interval '10 minutes'
    from generate_series(1, ${OPEN}) n
    cross join lateral (select now() + (n - ${OPEN / 2}) * interval '5 minutes' - interval '10 minutes' as due) at`
  await sql.unsafe('vacuum analyze')
}

async function measure(rows) {
  const place = await openPlace()
  const started = performance.now()
  const ward = await makeHospital(place.sql, 0)
  await fill(place.sql, ward, rows)
  console.log(`${rows} assessments and their reminders made in ${Math.round((performance.now() - started) / 1000)} s`)
  const program = await serve(place)
  const token = await program.token(await makePerson(place.sql, 'hospital-staff', { organizationId: ward }))
  const get = async (list) => {
    const response = await fetch(`${program.base}/api/pain/${list}?organizationId=${ward}&limit=200`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const body = await response.json()
    if (response.status !== 200) throw new Error(`${response.status} ${JSON.stringify(body)}`)
    return body
  }
  const took = {}
  for (const list of ['due', 'ward']) {
    for (let i = 0; i < 15; i++) await get(list)
    const times = []
    for (let i = 0; i < ROUNDS; i++) {
      const at = performance.now()
      await get(list)
      times.push(performance.now() - at)
    }
    took[list] = median(times)
  }
  const [due, people] = [await get('due'), await get('ward')]
  const late = due.items.filter((item) => item.late).length
  const sorted = due.items.every(({ lateAt }, at) => at === 0 || due.items[at - 1].lateAt <= lateAt)
  const assessed = people.items.filter(({ lastPain }) => lastPain !== null).length
  if (
    due.items.length !== OPEN ||
    late < OPEN / 2 ||
    late === OPEN ||
    !sorted ||
    people.items.length !== OPEN ||
    assessed !== OPEN
  )
    throw new Error(
      `A fast wrong answer: ${due.items.length} due, ${late} late, ${people.items.length} people, ${assessed} assessed`,
    )
  await program.stop()
  await place.close()
  return took
}

export async function benchDue() {
  const small = await measure(SMALL)
  const large = await measure(LARGE)
  for (const list of ['due', 'ward'])
    console.log(
      `${list}: ${small[list].toFixed(1)} ms at ${SMALL}, ${large[list].toFixed(1)} ms at ${LARGE}: ${(large[list] / small[list]).toFixed(2)} times (aim under 2)`,
    )
}
