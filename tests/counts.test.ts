import { readSheet } from 'read-excel-file/node'
import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import type { CountRow } from 'shared/counts'
import { discloseSum, lastCut } from 'shared/disclosure'
import { beforeAll, describe, expect, test } from 'vitest'
import { aPatient, type Hospital, openHouse, type Person } from './support/house.js'
import { anEntry, type Entry, entries, post } from './support/ledger.js'

const today = dayIn(MEXICO_CITY, new Date())
const leaving = (entry: Entry, kind: Entry['kind'], postedOn: string): Entry => ({ ...entry, kind, postedOn, sign: -1 })
const arriving = (entry: Entry, kind: Entry['kind'], postedOn: string, facts: Partial<Entry> = {}): Entry => ({
  ...entry,
  ...facts,
  kind,
  postedOn,
})

describe('a ledger counted by hand', async () => {
  const house = await openHouse()
  let umae: Hospital
  let jalisco: Hospital
  let durango: Hospital
  let national: Person

  beforeAll(async () => {
    umae = await house.openHospital({ level: 'umae', ooadCode: '14', name: 'UMAE Pediatría' })
    jalisco = await house.openHospital({ ooadCode: '14', name: 'HGZ 14' })
    durango = await house.openHospital({ ooadCode: '10', name: 'HGR 1' })
    national = await house.signIn('coordinator', { national: true })
    const child = anEntry({ organizationId: umae.id, postedOn: '2024-01-10', birthDate: '2014-05-05', iccc3Group: 'I' })
    const adult = anEntry({ organizationId: jalisco.id, postedOn: '2024-01-31', birthDate: '1980-05-05', sex: 'male' })
    const twin = anEntry({ organizationId: umae.id, postedOn: '2024-02-10', birthDate: '2014-05-05' })
    const wrong = anEntry({ organizationId: jalisco.id, postedOn: '2024-02-11', birthDate: '2010-01-01' })
    // diagnosed at 17, registered at 18, so an adult by the default rule and a child by the other
    const between = anEntry({
      ...{ organizationId: durango.id, postedOn: '2024-02-15', birthDate: '2006-02-01', registeredOn: '2024-02-12' },
      ...{ diagnosedOn: '2024-01-20', iccc3Group: 'VIII' },
    })
    await post(house, [
      ...[child, adult, twin, wrong, between],
      leaving(twin, 'merged', '2024-02-20'),
      leaving(wrong, 'error', '2024-02-20'),
      leaving(adult, 'transferred-out', '2024-02-25'),
      arriving(adult, 'transferred-in', '2024-02-25', { organizationId: umae.id }),
      leaving(child, 'withdrawn', '2024-03-05'),
    ])
  })

  test('the nation prints totals, a balance that closes, and a row for each hospital', async () => {
    const { status, body } = await national.get('/api/counts?on=2024-02-29&since=2024-01-31')
    expect(status).toBe(200)
    expect(body).toEqual({
      on: '2024-02-29',
      since: '2024-01-31',
      ageRule: { limit: 18, at: 'registration' },
      groupBy: 'hospital',
      scope: { national: true, kind: 'national', label: null, hospitals: 3 },
      total: { patients: 3, paediatric: 1, adult: 2, paediatricPercent: 33, hospitals: 2, umae: 1, secondLevel: 1 },
      balance: { previous: 2, added: 3, removed: { merged: 1, withdrawn: 0, error: 1 }, total: 3 },
      rows: expect.any(Array),
    })
    const place = { suppressed: undefined }
    expect(new Map(body.rows.map((row: CountRow) => [row.label, { ...row, ...place }]))).toEqual(
      new Map<string, unknown>([
        [
          'UMAE Pediatría',
          {
            ...{ key: umae.clues, label: 'UMAE Pediatría', organizationId: umae.id, level: 'umae', ooadCode: '14' },
            ...{ paediatric: 1, adult: 1, patients: 2, added: 1, ...place },
          },
        ],
        [
          'HGZ 14',
          {
            ...{
              key: jalisco.clues,
              label: 'HGZ 14',
              organizationId: jalisco.id,
              level: 'second-level',
              ooadCode: '14',
            },
            ...{ paediatric: 0, adult: 0, patients: 0, added: 1, ...place },
          },
        ],
        [
          'HGR 1',
          {
            ...{
              key: durango.clues,
              label: 'HGR 1',
              organizationId: durango.id,
              level: 'second-level',
              ooadCode: '10',
            },
            ...{ paediatric: 0, adult: 1, patients: 1, added: 1, ...place },
          },
        ],
      ]),
    )
  })

  test.each([
    ['level', { umae: [1, 1, 1], 'second-level': [0, 1, 2] }],
    ['ooad', { 10: [0, 1, 1], 14: [1, 1, 2] }],
    ['iccc3', { I: [1, 0, 0], VIII: [0, 1, 1], 'not-classified': [0, 1, 2] }],
  ])('grouped by %s the rows add up to the same', async (groupBy, expected) => {
    const { body } = await national.get(`/api/counts?on=2024-02-29&since=2024-01-31&groupBy=${groupBy}`)
    const rows = body.rows.filter(({ patients, added }: CountRow) => patients !== 0 || added !== 0)
    expect(Object.fromEntries(rows.map((row: CountRow) => [row.key, [row.paediatric, row.adult, row.added]]))).toEqual(
      expected,
    )
    expect(body.total.patients).toBe(3)
  })

  test.each([
    ['ageAt=diagnosis', 2],
    ['ageAt=diagnosis&ageLimit=16', 1],
    ['ageLimit=19', 2],
    ['ageAt=report&ageLimit=19', 2],
  ])('the age rule %s decides who is paediatric and is printed', async (rule, paediatric) => {
    const { body } = await national.get(`/api/counts?on=2024-02-29&${rule}`)
    expect(body.total).toMatchObject({ patients: 3, paediatric, adult: 3 - paediatric })
    const asked = new URLSearchParams(rule)
    expect(body.ageRule).toEqual({
      limit: Number(asked.get('ageLimit') ?? 18),
      at: asked.get('ageAt') ?? 'registration',
    })
  })

  test('a hospital with nobody left no longer counts, and its row keeps what it added', async () => {
    const { body } = await national.get('/api/counts?on=2024-03-05&since=2024-02-29')
    expect(body.total).toMatchObject({ patients: 2, paediatric: 0, hospitals: 2 })
    expect(body.balance).toEqual({
      ...{ previous: 3, added: 0, removed: { merged: 0, withdrawn: 1, error: 0 }, total: 2 },
    })
  })

  test('part of the nation closes its balance with transfers', async () => {
    const staff = await house.signIn('hospital-staff', { organizationId: jalisco.id })
    const { body } = await staff.get('/api/counts?on=2024-02-29&since=2024-01-31')
    expect(body.scope).toEqual({ national: false, kind: 'hospital', label: 'HGZ 14', hospitals: 1 })
    expect(body.balance).toEqual({
      ...{ previous: 1, added: 1, removed: { merged: 0, withdrawn: 0, error: 1 } },
      ...{ transferredIn: 0, transferredOut: 1, total: 0 },
    })
    expect(body.rows.map(({ key }: CountRow) => key)).toEqual([jalisco.clues])
  })

  test('an OOAD sees the hospitals that answer to it, so no UMAE, and nothing of another', async () => {
    const ooad = await house.signIn('coordinator', { ooadCode: '14' })
    const { body } = await ooad.get('/api/counts?on=2024-02-20&since=2024-01-31')
    expect(body.scope).toMatchObject({ national: false, kind: 'ooad', label: expect.stringContaining('Jalisco') })
    expect(body.rows.map(({ key }: CountRow) => key)).toEqual([jalisco.clues])
    expect(body.total).toMatchObject({ patients: 1, adult: 1 })
    const foreign = await house.signIn('coordinator', { ooadCode: '31' })
    expect((await foreign.get('/api/counts?on=2024-02-20')).body.total.patients).toBe(0)
  })

  test('fortnights end on the day asked for, and each carries what it added', async () => {
    const { body } = await national.get('/api/counts/fortnights?on=2024-02-25&count=3&ageAt=diagnosis')
    expect(body.points).toEqual([
      {
        ...{ from: '2024-01-15', to: '2024-01-28', added: 0, patients: 1, paediatric: 1, adult: 0 },
        paediatricPercent: 100,
      },
      {
        ...{ from: '2024-01-29', to: '2024-02-11', added: 3, patients: 4, paediatric: 3, adult: 1 },
        paediatricPercent: 75,
      },
      {
        ...{ from: '2024-02-12', to: '2024-02-25', added: 1, patients: 3, paediatric: 2, adult: 1 },
        paediatricPercent: 67,
      },
    ])
  })

  test('the pyramid counts each person by sex and age at registration', async () => {
    const { body } = await national.get('/api/counts/pyramid?on=2024-02-29')
    const found = body.bands.filter(({ patients }: { patients: number }) => patients > 0)
    expect(found).toEqual([
      { fromAge: 5, toAge: 9, female: 1, male: 0, other: 0, unknown: 0, patients: 1 },
      { fromAge: 18, toAge: 19, female: 1, male: 0, other: 0, unknown: 0, patients: 1 },
      { fromAge: 40, toAge: 44, female: 0, male: 1, other: 0, unknown: 0, patients: 1 },
    ])
    expect(body.total).toEqual({ female: 2, male: 1, other: 0, unknown: 0, patients: 3 })
    expect(body.bands).toHaveLength(19)
  })

  test('removals open to the day and the hospital, a page at a time, and name nobody', async () => {
    await post(house, [
      leaving(
        anEntry({ organizationId: durango.id, postedOn: '2024-02-01', reason: 'Lo pidió su madre Remedios' }),
        'withdrawn',
        '2024-02-21',
      ),
      anEntry({ organizationId: durango.id, postedOn: '2024-02-21' }),
    ])
    const first = await national.get('/api/counts/removals?on=2024-02-29&since=2024-01-31&limit=2')
    const second = await national.get(
      `/api/counts/removals?on=2024-02-29&since=2024-01-31&limit=2&cursor=${first.body.nextCursor}`,
    )
    const items = [...first.body.items, ...second.body.items]
    expect(items.map(({ day, key, kind, people }) => [day, key, kind, people])).toEqual([
      ['2024-02-21', durango.clues, 'withdrawn', 1],
      ['2024-02-20', umae.clues, 'merged', 1],
      ['2024-02-20', jalisco.clues, 'error', 1],
    ])
    expect(second.body.nextCursor).toBeNull()
    expect(first.text + second.text).not.toContain('Remedios')
    const added = await national.get('/api/counts/removals?on=2024-02-15&since=2024-01-31&kind=registered')
    expect(added.body.items.map(({ people }: { people: number }) => people)).toEqual([1, 1, 1])
  })

  test.each([
    ['on=2024-02-30', '#/on', 'date-invalid'],
    ['on=ayer', '#/on', 'date-invalid'],
    [`on=${addDays(today, 1)}`, '#/on', 'future-date'],
    ['on=2024-01-01&since=2024-01-02', '#/since', 'since-after-on'],
    ['groupBy=curp', '#/groupBy', 'not-in-list'],
    ['ageLimit=17', '#/ageLimit', 'not-in-list'],
    ['ageAt=birth', '#/ageAt', 'not-in-list'],
    ['on=2024-01-01&on=2024-01-02', '#/on', 'date-invalid'],
    ['hospital=1', '#/hospital', 'unknown-field'],
    ['format=pdf', '#/format', 'not-in-list'],
  ])('%s is refused by name', async (query, pointer, code) => {
    const { status, body } = await national.get(`/api/counts?${query}`)
    expect(status).toBe(400)
    expect(body.errors).toContainEqual({ pointer, code })
  })

  test.each([
    ['counts/fortnights?count=0', '#/count'],
    ['counts/fortnights?count=131', '#/count'],
    ['counts/removals?cursor=2024-02-31~00000000-0000-7000-8000-000000000000~merged', '#/cursor'],
    ['counts/removals?cursor=2024-02-01~------------------------------------~merged', '#/cursor'],
    ['counts/removals?limit=201', '#/limit'],
    ['counts/pyramid?ageLimit=18', '#/ageLimit'],
  ])('%s is refused by name', async (address, pointer) => {
    const { status, body } = await national.get(`/api/${address}`)
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, pointer])
  })
})

