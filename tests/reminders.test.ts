import { afterEach, describe, expect, test, vi } from 'vitest'
import { bedside } from './support/bedside.js'
import type { Person } from './support/house.js'
import { openHouse } from './support/house.js'
import { openWard, registered, vincristine } from './support/ward.js'

const house = await openHouse()
const MINUTE = 60_000
/** 10:00 in Mexico City, of a day that is over. */
const HOUR = new Date('2026-11-20T16:00:00Z')
const at = (minutes: number) => new Date(HOUR.getTime() + minutes * MINUTE)

afterEach(() => vi.useRealTimers())

async function ward() {
  const { nurse, patient, hospital } = await openWard(house, [])
  return { nurse, patient, hospital, bed: bedside(house, nurse, patient) }
}

/** The server's clock, and a token that is fresh by it. */
function clockAt(instant: Date, { userId, sessionId }: Person) {
  vi.useFakeTimers({ toFake: ['Date'], now: instant })
  const { accessToken } = house.app.tokens.sign({ userId, sessionId })
  return async (url: string) => {
    const answer = await house.app.inject({ url, headers: { authorization: `Bearer ${accessToken}` } })
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return answer.json()
  }
}

test('an administration raises a reassessment that turns late at the minute that is set, and closes when it is recorded', async () => {
  const { nurse, hospital, bed, patient } = await ward()
  const dose = await bed.give({ at: at(0), route: 'PO' })
  const due = `/api/pain/due?organizationId=${hospital.id}`
  const facts = { kind: 'reassessment', patientId: patient.id, sourceId: dose.id, ageInMonths: 126, callFor: null }
  const minutes = { dueAt: at(60).toISOString(), lateAt: at(70).toISOString() }
  const before = await clockAt(new Date(at(70).getTime() - 1), nurse)(due)
  expect(before).toMatchObject({ organizationId: hospital.id, items: [{ ...facts, ...minutes, late: false }] })
  expect(before.items).toHaveLength(1)
  const late = await clockAt(at(70), nurse)(due)
  expect(late).toMatchObject({ now: at(70).toISOString(), items: [{ ...facts, ...minutes, late: true }] })
  const { id, closed } = await bed.assess({ at: at(71) })
  expect(closed).toEqual([{ kind: 'reassessment', outcome: 'done', sourceId: dose.id, ...minutes }])
  expect((await clockAt(at(72), nurse)(due)).items).toEqual([])
  const [row] = await house.sql`select closed_by, closed_by_id, outcome from reminders where source_id = ${dose.id}`
  expect(row).toEqual({ closed_by: nurse.userId, closed_by_id: id, outcome: 'done' })
})

type Bed = Awaited<ReturnType<typeof ward>>['bed']
type Left = [kind: string, due: number, late: number, outcome: string | null][]

