import { type Scope, transact } from 'server/access/scope'
import { openSealer } from 'server/access/seal'
import { marksOf, marksToRead } from 'server/identity-check/check'
import { curpCheckDigit } from 'shared/curp'
import type { IdentityMark, IdentityMarkKind } from 'shared/identity-marks'
import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, test } from 'vitest'
import { aPatient, openHouse, type Person, secrets } from './support/house.js'

const house = await openHouse()
let [nation, second]: [Person, Person] = [] as never

const people = [
  { givenName: 'Ana Sofía', firstSurname: 'López', secondSurname: 'Pérez', nss: '12345678903' },
  { givenName: 'Itzel Yamileth', firstSurname: 'Robledo', secondSurname: 'Canché' },
  { givenName: 'José Ángel', firstSurname: 'De la Cruz', secondSurname: 'Montes de Oca' },
  { givenName: 'Begoña', firstSurname: 'O’Farrill', secondSurname: 'Muñoz' },
  { givenName: 'Ma. Guadalupe', firstSurname: 'Hernández', secondSurname: 'Ruiz' },
  { givenName: 'Íñigo', firstSurname: 'Delafuente', secondSurname: 'Güemes' },
  { givenName: 'Saúl', firstSurname: 'Mac Gregor', secondSurname: 'Ek' },
  { givenName: 'Rosa', firstSurname: 'Flores', secondSurname: 'Xicohténcatl' },
  { givenName: 'Guadalupe', firstSurname: 'Victoria', secondSurname: 'Nahuat' },
  { givenName: 'Alejandra', firstSurname: 'Tzintzun', secondSurname: null, chosenName: 'Noam' },
  { givenName: 'Mateo', firstSurname: 'Balam', secondSurname: 'Uc', chosenName: 'Renata Sol' },
  { givenName: 'Zoé', firstSurname: 'Villaseñor', secondSurname: 'Tun' },
  { givenName: 'Bernardo', firstSurname: 'Sepúlveda', secondSurname: 'Poot' },
  { givenName: 'Ulises', firstSurname: 'Couoh', secondSurname: 'Dzul', withdrawn: true },
  {
    ...{ givenName: 'Nicté', firstSurname: 'Puc', secondSurname: 'Cen' },
    guardians: [
      {
        givenName: 'Xóchitl Abril',
        firstSurname: 'Cen',
        secondSurname: 'Pech',
        relationship: 'parent',
        phone: '55 1234 5670',
      },
      { givenName: 'Alba', firstSurname: 'Reyes', secondSurname: null, relationship: 'grandparent', phone: null },
    ],
  },
]

beforeAll(async () => {
  nation = await house.signIn('coordinator', { national: true })
  second = await house.signIn('coordinator', { national: true })
  const hospital = await house.openHospital({ name: 'Hospital de Pediatría Dr. Bernardo Sepúlveda' })
  const staff = await house.signIn('hospital-staff', { organizationId: hospital.id })
  for (const { withdrawn, ...facts } of people as ((typeof people)[number] & { withdrawn?: boolean })[]) {
    const made = await staff.post('/api/patients', aPatient(hospital.id, { ...facts, birthDate: '2015-03-27' }))
    expect(made.status, made.text).toBe(201)
    if (withdrawn) {
      const left = await staff.post(`/api/patients/${made.body.id}/withdrawal`, {
        kind: 'withdrawn',
        reason: 'Petición',
      })
      expect(left.status, left.text).toBe(201)
    }
  }
  const post = uuidv7()
  await house.sql`insert into posts (id, kind, name) values (${post}, 'hospital-director', 'Dirección de Pediatría')`
  await house.sql`insert into post_holders (id, post_id, name, starts_on, ends_on)
    values (${uuidv7()}, ${post}, 'Dra. Zoé Villaseñor Arce', '2020-01-01', '2022-01-01')`
})

/** As the routes of coordinators or of representatives ask; each time somebody new, so that no hour's limit is met. */
const scopeOf = (facts: Partial<Scope> = {}): Scope => ({
  ...{ database: house.database, userId: uuidv7(), sessionId: uuidv7(), roles: [], grants: [], requestId: uuidv7() },
  ...{ organizationIds: [], national: false, door: 'girasol_counts', route: 'test', keyed: openSealer(secrets.field) },
  ...facts,
})
const look = (text: string, notAPerson: string[] = [], door: Scope['door'] = 'girasol_counts') =>
  transact(scopeOf({ door }), (open) => marksOf(open, text, notAPerson))

