import fc from 'fast-check'
import type { OpenScope } from 'server/access/scope'
import { exactCounts, exactFortnights, exactPyramid } from 'server/counts/boards'
import { foldRegistry } from 'server/counts/fold'
import { recount, repairCounters } from 'server/counts/recount'
import { type AgeLimit, ageGroup, ageInYears, ageLimits } from 'shared/age'
import { addDays } from 'shared/calendar-day'
import { type AgeMoment, type AgeRule, ageMoments, NOT_CLASSIFIED, pyramidBands } from 'shared/counts'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { aPatient, type Hospital, openHouse } from './support/house.js'
import { anEntry, type Entry, entries, post } from './support/ledger.js'

const house = await openHouse()

/** Asks with the reach of some hospitals, as a coordinator of them would. */
const within = <T>(organizationIds: string[], read: (scope: OpenScope) => Promise<T>) =>
  house.database.transact({ role: 'girasol_counts', organizationIds }, (transaction) =>
    read({ ...transaction, national: false, organizationIds, grants: [] } as unknown as OpenScope),
  )

const FIRST = '2023-12-20'
const day = (from: number, to: number) => fc.integer({ min: from, max: to }).map((days) => addDays(FIRST, days))
/** Birthdays fall around the days of the test, 29 February and both ends of a year among them. */
const birth = fc.oneof(
  fc.constantFrom('2008-02-29', '2004-02-29', '2006-03-01', '2005-12-31', '2009-01-01'),
  fc.tuple(fc.constantFrom(15, 16, 18, 19), fc.integer({ min: -5, max: 75 })).map(([limit, days]) => {
    const on = addDays(FIRST, days)
    return `${Number(on.slice(0, 4)) - limit}${on.slice(4) === '-02-29' ? '-02-28' : on.slice(4)}`
  }),
  fc.constantFrom('1950-06-01', '2020-06-01'),
)
const facts = fc.record({
  birthDate: birth,
  sex: fc.constantFrom('female' as const, 'male' as const, 'other' as const, 'unknown' as const),
  diagnosedOn: fc.option(day(-400, 60)),
  iccc3Group: fc.option(fc.constantFrom('I', 'III', 'XII')),
  registeredOn: day(-400, 0),
})
const next = fc.oneof(
  fc.record({ kind: fc.constant('reclassified' as const), facts }),
  fc.record({ kind: fc.constantFrom('merged' as const, 'withdrawn' as const, 'error' as const) }),
  fc.record({ kind: fc.constant('transferred' as const), to: fc.nat(2) }),
)
const life = fc.record({
  at: fc.nat(2),
  facts,
  start: day(0, 40),
  steps: fc.array(fc.tuple(fc.nat(20), next), { maxLength: 4 }),
})
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never

/** What the ledger holds of a person who lived so: every step posted on its own day, no step after leaving the roll. */
function ledgerOf({ at, facts, start, steps }: Life, hospitals: readonly Hospital[]): Entry[] {
  const idOf = (index: number) => hospitals[index]?.id ?? ''
  let now = anEntry({ organizationId: idOf(at), postedOn: start, ...facts })
  const written = [now]
  for (const [days, step] of steps) {
    const postedOn = addDays(now.postedOn, days)
    const leaving = { ...now, postedOn, sign: -1 }
    if (step.kind === 'reclassified') {
      now = { ...now, ...step.facts, postedOn, sign: 1, kind: 'reclassified' }
      written.push({ ...leaving, kind: 'reclassified' }, now)
    } else if (step.kind === 'transferred') {
      now = { ...now, organizationId: idOf(step.to), postedOn, sign: 1, kind: 'transferred-in' }
      written.push({ ...leaving, kind: 'transferred-out' }, now)
    } else {
      written.push({ ...leaving, kind: step.kind })
      break
    }
  }
  return written
}

const agedOn = (entry: Entry, at: AgeMoment, on: string) =>
  at === 'registration' ? entry.registeredOn : at === 'diagnosis' ? (entry.diagnosedOn ?? entry.registeredOn) : on