/** Each story with what it leaves: kind, minutes to due and to late, outcome. */
type Story = [string, (bed: Bed) => Promise<unknown>, Left]
const stories: Story[] = [
  ['by vein: 30 minutes', (bed) => bed.give({ at: at(0), route: 'IV' }), [['reassessment', 30, 40, null]]],
  ['by nose: 20 minutes', (bed) => bed.give({ at: at(0), route: 'IN' }), [['reassessment', 20, 30, null]]],
  ['a patch: 12 hours', (bed) => bed.give({ at: at(0), route: 'TD' }), [['reassessment', 720, 730, null]]],
  ['a laxative asks nothing', (bed) => bed.give({ at: at(0), route: 'PO', role: 'bowel-prophylaxis' }), []],
  [
    'naloxone asks to be watched',
    (bed) => bed.give({ at: at(0), role: 'antagonist' }),
    [['sedation-check', 15, 25, null]],
  ],
  [
    'an opioid by vein asks for sedation too',
    (bed) => bed.give({ at: at(0), opioid: true }),
    [
      ['reassessment', 30, 40, null],
      ['sedation-check', 30, 40, null],
    ],
  ],
  [
    'an opioid by mouth is looked at once, when it works',
    (bed) => bed.give({ at: at(0), route: 'PO', opioid: true }),
    [
      ['reassessment', 60, 70, null],
      ['sedation-check', 60, 70, null],
    ],
  ],
  ['mild pain asks nothing', (bed) => bed.assess({ at: at(0), severity: 'mild' }), []],
  ['no band asks nothing', (bed) => bed.assess({ at: at(0), severity: null }), []],
  [
    'a questionnaire without a band is no reassessment',
    async (bed) => {
      await bed.give({ at: at(0) })
      await bed.assess({ at: at(20), severity: null })
    },
    [['reassessment', 30, 40, null]],
  ],
  [
    'moderate pain is looked at again',
    (bed) => bed.assess({ at: at(0), severity: 'moderate' }),
    [['reassessment', 30, 40, null]],
  ],
  [
    'the clock of the dose takes the place of that of the pain',
    async (bed) => {
      await bed.assess({ at: new Date(at(0).getTime() + 23_000), severity: 'moderate' })
      await bed.give({ at: at(0), route: 'PO' }) // typed by the minute, known to the second
    },
    [
      ['reassessment', 30 + 23 / 60, 40 + 23 / 60, 'superseded'],
      ['reassessment', 60, 70, null],
    ],
  ],
  [
    'a pain of before the dose is no reassessment, whenever it is entered',
    async (bed) => {
      await bed.give({ at: at(0) })
      await bed.assess({ at: at(-5), severity: 'mild' })
    },
    [['reassessment', 30, 40, null]],
  ],
  [
    'a pain entered after its answer asks nothing more',
    async (bed) => {
      await bed.give({ at: at(0) })
      await bed.assess({ at: at(-5), severity: 'severe' })
    },
    [['reassessment', 30, 40, null]],
  ],
  [
    'a dose entered late finds its reassessment recorded',
    async (bed) => {
      await bed.assess({ at: at(30), severity: 'mild' })
      await bed.check({ at: at(31) })
      await bed.give({ at: at(0), opioid: true })
    },
    [
      ['reassessment', 30, 40, 'done'],
      ['sedation-check', 30, 40, 'done'],
    ],
  ],
  [
    'the pain that a dose answers is not its reassessment, though typed later',
    async (bed) => {
      const { id } = await bed.assess({ at: at(2), severity: 'moderate' })
      await bed.give({ at: at(0), answers: id })
    },
    [
      ['reassessment', 30, 40, null],
      ['reassessment', 32, 42, 'superseded'],
    ],
  ],
  [
    'an assessment that follows a dose by name closes it',
    async (bed) => {
      const { id } = await bed.give({ at: at(0) })
      await bed.assess({ at: at(0), severity: 'mild', follows: id })
    },
    [['reassessment', 30, 40, 'done']],
  ],
  ...([1, 14.99, 15] as const).map(
    (minutes): Story => [
      `a pain and a check ${minutes} minutes after a dose by vein`,
      async (bed) => {
        await bed.give({ at: at(0), opioid: true })
        await bed.assess({ at: at(minutes) })
        await bed.check({ at: at(minutes) })
      },
      [
        ['reassessment', 30, 40, minutes < 15 ? null : 'done'],
        ['sedation-check', 30, 40, minutes < 15 ? null : 'done'],
      ],
    ],
  ),
  [
    'a dose entered late is not closed by who looked too soon',
    async (bed) => {
      await bed.assess({ at: at(10), severity: 'mild' })
      await bed.check({ at: at(10) })
      await bed.give({ at: at(0), opioid: true })
    },
    [
      ['reassessment', 30, 40, null],
      ['sedation-check', 30, 40, null],
    ],
  ],
  [
    'sedation is not pain: each closes its own',
    async (bed) => {
      await bed.give({ at: at(0), opioid: true })
      await bed.check({ at: at(20) })
    },
    [
      ['reassessment', 30, 40, null],
      ['sedation-check', 30, 40, 'done'],
    ],
  ],
]

test.each(stories)('%s', async (_story, happens, left) => {
  const { bed } = await ward()
  await happens(bed)
  const found = await bed.reminders(HOUR)
  const near = (rows: unknown[][]) =>
    rows.map((row) => row.map((it) => (typeof it === 'number' ? Math.round(it * 60) : it)))
  expect(near(found)).toEqual(near(left))
})

