import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { assessedQuery, daysQuery, factsQuery } from 'server/pain-indicators/queries'
import { recountPain } from 'server/pain-indicators/recount'
import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { type AnalgesicEffect, analgesicEffects, analgesicRoles, painActions } from 'shared/pain'
import { PainIndicators } from 'shared/pain-indicators'
import { PainReport } from 'shared/reports'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { aDose, given, planThen } from './support/doses.js'
import { aPatient, type Hospital, openHouse, type Person } from './support/house.js'
import { ANSWER_MINUTES, type AnAnalgesic, painOf } from './support/pain.js'
import { aLine, aProtocol, putProtocol } from './support/protocols.js'

const house = await openHouse()
const today = dayIn(MEXICO_CITY, new Date())
const instant = (day: string, clock: string) => new Date(`${day}T${clock}-06:00`)
const share = (numerator: number, denominator: number, percent: number | null) => ({ numerator, denominator, percent })
const coordinatorOf = ({ id }: Hospital) => house.signIn('coordinator', { organizationId: id })
const indicators = async (person: Person, query: string): Promise<PainIndicators> => {
  const answer = await person.get(`/api/pain/indicators?${query}`)
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)])
  return PainIndicators.parse(answer.body)
}

/** Everything inside is posted on that day's page. */
async function onDay<T>(day: string, run: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['Date'], now: instant(day, '12:00:00') })
  try {
    return await run()
  } finally {
    vi.useRealTimers()
  }
}
afterEach(() => vi.useRealTimers())

let protocolVersionId: string
beforeAll(async () => {
  protocolVersionId = await putProtocol(house.sql, aProtocol([aLine()], 3))
})

/** A person of a hospital, with a plan of which doses can be given. */
async function aPerson({ id: organizationId }: Hospital) {
  const clerk = await house.signIn('hospital-staff', { organizationId })
  const patientId: string = (await clerk.post('/api/patients', aPatient(organizationId))).body.id
  const carePlanId = randomUUID()
  await house.sql`insert into care_plans (id, patient_id, managing_organization_id, protocol_version_id, intent, starts_on, weight_kg, height_cm, bsa_formula, bsa_m_2)
    values (${carePlanId}, ${patientId}, ${organizationId}, ${protocolVersionId}, 'curative', '2024-07-01', 28, 130, 'mosteller', 1)`
  const treat = (day: string, recorded = day, purpose: 'antineoplastic' | 'supportive' = 'antineoplastic') =>
    planThen(
      house,
      aDose({ managingOrganizationId: organizationId, carePlanId, patientId, plannedOn: day, purpose }),
      ...([day, recorded, given(day)] as const),
    )
  return { ...painOf(house, { patientId, organizationId }), patientId, organizationId, treat }
}

