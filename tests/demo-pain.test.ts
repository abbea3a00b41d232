import { tryOut } from 'server/demo/accounts'
import { painScaleById } from 'server/pain-assessments/scales'
import { recountPain } from 'server/pain-indicators/recount'
import { today } from 'server/today'
import { scoreOf, severityOf } from 'shared/pain-scales'
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

const one = async (statement: Promise<readonly Record<string, never>[]>): Promise<Record<string, number | string>> =>
  (await statement)[0] ?? {}

test('at least 300,000 pains were assessed up to 9 August 2024, of people on treatment', async () => {
  const told = await one(sql`
    select count(*)::int as pains, count(distinct patient_id)::int as people,
      avg((severity in ('moderate', 'severe'))::int)::float as share
    from pain_assessments where (effective_at at time zone 'America/Mexico_City')::date <= ${LAST_DAY}`)
  expect(told['pains']).toBeGreaterThanOrEqual(300_000)
  expect(told['people']).toBeGreaterThan(1300)
  expect(told['share']).toBeGreaterThan(0.05)
  expect(told['share']).toBeLessThan(0.3)
  const strangers = await one(sql`
    select count(*)::int as n from pain_assessments a
    where not exists (select from care_plans c where c.patient_id = a.patient_id)`)
  expect(strangers).toEqual({ n: 0 })
})

test('every score is one that its scale gives, of the strength it says, by an age the scale is for', async () => {
  const rows = await sql`
    select scale, items, score::float as score, score_max::float as max, severity::text, count(*)::int as times
    from pain_assessments group by 1, 2, 3, 4, 5`
  for (const { scale: id, items, score, max, severity } of rows) {
    const scale = painScaleById.get(id)
    if (scale === undefined) throw new Error(`${id} is no scale`)
    const given = scoreOf(scale, items === null ? { score } : { items: items })
    expect({ score: given.score, max: scale.total.max, severity: severityOf(scale, score) }).toEqual({
      score,
      max,
      severity,
    })
  }
  const ages = await sql`
    select scale, min(effective_at::date - birth_date) as youngest, max(effective_at::date - birth_date) as oldest
    from pain_assessments a join patients p on p.id = a.patient_id group by 1`
  for (const { scale: id, youngest, oldest } of ages) {
    const { minDays, maxDays } = painScaleById.get(id)?.age ?? { minDays: 0, maxDays: 0 }
    expect(youngest, id).toBeGreaterThanOrEqual(minDays)
    expect(oldest, id).toBeLessThanOrEqual((maxDays ?? 99_999) + 10)
  }
  expect(ages.length).toBeGreaterThanOrEqual(6)
})

test('the ledger of the loop equals its rows, and each page is the one of the day it was written on', async () => {
  const { standing, differences } = await recountPain(house.database)
  expect(differences).toEqual([])
  const facts = Object.fromEntries(standing.map(({ measure, facts }) => [measure, facts]))
  expect(facts['assessed']).toBeGreaterThanOrEqual(300_000)
  for (const measure of ['treated', 'reassessed', 'relieved', 'opioid-day', 'adverse-effect', 'naloxone'])
    expect(facts[measure], measure).toBeGreaterThan(0)
  const posted = await one(sql`
    select count(*)::int as n from pain_entries
    where posted_on <> (recorded_at at time zone 'America/Mexico_City')::date`)
  expect(posted).toEqual({ n: 0 })
})

test('nothing was recorded before it was, nor before its person, nor in the future', async () => {
  const wrong = await one(sql`
    with facts as (
      select patient_id, effective_at as at, recorded_at from pain_assessments
      union all select patient_id, given_at, recorded_at from analgesic_administrations
      union all select patient_id, effective_at, recorded_at from sedation_checks
      union all select patient_id, effective_at, recorded_at from analgesic_adverse_effects
      union all select patient_id, effective_at, recorded_at from early_warning_scores
      union all select patient_id, arrived_at, recorded_at from febrile_episodes
    )
    select count(*)::int as n from facts f join patients p on p.id = f.patient_id
    where f.recorded_at < f.at or f.at < p.recorded_at or f.recorded_at > now()`)
  expect(wrong).toEqual({ n: 0 })
})

test('no dose is above what its order says, nor within hours of the one before', async () => {
  const wrong = await one(sql`
    select count(*)::int as n from analgesic_administrations d join analgesic_orders o on o.id = d.order_id
    join analgesic_plans p on p.id = o.plan_id
    where d.drug <> o.drug or d.route <> o.route or d.dose <> o.dose or d.given_at < p.started_at or d.given_at > o.stopped_at
      or d.patient_id <> o.patient_id`)
  expect(wrong).toEqual({ n: 0 })
  const soon = await one(sql`
    select count(*)::int as n from (
      select given_at - lag(given_at) over (partition by patient_id, drug order by given_at) as since, drug
      from analgesic_administrations where role = 'rescue') as doses
    where since < case drug when 'paracetamol' then interval '5 hours' else interval '3 hours' end`)
  expect(soon).toEqual({ n: 0 })
})

test('pain falls after most doses, and hospitals differ in how they close the loop', async () => {
  const falls = await one(sql`
    select avg((a.score < b.score)::int)::float as share from pain_assessments a
    join analgesic_administrations d on d.id = a.follows_administration_id
    join pain_assessments b on b.id = d.answers_assessment_id`)
  expect(falls['share']).toBeGreaterThan(0.75)
  const hospitals = await sql`
    select (sum(sign) filter (where met))::float / sum(sign) as share from pain_entries
    where measure = 'reassessed' group by organization_id having sum(sign) > 100`
  const shares = hospitals.map(({ share }) => share).sort((a, b) => a - b)
  expect(shares.length).toBeGreaterThan(15)
  expect(shares[0]).toBeLessThan(0.65)
  expect(shares.at(-1)).toBeGreaterThan(0.85)
})

test('nobody of then waits for anything', async () => {
  const open = await one(sql`
    select count(*) filter (where closed_at is null)::int as open, count(*)::int as all,
      count(*) filter (where closed_at < raised_at)::int as wrong
    from reminders where raised_at < '2024-08-11'`)
  expect(open['all']).toBeGreaterThan(10_000)
  expect(open).toMatchObject({ open: 0, wrong: 0 })
})

test('the ward of now has reminders that are due and some that are late', async () => {
  const paediatrics = await signIn('pediatria@girasol.example')
  const hospital = await one(sql`select id from organizations where clues = 'DFIMS000616'`)
  const { items } = await paediatrics(`/api/pain/due?organizationId=${hospital['id']}&limit=200`)
  const late = items.filter((item: { late: boolean }) => item.late)
  expect(items.length).toBeGreaterThanOrEqual(12)
  expect(items.length).toBeLessThan(40)
  expect(late.length).toBeGreaterThan(2)
  expect(late.length).toBeLessThan(items.length - 2)
  expect(new Set(items.map(({ kind }: { kind: string }) => kind))).toContain('antibiotic')
  for (const { dueAt } of items) expect(Math.abs(Date.parse(dueAt) - Date.now())).toBeLessThan(5 * 3_600_000)
})

test('the figures of 9 August 2024 are the published ones, and what is told of today does not move them', async () => {
  const national = await signIn('nacional@girasol.example')
  const { total } = await national(`/api/counts?on=${LAST_DAY}&since=2024-07-26`)
  expect(total).toMatchObject({ patients: 16682, paediatric: 5839, hospitals: 74 })
  expect(today() > LAST_DAY).toBe(true)
})
