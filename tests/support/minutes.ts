import type { Minutes } from 'shared/minutes'
import { uuidv7 } from 'uuidv7'
import { expect } from 'vitest'
import { aPost } from './agreements.js'
import type { House, Person } from './house.js'
import { entries, post } from './ledger.js'

const sessions = '/api/working-group-sessions'
let number = 148

export interface Group {
  sessionId: string
  secretary: Person
  second: Person
  /** The address of the session's minutes, and of one version of them: `at(id, '/agreed')`. */
  all: string
  at(id: string, rest?: string): string
  begin(): Promise<Minutes>
  /** A draft with that text. */
  write(text: string, by?: Person): Promise<Minutes>
}

/** A session of 9 August 2024 with its secretary and a second coordinator of the nation. */
export async function openGroup(house: House, facts: Record<string, unknown> = {}): Promise<Group> {
  const secretary = await house.signIn('coordinator', { national: true })
  const second = await house.signIn('coordinator', { national: true })
  const session = await secretary.post(sessions, {
    ...{ number: ++number, heldOn: '2024-08-09', mode: 'virtual', topic: 'Cuidados del catéter', ...facts },
  })
  expect(session.status, session.text).toBe(201)
  const sessionId: string = session.body.id
  const all = `${sessions}/${sessionId}/minutes`
  const at = (id: string, rest = '') => `${all}/${id}${rest}`
  const begin = async (): Promise<Minutes> => {
    const begun = await secretary.post(all, {})
    expect(begun.status, begun.text).toBe(201)
    return begun.body
  }
  return {
    ...{ sessionId, secretary, second, all, at, begin },
    async write(text, by = secretary) {
      const { id, version } = await begin()
      const saved = await by.patch(at(id), { text }, version)
      expect(saved.status, saved.text).toBe(200)
      return saved.body
    },
  }
}

/** The institute by post and OOAD, and families by first name; two are called María. */
export async function attend(house: House, sessionId: string): Promise<void> {
  const { sql } = house
  for (const [kind, name, ooadCode, holder] of [
    ['oncology-coordination', 'Coordinación Nacional de Oncología', null, 'Dra. Ixchel Uc Canché'],
    ['ooad', 'Jefatura de Prestaciones Médicas', '14', null],
    ['ooad', 'Jefatura de Prestaciones Médicas de Yucatán', '33', null],
  ] as const) {
    const post = await aPost(house, { kind, name, ...(ooadCode !== null && { ooadCode }) })
    const [held] =
      holder === null
        ? []
        : await sql`insert into post_holders (id, post_id, name, starts_on) values (${uuidv7()}, ${post}, ${holder}, '2023-01-01')
            on conflict (post_id) where ends_on is null do update set name = excluded.name returning id`
    await sql`insert into attendances (id, session_id, post_id, holder_id)
      values (${uuidv7()}, ${sessionId}, ${post}, ${held?.['id'] ?? null})`
  }
  for (const [givenName, relation] of [
    ['María', 'mother'],
    ['Nohemí', 'mother'],
    ['María', 'mother'],
    ['José', 'father'],
  ] as const)
    await sql`insert into attendances (id, session_id, given_name, relation)
      values (${uuidv7()}, ${sessionId}, ${givenName}, ${relation})`
}

/** People on the ledger, so that the count of the day has figures worth quoting: 1,203 adults before, 437 children since. */
export async function people(house: House): Promise<void> {
  const hospital = await house.openHospital({ level: 'umae' })
  await post(house, [
    ...entries(1203, { organizationId: hospital.id, postedOn: '2024-01-10', birthDate: '1980-01-01' }),
    ...entries(437, { organizationId: hospital.id, postedOn: '2024-08-01' }),
  ])
}

/** Freezes the count of the session's day and ties it to the session. */
export async function freezeFigures(house: House, { sessionId, secretary }: Group): Promise<string> {
  const frozen = await secretary.post('/api/reports', { on: '2024-08-09', since: '2024-07-26' })
  expect(frozen.status, frozen.text).toBe(201)
  await house.sql`insert into session_reports (id, session_id, source, report_id)
    values (${uuidv7()}, ${sessionId}, 'counts', ${frozen.body.id})`
  return frozen.body.id
}

/** An agreement of the session with its post, due on a day. */
export async function agreeOn(house: House, sessionId: string, text: string): Promise<void> {
  const { sql } = house
  const post = await aPost(house, { kind: 'supply', name: 'Coordinación de Abasto' })
  await sql`insert into agreements (id, session_id, number, text, post_id, ooad_code, due_on, search)
    values (${uuidv7()}, ${sessionId}, 1, ${text}, ${post}, '14', '2024-08-30', ${text.toLowerCase()})`
}