describe('two days worked by hand', () => {
  const asked = 'on=2024-08-09&since=2024-07-26'
  let hospital: Hospital
  let answer: PainIndicators

  /**
   * 5 August: treated, assessed. Severe pain at 10:00, morphine at 10:30 (in time), 4 at 11:00 (in time, relief).
   * 6 August: two doses of treatment, not assessed. 7 August: moderate pain at 09:00 and a dose at 09:31 (too late) that
   * is looked at in time and has not yielded; distraction for another at 15:00; a third without an answer; sedation twice
   * and naloxone. 26 July, the day the period begins after: a severe pain that nobody answered.
   */
  beforeAll(async () => {
    hospital = await house.openHospital({ ooadCode: '14' })
    const girl = await aPerson(hospital)
    const boy = await aPerson(hospital)
    await onDay('2024-08-09', () => record(girl, boy))
    answer = await indicators(await coordinatorOf(hospital), asked)
  })

  type Ward = Awaited<ReturnType<typeof aPerson>>
  async function record(girl: Ward, boy: Ward) {
    await girl.assess({ at: instant('2024-07-26', '10:00:00'), score: 9 })
    await girl.treat('2024-08-05')
    const pain = await girl.assess({ at: instant('2024-08-05', '10:00:00'), score: 8 })
    await girl.give({ at: instant('2024-08-05', '10:30:00'), opioid: true, answers: pain.id, minutes: 40 })
    await girl.assess({ at: instant('2024-08-05', '11:00:00'), score: 4, action: 'non-drug' })
    await girl.treat('2024-08-06')
    await girl.treat('2024-08-06', '2024-08-06', 'supportive')
    const moderate = await boy.assess({ at: instant('2024-08-07', '09:00:00'), score: 5 })
    await boy.give({ at: instant('2024-08-07', '09:31:00'), answers: moderate.id })
    await boy.assess({ at: instant('2024-08-07', '10:05:00'), score: 5, action: 'none' })
    await boy.assess({ at: instant('2024-08-07', '15:00:00'), score: 6, action: 'non-drug' })
    await boy.give({ at: instant('2024-08-07', '16:00:00'), role: 'antagonist', minutes: null })
    for (const clock of ['15:50:00', '16:10:00'])
      await boy.see({ at: instant('2024-08-07', clock), effect: 'sedation' })
  }

  test('each measure has its numerator and its denominator', () => {
    expect(answer.total).toMatchObject({
      assessed: share(1, 2, 50),
      treated: share(3, 5, 60),
      reassessedInTime: share(2, 2, 100),
      relieved: share(1, 2, 50),
      opioidDays: 1,
      naloxoneDoses: 1,
      followed: { answerMinutes: [30], settingsVersions: [0] },
    })
    expect(answer.total.adverseEffects.filter(({ personDays }) => personDays > 0)).toEqual([
      { effect: 'sedation', personDays: 1 },
    ])
  })

  test('prints its rules, its period and its reach, and the row of the hospital is the total', () => {
    expect(answer).toMatchObject({
      ...{ on: '2024-08-09', since: '2024-07-26', groupBy: 'hospital' },
      rules: { version: '2', reliefPoints: 2, reliefPercent: 30 },
      scope: { national: false, kind: 'hospital', label: hospital.name },
    })
    const place = { key: hospital.clues, label: hospital.name, organizationId: hospital.id }
    expect(answer.rows).toEqual([{ ...place, level: 'second-level', ooadCode: '14', ...answer.total }])
  })
})

test('what may still come in time is not missed, and is from the minute it is late', async () => {
  const hospital = await house.openHospital()
  const person = await aPerson(hospital)
  const coordinator = await coordinatorOf(hospital)
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  const asked = `on=${today}&since=${addDays(today, -5)}`
  const pain = await person.assess({ at: minutesAgo(20), score: 8 })
  expect((await indicators(coordinator, asked)).total.treated).toEqual(share(0, 0, null))
  await person.assess({ at: minutesAgo(50), score: 8 })
  expect((await indicators(coordinator, asked)).total.treated).toEqual(share(0, 1, 0))
  const dose = await person.give({ at: minutesAgo(15), answers: pain.id, minutes: 10 })
  expect((await indicators(coordinator, asked)).total).toMatchObject({
    treated: share(1, 2, 50),
    reassessedInTime: share(0, 1, 0),
  })
  await person.give({ at: minutesAgo(5), minutes: 7 })
  expect((await indicators(coordinator, asked)).total.reassessedInTime).toEqual(share(0, 1, 0))
  await person.assess({ at: minutesAgo(1), score: 2 })
  expect((await indicators(coordinator, asked)).total.reassessedInTime).toEqual(share(1, 2, 50))
  await dose.withdraw()
  expect((await indicators(coordinator, asked)).total).toMatchObject({
    treated: share(1, 2, 50), // the other dose came in time too
    reassessedInTime: share(1, 1, 100),
  })
})

test('a pain is of the period in which its answer is due, so that what lies around midnight is counted once', async () => {
  const hospital = await house.openHospital()
  const person = await aPerson(hospital)
  await onDay('2024-07-31', async () => {
    await person.assess({ at: instant('2024-07-31', '23:20:00'), score: 8 })
    await person.assess({ at: instant('2024-07-31', '23:40:00'), score: 8 })
    await person.assess({ at: instant('2024-07-31', '23:50:00'), score: 8 })
  })
  await onDay('2024-08-01', () => person.give({ at: instant('2024-08-01', '00:15:00') }))
  const coordinator = await coordinatorOf(hospital)
  const treated = async (query: string) => (await indicators(coordinator, query)).total.treated
  expect(await treated('on=2024-07-31&since=2024-06-30')).toEqual(share(0, 1, 0))
  expect(await treated('on=2024-08-31&since=2024-07-31')).toEqual(share(1, 2, 50))
  expect(await treated('on=2024-08-31&since=2024-06-30')).toEqual(share(1, 3, 33.3))
})

