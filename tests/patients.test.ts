import { expect, test } from 'vitest'
import { aPatient, type Hospital, openHouse, type Person } from './support/house.js'

const house = await openHouse()

async function ward(): Promise<{ hospital: Hospital; clerk: Person }> {
  const hospital = await house.openHospital()
  return { hospital, clerk: await house.signIn('hospital-staff', { organizationId: hospital.id }) }
}

const born = {
  givenName: 'María Fernanda',
  firstSurname: 'Hernández',
  secondSurname: 'López',
  birthDate: '2015-03-27',
  sex: 'female',
}

test('what was registered is what is read, and it left one audit event an act', async () => {
  const { hospital, clerk } = await ward()
  const guardians = [{ givenName: 'Ana', firstSurname: 'Pérez', relationship: 'parent', phone: '55 1234 5678' }]
  const created = await clerk.post(
    '/api/patients',
    aPatient(hospital.id, { chosenName: 'Lupita', pronoun: 'ella', guardians }),
  )
  expect(created).toMatchObject({
    status: 201,
    body: { version: 1, chosenName: 'Lupita', pronoun: 'ella', ageGroup: 'paediatric', guardians },
  })
  const read = await clerk.get(`/api/patients/${created.body.id}`)
  expect(read.body).toEqual(created.body)
  expect(read.headers['etag']).toBe('"1"')
  const trail = (await house.auditTrail()).filter(([, , id]) => id === created.body.id)
  expect(trail.map(([action]) => action)).toEqual(['create', 'read'])
})

test('the chosen name is sealed in the database and found by its words', async () => {
  const { hospital, clerk } = await ward()
  const { body } = await clerk.post('/api/patients', aPatient(hospital.id, { chosenName: 'Xiadani Itzel' }))
  const [row] =
    await house.sql`select encode(sealed, 'escape') as sealed from chosen_names where patient_id = ${body.id}`
  expect(row?.['sealed']).not.toContain('Xiadani')
  const kept = await house.sql`select answer::text as answer from idempotency_keys where answer::text like '%Xiadani%'`
  expect(kept).toHaveLength(0)
  const found = await clerk.get('/api/patients?search=itzel')
  expect(found.body.items).toMatchObject([
    { id: body.id, displayName: expect.stringMatching(/^Xiadani Itzel [A-ZÑ]\./) },
  ])
})

test.each([
  ['an unknown field', { role: 'admin' }, '#/role', 'unknown-field'],
  ['an id of its own', { id: '01890000-0000-7000-8000-000000000000' }, '#/id', 'unknown-field'],
  ['no given name', { givenName: '   ' }, '#/givenName', 'required'],
  ['a birth in the future', { birthDate: '2199-01-01' }, '#/birthDate', 'future-date'],
  ['a day that is none', { birthDate: '2015-02-30' }, '#/birthDate', expect.any(String)],
  [
    'registered before birth',
    { birthDate: '2015-03-27', registeredOn: '2014-01-01' },
    '#/registeredOn',
    'before-birth',
  ],
  [
    'no identifier and no reason',
    { missingIdentifierReason: null },
    '#/missingIdentifierReason',
    'missing-identifier-reason-required',
  ],
  ['an NSS whose digit fails', { nss: '12345678904' }, '#/nss', expect.stringMatching(/^nss-/)],
  [
    'a CURP whose sex letter was swapped',
    { ...born, sex: 'male', curp: 'HEGG560427MVZRRL04', birthDate: '1956-04-27' },
    '#/curp',
    'curp-sex-mismatch',
  ],
  ['a CURP of another birth date', { ...born, curp: 'HEGG560427MVZRRL04' }, '#/curp', 'curp-birth-date-mismatch'],
  ['a control character', { givenName: 'Ana\u0000' }, '#/givenName', expect.any(String)],
])('%s is refused by name', async (_case, slip, pointer, code) => {
  const { hospital, clerk } = await ward()
  const refused = await clerk.post('/api/patients', { ...aPatient(hospital.id), ...slip })
  expect(refused).toMatchObject({
    status: 400,
    body: { type: '/problems/invalid-request', errors: expect.arrayContaining([{ pointer, code }]) },
  })
  expect(refused.headers['content-type']).toMatch('application/problem+json')
})

