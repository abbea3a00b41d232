import fc from 'fast-check'
import { dosesQuery } from 'server/treatment-indicators/queries'
import { recountTreatment } from 'server/treatment-indicators/recount'
import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { TreatmentReport } from 'shared/reports'
import { statusReasons } from 'shared/treatment'
import { type Figures, TreatmentIndicators } from 'shared/treatment-indicators'
import { beforeAll, describe, expect, test } from 'vitest'
import { aDose, type Dose, given, omitted, planThen, postDoses } from './support/doses.js'
import { type Hospital, openHouse, type Person } from './support/house.js'

const another = {
  fromMedication: 'vincristina',
  toMedication: 'vinblastina',
  reason: 'Sin existencias',
  authorisedBy: 'Jefatura de oncología',
  familyInformed: true,
  unit: 'mg' as const,
}
const house = await openHouse()
const today = dayIn(MEXICO_CITY, new Date())

const indicators = async (person: Person, query: string): Promise<TreatmentIndicators> => {
  const answer = await person.get(`/api/treatment-indicators?${query}`)
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)])
  return TreatmentIndicators.parse(answer.body)
}
const coordinatorOf = ({ id }: Hospital) => house.signIn('coordinator', { organizationId: id })
const share = (numerator: number, denominator: number, percent: number | null) => ({ numerator, denominator, percent })

describe('a fortnight worked by hand', () => {
  const asked = 'on=2024-08-09&since=2024-07-26'
  let hospital: Hospital
  let coordinator: Person
  let answer: TreatmentIndicators

  /**
   * Nine doses judged, all planned on 10 July. Given: on the day, a day early, a day late at 80 %, 3 days late, on
   * the day with another medication, and in part on the day. Not given: not available, infection. Without record: one of
   * 1 August.
   * Outside: one of 26 July (the day the period begins after), of 9 August without a record yet (its day has not passed), of
   * 10 August, a cancelled one and a premedication.
   */
  beforeAll(async () => {
    hospital = await house.openHospital({ ooadCode: '14' })
    coordinator = await coordinatorOf(hospital)
    const on = (plannedOn: string, facts: Partial<Dose> = {}) =>
      aDose({ managingOrganizationId: hospital.id, plannedOn, ...facts })
    const lives: [Dose, Partial<Dose>][] = [
      [on('2024-07-27'), given('2024-07-27')],
      [on('2024-07-29'), given('2024-07-28')],
      [on('2024-07-30'), given('2024-07-31', { doseGiven: 1.2 })],
      [on('2024-07-30'), given('2024-08-02')],
      [on('2024-07-31'), given('2024-07-31', { substitution: another })],
      [on('2024-08-05'), given('2024-08-05', { statusReason: 'partial', doseGiven: 1.45 })],
      [on('2024-08-06'), omitted('not-available')],
      [on('2024-08-06'), omitted('infection')],
      [on('2024-07-26'), given('2024-07-26')],
      [on('2024-08-10'), given('2024-08-08')],
      [on('2024-08-01'), { status: 'cancelled' }],
      [on('2024-08-01', { purpose: 'premedication' }), given('2024-08-01')],
    ]
    for (const [dose, facts] of lives) await planThen(house, dose, '2024-07-10', '2024-08-08', facts)
    await postDoses(house, '2024-07-10', [{ after: on('2024-08-01') }, { after: on('2024-08-09') }])
    answer = await indicators(coordinator, asked)
  })

  test('counts each dose once, with its denominator', () => {
    expect(answer.total).toMatchObject({
      doses: 9,
      given: 5,
      partial: 1,
      withoutRecord: 1,
      onTime: share(4, 9, 44.4),
      adherence: share(2, 9, 22.2),
      substituted: share(1, 6, 16.7),
      delay: {
        doses: 6,
        median: 0,
        p90: 3,
        bands: { early: 1, '0': 3, '1': 1, '2-3': 1, '4-7': 0, 'over-7': 0 },
      },
    } satisfies Partial<Figures>)
    expect(answer.total.omitted).toMatchObject(share(2, 9, 22.2))
    expect(answer.total.omitted.byReason[0]).toEqual({ reason: 'not-available', doses: 1 })
    expect(answer.total.omitted.byReason.filter(({ doses }) => doses > 0)).toEqual([
      { reason: 'not-available', doses: 1 },
      { reason: 'infection', doses: 1 },
    ])
    expect(answer.total.omitted.byReason.map(({ reason }) => reason)).toEqual([...statusReasons])
  })

  test('prints its rules with their version, its period and its reach', () => {
    expect(answer).toMatchObject({
      on: '2024-08-09',
      since: '2024-07-26',
      rules: { version: '1', toleranceDays: 1, fullDosePercent: 90, startWithinDays: 3 },
      scope: { national: false, kind: 'hospital', label: hospital.name },
    })
  })

  test('the row of the hospital is the total of a coordinator who has one', () => {
    expect(answer.rows).toEqual([
      {
        ...{ key: hospital.clues, label: hospital.name, organizationId: hospital.id },
        ...{ level: 'second-level', ooadCode: '14' },
        ...answer.total,
      },
    ])
  })

  test('another tolerance moves what is on time and says so', async () => {
    const strict = await indicators(coordinator, `${asked}&toleranceDays=0`)
    expect([strict.rules.toleranceDays, strict.total.onTime.numerator]).toEqual([0, 2])
    const mild = await indicators(coordinator, `${asked}&toleranceDays=3`)
    expect(mild.total.onTime).toEqual(share(5, 9, 55.6))
  })

  test('a dose of the day itself lacks a record from the next day on, and counts at once when it has one', async () => {
    const next = await indicators(coordinator, 'on=2024-08-10&since=2024-08-08')
    expect(next.total).toMatchObject({ doses: 2, withoutRecord: 1, given: 1 })
  })
})