test('a pain looked at before half of the time is no reassessment of a dose, unless it names it', async () => {
  const hospital = await house.openHospital()
  const person = await aPerson(hospital)
  const coordinator = await coordinatorOf(hospital)
  const of = async () => (await indicators(coordinator, `on=${today}&since=2024-08-01`)).total
  const pain = await person.assess({ at: instant('2024-08-08', '10:00:00'), score: 8 })
  const dose = await person.give({ at: instant('2024-08-08', '10:10:00'), answers: pain.id, minutes: 60 })
  await person.assess({ at: instant('2024-08-08', '10:11:00'), score: 2 })
  await person.assess({ at: instant('2024-08-08', '10:39:59'), score: 2 })
  expect(await of()).toMatchObject({ reassessedInTime: share(0, 1, 0), relieved: share(0, 0, null) })
  const named = await person.assess({ at: instant('2024-08-08', '10:12:00'), score: 7, follows: dose.id })
  expect(await of()).toMatchObject({ reassessedInTime: share(1, 1, 100), relieved: share(0, 1, 0) })
  await person.assess({ at: instant('2024-08-08', '10:40:00'), score: 2 })
  expect(await of()).toMatchObject({ relieved: share(1, 1, 100) })
  await named.withdraw()
  expect(await of()).toMatchObject({ reassessedInTime: share(1, 1, 100), relieved: share(1, 1, 100) })
})

test('an infusion is an opioid day on each day until its order is stopped, a patch while it lasts', async () => {
  const hospital = await house.openHospital()
  const coordinator = await coordinatorOf(hospital)
  const [infused, patched] = [await aPerson(hospital), await aPerson(hospital)]
  const days = async (on: string, since: string) =>
    (await indicators(coordinator, `on=${on}&since=${since}`)).total.opioidDays
  const { order, stop } = await infused.order()
  await onDay('2024-07-30', async () => {
    await infused.give({ at: instant('2024-07-30', '20:00:00'), route: 'IV-infusion', opioid: true, order })
    await patched.give({ at: instant('2024-07-31', '09:00:00'), route: 'TD', opioid: true, minutes: 730 })
  })
  expect(await days('2024-07-31', '2024-06-30')).toBe(3)
  expect(await days('2024-08-02', '2024-07-31')).toBe(4)
  await onDay('2024-08-04', async () => {
    await infused.give({ at: instant('2024-08-04', '08:00:00'), opioid: true })
    await stop(instant('2024-08-04', '09:00:00'))
  })
  expect(await days('2024-08-03', '2024-07-31')).toBe(6)
  expect(await days('2024-08-31', '2024-07-31')).toBe(7)
  expect(await days('2024-08-31', '2024-06-30')).toBe(10)
})

test('a treatment day that still runs lacks nothing until it has passed', async () => {
  const hospital = await house.openHospital()
  const coordinator = await coordinatorOf(hospital)
  const person = await aPerson(hospital)
  await person.treat(addDays(today, -1))
  await person.treat(today)
  const asked = `on=${today}&since=${addDays(today, -5)}`
  expect((await indicators(coordinator, asked)).total.assessed).toEqual(share(0, 1, 0))
  await person.assess({ at: new Date(), score: 0 })
  expect((await indicators(coordinator, asked)).total.assessed).toEqual(share(1, 2, 50))
})

test('a fact keeps the minutes its hospital had set when it was recorded', async () => {
  const hospital = await house.openHospital()
  const person = await aPerson(hospital)
  const at = instant('2024-08-08', '10:00:00')
  const pain = await person.assess({ at, score: 8 })
  await house.sql`insert into pain_settings (organization_id, version, settings) values (${hospital.id}, 3, '{}')`
  await person.assess({ at: instant('2024-08-08', '12:00:00'), score: 8 })
  await person.give({ at: instant('2024-08-08', '10:20:00'), answers: pain.id })
  const { total } = await indicators(await coordinatorOf(hospital), `on=${today}&since=2024-08-01`)
  expect(total.followed.settingsVersions).toEqual([0, 3])
  const versions = await house.sql`select settings_version, met, sign from pain_entries
    where source_id = ${pain.id} and measure = 'treated' order by id`
  expect(versions.map(({ settings_version, met, sign }) => [settings_version, met, sign])).toEqual([
    [0, false, 1],
    [0, false, -1],
    [0, true, 1],
  ])
})

