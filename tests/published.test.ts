import { createHash } from 'node:crypto'
import type { GroupSearch, Hit } from 'shared/group-search'
import type { PublishedAgreements, PublishedPoints, PublishedSessions } from 'shared/published'
import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, test } from 'vitest'
import { anAgreement, aPost, aSession } from './support/agreements.js'
import { type Hospital, openHouse, type Person } from './support/house.js'
import { paragraph, publishMinutes } from './support/published.js'

const house = await openHouse()
let nation: Person
let mother: Person
let local: Person
let hospital: Hospital
const session = { id: '', number: 149, heldOn: '2024-08-09' }
const draft = { id: '', number: 150, heldOn: '2024-08-23' }
let minutes: Awaited<ReturnType<typeof publishMinutes>>
let agreementId = ''
let caseId = ''
let draftAgreementId = ''

const reportId = uuidv7()

beforeAll(async () => {
  nation = await house.signIn('coordinator', { national: true })
  mother = await house.signIn('parent-representative', { national: true })
  hospital = await house.openHospital({ ooadCode: '14', name: 'Hospital de Prueba Águila' })
  local = await house.signIn('coordinator', { organizationId: hospital.id })
  const post = await aPost(house)
  session.id = (await aSession(nation, { number: session.number, heldOn: session.heldOn })).id
  draft.id = (await aSession(nation, { number: draft.number, heldOn: draft.heldOn })).id
  const body = { responsible: post, dueOn: '2024-09-01' }
  agreementId = (
    await anAgreement(nation, session.id, { ...body, text: 'Surtir vincristina', hospitalId: hospital.id })
  ).id
  caseId = (
    await anAgreement(nation, session.id, { ...body, text: 'Dar cita', hospitalId: hospital.id, caseAlias: 'Caso 2' })
  ).id
  draftAgreementId = (await anAgreement(nation, draft.id, { ...body, text: 'Aún sin publicar' })).id
  minutes = await publishMinutes(house, {
    ...{ sessionId: session.id, number: session.number, heldOn: session.heldOn, topic: 'Trasplante' },
    blocks: [
      paragraph('Se habló del albergue para quienes vienen de lejos y del tratamiento con L-asparaginasa en Jalisco.'),
      { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'Otra línea' }]] },
    ],
    figures: [
      { key: 'total', reportId, value: 16682 },
      { key: 'umae', reportId, value: null },
    ],
  })
})

test('a session is listed with its versions; the next one with its agenda, and its link until its day is over', async () => {
  const ahead = { heldOn: '2099-01-09', link: 'https://reunion.example/151', topic: 'Dolor' }
  const agenda = [{ kind: 'agreements-review', title: null, note: 'Para la secretaría' }]
  const later = await aSession(nation, { heldOn: '2099-02-09' })
  await house.sql`delete from working_group_sessions where id = ${later.id}`
  const next = await aSession(nation, { ...ahead, agenda })
  await aSession(nation, { heldOn: '2099-03-09' })
  const body: PublishedSessions = (await mother.get('/api/published-sessions')).body
  expect(body.items).toEqual([
    {
      ...{ id: session.id, number: 149, heldOn: session.heldOn, mode: 'virtual', topic: 'Trasplante' },
      versions: [
        {
          ...{ versionNumber: 1, folio: 'GT-149/2024-1', erratumReason: null, sha256: minutes.sha256 },
          publishedAt: expect.stringMatching(/Z$/),
        },
      ],
    },
  ])
  expect(body.next).toMatchObject({ id: next.id, ...ahead })
  expect(body.next?.agenda).toEqual([{ kind: 'agreements-review', title: null }])
  for (const column of ['agenda', 'link', 'place', 'next_presenters', 'search'])
    await expect(
      house.database.transact({ role: 'girasol_families', national: true }, ({ query }) =>
        query(`select ${column} from working_group_sessions`, []),
      ),
      column,
    ).rejects.toMatchObject({ code: '42501' })
})

