import { randomUUID } from 'node:crypto'
import { type Scope, transact } from 'server/access/scope'
import { openSealer } from 'server/access/seal'
import { recordPainAssessment } from 'server/pain-assessments/record'
import { findPatient } from 'server/patients/queries'
import { NewPainAssessment } from 'shared/pain-assessments'
import { describe, expect, test } from 'vitest'
import { aPatient, openHouse, secrets } from './support/house.js'

const house = await openHouse()
const ABSENT = '01890a5d-ac96-774b-bcce-b302099a8057'
const DAY = 86_400_000

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const yearsOld = (years: number) => new Date(Date.now() - (years * 365.25 + 40) * DAY).toISOString().slice(0, 10)

async function openBed(facts: Record<string, unknown> = {}) {
  const hospital = await house.openHospital()
  const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const made = await nurse.post('/api/patients', aPatient(hospital.id, { birthDate: yearsOld(2), ...facts }))
  expect(made.status, made.text).toBe(201)
  const record = `/api/patients/${made.body.id}`
  const url = `${record}/pain-assessments`
  const assess = (body: Record<string, unknown>, headers?: Record<string, string>) => nurse.post(url, body, headers)
  const items = async () => (await nurse.get(url)).body.items
  return { hospital, nurse, record, url, assess, items, patientId: made.body.id as string }
}
type Bed = Awaited<ReturnType<typeof openBed>>

const flacc = (change: Record<string, unknown> = {}) => ({
  scale: 'FLACC',
  items: { face: 1, legs: 1, activity: 0, cry: 2, consolability: 1 },
  effectiveDateTime: minutesAgo(5),
  ...change,
})

/** A dose of an analgesic given to the person. */
async function aDose({ hospital, patientId }: Bed, givenAt: string, status = 'final') {
  const id = randomUUID()
  await house.sql`insert into analgesic_administrations (id, patient_id, managing_organization_id, role, drug, route, dose, unit, given_at, status)
    values (${id}, ${patientId}, ${hospital.id}, 'rescue', 'morfina', 'IV', 1.5, 'mg', ${givenAt}, ${status})`
  return id
}

test('what was sent is scored, kept, audited, and stands on the timeline', async () => {
  const { nurse, assess, items, patientId, record } = await openBed()
  const sent = {
    ...flacc(),
    ...{ cause: 'tumour', sites: ['abdomen-upper', 'back-lower'], atRest: false, action: 'analgesic' },
    note: 'Al moverla',
  }
  const { status, body } = await assess(sent)
  expect({ status, body }).toEqual({
    status: 201,
    body: {
      ...sent,
      ...{ id: expect.any(String), patientId, status: 'final', scaleVersion: '1.0' },
      ...{ score: 5, scoreMax: 10, severity: 'moderate', lateEntry: false, followsAdministrationId: null },
      ...{ confirmedWarnings: [], recordedAt: expect.any(String), recordedBy: nurse.userId, enteredInError: null },
    },
  })
  expect(Math.abs(Date.parse(body.recordedAt) - Date.now())).toBeLessThan(60_000)
  expect(await items()).toEqual([body])
  const trail = (await house.auditTrail()).filter(([, , id]) => id === body.id)
  expect(trail).toEqual([['create', 'PainAssessment', body.id]])
  const timeline = (await nurse.get(`${record}/timeline`)).body.items
  expect(timeline.filter(({ kind }: { kind: string }) => kind === 'pain-assessment')).toMatchObject([
    {
      id: body.id,
      details: {
        ...{ scale: 'FLACC', score: 5, scoreMax: 10, severity: 'moderate' },
        effectiveDateTime: sent.effectiveDateTime,
      },
    },
  ])
})

test('a score chosen whole needs nothing else', async () => {
  const { assess } = await openBed({ birthDate: yearsOld(40) })
  const { status, body } = await assess({ scale: 'VAS', score: 4.4, effectiveDateTime: minutesAgo(1) })
  expect({ status, body }).toMatchObject({
    status: 201,
    body: {
      ...{ items: null, score: 4.4, scoreMax: 10, severity: 'mild' },
      ...{ sites: [], cause: null, atRest: null },
    },
  })
})

test('DN4 tells the kind of a pain and no strength', async () => {
  const { assess } = await openBed({ birthDate: yearsOld(40) })
  const names = 'burning cold electric tingling pins numb itch hypo_touch hypo_prick brush'.split(' ')
  const items = Object.fromEntries(names.map((name) => [name, 1]))
  const { status, body } = await assess({ scale: 'DN4', items, effectiveDateTime: minutesAgo(1) })
  expect({ status, body }).toMatchObject({ status: 201, body: { score: 10, severity: null } })
})