test('two who record a pain and the dose that answers it at once miss neither', async () => {
  const hospital = await house.openHospital()
  const person = await aPerson(hospital)
  for (let round = 0; round < 8; round++) {
    const at = new Date(instant('2024-03-01', '10:00:00').getTime() + round * 86_400_000)
    await Promise.all([
      person.assess({ at, score: 8 }),
      person.give({ at: new Date(at.getTime() + 600_000) }),
      person.assess({ at: new Date(at.getTime() + 2_700_000), score: 2 }),
    ])
  }
  const { total } = await indicators(await coordinatorOf(hospital), `on=${today}&since=2024-02-01`)
  expect(total).toMatchObject({ treated: share(8, 8, 100), reassessedInTime: share(8, 8, 100) })
})

test('each sees the hospitals in reach and no other; rows add up to the total', async () => {
  const [near, far] = [await house.openHospital({ ooadCode: '20' }), await house.openHospital({ ooadCode: '33' })]
  const umae = await house.openHospital({ ooadCode: '20', level: 'umae' })
  for (const [hospital, pains] of [
    [near, 2],
    [far, 3],
    [umae, 4],
  ] as const) {
    const person = await aPerson(hospital)
    for (let n = 0; n < pains; n++) await person.assess({ at: instant('2023-03-03', `1${n}:00:00`), score: 7 })
  }
  const asked = `on=${today}&since=2023-03-01`
  const keys = ({ rows }: PainIndicators) =>
    rows.map(({ key, treated }) => [key, treated.denominator]).filter(([key]) => ours.has(key as string))
  const ours = new Set([near.clues, far.clues, umae.clues, '20', '33'])
  expect(keys(await indicators(await coordinatorOf(near), asked))).toEqual([[near.clues, 2]])
  const staff = await house.signIn('hospital-staff', { organizationId: far.id })
  expect(keys(await indicators(staff, asked))).toEqual([[far.clues, 3]])
  const ooad = await house.signIn('coordinator', { ooadCode: '20' })
  expect(keys(await indicators(ooad, asked))).toEqual([[near.clues, 2]])
  const nation = await house.signIn('coordinator', { national: true })
  const byHospital = await indicators(nation, asked)
  expect(byHospital.rows.reduce((sum, { treated }) => sum + treated.denominator, 0)).toBe(
    byHospital.total.treated.denominator,
  )
  expect(keys(await indicators(nation, `${asked}&groupBy=ooad`))).toEqual([
    ['20', 6],
    ['33', 3],
  ])
  expect((await indicators(nation, `${asked}&groupBy=level`)).rows.map(({ key }) => key)).toEqual([
    'umae',
    'second-level',
  ])
})

test('families do not reach the exact figures', async () => {
  const mother = await house.signIn('parent-representative', { national: true })
  expect((await mother.get('/api/pain/indicators')).status).toBe(403)
})

test.each([
  ['toleranceDays=1', '#/toleranceDays'],
  ['groupBy=iccc3', '#/groupBy'],
  [`on=${addDays(today, 1)}`, '#/on'],
  ['on=2024-01-01&since=2024-01-02', '#/since'],
])('%s is refused by name', async (query, pointer) => {
  const coordinator = await house.signIn('coordinator', { national: true })
  const answer = await coordinator.get(`/api/pain/indicators?${query}`)
  expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer])
})

