import { recountPain } from 'server/pain-indicators/recount'
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

test('killed while doses are given and sedation is checked: each acknowledged one is there once, with its event, what it asks and what it counts', async () => {
  const house = await openHouse()
  const hospital = await house.openHospital()
  const nurse = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const children = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const { body } = await nurse.post('/api/patients', aPatient(hospital.id, { birthDate: '2015-01-02' }))
      return body.id as string
    }),
  )
  const acknowledged = { dose: [] as string[], check: [] as string[] }
  await killed(WARD_KILLS, house, (ask, running) =>
    children.map(async (child) => {
      const send = async (part: string, fact: Record<string, unknown>): Promise<string> => {
        const path = `/api/patients/${child}/${part}`
        let answer = await ask('POST', path, nurse.token, fact)
        while (answer.body['type'] === '/problems/needs-confirmation') {
          const codes = new Set((answer.body['warnings'] as { code: string }[]).map(({ code }) => code))
          const confirmedWarnings = [...codes].map((code) => ({ code, reason: 'Dolor que no cede' }))
          answer = await ask('POST', path, nurse.token, { ...fact, confirmedWarnings })
        }
        if (answer.status !== 201) throw new Error(`Refused: ${JSON.stringify(answer.body)}`)
        return String(answer.body['id'])
      }
      while (running()) {
        const morphine = { role: 'rescue', drug: 'morfina', route: 'IV', dose: 1, unit: 'mg' }
        const givenAt = new Date().toISOString()
        const dose = await send('analgesic-administrations', { ...morphine, givenAt })
        acknowledged.dose.push(dose)
        const seen = { scale: 'POSS', value: '1', respiratoryRate: 22, followsAdministrationId: dose }
        acknowledged.check.push(await send('sedation-checks', seen))
      }
    }),
  )
  expect(acknowledged.check.length).toBeGreaterThan(0)
  const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
  for (const [kind, table, resource] of [
    ['dose', 'analgesic_administrations', 'AnalgesicAdministration'],
    ['check', 'sedation_checks', 'SedationCheck'],
  ] as const) {
    const expected = [...acknowledged[kind]].sort()
    expect(idsOf(await house.sql<{ id: string }[]>`select id from ${house.sql(table)} order by id`)).toEqual(expected)
    const events = await house.sql<{ id: string }[]>`
      select resource_id as id from audit_events where action = 'create' and resource_type = ${resource} order by resource_id`
    expect(idsOf(events)).toEqual(expected)
  }
  const asked = await house.sql`
    select kind, count(*)::int as times, count(distinct source_id)::int as doses from reminders group by kind order by kind`
  const each = { times: acknowledged.dose.length, doses: acknowledged.dose.length }
  expect([...asked]).toEqual([
    { kind: 'reassessment', ...each },
    { kind: 'sedation-check', ...each },
  ])
  const { standing, differences } = await recountPain(house.database)
  expect(differences).toEqual([])
  expect(standing).toContainEqual({ measure: 'opioid-day', facts: acknowledged.dose.length })
}, 600_000)