const curp17 = 'GOMC150327MDFMRRA'
const curp = curp17 + curpCheckDigit(curp17)
const wrongDigit = curp17 + ((Number(curp.at(-1)) + 1) % 10)

/** What is planted, between words of a minute; a third part where the mark is another text than what is planted. */
const planted: [kind: IdentityMarkKind, words: string, marked?: string][] = [
  ['name', 'Ana López'],
  ['name', 'ana lópez'],
  ['name', 'ANA LÓPEZ'],
  ['name', 'Ana Lopez'],
  ['name', 'Аna López'], // Cyrillic А
  ['name', 'Ana Lόpez'], // Greek ό
  ['name', 'ANA LΟPEZ'], // Greek capital Ο
  ['name', 'Ana Lo\u0301pez'],
  ['name', 'Ａｎａ Ｌｏｐｅｚ'],
  ['name', 'An\u200Ba L\u00ADópez'],
  ['name', 'López Ana'],
  ['name', 'López, Ana'],
  ['name', 'López Pérez, Ana'],
  ['name', 'LÓPEZ PÉREZ, Ana Sofía'],
  ['name', 'López Pérez Ana Sofía'],
  ['name', 'Ana Sofía López Pérez'],
  ['name', 'Sofía López'],
  ['name', 'Ana S. López'],
  ['name', 'Ana\nLópez'],
  ['name', 'López Pérez,\nAna'],
  ['name', 'Ana  López'],
  ['name', 'Ana\u00A0López'],
  ['name', '**Ana** López', 'Ana** López'],
  ['name', 'A**na** López'],
  ['name', '_Ana_ *López*', 'Ana_ *López'],
  ['name', '[Ana](https://ejemplo.mx) López', 'Ana](https://ejemplo.mx) López'],
  ['name', 'Ana L&oacute;pez'],
  ['name', 'Ana L&#243;pez'],
  ['name', 'Ana-López'],
  ['name', 'Ana<br>López'],
  ['name', 'Ana<br />López'],
  ['name', 'Ana\u3164López'],
  ['name', 'Ana\u2800&#12644;López'],
  ['name', 'https://notas.example/Ana%20L%C3%B3pez'],
  ['name', 'https://notas.example/?q=ana+lopez'],
  ['name', '[nota](/casos/Ana%2520López)', '/casos/Ana%2520López'],
  ['curp', `https://notas.example/${curp.replace(/^(.{4})/, '$1%20')}`],
  ['name', 'Ana (López)', 'Ana (López'],
  ['name', '«Ana» López', 'Ana» López'],
  ['name', 'An4 L0pez'],
  ['name', 'Robledo Canché'],
  ['name', 'la niña Robledo Canché', 'Robledo Canché'],
  ['name', 'robledo canche'],
  ['name', 'Yamileth Robledo'],
  ['name', 'Itzel Robledo'],
  ['name', 'José Ángel de la Cruz'],
  ['name', 'Jose Angel De La Cruz'],
  ['word', 'Angel De La Cruz'],
  ['name', 'José de la Cruz Montes de Oca'],
  ['name', 'De la Cruz Montes de Oca, José', 'Cruz Montes de Oca, José'],
  ['word', 'Cruz, José'],
  ['name', "Begoña O'Farrill"],
  ['name', 'BEGONA OFARRILL'],
  ['name', 'O’Farrill Muñoz'],
  ['name', 'María Guadalupe Hernández'],
  ['name', 'Ma. Guadalupe Hernández'],
  ['name', 'Gpe. Hdez.', 'Gpe. Hdez'],
  ['name', 'Guadalupe Hernandez Ruiz'],
  ['name', 'Íñigo de la Fuente'],
  ['name', 'Inigo Delafuente'],
  ['name', 'José Ángel Delacruz'],
  ['name', 'Saúl Mac Gregor'],
  ['name', 'Rosa Flores Xicohténcatl'],
  ['name', 'Alejandra Tzintzun'],
  ['name', 'Noam Tzintzun'],
  ['name', 'Renata Sol'],
  ['name', 'renata sol balam'],
  ['name', 'Renata Balam'],
  ['name', 'Bernardo Sepúlveda Poot'],
  ['name', 'Villaseñor Tun'],
  ['name', 'Ulises Couoh'],
  ['name', 'Xóchitl Abril Cen Pech'], // a mother
  ['name', 'Cen Pech, Xochitl'],
  ['name', 'la señora Xóchitl Cen', 'Xóchitl Cen'],
  ['word', 'Alba Reyes'], // a guardian, and words of every day
  ['word', 'Noam'],
  ['word', 'Rosa Flores'],
  ['word', 'Guadalupe Victoria'],
  ['word', 'López y Pérez'],
  ['curp', curp],
  ['curp', curp.toLowerCase()],
  ['curp', curp.replace(/^(.{4})(.{6})(.{8})$/, '$1 $2 $3')],
  ['curp', curp.replace(/^(.{4})(.{6})(.{8})$/, '$1-$2-$3')],
  ['curp', [...curp].join(' ')],
  ['curp', curp.replace('O', 'О')], // Cyrillic
  ['curp', curp.replace('O', '0')],
  ['curp', curp.replace('0', 'O')],
  ['curp', `**${curp.slice(0, 4)}**${curp.slice(4)}`, `${curp.slice(0, 4)}**${curp.slice(4)}`],
  ['curp', wrongDigit],
  ['curp', 'XEXX010101HNEXXXA4'],
  ['curp', 'XEXX010101MNEXXXA8'],
  ['nss', '92919084431'],
  ['nss', '92-91-90-8443-1'],
  ['nss', '92 91 90 8443 1'],
  ['nss', '９２９１９０８４４３１'],
  ['nss', '1234567890'],
  ['nss', '12-34-56-7890'],
  ['phone', '55 1234 5678'],
  ['phone', '5512345678'],
  ['phone', '55-1234-5678'],
  ['phone', '55.1234.5678'],
  ['phone', '(55) 1234 5678'],
  ['phone', '(55)12345678'],
  ['phone', '+52 55 1234 5678'],
  ['phone', '+525512345678'],
  ['phone', '+52 1 55 1234 5678'],
  ['phone', '044 55 1234 5678'],
  ['phone', '333 123 4567'],
  ['phone', '33 31 23 45 67'],
  ['phone', 'tel. 5512 3456', '5512 3456'],
  ['phone', 'celular: 5512345678', '5512345678'],
  ['phone', '000 123 4567'],
  ['email', 'mama.ana@correo.mx'],
  ['email', 'MAMA_ANA@Correo.com.mx'],
  ['email', 'mama@correo.org'],
  ['email', 'mama.ana arroba correo punto mx'],
  ['email', 'mama.ana [at] correo.mx'],
]