test('the file holds numerators and denominators by hospital, says its rules, and leaves an event', async () => {
  const hospital = await house.openHospital()
  const coordinator = await coordinatorOf(hospital)
  await (await aPerson(hospital)).assess({ at: instant('2024-08-08', '10:00:00'), score: 8 })
  const { text, headers } = await coordinator.get(`/api/pain/indicators?on=${today}&since=2024-08-01&format=csv`)
  const [heading = '', line = ''] = text.trim().split('\r\n')
  const names = heading.replace('\ufeff', '').split(',')
  const cells = Object.fromEntries(names.map((name, at) => [name, line.split(',')[at]]))
  expect(cells).toMatchObject({
    ...{ CLUES: hospital.clues, 'Dolores moderados o intensos con plazo cumplido': '1' },
    ...{ 'Dolores moderados o intensos atendidos en plazo': '0', 'Días-persona con sedación': '0' },
  })
  expect(headers['content-disposition']).toContain(`girasol-indicadores-de-dolor-hospital-${today}.csv`)
  const book = await coordinator.get('/api/pain/indicators?format=xlsx&lang=en')
  expect([book.status, book.text.slice(0, 2)]).toEqual([200, 'PK'])
  const events = (await house.auditTrail()).filter(([action, type]) => action === 'export' && type === 'PainIndicators')
  expect(events).toHaveLength(2)
})

interface Pain {
  id: string
  at: Date
  score: number
  action: string | null
  follows: string | null
  withdrawn: boolean
}
interface Given {
  id: string
  at: Date
  role: string
  opioid: boolean
  answers: string | null
  minutes: number | null
  /** Flows on: hours of a patch, or until its order is stopped. */
  runs?: { hours: number | null; order: { stoppedAt: Date | null } }
  withdrawn: boolean
}
const later = (at: Date, minutes: number) => at.getTime() + minutes * 60_000
const dayOf = (at: Date) => dayIn(MEXICO_CITY, at)

/** Days on which a dose acts, up to one. */
const daysUntil = (on: string) => {
  const end = ({ at, runs }: Given) => {
    const stopped = runs?.order.stoppedAt?.getTime() ?? Infinity
    const most = runs === undefined ? 0 : runs.hours === null ? Infinity : later(at, runs.hours * 60)
    return Math.min(Math.max(at.getTime(), Math.min(stopped, most)), instant(on, '23:59:59').getTime())
  }
  return (dose: Given) => {
    const days: string[] = []
    for (let day = dayOf(dose.at); day <= dayOf(new Date(end(dose))); day = addDays(day, 1)) days.push(day)
    return days
  }
}

/** The measures of one person from their facts, one after the other, as they stand. */
function byHand(
  pains: readonly Pain[],
  doses: readonly Given[],
  seen: readonly { at: Date; effect: AnalgesicEffect; withdrawn: boolean }[],
  treated: readonly string[],
  [since, on]: readonly [string, string],
) {
  const inside = (day: string) => day > since && day <= on
  const standing = <Of extends { withdrawn: boolean }>(facts: readonly Of[]) =>
    facts.filter(({ withdrawn }) => !withdrawn)
  const [real, drugs] = [standing(pains), standing(doses)]
  const answers = ({ role }: Given) => role !== 'bowel-prophylaxis' && role !== 'antagonist'
  const strong = real.filter(({ score }) => score >= 4)
  const asking = strong.filter(({ at }) => inside(dayOf(new Date(later(at, ANSWER_MINUTES)))))
  const clocked = drugs
    .filter((dose) => answers(dose) && dose.minutes !== null)
    .map((dose) => ({ ...dose, lateAt: later(dose.at, dose.minutes ?? 0) }))
    .filter(({ lateAt }) => inside(dayOf(new Date(lateAt))))
    .map((dose) => ({
      before: strong.find(({ id }) => id === dose.answers),
      after: real
        .filter(
          ({ id, at, follows }) =>
            id !== dose.answers &&
            at.getTime() >= later(dose.at, follows === dose.id ? 0 : (dose.minutes ?? 0) / 2) &&
            at.getTime() <= dose.lateAt,
        )
        .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
        .at(-1),
    }))
  const closed = clocked.flatMap(({ before, after }) => (before && after ? [[before.score, after.score] as const] : []))
  const count = (values: readonly string[]) => new Set(values.filter(inside)).size
  const days = [...new Set(treated.filter(inside))]
  return {
    assessed: [days.filter((day) => real.some(({ at }) => dayOf(at) === day)).length, days.length],
    treated: [
      asking.filter(
        ({ at, action }) =>
          action === 'non-drug' ||
          drugs.some(
            (dose) =>
              answers(dose) &&
              dose.at.getTime() >= Math.floor(at.getTime() / 60_000) * 60_000 &&
              dose.at.getTime() <= later(at, ANSWER_MINUTES),
          ),
      ).length,
      asking.length,
    ],
    reassessedInTime: [clocked.filter(({ after }) => after).length, clocked.length],
    relieved: [
      closed.filter(([before, after]) => before - after >= 2 || (before - after) * 10 >= 3 * before).length,
      closed.length,
    ],
    opioidDays: count(drugs.filter(({ role, opioid }) => opioid && role !== 'antagonist').flatMap(daysUntil(on))),
    naloxoneDoses: drugs.filter(({ role, at }) => role === 'antagonist' && inside(dayOf(at))).length,
    effects: analgesicEffects.map((effect) =>
      count(
        standing(seen)
          .filter((one) => one.effect === effect)
          .map(({ at }) => dayOf(at)),
      ),
    ),
  }
}