test('two siblings with one NSS are two people', async () => {
  const { hospital, clerk } = await ward()
  const shared = { nss: '12345678903', firstSurname: 'Ku', secondSurname: 'Pech', missingIdentifierReason: null }
  const first = await clerk.post(
    '/api/patients',
    aPatient(hospital.id, {
      ...shared,
      givenName: 'Itzamná',
      birthDate: '2014-05-02',
      sex: 'male',
      agregado: '3M2014OR',
    }),
  )
  const second = await clerk.post(
    '/api/patients',
    aPatient(hospital.id, {
      ...shared,
      givenName: 'Sayuri',
      birthDate: '2017-11-19',
      sex: 'female',
      agregado: '3F2017OR',
    }),
  )
  expect([first.status, second.status]).toEqual([201, 201])
  const found = await clerk.get('/api/patients?search=12345678903')
  expect(found.body.items).toHaveLength(2)
})

test('ten digits of an NSS are completed', async () => {
  const { hospital, clerk } = await ward()
  const { body } = await clerk.post(
    '/api/patients',
    aPatient(hospital.id, { nss: '0123456789', missingIdentifierReason: null }),
  )
  expect(body.nss).toBe('01234567897')
})

test('a probable duplicate is offered, passed once judged, and that pair is never offered again', async () => {
  const { hospital, clerk } = await ward()
  const body = aPatient(hospital.id, { ...born, curp: null })
  const first = await clerk.post('/api/patients', body)
  const again = await clerk.post('/api/patients', {
    ...body,
    givenName: 'Maria Fernanda',
    firstSurname: 'Ernandes',
    birthDate: '2015-03-27',
  })
  expect(again).toMatchObject({
    status: 409,
    body: { type: '/problems/possible-duplicate', candidates: [{ id: first.body.id }] },
  })
  const judged = await clerk.post('/api/patients', { ...body, notDuplicateOf: [first.body.id] })
  expect(judged.status).toBe(201)
  const {
    managingOrganizationId: _,
    coverage: __,
    missingIdentifierReason: ___,
    registeredOn: ____,
    ...question
  } = body
  const asked = await clerk.post('/api/patients/duplicates', { ...question, patientId: judged.body.id })
  expect(asked.body.candidates.map(({ id }: { id: string }) => id)).not.toContain(first.body.id)
  const stranger = await clerk.post('/api/patients/duplicates', question)
  expect(stranger.body.candidates).toHaveLength(2)
})

test('a CURP held by another hospital shows that hospital and nothing else, ten times an hour', async () => {
  const [here, there] = [await ward(), await ward()]
  const person = {
    ...born,
    birthDate: '1956-04-27',
    givenName: 'Gloria',
    firstSurname: 'Hernández',
    secondSurname: 'García',
    curp: 'HEGG560427MVZRRL04',
    missingIdentifierReason: null,
  }
  expect((await there.clerk.post('/api/patients', aPatient(there.hospital.id, person))).status).toBe(201)
  const refused = await here.clerk.post('/api/patients', aPatient(here.hospital.id, person))
  expect(refused).toMatchObject({
    status: 409,
    body: { candidates: [{ hospitalName: there.hospital.name, transferOffered: true }] },
  })
  expect(refused.body.candidates[0]).toMatchObject({ score: 1, reasons: ['curp'] })
  const own = await here.clerk.post('/api/patients', aPatient(here.hospital.id))
  const { curp, birthDate, sex } = person
  const corrected = await here.clerk.patch(`/api/patients/${own.body.id}`, { curp, birthDate, sex }, 1)
  expect(corrected).toMatchObject({ status: 409, body: { candidates: [{ hospitalName: there.hospital.name }] } })
  const [candidate] = refused.body.candidates
  expect(Object.keys(candidate).sort()).toEqual(['hospitalName', 'reasons', 'score', 'transferOffered'])
  for (let i = 0; i < 8; i++) await here.clerk.post('/api/patients', aPatient(here.hospital.id, person))
  const eleventh = await here.clerk.post('/api/patients', aPatient(here.hospital.id, person))
  expect(eleventh.status).toBe(429)
  expect(Number(eleventh.headers['retry-after'])).toBeGreaterThan(0)
})