describe('what was printed for a day', async () => {
  const house = await openHouse()

  test('prints again for ever: after registrations, corrections, diagnoses and withdrawals', async () => {
    const hospital = await house.openHospital({ ooadCode: '14' })
    const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
    const coordinator = await house.signIn('coordinator', { national: true })
    const yesterday = addDays(today, -1)
    const known = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const { body } = await clerk.post('/api/patients', aPatient(hospital.id, { sex: 'female' }))
        return body as { id: string; version: number }
      }),
    )
    // they were taken in the day before: the ledger is the only thing a test may post into the past
    await house.sql`alter table registry_entries disable trigger registry_entries_fixed`
    await house.sql`update registry_entries set posted_on = ${yesterday}`
    await house.sql`alter table registry_entries enable trigger registry_entries_fixed`
    const boards = [
      ...['', '&groupBy=iccc3', '&ageAt=diagnosis', '&ageAt=report&ageLimit=15'].map(
        (more) => `/api/counts?on=${yesterday}${more}`,
      ),
      `/api/counts/pyramid?on=${yesterday}`,
      `/api/counts/fortnights?on=${yesterday}`,
    ]
    const print = () => Promise.all(boards.map(async (board) => (await coordinator.get(board)).text))
    const before = await print()
    const [edited, diagnosed, gone] = known
    if (edited === undefined || diagnosed === undefined || gone === undefined) throw new Error('four were registered')

    await clerk.post('/api/patients', aPatient(hospital.id))
    expect((await clerk.patch(`/api/patients/${edited.id}`, { birthDate: '1990-01-01', sex: 'male' }, 1)).status).toBe(
      200,
    )
    const condition = { icd10: 'C91.0', basisOfDiagnosis: 'histology-primary', recordedDate: today, onsetDate: today }
    const told = await clerk.post(`/api/patients/${diagnosed.id}/conditions`, {
      ...condition,
      ...{ topography: 'C42.1', morphology: '9811/3' },
    })
    expect([told.status, told.text]).toEqual([201, expect.any(String)])
    const withdrawal = await clerk.post(`/api/patients/${gone.id}/withdrawal`, { kind: 'error', reason: 'duplicado' })
    expect(withdrawal.status).toBe(201)

    expect(await print()).toEqual(before)
    const { body } = await coordinator.get(`/api/counts?on=${today}&since=${yesterday}`)
    expect(body.balance).toEqual({
      ...{ previous: 4, added: 1, removed: { merged: 0, withdrawn: 0, error: 1 }, total: 4 },
    })
    expect(body.total.adult).toBe(1)
    const groups = await coordinator.get('/api/counts?groupBy=iccc3')
    expect(groups.body.rows.find(({ key }: CountRow) => key === 'I').patients).toBe(1)
    const pyramid = await coordinator.get('/api/counts/pyramid')
    expect(pyramid.body.total.patients).toBe(4)
    expect(pyramid.body.bands.find(({ fromAge }: { fromAge: number }) => fromAge === 35).male).toBe(1)
  })

  test('a registration raises the nation and its hospital by one at once, and no other', async () => {
    const [here, there] = [await house.openHospital(), await house.openHospital()]
    const clerk = await house.signIn('hospital-staff', { organizationId: here.id })
    const other = await house.signIn('hospital-staff', { organizationId: there.id })
    const coordinator = await house.signIn('coordinator', { national: true })
    const patients = async (person: Person) => (await person.get('/api/counts')).body.total.patients as number
    const before = [await patients(coordinator), await patients(clerk), await patients(other)]
    await clerk.post('/api/patients', aPatient(here.id))
    const after = [await patients(coordinator), await patients(clerk), await patients(other)]
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([1, 1, 0])
  })
})