describe('a call', () => {
  const calls = async (bed: Bed) => (await bed.open()).filter(([kind]) => kind === 'escalation').length

  test('is asked for by severe pain twice running, once, at once, and ended by pain that yields', async () => {
    const { bed, nurse, hospital } = await ward()
    await bed.assess({ at: at(0), severity: 'severe' })
    expect(await calls(bed)).toBe(0)
    const ask = clockAt(at(31), nurse)
    await bed.assess({ at: at(30), severity: 'severe' })
    const { items } = await ask(`/api/pain/due?organizationId=${hospital.id}&kind=escalation`)
    expect(items).toMatchObject([
      { kind: 'escalation', callFor: 'pain', dueAt: at(31).toISOString(), lateAt: at(41).toISOString() },
    ])
    await bed.assess({ at: at(40), severity: 'severe' })
    expect(await calls(bed)).toBe(1)
    await bed.assess({ at: at(60), severity: 'mild' })
    expect(await calls(bed)).toBe(0)
  })

  test('is asked for by pain still moderate after two doses, each looked at', async () => {
    const { bed } = await ward()
    await bed.assess({ at: at(0), severity: 'moderate' })
    await bed.give({ at: at(1) })
    await bed.assess({ at: at(31), severity: 'moderate' })
    expect(await calls(bed)).toBe(0)
    await bed.give({ at: at(32) })
    await bed.assess({ at: at(62), severity: 'moderate' })
    expect(await calls(bed)).toBe(1)
    await bed.assess({ at: at(70), severity: 'moderate', action: 'notify' })
    expect(await calls(bed)).toBe(0)
  })

  const unbanded: [string, { scale: string; score: number; scoreMax: number }, doses: number[], called: number][] = [
    ['N-PASS 11 twice, one dose between', { scale: 'N-PASS', score: 11, scoreMax: 11 }, [5], 1],
    ['N-PASS 5 after two doses', { scale: 'N-PASS', score: 5, scoreMax: 11 }, [5, 35], 1],
    ['N-PASS 5 after one dose', { scale: 'N-PASS', score: 5, scoreMax: 11 }, [5], 0],
    ['COMFORT-B 24 twice', { scale: 'COMFORT-B', score: 24, scoreMax: 30 }, [], 1],
    ['COMFORT-B 22 twice, its least score taken off', { scale: 'COMFORT-B', score: 22, scoreMax: 30 }, [], 0],
    ['CHEOPS 11 twice', { scale: 'CHEOPS', score: 11, scoreMax: 13 }, [], 1],
    ['CPOT 3 after two doses, as its band says', { scale: 'CPOT', score: 3, scoreMax: 8 }, [5, 35], 1],
  ]
  test.each(unbanded)('of scales without a severe band: %s', async (_case, pain, doses, called) => {
    const { bed } = await ward()
    await bed.assess({ at: at(0), severity: 'moderate', ...pain })
    for (const minutes of doses) await bed.give({ at: at(minutes) })
    await bed.assess({ at: at(60), severity: 'moderate', ...pain })
    expect(await calls(bed)).toBe(called)
  })

  test('is not asked for by two doses of one minute, nor by a pain that had yielded between', async () => {
    const { bed } = await ward()
    await bed.assess({ at: at(0), severity: 'moderate' })
    await bed.give({ at: at(1) })
    await bed.give({ at: at(1), route: 'PO' })
    await bed.assess({ at: at(31), severity: 'moderate' })
    await bed.assess({ at: at(60), severity: 'mild' })
    await bed.give({ at: at(120) })
    await bed.assess({ at: at(150), severity: 'moderate' })
    expect(await calls(bed)).toBe(0)
  })

  test('for sedation comes with a closer look, is not ended by pain, and is by a check without alert', async () => {
    const { bed } = await ward()
    await bed.give({ at: at(0), opioid: true })
    const alarm = await bed.check({ at: at(30), alerts: ['too-sedated'] })
    await bed.assess({ at: at(40), severity: 'none' })
    expect(await bed.open()).toEqual([
      ['sedation-check', alarm.id],
      ['escalation', alarm.id],
    ])
    expect((await bed.reminders(HOUR)).filter(([kind]) => kind === 'sedation-check')).toEqual([
      ['sedation-check', 30, 40, 'done'],
      ['sedation-check', 45, 55, null],
    ])
    await bed.check({ at: at(45) })
    expect(await bed.open()).toEqual([])
  })

  test('for slow breathing is not ended by a check that did not count it, which asks for another look', async () => {
    const { bed } = await ward()
    await bed.give({ at: at(0), opioid: true })
    const alarm = await bed.check({ at: at(30), alerts: ['breathing-slow'], rate: 8 })
    const uncounted = await bed.check({ at: at(45) })
    expect(await bed.open()).toEqual([
      ['reassessment', expect.any(String)],
      ['sedation-check', uncounted.id],
      ['escalation', alarm.id],
    ])
    await bed.check({ at: at(60), rate: 20 })
    expect(await bed.open()).toEqual([['reassessment', expect.any(String)]])
  })

  test('is closed by whoever calls, once; nothing else is closed by hand', async () => {
    const { bed, nurse, hospital } = await ward()
    await bed.give({ at: at(0) })
    await bed.check({ at: at(30), alerts: ['breathing-slow'] })
    const { body } = await nurse.get(`/api/pain/due?organizationId=${hospital.id}`)
    const idOf = (kind: string) => body.items.find((item: { kind: string }) => item.kind === kind).id
    const call = (id: string) => nurse.post(`/api/pain/due/${id}/called`)
    expect(body.items.find((item: { kind: string }) => item.kind === 'escalation').callFor).toBe('sedation')
    expect(await call(idOf('reassessment'))).toMatchObject({
      status: 409,
      body: { type: '/problems/reminder-needs-fact' },
    })
    expect((await call(idOf('escalation'))).status).toBe(201)
    expect(await call(idOf('escalation'))).toMatchObject({ status: 409, body: { type: '/problems/reminder-closed' } })
    expect((await house.auditTrail()).at(-1)).toEqual(['update', 'Reminder', idOf('escalation')])
  })
})

