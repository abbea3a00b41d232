import { expect, test } from 'vitest'
import { patientsCsv, send } from './support/files.js'
import { aPatient, openHouse } from './support/house.js'

const house = await openHouse()
const hospital = await house.openHospital()
const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
const coordinator = await house.signIn('coordinator', { organizationId: hospital.id })

const NUL = '\u0000'
const refused = (pointer: string) => ({
  type: '/problems/invalid-request',
  status: 400,
  errors: [{ pointer, code: 'control-characters' }],
})
const sheet = { mapping: 'patients', file: patientsCsv([]) }

test.each<[string, Record<string, unknown>, string]>([
  ['a NUL in the data set', { options: { dataset: `a${NUL}` } }, '#/options/dataset'],
  [
    'a NUL in the name of an OOAD',
    { options: { ooads: { [`Veracruz${NUL}`]: '30' } } },
    '#/options/ooads/Veracruz%EF%BF%BD',
  ],
  ['half a letter in the name of an OOAD', { options: { ooads: { '\ud800': '30' } } }, '#/options/ooads/%EF%BF%BD'],
  ['a NUL in a header', { columns: { [`nom/bre${NUL}`]: null } }, '#/columns/nom~1bre%EF%BF%BD'],
  ['half a letter in a header', { columns: { '\udfff': 'nada' } }, '#/columns/%EF%BF%BD'],
  ['a NUL in a field of the mapping', { columns: { nombre: `curp${NUL}` } }, '#/columns/nombre'],
  ['a bell in the mapping', { mapping: 'patients\u0007' }, '#/mapping'],
])('%s is refused by name before a file is taken in, and by the preview', async (_case, slip, pointer) => {
  for (const url of ['/api/imports', '/api/imports/preview'])
    expect((await send(clerk, url, { ...sheet, ...slip })).body, url).toMatchObject(refused(pointer))
})

test.each<[string, string, (text: string) => unknown, string]>([
  ['a given name', '/api/patients', (text) => aPatient(hospital.id, { givenName: text }), '#/givenName'],
  ['a CURP', '/api/patients', (text) => aPatient(hospital.id, { curp: text }), '#/curp'],
  [
    'the name of a guardian',
    '/api/patients',
    (text) => aPatient(hospital.id, { guardians: [{ givenName: 'Ana', firstSurname: text, relationship: 'parent' }] }),
    '#/guardians/0/firstSurname',
  ],
  [
    'a field nobody knows',
    '/api/patients',
    (text) => aPatient(hospital.id, { nota: { dentro: [text] } }),
    '#/nota/dentro/0',
  ],
  [
    'a surname to compare',
    '/api/patients/duplicates',
    (text) => ({ ...aPatient(hospital.id), firstSurname: text }),
    '#/firstSurname',
  ],
  ['an NSS to check', '/api/identifiers/check', (text) => ({ nss: text }), '#/nss'],
  [
    'the name of a mapping',
    '/api/import-mappings',
    (text) => ({ name: text, base: 'patients', columns: {} }),
    '#/name',
  ],
])('in %s, a NUL, a bell and half a letter are refused by name', async (_case, url, body, pointer) => {
  for (const slip of [`a${NUL}b`, 'a\u0007b', '\u0085', 'a\ud800'])
    expect((await clerk.post(url, body(slip))).body).toMatchObject(refused(pointer))
})

test('in a sign-in too', async () => {
  const response = await house.app.inject({
    method: 'POST',
    url: '/api/sign-in',
    payload: { email: `a${NUL}@girasol.test`, password: 'una-frase-larga' },
  })
  expect(response.json()).toMatchObject(refused('#/email'))
})

test.each([
  ['/api/patients?search=', '#/search'],
  ['/api/patients?cursor=', '#/cursor'],
  ['/api/terminology/icd10?search=', '#/search'],
  ['/api/ooads/resolve?text=', '#/text'],
  ['/api/hospitals?search=', '#/search'],
  ['/api/deidentified-cases?dataset=', '#/dataset'],
  ['/api/imports?cursor=', '#/cursor'],
])('a question with a NUL or another control character is refused by name: %s', async (url, pointer) => {
  for (const slip of ['ana%00ruiz', '%07ana'])
    expect((await clerk.get(url + slip)).body, url + slip).toMatchObject(refused(pointer))
})

test('a note of several lines passes, and a body of a hundred thousand brackets is answered', async () => {
  const { body } = await clerk.post('/api/patients', aPatient(hospital.id))
  const left = { kind: 'withdrawn', reason: 'Por petición.\r\n\tDe la familia.' }
  expect((await clerk.post(`/api/patients/${body.id}/withdrawal`, left)).status).toBe(201)
  const deep = `{"givenName":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  const answer = await clerk.ask('POST', '/api/patients', Buffer.from(deep), { 'content-type': 'application/json' })
  expect(answer.status).toBe(400)
})

test('whoever is not let in is not told what is wrong with the text', async () => {
  expect((await house.app.inject(`/api/patients?search=${encodeURIComponent(NUL)}`)).statusCode).toBe(401)
  expect((await coordinator.get(`/api/patients?search=%00`)).status).toBe(403)
})