test('the figures of a past day are the same before and after records, corrections and cancellations of today', async () => {
  const hospital = await house.openHospital()
  const coordinator = await coordinatorOf(hospital)
  const yesterday = addDays(today, -1)
  const at = (plannedOn: string) => aDose({ managingOrganizationId: hospital.id, plannedOn })
  const first = await planThen(
    house,
    at(addDays(today, -5)),
    addDays(today, -20),
    addDays(today, -4),
    given(addDays(today, -5)),
  )
  const second = await planThen(
    house,
    at(addDays(today, -3)),
    addDays(today, -20),
    addDays(today, -3),
    omitted('not-available'),
  )
  const [late, dropped] = [at(addDays(today, -4)), at(addDays(today, -2))]
  await postDoses(house, addDays(today, -20), [{ after: late }, { after: dropped }])
  const pasts = [yesterday, addDays(today, -3), addDays(today, -6)]
  const ask = () => Promise.all(pasts.map((on) => indicators(coordinator, `on=${on}&since=${addDays(on, -14)}`)))
  const before = await ask()
  expect(before[0]?.total).toMatchObject({ doses: 4, given: 1, withoutRecord: 2, onTime: share(1, 4, 25) })

  await postDoses(house, today, [
    { before: first, after: { ...first, status: 'entered-in-error' } },
    { before: second, after: { ...second, ...given(today) } },
    { before: late, after: { ...late, ...given(today) } },
    { before: dropped, after: { ...dropped, status: 'cancelled' } },
    { after: at(addDays(today, -1)) },
  ])
  expect(await ask()).toEqual(before)
  const now = await indicators(coordinator, `on=${today}&since=${addDays(today, -14)}`)
  expect(now.total).toMatchObject({ doses: 3, given: 2, withoutRecord: 1, omitted: { numerator: 0 } })
})

test('each sees the hospitals in reach and no other; rows add up to the total', async () => {
  const [near, far] = [await house.openHospital({ ooadCode: '20' }), await house.openHospital({ ooadCode: '33' })]
  const umae = await house.openHospital({ ooadCode: '20', level: 'umae' })
  const when = '2023-03-03'
  for (const [{ id }, doses] of [
    [near, 2],
    [far, 3],
    [umae, 4],
  ] as const)
    for (let n = 0; n < doses; n++)
      await planThen(house, aDose({ managingOrganizationId: id, plannedOn: when }), when, when, given(when))
  const asked = 'on=2023-03-10&since=2023-03-01'
  const keys = ({ rows }: TreatmentIndicators) => rows.map(({ key, doses }) => [key, doses])

  expect(keys(await indicators(await coordinatorOf(near), asked))).toEqual([[near.clues, 2]])
  const staff = await house.signIn('hospital-staff', { organizationId: far.id })
  expect(keys(await indicators(staff, asked))).toEqual([[far.clues, 3]])
  const ooad = await house.signIn('coordinator', { ooadCode: '20' })
  expect(keys(await indicators(ooad, asked))).toEqual([[near.clues, 2]])
  const nation = await house.signIn('coordinator', { national: true })
  const byHospital = await indicators(nation, asked)
  expect(byHospital.total.doses).toBe(9)
  expect(byHospital.scope).toMatchObject({ kind: 'national', hospitals: 3 })
  expect(keys(await indicators(nation, `${asked}&groupBy=ooad`))).toEqual([
    ['20', 6],
    ['33', 3],
  ])
  expect(keys(await indicators(nation, `${asked}&groupBy=level`))).toEqual([
    ['umae', 4],
    ['second-level', 5],
  ])
})

