import { createHash } from 'node:crypto'
import type { MinutesObstacle } from 'shared/minutes'
import { plainText } from 'shared/minutes-plain'
import { uuidv7 } from 'uuidv7'
import { beforeAll, expect, test } from 'vitest'
import { anAgreement, aPost } from './support/agreements.js'
import { aPatient, openHouse, type Person } from './support/house.js'
import { agreeOn, attend, freezeFigures, type Group, openGroup, people } from './support/minutes.js'

const house = await openHouse()
const CURP = 'HEGG560427MVZRRL04'

beforeAll(() => people(house))

/** As far as publication, with all that it needs but what is left out. */
async function agreedGroup(
  text = 'Hay {{total}} personas.',
  leaveOut: 'attendance' | 'figures' | 'nothing' = 'nothing',
  before: (group: Group) => Promise<unknown> = async () => {},
) {
  const group = await openGroup(house)
  await before(group)
  if (leaveOut !== 'attendance') await attend(house, group.sessionId)
  if (leaveOut !== 'figures') await freezeFigures(house, group)
  const { id, version } = await group.write(text)
  const agreed = await group.secretary.ask('POST', group.at(id, '/agreed'), undefined, { 'if-match': `"${version}"` })
  expect([agreed.status, agreed.body.status], agreed.text).toEqual([200, 'agreed'])
  const publish = (by: Person, body: object = {}, key: string = uuidv7()) =>
    by.post(group.at(id, '/publication'), body, { 'if-match': `"${version + 1}"`, 'idempotency-key': key })
  return { ...group, id, version: version + 1, publish }
}

const codes = ({ body }: { body: { errors?: MinutesObstacle[] } }) => (body.errors ?? []).map(({ code }) => code)

