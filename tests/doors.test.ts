import { readFileSync } from 'node:fs'
import { type Permission, permissions } from 'server/access/permissions'
import { type Role, roles } from 'shared/access'
import { addDays } from 'shared/calendar-day'
import { beforeAll, describe, expect, test } from 'vitest'
import { anAgreement, aPoint, aPost } from './support/agreements.js'
import { aPatient, type Hospital, openHouse, type Person } from './support/house.js'
import { attend } from './support/minutes.js'
import { aProtocol, putProtocol } from './support/protocols.js'
import { publishMinutes } from './support/published.js'
import { plan, vincristine } from './support/ward.js'

const house = await openHouse()
const document = (await house.app.inject('/api/openapi.json')).json() as {
  paths: Record<string, Record<string, unknown>>
}
const wilms = readFileSync(new URL('../server/catalogue/protocols/wilms-i-ii.json', import.meta.url), 'utf8')
const ABSENT = '01890000-0000-7000-8000-00000000dead'

/** Every route as the server itself describes it, in the form of the permission table. */
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
)
/** Not in the document: it is the document. */
const hidden = ['GET /api/openapi.json']

test('the permission table and the OpenAPI document name the same routes', () => {
  expect([...described, ...hidden].sort()).toEqual(Object.keys(permissions).sort())
})

/** What product.md promises, kept apart from the table so that widening a line is seen too. */
test('no role reaches more than it was promised', () => {
  const reaches = (role: Role, part: RegExp) =>
    Object.entries(permissions).filter(([route, line]) => line.roles.includes(role) && part.test(route))
  const people =
    /\/patients|\/conditions|\/care-plans|\/medication-administrations|\/worklist|\/pain\/(due|ward)|\/agreements\/(cases|:agreementId\/case)/
  for (const role of roles.filter((name) => name !== 'hospital-staff')) expect(reaches(role, people)).toEqual([])
  for (const role of ['family', 'rights-officer'] as const) expect(reaches(role, /./)).toEqual([])
  expect(
    reaches('parent-representative', /./)
      .map(([route]) => route)
      .filter((route) => !/^GET \/api\/(counts|reports|published-)/.test(route)),
  ).toEqual(['POST /api/agenda-points', 'POST /api/shortage-reports', 'POST /api/shortage-reports/follow'])
  expect(reaches('admin', /counts|reports|imports|audit/)).toEqual([])
  for (const [route, { reach }] of Object.entries(permissions)) {
    if (people.test(route)) expect(['patient', 'own-hospitals'], route).toContain(reach)
    if (/audit-events/.test(route)) expect(permissions[route]?.roles).toEqual(['auditor'])
    if (reach === 'signed-in')
      expect(route).toMatch(
        /^GET \/api\/(me|permissions|hospitals|ooads|classification|terminology|catalogues|medications|pain-scales|analgesic-facts|early-warning-scale)/,
      )
  }
})

/** One side of the wall: a hospital with what its people made. */
interface Side {
  hospital: Hospital
  staff: Person
  coordinator: Person
  ids: Record<string, string>
  /** Imports are their maker's own, so each role has one. */
  imports: Partial<Record<Role, string>>
}

const day = {
  recordedDate: '2024-05-02',
  basisOfDiagnosis: 'histology-primary',
  icd10: 'C91.0',
  topography: 'C42.1',
  morphology: '9836/3',
}