describe('what cannot be is refused by name', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['an unknown scale', { scale: 'EVA-2' }, '#/scale', 'scale-unknown'],
    ['a scale that is none of pain', { scale: 'RASS' }, '#/scale', 'scale-unknown'],
    ['no scale', { scale: undefined }, '#/scale', 'required'],
    ['a missing item', { items: { face: 1, legs: 1, activity: 0, cry: 2 } }, '#/items/consolability', 'item-missing'],
    ['an item out of range', { items: { ...flacc().items, cry: 3 } }, '#/items/cry', 'item-out-of-range'],
    ['half a point', { items: { ...flacc().items, cry: 0.5 } }, '#/items/cry', 'item-out-of-range'],
    ['an item in words', { items: { ...flacc().items, cry: '2' } }, '#/items/cry', 'wrong-type'],
    ['an item of another scale', { items: { ...flacc().items, arms: 0 } }, '#/items/arms', 'item-unknown'],
    ['a total that disagrees', { score: 6 }, '#/score', 'total-disagrees'],
    ['no moment', { effectiveDateTime: undefined }, '#/effectiveDateTime', 'required'],
    ['a moment without a zone', { effectiveDateTime: '2026-03-02T08:30:00' }, '#/effectiveDateTime', 'instant-invalid'],
    ['the future', { effectiveDateTime: minutesAgo(-20) }, '#/effectiveDateTime', 'future-date'],
    ['before birth', { effectiveDateTime: minutesAgo(60 * 24 * 800) }, '#/effectiveDateTime', 'before-birth'],
    ['a site that is none', { sites: ['tail'] }, '#/sites/0', 'not-in-list'],
    ['a site twice', { sites: ['head', 'head'] }, '#/sites', 'site-twice'],
    ['a cause that is none', { cause: 'bad-luck' }, '#/cause', 'not-in-list'],
    ['a dose that is nobody’s', { followsAdministrationId: ABSENT }, '#/followsAdministrationId', 'dose-unknown'],
    ['a field that does not exist', { severity: 'none' }, '#/severity', 'unknown-field'],
    [
      'a reason that nothing asked for',
      { confirmedWarnings: [{ code: 'other-scale', reason: 'por si acaso' }] },
      '#/confirmedWarnings/0/code',
      'override-not-needed',
    ],
    [
      'a reason for being late in time',
      { confirmedWarnings: [{ code: 'late-entry', reason: 'sin red' }] },
      '#/confirmedWarnings/0/code',
      'override-not-needed',
    ],
  ])('%s', async (_case, change, pointer, code) => {
    const { assess, items } = await openBed()
    expect(await assess(flacc(change))).toMatchObject({
      status: 400,
      body: { type: '/problems/invalid-request', errors: [{ pointer, code }] },
    })
    expect(await items()).toEqual([])
  })

  test.each<[string, number, Record<string, unknown>, string, string]>([
    [
      'items on a scale that is chosen whole',
      10,
      { scale: 'NRS', items: { a: 1 }, score: 4 },
      '#/items',
      'items-not-for-scale',
    ],
    ['no score', 10, { scale: 'NRS' }, '#/score', 'required'],
    ['eleven of ten', 10, { scale: 'NRS', score: 11 }, '#/score', 'score-out-of-range'],
    ['between two numbers', 10, { scale: 'NRS', score: 4.5 }, '#/score', 'score-not-allowed'],
    ['finer than a millimetre', 10, { scale: 'VAS', score: 4.55 }, '#/score', 'score-not-allowed'],
    ['a face between two', 5, { scale: 'FPS-R', score: 5 }, '#/score', 'score-not-allowed'],
  ])('%s', async (_case, years, sent, pointer, code) => {
    const { assess } = await openBed({ birthDate: yearsOld(years) })
    const { status, body } = await assess({ effectiveDateTime: minutesAgo(5), ...sent })
    expect({ status, errors: body.errors }).toEqual({ status: 400, errors: [{ pointer, code }] })
  })

  test('all that is wrong is said at once', async () => {
    const { assess } = await openBed()
    const { body } = await assess(flacc({ items: { face: 9 }, effectiveDateTime: minutesAgo(-60) }))
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '#/effectiveDateTime',
      ...['face', 'legs', 'activity', 'cry', 'consolability'].map((id) => `#/items/${id}`),
    ])
  })
})

const nips = { facial: 1, cry: 2, breathing: 1, arms: 0, legs: 0, arousal: 1 }