const around = (words: string) => `Se comentó en la sesión ${words} para que se resuelva esta semana.`

describe('what is planted is found where it stands', () => {
  test.each(planted)('%s: %j', async (kind, words, marked = words) => {
    const text = around(words)
    const [mark, ...others] = await look(text)
    expect(others).toEqual([])
    expect({ kind: mark?.kind, text: mark?.text }).toEqual({ kind, text: marked })
    expect(text.slice(mark?.at, (mark?.at ?? 0) + (mark?.length ?? 0))).toBe(marked)
  })

  test.each([
    ['at the beginning', 'Ana López preguntó.'],
    ['at the end', 'Preguntó Ana López'],
    ['in a list', '- punto\n- caso de Ana López\n'],
    ['in a heading', '## Caso de Ana López\n\nSe revisa.'],
    ['in the address of a link', '[nota](https://notas.example/ana-lopez)'],
    ['in the address of a link, a CURP', `[nota](https://notas.example/${curp})`],
    ['behind an emoji', '👩🏽‍⚕️ Ana López'],
  ])('%s', async (_where, text) => {
    const [mark, ...others] = await look(text)
    expect(others).toEqual([])
    expect(text.slice(mark?.at, (mark?.at ?? 0) + (mark?.length ?? 0))).toMatch(/^(?:ana.lópez|ana-lopez|GOMC.{14})$/iu)
  })

  test('also as a representative, and several in one text, in its order', async () => {
    const text = `Ana López, tel. 55 1234 5678, y Robledo Canché; Rosa Flores. ${curp}`
    const marks = await look(text, [], 'girasol_families')
    expect(marks.map(({ kind }) => kind)).toEqual(['name', 'phone', 'name', 'word', 'curp'])
    expect(marks.map(({ at }) => at)).toEqual(marks.map(({ at }) => at).toSorted((a, b) => a - b))
  })
})