describe('an infusion of an opioid', () => {
  const infuse = async (bed: Bed, minutes = 0) => {
    const ordered = await bed.order()
    const { order } = ordered
    const dose = await bed.give({ at: at(minutes), route: 'IV-infusion', opioid: true, order })
    return { ...ordered, dose }
  }
  const checks = async (bed: Bed) =>
    (await bed.reminders(HOUR)).filter(([kind]) => kind === 'sedation-check').map(([, ...rest]) => rest)

  test('is watched every hour: each check closes what is asked and asks for the next, until its order is stopped', async () => {
    const { bed } = await ward()
    const { stop } = await infuse(bed)
    expect(await checks(bed)).toEqual([[30, 40, null]])
    await bed.check({ at: at(30) })
    await bed.check({ at: at(70) })
    await bed.check({ at: at(140) })
    expect(await checks(bed)).toEqual([
      [30, 40, 'done'],
      [90, 100, 'done'],
      [130, 140, 'done'],
      [200, 210, null],
    ])
    await stop(at(150))
    expect((await checks(bed)).at(-1)).toEqual([200, 210, 'cancelled'])
    await bed.check({ at: at(160) })
    expect(await checks(bed)).toHaveLength(4)
  })

  test('that is stopped before its first check asks for none', async () => {
    const { bed } = await ward()
    const { stop } = await infuse(bed)
    await stop(at(10))
    expect(await checks(bed)).toEqual([[30, 40, 'cancelled']])
  })

  test('is watched every four hours after its first day, and every hour again while an alarm is not a day old', async () => {
    const { bed } = await ward()
    await infuse(bed)
    const DAY = 24 * 60
    await bed.check({ at: at(DAY - 1) })
    await bed.check({ at: at(DAY) })
    await bed.check({ at: at(DAY + 60), alerts: ['too-sedated'] })
    await bed.check({ at: at(DAY + 75) })
    expect(await checks(bed)).toEqual([
      [30, 40, 'done'],
      [DAY + 59, DAY + 69, 'done'],
      [DAY + 75, DAY + 85, 'done'],
      [DAY + 135, DAY + 145, null],
      [DAY + 240, DAY + 250, 'done'],
    ])
  })

  test('that is entered late is watched from the last check on', async () => {
    const { bed } = await ward()
    await bed.check({ at: at(31) })
    await infuse(bed)
    expect(await checks(bed)).toEqual([
      [30, 40, 'done'],
      [91, 101, null],
    ])
  })

  test('does not hide what another dose asks for sooner, and a patch beside it waits for its own time', async () => {
    const { bed } = await ward()
    await infuse(bed)
    const patch = await bed.give({ at: at(0), route: 'TD', opioid: true })
    const check = await bed.check({ at: at(30) })
    expect((await bed.open()).filter(([kind]) => kind === 'sedation-check')).toEqual([
      ['sedation-check', check.id],
      ['sedation-check', patch.id],
    ])
  })

  test('whose check was a mistake waits for that check again; one that was a mistake itself is watched no more', async () => {
    const { bed } = await ward()
    const { dose } = await infuse(bed)
    await bed.check({ at: at(30) })
    const second = await bed.check({ at: at(90) })
    await bed.mistake('check', second.id)
    expect(await checks(bed)).toEqual([
      [30, 40, 'done'],
      [90, 100, null],
      [150, 160, 'cancelled'],
    ])
    await bed.mistake('dose', dose.id)
    expect((await checks(bed)).filter(([, , outcome]) => outcome === null)).toEqual([])
  })

  test('leaves the closer look at whoever was too sedated when it is stopped', async () => {
    const { bed } = await ward()
    const { stop } = await infuse(bed)
    const alarm = await bed.check({ at: at(30), alerts: ['too-sedated'] })
    await stop(at(31))
    expect((await bed.open()).filter(([kind]) => kind === 'sedation-check')).toEqual([['sedation-check', alarm.id]])
  })

  test('leaves the closer look where the breaths have not been counted since an alarm', async () => {
    const { bed } = await ward()
    const { stop } = await infuse(bed)
    await bed.check({ at: at(30), alerts: ['breathing-slow'], rate: 8 })
    const uncounted = await bed.check({ at: at(45) })
    await stop(at(46))
    expect((await bed.open()).filter(([kind]) => kind === 'sedation-check')).toEqual([['sedation-check', uncounted.id]])
  })

  test('by a drug that is none asks for no checks', async () => {
    const { bed } = await ward()
    const { order } = await bed.order()
    await bed.give({ at: at(0), route: 'IV-infusion', order })
    await bed.check({ at: at(30) })
    expect(await checks(bed)).toEqual([])
  })
})

