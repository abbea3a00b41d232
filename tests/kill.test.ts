import { verifyAudit } from 'server/access/sealer'
import { recount } from 'server/counts/recount'
import { sealAll } from 'server/keepers'
import { recountTreatment } from 'server/treatment-indicators/recount'
import { expect, test } from 'vitest'
import { aPost, aSession } from './support/agreements.js'
import { aPatient, type House, openHouse } from './support/house.js'
import { attend, type Group, openGroup } from './support/minutes.js'
import { freePort, productionEnv, productionLogin, startProgram, untilReady } from './support/program.js'
import { openWard, vincristine } from './support/ward.js'

const KILLS = 50
const WARD_KILLS = 15
const CLIENTS = 6

type Ask = (
  method: 'POST' | 'PATCH',
  path: string,
  token: string,
  content: unknown,
  headers?: Record<string, string>,
) => Promise<{ status: number; body: Record<string, unknown> }>

/** A program that is killed `kills` times while `clients` go on; each asks until it is answered. */
async function killed(kills: number, house: House, work: (ask: Ask, running: () => boolean) => Promise<void>[]) {
  const login = await productionLogin(house.sql, house.url)
  const port = await freePort()
  let program = startProgram(productionEnv(port, login, house.url))
  expect(await untilReady(port, program), program.output()).toBe(true)
  let running = true
  /** Sent again with the same key until somebody answers. */
  const ask: Ask = async (method, path, token, content, headers) => {
    const key = crypto.randomUUID()
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
          ...headers,
        },
        body: JSON.stringify(content),
      }).then(
        async (response) => ({ status: response.status, body: await response.json() }),
        () => null,
      )
      if (answer !== null && answer.status < 500) return answer
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const clients = work(ask, () => running)
  for (let kill = 0; kill < kills; kill++) {
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 200))
    program.child.kill('SIGKILL')
    await program.ended
    program = startProgram(productionEnv(port, login))
    expect(await untilReady(port, program), program.output()).toBe(true)
  }
  running = false
  await Promise.all(clients)
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
  await sealAll(house.database)
  expect(await verifyAudit(house.database)).toMatchObject({ broken: [], unsealed: 0 })
}

test('killed 50 times during registrations: every acknowledged person is there once, the audit chain verifies, counts equal a recount', async () => {
  const house = await openHouse()
  const hospital = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const acknowledged: string[] = []
  await killed(KILLS, house, (ask, running) =>
    Array.from({ length: CLIENTS }, async () => {
      while (running()) {
        const { status, body } = await ask('POST', '/api/patients', clerk.token, aPatient(hospital.id))
        if (status !== 201) throw new Error(`Refused: ${JSON.stringify(body)}`)
        acknowledged.push(String(body['id']))
      }
    }),
  )
  const people = await house.sql<
    { id: string }[]
  >`select id from patients where managing_organization_id = ${hospital.id}`
  expect(acknowledged.length).toBeGreaterThan(KILLS)
  expect(new Set(acknowledged).size).toBe(acknowledged.length)
  // A person may be there whose answer was never sent, but each client retries: so every row was acknowledged.
  expect(people.map(({ id }) => id).sort()).toEqual([...acknowledged].sort())
  const coordinator = await house.signIn('coordinator', { national: true })
  expect((await coordinator.get('/api/counts')).body.total.patients).toBe(acknowledged.length)
  const created =
    await house.sql`select count(*)::int as n from audit_events where action = 'create' and resource_type = 'Patient'`
  expect(created[0]?.['n']).toBe(acknowledged.length)
  const { people: counted, counters, rolls } = await recount(house.database)
  expect({ counted, counters, rolls }).toEqual({ counted: acknowledged.length, counters: [], rolls: [] })
}, 600_000)

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

test('killed while agreements are made and told of: each is there once with its number, its event and its progress', async () => {
  const house = await openHouse()
  const nation = await house.signIn('coordinator', { national: true })
  const { id: sessionId } = await aSession(nation, { heldOn: '2024-08-09' })
  const responsible = await aPost(house)
  const made: string[] = []
  const told: string[] = []
  await killed(WARD_KILLS, house, (ask, running) =>
    Array.from({ length: CLIENTS }, async () => {
      while (running()) {
        const agreement = { text: `Acuerdo ${made.length + 1}`, responsible, dueOn: '2030-01-31' }
        const url = `/api/working-group-sessions/${sessionId}/agreements`
        const { status, body } = await ask('POST', url, nation.token, agreement)
        if (status !== 201) throw new Error(`Refused: ${JSON.stringify(body)}`)
        made.push(String(body['id']))
        const progress = { text: 'Se cumplió', status: 'kept' }
        const answer = await ask('POST', `/api/agreements/${body['id']}/progress`, nation.token, progress)
        if (answer.status !== 201) throw new Error(`Refused: ${JSON.stringify(answer.body)}`)
        told.push(String(body['id']))
      }
    }),
  )
  expect(told.length).toBeGreaterThan(WARD_KILLS)
  const rows = await house.sql<{ id: string; number: number }[]>`select id, number from agreements order by number`
  expect(rows.map(({ number }) => number)).toEqual(made.map((_, at) => at + 1))
  expect(rows.map(({ id }) => id).sort()).toEqual([...made].sort())
  const progress = await house.sql<{ id: string }[]>`select agreement_id as id from agreement_progress`
  expect(progress.map(({ id }) => id).sort()).toEqual([...told].sort())
  const events = await house.sql`select action, count(*)::int as n from audit_events
    where resource_type = 'Agreement' group by action order by action`
  expect(events.map((it) => ({ ...it }))).toEqual([
    { action: 'create', n: made.length },
    { action: 'update', n: told.length },
  ])
}, 600_000)

