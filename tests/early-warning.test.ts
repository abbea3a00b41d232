import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { bandOf, doorToAntibiotic, EarlyWarningScale, totalOf } from 'shared/early-warning'
import { describe, expect, test } from 'vitest'
import { aPatient, openHouse } from './support/house.js'

const house = await openHouse()
const scale = EarlyWarningScale.parse(
  JSON.parse(readFileSync(new URL('../server/catalogue/early-warning.json', import.meta.url), 'utf8')),
)
const at = (time: string) => `2024-06-03T${time}:00-06:00`
const calm = { neurological: 0, cardiovascular: 1, respiratory: 0, effectiveDateTime: at('10:00') }
const grave = {
  neurological: 3,
  cardiovascular: 2,
  respiratory: 1,
  familyConcern: true,
  effectiveDateTime: at('12:00'),
}
const fever = { arrivedAt: at('10:00'), temperature: 38.6 }

async function openRecord() {
  const hospital = await house.openHospital()
  const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const made = await nurse.post('/api/patients', aPatient(hospital.id, { birthDate: '2015-01-02' }))
  expect(made.status, made.text).toBe(201)
  const record = `/api/patients/${made.body.id}`
  const open = async () =>
    (
      await house.sql<{ kind: string; due: Date; late: Date }[]>`
      select kind, due_at as due, late_at as late from reminders where patient_id = ${made.body.id} and closed_at is null order by kind`
    ).map(({ kind, due, late }) => [kind, due.toISOString(), (late.getTime() - due.getTime()) / 60_000])
  return {
    nurse,
    record,
    open,
    patientId: made.body.id as string,
    scores: `${record}/early-warning-scores`,
    fevers: `${record}/febrile-episodes`,
  }
}

