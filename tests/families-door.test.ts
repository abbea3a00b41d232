import { expect, test } from 'vitest'
import { aPatient, openHouse } from './support/house.js'

const house = await openHouse()

/**
 * All that representatives' role may read of the database, table by table. Nobody who is treated is in it: catalogues, the
 * working group's public parts, reports in their published form, and counters by hospital, group, age and sex.
 */
const readable: Record<string, string[] | 'all'> = {
  ...{ ooads: 'all', ooad_aliases: 'all', organizations: 'all', catalogue_versions: 'all' },
  ...{ terminology_concepts: 'all', iccc3_rules: 'all', staging_rules: 'all', posts: 'all' },
  reports: ['frozen_at', 'id', 'kind', 'published', 'published_heading', 'published_sha256'],
  hospital_counts: [
    ...['added', 'error', 'grain', 'merged', 'organization_id', 'patients', 'r18', 'starts_on', 'transferred_in'],
    ...['transferred_out', 'withdrawn'],
  ],
  hospital_iccc3_counts: ['added', 'grain', 'iccc3_group', 'patients', 'r18', 'starts_on'],
  hospital_pyramid: ['band', 'grain', 'patients', 'sex', 'starts_on'],
  working_group_sessions: ['held_on', 'id', 'mode', 'number', 'published_at', 'topic'],
  session_reports: ['frozen_at', 'id', 'report_id', 'session_id', 'source'],
  minutes: [
    ...['document', 'erratum_reason', 'folio', 'id', 'published_at', 'search', 'session_id', 'sha256', 'status'],
    'version_number',
  ],
  bulletins: ['approved_at', 'document', 'id', 'number', 'session_id', 'sha256', 'status', 'year'],
  agreements: [
    ...['case_alias', 'due_on', 'id', 'kept_on', 'number', 'ooad_code', 'organization_id', 'post_id', 'search'],
    ...['session_id', 'status', 'text'],
  ],
  agreement_progress: [
    ...['agreement_id', 'due_on', 'evidence_url', 'former_due_on', 'id', 'posted_on', 'report_id', 'status', 'text'],
  ],
  agenda_points: ['answer', 'decided_at', 'id', 'raised_at', 'search', 'session_id', 'status', 'text', 'version'],
  // Their own alone: answers they were given, names they were shown
  idempotency_keys: 'all',
  identity_looks: 'all',
  follow_failures: 'all',
}

test('the role of representatives reads what is public, column by column, and nothing else', async () => {
  const rows = await house.sql<{ name: string; columns: string[]; whole: boolean }[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attname::text) as columns,
      has_table_privilege('girasol_families', c.oid, 'select') as whole
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
      and has_column_privilege('girasol_families', c.oid, a.attname, 'select')
    group by c.oid, c.relname`
  const granted = Object.fromEntries(rows.map(({ name, columns, whole }) => [name, whole ? 'all' : columns]))
  expect(granted).toEqual(readable)
  const aboutPeople = /patient_|given_name|surname|curp|nss|birth|sealed|raised_by|reported_by|note$/
  for (const { columns, name } of rows)
    expect(
      columns.filter((column) => aboutPeople.test(column)),
      name,
    ).toEqual([])
})

/** Whatever holds or points at a person, found by its columns and not by a list that somebody keeps. */
async function clinicalTables() {
  const rows = await house.sql<{ name: string }[]>`
    select distinct table_name as name from information_schema.columns
    where table_schema = 'public' and (column_name like '%patient%' or column_name in ('given_name', 'birth_date', 'curp', 'nss', 'administration_id', 'care_plan_id'))
      and table_name not in ('hospital_counts', 'hospital_iccc3_counts', 'hospital_pyramid', 'hospital_birthdays')`
  return rows.map(({ name }) => name)
}

test('every table about people refuses it, in reach of the nation or of one hospital', async () => {
  const hospital = await house.openHospital()
  const tables = await clinicalTables()
  expect(tables.length).toBeGreaterThan(25)
  for (const name of [...tables, 'users', 'grants', 'sessions', 'post_holders', 'attendances', 'identity_overrides'])
    for (const reach of [{ national: true }, { organizationIds: [hospital.id] }])
      await expect(
        house.database.transact({ role: 'girasol_families', ...reach }, ({ query }) =>
          query(`select 1 from ${name} limit 1`, []),
        ),
        name,
      ).rejects.toMatchObject({ code: '42501' })
})

test('a representative’s figures come through that role and no other; without the nation there are none', async () => {
  const hospital = await house.openHospital()
  const staff = await house.signIn('hospital-staff', { organizationId: hospital.id })
  expect((await staff.post('/api/patients', aPatient(hospital.id))).status).toBe(201)
  const mother = await house.signIn('parent-representative', { national: true })
  const nurseToo = await house.signIn('parent-representative', { national: true })
  await house.sql`insert into grants (id, user_id, role, organization_id)
    values (gen_random_uuid(), ${nurseToo.userId}, 'hospital-staff', ${hospital.id})`
  const addresses = ['', '/fortnights', '/pyramid', '?groupBy=iccc3', '?groupBy=ooad', '?format=csv']
  const figures = addresses.map((address) => `/api/counts${address}`)
  const looks = [...figures, '/api/reports', '/api/hospitals', '/api/ooads', '/api/me']
  await house.sql`revoke select on hospital_counts, hospital_iccc3_counts, hospital_pyramid, reports, organizations from girasol_counts`
  for (const url of looks) expect((await mother.get(url)).status, url).toBe(200)
  for (const url of [...figures, '/api/reports']) expect((await nurseToo.get(url)).status, url).toBe(200)
  await house.sql`revoke select on hospital_counts from girasol_families`
  expect((await mother.get('/api/counts')).status).toBe(500)
  await house.sql`grant select on hospital_counts to girasol_families`
  const seen = (national: boolean) =>
    house.database.transact({ role: 'girasol_families', national }, ({ query }) =>
      query<{ n: number }>('select count(*)::int as n from hospital_counts', []),
    )
  expect((await seen(true))[0]?.n).toBeGreaterThan(0)
  expect(await seen(false)).toEqual([{ n: 0 }])
})