describe('figures for families', async () => {
  const house = await openHouse()
  const friday = '2024-08-09'
  let mother: Person
  let hospitals: Hospital[]

  beforeAll(async () => {
    mother = await house.signIn('parent-representative', { national: true })
    hospitals = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((index) =>
        house.openHospital({ level: index < 1 ? 'umae' : 'second-level', ooadCode: index % 2 ? '14' : '10' }),
      ),
    )
    // children, adults and newcomers of each hospital; small ones among them
    const people = [
      [38, 61, 9],
      [3, 40, 2],
      [12, 2, 3],
      [0, 27, 5],
      [24, 37, 4],
      [17, 4, 0],
    ] as const
    await post(
      house,
      hospitals.flatMap(({ id }, index) => {
        const [children, adults, newcomers] = people[index] ?? [0, 0, 0]
        const old = { organizationId: id, postedOn: '2024-01-10' }
        const grown = { birthDate: '1970-01-01', sex: 'male' as const }
        return [
          ...entries(children, {
            ...old,
            birthDate: '2016-01-01',
            iccc3Group: ['I', 'V', 'II', 'I', 'I', 'III'][index] ?? null,
          }),
          ...entries(adults, { ...old, ...grown }),
          ...entries(newcomers, { organizationId: id, postedOn: '2024-08-01', ...grown }),
        ]
      }),
    )
  })

  const boards = ['hospital', 'level', 'ooad', 'iccc3'].map((groupBy) => `/api/counts?on=2024-08-14&groupBy=${groupBy}`)

  test('are those of the last Friday, and say so', async () => {
    const { body } = await mother.get('/api/counts?on=2024-08-14&since=2024-07-31')
    expect(body).toMatchObject({ on: friday, since: '2024-07-26', ageRule: { limit: 18, at: 'registration' } })
    expect(body.disclosure).toEqual({ askedOn: '2024-08-14', askedSince: '2024-07-31', smallestShown: 8, roundedTo: 5 })
    const now = await mother.get('/api/counts')
    expect(now.body.on).toBe(lastCut(addDays(today, -1)))
  })

  test('are the nation whole and exact, places rounded', async () => {
    const { body } = await mother.get(boards[0] ?? '')
    expect(body.total).toMatchObject({ patients: 288, paediatric: 94, adult: 194, paediatricPercent: 33, hospitals: 6 })
    const rows = body.rows.flatMap((row: CountRow) => [row.paediatric, row.adult, row.patients, row.added])
    for (const figure of rows) if (figure !== null) expect(figure % 5).toBe(0)
  })

  test.each([...boards, '/api/counts/pyramid?on=2024-08-14', '/api/counts/fortnights?on=2024-08-14&count=6'])(
    'hide 1 to 7 people and what would give them away in %s',
    async (board) => {
      const { status, body } = await mother.get(board)
      expect(status).toBe(200)
      const rows: Record<string, unknown>[] = [...(body.rows ?? body.bands ?? body.points), body.total ?? {}]
      const people = ['patients', 'paediatric', 'adult', 'added', 'female', 'male', 'other', 'unknown']
      for (const row of rows) {
        const figures = people.filter((name) => name in row).map((name) => row[name])
        expect(figures.filter((figure) => typeof figure === 'number' && figure > 0 && figure < 8)).toEqual([])
        expect(row['suppressed']).toBe(figures.includes(null) ? true : undefined)
      }
      // sums are made of what is seen beside them, so no subtraction tells more
      for (const { paediatric, adult, patients } of body.rows ?? [])
        expect(patients).toBe(discloseSum([paediatric, adult]))
    },
  )

  test('have small cells to hide, so that the tests above look at some', async () => {
    const { body } = await mother.get(boards[0] ?? '')
    const row = (index: number) => body.rows.find(({ key }: CountRow) => key === hospitals[index]?.clues)
    expect(row(1)).toMatchObject({ paediatric: null, added: null, suppressed: true })
    expect(row(2)).toMatchObject({ adult: null, suppressed: true })
    expect(row(0)).toMatchObject({ paediatric: 40, adult: 70, patients: 110, added: null })
    const groups = (await mother.get(boards[3] ?? '')).body.rows
    expect(groups.find(({ key }: CountRow) => key === 'V').paediatric).toBeNull()
  })

  test('follow one age rule, and open no removal', async () => {
    for (const rule of ['ageLimit=15', 'ageAt=report', 'ageAt=diagnosis&ageLimit=18'])
      expect((await mother.get(`/api/counts?${rule}`)).status).toBe(403)
    expect((await mother.get('/api/counts/fortnights?ageLimit=19')).status).toBe(403)
    expect((await mother.get('/api/counts/fortnights?count=27')).status).toBe(403)
    expect((await mother.get('/api/counts/removals')).status).toBe(403)
  })

  test('are the same file as screen', async () => {
    const { body } = await mother.get(boards[0] ?? '')
    const { text } = await mother.get(`${boards[0]}&format=csv`)
    const lines = text.trim().split('\r\n').slice(1)
    const shown = lines.map((line) => line.split(',').slice(-5, -1))
    const expected = body.rows.map((row: CountRow) =>
      [row.paediatric, row.adult, row.patients, row.added].map((figure) => (figure === null ? '' : String(figure))),
    )
    expect(shown).toEqual(expected)
  })

  test('are no wider for one who is a representative and works at a hospital', async () => {
    const both = await house.signIn('parent-representative', { national: true })
    await house.sql`insert into grants (id, user_id, role, organization_id) values (gen_random_uuid(), ${both.userId}, 'hospital-staff', ${hospitals[1]?.id ?? ''})`
    expect((await both.get(boards[0] ?? '')).body).toEqual((await mother.get(boards[0] ?? '')).body)
  })

  test('tell additions only where they do not tell of a few removals', async () => {
    const counts = async (on: string, since: string) => (await mother.get(`/api/counts?on=${on}&since=${since}`)).body
    expect((await counts('2024-08-09', '2024-07-26')).balance).toEqual({
      ...{ previous: 265, added: 23, removed: { merged: 0, withdrawn: 0, error: 0 }, total: 288 },
    })
    const [hospital] = hospitals
    const adult = { organizationId: hospital?.id ?? '', birthDate: '1970-01-01', sex: 'male' as const }
    const leavers = entries(7, { ...adult, postedOn: '2024-01-10' })
    await post(house, [
      ...leavers,
      ...leavers.slice(0, 2).map((entry) => leaving(entry, 'withdrawn', '2024-08-13')),
      ...leavers.slice(2).map((entry) => leaving(entry, 'merged', '2024-08-20')),
      ...entries(8, { ...adult, postedOn: '2024-08-14' }),
    ])
    const hidden = { merged: null, withdrawn: null, error: null }
    // two were withdrawn: with previous, total and additions anybody could work that out
    expect((await counts('2024-08-16', '2024-08-09')).balance).toEqual({
      ...{ previous: 295, added: null, removed: hidden, total: 301, suppressed: true },
    })
    // seven have gone by then
    expect((await counts('2024-08-23', '2024-08-09')).balance).toEqual({
      ...{ previous: 295, added: 8, removed: hidden, total: 296, suppressed: true },
    })
  })
})