test('killed while minutes are written and published: each text that was acknowledged is there, and each publication once', async () => {
  const house = await openHouse()
  const groups: (Group & { id: string })[] = []
  for (let n = 0; n < CLIENTS; n++) {
    const group = await openGroup(house)
    await attend(house, group.sessionId)
    groups.push({ ...group, id: (await group.begin()).id })
  }
  const published: string[] = []
  const written = new Map<string, string>()
  await killed(WARD_KILLS, house, (ask, running) =>
    groups.map(async ({ at, id, secretary, second }) => {
      let version = 1
      /** 412 with what we sent is our own: the answer was lost with the process, the act was not. */
      const write = async (text: string) => {
        const { status, body } = await ask('PATCH', at(id), secretary.token, { text }, { 'if-match': `"${version}"` })
        const current = body['current'] as { text: string; version: number } | undefined
        if (status !== 200 && !(status === 412 && current?.text === text))
          throw new Error(`Refused: ${JSON.stringify(body)}`)
        version = status === 200 ? Number(body['version']) : (current?.version ?? 0)
        written.set(id, text)
      }
      for (let n = 0; running(); n++) await write(`Texto ${n} de la sesión`)
      await write('Lo último que se dijo')
      const agreed = await ask('POST', at(id, '/agreed'), secretary.token, {}, { 'if-match': `"${version}"` })
      if (agreed.status !== 200) throw new Error(`Refused: ${JSON.stringify(agreed.body)}`)
      const done = await ask('POST', at(id, '/publication'), second.token, {}, { 'if-match': `"${version + 1}"` })
      if (done.status !== 201) throw new Error(`Refused: ${JSON.stringify(done.body)}`)
      published.push(id)
    }),
  )
  const rows = await house.sql<{ id: string; text: string; version: number }[]>`
    select id, text, version from minutes where status = 'published' order by id`
  expect(rows.map(({ id }) => id)).toEqual([...published].sort())
  for (const { id, text } of rows) expect(text).toBe(written.get(id))
  const events = await house.sql<{ action: string; n: number }[]>`
    select action, count(*)::int as n from audit_events where resource_type = 'Minutes' group by action`
  const counted = Object.fromEntries(events.map(({ action, n }) => [action, n]))
  // Begun at version 1; every version after it is one act with one event
  const acts = rows.reduce((sum, { version }) => sum + version - 1, 0)
  expect(counted['freeze']).toBe(CLIENTS)
  expect((counted['update'] ?? 0) + (counted['freeze'] ?? 0)).toBe(acts)
}, 600_000)

test('killed while families report and raise points: each that was acknowledged is there once, with its case and its event', async () => {
  const house = await openHouse()
  const hospitals = await Promise.all(Array.from({ length: CLIENTS }, () => house.openHospital()))
  const mother = await house.signIn('parent-representative', { national: true })
  const folios: string[] = []
  const points: string[] = []
  await killed(WARD_KILLS, house, (ask, running) =>
    hospitals.map(async ({ id: organizationId }, at) => {
      while (running()) {
        const lacking = { organizationId, medication: 'vincristina', lackedOn: '2026-01-05', named: at % 2 === 0 }
        const report = await ask('POST', '/api/shortage-reports', mother.token, lacking)
        if (report.status !== 201) throw new Error(`Refused: ${JSON.stringify(report.body)}`)
        folios.push(String(report.body['folio']))
        const text = { text: `Que se hable de la espera ${folios.length}` }
        const point = await ask('POST', '/api/agenda-points', mother.token, text)
        if (point.status !== 201) throw new Error(`Refused: ${JSON.stringify(point.body)}`)
        points.push(String(point.body['id']))
      }
    }),
  )
  expect(folios.length).toBeGreaterThan(WARD_KILLS)
  const reports = await house.sql<
    { folio: string; case_id: string | null }[]
  >`select folio, case_id from shortage_reports`
  expect(reports.map(({ folio }) => folio).sort()).toEqual([...folios].sort())
  const raised = await house.sql<{ id: string }[]>`select id from agenda_points`
  expect(raised.map(({ id }) => id).sort()).toEqual([...points].sort())
  const [kept] = await house.sql`
    select (select count(*)::int from shortage_cases) as cases,
      (select count(*)::int from shortage_reports where case_id is null) as caseless,
      (select count(*)::int from shortage_events where kind = 'family-report') as events,
      (select count(*)::int from audit_events where action = 'create' and resource_type = 'ShortageReport') as reported,
      (select count(*)::int from audit_events where action = 'create' and resource_type = 'AgendaPoint') as raised`
  expect(kept).toEqual({
    ...{ cases: CLIENTS, caseless: 0, events: folios.length },
    ...{ reported: folios.length, raised: points.length },
  })
}, 600_000)