describe('the scale for another age', () => {
  test.each<[string, number, Record<string, unknown>]>([
    ['NIPS for an adult', 40, { scale: 'NIPS', items: nips }],
    ['NIPS at three', 3, { scale: 'NIPS', items: nips }],
    ['NRS at three', 3, { scale: 'NRS', score: 4 }],
    ['FLACC for an adult who speaks', 40, flacc()],
  ])('%s is refused', async (_case, years, sent) => {
    const { assess } = await openBed({ birthDate: yearsOld(years) })
    const { status, body } = await assess({ effectiveDateTime: minutesAgo(5), ...sent })
    expect({ status, errors: body.errors }).toEqual({
      status: 400,
      errors: [{ pointer: '#/scale', code: 'scale-for-age' }],
    })
  })

  test.each<[string, number, Record<string, unknown>, string[]]>([
    ['FLACC at five, who can tell', 5, flacc(), ['FPS-R', 'WBF', 'PHT']],
    ['NRS at six, who counts', 6, { scale: 'NRS', score: 4 }, ['FPS-R', 'WBF', 'PHT']],
    [
      'FPS-R at five, who cannot tell',
      5,
      { scale: 'FPS-R', score: 4, canSelfReport: false },
      ['FLACC', 'LLANTO', 'CHEOPS', 'EVENDOL', 'r-FLACC', 'COMFORT-B'],
    ],
    ['FLACC for an adult who does not speak', 40, flacc({ canSelfReport: false }), ['PAINAD', 'CPOT', 'BPS']],
  ])('%s asks for its reason, which is kept', async (_case, years, sent, proposed) => {
    const { assess, items } = await openBed({ birthDate: yearsOld(years) })
    const asked = { effectiveDateTime: minutesAgo(5), ...sent }
    expect(await assess(asked)).toMatchObject({
      status: 409,
      body: {
        type: '/problems/needs-confirmation',
        warnings: [{ pointer: '#/scale', code: 'other-scale', proposed }],
      },
    })
    expect(await items()).toEqual([])
    const confirmedWarnings = [{ code: 'other-scale', reason: 'La usamos desde su ingreso' }]
    const { status, body } = await assess({ ...asked, confirmedWarnings })
    expect({ status, body }).toMatchObject({ status: 201, body: { confirmedWarnings } })
    const trail = (await house.auditTrail()).filter(([, , id]) => id === body.id)
    expect(trail.map(([action]) => action).sort()).toEqual(['create', 'override'])
  })

  test('a child of five who sleeps is observed without a reason', async () => {
    const { assess } = await openBed({ birthDate: yearsOld(5) })
    expect((await assess(flacc({ canSelfReport: false }))).status).toBe(201)
  })

  test('is reckoned on the day of the pain, in the time of the hospital', async () => {
    const { assess } = await openBed({ birthDate: '2015-06-10' })
    const at = (effectiveDateTime: string, scale: string) => assess({ scale, score: 4, effectiveDateTime })
    // The eighth birthday begins at 06:00 UTC
    expect((await at('2023-06-10T05:30:00Z', 'NRS')).body.warnings?.[0]?.code).toBe('other-scale')
    expect((await at('2023-06-10T06:30:00Z', 'NRS')).status).toBe(201)
  })
})

describe('the clock of the pain and the clock of the entry', () => {
  test('more than half an hour late is a late entry, kept without a reason, with both', async () => {
    const { assess, items } = await openBed()
    const effectiveDateTime = minutesAgo(31)
    const { status, body } = await assess(flacc({ effectiveDateTime }))
    expect({ status, body }).toMatchObject({ status: 201, body: { effectiveDateTime, lateEntry: true } })
    expect(Date.parse(body.recordedAt) - Date.parse(effectiveDateTime)).toBeGreaterThan(30 * 60_000)
    expect((await assess(flacc({ effectiveDateTime: minutesAgo(29) }))).body.lateEntry).toBe(false)
    expect((await items()).map(({ lateEntry }: { lateEntry: boolean }) => lateEntry)).toEqual([false, true])
  })

  test('may bring its reason', async () => {
    const { assess } = await openBed()
    const confirmedWarnings = [{ code: 'late-entry', reason: 'Sin red en la sala' }]
    const sent = flacc({ effectiveDateTime: minutesAgo(600), confirmedWarnings })
    expect(await assess(sent)).toMatchObject({ status: 201, body: { lateEntry: true, confirmedWarnings } })
  })

  test('a clock of a ward may run ahead a little', async () => {
    const { assess } = await openBed()
    expect((await assess(flacc({ effectiveDateTime: minutesAgo(-10) }))).status).toBe(201)
  })

  test('is kept to the millisecond in universal time', async () => {
    const { assess } = await openBed()
    const sent = flacc({ effectiveDateTime: '2026-06-02T08:30:00.123456-06:00' })
    expect((await assess(sent)).body.effectiveDateTime).toBe('2026-06-02T14:30:00.123Z')
  })
})

