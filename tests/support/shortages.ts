import type { ShortageStatus } from 'shared/treatment'
import { uuidv7 } from 'uuidv7'
import type { House } from './house.js'

interface PastCase {
  organizationId: string
  medication?: string
  openedOn: string
  /** What happened after the opening, in order. */
  events?: {
    on: string
    status?: ShortageStatus
    expectedOn?: string
    responsible?: string
    note?: string
    doses?: 1
  }[]
}

/** A case as the days would have written it: no route writes into the past. Opens at noon in Mexico City, closes at 18:00. */
export async function pastCase(
  { sql }: House,
  { organizationId, medication = 'vincristina', openedOn, events = [] }: PastCase,
) {
  const id = uuidv7()
  const last = events.findLast(({ status }) => status !== undefined)
  const closed = last?.status === 'solved' || last?.status === 'wrongly-reported' ? last.on : null
  await sql`insert into shortage_cases (id, organization_id, medication, status, opened_at, opened_on, closed_at, closed_on, expected_on, responsible, doses)
    values (${id}, ${organizationId}, ${medication}, ${last?.status ?? 'open'}, ${`${openedOn}T18:00:00Z`}, ${openedOn},
      ${closed && `${addDay(closed)}T00:00:00Z`}, ${closed}, ${events.findLast((it) => it.expectedOn)?.expectedOn ?? null},
      ${events.findLast((it) => it.responsible)?.responsible ?? null}, ${1 + events.filter((it) => it.doses).length})`
  await sql`insert into shortage_events (case_id, organization_id, kind, posted_on, status, doses)
    values (${id}, ${organizationId}, 'opened', ${openedOn}, 'open', 1)`
  for (const { on, status = null, expectedOn = null, responsible = null, note = null, doses = 0 } of events) {
    const kind = doses ? 'joined' : status ? 'status' : expectedOn ? 'expected' : responsible ? 'responsible' : 'note'
    await sql`insert into shortage_events (case_id, organization_id, kind, posted_on, status, expected_on, responsible, note, doses)
      values (${id}, ${organizationId}, ${kind}, ${on}, ${status}, ${expectedOn}, ${responsible}, ${note}, ${doses})`
  }
  return id
}

const addDay = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