test('minutes are the bytes that were published, their ETag is the SHA-256, and an erratum stands beside the old', async () => {
  const first = await mother.get(`/api/published-sessions/${session.id}`)
  expect(first.text).toBe(minutes.text)
  expect(first.headers['etag']).toBe(`"${createHash('sha256').update(first.text).digest('hex')}"`)
  const erratum = await publishMinutes(house, {
    ...{ sessionId: session.id, number: session.number, heldOn: session.heldOn, erratumReason: 'Faltó un nombre' },
    ...{ blocks: minutes.document.blocks, figures: minutes.document.figures },
  })
  expect((await mother.get(`/api/published-sessions/${session.id}`)).text).toBe(erratum.text)
  expect((await mother.get(`/api/published-sessions/${session.id}?version=1`)).text).toBe(minutes.text)
  expect((await mother.get(`/api/published-sessions/${session.id}?version=3`)).status).toBe(404)
  const [{ versions } = { versions: [] }] = (await mother.get('/api/published-sessions')).body.items
  expect(versions.map((it: { erratumReason: string | null }) => it.erratumReason)).toEqual(['Faltó un nombre', null])
})

test('what an erratum is changing in the heading is not read before it is published', async () => {
  await house.sql`update working_group_sessions set topic = 'Borrador', held_on = '2024-08-10', mode = 'in-person' where id = ${session.id}`
  const [listed] = (await mother.get('/api/published-sessions')).body.items
  const { heldOn } = (await mother.get(`/api/published-agreements/${agreementId}`)).body
  const { items } = (await mother.get('/api/published-sessions/search?text=albergue')).body as GroupSearch
  await house.sql`update working_group_sessions set topic = null, held_on = ${session.heldOn}, mode = 'virtual' where id = ${session.id}`
  expect(listed).toMatchObject({ heldOn: session.heldOn, mode: 'virtual', topic: null })
  expect([heldOn, items]).toEqual([session.heldOn, [expect.objectContaining({ heldOn: session.heldOn })]])
})

test('what is not published is not there for families, nor its agreements', async () => {
  for (const address of [
    `published-sessions/${draft.id}`,
    `published-agreements/${draftAgreementId}`,
    `published-sessions/${uuidv7()}`,
    'published-agreements/x',
  ])
    expect((await mother.get(`/api/${address}`)).status, address).toBe(404)
  const { items } = (await mother.get('/api/published-agreements')).body as PublishedAgreements
  expect(items.map(({ id }) => id).sort()).toEqual([agreementId, caseId].sort())
})

test('agreements are late, then kept; the case has an owner and a date, and no hospital', async () => {
  const before: PublishedAgreements = (await mother.get('/api/published-agreements?fate=late')).body
  expect(before.sums).toEqual({ kept: 0, late: 2, open: 0 })
  const told = await local.post(`/api/agreements/${agreementId}/progress`, {
    ...{ text: 'Llegaron 40 piezas', status: 'kept', evidence: { url: 'https://imss.example/acta' } },
  })
  expect(told.status, told.text).toBeLessThan(300)
  const after: PublishedAgreements = (await mother.get('/api/published-agreements')).body
  expect(after.sums).toEqual({ kept: 1, late: 1, open: 0 })
  expect(after.byOffice.find(({ ooadCode }) => ooadCode === '14')).toMatchObject({ kept: 1, late: 0, open: 0 })
  expect(after.items.map(({ id }) => id)).toEqual([caseId, agreementId])
  expect(after.items[0]).toMatchObject({
    caseAlias: 'Caso 2',
    late: true,
    dueOn: '2024-09-01',
    responsible: 'Coordinación de Oncología',
  })
  expect(JSON.stringify(after.items[0])).not.toContain(hospital.id)
  expect(JSON.stringify(after.items[0])).not.toContain(hospital.name)
  const one = await mother.get(`/api/published-agreements/${agreementId}`)
  expect(one.body).toMatchObject({
    code: '149-1',
    sessionNumber: 149,
    heldOn: session.heldOn,
    status: 'kept',
    late: false,
  })
  expect(one.body.progress).toEqual([
    expect.objectContaining({ text: 'Llegaron 40 piezas', status: 'kept', evidenceUrl: 'https://imss.example/acta' }),
  ])
  const text = (await mother.get(`/api/published-agreements/${caseId}`)).text
  expect(text).not.toContain(hospital.id)
  expect(text).not.toContain(hospital.name)
})