describe('a mistake', () => {
  test('of an assessment opens what it closed and takes back what it asked', async () => {
    const { bed } = await ward()
    const dose = await bed.give({ at: at(0) })
    const pain = await bed.assess({ at: at(20), severity: 'moderate' })
    expect(await bed.open()).toEqual([['reassessment', pain.id]])
    await bed.mistake('assessment', pain.id)
    expect(await bed.open()).toEqual([['reassessment', dose.id]])
  })

  test('of an assessment leaves closed what another one has looked at', async () => {
    const { bed } = await ward()
    const dose = await bed.give({ at: at(0) })
    const first = await bed.assess({ at: at(20) })
    const second = await bed.assess({ at: at(40) })
    await bed.mistake('assessment', first.id)
    expect(await bed.open()).toEqual([])
    const [row] = await house.sql`select closed_by_id, outcome from reminders where source_id = ${dose.id}`
    expect(row).toEqual({ closed_by_id: second.id, outcome: 'done' })
    await bed.mistake('assessment', second.id)
    expect(await bed.open()).toEqual([['reassessment', dose.id]])
  })

  test('of an assessment is not made good by one that came too soon after the dose', async () => {
    const { bed } = await ward()
    const dose = await bed.give({ at: at(0) })
    await bed.assess({ at: at(5) })
    const second = await bed.assess({ at: at(20) })
    await bed.mistake('assessment', second.id)
    expect(await bed.open()).toEqual([['reassessment', dose.id]])
  })

  test('of an assessment is made good by one that names the dose, however soon it came', async () => {
    const { bed } = await ward()
    const dose = await bed.give({ at: at(0) })
    const second = await bed.assess({ at: at(20) })
    await bed.assess({ at: at(5), follows: dose.id })
    await bed.mistake('assessment', second.id)
    expect(await bed.open()).toEqual([])
  })

  test('of a dose takes its clock back, and the pain before it waits again', async () => {
    const { bed } = await ward()
    const pain = await bed.assess({ at: at(0), severity: 'severe' })
    const dose = await bed.give({ at: at(5), opioid: true, answers: pain.id })
    await bed.mistake('dose', dose.id)
    expect(await bed.open()).toEqual([['reassessment', pain.id]])
  })

  test('of a sedation check opens the check again and ends its call', async () => {
    const { bed } = await ward()
    const dose = await bed.give({ at: at(0), opioid: true })
    const check = await bed.check({ at: at(30), alerts: ['too-sedated'] })
    await bed.mistake('check', check.id)
    expect(await bed.open()).toEqual([
      ['reassessment', dose.id],
      ['sedation-check', dose.id],
    ])
  })
})