describe('the score', () => {
  test('every item is scored by the server, from all 0 to all 3 with both worries', () => {
    expect(scale.items.map(({ id, options }) => [id, options.map(({ score }) => score)])).toEqual([
      ['neurological', [0, 1, 2, 3]],
      ['cardiovascular', [0, 1, 2, 3]],
      ['respiratory', [0, 1, 2, 3]],
    ])
    const none = { neurological: 0, cardiovascular: 0, respiratory: 0, staffConcern: false, familyConcern: false }
    expect(totalOf(none)).toBe(0)
    expect(
      totalOf({ neurological: 3, cardiovascular: 3, respiratory: 3, staffConcern: true, familyConcern: true }),
    ).toBe(11)
    const bands = Array.from({ length: 12 }, (_none, total) => bandOf(scale, total))
    expect(bands).toEqual([...Array(3).fill('green'), ...Array(2).fill('yellow'), ...Array(7).fill('red')])
  })

  test('no total falls outside its bands, and one more point never lowers the band', () => {
    const points = fc.integer({ min: 0, max: 3 })
    const facts = fc.record({
      ...{ neurological: points, cardiovascular: points, respiratory: points },
      ...{ staffConcern: fc.boolean(), familyConcern: fc.boolean() },
    })
    const order = scale.bands.map(({ band }) => band)
    fc.assert(
      fc.property(facts, (score) => {
        const total = totalOf(score)
        const band = order.indexOf(bandOf(scale, total))
        expect(band).toBeGreaterThanOrEqual(0)
        if (total < 11) expect(order.indexOf(bandOf(scale, total + 1))).toBeGreaterThanOrEqual(band)
      }),
    )
  })

  test('is kept with its band and audited, and asks for the next by the hours of the band', async () => {
    const { nurse, record, scores, open, patientId } = await openRecord()
    const { status, body } = await nurse.post(scores, calm)
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { total: 1, band: 'green', patientId, nextDueAt: '2024-06-03T20:00:00.000Z', status: 'final' },
    })
    expect(await open()).toEqual([['early-warning', '2024-06-03T20:00:00.000Z', 10]])
    expect((await nurse.get(scores)).body.items).toEqual([body])
    expect(await house.auditTrail()).toContainEqual(['create', 'EarlyWarningScore', body.id])
    const { items } = (await nurse.get(`${record}/timeline`)).body
    expect(items).toContainEqual(
      expect.objectContaining({ kind: 'early-warning-score', on: '2024-06-03', details: { total: 1, band: 'green' } }),
    )
  })

  test('a red one answers the one that was awaited and calls; a green one after it ends the call', async () => {
    const { nurse, scores, open } = await openRecord()
    await nurse.post(scores, calm)
    const red = (await nurse.post(scores, grave)).body
    expect(red).toMatchObject({ total: 7, band: 'red', nextDueAt: '2024-06-03T19:00:00.000Z' })
    const asked = await open()
    expect(asked.map(([kind]) => kind)).toEqual(['escalation', 'early-warning'])
    await nurse.post(scores, { ...calm, effectiveDateTime: at('13:00') })
    expect(await open()).toEqual([['early-warning', '2024-06-03T23:00:00.000Z', 10]])
  })

  test('one entered late asks for nothing; a mistake gives back what the score before it asked', async () => {
    const { nurse, scores, open } = await openRecord()
    await nurse.post(scores, { ...calm, effectiveDateTime: at('13:00') })
    const before = await open()
    const late = (await nurse.post(scores, grave)).body
    expect(late.nextDueAt).toBeNull()
    expect(await open()).toEqual(before)
    const wrong = (await nurse.post(scores, { ...grave, effectiveDateTime: at('14:00') })).body
    expect((await open()).map(([kind]) => kind)).toContain('escalation')
    const taken = await nurse.post(`${scores}/${wrong.id}/entered-in-error`, { reason: 'Era de la cama 4' })
    expect(taken.body).toMatchObject({ status: 'entered-in-error', enteredInError: { reason: 'Era de la cama 4' } })
    expect(await open()).toEqual(before)
    expect((await nurse.post(`${scores}/${wrong.id}/entered-in-error`, { reason: 'otra vez' })).status).toBe(409)
  })

  test.each<[string, Record<string, unknown>, string, string]>([
    ['an item too high', { neurological: 4 }, '#/neurological', 'too-large'],
    ['an item missing', { respiratory: undefined }, '#/respiratory', 'required'],
    ['a total that disagrees', { total: 2 }, '#/total', 'total-disagrees'],
    ['a time to come', { effectiveDateTime: '2190-01-01T10:00:00Z' }, '#/effectiveDateTime', 'future-date'],
    ['a time before birth', { effectiveDateTime: '2015-01-01T10:00:00Z' }, '#/effectiveDateTime', 'before-birth'],
    ['a day without its hour', { effectiveDateTime: '2024-06-03' }, '#/effectiveDateTime', 'instant-invalid'],
  ])('%s is refused by name', async (_what, slip, pointer, code) => {
    const { nurse, scores, open } = await openRecord()
    const { status, body } = await nurse.post(scores, { ...calm, ...slip })
    expect({ status, errors: body.errors }).toEqual({ status: 400, errors: [{ pointer, code }] })
    expect(await open()).toEqual([])
  })
})