/** The same counts, one entry after the other. */
function byHand(ledger: readonly Entry[], on: string, since: string, { limit, at }: AgeRule) {
  const standing = (until: string, of: (entry: Entry) => boolean = () => true) =>
    ledger.filter((entry) => entry.postedOn <= until && of(entry)).reduce((sum, { sign }) => sum + sign, 0)
  const moved = (kind: Entry['kind']) =>
    ledger.filter((entry) => entry.kind === kind && entry.postedOn > since && entry.postedOn <= on).length
  const paediatric = (entry: Entry) => ageGroup(entry.birthDate, agedOn(entry, at, on), limit) === 'paediatric'
  return {
    total: { patients: standing(on), paediatric: standing(on, paediatric) },
    balance: {
      previous: standing(since),
      added: moved('registered'),
      removed: { merged: moved('merged'), withdrawn: moved('withdrawn'), error: moved('error') },
      transferredIn: moved('transferred-in'),
      transferredOut: moved('transferred-out'),
      total: standing(on),
    },
    standing,
    paediatric,
  }
}

const rule = fc.record({
  limit: fc.constantFrom<AgeLimit>(...ageLimits),
  at: fc.constantFrom<AgeMoment>(...ageMoments),
})

test('folded in whatever batches, any day by any age rule equals counting the entries one by one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(life, { minLength: 1, maxLength: 14 }),
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
      fc.array(fc.tuple(day(-3, 120), fc.nat(40), rule), { minLength: 2, maxLength: 6 }),
      async (lives, batches, questions) => {
        const hospitals = [await house.openHospital(), await house.openHospital(), await house.openHospital()]
        const ids = hospitals.map(({ id }) => id)
        const ledger = lives.flatMap((one) => ledgerOf(one, hospitals))
        let from = 0
        for (const size of [...batches, ledger.length]) {
          const batch = ledger.slice(from, from + size)
          from += size
          if (batch.length > 0) await post(house, batch)
          expect(await foldRegistry(house.database)).toBe(batch.length)
        }
        for (const [on, days, ageRule] of questions) {
          const since = addDays(on, -days)
          const expected = byHand(ledger, on, since, ageRule)
          const read = (groupBy: 'hospital' | 'iccc3') =>
            within(ids, (scope) => exactCounts(scope, { on, since, ageRule }, groupBy))
          const [counts, groups] = [await read('hospital'), await read('iccc3')]
          expect(counts).toMatchObject({ total: expected.total, balance: expected.balance })
          const { previous, added, removed, transferredIn = 0, transferredOut = 0, total } = expected.balance
          const gone = removed.merged + removed.withdrawn + removed.error
          expect(previous + added - gone + transferredIn - transferredOut).toBe(total)
          for (const { id, clues } of hospitals) {
            const there = (entry: Entry) => entry.organizationId === id
            const row = counts.rows.find(({ key }) => key === clues)
            expect(row?.patients ?? 0).toBe(expected.standing(on, there))
            expect(row?.paediatric ?? 0).toBe(
              expected.standing(on, (entry) => there(entry) && expected.paediatric(entry)),
            )
          }
          for (const { key, patients, paediatric } of groups.rows) {
            const inGroup = (entry: Entry) => (entry.iccc3Group ?? NOT_CLASSIFIED) === key
            expect(patients).toBe(expected.standing(on, inGroup))
            expect(paediatric).toBe(expected.standing(on, (entry) => inGroup(entry) && expected.paediatric(entry)))
          }
          const series = await within(ids, (scope) => exactFortnights(scope, { on, count: 4, ageRule }))
          for (const point of series.points) {
            const then = byHand(ledger, point.to, addDays(point.from, -1), ageRule)
            expect(point).toMatchObject({ ...then.total, added: then.balance.added })
          }
          const pyramid = await within(ids, (scope) => exactPyramid(scope, on))
          for (const band of pyramid.bands)
            for (const sex of ['female', 'male', 'other', 'unknown'] as const)
              expect(band[sex]).toBe(
                expected.standing(on, (entry) => entry.sex === sex && bandOf(entry) === band.fromAge),
              )
        }
      },
    ),
    { numRuns: 40 },
  )
  expect((await recount(house.database)).counters).toEqual([])
})

function bandOf({ birthDate, registeredOn }: Entry) {
  const age = Math.max(0, ageInYears(birthDate, registeredOn))
  return [...pyramidBands].reverse().find((band) => band <= age)
}

test('a person born on 29 February is paediatric by the report day until 1 March of a common year', async () => {
  const { id } = await house.openHospital()
  await post(house, [anEntry({ organizationId: id, postedOn: '2026-02-01', birthDate: '2008-02-29' })])
  await foldRegistry(house.database)
  const on = (day: string) =>
    within([id], (scope) => exactCounts(scope, { on: day, since: day, ageRule: { limit: 18, at: 'report' } }, 'level'))
  expect((await on('2026-02-28')).total.paediatric).toBe(1)
  expect((await on('2026-03-01')).total.paediatric).toBe(0)
})

