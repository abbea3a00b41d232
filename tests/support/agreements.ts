import type { PostKind } from 'shared/working-group'
import { uuidv7 } from 'uuidv7'
import { expect, vi } from 'vitest'
import type { House, Person } from './house.js'

/** A post of the working group, as if somebody had set it up; the same facts are the same post. */
export async function aPost(
  { sql }: House,
  facts: { kind?: PostKind; name?: string; organizationId?: string; ooadCode?: string } = {},
): Promise<string> {
  const { kind = 'oncology-coordination', name = 'Coordinación de Oncología' } = facts
  const [post] = await sql`insert into posts (id, kind, name, organization_id, ooad_code)
    values (${uuidv7()}, ${kind}, ${name}, ${facts.organizationId ?? null}, ${facts.ooadCode ?? null})
    on conflict (kind, name, coalesce(organization_id::text, ooad_code, '')) where closed_on is null
    do update set name = excluded.name returning id`
  return post?.['id']
}

export async function aSession(
  nation: Person,
  facts: Record<string, unknown>,
): Promise<{ id: string; number: number }> {
  const made = await nation.post('/api/working-group-sessions', { mode: 'virtual', ...facts })
  expect(made.status, made.text).toBe(201)
  return made.body
}

export async function anAgreement(nation: Person, sessionId: string, body: Record<string, unknown>) {
  const made = await nation.post(`/api/working-group-sessions/${sessionId}/agreements`, body)
  expect(made.status, made.text).toBe(201)
  return made.body
}

/** A point as a representative leaves it. */
export async function aPoint({ sql }: House, text: string, raisedAt = new Date()): Promise<string> {
  const id = uuidv7()
  await sql`insert into agenda_points (id, text, search, raised_by, raised_at)
    values (${id}, ${text}, ${text.toLowerCase()}, ${uuidv7()}, ${raisedAt.toISOString()})`
  return id
}

/** As if the minutes of a session had been published. */
export const published = ({ sql }: House, sessionId: string) =>
  sql`update working_group_sessions set published_at = now() where id = ${sessionId}`

/** Asks as a person on a day, at noon in Mexico City, with a token that is fresh by that clock. */
export function onDay({ app }: House, day: string, { userId, sessionId }: Person) {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${day}T18:00:00Z`) })
  const { accessToken } = app.tokens.sign({ userId, sessionId })
  return async (method: 'GET' | 'POST', url: string, payload?: object) => {
    const headers = { authorization: `Bearer ${accessToken}` }
    const answer = await app.inject({ method, url, headers, ...(payload && { payload }) })
    if (answer.statusCode >= 300) throw new Error(answer.body)
    return answer.json()
  }
}