test('a person who left is asked nothing, neither of before nor of after', async () => {
  const { bed, nurse, hospital, patient } = await ward()
  await bed.give({ at: at(0) })
  await nurse.post(`/api/patients/${patient.id}/withdrawal`, { kind: 'withdrawn', reason: 'Por petición' })
  await bed.give({ at: at(10) })
  expect(await bed.reminders(HOUR)).toEqual([['reassessment', 30, 40, 'cancelled']])
  expect((await nurse.get(`/api/pain/due?organizationId=${hospital.id}`)).body.items).toEqual([])
  expect((await nurse.get(`/api/pain/ward?organizationId=${hospital.id}`)).body.items).toEqual([])
})

describe('the list', () => {
  test('is paged late first without losing or doubling one, while some leave it', async () => {
    const { bed, nurse, hospital } = await ward()
    const doses: string[] = []
    for (const minutes of [50, 10, 40, 20, 30, 0]) doses.push((await bed.give({ at: at(minutes) })).id)
    const [fifty, ten, forty, twenty, thirty, zero] = doses
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await nurse.get(`/api/pain/due?organizationId=${hospital.id}&limit=2${cursor}`)
      seen.push(...body.items.map(({ sourceId }: { sourceId: string }) => sourceId))
      await house.sql`update reminders set closed_at = now(), outcome = 'done' where id = ${body.items[0].id}`
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
    } while (cursor !== '')
    expect(seen).toEqual([zero, ten, twenty, thirty, forty, fifty])
  })

  test('is narrowed by service and kind, and says the chosen name alone', async () => {
    const { nurse, hospital } = await openWard(house, [vincristine('2026-11-20')], { service: 'Hematología' })
    const luna = await registered(nurse, hospital.id, { givenName: 'Ana', firstSurname: 'Ruiz', chosenName: 'Luna' })
    await bedside(house, nurse, luna).give({ at: at(0), opioid: true })
    const [{ patient_id }] =
      (await house.sql`select patient_id from care_plans where managing_organization_id = ${hospital.id}`) as never as [
        { patient_id: string },
      ]
    await bedside(house, nurse, { id: patient_id, managingOrganizationId: hospital.id }).give({ at: at(5) })
    const ask = async (query: string) => {
      const { body } = await nurse.get(`/api/pain/due?organizationId=${hospital.id}${query}`)
      return body.items.map(({ patientId, kind }: { patientId: string; kind: string }) => [patientId, kind])
    }
    expect(await ask('&service=Hematolog%C3%ADa')).toEqual([[patient_id, 'reassessment']])
    expect(await ask('&kind=sedation-check')).toEqual([[luna.id, 'sedation-check']])
    const { text } = await nurse.get(`/api/pain/due?organizationId=${hospital.id}&kind=sedation-check`)
    expect(text).toContain('Luna')
    expect(text).not.toContain('Ana')
    for (const wrong of ['cursor=eA', 'kind=none', 'sort=name', 'limit=0'])
      expect((await nurse.get(`/api/pain/due?organizationId=${hospital.id}&${wrong}`)).status, wrong).toBe(400)
  })
})

describe('the ward', () => {
  test('names who is late first, then who is on treatment, each with the last pain that stands', async () => {
    const { nurse, hospital, patient } = await openWard(house, [vincristine('2026-11-20')], { service: 'Hematología' })
    const untreated = await registered(nurse, hospital.id)
    const late = await registered(nurse, hospital.id)
    const [bed, other] = [bedside(house, nurse, patient), bedside(house, nurse, late)]
    await other.give({ at: at(0) })
    await bed.assess({ at: at(-60), severity: 'moderate', score: 6 })
    await bed.assess({ at: at(0), severity: 'mild', score: 3 })
    const wrong = await bed.assess({ at: at(10), severity: 'severe', score: 9 })
    await bed.mistake('assessment', wrong.id)
    const { body } = await nurse.get(`/api/pain/ward?organizationId=${hospital.id}`)
    expect(body.items).toMatchObject([
      { patientId: late.id, service: null, lastPain: null, recent: [], ageInMonths: 126 },
      {
        ...{ patientId: patient.id, service: 'Hematología' },
        lastPain: { scale: 'NRS', score: 3, scoreMax: 10, severity: 'mild', effectiveDateTime: at(0).toISOString() },
        recent: [6, 3],
      },
    ])
    expect(JSON.stringify(body)).not.toContain(untreated.id)
    const page = await nurse.get(`/api/pain/ward?organizationId=${hospital.id}&limit=1`)
    const rest = await nurse.get(`/api/pain/ward?organizationId=${hospital.id}&limit=1&cursor=${page.body.nextCursor}`)
    expect([page, rest].flatMap(({ body: { items } }) => items)).toEqual(body.items)
    expect(rest.body.nextCursor).toBeNull()
  })
})