const toldBy = ({ total }: PainIndicators) => {
  const pair = ({ numerator, denominator }: PainIndicators['total']['assessed']) => [numerator, denominator]
  return {
    assessed: pair(total.assessed),
    treated: pair(total.treated),
    reassessedInTime: pair(total.reassessedInTime),
    relieved: pair(total.relieved),
    opioidDays: total.opioidDays,
    naloxoneDoses: total.naloxoneDoses,
    effects: total.adverseEffects.map(({ personDays }) => personDays),
  }
}

test('whatever was assessed, given, seen and withdrawn, the answer is a recount of the rows, and a past day stays', async () => {
  const BASE = '2024-03-01'
  const begins = instant(BASE, '00:00:00').getTime()
  /** Ten minutes apart over three days, so that instants meet; seconds so that minutes differ. */
  const moment = fc
    .record({ slot: fc.nat(3 * 144), seconds: fc.constantFrom(0, 0, 0, 20) })
    .map(({ slot, seconds }) => new Date(begins + slot * 600_000 + seconds * 1000))
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('assess' as const),
        at: moment,
        score: fc.nat(10),
        action: fc.constantFrom(null, ...painActions),
        follows: fc.option(fc.nat(5)),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('give' as const),
        at: moment,
        role: fc.constantFrom(...analgesicRoles, 'rescue' as const, 'rescue' as const),
        opioid: fc.boolean(),
        answers: fc.option(fc.nat(20)),
        minutes: fc.constantFrom(null, 40, 70, 730),
      }),
    },
    // a dose and a pain right after an earlier pain, as a ward does
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('loop' as const),
        at: moment,
        score: fc.integer({ min: 4, max: 10 }),
        gap: fc.constantFrom(0, 10, 30, 31),
        after: fc.nat(10),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('see' as const),
        at: moment,
        effect: fc.constantFrom(...analgesicEffects),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('treat' as const), day: fc.nat(2) }) },
    // an infusion or a patch, and its end
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('run' as const),
        at: moment,
        route: fc.constantFrom('IV-infusion' as const, 'SC-infusion' as const, 'TD' as const),
        hours: fc.constantFrom(null, 24, 72),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('stop' as const), at: moment, which: fc.nat(5) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), which: fc.nat(40) }) },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 14 }),
      fc.nat(14),
      fc.nat(3),
      async (steps, page, length) => {
        const hospital = await house.openHospital()
        const coordinator = await coordinatorOf(hospital)
        const person = await aPerson(hospital)
        const [pains, doses, seen, treated]: [
          Pain[],
          Given[],
          { at: Date; effect: AnalgesicEffect; withdrawn: boolean }[],
          string[],
        ] = [[], [], [], []]
        const facts: { withdraw: () => Promise<void>; mark: () => void }[] = []
        const stops: ((at: Date) => Promise<void>)[] = []
        const keep = (fact: { withdraw: () => Promise<void> }, row: { withdrawn: boolean }) =>
          facts.push({ withdraw: fact.withdraw, mark: () => (row.withdrawn = true) })
        const assess = async (facts: {
          at: Date
          score: number
          action?: (typeof painActions)[number] | null
          follows?: number | null
        }) => {
          const follows = facts.follows == null ? null : (doses[facts.follows % Math.max(1, doses.length)]?.id ?? null)
          const made = await person.assess({ ...facts, follows })
          const row: Pain = {
            id: made.id,
            at: facts.at,
            score: facts.score,
            action: facts.action ?? null,
            follows,
            withdrawn: false,
          }
          pains.push(row)
          keep(made, row)
          return made.id
        }
        const give = async (facts: Omit<AnAnalgesic & Given, 'withdrawn' | 'id'>) => {
          const made = await person.give(facts)
          const row = { ...facts, id: made.id, withdrawn: false }
          doses.push(row)
          keep(made, row)
        }
        const act = async (one: (typeof steps)[number]) => {
          if (one.kind === 'assess') await assess(one)
          if (one.kind === 'give') {
            const { answers, ...facts } = one
            await give({
              ...facts,
              answers: answers === null ? null : (pains[answers % Math.max(1, pains.length)]?.id ?? null),
            })
          }
          if (one.kind === 'loop') {
            const id = await assess(one)
            const at = new Date(later(one.at, one.gap))
            await give({ at, role: 'rescue', opioid: true, answers: id, minutes: 40 })
            await assess({ at: new Date(later(at, 30)), score: one.after })
          }
          if (one.kind === 'see') {
            const made = await person.see(one)
            const row = { at: one.at, effect: one.effect, withdrawn: false }
            seen.push(row)
            keep(made, row)
          }
          if (one.kind === 'treat') {
            const day = addDays(BASE, one.day)
            treated.push(day)
            await person.treat(day)
          }
          if (one.kind === 'run') {
            const { order, stop } = await person.order({ intervalHours: one.hours })
            stops.push(stop)
            const runs = { hours: one.route === 'TD' ? (one.hours ?? 72) : null, order }
            const { at, route } = one
            await give({ at, route, order, runs, role: 'regular', opioid: true, answers: null, minutes: 70 })
          }
          if (one.kind === 'stop' && stops.length > 0) {
            const [stop] = stops.splice(one.which % stops.length, 1)
            await stop?.(one.at)
          }
          if (one.kind === 'withdraw' && facts.length > 0) {
            const [fact] = facts.splice(one.which % facts.length, 1)
            await fact?.withdraw()
            fact?.mark()
          }
        }
        const first = addDays(BASE, 5)
        const period = [addDays(BASE, 2 - length), addDays(BASE, 3)] as const
        await onDay(first, async () => {
          for (const one of steps.slice(0, page)) await act(one)
        })
        const past = `on=${first}&since=${period[0]}`
        const before = await indicators(coordinator, past)
        expect(toldBy(before)).toEqual(byHand(pains, doses, seen, treated, [period[0], first]))
        const treatments = treated.length
        for (const one of steps.slice(page)) if (one.kind !== 'treat') await act(one)
        expect(treated).toHaveLength(treatments)
        expect(await indicators(coordinator, past)).toEqual(before)
        const now = await indicators(coordinator, `on=${today}&since=${period[0]}`)
        expect(toldBy(now)).toEqual(byHand(pains, doses, seen, treated, [period[0], today]))
        expect(
          (await recountPain(house.database)).differences.filter(({ hospital: at }) => at === hospital.clues),
        ).toEqual([])
      },
    ),
    { numRuns: 60 },
  )
}, 120_000)

