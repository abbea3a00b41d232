import { tryOut } from 'server/demo/accounts'
import { today } from 'server/today'
import { recountTreatment } from 'server/treatment-indicators/recount'
import { addDays } from 'shared/calendar-day'
import { expect, test } from 'vitest'
import { type Answer, openHouse } from './support/house.js'

const house = await openHouse({ demo: true })
const { sql } = house
const LAST_DAY = '2024-08-09'

async function signIn(email: string): Promise<(url: string) => Promise<Answer['body']>> {
  const password = tryOut.accounts.find((account) => account.email === email)?.password
  const signed = await house.app.inject({ method: 'POST', url: '/api/sign-in', payload: { email, password } })
  const headers = { authorization: `Bearer ${signed.json().accessToken}` }
  return async (url) => {
    const answer = await house.app.inject({ url, headers })
    expect(answer.statusCode, `${url} ${answer.body}`).toBe(200)
    return answer.json()
  }
}

test('the two months hold at least 100,000 administrations, of everybody who follows a protocol of the library', async () => {
  const [told] = await sql`
    select count(*)::int as doses, count(distinct patient_id)::int as people,
      round(100.0 * count(*) filter (where status = 'completed' and (given_at at time zone 'America/Mexico_City')::date = planned_on) / count(*))::int as on_day
    from medication_administrations where planned_on between '2024-06-09' and ${LAST_DAY} and care_plan_id is not null`
  expect(told?.['doses']).toBeGreaterThanOrEqual(100_000)
  expect(told?.['people']).toBeGreaterThan(1000)
  expect(told?.['on_day']).toBeGreaterThanOrEqual(85)
  expect(told?.['on_day']).toBeLessThanOrEqual(91)
  const protocols = await sql`
    select p.code, count(*)::int from care_plans c join protocol_versions v on v.id = c.protocol_version_id
    join protocols p on p.id = v.protocol_id group by 1`
  expect(protocols).toHaveLength(6)
})

test('the ledgers of delivery and of first treatments equal their rows', async () => {
  const { doses, people, doseDifferences, startDifferences } = await recountTreatment(house.database)
  expect(doses).toBeGreaterThan(100_000)
  expect(people).toBeGreaterThan(1000)
  expect({ doseDifferences, startDifferences }).toEqual({ doseDifferences: [], startDifferences: [] })
})

test('nothing was recorded before its person, its plan and its dose, nor after the day it is posted on', async () => {
  const [wrong] = await sql`
    select count(*)::int as n from medication_administrations a
    join patients p on p.id = a.patient_id left join care_plans c on c.id = a.care_plan_id
    where a.recorded_at < p.recorded_at or a.recorded_at < c.recorded_at or a.recorded_at < a.given_at
      or (a.given_at at time zone 'America/Mexico_City')::date < p.birth_date`
  expect(wrong).toEqual({ n: 0 })
  const [posted] = await sql`
    select count(*)::int as n from dose_entries where posted_on <> (recorded_at at time zone 'America/Mexico_City')::date`
  expect(posted).toEqual({ n: 0 })
})

test('doses were left out, put off, given in part and exchanged, each with its reason', async () => {
  const reasons = await sql`
    select status_reason::text as reason from medication_administrations
    where status = 'not-done' and planned_on <= ${LAST_DAY} group by 1 having count(*) > 20`
  expect(reasons.map(({ reason }) => reason)).toEqual(
    expect.arrayContaining(['not-available', 'absent', 'infection', 'laboratory', 'toxicity', 'no-bed', 'refused']),
  )
  const [told] = await sql`
    select count(*) filter (where status_reason = 'partial')::int as partial,
      count(*) filter (where dose_change is not null)::int as changed,
      count(*) filter (where substitution ->> 'toMedication' = 'carboplatino' and (substitution ->> 'familyInformed')::boolean)::int as told,
      count(*) filter (where substitution is not null and not (substitution ->> 'familyInformed')::boolean)::int as untold,
      max((given_at at time zone 'America/Mexico_City')::date - planned_on) as latest
    from medication_administrations where care_plan_id is not null`
  for (const figure of ['partial', 'changed', 'told', 'untold']) expect(told?.[figure], figure).toBeGreaterThan(0)
  expect(told?.['latest']).toBe(5)
})

test('vincristine lacked in some hospitals: cases opened, joined, in transit, solved, and some still open', async () => {
  const national = await signIn('nacional@girasol.example')
  const { items } = await national(
    `/api/shortages?on=${LAST_DAY}&since=2024-06-01&status=all&medication=vincristina&limit=200`,
  )
  expect(new Set(items.map(({ organizationId }: { organizationId: string }) => organizationId)).size).toBe(9)
  expect(new Set(items.map(({ ooadCode }: { ooadCode: string }) => ooadCode)).size).toBe(6)
  const states = new Set(items.map(({ status }: { status: string }) => status))
  expect(states).toEqual(new Set(['open', 'in-transit', 'solved', 'no-answer']))
  const [doses] = await sql`
    select count(*)::int as rows, count(distinct e.administration_id)::int as events, sum(e.doses)::int as doses
    from medication_administrations a left join shortage_events e on e.administration_id = a.id
    where a.status_reason in ('not-available', 'partial')`
  expect(doses?.['rows']).toBeGreaterThan(50)
  expect(doses).toEqual({ rows: doses?.['rows'], events: doses?.['rows'], doses: doses?.['rows'] })
  const [cases] = await sql`
    select count(*)::int as wrong from shortage_cases c
    where doses <> (select sum(e.doses) from shortage_events e where e.case_id = c.id)
      or exists (select from shortage_events e where e.case_id = c.id and (e.recorded_at > c.closed_at or e.recorded_at < c.opened_at))`
  expect(cases).toEqual({ wrong: 0 })
})

test('the figures of 9 August 2024 do not know what is told of today', async () => {
  const national = await signIn('nacional@girasol.example')
  const [later] = await sql`
    select count(*)::int as n from care_plans where status = 'active' and recorded_at::date <= ${LAST_DAY}`
  expect(later).toEqual({ n: 0 })
  const { total } = await national(`/api/counts?on=${LAST_DAY}&since=2024-07-26`)
  expect(total).toMatchObject({ patients: 16682, paediatric: 5839, hospitals: 74 })
})

test('the ward of today has doses that wait, a few late ones, and medicines that lack', async () => {
  const paediatrics = await signIn('pediatria@girasol.example')
  const [hospital] = await sql`select id from organizations where clues = 'DFIMS000616'`
  const { items } = await paediatrics(`/api/worklist?organizationId=${hospital?.['id']}&day=${today()}&limit=200`)
  const due = items.filter(({ plannedOn }: { plannedOn: string }) => plannedOn === today())
  const late = items.filter(({ plannedOn }: { plannedOn: string }) => plannedOn < today())
  expect(due.length).toBeGreaterThan(10)
  expect(late.length).toBeGreaterThan(0)
  expect(late.length).toBeLessThan(40)
  expect(late[0].plannedOn > addDays(today(), -10)).toBe(true)
  const national = await signIn('nacional@girasol.example')
  const board = await national('/api/shortages')
  expect(board.items.length).toBeGreaterThan(1)
  for (const { openedOn } of board.items) expect(openedOn > addDays(today(), -30)).toBe(true)
  const forecast = await paediatrics(`/api/shortages/forecast?organizationId=${hospital?.['id']}`)
  const vincristine = forecast.items.find(({ medication }: { medication: string }) => medication === 'vincristina')
  expect(vincristine).toMatchObject({ stock: { pieces: 0 } })
  expect(vincristine.need.days30).toBeGreaterThan(0)
})
