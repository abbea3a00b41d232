import { sealAll } from 'server/keepers'
import { expect, test } from 'vitest'
import { aRow, bring, commit, patientsCsv } from './support/files.js'
import { aPatient, openHouse, type Person } from './support/house.js'

const house = await openHouse()
const ABSENT = '01890000-0000-7000-8000-00000000dead'

async function furnish() {
  const hospital = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
  const patientId: string = (await clerk.post('/api/patients', aPatient(hospital.id))).body.id
  const reportId: string = (await coordinator.post('/api/reports', {})).body.id
  const importId = (await bring(clerk, { file: patientsCsv([aRow(hospital.clues)]) })).id
  return { hospital, clerk, coordinator, patientId, reportId, importId }
}
const [here, there] = [await furnish(), await furnish()]

/** Events of one person since a moment, sealed or not, oldest first. */
async function eventsOf({ userId }: Person, action: string) {
  await sealAll(house.database)
  return house.sql`select resource_type, resource_id, patient_id, organization_id, details from audit_events
    where user_id = ${userId} and action = ${action} order by id`
}

type Method = Parameters<Person['ask']>[0]
const { givenName, firstSurname, birthDate } = aPatient(ABSENT)

test.each<
  [method: Method, url: string, type: string, key: 'patientId' | 'reportId' | 'importId' | 'hospital', body?: object]
>([
  ['GET', '/api/patients/:id', 'Patient', 'patientId'],
  ['PATCH', '/api/patients/:id', 'Patient', 'patientId', { coverage: 'imss' }],
  ['GET', '/api/patients/:id/timeline', 'Patient', 'patientId'],
  ['POST', '/api/patients/:id/conditions', 'Patient', 'patientId', {}],
  [
    'POST',
    '/api/patients/duplicates',
    'Patient',
    'patientId',
    { givenName, firstSurname, birthDate, patientId: ':id' },
  ],
  ['GET', '/api/patients?organizationId=:id', 'Organization', 'hospital'],
  ['POST', '/api/patients', 'Organization', 'hospital', aPatient(':id')],
  ['GET', '/api/imports/:id', 'Import', 'importId'],
  ['GET', '/api/imports/:id/errors', 'Import', 'importId'],
  ['POST', '/api/imports/:id/commit', 'Import', 'importId'],
  ['DELETE', '/api/imports/:id', 'Import', 'importId'],
  ['GET', '/api/reports/:id/bulletin', 'Report', 'reportId'],
])('%s %s of somebody else, or of nobody, is one answer and one event', async (method, url, type, key, body) => {
  const role = type === 'Report' ? 'coordinator' : 'hospital-staff'
  const stranger = await house.signIn(role, { organizationId: here.hospital.id })
  const foreign = key === 'hospital' ? there.hospital.id : there[key]
  const bodies = []
  for (const id of [foreign, ABSENT]) {
    const sent = body === undefined ? undefined : JSON.parse(JSON.stringify(body).replace(':id', id))
    const answer = await stranger.ask(method, url.replace(':id', id), sent, { 'if-match': '"1"' })
    expect(answer.status).toBe(404)
    bodies.push({ ...answer.body, instance: '' })
  }
  expect(bodies[0]).toEqual(bodies[1])
  const events = await eventsOf(stranger, 'denied')
  expect(events).toMatchObject(
    [foreign, ABSENT].map((id) => ({
      resource_type: type,
      resource_id: id,
      patient_id: type === 'Patient' ? id : null,
      organization_id: null,
      details: { route: expect.stringMatching(new RegExp(`^${method} /api/`)) },
    })),
  )
})

test('a diagnosis that is not this person’s leaves its event beside the look at the person', async () => {
  const { clerk, patientId } = here
  const url = `/api/patients/${patientId}/conditions/${ABSENT}/entered-in-error`
  expect((await clerk.post(url, { reason: 'Dos veces' })).status).toBe(404)
  expect(await eventsOf(clerk, 'denied')).toMatchObject([
    { resource_type: 'Condition', resource_id: ABSENT, patient_id: patientId },
  ])
})