test('families do not reach the exact figures', async () => {
  const mother = await house.signIn('parent-representative', { national: true })
  expect((await mother.get('/api/treatment-indicators')).status).toBe(403)
})

test.each([
  ['toleranceDays=8', '#/toleranceDays'],
  ['toleranceDays=-1', '#/toleranceDays'],
  ['groupBy=iccc3', '#/groupBy'],
  [`on=${addDays(today, 1)}`, '#/on'],
  ['on=2024-01-01&since=2024-01-02', '#/since'],
  ['ageLimit=18', '#/ageLimit'],
])('%s is refused by name', async (query, pointer) => {
  const coordinator = await house.signIn('coordinator', { national: true })
  const answer = await coordinator.get(`/api/treatment-indicators?${query}`)
  expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer])
})

test('the file holds numerators and denominators by hospital, says its rules, and leaves an event', async () => {
  const hospital = await house.openHospital()
  const coordinator = await coordinatorOf(hospital)
  const dose = aDose({ managingOrganizationId: hospital.id, plannedOn: '2024-08-01' })
  await planThen(house, dose, '2024-08-01', '2024-08-01', omitted('not-available'))
  const { text, headers } = await coordinator.get('/api/treatment-indicators?on=2024-08-09&since=2024-07-26&format=csv')
  const [heading = '', line = '', ...rest] = text.trim().split('\r\n')
  const cells = Object.fromEntries(
    heading
      .replace('\ufeff', '')
      .split(',')
      .map((name, at) => [name, line.split(',')[at]]),
  )
  expect(rest).toEqual([])
  expect(cells).toMatchObject({
    ...{ CLUES: hospital.clues, 'Dosis planeadas': '1', 'Aplicadas a tiempo': '0', 'No aplicadas': '1' },
    ...{ 'No aplicada: no había medicamento': '1', 'Mediana de días de retraso': '' },
  })
  expect(headers['content-disposition']).toContain('girasol-indicadores-de-tratamiento-hospital-2024-08-09.csv')
  const book = await coordinator.get('/api/treatment-indicators?format=xlsx&lang=en')
  expect([book.status, book.text.slice(0, 2)]).toEqual([200, 'PK'])
  expect(
    (await house.auditTrail()).filter(([action, type]) => action === 'export' && type === 'TreatmentIndicators'),
  ).toHaveLength(2)
})

/** The indicators of a hospital from its doses, one after the other, as they stand now. */
function byHand(doses: readonly Dose[], on: string, since: string, toleranceDays: number) {
  const judged = doses.filter(
    ({ status, purpose, plannedOn }) =>
      purpose === 'antineoplastic' &&
      plannedOn > since &&
      plannedOn <= on &&
      !['cancelled', 'entered-in-error'].includes(status) &&
      (plannedOn < on || !['planned', 'in-progress'].includes(status)),
  )
  const completed = judged.filter(({ status }) => status === 'completed')
  const late = ({ plannedOn, givenAt }: Dose) =>
    Math.round((Date.parse(dayIn(MEXICO_CITY, givenAt as Date)) - Date.parse(plannedOn)) / 86_400_000)
  const onTime = completed.filter((dose) => dose.statusReason !== 'partial' && Math.abs(late(dose)) <= toleranceDays)
  const delays = completed.map((dose) => Math.max(0, late(dose))).sort((a, b) => a - b)
  const rank = (part: number) => delays[Math.ceil(part * delays.length) - 1] ?? null
  return {
    doses: judged.length,
    onTime: onTime.length,
    adherence: onTime.filter(
      ({ substitution, doseGiven, plannedDose }) =>
        substitution === null && 10 * (doseGiven ?? 0) >= 9 * (plannedDose ?? Infinity),
    ).length,
    partial: completed.filter(({ statusReason }) => statusReason === 'partial').length,
    omitted: judged.filter(({ status }) => status === 'not-done').length,
    unavailable: judged.filter(({ status, statusReason }) => status === 'not-done' && statusReason === 'not-available')
      .length,
    withoutRecord: judged.filter(({ status }) => ['planned', 'in-progress'].includes(status)).length,
    substituted: completed.filter(({ substitution }) => substitution !== null).length,
    median: rank(0.5),
    p90: rank(0.9),
  }
}

