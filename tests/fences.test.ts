import { type DatabaseRole, openDatabase } from 'server/database/db'
import { expect, test } from 'vitest'
import { aPatient, openHouse } from './support/house.js'
import { productionLogin } from './support/program.js'

const house = await openHouse()

/** P0 and P1: readable by every role of the program, held by no policy. */
const open = [
  'ooads',
  'ooad_aliases',
  'organizations',
  'catalogue_versions',
  'terminology_concepts',
  'iccc3_rules',
  'staging_rules',
  'girasol_migrations',
]

const facts = [
  ['body-measurements', { effectiveOn: '2025-06-01', weightKg: 30 }],
  [
    'procedures',
    { kind: 'surgery', performedOn: '2025-06-01', details: { procedure: 'Biopsia', resection: 'biopsy-only' } },
  ],
  [
    'adverse-events',
    { term: 'nausea', onsetOn: '2025-06-02', grade: 2, relation: 'possible', actionTaken: 'none', outcome: 'ongoing' },
  ],
  [
    'analgesic-plans',
    {
      step: 1,
      orders: [{ role: 'regular', drug: 'paracetamol', route: 'PO', dose: 400, unit: 'mg', intervalHours: 6 }],
      confirmedWarnings: [{ code: 'weight-old', reason: 'Se pesa mañana' }],
    },
  ],
  [
    'analgesic-administrations',
    {
      ...{ role: 'regular', drug: 'paracetamol', route: 'PO', dose: 400, unit: 'mg' },
      confirmedWarnings: [{ code: 'weight-old', reason: 'Se pesa mañana' }],
    },
  ],
  ['sedation-checks', { scale: 'POSS', value: '2' }],
  ['analgesic-adverse-effects', { effect: 'pruritus' }],
] as const

test('every table that holds P2 or more forces row-level security', async () => {
  const tables =
    await house.sql`select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`
  const unguarded = tables
    .filter(({ name, enabled, forced }) => !(enabled && forced) && !open.includes(name))
    .map(({ name }) => name)
  expect(unguarded).toEqual([])
  expect(tables.length).toBeGreaterThan(30)
})

test('views run as whoever asks, and functions that look past policies have a fixed path and a lesser owner', async () => {
  const views =
    await house.sql`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm') and not coalesce('security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions), false)`
  expect(views).toHaveLength(0)
  const functions =
    await house.sql`select proname, pg_get_userbyid(proowner) as owner from pg_proc where prosecdef and pronamespace = 'public'::regnamespace
    and (not exists (select 1 from unnest(proconfig) as setting where setting like 'search_path=%, pg_temp') or pg_get_userbyid(proowner) <> 'girasol_searcher')`
  expect(functions).toHaveLength(0)
})

test("the program's roles cannot log in, own nothing, and bypass nothing", async () => {
  const roles =
    await house.sql`select rolname from pg_roles where rolname like 'girasol\\_%' and rolname not like 'girasol\\_test\\_login%' and (rolcanlogin or rolsuper or rolbypassrls)`
  expect(roles).toHaveLength(0)
  const owned = await house.sql`select relname from pg_class where pg_get_userbyid(relowner) like 'girasol\\_%'`
  expect(owned).toHaveLength(0)
})

