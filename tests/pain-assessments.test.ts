import { describe, expect, test } from 'vitest'
import { aPatient, openHouse } from './support/house.js'

const house = await openHouse()

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const yearsOld = (years: number, days = 40) =>
  new Date(Date.now() - (years * 365.25 + days) * 86_400_000).toISOString().slice(0, 10)

async function openBed(facts: Record<string, unknown> = {}) {
  const hospital = await house.openHospital()
  const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const made = await nurse.post('/api/patients', aPatient(hospital.id, { birthDate: yearsOld(2), ...facts }))
  expect(made.status, made.text).toBe(201)
  const record = `/api/patients/${made.body.id}`
  const url = `${record}/pain-assessments`
  const assess = (body: Record<string, unknown>, headers?: Record<string, string>) => nurse.post(url, body, headers)
  const items = async () => (await nurse.get(url)).body.items
  return { hospital, nurse, record, url, assess, items, patientId: made.body.id as string }
}

const flacc = () => ({
  scale: 'FLACC',
  items: { face: 1, legs: 1, activity: 0, cry: 2, consolability: 1 },
  effectiveDateTime: minutesAgo(5),
})

describe('an assessment', () => {
  test('is what was sent, scored, with an audit event and a place on the timeline', async () => {
    const { nurse, assess, items, patientId, record } = await openBed()
    const sent = {
      ...flacc(),
      ...{ cause: 'tumour', sites: ['abdomen-upper', 'back-lower'], atRest: false, action: 'analgesic' },
      note: 'Al moverla',
    }
    const { status, body } = await assess(sent)
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        ...sent,
        ...{ id: expect.any(String), patientId, status: 'final', scaleVersion: '1.0' },
        ...{ score: 5, scoreMax: 10, severity: 'moderate', lateEntry: false, followsAdministrationId: null },
        ...{ confirmedWarnings: [], recordedAt: expect.any(String), recordedBy: nurse.userId, enteredInError: null },
      },
    })
    expect(await items()).toEqual([body])
    expect(await house.auditTrail()).toContainEqual(['create', 'PainAssessment', body.id])
    const timeline = (await nurse.get(`${record}/timeline`)).body.items
    expect(timeline.filter(({ kind }: { kind: string }) => kind === 'pain-assessment')).toMatchObject([
      { id: body.id, details: { scale: 'FLACC', score: 5, scoreMax: 10, severity: 'moderate' } },
    ])
  })
})
