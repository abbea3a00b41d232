import { addDays } from 'shared/calendar-day'
import { expect, test } from 'vitest'
import { aPatient, openHouse, type Person } from './support/house.js'
import { aLine, aProtocol, putProtocol } from './support/protocols.js'

const house = await openHouse()
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Mexico_City' }).format(new Date())
const yesterday = addDays(today, -1)

async function openWard(ooadCode: string) {
  const hospital = await house.openHospital({ ooadCode })
  const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const coordinator = await house.signIn('coordinator', { organizationId: hospital.id })
  const girl = aPatient(hospital.id, { birthDate: '2016-05-04', sex: 'female', registeredOn: addDays(today, -30) })
  const patient = await nurse.post('/api/patients', girl)
  expect(patient.status, patient.text).toBe(201)
  const protocolVersionId = await putProtocol(house.sql, aProtocol([aLine()], 3))
  const plan = await nurse.post(`/api/patients/${patient.body.id}/care-plans`, {
    ...{ protocolVersionId, intent: 'curative', startsOn: addDays(today, -7), weightKg: 28, heightCm: 130 },
  })
  expect(plan.status, plan.text).toBe(201)
  const { body } = await nurse.get(`/api/patients/${patient.body.id}/medication-administrations`)
  const dueToday = body.items.find(({ plannedOn }: { plannedOn: string }) => plannedOn === today)
  return { hospital, nurse, coordinator, patientId: patient.body.id as string, dose: dueToday }
}

const record = (person: Person, dose: { id: string; version: number }, body: object) =>
  person.ask('PATCH', `/api/medication-administrations/${dose.id}`, body, { 'if-match': `"${dose.version}"` })

test('a dose that was not available stands everywhere at once; solving the case stops its clock and moves no past day', async () => {
  const { hospital, nurse, coordinator, patientId, dose } = await openWard('14')
  const board = async (on?: string) =>
    (await coordinator.get(`/api/shortages?medication=vincristina&status=all${on ? `&on=${on}` : ''}`)).body
  const figures = async (on: string) =>
    (await coordinator.get(`/api/treatment-indicators?on=${on}&since=${addDays(on, -14)}`)).body
  const before = { board: await board(yesterday), figures: await figures(yesterday) }
  expect((await figures(today)).total.omitted.numerator).toBe(0)

  expect((await record(nurse, dose, { status: 'not-done', statusReason: 'not-available' })).status).toBe(200)

  const ward = await nurse.get(`/api/worklist?organizationId=${hospital.id}&day=${today}`)
  expect(ward.body.items.find(({ id }: { id: string }) => id === dose.id)).toMatchObject({
    status: 'not-done',
    statusReason: 'not-available',
  })
  const [lacking] = (await board()).items
  expect(lacking).toMatchObject({
    organizationId: hospital.id,
    ooadCode: '14',
    status: 'open',
    closedAt: null,
    doses: 1,
  })
  const { body: history } = await nurse.get(`/api/patients/${patientId}/timeline`)
  expect(history.items).toContainEqual(
    expect.objectContaining({
      kind: 'administration',
      details: expect.objectContaining({ medication: 'vincristina', statusReason: 'not-available' }),
    }),
  )
  expect((await figures(today)).total.omitted).toMatchObject({
    numerator: 1,
    byReason: expect.arrayContaining([{ reason: 'not-available', doses: 1 }]),
  })

  const { body: found } = await coordinator.get(`/api/shortages/${lacking.id}`)
  const solved = await coordinator.ask(
    'PATCH',
    `/api/shortages/${lacking.id}`,
    { status: 'solved' },
    { 'if-match': `"${found.version}"` },
  )
  expect(solved.status, solved.text).toBe(200)
  expect(solved.body).toMatchObject({ status: 'solved', closedOn: today, hours: expect.any(Number) })
  const { closedAt } = solved.body
  expect((await coordinator.get(`/api/shortages/${lacking.id}`)).body.closedAt).toBe(closedAt)
  expect({ board: await board(yesterday), figures: await figures(yesterday) }).toEqual(before)
})

test('a substitution says from, to, why and whether the family was told, wherever the dose is read', async () => {
  const { nurse, patientId, dose } = await openWard('19')
  const substitution = {
    ...{ fromMedication: 'vincristina', toMedication: 'vinblastina', reason: 'Sin existencias' },
    ...{ authorisedBy: 'Jefatura de oncología', familyInformed: false },
  }
  const asked = { status: 'completed', doseGiven: 6, unit: 'mg', substitution }
  const warned = await record(nurse, dose, asked)
  const confirmedWarnings = (warned.body.warnings ?? []).map(({ code }: { code: string }) => ({
    code,
    reason: 'Indicada por oncología',
  }))
  const given = warned.status === 409 ? await record(nurse, dose, { ...asked, confirmedWarnings }) : warned
  expect(given.status, given.text).toBe(200)
  const { body: kept } = await nurse.get(`/api/medication-administrations/${dose.id}`)
  expect(kept.substitution).toMatchObject(substitution)
  const { body: history } = await nurse.get(`/api/patients/${patientId}/timeline`)
  expect(history.items).toContainEqual(
    expect.objectContaining({
      details: expect.objectContaining({ substitution: expect.objectContaining(substitution) }),
    }),
  )
})

test('the first dose that is given begins the treatment, once; marked as a mistake it began nothing', async () => {
  const { nurse, coordinator, patientId, dose } = await openWard('02')
  const diagnosis = { icd10: 'C91.0', basisOfDiagnosis: 'histology-primary', recordedDate: addDays(today, -8) }
  const diagnosed = await nurse.post(`/api/patients/${patientId}/conditions`, diagnosis)
  expect(diagnosed.status, diagnosed.text).toBe(201)
  const begun = async () => {
    const { body } = await coordinator.get(`/api/treatment-indicators?on=${today}&since=${addDays(today, -14)}`)
    return { numerator: body.total.firstTreatment.numerator, denominator: body.total.firstTreatment.denominator }
  }
  expect(await begun()).toEqual({ numerator: 0, denominator: 0 })
  const { body } = await nurse.get(`/api/patients/${patientId}/medication-administrations`)
  const first = body.items.find(({ plannedOn }: { plannedOn: string }) => plannedOn === addDays(today, -7))
  const noon = `${addDays(today, -7)}T18:00:00Z`
  for (const [one, facts] of [
    [first, { givenAt: noon }],
    [dose, {}],
  ] as const) {
    const given = await record(nurse, one, { status: 'completed', ...facts })
    expect(given.status, given.text).toBe(200)
    expect(await begun()).toEqual({ numerator: 1, denominator: 1 })
  }
  for (const { id } of [first, dose]) {
    const mistake = `/api/medication-administrations/${id}/entered-in-error`
    expect((await nurse.post(mistake, { reason: 'Otra niña' })).status).toBe(201)
  }
  expect(await begun()).toEqual({ numerator: 0, denominator: 0 })
})