describe('a look at what a dose did', () => {
  test('keeps the dose', async () => {
    const bed = await openBed()
    const followsAdministrationId = await aDose(bed, minutesAgo(35))
    expect(await bed.assess(flacc({ followsAdministrationId }))).toMatchObject({
      status: 201,
      body: { followsAdministrationId },
    })
  })

  test.each<[string, (bed: Bed, other: Bed) => Promise<string>, string]>([
    ['given afterwards', (bed) => aDose(bed, minutesAgo(2)), 'before-dose'],
    ['that was a mistake', (bed) => aDose(bed, minutesAgo(35), 'entered-in-error'), 'dose-unknown'],
    ['of another hospital', (_, other) => aDose(other, minutesAgo(35)), 'dose-unknown'],
    [
      'of another person of the same hospital',
      async (bed) => {
        const { body } = await bed.nurse.post('/api/patients', aPatient(bed.hospital.id))
        return aDose({ ...bed, patientId: body.id }, minutesAgo(35))
      },
      'dose-unknown',
    ],
  ])('refuses one %s', async (_case, makeDose, code) => {
    const [bed, other] = [await openBed(), await openBed()]
    const followsAdministrationId = await makeDose(bed, other)
    expect((await bed.assess(flacc({ followsAdministrationId }))).body.errors).toEqual([
      { pointer: '#/followsAdministrationId', code },
    ])
  })
})

describe('sent twice', () => {
  test('under one key it is recorded once and answered the same', async () => {
    const { assess, items } = await openBed()
    const key = { 'idempotency-key': randomUUID() }
    const sent = flacc()
    const [first, again] = [await assess(sent, key), await assess(sent, key)]
    expect(first.status).toBe(201)
    expect([again.status, again.body]).toEqual([201, first.body])
    expect(await items()).toHaveLength(1)
    expect((await assess(flacc({ note: 'Otra' }), key)).status).toBe(422)
  })

  test('at the same moment too', async () => {
    const { assess, items } = await openBed()
    const key = { 'idempotency-key': randomUUID() }
    const sent = flacc()
    const answers = await Promise.all(Array.from({ length: 6 }, () => assess(sent, key)))
    for (const { status, body } of answers) expect([status, body]).toEqual([201, answers[0]?.body])
    expect(await items()).toHaveLength(1)
  })

  test('after the person has left, the answer is still the one that was given', async () => {
    const { nurse, record, assess } = await openBed()
    const key = { 'idempotency-key': randomUUID() }
    const sent = flacc()
    const first = await assess(sent, key)
    expect((await nurse.post(`${record}/withdrawal`, { kind: 'withdrawn', reason: 'Por petición' })).status).toBe(201)
    expect(await assess(sent, key)).toMatchObject({ status: 201, body: first.body })
    expect((await assess(sent)).status).toBe(409)
  })

  test('an answer that was a refusal is not remembered', async () => {
    const { assess } = await openBed()
    const key = { 'idempotency-key': randomUUID() }
    expect((await assess(flacc({ score: 9 }), key)).status).toBe(400)
    expect((await assess(flacc(), key)).status).toBe(201)
  })
})