test.each([
  ['a date', 'El 9 de agosto de 2024, 09/08/2024, 2024-08-09, 09-08-2024 a las 18:00.'],
  ['folios', 'Folio GT-149/2024-1, boletín 404/2024, oficio 095217614B10/2024/1123.'],
  ['keys', 'Claves 010.000.4024.00 y 010.000.1768.00; también 010 000 1768 00 y 010.000.1768.'],
  ['amounts', 'Costó $1,234,567,890.50 y 1 234 567 890 pesos; 5512345678 pesos.'],
  ['counts', 'Hay 16 mil 682 personas, 5,839 de ellas niñas y niños, 35 por ciento; 403 + 290 = 693.'],
  ['lots', 'Lote 2023081234 y lote 5512345678 de vincristina, 120 piezas.'],
  ['years', 'En 20 2023 2024 y 2020-2024 subió.'],
  ['a free line of the institute', 'Llame gratis al 800 623 2323.'],
  ['given names alone', 'Dulce, Mary, Ana, Itzel, José, Mateo, Begoña y Guadalupe.'],
  ['two given names', 'Ana Itzel y José Mateo.'],
  ['a surname alone', 'La doctora López y la doctora Robledo.'],
  ['given name and another’s surname', 'Ana Robledo e Itzel López.'],
  ['given and second surname', 'Ana Pérez.'],
  ['two sentences', 'Lo dijo Ana. López respondió.'],
  ['two items', '- Ana\n- López'],
  ['two paragraphs', 'Ana\n\nLópez'],
  ['a word between', 'Ana en López; Ana con López.'],
  ['a holder of a post, also a past one', 'La Dra. Zoé Villaseñor Arce y ZOÉ VILLASEÑOR ARCE presentaron.'],
  ['a hospital by its name', 'El Hospital Bernardo Sepúlveda y el Hospital de Pediatría Dr. Bernardo Sepúlveda.'],
])('%s is nobody', async (_case, text) => {
  expect((await look(text)).map(({ kind, text: words }) => [kind, words])).toEqual([])
})

test.each([
  ['over several lines', `[Caso](\nItzel Robledo Canché, ${curp}\n)`],
  ['longer than an address', `[Caso](${'x'.repeat(590)} Itzel Robledo Canché, ${curp})`],
  ['never closed', `[Caso](Itzel Robledo Canché, ${curp}`],
])('what stands where a link would have its address is read: %s', async (_case, text) => {
  expect((await look(text)).map(({ kind }) => kind)).toEqual(['name', 'curp'])
})

test('a part of a holder’s name may be somebody else’s', async () => {
  expect((await look('Preguntó Zoé Villaseñor.')).map(({ kind }) => kind)).toEqual(['name'])
})

test('a hospital’s name where no hospital is spoken of is a person’s', async () => {
  expect((await look('Preguntó Bernardo Sepúlveda.')).map(({ kind }) => kind)).toEqual(['name'])
})

test.each([
  ['a list of telephones', '55 1234 5678\n'.repeat(80), 'phone', 80],
  ['a list of numbers', '92919084431\n'.repeat(80), 'nss', 80],
  ['a number in a row of a table', `${'1 '.repeat(70)}92919084431`, 'nss', 1],
  ['a row of a table', '1 '.repeat(70), 'nss', 0],
])('%s', async (_case, text, kind, count) => {
  expect((await look(text)).map((mark) => mark.kind)).toEqual(Array(count).fill(kind))
})

test('what the writer says is nobody passes, but only where it asks', async () => {
  expect(await look('Rosa Flores', ['rosa flores'])).toEqual([])
  expect(await look('Ana López', ['Ana López'])).toHaveLength(1)
  expect(await look('tel. 55 1234 5678', ['55 1234 5678'])).toHaveLength(1)
})