test('two folds at once move every entry once', async () => {
  const hospital = await house.openHospital()
  const asked = { on: '2024-01-31', since: '2024-01-01', ageRule: { limit: 18, at: 'registration' } } as const
  for (let round = 0; round < 5; round++) {
    await post(house, entries(40, { organizationId: hospital.id, postedOn: '2024-01-20' }))
    const moved = await Promise.all([1, 2, 3, 4].map(() => foldRegistry(house.database)))
    expect(moved.reduce((sum, count) => sum + count, 0)).toBe(40)
    const counts = await within([hospital.id], (scope) => exactCounts(scope, asked, 'hospital'))
    expect(counts.total.patients).toBe(40 * (round + 1))
  }
})

test('entries that commit while a fold runs are neither lost nor doubled', async () => {
  const hospital = await house.openHospital()
  const asked = { on: '2024-01-31', since: '2024-01-01', ageRule: { limit: 18, at: 'registration' } } as const
  const writers = Array.from({ length: 20 }, () =>
    post(house, entries(5, { organizationId: hospital.id, postedOn: '2024-01-20' })),
  )
  const folds = Array.from({ length: 10 }, () => foldRegistry(house.database))
  await Promise.all([...writers, ...folds])
  await foldRegistry(house.database)
  const counts = await within([hospital.id], (scope) => exactCounts(scope, asked, 'hospital'))
  expect(counts.total.patients).toBe(100)
  expect((await recount(house.database)).counters).toEqual([])
})

test('the recount names a counter that was tampered with and mends it, pending entries or not', async () => {
  const hospital = await house.openHospital()
  await post(house, entries(3, { organizationId: hospital.id, postedOn: '2024-05-06' }))
  await foldRegistry(house.database)
  await post(house, entries(2, { organizationId: hospital.id, postedOn: '2024-05-06' }))
  await house.sql`update hospital_counts set patients = 5, r18 = 4 where organization_id = ${hospital.id} and grain = 'day'`
  await house.sql`delete from hospital_pyramid where organization_id = ${hospital.id} and grain = 'month'`
  const found = (await recount(house.database)).counters.filter((difference) => difference.hospital === hospital.clues)
  expect(found).toEqual([
    expect.objectContaining({
      table: 'hospital_pyramid',
      grain: 'month',
      startsOn: '2024-05-01',
      missing: { patients: 3 },
    }),
    {
      table: 'hospital_counts',
      grain: 'day',
      startsOn: '2024-05-06',
      hospital: hospital.clues,
      missing: { patients: -2, r18: -1 },
    },
  ])
  expect(await repairCounters(house.database)).toBe(2)
  await foldRegistry(house.database)
  expect((await recount(house.database)).counters).toEqual([])
})

test('the recount holds the ledger against the records', async () => {
  const hospital = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const [one, two, three] = [
    (await clerk.post('/api/patients', aPatient(hospital.id))).body,
    (await clerk.post('/api/patients', aPatient(hospital.id))).body,
    (await clerk.post('/api/patients', aPatient(hospital.id))).body,
  ]
  const found = async () =>
    (await recount(house.database)).rolls.filter(({ hospital: clues }) => clues === hospital.clues)
  expect(await found()).toEqual([])
  await house.sql`update patients set status = 'error' where id = ${one.id}`
  await house.sql`update patients set birth_date = '2001-01-01' where id = ${two.id}`
  const again = { patientId: three.id, organizationId: hospital.id, postedOn: three.registeredOn }
  await post(house, [anEntry({ ...again, birthDate: three.birthDate, sex: three.sex })])
  expect(await found()).toEqual([
    { hospital: hospital.clues, withoutRecord: 1, notOnRoll: 0, notOnce: 1, otherFacts: 1 },
  ])
  await house.sql`insert into patients (id, managing_organization_id, registered_on, recorded_on, missing_name_reason, birth_date, sex, coverage, missing_identifier_reason, search, match_keys)
    values (${uuidv7()}, ${hospital.id}, '2024-01-01', '2024-01-01', 'not-in-file', '2010-01-01', 'male', 'imss', 'not-in-file', '', '{}')`
  expect(await found()).toMatchObject([{ notOnRoll: 1 }])
})