describe('the list', () => {
  const fill = async () => {
    const bed = await openBed({ birthDate: '2015-01-02' })
    const days = ['2026-03-01T05:59:59Z', '2026-03-01T06:00:00Z', '2026-03-02T05:59:59.999Z', '2026-03-02T06:00:00Z']
    for (const effectiveDateTime of [...days, days[1]])
      expect((await bed.assess({ scale: 'NRS', score: 3, effectiveDateTime })).status).toBe(201)
    const at = async (query: string) =>
      (await bed.nurse.get(`${bed.url}?${query}`)).body.items.map(
        (it: { effectiveDateTime: string }) => it.effectiveDateTime,
      )
    return { ...bed, at }
  }

  test('has days of hospital time, and moments, both ends included', async () => {
    const { at } = await fill()
    const [first, midnight, last, next] = [
      '2026-03-01T05:59:59.000Z',
      '2026-03-01T06:00:00.000Z',
      '2026-03-02T05:59:59.999Z',
      '2026-03-02T06:00:00.000Z',
    ]
    expect(await at('')).toEqual([next, last, midnight, midnight, first])
    expect(await at('from=2026-03-01&to=2026-03-01')).toEqual([last, midnight, midnight])
    expect(await at(`from=${midnight}&to=${midnight}`)).toEqual([midnight, midnight])
    expect(await at('to=2026-02-28')).toEqual([first])
    expect(await at('from=2026-03-02T00:00:00-06:00'.replace('+', '%2B'))).toEqual([next])
  })

  test('goes on where it ended, also between two of one moment', async () => {
    const { nurse, url } = await fill()
    const whole = (await nurse.get(url)).body.items
    const seen: unknown[] = []
    let cursor = ''
    for (let pages = 0; pages < 5; pages++) {
      const { body } = await nurse.get(`${url}?limit=1${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.items)
      cursor = body.nextCursor
    }
    expect(seen).toEqual(whole)
    expect(cursor).toBeNull()
  })

  test.each([
    ['cursor=b3RybyB0ZXh0bw', '#/cursor', 'cursor-unknown'],
    [`cursor=${Buffer.from(`2026-99-01T00:00:00.000Z~${ABSENT}`).toString('base64url')}`, '#/cursor', 'cursor-unknown'],
    ['limit=201', '#/limit', 'too-large'],
    ['from=ayer', '#/from', 'instant-invalid'],
    ['to=2026-02-30', '#/to', 'instant-invalid'],
    ['severity=severe', '#/severity', 'unknown-field'],
  ])('refuses %s', async (query, pointer, code) => {
    const { nurse, url } = await openBed()
    const { status, body } = await nurse.get(`${url}?${query}`)
    expect({ status, errors: body.errors }).toEqual({ status: 400, errors: [{ pointer, code }] })
  })
})

describe('a mistake', () => {
  test('stays, marked with who, when and why, and is one only once', async () => {
    const { nurse, record, url, assess, items } = await openBed()
    const { body } = await assess(flacc())
    const mark = () => nurse.post(`${url}/${body.id}/entered-in-error`, { reason: 'Era otra niña' })
    const marked = await mark()
    expect(marked).toMatchObject({
      status: 201,
      body: {
        ...body,
        status: 'entered-in-error',
        enteredInError: { reason: 'Era otra niña', by: nurse.userId, at: expect.any(String) },
      },
    })
    expect(await items()).toEqual([marked.body])
    expect(await mark()).toMatchObject({ status: 409, body: { type: '/problems/already-entered-in-error' } })
    const timeline = (await nurse.get(`${record}/timeline`)).body.items
    expect(timeline.find(({ id }: { id: string }) => id === body.id).details.mistake).toBe('Era otra niña')
    expect(await house.auditTrail()).toContainEqual(['update', 'PainAssessment', body.id])
  })

  test('of another hospital, of another person, or of nobody, is not found', async () => {
    const [bed, other] = [await openBed(), await openBed()]
    const { body } = await other.assess(flacc())
    const mark = (url: string, id: string) => bed.nurse.post(`${url}/${id}/entered-in-error`, { reason: 'Otra' })
    expect((await mark(bed.url, body.id)).status).toBe(404)
    expect((await mark(other.url, body.id)).status).toBe(404)
    expect((await mark(bed.url, ABSENT)).status).toBe(404)
    expect((await mark(bed.url, 'x')).status).toBe(404)
  })
})

test('another hospital’s person is not there, for reading or for writing', async () => {
  const [bed, other] = [await openBed(), await openBed()]
  expect((await bed.nurse.get(other.url)).status).toBe(404)
  expect((await bed.nurse.post(other.url, flacc())).status).toBe(404)
  expect(await other.items()).toEqual([])
})

test('who has left the roll is assessed no more, also when they leave between look and write', async () => {
  const { hospital, nurse, record, assess, patientId, items } = await openBed()
  const scope: Scope = {
    ...{
      database: house.database,
      userId: nurse.userId,
      sessionId: nurse.sessionId,
      roles: ['hospital-staff'],
      grants: [],
    },
    ...{
      organizationIds: [hospital.id],
      national: false,
      door: 'girasol_clinic',
      keyed: openSealer(secrets.field),
      requestId: randomUUID(),
      route: 'test',
    },
  }
  const seen = await transact(scope, (open) => findPatient(open, patientId))
  expect((await nurse.post(`${record}/withdrawal`, { kind: 'withdrawn', reason: 'Por petición' })).status).toBe(201)
  expect(await assess(flacc())).toMatchObject({ status: 409, body: { type: '/problems/not-active' } })
  const stale = transact(scope, (open) => recordPainAssessment(open, seen, NewPainAssessment.parse(flacc()), null))
  await expect(stale).rejects.toMatchObject({ type: '/problems/not-active' })
  expect(await items()).toEqual([])
})