test('a fuzzy match in another hospital shows nothing and opens a case', async () => {
  const [here, there] = [await ward(), await ward()]
  const person = {
    ...born,
    givenName: 'Ximena Guadalupe',
    firstSurname: 'Chablé',
    secondSurname: 'Noh',
    birthDate: '2013-08-14',
  }
  await there.clerk.post('/api/patients', aPatient(there.hospital.id, person))
  const created = await here.clerk.post(
    '/api/patients',
    aPatient(here.hospital.id, { ...person, givenName: 'Jimena Guadalupe' }),
  )
  expect(created.status).toBe(201)
  const cases = await house.sql`select 1 from reconciliation_cases where patient_id = ${created.body.id}`
  expect(cases).toHaveLength(1)
})

test("another hospital's id in the body is the same 404 as an unknown one", async () => {
  const [here, there] = [await ward(), await ward()]
  const foreign = await here.clerk.post('/api/patients', aPatient(there.hospital.id))
  const unknown = await here.clerk.post('/api/patients', aPatient('01890000-0000-7000-8000-000000000000'))
  expect([foreign.status, unknown.status]).toEqual([404, 404])
  expect({ ...foreign.body, instance: '' }).toEqual({ ...unknown.body, instance: '' })
})

test('the same key and body answers the same and creates nothing; another body under it is 422', async () => {
  const { hospital, clerk } = await ward()
  const body = aPatient(hospital.id, { chosenName: 'Beto' })
  const key = { 'idempotency-key': 'k-1' }
  const answers = await Promise.all(Array.from({ length: 8 }, () => clerk.post('/api/patients', body, key)))
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201))
  for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body)
  const rows = await house.sql`select 1 from patients where managing_organization_id = ${hospital.id}`
  expect(rows).toHaveLength(1)
  expect((await clerk.post('/api/patients', { ...body, givenName: 'Otra' }, key)).status).toBe(422)
})

test('one CURP registered by six requests at once is one person; the others are offered it', async () => {
  const { hospital, clerk } = await ward()
  const person = {
    ...born,
    birthDate: '1956-06-26',
    givenName: 'Concepción',
    firstSurname: 'Salgado',
    secondSurname: 'Briseño',
    curp: 'SABC560626MDFLRN01',
    missingIdentifierReason: null,
  }
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => clerk.post('/api/patients', aPatient(hospital.id, person))),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409])
  const created = answers.find(({ status }) => status === 201)
  for (const { status, body } of answers)
    if (status === 409) expect(body.candidates).toMatchObject([{ id: created?.body.id }])
})

test('an edit needs the version, a stale one gets the present state, and what was stays', async () => {
  const { hospital, clerk } = await ward()
  const other = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const { body } = await clerk.post('/api/patients', aPatient(hospital.id))
  const url = `/api/patients/${body.id}`
  expect((await clerk.ask('PATCH', url, { givenName: 'Sin versión' })).status).toBe(428)
  const edited = await clerk.patch(url, { givenName: "Ma. D'Angelo", secondSurname: null }, 1)
  expect(edited).toMatchObject({ status: 200, body: { version: 2, givenName: "Ma. D'Angelo", secondSurname: null } })
  const late = await other.patch(url, { givenName: 'Otro nombre' }, 1)
  expect(late).toMatchObject({
    status: 412,
    body: {
      type: '/problems/stale-version',
      current: { version: 2, givenName: "Ma. D'Angelo" },
      changedBy: clerk.userId,
    },
  })
  const timeline = await clerk.get(`${url}/timeline`)
  expect(timeline.body.items.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['edited', 'registered'])
  const [before] =
    await house.sql`select before->>'givenName' as name from patient_versions where patient_id = ${body.id}`
  expect(before?.['name']).toBe(body.givenName)
})

test('a chosen name can be taken back, and is found no more', async () => {
  const { hospital, clerk } = await ward()
  const { body } = await clerk.post('/api/patients', aPatient(hospital.id, { chosenName: 'Noah' }))
  expect((await clerk.get('/api/patients?search=noah')).body.items).toHaveLength(1)
  const edited = await clerk.patch(`/api/patients/${body.id}`, { chosenName: null }, 1)
  expect(edited.body.chosenName).toBeNull()
  expect((await clerk.get('/api/patients?search=noah')).body.items).toEqual([])
})

