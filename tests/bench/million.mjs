// People by the million, made inside PostgreSQL: the same hospitals and days however many people there are.
import { readFileSync } from 'node:fs'
import { foldRegistry } from '../../server/dist/counts/fold.js'
import { makeHospital } from './place.mjs'

export const names = (file) =>
  readFileSync(new URL(`../../server/catalogue/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0])

const HOSPITALS = 74
const DAYS = 1400

/** `people` active people in 74 hospitals, entered on 1,400 days up to 2024-08-09, with their ledger entries folded. */
export async function fill(place, people) {
  const { sql, database } = place
  const hospitals = []
  for (let i = 0; i < HOSPITALS; i++) hospitals.push(await makeHospital(sql, 1000 + i))
  const indexes =
    await sql`select indexname, indexdef from pg_indexes where tablename = 'patients' and indexname in ('patients_search', 'patients_match_keys', 'patients_by_name')`
  for (const { indexname } of indexes) await sql.unsafe(`drop index ${indexname}`)
  await sql`create temp table made as select n, gen_random_uuid() as id,
      (${sql.array(hospitals)}::uuid[])[1 + floor(power(random(), 2) * ${HOSPITALS})::int % ${HOSPITALS}] as hospital,
      date '2024-08-09' - floor(random() * ${DAYS})::int as day, floor(random() * 25000)::int as days_old, random() as a, random() as b, random() as c
    from generate_series(1, ${people}) n`
  await sql`with named as (
      select *, (${sql.array(names('demo-surnames.csv'))}::text[]) as s, (${sql.array(names('demo-given-names.csv'))}::text[]) as g from made
    ), chosen as (
      select id, hospital, day, day - days_old as birth, n, s[1 + floor(a * a * array_length(s, 1))::int] as first, s[1 + floor(b * b * array_length(s, 1))::int] as second,
        g[1 + floor(c * c * array_length(g, 1))::int] as given from named
    )
    insert into patients (id, managing_organization_id, registered_on, recorded_on, recorded_at, given_name, first_surname, second_surname, birth_date, sex, coverage,
      missing_identifier_reason, search, match_keys)
    select id, hospital, day, day, day, given, first, second, birth, 'female', 'imss', 'not-in-file',
      ' ' || translate(lower(first || ' ' || second || ' ' || given), 'áéíóúüñ', 'aeiouun'), array[n, n + 1, hashtext(first || second), hashtext(given || birth::text)] from chosen`
  await sql`with entry as (
      insert into registry_entries (patient_id, organization_id, kind, sign, posted_on, birth_date, registered_on, sex)
      select id, managing_organization_id, 'registered', 1, recorded_on, birth_date, registered_on, sex from patients returning id
    ) insert into registry_pending (entry_id) select id from entry`
  await sql`drop table made`
  for (const { indexdef } of indexes) await sql.unsafe(indexdef)
  await foldRegistry(database)
  await sql.unsafe('vacuum analyze')
  return hospitals
}
