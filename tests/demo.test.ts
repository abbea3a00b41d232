import { openSealer } from 'server/access/seal'
import { prepareTryOut } from 'server/demo/prepare'
import { addDays } from 'shared/calendar-day'
import type { CountRow } from 'shared/counts'
import { expect, test } from 'vitest'
import { readCatalogue } from './support/catalogue.js'
import { type Answer, aPatient, openHouse, secrets } from './support/house.js'

const house = await openHouse()
const { sql } = house
const prepare = () => prepareTryOut(house.database, house.url, secrets.field, () => {})

const tables = ['patients', 'related_persons', 'chosen_names', 'conditions', 'patient_events', 'registry_entries']
async function rows(): Promise<Record<string, number>> {
  const counted = await Promise.all(
    tables.map(async (table) => [table, (await sql.unsafe(`select count(*)::int as n from ${table}`))[0]?.['n']]),
  )
  return Object.fromEntries(counted)
}

/** Ends the connection that is writing people, as the end of its process would. */
async function cutShort(): Promise<void> {
  for (;;) {
    const [cut] = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and state = 'active' and query like 'copy conditions %'`
    if (cut !== undefined) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test('a load that is killed leaves nothing behind, and the next start loads everybody', async () => {
  const killed = expect(prepare()).rejects.toThrow()
  await cutShort()
  await killed
  expect(Object.values(await rows())).toEqual(tables.map(() => 0))

  const { accounts } = await prepare()
  expect(await rows()).toMatchObject({ patients: 16682, conditions: 16682, registry_entries: 16682 })
  expect(accounts.length).toBeGreaterThan(7)
  const indexes =
    await sql`select indexname from pg_indexes where tablename = 'patients' and indexdef like '% USING gin %'`
  expect(indexes).toHaveLength(2)
}, 240_000)

test('families see the nation of the bulletin to the unit, and most hospitals', async () => {
  const mother = await house.signIn('parent-representative', { national: true })
  const { body } = await mother.get('/api/counts?on=2024-08-09')
  expect(body).toMatchObject({
    ...{ on: '2024-08-09', since: '2024-07-26' },
    total: { patients: 16682, paediatric: 5839, adult: 10843, hospitals: 74, umae: 15, secondLevel: 59 },
    balance: { previous: 16395, added: 287, removed: { merged: 0, withdrawn: 0, error: 0 }, total: 16682 },
  })
  const cells = body.rows.flatMap(({ paediatric, adult }: CountRow) => [paediatric, adult])
  expect(cells.filter((cell: number | null) => cell !== null).length / cells.length).toBeGreaterThan(0.8)
})

test('the ledger and the kept counters give the figures of the bulletin', async () => {
  const [ledger] = await sql`
    select sum(sign)::int as patients,
      sum(sign) filter (where registered_on < birth_date + interval '18 years')::int as paediatric,
      sum(sign) filter (where posted_on > '2024-07-26')::int as added,
      count(distinct organization_id)::int as hospitals,
      count(distinct organization_id) filter (where level = 'umae')::int as umae
    from registry_entries join organizations on organizations.id = organization_id where posted_on <= '2024-08-09'`
  expect(ledger).toEqual({ patients: 16682, paediatric: 5839, added: 287, hospitals: 74, umae: 15 })
  const [kept] = await sql`
    select sum(patients)::int as patients, sum(r18)::int as paediatric, sum(added)::int as added,
      sum(merged + withdrawn + error)::int as removed
    from hospital_counts where grain = 'day'`
  expect(kept).toEqual({ patients: 16682, paediatric: 5839, added: 16682, removed: 0 })
})

const publishedColumns = [
  ...(['date', 'total', 'total_is_lower_bound', 'scope', 'added', 'added_period_days'] as const),
  ...(['paediatric_percent', 'hospitals', 'umae', 'second_level'] as const),
]

const bulletin = {
  total: {
    patients: 16682,
    paediatric: 5839,
    adult: 10843,
    paediatricPercent: 35,
    hospitals: 74,
    umae: 15,
    secondLevel: 59,
  },
  balance: { previous: 16395, added: 287, removed: { merged: 0, withdrawn: 0, error: 0 }, total: 16682 },
}

test('the count of 9 August 2024 is the bulletin, before and after somebody registers', async () => {
  const national = await signIn('nacional@girasol.example')
  const asked = '/api/counts?on=2024-08-09&since=2024-07-26'
  const before = await national(asked)
  expect(before.body).toMatchObject(bulletin)
  const today = await national('/api/counts')
  expect(today.body.total.patients).toBe(16682)

  const [hospital] = await sql`select id from organizations where clues = 'JCIMS000354'`
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital?.['id'] })
  expect(await clerk.post('/api/patients', aPatient(hospital?.['id']))).toMatchObject({ status: 201 })
  await prepare()
  expect((await national('/api/counts')).body.total.patients).toBe(16683)
  expect((await national(asked)).body).toEqual(before.body)
})

test.each(readCatalogue('published-history', publishedColumns))(
  'the count of $date is what was published',
  async (row) => {
    const national = await signIn('nacional@girasol.example')
    const since = addDays(row.date, -Number(row.added_period_days || 14))
    const { total, balance } = (await national(`/api/counts?on=${row.date}&since=${since}`)).body
    const counted = row.scope === 'paediatric' ? total.paediatric : total.patients
    if (row.total_is_lower_bound === 'true') expect(counted).toBeGreaterThan(Number(row.total))
    else expect(counted).toBe(Number(row.total))
    if (row.added !== '') expect(balance.added).toBe(Number(row.added))
    if (row.paediatric_percent !== '') expect(total.paediatricPercent).toBe(Number(row.paediatric_percent))
    if (row.hospitals !== '')
      expect([total.hospitals, total.umae, total.secondLevel]).toEqual(
        [row.hospitals, row.umae, row.second_level].map(Number),
      )
    expect(balance.previous + balance.added).toBe(balance.total)
  },
)

test('a second start changes nothing', async () => {
  const before = await rows()
  await prepare()
  expect(await rows()).toEqual(before)
  const [events] = await sql`select count(*)::int as n from audit_inbox where action = 'import'`
  expect(events).toEqual({ n: 1 })
})

test('every account signs in with the password that is shown and has the reach that is said', async () => {
  const { accounts } = await prepare()
  for (const { email, password, role } of accounts) {
    const answer = await house.app.inject({ method: 'POST', url: '/api/sign-in', payload: { email, password } })
    expect(answer.statusCode, email).toBe(200)
    const [grant] = answer.json().user.grants
    expect(grant.role).toBe(role)
    expect(grant.organizationIds?.length === 1 || grant.ooadCodes?.[0] === '14' || grant.national === true, email).toBe(
      true,
    )
  }
})

test('staff read a person with guardians, diagnosis and timeline, under the chosen name', async () => {
  const pediatrics = await signIn('pediatria@girasol.example')
  const list = await pediatrics('/api/patients?limit=50')
  expect(list.body.items).toHaveLength(50)
  const sealer = openSealer(secrets.field)
  const [named] = await sql`
    select c.patient_id, c.sealed from chosen_names c join patients p on p.id = c.patient_id
    join organizations o on o.id = p.managing_organization_id where o.clues = 'DFIMS000616' order by 1 limit 1`
  const { chosenName } = sealer.open<{ chosenName: string }>(named?.['sealed'], named?.['patient_id'])
  const patient = await pediatrics(`/api/patients/${named?.['patient_id']}`)
  expect(patient.body).toMatchObject({ chosenName, ageGroup: 'paediatric' })
  expect(patient.body.guardians.length).toBeGreaterThan(0)
  const conditions = await pediatrics(`/api/patients/${named?.['patient_id']}/conditions`)
  expect(JSON.stringify(conditions.body)).toContain('"iccc3"')
  const timeline = await pediatrics(`/api/patients/${named?.['patient_id']}/timeline`)
  expect(timeline.body.items.map(({ kind }: { kind: string }) => kind)).toEqual(
    expect.arrayContaining(['registered', 'condition']),
  )
})

async function signIn(email: string): Promise<(url: string) => Promise<Answer>> {
  const { accounts } = await prepare()
  const password = accounts.find((account) => account.email === email)?.password
  const signed = await house.app.inject({ method: 'POST', url: '/api/sign-in', payload: { email, password } })
  const headers = { authorization: `Bearer ${signed.json().accessToken}` }
  return async (url) => {
    const answer = await house.app.inject({ url, headers })
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers, text: answer.body }
  }
}