const measures = { effectiveOn: '2024-06-01', weightKg: 30, heightCm: 130 }
const surgery = {
  kind: 'surgery',
  performedOn: '2024-06-01',
  details: { procedure: 'Biopsia', resection: 'biopsy-only' },
}
const warningScore = {
  neurological: 0,
  cardiovascular: 1,
  respiratory: 0,
  effectiveDateTime: '2024-06-02T10:00:00-06:00',
}
const fever = { arrivedAt: '2024-06-02T10:00:00-06:00', temperature: 38.6 }
const nausea = {
  term: 'nausea',
  onsetOn: '2024-06-02',
  grade: 2,
  relation: 'probable',
  actionTaken: 'none',
  outcome: 'ongoing',
}
const pain = { scale: 'NRS', score: 4, effectiveDateTime: '2026-06-02T14:30:00Z' }
const drawing = Buffer.from('89504e470d0a1a0a', 'hex')
const relief = {
  step: 1,
  weightKg: 30,
  orders: [{ role: 'regular', drug: 'paracetamol', route: 'PO', dose: 400, unit: 'mg', intervalHours: 6 }],
}
const analgesic = {
  ...{ role: 'regular', drug: 'paracetamol', route: 'PO', dose: 400, unit: 'mg' },
  confirmedWarnings: [{ code: 'weight-old', reason: 'Se pesa mañana' }],
}
const sedation = { scale: 'POSS', value: '2', respiratoryRate: 20, oxygenSaturation: 97 }
const mother = { givenName: 'María', relation: 'mother' }
let postNames = 0
const before = { medication: 'cisplatino', amountPerM2: 60, unit: 'mg' }
const aPlan = (protocolVersionId: string | undefined) => ({
  protocolVersionId,
  intent: 'curative',
  startsOn: '2026-01-05',
  weightKg: 30,
  heightCm: 130,
})
let aliases = 0
const agreed = ({ id }: Hospital, responsible: string | undefined) => ({
  ...{ text: 'Dar seguimiento al traslado', responsible, hospitalId: id, dueOn: '2030-01-31' },
  caseAlias: `Caso ${++aliases}`,
})
let protocolCodes = 0
let phones = 0
const WHY = 'Es el teléfono de una oficina'
const aVariant = (organizationId: string) => ({
  ...{ code: `variante-${++protocolCodes}`, name: 'Variante de prueba', organizationId },
})