describe('live', () => {
  test('more screens than the server has connections watch, and it still answers', async () => {
    const { bed, nurse, hospital } = await ward()
    const due = `/api/pain/due?organizationId=${hospital.id}`
    const streams = Array.from({ length: 15 }, () => nurse.get(due, { accept: 'text/event-stream' }))
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const asked = Date.now()
    expect((await nurse.get(due)).status).toBe(200)
    expect(Date.now() - asked).toBeLessThan(700)
    await bed.give({ at: new Date() })
    await new Promise((resolve) => setTimeout(resolve, 1200))
    await nurse.post('/api/sign-out')
    for (const { text } of await Promise.all(streams)) expect(text.match(/^event: due$/gm)).toHaveLength(2)
  })

  test.each<[string, (nurse: Person) => Promise<unknown>]>([
    ['the sign-out', (nurse) => nurse.post('/api/sign-out')],
    [
      'the loss of the role',
      (nurse) => house.sql`update grants set revoked_at = now() where user_id = ${nurse.userId}`,
    ],
  ])('a stream tells a change and ends with %s', async (_case, leave) => {
    const { bed, nurse, hospital } = await ward()
    const events = nurse.get(`/api/pain/due?organizationId=${hospital.id}`, { accept: 'text/event-stream' })
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const dose = await bed.give({ at: new Date() })
    await new Promise((resolve) => setTimeout(resolve, 1200))
    await leave(nurse)
    const { text, status, headers } = await events
    expect([status, headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8'])
    const lists = [...text.matchAll(/^event: due\ndata: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? ''))
    expect(lists.map(({ items }) => items.map(({ sourceId }: { sourceId: string }) => sourceId))).toEqual([
      [],
      [dose.id],
    ])
  })
})

describe('by the routes of the bedside', () => {
  test('dose, pain, check and their mistakes run the loop', async () => {
    const { nurse, hospital, patient } = await openWard(house, [])
    const record = async (part: string, body: unknown) => {
      const { status, text, body: made } = await nurse.post(`/api/patients/${patient.id}/${part}`, body)
      expect(status, text).toBe(201)
      return made
    }
    const open = async () => {
      const { body } = await nurse.get(`/api/pain/due?organizationId=${hospital.id}`)
      return body.items.map(({ kind, sourceId }: { kind: string; sourceId: string }) => [kind, sourceId]).sort()
    }
    const now = Date.now()
    const minutesAgo = (minutes: number) => new Date(now - minutes * MINUTE).toISOString()
    const hurts = (score: number, minutes: number, more = {}) => ({
      ...{ scale: 'NRS', score, effectiveDateTime: minutesAgo(minutes), ...more },
    })
    const pain = await record('pain-assessments', hurts(8, 20))
    expect(await open()).toEqual([['reassessment', pain.id]])
    const dose = await record('analgesic-administrations', {
      ...{ drug: 'morfina', route: 'IV', role: 'rescue', dose: 1, unit: 'mg', givenAt: minutesAgo(18) },
      answersAssessmentId: pain.id,
      confirmedWarnings: [{ code: 'weight-missing', reason: 'No se puede pesar ahora' }],
    })
    expect(dose.reassessDueAt).toBe(minutesAgo(-12))
    expect(await open()).toEqual([
      ['reassessment', dose.id],
      ['sedation-check', dose.id],
    ])
    const check = await record('sedation-checks', { scale: 'POSS', value: '1', effectiveDateTime: minutesAgo(2) })
    const relief = await record('pain-assessments', hurts(2, 4, { followsAdministrationId: dose.id }))
    expect(await open()).toEqual([])
    const reason = { reason: 'Era otra persona' }
    await record(`sedation-checks/${check.id}/entered-in-error`, reason)
    await record(`pain-assessments/${relief.id}/entered-in-error`, reason)
    expect(await open()).toEqual([
      ['reassessment', dose.id],
      ['sedation-check', dose.id],
    ])
    await record(`analgesic-administrations/${dose.id}/entered-in-error`, reason)
    expect(await open()).toEqual([['reassessment', pain.id]])
  })
})
