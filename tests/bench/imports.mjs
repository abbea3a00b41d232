// A file of the `patients` mapping, uploaded, read, judged and committed through the API, against a raw COPY of the very rows
// it wrote into the very same tables; then memory of the server while a far larger file goes in.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import postgres from 'postgres'
import { names } from './million.mjs'
import { makePerson, median, openPlace } from './place.mjs'
import { serve } from './serve.mjs'

const ROWS = Number(process.env['BENCH_SMALL'] ?? 16_682)
const MANY = Number(process.env['BENCH_ROWS'] ?? 1_000_000)
const CLUES = 'DFIMS000616'
const TABLES = [
  'imports',
  'patients',
  'related_persons',
  'conditions',
  'patient_events',
  'registry_entries',
  'registry_pending',
  'audit_inbox',
  'import_rows',
  'imported_fingerprints',
]

/** A sheet of `rows` people, as chunks: with 200 surnames, 200 names and 14,000 days few look alike. */
function* sheet(rows) {
  const [surnames, givenNames] = [names('demo-surnames.csv'), names('demo-given-names.csv')]
  yield 'nombre,primer_apellido,segundo_apellido,fecha_nacimiento,sexo,clues,cie10,fecha_diagnostico\n'
  let seed = 7
  const draw = (most) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % most
  }
  let chunk = ''
  for (let i = 0; i < rows; i++) {
    const day = new Date(Date.UTC(1984, 0, 1) + draw(14_000) * 86_400_000)
      .toISOString()
      .slice(0, 10)
      .split('-')
      .reverse()
      .join('/')
    chunk += `${givenNames[draw(givenNames.length)]} ${givenNames[draw(givenNames.length)]},${surnames[draw(surnames.length)]},${surnames[draw(surnames.length)]},${day},${i % 2 ? 'M' : 'H'},${CLUES},C91.0,01/08/2024\n`
    if (chunk.length > 60_000) {
      yield chunk
      chunk = ''
    }
  }
  yield chunk
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Tokens live fifteen minutes: each request has its own. */
async function importSheet(program, person, rows) {
  const boundary = 'girasol-bench'
  function* body() {
    yield `--${boundary}\r\ncontent-disposition: form-data; name="mapping"\r\n\r\npatients\r\n`
    yield `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n`
    yield* sheet(rows)
    yield `\r\n--${boundary}--\r\n`
  }
  const headers = async () => ({ authorization: `Bearer ${await program.token(person)}` })
  const started = performance.now()
  const response = await fetch(`${program.base}/api/imports`, {
    method: 'POST',
    headers: { ...(await headers()), 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Readable.toWeb(Readable.from(body()).map((text) => Buffer.from(text))),
    duplex: 'half',
  })
  if (response.status !== 202) throw new Error(`upload: ${response.status} ${await response.text()}`)
  const { id } = await response.json()
  const until = async (status) => {
    for (;;) {
      const state = await (await fetch(`${program.base}/api/imports/${id}`, { headers: await headers() })).json()
      if (state.status === status) return state
      if (state.status === 'failed') throw new Error(`import failed: ${state.failure}`)
      await pause(rows > 100_000 ? 500 : 20)
    }
  }
  await until('ready')
  const commit = await fetch(`${program.base}/api/imports/${id}/commit`, { method: 'POST', headers: await headers() })
  if (commit.status >= 300) throw new Error(`commit: ${commit.status} ${await commit.text()}`)
  const state = await until('committed')
  return { id, state, ms: performance.now() - started }
}

async function copyOut(sql, table, where = 'true') {
  const chunks = []
  const columns = (
    await sql`select column_name from information_schema.columns where table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`
  )
    .map((row) => `"${row.column_name}"`)
    .join(', ')
  const readable = await sql.unsafe(`copy (select ${columns} from ${table} where ${where}) to stdout`).readable()
  await new Promise((resolve, reject) =>
    readable
      .on('data', (chunk) => chunks.push(chunk))
      .on('end', resolve)
      .on('error', reject),
  )
  return { table, columns, bytes: Buffer.concat(chunks) }
}

export async function benchImports() {
  const place = await openPlace()
  const program = await serve(place)
  const person = await makePerson(place.sql, 'coordinator', { national: true })
  const { state, ms } = await importSheet(program, person, ROWS)
  await program.stop()
  console.log(
    `${state.accepted} of ${state.rows} rows committed in ${(ms / 1000).toFixed(2)} s (${state.rejected} rejected, ${state.duplicates} duplicates)`,
  )
  await place.sql.unsafe(
    `insert into audit_inbox select id, recorded_at, organization_id, user_id, action, resource_type, resource_id, patient_id, request_id, details from audit_events`,
  )
  await place.sql.unsafe(
    'insert into registry_pending (entry_id) select id from registry_entries on conflict do nothing',
  )
  const copies = []
  for (const table of TABLES) copies.push(await copyOut(place.sql, table))
  await place.close()

  const times = []
  for (let round = 0; round < 3; round++) {
    const fresh = await openPlace()
    const sql = postgres(fresh.url, { max: 1, onnotice: () => {} })
    const started = performance.now()
    await sql.begin(async (tx) => {
      for (const { table, columns, bytes } of copies) {
        if (bytes.length === 0) continue
        await pipeline(Readable.from([bytes]), await tx.unsafe(`copy ${table} (${columns}) from stdin`).writable())
      }
    })
    times.push(performance.now() - started)
    await sql.end()
    await fresh.close()
  }
  console.log(
    `import: ${(ms / median(times)).toFixed(1)} times a raw COPY of the same rows (${(median(times) / 1000).toFixed(2)} s; aim at most 6)`,
  )
}

export async function benchMemory() {
  const place = await openPlace()
  const program = await serve(place)
  const person = await makePerson(place.sql, 'coordinator', { national: true })
  const before = (await program.usage()).peak
  const { state, ms } = await importSheet(program, person, MANY)
  const { peak } = await program.usage()
  const mb = (bytes) => Math.round(bytes / 1_048_576)
  console.log(
    `${state.rows} rows (${state.accepted} accepted) in ${Math.round(ms / 1000)} s; peak memory of the server ${mb(before)} MB before, ${mb(peak)} MB at the end (aim under 300)`,
  )
  await program.stop()
  await place.close()
}
