// GET /api/counts and the search by a fragment of a name, at 16,682 and at 1,000,000 people with the same hospitals and days.
import { fill } from './million.mjs'
import { makePerson, median, openPlace } from './place.mjs'
import { serve } from './serve.mjs'

const SMALL = 16_682
const LARGE = Number(process.env['BENCH_PEOPLE'] ?? 1_000_000)
const ROUNDS = 25
const FRAGMENTS = ['garc', 'rtin', 'lopez mar', 'xim', 'sanchez', 'nez']

async function timed(act) {
  const started = performance.now()
  await act()
  return performance.now() - started
}

async function measure(people) {
  const place = await openPlace()
  const started = performance.now()
  const hospitals = await fill(place, people)
  console.log(`${people} people made in ${Math.round((performance.now() - started) / 1000)} s`)
  const program = await serve(place)
  const national = await program.token(await makePerson(place.sql, 'coordinator', { national: true }))
  const clerk = await program.token(await makePerson(place.sql, 'hospital-staff', { organizationId: hospitals[0] }))
  const get = async (path, token) => {
    const response = await fetch(program.base + path, { headers: { authorization: `Bearer ${token}` } })
    const body = await response.json()
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`)
    return body
  }
  const counts = () => get('/api/counts?on=2024-08-09&since=2024-07-26', national)
  const scan = () =>
    place.sql`select managing_organization_id, birth_date > registered_on - interval '18 years', count(*) from patients where status = 'active' group by 1, 2`
  await place.sql.unsafe(
    'set max_parallel_workers_per_gather = 0; set enable_indexonlyscan = off; set enable_indexscan = off; set enable_bitmapscan = off',
  )
  for (let i = 0; i < 10; i++) await counts()
  await scan()
  const times = { counts: [], scan: [], search: [] }
  for (let round = 0; round < ROUNDS; round++) {
    times.counts.push(await timed(counts))
    if (round % 5 === 0) times.scan.push(await timed(scan))
    for (const fragment of FRAGMENTS)
      times.search.push(await timed(() => get(`/api/patients?search=${encodeURIComponent(fragment)}`, clerk)))
  }
  const answer = await counts()
  const rows = await scan()
  const [paediatric, all] = [rows.filter((row) => row['?column?']), rows].map((some) =>
    some.reduce((sum, { count }) => sum + Number(count), 0),
  )
  if (answer.total.patients !== all || answer.total.paediatric !== paediatric)
    throw new Error(`A fast wrong answer: ${JSON.stringify(answer.total)}, recounted ${all} and ${paediatric}`)
  await program.stop()
  await place.close()
  return { counts: median(times.counts), scan: median(times.scan), search: median(times.search) }
}

export async function benchReads() {
  const small = await measure(SMALL)
  const large = await measure(LARGE)
  const ms = (value) => `${value.toFixed(1)} ms`
  console.log(
    `counts: ${ms(small.counts)} at ${SMALL}, ${ms(large.counts)} at ${LARGE}; sequential count ${ms(large.scan)}: ${((100 * large.counts) / large.scan).toFixed(1)} % (aim under 5 %)`,
  )
  console.log(
    `search: ${ms(small.search)} at ${SMALL}, ${ms(large.search)} at ${LARGE}: ${(large.search / small.search).toFixed(2)} times (aim under 3)`,
  )
}