test('an address that is no id, a code of a catalogue and a page that is not there leave no text behind', async () => {
  const clerk = await house.signIn('hospital-staff', { organizationId: here.hospital.id })
  for (const url of ['/api/patients/Ana-Ruiz', '/api/terminology/nada', '/api/nada'])
    expect((await clerk.get(url)).status).toBe(404)
  const events = await eventsOf(clerk, 'denied')
  expect(events).toMatchObject([{ resource_type: 'Patient', resource_id: null, patient_id: null }])
  expect(JSON.stringify(events)).not.toContain('Ruiz')
})

test('where the event cannot be written, the look is not answered', async () => {
  const closed = await openHouse()
  const hospital = await closed.openHospital()
  const clerk = await closed.signIn('hospital-staff', { organizationId: hospital.id })
  await closed.sql`alter table audit_inbox add constraint closed check (action <> 'denied')`
  expect((await clerk.get(`/api/patients/${ABSENT}`)).status).toBe(500)
})
test('each candidate that is shown leaves its event: asked for, or met by a registration', async () => {
  const { hospital, clerk } = await furnish()
  const twin = { ...aPatient(hospital.id), birthDate: '2015-03-27' }
  const first = (await clerk.post('/api/patients', twin)).body.id
  const second = (await clerk.post('/api/patients', { ...twin, notDuplicateOf: [first] })).body.id
  const asker = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const shown = async (count: number) => {
    const events = (await eventsOf(asker, 'read')).filter(({ resource_type }) => resource_type === 'DuplicateCandidate')
    expect(events).toHaveLength(count)
    const last = events.slice(-2)
    expect(last.map(({ patient_id }) => patient_id).sort()).toEqual([first, second].sort())
    for (const { patient_id, ...rest } of last)
      expect(rest).toEqual({
        resource_type: 'DuplicateCandidate',
        resource_id: patient_id,
        organization_id: hospital.id,
        details: { route: expect.any(String) },
      })
  }
  const { givenName, firstSurname, secondSurname, birthDate } = twin as Record<string, unknown>
  const question = { givenName, firstSurname, secondSurname, birthDate }
  expect((await asker.post('/api/patients/duplicates', question)).body.candidates).toHaveLength(2)
  await shown(2)
  expect((await asker.post('/api/patients', twin)).body.candidates).toHaveLength(2)
  await shown(4)
})
test('a batch of n people leaves n events going in and n taken back, named by their moment', async () => {
  const { hospital, clerk } = await furnish()
  const file = patientsCsv(Array.from({ length: 30 }, () => aRow(hospital.clues)))
  const { id } = await bring(clerk, { file })
  await new Promise((resolve) => setTimeout(resolve, 300))
  const committing = Date.now() - 1
  await commit(clerk, id)
  const committed = Date.now() + 1
  await clerk.ask('DELETE', `/api/imports/${id}`)
  await sealAll(house.database)
  const rows = await house.sql`select action, id, count(*) over (partition by action)::int as n from audit_events
    where resource_type = 'Patient' and details ->> 'importId' = ${id}`
  expect(rows).toHaveLength(60)
  expect(new Set(rows.map(({ action, n }) => `${action} ${n}`))).toEqual(new Set(['create 30', 'undo 30']))
  const time = ({ id }: { [column: string]: string }) => Number.parseInt(String(id).replace('-', '').slice(0, 12), 16)
  const times = (action: string) => rows.filter((row) => row['action'] === action).map((row) => time(row as never))
  expect(Math.min(...times('create'))).toBeGreaterThanOrEqual(committing)
  expect(Math.max(...times('create'))).toBeLessThanOrEqual(committed)
  expect(Math.min(...times('undo'))).toBeGreaterThanOrEqual(committing)
  expect(Math.max(...times('undo'))).toBeLessThanOrEqual(Date.now() + 1)
})
