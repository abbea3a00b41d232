import { recountTreatment } from 'server/treatment-indicators/recount'
import { expect, test } from 'vitest'
import { aPatient, openHouse } from './support/house.js'
import { CLIENTS, killed } from './support/killed.js'
import { openWard, vincristine } from './support/ward.js'

const WARD_KILLS = 10

test('killed during a ward round: each dose is recorded once with its version, its ledger and its event, and a shortage counts each that lacked', async () => {
  const house = await openHouse()
  const on = '2026-01-05'
  const wards = await Promise.all(
    Array.from({ length: CLIENTS }, () =>
      openWard(
        house,
        Array.from({ length: 400 }, () => vincristine(on)),
      ),
    ),
  )
  let recorded = 0
  let lacking = 0
  await killed(WARD_KILLS, house, (ask, running) =>
    wards.map(async ({ nurse, doseIds }) => {
      for (const [at, id] of doseIds.entries()) {
        if (!running()) return
        const lacks = at % 3 === 0
        const fate = lacks
          ? { status: 'not-done', statusReason: 'not-available' }
          : { status: 'completed', givenAt: `${on}T18:00:00Z` }
        const path = `/api/medication-administrations/${id}`
        const { status, body } = await ask('PATCH', path, nurse.token, fate, { 'if-match': '"1"' })
        // 412 with our own name: the answer was lost with the process, the record was not
        const ours = status === 412 && body['changedBy'] === nurse.userId
        if (status !== 200 && !ours) throw new Error(`Refused: ${JSON.stringify(body)}`)
        recorded++
        if (lacks) lacking++
      }
    }),
  )
  expect(recorded).toBeGreaterThan(WARD_KILLS)
  const [kept] = await house.sql`
    select count(*)::int as doses, count(*) filter (where d.version = 2)::int as once,
      (select count(*)::int from medication_administration_versions) as versions,
      (select count(*)::int from audit_events where action = 'update' and resource_type = 'MedicationAdministration') as events,
      (select sum(doses)::int from shortage_cases) as lacking
    from medication_administrations d where d.status <> 'planned'`
  expect(kept).toEqual({ doses: recorded, once: recorded, versions: recorded, events: recorded, lacking })
  expect(await recountTreatment(house.database)).toMatchObject({ doseDifferences: [], startDifferences: [] })
}, 600_000)

test('killed while pain is assessed: each acknowledged assessment is there once with its event, and none besides', async () => {
  const house = await openHouse()
  const hospital = await house.openHospital()
  const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const { body: child } = await nurse.post('/api/patients', aPatient(hospital.id, { birthDate: '2015-01-02' }))
  const acknowledged: string[] = []
  await killed(WARD_KILLS, house, (ask, running) =>
    Array.from({ length: CLIENTS }, async () => {
      while (running()) {
        const pain = { scale: 'NRS', score: acknowledged.length % 11, effectiveDateTime: new Date().toISOString() }
        const { status, body } = await ask('POST', `/api/patients/${child.id}/pain-assessments`, nurse.token, pain)
        if (status !== 201) throw new Error(`Refused: ${JSON.stringify(body)}`)
        acknowledged.push(String(body['id']))
      }
    }),
  )
  const rows = await house.sql<{ id: string }[]>`select id from pain_assessments order by id`
  const events = await house.sql<{ id: string }[]>`
    select resource_id as id from audit_events where action = 'create' and resource_type = 'PainAssessment' order by resource_id`
  const expected = [...acknowledged].sort()
  expect(acknowledged.length).toBeGreaterThan(WARD_KILLS)
  expect(rows.map(({ id }) => id)).toEqual(expected)
  expect(events.map(({ id }) => id)).toEqual(expected)
}, 600_000)