test('figures are those of the latest minutes that quote any, and what is hidden stays null', async () => {
  expect((await mother.get('/api/published-figures')).body).toEqual({
    session: { id: session.id, number: 149, heldOn: session.heldOn },
    items: [
      { key: 'total', reportId, value: 16682 },
      { key: 'umae', reportId, value: null },
    ],
  })
})

describe('search', () => {
  const find = async (text: string, person = mother, path = 'published-sessions') => {
    const answer = await person.get(`/api/${path}/search?text=${encodeURIComponent(text)}`)
    expect(answer.status, answer.text).toBe(200)
    return (answer.body as GroupSearch).items
  }
  const marked = ({ snippet, marks }: Hit) => marks.map(({ at, length }) => snippet.slice(at, at + length))

  test.each([
    ['a word without its accent', 'tratamiento', ['minutes'], ['tratamiento']],
    ['capitals and accents', 'ALBÉRGUE', ['minutes'], ['albergue']],
    ['look-alike letters (Cyrillic a, e, o)', 'аlbеrguе lеjоs', ['minutes'], ['albergue', 'lejos']],
    ['a medication with a hyphen', 'asparaginasa', ['minutes'], ['asparaginasa']],
    ['an office', 'jalisco', ['agreement', 'minutes'], ['Jalisco']],
    ['a unit', 'aguila', ['agreement'], ['Águila']],
    ['a medication of an agreement', 'VINCRISTINA', ['agreement'], ['vincristina']],
    ['an alias', 'caso 2', ['agreement'], ['Caso', '2']],
    ['the code of an agreement', '149-2', ['agreement'], []],
    ['words that stand apart', 'asparaginasa albergue', ['minutes'], ['albergue', 'asparaginasa']],
    ['a word that is nowhere', 'albergue inexistente', [], []],
    ['signs of a pattern', '%_', [], []],
  ] as const)('%s', async (_name, text, kinds, words) => {
    const hits = await find(text)
    expect(hits.map(({ kind }) => kind)).toEqual(kinds)
    expect(hits.flatMap(marked).slice(0, words.length)).toEqual(words)
  })

  test('a point is found by its words, and one session by its newest version alone', async () => {
    const raised = await mother.post('/api/agenda-points', { text: 'Que haya enfermera por la noche en quimioterapia' })
    expect(raised.status, raised.text).toBe(201)
    expect((await find('enfermera noche')).map(({ id }) => id)).toEqual([raised.body.id])
    expect((await find('albergue')).length).toBe(1)
  })

  test('drafts are found by the secretariat alone', async () => {
    await house.sql`insert into minutes (id, session_id, version_number, text) values (${uuidv7()}, ${draft.id}, 1, ${'Primera línea\nSe pidió un oxímetro'})`
    expect(await find('oximetro', nation, 'working-group-sessions')).toEqual([
      expect.objectContaining({ kind: 'minutes', draft: true, sessionNumber: 150, snippet: 'Se pidió un oxímetro' }),
    ])
    expect((await find('publicar', nation, 'working-group-sessions')).map(({ id }) => id)).toEqual([draftAgreementId])
    expect(await find('oximetro', local, 'working-group-sessions')).toEqual([])
    for (const person of [mother, nation]) {
      expect(await find('oximetro', person)).toEqual([])
      expect(await find('publicar', person)).toEqual([])
    }
  })

  test('too short a text is refused by name', async () => {
    const { status, body } = await mother.get('/api/published-sessions/search?text=a')
    expect([status, body.errors]).toEqual([400, [{ pointer: '#/text', code: 'search-too-short' }]])
  })
})