test.each<DatabaseRole>([
  ...([
    'girasol_clinic',
    'girasol_counts',
    'girasol_desk',
    'girasol_audit',
    'girasol_keeper',
    'girasol_families',
  ] as const),
])(
  'with the WHERE forgotten, %s sees nobody outside its reach; with the context forgotten, nobody at all',
  async (role) => {
    const [here, there] = [await house.openHospital(), await house.openHospital()]
    const clerk = await house.signIn('hospital-staff', { organizationId: there.id })
    const { status, body, text } = await clerk.post(
      '/api/patients',
      aPatient(there.id, {
        birthDate: '2020-03-04',
        chosenName: 'Alex',
        guardians: [{ givenName: 'Ana', firstSurname: 'Ruiz', relationship: 'parent' }],
      }),
    )
    expect(status, text).toBe(201)
    const record = `/api/patients/${body.id}`
    for (const [part, fact] of facts) expect((await clerk.post(`${record}/${part}`, fact)).status, part).toBe(201)
    for (const table of [
      'patients',
      'chosen_names',
      'related_persons',
      'conditions',
      'patient_events',
      'patient_versions',
      'body_measurements',
      'procedures',
      'adverse_events',
      'analgesic_plans',
      'analgesic_orders',
      'analgesic_administrations',
      'sedation_checks',
      'analgesic_adverse_effects',
    ]) {
      for (const organizationIds of [[], [here.id]]) {
        const seen = await house.database
          .transact({ role, organizationIds }, ({ query }) => query(`select count(*)::int as n from ${table}`, []))
          .catch((error: { code?: string }) => [{ n: error.code }])
        expect([{ n: 0 }, { n: '42501' }], `${table} as ${role}`).toContainEqual(seen[0])
      }
    }
    expect(body.id).toBeTruthy()
  },
)

test('a row of another hospital cannot be written, moved or erased from inside a reach', async () => {
  const [here, there] = [await house.openHospital(), await house.openHospital()]
  const clerk = await house.signIn('hospital-staff', { organizationId: here.id })
  const { status, body, text } = await clerk.post('/api/patients', aPatient(here.id))
  expect(status, text).toBe(201)
  const as = (text: string, parameters: unknown[]) =>
    house.database
      .transact({ role: 'girasol_clinic', organizationIds: [here.id] }, ({ query }) => query(text, parameters))
      .then(
        () => 'done',
        (error: { code?: string }) => error.code,
      )
  expect(await as('update patients set managing_organization_id = $1 where id = $2', [there.id, body.id])).toBe('42501')
  expect(await as('delete from patients where id = $1', [body.id])).toBe('42501')
  expect(
    await as(
      "insert into patient_events (id, patient_id, managing_organization_id, kind) values (gen_random_uuid(), $1, $2, 'relapse')",
      [body.id, there.id],
    ),
  ).toBe('42501')
  expect(await as('delete from audit_inbox', [])).toBe('42501')
})

test('the ledger, the sealed audit and frozen reports refuse change even to their owner', async () => {
  const hospital = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const { status, text } = await clerk.post('/api/patients', aPatient(hospital.id))
  expect(status, text).toBe(201)
  await house.auditTrail()
  for (const statement of [
    'update registry_entries set sign = -sign',
    'delete from registry_entries',
    "update audit_events set action = 'x'",
    'delete from audit_events',
  ])
    await expect(house.sql.unsafe(statement)).rejects.toMatchObject({ code: '42501' })
})

test('the login that enters the roles reads nothing without entering one', async () => {
  const url = await productionLogin(house.sql, house.url)
  const login = new URL(url).username
  await house.sql.unsafe(`grant girasol_desk, girasol_clinic to ${login}`) // as an earlier version did
  await house.sql`select girasol_admit(${login})`
  const program = openDatabase(url, { max: 2 })
  try {
    const tables = await house.sql<{ name: string }[]>`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'S') and relname <> 'girasol_migrations'`
    const readable: string[] = []
    for (const { name } of tables)
      await program.ask(`select 1 from ${name} limit 1`, []).then(
        () => readable.push(name),
        (error) => expect(error, name).toMatchObject({ code: '42501' }),
      )
    expect(readable).toEqual([])
    expect(tables.length).toBeGreaterThan(40)
    const users = await program.transact({ role: 'girasol_desk' }, ({ query }) => query('select id from users', []))
    expect(users.length).toBeGreaterThan(0)
    expect(await program.ask('select girasol_session(null) as session', [])).toEqual([{ session: null }])
    await expect(program.ask('select id from users', []), 'after a role was entered').rejects.toMatchObject({
      code: '42501',
    })
  } finally {
    await program.close()
  }
})