async function upload({ token }: Person, hospital: Hospital): Promise<string> {
  const boundary = 'x-boundary'
  const csv = `nombre,primer_apellido,fecha_nacimiento,sexo,clues\nAna,Ruiz,27/03/2015,M,${hospital.clues}\n`
  const payload = [
    `--${boundary}\r\ncontent-disposition: form-data; name="mapping"\r\n\r\npatients\r\n`,
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n${csv}\r\n--${boundary}--\r\n`,
  ].join('')
  const response = await house.app.inject({
    method: 'POST',
    url: '/api/imports',
    headers: { authorization: `Bearer ${token}`, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  })
  expect(response.statusCode, response.body).toBe(202)
  return response.json().id
}

/** One dose recorded, so that it can be a mistake. */
async function doseOf(patient: { id: string; managingOrganizationId: string }) {
  const { doseIds } = await plan(house, patient, [vincristine('2024-05-03')])
  const [doseId = ''] = doseIds
  await house.sql`update medication_administrations set status = 'not-done', status_reason = 'absent' where id = ${doseId}`
  return { doseId }
}

/** Minutes that everybody may read, with a text that was written over. */
async function publishedMinutes(sessionId: string) {
  const second = await house.signIn('coordinator', { national: true })
  await attend(house, sessionId)
  const all = `/api/working-group-sessions/${sessionId}/minutes`
  const { body } = await nation.post(all, {})
  await nation.patch(`${all}/${body.id}`, { text: 'Se abrió la sesión' }, 1)
  await second.patch(`${all}/${body.id}`, { text: 'Se abrió la sesión a las seis' }, 2)
  await nation.ask('POST', `${all}/${body.id}/agreed`, undefined, { 'if-match': '"3"' })
  const done = await second.post(`${all}/${body.id}/publication`, {}, { 'if-match': '"4"' })
  expect(done.status, done.text).toBe(201)
  const [revision] = (await nation.get(`${all}/${body.id}/revisions`)).body.items
  return { minutesId: body.id as string, revisionId: revision.id as string }
}

async function furnish(): Promise<Side> {
  const hospital = await house.openHospital()
  const staff = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
  const patient = await staff.post('/api/patients', aPatient(hospital.id, { birthDate: '2015-01-02' }))
  const condition = await staff.post(`/api/patients/${patient.body.id}/conditions`, day)
  expect(condition.status, condition.text).toBe(201)
  const made: Record<string, string> = {}
  for (const [name, part, body] of [
    ['bodyMeasurementId', 'body-measurements', measures],
    ['procedureId', 'procedures', surgery],
    ['adverseEventId', 'adverse-events', nausea],
    ['painAssessmentId', 'pain-assessments', pain],
    ['earlyWarningScoreId', 'early-warning-scores', warningScore],
    ['febrileEpisodeId', 'febrile-episodes', fever],
  ] as const) {
    const answer = await staff.post(`/api/patients/${patient.body.id}/${part}`, body)
    expect(answer.status, answer.text).toBe(201)
    made[name] = answer.body.id
  }
  for (const [name, part, body] of [
    ['analgesicPlanId', 'analgesic-plans', relief],
    ['analgesicAdministrationId', 'analgesic-administrations', analgesic],
    ['sedationCheckId', 'sedation-checks', sedation],
    ['analgesicAdverseEffectId', 'analgesic-adverse-effects', { effect: 'pruritus' }],
  ] as const) {
    const answer = await staff.post(`/api/patients/${patient.body.id}/${part}`, body)
    expect(answer.status, answer.text).toBe(201)
    made[name] = answer.body.id
    if (part === 'analgesic-plans') made['analgesicOrderId'] = answer.body.orders[0].id
  }
  const { doseId } = await doseOf(patient.body)
  const report = await coordinator.post('/api/reports', {})
  expect(report.status, report.text).toBe(201)
  const protocolVersionId = await putProtocol(house.sql, aProtocol())
  const plan = await staff.post(`/api/patients/${patient.body.id}/care-plans`, aPlan(protocolVersionId))
  expect(plan.status, plan.text).toBe(201)
  const prior = await staff.post(`/api/patients/${patient.body.id}/prior-exposures`, before)
  expect(prior.status, prior.text).toBe(201)
  const protocol = await coordinator.post('/api/protocols', aVariant(hospital.id))
  expect(protocol.status, protocol.text).toBe(201)
  const [reminder] =
    await house.sql`insert into reminders (id, managing_organization_id, patient_id, kind, source_id, due_at, late_at)
    values (gen_random_uuid(), ${hospital.id}, ${patient.body.id}, 'escalation', gen_random_uuid(), now(), now()) returning id`
  const shortage = await staff.post('/api/shortages', { organizationId: hospital.id, medication: 'metotrexato' })
  expect(shortage.status, shortage.text).toBe(201)
  const session = await nation.post('/api/working-group-sessions', { heldOn: '2024-08-09', mode: 'virtual' })
  expect(session.status, session.text).toBe(201)
  const attendance = await nation.post(`/api/working-group-sessions/${session.body.id}/attendances`, mother)
  expect(attendance.status, attendance.text).toBe(201)
  const agreement = await anAgreement(nation, session.body.id, agreed(hospital, await aPost(house)))
  const linked = await staff.ask('PUT', `/api/agreements/${agreement.id}/case`, { patientId: patient.body.id })
  expect(linked.status, linked.text).toBe(200)
  const figures = await nation.post(`/api/working-group-sessions/${session.body.id}/figures`)
  expect(figures.status, figures.text).toBe(201)
  const bulletin = await nation.post(`/api/working-group-sessions/${session.body.id}/bulletins`, {})
  expect(bulletin.status, bulletin.text).toBe(201)
  const published = await publishedMinutes(session.body.id)
  const override = await nation.post('/api/identity-overrides', { text: `55 1234 ${5000 + ++phones}`, reason: WHY })
  expect(override.status, override.text).toBe(201)
  const told = await nation.post('/api/working-group-sessions', { heldOn: '2024-08-09', mode: 'virtual' })
  const publicAgreement = await anAgreement(nation, told.body.id, agreed(hospital, await aPost(house)))
  await publishMinutes(house, { sessionId: told.body.id, number: told.body.number, heldOn: '2024-08-09' })
  const reported = await house.signIn('parent-representative', { national: true })
  const lacking = { organizationId: hospital.id, medication: 'cisplatino', lackedOn: '2024-08-09', named: false }
  const receipt = await reported.post('/api/shortage-reports', lacking)
  expect(receipt.status, receipt.text).toBe(201)
  const picture = await coordinator.ask('PUT', `/api/pain-scale-pictures/${hospital.id}/WBF/4`, drawing, {
    'content-type': 'image/png',
  })
  expect(picture.status, picture.text).toBe(200)
  return {
    hospital,
    staff,
    coordinator,
    ids: {
      ...made,
      patientId: patient.body.id,
      conditionId: condition.body.id,
      administrationId: doseId,
      reportId: report.body.id,
      protocolVersionId,
      carePlanId: plan.body.id,
      exposureId: prior.body.id,
      protocolId: protocol.body.protocol.id,
      versionId: protocol.body.id,
      shortageId: shortage.body.id,
      reminderId: reminder?.['id'],
      sessionId: session.body.id,
      attendanceId: attendance.body.id,
      agreementId: agreement.id,
      postId: agreement.postId,
      pointId: await aPoint(house, 'Hospedaje para quien viene de lejos'),
      bulletinId: bulletin.body.id,
      ...published,
      overrideId: override.body.id,
      publishedSessionId: told.body.id,
      publishedAgreementId: publicAgreement.id,
      ...{ folio: receipt.body.folio, word: receipt.body.word },
      ...{ organizationId: hospital.id, scale: 'WBF', value: '4' },
    },
    imports: { 'hospital-staff': await upload(staff, hospital), coordinator: await upload(coordinator, hospital) },
  }
}

let own: Side
let nation: Person
let nationalReport = ''
let foreign: Side
const people = new Map<Role, Person>()

beforeAll(async () => {
  nation = await house.signIn('coordinator', { national: true })
  ;[own, foreign] = [await furnish(), await furnish()]
  nationalReport = (await nation.post('/api/reports', {})).body.id
  for (const role of roles) {
    const national = !['hospital-staff', 'coordinator', 'family'].includes(role)
    const reach = national ? { national } : role === 'family' ? {} : { organizationId: own.hospital.id }
    people.set(
      role,
      role === 'hospital-staff'
        ? own.staff
        : role === 'coordinator'
          ? own.coordinator
          : await house.signIn(role, reach),
    )
  }
})

const person = (role: Role): Person => {
  const found = people.get(role)
  if (found === undefined) throw new Error(role)
  return found
}

/** Who asks in a role; what is the nation's alone is asked by the nation's coordinator. */
const callerOf = (route: string, role: Role | null): Person | null =>
  role === null ? null : role === 'coordinator' && permissions[route]?.nationalOnly ? nation : person(role)

type Whose = 'own' | 'foreign' | 'absent'
const sideOf = (whose: Whose) => (whose === 'own' ? own : foreign)

/** Path parameters that are no one's: any value serves. */
const plain: Record<string, string> = { system: 'icd10' }
/** Queries without which a route answers 400. */
const queries: Record<string, string> = {
  'GET /api/practitioners': `ids=${ABSENT}`,
  'GET /api/ooads/resolve': 'text=Guadalajara',
  'GET /api/classification/iccc3': 'topography=C71.6&morphology=9470/3',
  'GET /api/classification/stages': 'topography=C64.9&morphology=8960/3&ageYears=3',
  'GET /api/terminology/:system': 'search=leucemia',
  'GET /api/published-sessions/search': 'text=albergue',
  'GET /api/working-group-sessions/search': 'text=albergue',
  'GET /api/imports/template': 'mapping=patients&format=csv',
}

/** A body that the route takes, for one's own hospital or another's. A route with a body and no line here fails below. */
const bodies: Record<string, (side: Side, whose: Whose) => unknown> = {
  'POST /api/identifiers/check': () => ({ nss: '12345678903' }),
  'POST /api/patients': ({ hospital }, whose) => aPatient(whose === 'absent' ? ABSENT : hospital.id),
  'POST /api/patients/duplicates': ({ ids }, whose) => {
    const { givenName, firstSurname, birthDate } = aPatient(ABSENT)
    return { givenName, firstSurname, birthDate, patientId: whose === 'absent' ? ABSENT : ids['patientId'] }
  },
  'PATCH /api/patients/:patientId': () => ({ coverage: 'imss' }),
  'POST /api/patients/:patientId/withdrawal': () => ({ kind: 'withdrawn', reason: 'Por petición' }),
  'POST /api/patients/:patientId/conditions': () => day,
  'POST /api/patients/:patientId/conditions/check': () => day,
  'POST /api/patients/:patientId/conditions/:conditionId/entered-in-error': () => ({ reason: 'Capturado dos veces' }),
  'POST /api/patients/:patientId/body-measurements': () => measures,
  'POST /api/patients/:patientId/body-measurements/:bodyMeasurementId/entered-in-error': () => ({
    reason: 'Otra niña',
  }),
  'POST /api/patients/:patientId/early-warning-scores': () => warningScore,
  'POST /api/patients/:patientId/early-warning-scores/:earlyWarningScoreId/entered-in-error': () => ({
    reason: 'De otra cama',
  }),
  'POST /api/patients/:patientId/febrile-episodes': () => fever,
  'PATCH /api/patients/:patientId/febrile-episodes/:febrileEpisodeId': () => ({ note: 'Con hemocultivo' }),
  'POST /api/patients/:patientId/febrile-episodes/:febrileEpisodeId/entered-in-error': () => ({
    reason: 'De otra persona',
  }),
  'POST /api/patients/:patientId/procedures': () => surgery,
  'PATCH /api/patients/:patientId/procedures/:procedureId': () => ({ note: 'Sin incidentes' }),
  'POST /api/patients/:patientId/procedures/:procedureId/entered-in-error': () => ({ reason: 'Capturado dos veces' }),
  'POST /api/patients/:patientId/adverse-events': () => nausea,
  'PATCH /api/patients/:patientId/adverse-events/:adverseEventId': () => ({ note: 'Cedió sola' }),
  'POST /api/patients/:patientId/adverse-events/:adverseEventId/entered-in-error': () => ({ reason: 'Otra niña' }),
  'POST /api/patients/:patientId/pain-assessments': () => pain,
  'POST /api/patients/:patientId/pain-assessments/:painAssessmentId/entered-in-error': () => ({ reason: 'Otra niña' }),
  // answered by its media type
  'PUT /api/pain-scale-pictures/:organizationId/:scale/:value': () => undefined,
  'POST /api/patients/:patientId/analgesic-plans': () => relief,
  'PATCH /api/patients/:patientId/analgesic-plans/:analgesicPlanId': () => ({ note: 'Duerme mejor' }),
  'POST /api/patients/:patientId/analgesic-plans/:analgesicPlanId/end': () => ({ reason: 'Ya no le duele' }),
  'POST /api/patients/:patientId/analgesic-plans/:analgesicPlanId/entered-in-error': () => ({ reason: 'Otra niña' }),
  'POST /api/patients/:patientId/analgesic-plans/:analgesicPlanId/orders': () => ({ order: relief.orders[0] }),
  'POST /api/patients/:patientId/analgesic-plans/:analgesicPlanId/orders/:analgesicOrderId/stop': () => ({
    reason: 'Cambio de vía',
  }),
  'POST /api/patients/:patientId/analgesic-administrations': () => analgesic,
  'POST /api/patients/:patientId/analgesic-administrations/:analgesicAdministrationId/entered-in-error': () => ({
    reason: 'Otra niña',
  }),
  'POST /api/patients/:patientId/sedation-checks': () => sedation,
  'POST /api/patients/:patientId/sedation-checks/:sedationCheckId/entered-in-error': () => ({ reason: 'Otra niña' }),
  'POST /api/patients/:patientId/analgesic-adverse-effects': () => ({ effect: 'pruritus' }),
  'POST /api/patients/:patientId/analgesic-adverse-effects/:analgesicAdverseEffectId/entered-in-error': () => ({
    reason: 'Otra niña',
  }),
  'POST /api/patients/:patientId/medication-administrations': () => ({
    ...{ medication: 'paracetamol', purpose: 'supportive', route: 'PO', doseGiven: 250, unit: 'mg' },
    reasonNote: 'Fiebre',
  }),
  'PATCH /api/medication-administrations/:administrationId': () => ({ status: 'completed' }),
  'POST /api/medication-administrations/:administrationId/entered-in-error': () => ({ reason: 'Capturado dos veces' }),
  'POST /api/medication-administrations/batch': ({ ids }, whose) => ({
    items: [{ id: whose === 'absent' ? ABSENT : ids['administrationId'], version: 999, status: 'completed' }],
  }),
  'POST /api/patients/:patientId/care-plans': ({ ids }) => aPlan(ids['protocolVersionId']),
  'POST /api/patients/:patientId/care-plans/preview': ({ ids }) => aPlan(ids['protocolVersionId']),
  'POST /api/patients/:patientId/prior-exposures': () => before,
  'POST /api/patients/:patientId/prior-exposures/:exposureId/entered-in-error': () => ({ reason: 'Otra persona' }),
  'PATCH /api/care-plans/:carePlanId': () => ({ status: 'completed' }),
  'POST /api/care-plans/:carePlanId/replan': () => ({ weightKg: 31, reason: 'Nuevo peso' }),
  'POST /api/care-plans/:carePlanId/replan/preview': () => ({ weightKg: 31, reason: 'Nuevo peso' }),
  'POST /api/reports': () => ({}),
  'POST /api/protocols': ({ hospital }, whose) => aVariant(whose === 'absent' ? ABSENT : hospital.id),
  'POST /api/protocols/imports': ({ hospital }, whose) => ({
    organizationId: whose === 'absent' ? ABSENT : hospital.id,
    document: JSON.parse(wilms),
  }),
  'POST /api/protocols/:protocolId/versions': ({ ids }) => ({ fromVersionId: ids['versionId'] }),
  'PATCH /api/protocols/:protocolId/versions/:versionId': () => ({ changeNote: 'Otra nota' }),
  'POST /api/protocols/:protocolId/versions/:versionId/in-use': () => undefined,
  'POST /api/protocols/:protocolId/versions/:versionId/retirement': () => undefined,
  'POST /api/shortages': ({ hospital }, whose) => ({
    organizationId: whose === 'absent' ? ABSENT : hospital.id,
    medication: 'vincristina',
  }),
  'POST /api/stock': ({ hospital }, whose) => ({
    organizationId: whose === 'absent' ? ABSENT : hospital.id,
    clave: '010.000.1768.00',
    pieces: 12,
  }),
  'PATCH /api/shortages/:shortageId': () => ({ status: 'in-transit' }),
  'POST /api/shortages/:shortageId/notes': () => ({ note: 'Preguntado a la farmacia central' }),
  'POST /api/pain/due/:reminderId/called': () => undefined,
  'POST /api/working-group-sessions': () => ({ heldOn: '2026-01-09', mode: 'virtual' }),
  'PATCH /api/working-group-sessions/:sessionId': () => ({ topic: 'Trasplante' }),
  'POST /api/working-group-sessions/:sessionId/attendances': () => mother,
  'POST /api/working-group-sessions/:sessionId/attendances/:attendanceId/entered-in-error': () => undefined,
  'POST /api/working-group-posts': () => ({ kind: 'other', name: `Otro puesto ${++postNames}` }),
  'PATCH /api/working-group-posts/:postId': () => ({ name: `Otro nombre ${++postNames}` }),
  'POST /api/working-group-posts/:postId/holders': () => ({
    name: 'Ana Ruiz',
    startsOn: addDays('2024-08-09', ++postNames),
  }),
  'POST /api/working-group-sessions/:sessionId/agreements': ({ hospital, ids }) => agreed(hospital, ids['postId']),
  'PATCH /api/agreements/:agreementId': () => ({ text: 'Confirmar el traslado' }),
  'POST /api/agreements/:agreementId/progress': () => ({ text: 'Se pidió el traslado' }),
  'PUT /api/agreements/:agreementId/case': ({ ids }) => ({ patientId: ids['patientId'] }),
  'PATCH /api/agenda-points/:pointId': () => ({ status: 'answered', answer: 'Ya hay albergue' }),
  'POST /api/working-group-sessions/:sessionId/figures': () => undefined,
  'POST /api/figure-checks': () => ({ text: '403 + 290 = 683' }),
  'POST /api/working-group-sessions/:sessionId/bulletins': () => ({}),
  'PATCH /api/bulletins/:bulletinId': () => ({ titleEs: 'Otro título' }),
  'POST /api/bulletins/:bulletinId/approval': () => undefined,
  'POST /api/agenda-points': () => ({ text: 'Que haya albergue para quien viene de lejos' }),
  'POST /api/shortage-reports': ({ hospital }, whose) => ({
    ...{ organizationId: whose === 'absent' ? ABSENT : hospital.id, medication: 'vincristina' },
    ...{ lackedOn: '2024-08-09', named: false },
  }),
  'POST /api/shortage-reports/follow': ({ ids }, whose) => ({
    folio: whose === 'absent' ? 'D-2024-00000-A' : ids['folio'],
    word: ids['word'],
  }),
  'POST /api/working-group-sessions/:sessionId/minutes': () => ({ erratumReason: 'Faltó el nombre de una unidad' }),
  'PATCH /api/working-group-sessions/:sessionId/minutes/:minutesId': () => ({ text: 'Otro texto' }),
  'POST /api/working-group-sessions/:sessionId/minutes/:minutesId/agreed': () => undefined,
  'POST /api/working-group-sessions/:sessionId/minutes/:minutesId/back-to-draft': () => undefined,
  'POST /api/working-group-sessions/:sessionId/minutes/:minutesId/publication': () => ({}),
  'POST /api/identity-checks': () => ({ text: 'Se revisó el abasto.' }),
  'POST /api/identity-overrides': () => ({ text: '33 1234 5678', reason: WHY }),
  'POST /api/identity-overrides/:overrideId/approval': () => undefined,
  'POST /api/identity-overrides/:overrideId/refusal': () => undefined,
  'PUT /api/pain/settings': () => ({ settings: null }),
  'POST /api/imports': () => undefined,
  'POST /api/imports/preview': () => undefined,
  'POST /api/imports/:importId/commit': () => undefined,
  'POST /api/import-mappings': () => ({ name: 'Hoja de prueba', base: 'patients', columns: { nombre: 'nombre' } }),
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
const parameters = (route: string) => [...route.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
/** Lists of a hospital that is named in the query. */
const ofHospital = [
  'GET /api/worklist',
  'GET /api/pain-scale-pictures',
  'GET /api/patients',
  'GET /api/stock',
  'GET /api/shortages/forecast',
  'GET /api/pain/due',
  'GET /api/pain/ward',
  'GET /api/pain/settings',
  'PUT /api/pain/settings',
]
/** What of a route belongs to somebody, so that there is a "foreign" and an "absent" of it. */
const belongs = (route: string) =>
  parameters(route).some((name) => !(name in plain)) ||
  [
    'POST /api/patients',
    'POST /api/patients/duplicates',
    'POST /api/protocols',
    'POST /api/protocols/imports',
    'POST /api/shortages',
    'POST /api/shortage-reports',
    'POST /api/shortage-reports/follow',
    'POST /api/stock',
    'POST /api/medication-administrations/batch',
  ].includes(route) ||
  ofHospital.includes(route)

async function ask(route: string, role: Role | null, whose: Whose, as = callerOf(route, role)) {
  const [method = '', pattern = ''] = route.split(' ')
  const side = sideOf(whose)
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => {
    if (name in plain) return plain[name] ?? ''
    if (whose === 'absent') return ABSENT
    if (name === 'reportId' && role === 'parent-representative' && whose === 'own') return nationalReport
    if (whose === 'own' && pattern.startsWith('/api/published-') && `published${capital(name)}` in side.ids)
      return side.ids[`published${capital(name)}`] ?? ''
    if (name === 'importId') return side.imports[role === 'coordinator' ? 'coordinator' : 'hospital-staff'] ?? ''
    return side.ids[name] ?? ''
  })
  const listed = ofHospital.includes(route)
    ? `organizationId=${whose === 'absent' ? ABSENT : side.hospital.id}`
    : undefined
  const compared = `from=${side.ids['versionId']}&to=${side.ids['versionId']}`
  const query = queries[route] ?? (/\/difference$/.test(pattern) ? compared : listed)
  if (/^(POST|PATCH|PUT)$/.test(method) && permissions[route]?.reach !== 'open' && bodies[route] === undefined)
    throw new Error(`No body known for ${route}`)
  const body = bodies[route]?.(side, whose)
  const response = await house.app.inject({
    method: method as 'GET',
    url: `${path}${query === undefined ? '' : `?${query}`}`,
    headers: { ...(as === null ? {} : { authorization: `Bearer ${as.token}` }), 'if-match': '"999"' },
    ...(body === undefined ? {} : { payload: body as object }),
  })
  const json = /problem\+json/.test(String(response.headers['content-type'])) ? response.json() : undefined
  return { status: response.statusCode, type: json?.type, body: response.body }
}

/** What a representative may not even know of: the addresses of people's care. */
const hidden404 = ({ reach, door }: Permission) =>
  reach === 'patient' || (reach === 'own-hospitals' && door === 'girasol_clinic')
const refusal = (permission: Permission, role: Role) =>
  role === 'parent-representative' && hidden404(permission) ? 404 : 403
const admits = ({ reach, roles: admitted, denied = [] }: Permission, role: Role) =>
  reach === 'signed-in' || (admitted.includes(role) && !denied.includes(role))
const guarded = Object.entries(permissions).filter(([, { reach }]) => reach !== 'open')

describe.each(guarded)('%s', (route, permission) => {
  test('without a token is 401', async () => {
    for (const whose of ['own', 'foreign', 'absent'] as const) expect((await ask(route, null, whose)).status).toBe(401)
  })

  test.each(roles.filter((role) => !admits(permission, role)))(
    'for %s is shut, whoever it belongs to',
    async (role) => {
      for (const whose of ['own', 'foreign', 'absent'] as const)
        expect((await ask(route, role, whose)).status).toBe(refusal(permission, role))
    },
  )

  test.runIf(permission.nationalOnly)('for a coordinator of one hospital is 403', async () => {
    for (const whose of ['own', 'absent'] as const)
      expect((await ask(route, 'coordinator', whose, own.coordinator)).status).toBe(403)
  })

  test.each(roles.filter((role) => admits(permission, role)))(
    'for %s opens for the own, and is the same 404 for the foreign and the absent',
    async (role) => {
      if (belongs(route)) {
        const [foreignAnswer, absentAnswer] = [await ask(route, role, 'foreign'), await ask(route, role, 'absent')]
        // what is the nation's is nobody's own: its absent is still 404
        const nationwide = role === 'parent-representative' || permission.reach === 'nation'
        if (!nationwide) expect(foreignAnswer).toMatchObject({ status: 404, type: '/problems/not-found' })
        expect(absentAnswer).toMatchObject({ status: 404, type: '/problems/not-found' })
      }
      const { status, body } = await ask(route, role, 'own')
      // 412, 409 and 415 are answers of the route itself: the doors have let us in.
      expect(status, body).toSatisfy((code: number) => code < 400 || [409, 412, 415].includes(code))
      // what was agreed is read by every coordinator, with the hospital's name; never a person
      for (const secret of [foreign.hospital.clues, foreign.ids['patientId'] ?? ''])
        if (!['GET /api/hospitals', 'GET /api/agreements'].includes(route) || secret === foreign.ids['patientId'])
          expect(body).not.toContain(secret)
    },
  )
})

test('counts of one hospital hold no row of another', async () => {
  const { body } = await own.coordinator.get('/api/counts')
  expect(body.rows.map(({ key }: { key: string }) => key)).toEqual([own.hospital.clues])
})

test('an OOAD coordinator reaches the hospitals that answer to it and no UMAE that merely stands there', async () => {
  const near = await house.openHospital({ ooadCode: '14' })
  const umae = await house.openHospital({ ooadCode: '14', level: 'umae' })
  for (const hospital of [near, umae]) {
    const staff = await house.signIn('hospital-staff', { organizationId: hospital.id })
    await staff.post('/api/patients', aPatient(hospital.id))
  }
  const coordinator = await house.signIn('coordinator', { ooadCode: '14' })
  const keys = (await coordinator.get('/api/counts')).body.rows.map(({ key }: { key: string }) => key)
  expect(keys).toContain(near.clues)
  expect(keys).not.toContain(umae.clues)
})

test('an address with a slash too many is no way in', async () => {
  for (const url of ['/api/counts/', '/api/patients/', '/api/audit-events/'])
    expect([401, 404], url).toContain((await house.app.inject(url)).statusCode)
})