describe('files', async () => {
  const house = await openHouse()
  let hospital: Hospital
  let coordinator: Person

  beforeAll(async () => {
    hospital = await house.openHospital({ name: '=HYPERLINK("http://malo.test","Hospital, uno")' })
    coordinator = await house.signIn('coordinator', { national: true })
    await post(house, entries(7, { organizationId: hospital.id, postedOn: '2024-03-04' }))
  })

  test('CSV is UTF-8 with BOM, one tidy table, with no formula, and leaves an audit event', async () => {
    const { headers, text } = await coordinator.get('/api/counts?on=2024-03-04', { accept: 'text/csv' })
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="girasol-conteos-hospital-2024-03-04.csv"',
    })
    expect(text).toBe(
      `\uFEFFFecha de corte,CLUES,Hospital,Nivel,OOAD del lugar,Pediátricas,Adultas,Personas,Nuevas en el periodo,Hay cifras ocultas\r\n` +
        `2024-03-04,${hospital.clues},"'=HYPERLINK(""http://malo.test"",""Hospital, uno"")",Segundo nivel,,7,0,7,7,no\r\n`,
    )
    const trail = await house.auditTrail()
    expect(trail.filter(([action, type]) => action === 'export' && type === 'Counts')).toHaveLength(1)
  })

  test('a workbook says first what it is, and types its cells', async () => {
    const address = '/api/counts?on=2024-03-04&since=2024-03-01&format=xlsx&lang=en'
    const response = await house.app.inject({
      method: 'GET',
      url: address,
      headers: { authorization: `Bearer ${coordinator.token}` },
    })
    const about = await readSheet(response.rawPayload, 1)
    expect(about.map(([label]) => label)).toEqual([
      ...['Source', 'Figures as of', 'Scope', 'Period of the people added', 'Filters', 'Age rule'],
      ...['Protection of figures', 'Confidentiality', 'Made'],
    ])
    const [headings, row] = await readSheet(response.rawPayload, 2)
    expect(headings?.slice(0, 3)).toEqual(['As of', 'CLUES', 'Hospital'])
    expect(row?.[0]).toEqual(new Date('2024-03-04T00:00:00Z'))
    expect(row?.[2]).toBe(`'=HYPERLINK("http://malo.test","Hospital, uno")`)
    expect(row?.slice(5, 9)).toEqual([7, 0, 7, 7])
  })

  test.each(['/api/counts/fortnights?count=3', '/api/counts/pyramid?on=2024-03-04'])(
    '%s comes as CSV and as a workbook too',
    async (address) => {
      const csv = await coordinator.get(`${address}&format=csv`)
      expect(csv.text.split('\r\n').length).toBeGreaterThan(3)
      const xlsx = await coordinator.get(address, {
        accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      })
      expect(xlsx.headers['content-disposition']).toMatch(
        /^attachment; filename="girasol-[a-z]+-\d{4}-\d\d-\d\d\.xlsx"$/,
      )
      expect(
        (await coordinator.get(address, { accept: 'application/json, text/csv;q=0.5' })).headers['content-type'],
      ).toMatch('application/json')
    },
  )
})
