import { expect, test } from 'vitest'
import { aPatient, openHouse } from './support/house.js'

const house = await openHouse()

test('what was registered is what is read, and it left an audit event', async () => {
  const hospital = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const created = await clerk.post(
    '/api/patients',
    aPatient(hospital.id, {
      chosenName: 'Lupita',
      guardians: [{ givenName: 'Ana', firstSurname: 'Pérez', relationship: 'parent' }],
    }),
  )
  expect(created).toMatchObject({ status: 201, body: { version: 1, chosenName: 'Lupita', ageGroup: 'paediatric' } })
  const read = await clerk.get(`/api/patients/${created.body.id}`)
  expect(read.body).toEqual(created.body)
  expect(await house.auditTrail()).toContainEqual(['create', 'Patient', created.body.id])
})
