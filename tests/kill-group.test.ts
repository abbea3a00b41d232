import { expect, test } from 'vitest'
import { aPost, aSession } from './support/agreements.js'
import { openHouse } from './support/house.js'
import { CLIENTS, killed } from './support/killed.js'
import { attend, type Group, openGroup } from './support/minutes.js'

const GROUP_KILLS = 8

test('killed while agreements are made and told of: each is there once with its number, its event and its progress', async () => {
  const house = await openHouse()
  const nation = await house.signIn('coordinator', { national: true })
  const { id: sessionId } = await aSession(nation, { heldOn: '2024-08-09' })
  const responsible = await aPost(house)
  const made: string[] = []
  const told: string[] = []
  await killed(GROUP_KILLS, house, (ask, running) =>
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
  expect(made.length + told.length).toBeGreaterThan(GROUP_KILLS)
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
  await killed(GROUP_KILLS, house, (ask, running) =>
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
  await killed(GROUP_KILLS, house, (ask, running) =>
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
  expect(folios.length + points.length).toBeGreaterThan(GROUP_KILLS)
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