describe('the golden hour', () => {
  test('the clock starts at the door, without grace, and the antibiotic stops it', async () => {
    const { nurse, record, fevers, open } = await openRecord()
    const begun = await nurse.post(fevers, fever)
    expect({ status: begun.status, body: begun.body }).toMatchObject({
      status: 201,
      body: { version: 1, minutes: null, dueAt: '2024-06-03T17:00:00.000Z' },
    })
    expect(await open()).toEqual([['antibiotic', '2024-06-03T17:00:00.000Z', 0]])
    const url = `${fevers}/${begun.body.id}`
    const given = { antibiotic: 'Cefepima', antibioticAt: at('10:47') }
    const done = await nurse.patch(url, given, 1)
    expect(done.body).toMatchObject({ version: 2, minutes: 47, dueAt: null, antibiotic: 'Cefepima' })
    expect(await open()).toEqual([])
    expect((await nurse.patch(url, given, 1)).status).toBe(412)
    const { items } = (await nurse.get(`${record}/timeline`)).body
    expect(items).toContainEqual(
      expect.objectContaining({
        kind: 'febrile-episode',
        details: { temperature: 38.6, antibiotic: 'Cefepima', minutes: 47 },
      }),
    )
  })

  test('taking the antibiotic back starts the clock again; a reason for none ends it; so does a mistake', async () => {
    const { nurse, fevers, open } = await openRecord()
    const whole = await nurse.post(fevers, { ...fever, antibiotic: 'Cefepima', antibioticAt: at('10:47') })
    expect(whole.body).toMatchObject({ minutes: 47, dueAt: null })
    expect(await open()).toEqual([])
    const url = `${fevers}/${whole.body.id}`
    await nurse.patch(url, { antibiotic: null, antibioticAt: null }, 1)
    expect(await open()).toEqual([['antibiotic', '2024-06-03T17:00:00.000Z', 0]])
    await nurse.patch(url, { noAntibioticReason: 'Sin neutropenia' }, 2)
    expect(await open()).toEqual([])
    const second = await nurse.post(fevers, fever)
    expect(await open()).toHaveLength(1)
    await nurse.post(`${fevers}/${second.body.id}/entered-in-error`, { reason: 'Era de otra persona' })
    expect(await open()).toEqual([])
    const stale = await nurse.patch(`${fevers}/${second.body.id}`, { note: 'x' }, 2)
    expect(stale.status).toBe(409)
  })

  test('the minutes are whole ones that passed', () => {
    const door = new Date('2024-06-03T10:00:00Z')
    expect(doorToAntibiotic(door, new Date('2024-06-03T11:00:59Z'))).toBe(60)
    expect(doorToAntibiotic(door, door)).toBe(0)
  })

  test.each<[string, Record<string, unknown>, string, string]>([
    [
      'an antibiotic before the door',
      { antibiotic: 'x', antibioticAt: at('09:59') },
      '#/antibioticAt',
      'antibiotic-before-door',
    ],
    ['an antibiotic without its time', { antibiotic: 'Cefepima' }, '#/antibioticAt', 'required'],
    ['a time without its antibiotic', { antibioticAt: at('10:30') }, '#/antibiotic', 'required'],
    ['Fahrenheit', { temperature: 101.5 }, '#/temperature', 'too-large'],
    ['a door in the future', { arrivedAt: '2190-01-01T10:00:00Z' }, '#/arrivedAt', 'future-date'],
    [
      'an antibiotic and a reason for none',
      { antibiotic: 'Cefepima', antibioticAt: at('10:30'), noAntibioticReason: 'x' },
      '#/noAntibioticReason',
      'antibiotic-and-reason',
    ],
  ])('%s is refused by name', async (_what, slip, pointer, code) => {
    const { nurse, fevers, open } = await openRecord()
    const { status, body } = await nurse.post(fevers, { ...fever, ...slip })
    expect({ status, errors: body.errors }).toEqual({ status: 400, errors: [{ pointer, code }] })
    expect(await open()).toEqual([])
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['no fever', { temperature: 37.2 }, 'temperature-not-fever'],
    [
      'an antibiotic two days later',
      { antibiotic: 'x', antibioticAt: '2024-06-05T10:00:00-06:00' },
      'antibiotic-long-after',
    ],
  ])('%s asks for its reason and keeps it', async (_what, odd, code) => {
    const { nurse, fevers } = await openRecord()
    const asked = await nurse.post(fevers, { ...fever, ...odd })
    expect({ status: asked.status, warnings: asked.body.warnings }).toMatchObject({ status: 409, warnings: [{ code }] })
    const reason = 'Así lo anotó urgencias'
    const kept = await nurse.post(fevers, { ...fever, ...odd, confirmedWarnings: [{ code, reason }] })
    expect(kept.body).toMatchObject({ confirmedWarnings: [{ code, reason }] })
  })
})

test("another hospital's person is not there, and the same post twice is one", async () => {
  const mine = await openRecord()
  const foreign = await openRecord()
  for (const url of [foreign.scores, foreign.fevers]) {
    expect((await mine.nurse.get(url)).status).toBe(404)
    expect((await mine.nurse.post(url, {})).status).toBe(404)
  }
  const key = { 'idempotency-key': 'one-and-the-same-score' }
  const [first, second] = [await mine.nurse.post(mine.scores, calm, key), await mine.nurse.post(mine.scores, calm, key)]
  expect(second.body).toEqual(first.body)
  expect((await mine.nurse.get(mine.scores)).body.items).toHaveLength(1)
})