test('the recount names hospital, measure and day of a fact that was not posted or not taken back', async () => {
  expect((await recountPain(house.database)).differences).toEqual([])
  const hospital = await house.openHospital()
  const person = await aPerson(hospital)
  const pain = await person.assess({ at: instant('2024-08-08', '10:00:00'), score: 8 })
  await person.give({ at: instant('2024-08-08', '10:10:00'), opioid: true, answers: pain.id })
  await house.sql`update pain_assessments set status = 'entered-in-error' where id = ${pain.id}`
  const at = { hospital: hospital.clues, happenedOn: '2024-08-08', effect: null, untilOn: null }
  const { differences, standing } = await recountPain(house.database)
  expect(differences).toEqual([
    { ...at, measure: 'assessed', met: true, ledger: 1, rows: 0 },
    { ...at, measure: 'treated', met: true, ledger: 1, rows: 0 },
  ])
  expect(standing.map(({ measure }) => measure)).toContain('assessed')
})

describe('a frozen report of pain', () => {
  const address = `on=${today}&since=2024-08-01`
  const asked = { kind: 'pain', on: today, since: '2024-08-01' }
  let hospital: Hospital
  let coordinator: Person
  let pain: Awaited<ReturnType<Awaited<ReturnType<typeof aPerson>>['assess']>>

  beforeAll(async () => {
    hospital = await house.openHospital({ ooadCode: '11', name: 'Hospital del alivio' })
    coordinator = await coordinatorOf(hospital)
    const person = await aPerson(hospital)
    pain = await person.assess({ at: instant('2024-08-08', '10:00:00'), score: 8 })
    await person.give({ at: instant('2024-08-08', '10:10:00'), opioid: true, answers: pain.id })
    await person.assess({ at: instant('2024-08-08', '11:00:00'), score: 2 })
  })

  const freeze = async (person: Person, body: Record<string, unknown> = asked) => {
    const answer = await person.post('/api/reports', body)
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)])
    return answer.body.id as string
  }

  test('is the answer with its rules and its words, the same after whatever comes', async () => {
    const id = await freeze(coordinator)
    const live = await indicators(coordinator, address)
    const first = await coordinator.get(`/api/reports/${id}`)
    const words = await coordinator.get(`/api/reports/${id}/bulletin`)
    expect(PainReport.parse(first.body)).toEqual(first.body)
    expect(first.body).toMatchObject({ id, kind: 'pain', ...live })
    expect(first.body.ruleVersions).toMatchObject({ 'pain-indicators': '2' })
    expect(words.body.text).toContain('En Hospital del alivio, del 2 de agosto de 2024 al')
    expect(words.body.text).toContain('De 1 dolor moderado o intenso, 1 se atendió en 30 minutos (100 por ciento).')

    await pain.withdraw()
    await house.sql`update organizations set name = 'Otro nombre' where id = ${hospital.id}`
    expect((await coordinator.get(`/api/reports/${id}`)).text).toBe(first.text)
    expect((await coordinator.get(`/api/reports/${id}/bulletin`)).text).toBe(words.text)
    const [line] = (await coordinator.get('/api/reports')).body.items
    expect(line).toMatchObject({ id, kind: 'pain', ageRule: null, onTime: null, painTreated: share(1, 1, 100) })
    expect((await indicators(coordinator, address)).total.treated).toEqual(share(0, 0, null))
  })

  test('is not there for families or for other hospitals', async () => {
    const nation = await house.signIn('coordinator', { national: true })
    const mother = await house.signIn('parent-representative', { national: true })
    const stranger = await coordinatorOf(await house.openHospital())
    const [own, nations] = [await freeze(coordinator), await freeze(nation)]
    for (const id of [own, nations])
      for (const path of [id, `${id}/bulletin`]) expect((await mother.get(`/api/reports/${path}`)).status).toBe(404)
    expect((await stranger.get(`/api/reports/${own}`)).status).toBe(404)
    expect((await nation.get(`/api/reports/${own}`)).status).toBe(200)
  })

  test.each([
    [{ ...asked, toleranceDays: 1 }, '#/toleranceDays'],
    [{ ...asked, on: addDays(today, 1) }, '#/on'],
  ])('a body with what it does not know is refused by name: %#', async (body, pointer) => {
    const answer = await coordinator.post('/api/reports', body)
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer])
  })
})

test('a period is read from the index alone', async () => {
  await house.sql`vacuum analyze pain_entries`
  const plan = async (text: string, more: readonly string[]) =>
    house.sql.begin(async (sql) => {
      await sql`set local enable_seqscan = off`
      await sql`set local enable_bitmapscan = off`
      const rows = await sql.unsafe(`explain ${text}`, ['2024-08-09', '2024-07-26', '{}', ...more])
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
  expect(await plan(factsQuery(true), ['2024-08-10T00:00:00Z'])).toContain('Index Only Scan using pain_entries_period')
  expect(await plan(daysQuery(true), [])).toContain('Index Only Scan using pain_entries_period')
  const assessed = await plan(assessedQuery(true), [today])
  for (const index of ['dose_entries_given', 'pain_entries_period']) expect(assessed).toContain(index)
})