describe('over HTTP', () => {
  const check = (text: string, as = nation) => as.post('/api/identity-checks', { text })
  const sessions = '/api/working-group-sessions'
  const aSession = (topic: string, more = {}) => ({ heldOn: '2026-01-09', mode: 'virtual', topic, ...more })

  test('an editor is told the places, and the audit counts by kind and holds no word', async () => {
    const { status, body } = await check('El caso de Ana López, 55 1234 5678')
    expect(status).toBe(200)
    const marks: IdentityMark[] = body.marks
    expect(marks.map(({ kind, text }) => [kind, text])).toEqual([
      ['name', 'Ana López'],
      ['phone', '55 1234 5678'],
    ])
    await house.auditTrail()
    const [event] = await house.sql`select action, details from audit_events where resource_type = 'IdentityCheck'`
    expect(event).toEqual({ action: 'search', details: { name: 1, phone: 1 } })
  })

  test('no longer text than minutes may have is looked at', async () => {
    for (const path of ['/api/identity-checks', '/api/figure-checks']) {
      expect((await nation.post(path, { text: '1 '.repeat(30_000) })).status).toBe(200)
      const { status, body } = await nation.post(path, { text: 'a'.repeat(60_001) })
      expect([status, body.errors]).toEqual([400, [{ pointer: '#/text', code: 'too-long' }]])
    }
  })

  test('a text that is saved is refused by pointer and place, kept nowhere, and the refusal is audited', async () => {
    const { status, body } = await nation.post(sessions, aSession('Dudas de Ana López'))
    expect([status, body.type]).toEqual([409, '/problems/identifies-a-patient'])
    expect(body.errors).toEqual([{ pointer: '#/topic', code: 'identifies-name', at: 9, length: 9 }])
    await house.auditTrail()
    const [event] =
      await house.sql`select action, user_id, details from audit_events where resource_type = 'PublicText'`
    expect(event).toEqual({
      ...{ action: 'denied', user_id: nation.userId },
      details: { route: 'POST /api/working-group-sessions', name: 1 },
    })
    expect(JSON.stringify(await house.sql`select * from audit_events`)).not.toContain('López')
    const asked = await nation.post(sessions, aSession('Parque Rosa Flores'))
    expect(asked.body.errors).toEqual([{ pointer: '#/topic', code: 'identifies-word', at: 7, length: 11 }])
    const passed = await nation.post(sessions, aSession('Parque Rosa Flores', { notAPerson: ['Rosa Flores'] }))
    expect(passed.status, passed.text).toBe(201)
  })

  test('after sixty different names of an hour the check waits, also for texts that are refused', async () => {
    const asker = await house.signIn('coordinator', { national: true })
    await house.sql`insert into identity_looks (user_id, text_hash, found_at)
      select ${asker.userId}, decode(md5(n::text), 'hex'), now() - interval '50 minutes' from generate_series(1, 58) as n`
    for (const text of ['Ana López', 'Ana López', 'ANA LOPEZ']) expect((await check(text, asker)).status).toBe(200)
    const some = await check('Rosa Flores, Robledo Canché, Ana López, Renata Sol', asker)
    expect(some.body.marks.map(({ text }: IdentityMark) => text)).toEqual(['Robledo Canché', 'Ana López'])
    expect((await check('Ana López', asker)).body.marks).toHaveLength(1)
    const { status, headers } = await check('Renata Sol', asker)
    expect(status).toBe(429)
    expect(Number(headers['retry-after'])).toBeGreaterThan(500)
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(600)
    expect((await asker.post(sessions, aSession('Saludos a Renata Sol'))).status).toBe(429)
    expect((await asker.post(sessions, aSession('Nada de particular'))).status).toBe(201)
    await house.sql`insert into identity_looks (user_id, text_hash, found_at)
      select ${asker.userId}, decode(md5(n::text), 'hex'), now() - interval '50 minutes' from generate_series(59, 118) as n`
    expect((await check('Nada de particular', asker)).status).toBe(429)
    await house.sql`update identity_looks set found_at = now() - interval '61 minutes' where user_id = ${asker.userId}`
    expect((await check('Renata Sol', asker)).status).toBe(200)
  })

  test('words that only ask do not hide a name that refuses, and each counts once', async () => {
    const { userId } = await house.signIn('coordinator', { national: true })
    await house.sql`insert into identity_looks (user_id, text_hash, found_at)
      select ${userId}, decode(md5(n::text), 'hex'), now() from generate_series(1, 58) as n`
    const text = `${'Rosa Flores. '.repeat(3)}Noam. Guadalupe Victoria. Robledo Canché`
    const marks = await transact(scopeOf({ userId }), (open) => marksOf(open, text))
    expect(marks.map(({ text: words }) => words)).toEqual([...Array(3).fill('Rosa Flores'), 'Robledo Canché'])
  })

  test('a representative is shown ten an hour, and found numbers of ten digits count', async () => {
    const userId = uuidv7()
    const door = 'girasol_families'
    const ask = (text: string) => transact(scopeOf({ userId, door }), (open) => marksOf(open, text))
    await house.sql`insert into identity_looks (user_id, text_hash, found_at)
      select ${userId}, decode(md5(n::text), 'hex'), now() from generate_series(1, 9) as n`
    expect(await ask('Folio 1234567890')).toMatchObject([{ kind: 'nss' }])
    await expect(ask('Ana López')).rejects.toMatchObject({ status: 429 })
    expect(await ask('Folio 1234567891')).toEqual([])
    expect(await transact(scopeOf({ userId, door }), (open) => marksToRead(open, 'Ana López', []))).toEqual([])
  })

  test('of a text’s numbers of ten digits fifty are looked up, and more refuse unasked', async () => {
    const folios = (count: number) => Array.from({ length: count }, (_, n) => `folio ${3_000_000_000 + n}`).join('; ')
    expect(await look(folios(50))).toEqual([])
    expect(await look(`${folios(50)}; folio 1234567890`)).toMatchObject([{ kind: 'phone', text: '1234567890' }])
  })

  test('a first name and a post’s name are looked at like a text', async () => {
    const { body: session } = await nation.post(sessions, aSession('De campos'))
    const come = (givenName: string) =>
      nation.post(`${sessions}/${session.id}/attendances`, { givenName, relation: 'mother' })
    expect((await come('Renata Sol')).body.errors).toMatchObject([{ pointer: '#/givenName', code: 'identifies-name' }])
    for (const name of ['Ana-Hernández', 'Hernández'])
      expect((await come(name)).body.errors).toEqual([{ pointer: '#/givenName', code: 'given-name-surname' }])
    for (const name of ['…', '\u3164'])
      expect((await nation.post('/api/working-group-posts', { kind: 'other', name })).body.errors).toEqual([
        { pointer: '#/name', code: 'required' },
      ])
  })

  test.each(['\u202E', '\u2066', '\u200B', '\u00AD', '\uFEFF'])('%j hides or turns words: refused', async (mark) => {
    const { status, body } = await nation.post(sessions, aSession(`Caso${mark} dos`))
    expect([status, body.errors]).toEqual([400, [{ pointer: '#/topic', code: 'control-characters' }]])
  })

  test('a refused save counts towards the hour although nothing of it is kept', async () => {
    const asker = await house.signIn('coordinator', { national: true })
    await asker.post(sessions, aSession('Ana López'))
    const [row] = await house.sql`select count(*)::int as n from identity_looks where user_id = ${asker.userId}`
    expect(row?.['n']).toBe(1)
  })

  test('so does one whose writer refused it in words of their own', async () => {
    const { userId } = await house.signIn('coordinator', { national: true })
    const undone = transact(scopeOf({ userId }), async (open) => {
      expect(await marksOf(open, 'Ana López')).toHaveLength(1)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await house.sql`select 1 from identity_looks where user_id = ${userId}`).toHaveLength(1)
  })

  test('a registered person’s name becomes no holder’s, and so is never known as one', async () => {
    const post = await nation.post('/api/working-group-posts', { kind: 'other', name: 'Enlace de prueba' })
    const holders = `/api/working-group-posts/${post.body.id}/holders`
    const { status, body } = await nation.post(holders, { name: 'Itzel Robledo Canché', startsOn: '2026-01-01' })
    expect([status, body.errors?.[0]]).toMatchObject([409, { pointer: '#/name', code: 'identifies-name' }])
    expect((await check('Itzel Robledo Canché')).body.marks).toHaveLength(1)
  })

  const overrides = '/api/identity-overrides'
  const reason = 'Es la maestra que da el curso, no recibe tratamiento'

  test('a second person lets words stand; never the one who asked, never twice, and the audit says so', async () => {
    const asked = await nation.post(overrides, { text: 'Itzel Robledo', reason })
    expect(asked.status, asked.text).toBe(201)
    expect(asked.body).toMatchObject({ kind: 'name', text: 'Itzel Robledo', state: 'waiting', own: true })
    expect((await nation.post(overrides, { text: 'ITZEL ROBLEDO', reason })).body.type).toBe('/problems/already-asked')
    expect((await check('Vino Itzel Robledo')).body.marks).toHaveLength(1)
    const { id } = asked.body
    const own = await nation.post(`${overrides}/${id}/approval`)
    expect([own.status, own.body.type]).toEqual([409, '/problems/own-request'])
    const waiting = (await second.get(overrides)).body.items
    expect(waiting).toMatchObject([{ id, text: 'Itzel Robledo', reason, own: false }])
    const approved = await second.post(`${overrides}/${id}/approval`)
    expect(approved.body).toMatchObject({ id, state: 'approved' })
    const again = await second.post(`${overrides}/${id}/approval`)
    expect([again.status, again.body.type]).toEqual([409, '/problems/already-decided'])
    expect((await check('Vino Itzel Robledo')).body.marks).toEqual([])
    expect((await check('Vino Itzel Robledo Canché')).body.marks).toHaveLength(1)
    expect((await second.get(`${overrides}?state=approved`)).body.items).toMatchObject([{ id }])
    const steps = (await house.auditTrail()).filter(([, type]) => type === 'IdentityOverride')
    expect(steps.filter(([action]) => action === 'override')).toHaveLength(2)
    const kept = JSON.stringify(
      await house.sql`select reason, encode(sealed_text, 'escape') as sealed from identity_overrides`,
    )
    expect(kept).not.toContain('Robledo')
  })

  test('what was let stand is withdrawn by either of the two, once, and by itself ends after a year', async () => {
    const marked = async () => (await check('Vino Yamileth Robledo')).body.marks.length
    const approve = async () => {
      const { body } = await nation.post(overrides, { text: 'Yamileth Robledo', reason })
      expect((await second.post(`${overrides}/${body.id}/approval`)).body.state).toBe('approved')
      expect(await marked()).toBe(0)
      return body.id as string
    }
    const id = await approve()
    const withdrawn = await nation.post(`${overrides}/${id}/refusal`)
    expect([withdrawn.status, withdrawn.body.state]).toEqual([200, 'refused'])
    expect(await marked()).toBe(1)
    expect((await nation.post(`${overrides}/${id}/refusal`)).body.type).toBe('/problems/already-decided')
    expect((await nation.get(`${overrides}?state=approved`)).text).not.toContain(id)
    await house.auditTrail()
    const events =
      await house.sql`select details ->> 'step' as step from audit_events where resource_id = ${id} order by id`
    expect(events.map(({ step }) => step)).toEqual(['requested', 'approved', 'withdrawn'])
    const later = await approve()
    await house.sql`update identity_overrides set approved_at = now() - interval '12 months 1 hour' where id = ${later}`
    expect(await marked()).toBe(1)
    expect((await nation.get(`${overrides}?state=approved`)).text).not.toContain(later)
  })

  test('what is refused stays marked', async () => {
    const { body } = await second.post(overrides, { text: 'Ulises Couoh', reason })
    expect((await nation.post(`${overrides}/${body.id}/refusal`)).body.state).toBe('refused')
    expect((await check('Ulises Couoh')).body.marks).toHaveLength(1)
  })

  test.each([
    ['a CURP', { text: curp, reason }, 'never-overridden', '#/text'],
    ['an NSS', { text: '92919084431', reason }, 'never-overridden', '#/text'],
    ['what names nobody', { text: 'Coordinación de Abasto', reason }, 'nothing-marked', '#/text'],
    ['more than the mark', { text: 'la niña Ana López', reason }, 'one-mark-only', '#/text'],
    ['a short reason', { text: 'Ana López', reason: 'porque sí' }, 'too-small', '#/reason'],
  ])('%s is not asked for', async (_case, body, code, pointer) => {
    const answer = await nation.post(overrides, body)
    expect([answer.status, answer.body.errors]).toEqual([400, [{ pointer, code }]])
  })

  test('phones and addresses may be let stand', async () => {
    for (const text of ['55 5238 2700', 'prensa@imss.example.mx']) {
      const { body } = await nation.post(overrides, { text, reason })
      expect((await second.post(`${overrides}/${body.id}/approval`)).status).toBe(200)
      expect((await check(`Informes: ${text}.`)).body.marks).toEqual([])
    }
  })

  test('the words of an override stand in no memory of answers, and the same key is answered alike', async () => {
    const ask = () =>
      nation.post(
        '/api/identity-overrides',
        { text: 'Yamileth Robledo', reason: 'Es la maestra que da el curso' },
        { 'idempotency-key': 'one-override' },
      )
    const asked = await ask()
    expect(asked.body.text).toBe('Yamileth Robledo')
    expect((await ask()).body).toEqual(asked.body)
    const kept = await house.sql`select answer from idempotency_keys where key = 'one-override'`
    expect(kept.map(({ answer }) => answer)).toEqual([{ id: asked.body.id }])
  })
})
