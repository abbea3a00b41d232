import { createHash } from 'node:crypto'
import { addDays, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import { uuidv7 } from 'uuidv7'
import { beforeAll, expect, test } from 'vitest'
import { type Hospital, openHouse, type Person } from './support/house.js'
import { entries, post } from './support/ledger.js'
import { publishMinutes } from './support/published.js'

const house = await openHouse()
const sessions = '/api/working-group-sessions'
const today = dayIn(MEXICO_CITY, new Date())

let hospital: Hospital
let writer: Person
let second: Person
let sessionId = ''

const prepare = async (body: object = {}) => {
  const made = await writer.post(`${sessions}/${sessionId}/bulletins`, body)
  expect(made.status, made.text).toBe(201)
  return made.body
}
const approve = (person: Person, { id, version }: { id: string; version: number }) =>
  person.post(`/api/bulletins/${id}/approval`, undefined, { 'if-match': `"${version}"` })
const photo = { url: 'https://fotos.example/149.jpg', caption: 'La mesa', consent: true, consentExpiresOn: null }

beforeAll(async () => {
  hospital = await house.openHospital({ level: 'umae', ooadCode: '14' })
  writer = await house.signIn('coordinator', { national: true })
  second = await house.signIn('coordinator', { national: true })
  await post(house, [
    ...entries(120, { organizationId: hospital.id, postedOn: '2024-01-10', birthDate: '1980-01-01' }),
    ...entries(60, { organizationId: hospital.id, postedOn: '2024-08-02' }),
  ])
  const session = await writer.post(sessions, { heldOn: '2024-08-09', mode: 'virtual', topic: 'Trasplante' })
  sessionId = session.body.id
})

test('a draft waits for the figures, and then is written with them by reference, in both languages', async () => {
  const early = await writer.post(`${sessions}/${sessionId}/bulletins`, {})
  expect([early.status, early.body.type]).toEqual([409, '/problems/figures-not-frozen'])
  expect((await writer.post(`${sessions}/${sessionId}/figures`)).status).toBe(201)
  await agreement()
  const draft = await prepare()
  expect(draft).toMatchObject({ year: 2024, number: 1, status: 'draft', version: 1, authors: [writer.userId] })
  expect(draft.titleEs).toBe('Sesión 1 del grupo de trabajo con madres y padres: Trasplante')
  expect(draft.textEs).toContain('El 9 de agosto de 2024')
  expect(draft.textEs).toContain('Al {{on}}, la plataforma tenía registradas a {{total}} personas con cáncer.')
  expect(draft.textEs).toContain(
    '- **1-1** Llamar a las familias de \\*todos\\* los casos. Responsable: Jefatura de abasto.',
  )
  expect(draft.textEn).toContain('On {{on}} the platform had {{total}} people with cancer on its roll.')
  expect(draft.textEn).toContain('- **1-1** Llamar a las familias')
  // nothing of what is hidden, or was not there to share, is told
  for (const text of [draft.textEs, draft.textEn]) expect(text).not.toMatch(/painTreatedPercent|supplyMonths/)
  expect((await prepare()).number).toBe(2)
  const { body } = await writer.get(`${sessions}/${sessionId}/bulletins`)
  expect(body.items.map(({ number }: { number: number }) => number)).toEqual([2, 1])
})

async function agreement() {
  const postId = uuidv7()
  await house.sql`insert into posts (id, kind, name) values (${postId}, 'supply', 'Jefatura de abasto')`
  await house.sql`insert into agreements (id, session_id, number, text, post_id, due_on, search)
    values (${uuidv7()}, ${sessionId}, 1, 'Llamar a las familias de *todos* los casos', ${postId}, '2024-08-30', '')`
}

test('number and year are one bulletin’s', async () => {
  const { id, version } = await prepare({ number: 40 })
  const taken = await writer.post(`${sessions}/${sessionId}/bulletins`, { number: 40 })
  expect([taken.status, taken.body.errors]).toEqual([400, [{ pointer: '#/number', code: 'bulletin-number-taken' }]])
  expect((await prepare({ number: 40, year: 2025 })).number).toBe(40)
  const moved = await writer.patch(`/api/bulletins/${id}`, { year: 2025 }, version)
  expect([moved.status, moved.body.errors[0].code]).toEqual([400, 'bulletin-number-taken'])
})

test('an edit needs the version that was read, and the other text comes back', async () => {
  const { id, version } = await prepare()
  expect((await writer.ask('PATCH', `/api/bulletins/${id}`, { titleEs: 'Otro' })).status).toBe(428)
  const edited = await second.patch(`/api/bulletins/${id}`, { titleEs: 'Título de la segunda' }, version)
  expect(edited.body).toMatchObject({ version: 2, authors: [writer.userId, second.userId] })
  expect(edited.headers['etag']).toBe('"2"')
  const stale = await writer.patch(`/api/bulletins/${id}`, { titleEs: 'Título de la primera' }, version)
  expect([stale.status, stale.body.current.titleEs, stale.body.changedBy]).toEqual([
    412,
    'Título de la segunda',
    second.userId,
  ])
})

test.each([
  ['a title', { titleEs: 'El caso HEGG560427MVZRRL04' }, '#/titleEs'],
  ['a text', { textEn: 'The case HEGG560427MVZRRL04' }, '#/textEn'],
  ['a caption', { photos: [photo, { ...photo, caption: 'HEGG560427MVZRRL04' }] }, '#/photos/1/caption'],
  ['an address', { photos: [{ ...photo, url: 'https://fotos.example/HEGG%20560427MVZRRL04.jpg' }] }, '#/photos/0/url'],
])('%s that says who a person is, is refused with its place', async (_what, edit, pointer) => {
  const { id, version } = await prepare()
  const refused = await writer.patch(`/api/bulletins/${id}`, edit, version)
  expect([refused.status, refused.body.type, refused.body.errors[0]]).toEqual([
    409,
    '/problems/identifies-a-patient',
    expect.objectContaining({ pointer, at: expect.any(Number), length: expect.any(Number) }),
  ])
  expect((await writer.get(`/api/bulletins/${id}`)).body.version).toBe(version)
})

test.each([
  [{ photos: [{ ...photo, url: 'http://fotos.example/149.jpg' }] }, '#/photos/0/url', 'photo-https-only'],
  [{ photos: [{ ...photo, consentExpiresOn: 'mañana' }] }, '#/photos/0/consentExpiresOn', 'date-invalid'],
  [{ number: 0 }, '#/number', 'too-small'],
  [{ status: 'approved' }, '#/status', 'unknown-field'],
  [{}, '#', 'nothing-to-change'],
])('%j is refused by name', async (edit, pointer, code) => {
  const { id, version } = await prepare()
  const refused = await writer.patch(`/api/bulletins/${id}`, edit, version)
  expect([refused.status, refused.body.errors?.[0]]).toEqual([400, { pointer, code }])
})

test('a second person approves what was read, and then it is read-only with its hash and its figures', async () => {
  const { id } = await prepare()
  const textEs = 'Son **{{total}}** personas.'
  const saved = (await writer.patch(`/api/bulletins/${id}`, { textEs, photos: [photo] }, 1)).body
  const own = await approve(writer, saved)
  expect([own.status, own.body.type]).toEqual([409, '/problems/second-person-needed'])
  expect((await second.post(`/api/bulletins/${id}/approval`)).status).toBe(428)
  expect((await approve(second, { id, version: 1 })).status).toBe(412)
  const early = await approve(second, saved)
  expect([early.status, early.body.type]).toEqual([409, '/problems/minutes-not-published'])
  await publishMinutes(house, { sessionId, number: 1, heldOn: '2024-08-09' })
  const approved = await approve(second, saved)
  expect(approved.status, approved.text).toBe(200)
  const { document, sha256 } = approved.body
  expect(createHash('sha256').update(JSON.stringify(document)).digest('hex')).toBe(sha256)
  expect(document).toMatchObject({ bulletinId: id, sessionNumber: 1, heldOn: '2024-08-09', photos: [photo] })
  const figures = (await writer.get(`${sessions}/${sessionId}/figures`)).body.items
  expect(document.figures).toEqual(figures)
  expect(document.es.blocks[0].inlines[1]).toEqual({ kind: 'strong', inlines: [{ kind: 'figure', key: 'total' }] })

  const edited = await writer.patch(`/api/bulletins/${id}`, { titleEs: 'Otro' }, approved.body.version)
  expect([edited.status, edited.body.type]).toEqual([409, '/problems/bulletin-approved'])
  expect((await approve(second, approved.body)).status).toBe(409)
  await expect(house.sql`update bulletins set title_es = 'Otro' where id = ${id}`).rejects.toThrow('read-only')

  await post(house, entries(9, { organizationId: hospital.id, postedOn: '2024-08-05' }))
  expect((await writer.get(`/api/bulletins/${id}`)).body.document.figures).toEqual(figures)
})

test.each([
  ['no consent', { photos: [{ ...photo, consent: false }] }, '#/photos/0/consent', 'consent-missing'],
  [
    'a consent that ended yesterday',
    { photos: [photo, { ...photo, consentExpiresOn: addDays(today, -1) }] },
    '#/photos/1/consentExpiresOn',
    'consent-expired',
  ],
  ['no English text', { textEn: ' ' }, '#/textEn', 'required'],
  ['a reference to no figure', { textEs: 'Son {{totales}}' }, '#/textEs', 'unknown-figure'],
  ['a title with a reference to none', { titleEn: 'They are {{totals}}' }, '#/titleEn', 'unknown-figure'],
])('with %s it is not approved, and the place is named', async (_what, edit, pointer, code) => {
  const { id, version } = await prepare()
  const saved = await writer.patch(`/api/bulletins/${id}`, edit, version)
  expect(saved.status, saved.text).toBe(200)
  const refused = await approve(second, saved.body)
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/bulletin-not-ready'])
  expect(refused.body.errors).toEqual([expect.objectContaining({ pointer, code })])
})

test('a consent of today stands, and one that ends later hides the photograph from then on', async () => {
  const { id, version } = await prepare()
  const photos = [{ ...photo, consentExpiresOn: today }]
  const saved = (await writer.patch(`/api/bulletins/${id}`, { photos }, version)).body
  expect(saved.photos[0].hidden).toBe(false)
  const approved = await approve(second, saved)
  expect(approved.status, approved.text).toBe(200)
  const other = await prepare()
  const over = await writer.patch(
    `/api/bulletins/${other.id}`,
    { photos: [{ ...photo, consentExpiresOn: addDays(today, -1) }] },
    other.version,
  )
  expect(over.body.photos[0].hidden).toBe(true)
})

test('bulletins are the nation’s; what is not there is 404', async () => {
  const { id } = await prepare()
  const reader = await house.signIn('coordinator', { organizationId: hospital.id })
  expect((await reader.get(`/api/bulletins/${id}`)).status).toBe(403)
  expect((await writer.get(`/api/bulletins/${uuidv7()}`)).status).toBe(404)
  expect((await writer.get(`/api/bulletins/no-es-un-id`)).status).toBe(404)
  expect((await writer.get(`${sessions}/${uuidv7()}/bulletins`)).status).toBe(404)
})