describe('points', () => {
  test('twenty points an hour are taken from one account, and nobody else waits', async () => {
    const [father, other] = [
      await house.signIn('parent-representative', { national: true }),
      await house.signIn('parent-representative', { national: true }),
    ]
    const raise = (person: Person) => person.post('/api/agenda-points', { text: 'Que haya sillas en la espera' })
    const sent = await Promise.all(Array.from({ length: 21 }, () => raise(father)))
    expect(sent.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(20)
    const late = await raise(father)
    expect([late.status, Number(late.headers['retry-after']) > 3500]).toEqual([429, true])
    expect((await raise(other)).status).toBe(201)
    await house.sql`delete from agenda_points where raised_by in (${father.userId}, ${other.userId})`
  })

  test('what is raised is read with its fate, once for one key, and leaves its event', async () => {
    const key = { 'idempotency-key': uuidv7() }
    const text = 'Que se explique el cambio de carboplatino'
    const raised = await mother.post('/api/agenda-points', { text }, key)
    expect([raised.status, raised.body.status]).toEqual([201, 'received'])
    expect((await mother.post('/api/agenda-points', { text }, key)).body).toEqual(raised.body)
    const { items } = (await mother.get('/api/published-points')).body as PublishedPoints
    expect(items.filter((it) => it.text === text)).toHaveLength(1)
    expect(await house.auditTrail()).toContainEqual(['create', 'AgendaPoint', raised.body.id])
    const scheduled = await nation.patch(
      `/api/agenda-points/${raised.body.id}`,
      { status: 'scheduled', sessionId: draft.id },
      1,
    )
    expect(scheduled.status, scheduled.text).toBe(200)
    const after = (await mother.get('/api/published-points')).body as PublishedPoints
    expect(after.items.find(({ id }) => id === raised.body.id)).toMatchObject({
      status: 'scheduled',
      sessionNumber: 150,
      heldOn: draft.heldOn,
    })
  })

  test.each([
    ['a CURP', { text: 'Que se vea el caso HEGG560427MVZRRL04' }, 409],
    ['too few words', { text: 'No' }, 400],
    ['an unknown field', { text: 'Que haya más citas', raisedBy: uuidv7() }, 400],
  ])('%s is refused, and nothing is kept', async (_name, body, status) => {
    const { length } = ((await mother.get('/api/published-points?limit=200')).body as PublishedPoints).items
    expect((await mother.post('/api/agenda-points', body)).status).toBe(status)
    expect(((await mother.get('/api/published-points?limit=200')).body as PublishedPoints).items).toHaveLength(length)
  })

  test('nobody learns who raised one', async () => {
    expect((await nation.get('/api/published-points')).text).not.toContain(mother.userId)
  })
})

test('bulletins come approved only, without photographs whose consent is over', async () => {
  const bulletinId = uuidv7()
  await house.sql`insert into bulletins (id, session_id, year, number, title_es, title_en, text_es, text_en)
    values (${bulletinId}, ${session.id}, 2024, 411, '', '', '', '')`
  expect((await mother.get('/api/published-bulletins')).body.items).toEqual([])
  const photo = { url: 'https://fotos.example/1.jpg', caption: 'La reunión', consent: true, consentExpiresOn: null }
  const said = { title: 'Reunión', text: 'Hola', blocks: [paragraph('Hola')] }
  const document = {
    ...{
      bulletinId,
      sessionId: session.id,
      sessionNumber: 149,
      heldOn: session.heldOn,
      year: 2024,
      number: 411,
    },
    ...{ approvedAt: new Date().toISOString(), es: said, en: said, figures: [] },
    photos: [photo, { ...photo, consentExpiresOn: '2024-08-10' }, { ...photo, consent: false }],
  }
  await house.sql`update bulletins set status = 'approved', approved_at = now(), approved_by = ${uuidv7()}, document = ${JSON.stringify(document)}, sha256 = ${Buffer.alloc(32)} where id = ${bulletinId}`
  const { items } = (await mother.get('/api/published-bulletins')).body
  expect(items).toEqual([{ ...document, photos: [photo] }])
})
