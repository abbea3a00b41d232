import { setTimeout as wait } from 'node:timers/promises'
import { recount } from 'server/counts/recount'
import { sealAll } from 'server/keepers'
import type { Import } from 'shared/imports'
import { expect, test } from 'vitest'
import { aRow, multipart, patientsCsv } from './support/files.js'
import { openHouse } from './support/house.js'
import { freePort, productionEnv, productionLogin, startProgram, untilReady } from './support/program.js'

const ROWS = 3000
/** Milliseconds after which the program is killed: while reading, and later while committing. */
const KILLS = [5, 60, 250, 400, 700]

test('an import killed at any row is whole or not there, and the next start completes it', async () => {
  const house = await openHouse()
  const hospital = await house.openHospital()
  const clerk = await house.signIn('hospital-staff', { organizationId: hospital.id })
  const login = await productionLogin(house.sql, house.url)
  const port = await freePort()
  let program = startProgram(productionEnv(port, login, house.url))
  expect(await untilReady(port, program), program.output()).toBe(true)
  const ask = async (method: string, path: string, body?: Buffer, headers: Record<string, string> = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/imports${path}`, {
      method,
      headers: { authorization: `Bearer ${clerk.token}`, ...headers },
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as Import }
  }
  const killAfter = async (ms: number) => {
    await wait(ms)
    program.child.kill('SIGKILL')
    await program.ended
    const [seen] =
      await house.sql`select (select status::text from imports) as status, (select count(*)::int from import_rows) as rows,
      (select count(*)::int from patients) as people`
    program = startProgram(productionEnv(port, login))
    expect(await untilReady(port, program), program.output()).toBe(true)
    return seen
  }
  const until = async (id: string, status: string) => {
    for (let i = 0; i < 600; i++) {
      const { body } = await ask('GET', `/${id}`)
      if (body.status === status) return body
      await wait(50)
    }
    throw new Error(`Never ${status}`)
  }

  const file = patientsCsv(
    Array.from({ length: ROWS }, (_, i) => aRow(hospital.clues, i % 10 === 9 ? { nombre: '' } : {})),
  )
  const { body, headers } = multipart({ mapping: 'patients' }, file)
  const { status, body: started } = await ask('POST', '', body, headers)
  expect(status).toBe(202)
  const seen: unknown[] = []
  for (const ms of KILLS) {
    const state = await killAfter(ms)
    seen.push(state?.['status'])
    expect([0, ROWS]).toContain(state?.['rows'])
  }
  expect(seen).toContain('reading')
  expect(await until(started.id, 'ready')).toMatchObject({ rows: ROWS, accepted: ROWS * 0.9, rejected: ROWS * 0.1 })
  const [left] = await house.sql`select count(*)::int as n from import_files`
  expect(left?.['n']).toBe(0)

  const asked: Promise<unknown>[] = []
  for (const ms of KILLS) {
    asked.push(ask('POST', `/${started.id}/commit`).catch(() => {})) // its answer may die with the program
    const state = await killAfter(ms)
    seen.push(state?.['status'])
    expect([0, ROWS * 0.9]).toContain(state?.['people'])
  }
  expect(seen).toContain('committing')
  await Promise.all(asked)
  await ask('POST', `/${started.id}/commit`)
  expect(await until(started.id, 'committed')).toMatchObject({ accepted: ROWS * 0.9 })
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)

  const [written] =
    await house.sql`select (select count(*)::int from patients) as people, (select count(*)::int from registry_entries) as entries,
    (select count(*)::int from imported_fingerprints) as prints`
  expect(written).toEqual({ people: ROWS * 0.9, entries: ROWS * 0.9, prints: ROWS * 0.9 })
  await sealAll(house.database)
  const [events] =
    await house.sql`select count(*)::int as n from audit_events where action = 'create' and resource_type = 'Patient'`
  expect(events?.['n']).toBe(ROWS * 0.9)
  const coordinator = await house.signIn('coordinator', { national: true })
  expect((await coordinator.get('/api/counts')).body.total.patients).toBe(ROWS * 0.9)
  expect(await recount(house.database)).toMatchObject({ people: ROWS * 0.9, counters: [] })
}, 180_000)
