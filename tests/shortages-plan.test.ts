import type { OpenScope } from 'server/access/scope'
import { readShortages } from 'server/shortages/queries'
import { readPlanned } from 'server/stock/planned'
import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { beforeAll, expect, test } from 'vitest'
import { type Hospital, openHouse } from './support/house.js'

const house = await openHouse()
const today = dayIn(MEXICO_CITY, new Date())
const hospitals: Hospital[] = []

/** Four years of cases in 80 hospitals and 200,000 administrations, with the statistics a living database keeps. */
beforeAll(async () => {
  for (let at = 0; at < 80; at++) hospitals.push(await house.openHospital({ ooadCode: '14' }))
  const ids = hospitals.map(({ id }) => id)
  const { sql } = house
  await sql`insert into shortage_cases (id, organization_id, medication, status, opened_at, opened_on, closed_at, closed_on, doses)
    select gen_random_uuid(), id, 'vincristina', 'solved', day, day, day + span, (day + span)::date, 1
    from unnest(${ids}::uuid[]) as ids (id),
      generate_series(${addDays(today, -1460)}::date::timestamptz, ${addDays(today, -1)}::date, interval '2 days') as day,
      lateral (select case when extract(day from day) = 7 then interval '70 days' else interval '1 day' end as span) as spans
    where day + span <= ${today}::date`
  await sql`insert into shortage_cases (id, organization_id, medication, opened_on)
    select gen_random_uuid(), id, 'metotrexato', ${addDays(today, -100)}::date from unnest(${ids}::uuid[]) as ids (id)`
  await sql`insert into shortage_events (case_id, organization_id, kind, posted_on, status, doses)
    select id, organization_id, 'opened', opened_on, 'open', 1 from shortage_cases`
  await sql`insert into medication_administrations (id, patient_id, managing_organization_id, medication, purpose, route, planned_on, planned_dose, unit, status, given_at, dose_given)
    select gen_random_uuid(), gen_random_uuid(), id, 'vincristina', 'antineoplastic', 'IV', ${today}::date - 400 + n / 5, 1.5, 'mg',
      case when n < 2000 then 'completed' else 'planned' end::administration_status, now(), 1.5
    from unnest(${ids}::uuid[]) as ids (id), generate_series(0, 2499) as n`
  await sql`insert into dose_entries (administration_id, organization_id, medication, purpose, planned_on, posted_on, sign, outcome)
    select id, managing_organization_id, medication, purpose, planned_on, planned_on - 30, 1, 'planned' from medication_administrations`
  for (const table of ['shortage_cases', 'shortage_events', 'medication_administrations', 'dose_entries'])
    await sql.unsafe(`vacuum analyze ${table}`)
}, 120_000)

/** The plan of the very statement that the program sends, in the role and with the policies it runs under. */
function planOf(
  role: 'girasol_counts' | 'girasol_clinic',
  national: boolean,
  act: (scope: OpenScope) => Promise<unknown>,
) {
  const context = { role, national, organizationIds: national ? [] : hospitals.slice(0, 1).map(({ id }) => id) }
  return house.database.transact(context, async (transaction) => {
    let plan = ''
    const query = async (text: string, parameters: readonly unknown[]) => {
      const rows = await transaction.query<{ 'QUERY PLAN': string }>(`explain ${text}`, parameters)
      plan += rows.map((row) => row['QUERY PLAN']).join('\n')
      return []
    }
    await act({ ...transaction, query } as unknown as OpenScope)
    return plan
  })
}

const large = /Seq Scan on (shortage_cases|shortage_events|medication_administrations|dose_entries)/

test.each([
  ['today', 0, undefined],
  ['a month ago', 30, undefined],
  ['two years ago', 730, undefined],
  ['four years ago', 1450, undefined],
  ['today, with the closed ones', 0, 'all' as const],
])('the board of the nation, %s, reads no table from end to end', async (_case, ago, status) => {
  const on = addDays(today, -ago)
  const plan = await planOf('girasol_counts', true, (scope) =>
    readShortages(scope, { on, since: addDays(on, -30), status }),
  )
  expect(plan).toMatch(/Index (Only )?Scan|Bitmap/)
  expect(plan).toMatch(/shortage_events_case/)
  expect(plan).not.toMatch(large)
})

test.each([
  ['today', 0, /medication_administrations_(waiting|day)/],
  ['a year ago', 365, /medication_administrations_day/],
])('the forecast of a hospital, %s, reads no table from end to end', async (_case, ago, index) => {
  const [hospital] = hospitals
  const plan = await planOf('girasol_clinic', false, (scope) =>
    readPlanned(scope, hospital?.id ?? '', addDays(today, -ago)),
  )
  expect(plan).toMatch(index)
  if (ago > 0) expect(plan).toMatch(/dose_entries_administration/)
  expect(plan).not.toMatch(large)
})