test('minutes begin with the agenda and the frozen figures, once', async () => {
  const agenda = [
    { kind: 'opening', title: 'Palabras de bienvenida' },
    { kind: 'figures', note: 'Del corte del viernes' },
    { kind: 'supply' },
  ]
  const group = await openGroup(house, { agenda })
  await freezeFigures(house, group)
  const begun = await group.begin()
  expect(begun).toMatchObject({ version: 1, versionNumber: 1, status: 'draft', marks: [] })
  expect(begun.text.split('\n\n').slice(0, 3)).toEqual([
    '## Palabras de bienvenida',
    '## Cifras',
    'Del corte del viernes',
  ])
  expect(begun.text).toContain('{{total}} personas registradas')
  expect(begun.text).toMatch(/## Abasto$/) // nothing about supply is frozen, so nothing is said
  const again = await group.second.post(group.all, {})
  expect([again.status, again.body.type, again.body.minutesId]).toEqual([409, '/problems/minutes-open', begun.id])
})

test('a coordinator of one hospital reads what is published and no draft', async () => {
  const group = await agreedGroup()
  const hospital = await house.openHospital()
  const near = await house.signIn('coordinator', { organizationId: hospital.id })
  expect((await near.get(group.all)).body).toEqual({ items: [] })
  expect((await near.get(group.at(group.id))).status).toBe(404)
  await house.sql`update minutes set not_a_person = '{Flor}' where id = ${group.id}`
  expect((await group.publish(group.second)).status).toBe(201)
  const { document, notAPerson } = (await near.get(group.at(group.id))).body
  expect([document.folio, notAPerson]).toEqual([expect.stringMatching(/^GT-\d+\/2024-1$/), []])
  expect((await group.second.get(group.at(group.id))).body.notAPerson).toEqual(['Flor'])
  expect((await near.get(group.at(group.id, '/revisions'))).status).toBe(403)
})

test('what another person wrote meanwhile is answered, and both texts are kept', async () => {
  const group = await openGroup(house)
  const { id, version } = await group.begin()
  const mine = await group.secretary.patch(group.at(id), { text: 'Lo que escribió una' }, version)
  expect([mine.status, mine.headers['etag']]).toEqual([200, '"2"'])
  const stale = await group.second.patch(group.at(id), { text: 'Lo que escribió otra' }, version)
  expect([stale.status, stale.body.current.text, stale.body.changedBy]).toEqual([
    412,
    'Lo que escribió una',
    group.secretary.userId,
  ])
  expect((await group.second.ask('PATCH', group.at(id), { text: 'x' })).status).toBe(428)
  const theirs = await group.second.patch(group.at(id), { text: 'Lo que escribió otra' }, 2)
  expect(theirs.body.authors).toEqual([group.secretary.userId, group.second.userId])
  const { body } = await group.secretary.get(group.at(id, '/revisions'))
  expect(body.items).toMatchObject([{ version: 2, writtenBy: group.secretary.userId, length: 19 }])
  const kept = await group.secretary.get(group.at(id, `/revisions/${body.items[0].id}`))
  expect(kept.body.text).toBe('Lo que escribió una')
})

test('the text before is kept when five minutes have passed, and not at every pause', async () => {
  const group = await openGroup(house)
  const { id } = await group.begin()
  const write = async (text: string, version: number) =>
    expect((await group.secretary.patch(group.at(id), { text }, version)).status).toBe(200)
  await write('Primero', 1)
  await write('Segundo', 2)
  expect((await group.secretary.get(group.at(id, '/revisions'))).body.items).toEqual([])
  await house.sql`update minutes set created_at = now() - interval '6 minutes' where id = ${id}`
  await write('Tercero', 3)
  await write('Cuarto', 4)
  expect((await group.secretary.get(group.at(id, '/revisions'))).body.items).toMatchObject([{ version: 3, length: 7 }])
  await expect(
    house.database.transact(
      { role: 'girasol_counts', userId: group.secretary.userId, organizationIds: [], national: true },
      ({ query }) => query('delete from minutes_revisions', []),
    ),
  ).rejects.toThrow(/permission denied/)
})

test('a text with a CURP is not saved, and its place is told without its words', async () => {
  const group = await openGroup(house)
  const { id, version } = await group.begin()
  const refused = await group.secretary.patch(group.at(id), { text: `Se habló de ${CURP} ayer` }, version)
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/identifies-a-patient'])
  expect(refused.body.errors[0]).toMatchObject({ pointer: '#/text', code: expect.stringMatching(/^identifies-/) })
  expect(refused.body.errors[0].length).toBeGreaterThan(0)
  expect(refused.text).not.toContain(CURP)
  expect((await group.secretary.get(group.at(id))).body).toMatchObject({ version: 1 })
})

test.each([
  ['is empty', '   ', ['text-empty'], undefined],
  ['quotes a figure that does not exist', 'Hay {{totales}}', ['figure-unknown'], 4],
] as const)('a draft that %s is not agreed', async (_case, text, expected, place) => {
  const group = await openGroup(house)
  const { id, version } = await group.write(text)
  const refused = await group.second.ask('POST', group.at(id, '/agreed'), undefined, { 'if-match': `"${version}"` })
  expect([refused.status, refused.body.type, codes(refused)]).toEqual([409, '/problems/minutes-not-ready', expected])
  expect(refused.body.errors[0].at).toBe(place)
})

test('agreed minutes are not written in until they are a draft again', async () => {
  const group = await agreedGroup()
  const edit = await group.second.patch(group.at(group.id), { text: 'Otra cosa' }, group.version)
  expect([edit.status, edit.body.type]).toEqual([409, '/problems/minutes-agreed'])
  const back = await group.second.ask('POST', group.at(group.id, '/back-to-draft'), undefined, {
    'if-match': `"${group.version}"`,
  })
  expect(back.body).toMatchObject({ status: 'draft', agreedBy: null, agreedAt: null })
  expect((await group.second.patch(group.at(group.id), { text: 'Otra cosa' }, group.version + 1)).status).toBe(200)
})

test('a draft is not published', async () => {
  const group = await openGroup(house)
  const { id, version } = await group.write('Un texto')
  const refused = await group.second.post(group.at(id, '/publication'), {}, { 'if-match': `"${version}"` })
  expect([refused.status, codes(refused)]).toEqual([409, ['status-not-agreed', 'no-attendance']])
})

test('whoever agreed does not publish, nor does the only author', async () => {
  const group = await agreedGroup()
  expect(codes(await group.publish(group.secretary))).toEqual(['agreed-by-you', 'only-author'])
  const other = await openGroup(house)
  await attend(house, other.sessionId)
  const { id, version } = await other.write('Un texto')
  await other.second.ask('POST', other.at(id, '/agreed'), undefined, { 'if-match': `"${version}"` })
  const headers = { 'if-match': `"${version + 1}"` }
  expect(codes(await other.secretary.post(other.at(id, '/publication'), {}, headers))).toEqual(['only-author'])
  expect(codes(await other.second.post(other.at(id, '/publication'), {}, headers))).toEqual(['agreed-by-you'])
})

test.each([
  ['attendance', 'Hay {{total}} personas.', 'attendance', 'no-attendance', undefined],
  ['frozen figures', 'Hay {{total}} personas.', 'figures', 'figure-not-frozen', '{{total}}'],
  ['a reference where a figure is typed', 'Hay 1 mil 640 personas.', 'nothing', 'figure-typed', '1 mil 640'],
] as const)('nothing is published without %s', async (_what, text, leaveOut, code, place) => {
  const group = await agreedGroup(text, leaveOut)
  const refused = await group.publish(group.second)
  expect([refused.status, refused.body.type, codes(refused)]).toEqual([409, '/problems/minutes-not-ready', [code]])
  if (place !== undefined)
    expect(refused.body.errors[0]).toMatchObject({ pointer: '#/text', at: text.indexOf(place), length: place.length })
  expect((await group.secretary.get(group.at(group.id))).body.status).toBe('agreed')
})

test('a sum that does not agree stands with its reason alone', async () => {
  const group = await agreedGroup('Hay {{total}} personas y se surten 403 + 290 = 683 claves.')
  const asked = await group.publish(group.second)
  expect([asked.status, asked.body.type]).toEqual([409, '/problems/needs-confirmation'])
  expect(asked.body.warnings).toMatchObject([{ code: 'figure-sum', stated: 683, expected: 693 }])
  const confirmedWarnings = [{ code: 'figure-sum', reason: 'Así lo dijo la persona que expuso' }]
  const published = await group.publish(group.second, { confirmedWarnings })
  expect(published.status, published.text).toBe(201)
  const [row] = await house.sql`select confirmed_warnings from minutes where id = ${group.id}`
  expect(row?.['confirmed_warnings']).toEqual(confirmedWarnings)
  const events = (await house.auditTrail()).filter(([, , id]) => id === group.id).map(([action]) => action)
  expect(events).toEqual(expect.arrayContaining(['create', 'update', 'freeze', 'override']))
})

test('published by two people, the document is sealed, found by its words, and the same again by the same key', async () => {
  const text = '## Cifras\n\nHay {{total}} personas, {{added}} nuevas. Falta vincristina.'
  const group = await agreedGroup(text, 'nothing', async ({ sessionId }) => {
    await agreeOn(house, sessionId, 'Dar seguimiento al catéter de varias niñas')
    await house.sql`update working_group_sessions set next_presenters = ${[{ ooadCode: '33' }] as never} where id = ${sessionId}`
  })
  const first = await group.publish(group.second, {}, 'la-misma-llave')
  expect(first.status, first.text).toBe(201)
  const { document, sha256, folio } = first.body
  expect(folio).toBe(`GT-${document.number}/2024-1`)
  expect(createHash('sha256').update(JSON.stringify(document)).digest('hex')).toBe(sha256)
  expect(plainText(document.blocks, document.figures)).toContain('Hay mil 640 personas, 437 nuevas.')
  expect(document.families.map(({ givenName }: { givenName: string }) => givenName)).toEqual([
    'María',
    'Nohemí',
    'María',
    'José',
  ])
  expect(document.institute).toHaveLength(3)
  expect(document.agreements).toMatchObject([
    { code: `${document.number}-1`, responsible: 'Coordinación de Abasto', late: true },
  ])
  expect(document.nextPresenters).toMatchObject([{ ooadCode: '33' }])

  const again = await group.publish(group.second, {}, 'la-misma-llave')
  expect([again.status, again.body]).toEqual([201, first.body])
  const other = await group.publish(group.second)
  expect([other.status, other.body.type]).toEqual([409, '/problems/minutes-published'])
  const read = await group.secretary.get(group.at(group.id))
  expect([read.headers['etag'], read.body.document]).toEqual([`"${sha256}"`, document])

  const [row] =
    await house.sql`select m.search, s.published_at from minutes m join working_group_sessions s on s.id = m.session_id where m.id = ${group.id}`
  for (const words of [
    'vincristina',
    'vincristine',
    'cateter',
    'varias ninas',
    'yucatan',
    'mil 640',
    'cuidados del cateter',
  ])
    expect(row?.['search']).toContain(words)
  expect(row?.['search']).not.toMatch(/nohemi|ixchel/)
  expect(row?.['published_at'].toISOString()).toBe(document.publishedAt)
})

test.each([
  ['a name on the attendance', (id: string) => attendWith(id)],
  ['another agreement', (id: string) => agreeOn(house, id, 'Dar seguimiento al catéter')],
  ['another topic', (id: string) => house.sql`update working_group_sessions set topic = 'Otro' where id = ${id}`],
] as const)('with %s nobody agreed to what would be published', async (_what, change) => {
  const group = await agreedGroup()
  await change(group.sessionId)
  const refused = await group.publish(group.second)
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/changed-since-agreed'])
  const headers = (version: number) => ({ 'if-match': `"${version}"` })
  await group.second.ask('POST', group.at(group.id, '/back-to-draft'), undefined, headers(group.version))
  await group.secretary.ask('POST', group.at(group.id, '/agreed'), undefined, headers(group.version + 1))
  const published = await group.second.post(group.at(group.id, '/publication'), {}, headers(group.version + 2))
  expect(published.status, published.text).toBe(201)
})

const attendWith = (id: string) =>
  house.sql`insert into attendances (id, session_id, given_name, relation) values (${uuidv7()}, ${id}, 'Elías', 'father')`

test.each([
  ['before its day', '2099-08-09', ['session-not-held', 'figures-of-another-day']],
  ['with figures of another day', '2024-08-08', ['figures-of-another-day']],
])('nothing is published %s', async (_when, heldOn, expected) => {
  const group = await agreedGroup()
  await house.sql`update working_group_sessions set held_on = ${heldOn} where id = ${group.sessionId}`
  const refused = await group.publish(group.second)
  await house.sql`update working_group_sessions set held_on = '2024-08-09' where id = ${group.sessionId}`
  expect([refused.status, codes(refused)]).toEqual([409, expected])
})

test('who was registered since is named nowhere in the document', async () => {
  const hospital = await house.openHospital()
  const staff = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const register = async (givenName: string) => {
    const names = { givenName, firstSurname: 'Xicohténcatl', secondSurname: 'Tzintzun' }
    const made = await staff.post('/api/patients', aPatient(hospital.id, names))
    expect(made.status, made.text).toBe(201)
  }
  const group = await agreedGroup('Se habló de los acuerdos.', 'nothing', ({ sessionId }) =>
    agreeOn(house, sessionId, 'Dar cita a Citlali Xicohténcatl'),
  )
  await register('Citlali')
  const refused = await group.publish(group.second)
  expect([refused.status, refused.body.type, refused.body.errors]).toEqual([
    409,
    '/problems/identifies-a-patient',
    [{ pointer: '#/agreements/0/text', code: 'identifies-name', at: 11, length: 20 }],
  ])
  const other = await openGroup(house, { topic: 'Lo que pidió Ixtli Xicohténcatl' })
  const { id, version } = await other.write('Se habló.')
  await register('Ixtli')
  const early = await other.second.ask('POST', other.at(id, '/agreed'), undefined, { 'if-match': `"${version}"` })
  expect([early.status, early.body.errors[0].pointer]).toEqual([409, '#/topic'])
})

test('of a case the minutes, their search and its own tell no hospital, not even by the post', async () => {
  const hospital = await house.openHospital({ ooadCode: '14', name: 'Hospital de Prueba Quetzal' })
  const near = await aPost(house, { kind: 'hospital-director', name: 'Dirección médica', organizationId: hospital.id })
  const named = await aPost(house, { kind: 'hospital-director', name: `Dirección del ${hospital.name}` })
  const group = await agreedGroup('Se habló de los casos.', 'nothing', async ({ secretary, sessionId }) => {
    const facts = { text: 'Dar cita', hospitalId: hospital.id, dueOn: '2024-09-01' }
    await anAgreement(secretary, sessionId, { ...facts, responsible: near, caseAlias: 'Caso 1' })
    await anAgreement(secretary, sessionId, { ...facts, responsible: named, caseAlias: 'Caso 2' })
  })
  const { body } = await group.publish(group.second)
  expect(body.document.agreements).toMatchObject([
    { caseAlias: 'Caso 1', responsible: 'Dirección médica', place: { organizationId: null, ooadCode: null } },
    { caseAlias: 'Caso 2', responsible: 'Direcciones de hospitales', place: { hospital: null, ooadName: null } },
  ])
  const rows = await house.sql`select m.document || m.search as said from minutes m where m.id = ${group.id}
    union all select search from agreements where session_id = ${group.sessionId}`
  for (const { said } of rows) expect(said).not.toMatch(/quetzal/i)
})

test('what is published says the same after new registrations, and nobody changes it, not even its owner', async () => {
  const group = await agreedGroup()
  const { body } = await group.publish(group.second)
  await people(house)
  await freezeFigures(house, group)
  const read = await group.secretary.get(group.at(group.id))
  expect(read.body.document).toEqual(body.document)
  const edit = await group.secretary.patch(group.at(group.id), { text: 'Otra' }, body.version)
  expect([edit.status, edit.body.type]).toEqual([409, '/problems/minutes-published'])
  await expect(house.sql`update minutes set text = 'Otra' where id = ${group.id}`).rejects.toThrow(/read-only/)
  await expect(house.sql`delete from minutes where id = ${group.id}`).rejects.toThrow(/read-only/)
})

test('an erratum says why, and stands beside what was published', async () => {
  const group = await agreedGroup()
  const { all } = group
  const published = await group.publish(group.second)
  expect((await group.second.post(all, {})).body.errors).toEqual([
    { pointer: '#/erratumReason', code: 'erratum-reason-required' },
  ])
  expect((await group.second.post(all, { erratumReason: 'Muy corto' })).body.errors[0].code).toBe('reason-short')
  const erratumReason = 'El número de hospitales era de otra semana'
  const erratum = await group.second.post(all, { erratumReason })
  expect(erratum.body).toMatchObject({
    versionNumber: 2,
    status: 'draft',
    text: 'Hay {{total}} personas.',
    erratumReason,
  })
  const { id } = erratum.body
  await group.secretary.patch(group.at(id), { text: 'Había {{total}} personas.' }, 1)
  await group.second.ask('POST', group.at(id, '/agreed'), undefined, { 'if-match': '"2"' })
  const second = await group.secretary.post(group.at(id, '/publication'), {}, { 'if-match': '"3"' })
  expect(second.body.document).toMatchObject({ versionNumber: 2, erratumReason, folio: expect.stringMatching(/-2$/) })
  expect((await group.secretary.get(group.at(group.id))).body.document).toEqual(published.body.document)
  const [session] = await house.sql`select published_at from working_group_sessions where id = ${group.sessionId}`
  expect(session?.['published_at'].toISOString()).toBe(published.body.document.publishedAt)
})

test('nothing is corrected before something is published', async () => {
  const group = await openGroup(house)
  const refused = await group.secretary.post(group.all, {
    erratumReason: 'Todavía no hay nada publicado',
  })
  expect([refused.status, refused.body.errors[0].code]).toEqual([400, 'nothing-published'])
})

test('two who publish in the same moment publish once', async () => {
  const group = await agreedGroup()
  const third = await house.signIn('coordinator', { national: true })
  const answers = await Promise.all([group.publish(group.second), group.publish(third)])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  const [row] =
    await house.sql`select count(*)::int as n from minutes where session_id = ${group.sessionId} and status = 'published'`
  expect(row?.['n']).toBe(1)
})

// The last, for it leaves a session on a day after those of the others
test('an erratum mends the day: its figures are frozen anew, and what was published keeps its own', async () => {
  const group = await agreedGroup()
  const first = await group.publish(group.second)
  expect(first.status, first.text).toBe(201)
  const session = `/api/working-group-sessions/${group.sessionId}`
  const refused = await group.secretary.post(`${session}/figures`)
  expect([refused.status, refused.body.type]).toEqual([409, '/problems/minutes-published'])
  const erratum = await group.second.post(group.all, { erratumReason: 'La sesión fue un día después' })
  const { version } = (await group.secretary.get(session)).body
  expect((await group.secretary.patch(session, { heldOn: '2024-08-10' }, version)).status).toBe(200)
  const { id } = erratum.body
  const act = (by: Person, what: string, read: number) =>
    by.ask('POST', group.at(id, what), {}, { 'if-match': `"${read}"` })
  await group.secretary.patch(group.at(id), { text: 'El día diez había {{total}} personas.' }, 1)
  expect((await act(group.secretary, '/agreed', 2)).status).toBe(200)
  expect(codes(await act(group.second, '/publication', 3))).toEqual(['figures-of-another-day'])
  await act(group.second, '/back-to-draft', 3)
  const frozen = await group.secretary.post(`${session}/figures`)
  expect(frozen.status, frozen.text).toBe(201)
  await act(group.secretary, '/agreed', 4)
  const second = await act(group.second, '/publication', 5)
  expect(second.status, second.text).toBe(201)
  expect(second.body.document).toMatchObject({ heldOn: '2024-08-10', versionNumber: 2 })
  expect((await group.secretary.get(group.at(group.id))).body.document).toEqual(first.body.document)
  expect(first.body.document.heldOn).toBe('2024-08-09')
})