test("text that no column can hold is the client's mistake", async () => {
  const { hospital, clerk } = await ward()
  const wide = await clerk.post(
    '/api/patients',
    aPatient(hospital.id, { nss: '１２３４５６７８９０３', missingIdentifierReason: null }),
  )
  expect([201, 400]).toContain(wide.status)
  expect((await clerk.get('/api/patients?search=a%00b')).status).toBe(400)
  expect(
    (
      await house.app.inject({
        method: 'POST',
        url: '/api/sign-in',
        payload: { email: 'a\u0000b@c.mx', password: 'x' },
      })
    ).statusCode,
  ).toBeLessThan(500)
})

test('two edits of one version at the same moment: one wins, the other is told', async () => {
  const { hospital, clerk } = await ward()
  const { body } = await clerk.post('/api/patients', aPatient(hospital.id))
  const url = `/api/patients/${body.id}`
  const answers = await Promise.all(['Uno', 'Dos', 'Tres'].map((givenName) => clerk.patch(url, { givenName }, 1)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412])
})

test('search folds accents, order and look-alike letters, and escapes what LIKE would read', async () => {
  const { hospital, clerk } = await ward()
  const { body } = await clerk.post(
    '/api/patients',
    aPatient(hospital.id, { givenName: 'José Ñandú', firstSurname: 'Muñoz', secondSurname: 'Güereca' }),
  )
  for (const search of ['munoz', 'guereca jose', 'nandu', 'JOSÉ', 'mu', 'Muñоz' /* Cyrillic о */]) {
    const found = await clerk.get(`/api/patients?search=${encodeURIComponent(search)}`)
    expect(
      found.body.items.map(({ id }: { id: string }) => id),
      search,
    ).toEqual([body.id])
  }
  for (const search of ['%%', '__', 'zz%'])
    expect((await clerk.get(`/api/patients?search=${encodeURIComponent(search)}`)).body.items).toEqual([])
  expect((await clerk.get('/api/patients?sort=name')).status).toBe(400)
})

test('lists page without losing or doubling anybody', async () => {
  const { hospital, clerk } = await ward()
  for (let i = 0; i < 7; i++) await clerk.post('/api/patients', aPatient(hospital.id))
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = await clerk.get(`/api/patients?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`)
    seen.push(...page.body.items.map(({ id }: { id: string }) => id))
    cursor = page.body.nextCursor
  } while (cursor !== null)
  expect(new Set(seen).size).toBe(7)
  expect(seen).toHaveLength(7)
  expect((await clerk.get('/api/patients?cursor=xyz')).status).toBe(400)
})

test('a person taken off the roll stays on record, with the reason, and leaves lists', async () => {
  const { hospital, clerk } = await ward()
  const { body } = await clerk.post('/api/patients', aPatient(hospital.id))
  const url = `/api/patients/${body.id}`
  expect((await clerk.post(`${url}/withdrawal`, { kind: 'error', reason: 'Registrada dos veces' })).status).toBe(201)
  expect((await clerk.post(`${url}/withdrawal`, { kind: 'error', reason: 'Otra vez' })).status).toBe(409)
  expect((await clerk.get(url)).body.status).toBe('error')
  expect((await clerk.get('/api/patients')).body.items).toEqual([])
  const sum = await house.sql`select sum(sign)::int as n from registry_entries where patient_id = ${body.id}`
  expect(sum[0]?.['n']).toBe(0)
})

test('only JSON is parsed, and a body that is too large is 413', async () => {
  const { hospital, clerk } = await ward()
  const text = await house.app.inject({
    method: 'POST',
    url: '/api/patients',
    headers: { authorization: `Bearer ${clerk.token}`, 'content-type': 'text/plain' },
    payload: JSON.stringify(aPatient(hospital.id)),
  })
  expect(text.statusCode).toBe(415)
  const broken = await house.app.inject({
    method: 'POST',
    url: '/api/patients',
    headers: { authorization: `Bearer ${clerk.token}`, 'content-type': 'application/json' },
    payload: '{"givenName":',
  })
  expect(broken.statusCode).toBe(400)
  expect((await clerk.post('/api/patients', aPatient(hospital.id, { givenName: 'x'.repeat(300_000) }))).status).toBe(
    413,
  )
})