test('whatever was planned, given, omitted, corrected and cancelled, the answer is a recount of the rows', async () => {
  const BASE = '2024-03-01'
  const step = fc.oneof(
    fc.record({
      status: fc.constant('completed' as const),
      statusReason: fc.constantFrom(null, 'partial' as const),
      days: fc.integer({ min: -3, max: 12 }),
      doseGiven: fc.constantFrom(1.5, 1.35, 1.349, 0.75),
      substitution: fc.constantFrom(null, another),
    }),
    fc.record({ status: fc.constant('not-done' as const), statusReason: fc.constantFrom(...statusReasons) }),
    fc.record({
      status: fc.constantFrom(
        'planned' as const,
        'in-progress' as const,
        'cancelled' as const,
        'entered-in-error' as const,
      ),
    }),
  )
  const life = fc.record({
    planned: fc.nat(30),
    purpose: fc.constantFrom('antineoplastic' as const, 'antineoplastic' as const, 'rescue' as const),
    steps: fc.array(step, { maxLength: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(life, { minLength: 1, maxLength: 25 }),
      fc.nat(30),
      fc.nat(20),
      fc.nat(3),
      async (lives, end, length, tolerance) => {
        const hospital = await house.openHospital()
        const now: Dose[] = []
        for (const { planned, purpose, steps } of lives) {
          let dose = aDose({ managingOrganizationId: hospital.id, plannedOn: addDays(BASE, planned), purpose })
          await postDoses(house, addDays(BASE, -10), [{ after: dose }])
          for (const { status, ...facts } of steps) {
            const { days = 0, ...rest } = facts as { days?: number } & Partial<Dose>
            const fresh = { statusReason: null, givenAt: null, doseGiven: null, substitution: null }
            const when = given(addDays(dose.plannedOn, days)).givenAt ?? null
            const after: Dose = { ...dose, ...fresh, ...rest, status, givenAt: status === 'completed' ? when : null }
            await postDoses(house, BASE, [{ before: dose, after }])
            dose = after
          }
          now.push(dose)
        }
        const [on, since] = [addDays(BASE, end), addDays(BASE, end - length)]
        const { total } = await indicators(
          await coordinatorOf(hospital),
          `on=${on}&since=${since}&toleranceDays=${tolerance}`,
        )
        expect({
          ...{
            doses: total.doses,
            onTime: total.onTime.numerator,
            adherence: total.adherence.numerator,
            partial: total.partial,
          },
          ...{ omitted: total.omitted.numerator, unavailable: total.omitted.byReason[0]?.doses },
          ...{ withoutRecord: total.withoutRecord, substituted: total.substituted.numerator },
          ...{ median: total.delay.median, p90: total.delay.p90 },
        }).toEqual(byHand(now, on, since, tolerance))
        expect(total.given + total.partial + total.omitted.numerator + total.withoutRecord).toBe(total.doses)
      },
    ),
    { numRuns: 40 },
  )
})

test('the ledger agrees with the rows, and the recount names hospital and day of a dose that was not posted', async () => {
  const unforeseen = { plannedOn: '2024-05-05', plannedDose: null, ...given('2024-05-05') }
  const elsewhere = aDose({ managingOrganizationId: (await house.openHospital()).id, ...unforeseen })
  await postDoses(house, '2024-05-05', [{ after: elsewhere }], false)
  expect((await recountTreatment(house.database)).doseDifferences).toEqual([])
  const hospital = await house.openHospital()
  const dose = aDose({ managingOrganizationId: hospital.id, plannedOn: '2024-05-05' })
  await planThen(house, dose, '2024-05-01', '2024-05-05', omitted('absent'))
  await house.sql`update medication_administrations set status_reason = 'refused' where id = ${dose.id}`
  const where = { hospital: hospital.clues, plannedOn: '2024-05-05', outcome: 'omitted' }
  expect((await recountTreatment(house.database)).doseDifferences).toEqual([
    { ...where, reason: 'absent', ledger: 1, rows: 0 },
    { ...where, reason: 'refused', ledger: 0, rows: 1 },
  ])
})

describe('a frozen report of treatment', () => {
  const asked = { kind: 'treatment', on: '2024-06-14', since: '2024-05-31' }
  const address = 'on=2024-06-14&since=2024-05-31'
  let hospital: Hospital
  let coordinator: Person
  let dose: Dose

  beforeAll(async () => {
    hospital = await house.openHospital({ ooadCode: '11' })
    coordinator = await coordinatorOf(hospital)
    dose = await planThen(
      house,
      aDose({ managingOrganizationId: hospital.id, plannedOn: '2024-06-03' }),
      ...(['2024-06-01', '2024-06-03', given('2024-06-03')] as const),
    )
  })

  const freeze = async (person: Person, body: Record<string, unknown>) => {
    const answer = await person.post('/api/reports', body)
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)])
    return answer.body.id as string
  }

  test('is the answer with its rules, byte for byte the same after whatever comes', async () => {
    const id = await freeze(coordinator, asked)
    const live = await indicators(coordinator, address)
    const first = await coordinator.get(`/api/reports/${id}`)
    expect(TreatmentReport.parse(first.body)).toEqual(first.body)
    expect(first.body).toMatchObject({ id, kind: 'treatment', ...live })
    expect(first.body.ruleVersions).toMatchObject({ 'treatment-indicators': '1' })

    await postDoses(house, '2024-06-04', [{ before: dose, after: { ...dose, status: 'entered-in-error' } }])
    await house.sql`update organizations set name = 'Otro nombre' where id = ${hospital.id}`
    expect((await coordinator.get(`/api/reports/${id}`)).text).toBe(first.text)
    const [line] = (await coordinator.get('/api/reports')).body.items
    expect(line).toMatchObject({ id, kind: 'treatment', ageRule: null, patients: null, onTime: share(1, 1, 100) })
    expect((await indicators(coordinator, address)).total.doses).toBe(0)
  })

  test('stands in the list beside the counts, which keep their form', async () => {
    const id = await freeze(coordinator, { on: '2024-06-14' })
    const [line] = (await coordinator.get('/api/reports')).body.items
    expect(line).toMatchObject({ id, kind: 'counts', onTime: null, ageRule: { limit: 18, at: 'registration' } })
    expect((await coordinator.get(`/api/reports/${id}`)).body).not.toHaveProperty('kind')
  })

  test('has no bulletin, and is not there for families or for other hospitals', async () => {
    const nation = await house.signIn('coordinator', { national: true })
    const mother = await house.signIn('parent-representative', { national: true })
    const stranger = await coordinatorOf(await house.openHospital())
    const [own, nations] = [await freeze(coordinator, asked), await freeze(nation, asked)]
    expect((await coordinator.get(`/api/reports/${own}/bulletin`)).status).toBe(404)
    for (const id of [own, nations]) expect((await mother.get(`/api/reports/${id}`)).status).toBe(404)
    expect((await mother.get('/api/reports?limit=200')).body.items).toEqual([])
    expect((await stranger.get(`/api/reports/${own}`)).status).toBe(404)
    expect((await nation.get(`/api/reports/${own}`)).status).toBe(200)
  })

  test.each([
    [{ ...asked, ageLimit: 18 }, '#/ageLimit'],
    [{ ...asked, groupBy: 'iccc3' }, '#/groupBy'],
    [{ ...asked, toleranceDays: 30 }, '#/toleranceDays'],
    [{ on: '2024-06-14', toleranceDays: 1 }, '#/toleranceDays'],
    [{ kind: 'other' }, '#/kind'],
  ])('%j is refused by name', async (body, pointer) => {
    const answer = await coordinator.post('/api/reports', body)
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer])
  })
})

test.each([true, false])(
  'the doses of a period come from the index alone, behind the policy (nation: %s)',
  async (national) => {
    await house.sql.unsafe('vacuum analyze dose_entries')
    const organizationIds = national ? [] : [(await house.openHospital()).id]
    const plan = await house.database.transact(
      { role: 'girasol_counts', national, organizationIds },
      async ({ query }) => {
        await query(
          "select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)",
          [],
        )
        return query<{ 'QUERY PLAN': string }>(`explain ${dosesQuery(national)}`, [
          '2024-08-09',
          '2024-07-26',
          `{${organizationIds.join(',')}}`,
        ])
      },
    )
    const text = plan.map((line) => line['QUERY PLAN']).join('\n')
    expect(text).toContain('Index Only Scan using dose_entries_delivery')
    expect(text).toMatch(/Index Cond: .*planned_on > '2024-07-26'/)
    if (!national) expect(text).toMatch(/Index Cond: .*organization_id = ANY/)
  },
)
