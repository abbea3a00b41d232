import { addDays, MEXICO_CITY } from 'shared/calendar-day'
import type {
  NewShortage,
  ReportedShortage,
  Shortage,
  ShortageCase,
  ShortageEdit,
  ShortageEvent,
  ShortageFilter,
} from 'shared/shortages'
import { nextShortageStatuses } from 'shared/shortages'
import { closedShortages, type ShortageStatus } from 'shared/treatment'
import { audit, type OpenScope } from '../access/scope.js'
import { medications } from '../medications/catalogue.js'
import { conflict, invalid, notFound, Problem } from '../problem.js'
import { today } from '../today.js'
import { joinShortage } from './join.js'
import { caseColumns, caseJoins, casesOf, instantText, type Standing } from './state.js'

export interface Asked {
  on: string
  since: string
  ooad?: string | undefined
  medication?: string | undefined
  organizationId?: string | undefined
  status?: ShortageFilter | undefined
}

/** Every case that answers the question as it stood at the end of `on`, the longest first. */
export async function readShortages({ query }: OpenScope, asked: Asked): Promise<Shortage[]> {
  const { on, since, ooad, medication, organizationId, status } = asked
  const standing = standingOf(status)
  // Only closed cases ask for $3, and a statement may not leave a parameter out
  return query<Shortage & Record<string, unknown>>(
    `select * from (
      select ${caseColumns} from (${casesOf(standing)}) as c ${caseJoins}
      where ($4::text is null or o.ooad_code = $4) and ($5::text is null or c.medication = $5)
        and ($6::uuid is null or c.organization_id = $6::uuid) and $3::date is not null
    ) as cases
    where $7::text is null or status = $7::shortage_status
    order by "openedOn", "openedAt", id`,
    [on, endOf(on), since, ooad ?? null, medication ?? null, organizationId ?? null, stateOf(status)],
  )
}

function standingOf(status: ShortageFilter | undefined): Standing {
  if (status === undefined) return 'waiting'
  if (status === 'all') return 'all'
  return closedShortages.includes(status) ? 'closed' : 'waiting'
}

const stateOf = (status: ShortageFilter | undefined) => (status === undefined || status === 'all' ? null : status)

/** The midnight that ends a day of the network, or now where the day is not over. */
export function endOf(day: string): string {
  const now = new Date()
  if (day >= today()) return now.toISOString()
  // Mexico City keeps no summer time since 2022 and kept it before: the offset of that very night
  const name = new Intl.DateTimeFormat('en', { timeZone: MEXICO_CITY, timeZoneName: 'longOffset' })
    .formatToParts(new Date(`${addDays(day, 1)}T06:00:00Z`))
    .find(({ type }) => type === 'timeZoneName')
  return `${addDays(day, 1)}T00:00:00${name?.value.replace('GMT', '') || 'Z'}`
}

/** Refuses a hospital outside the reach of who asks, and one that is not there, with the same 404. */
export async function hospitalInReach(scope: OpenScope, organizationId: string): Promise<void> {
  if (!scope.national && !scope.organizationIds.includes(organizationId)) throw notFound()
  const [row] = await scope.query('select 1 from organizations where id = $1::uuid', [organizationId])
  if (row === undefined) throw notFound()
}

/** A case as it stands now, with its history; 404 for another hospital's. */
export async function readCase({ query }: OpenScope, id: string): Promise<ShortageCase> {
  const [[found], history] = await Promise.all([
    query<Omit<ShortageCase, 'history' | 'nextStatuses'> & Record<string, unknown>>(
      `select ${caseColumns}, c.version from shortage_cases c ${caseJoins} where c.id = $3::uuid`,
      [today(), new Date().toISOString(), id],
    ),
    query<Omit<ShortageEvent, 'id'> & { id: string }>(
      `select id, kind, ${instantText('recorded_at')} as "recordedAt", recorded_by as "recordedBy", status,
        expected_on as "expectedOn", responsible, note, doses
      from shortage_events where case_id = $1::uuid order by id`,
      [id],
    ),
  ])
  if (found === undefined) throw notFound()
  return {
    ...found,
    nextStatuses: [...nextShortageStatuses[found.status]],
    history: history.map((event) => ({ ...event, id: Number(event.id) })),
  }
}

/** A report without a dose opens the hospital's case or joins the open one. */
export async function reportShortage(
  scope: OpenScope,
  { organizationId, medication, note }: NewShortage,
): Promise<ReportedShortage> {
  await hospitalInReach(scope, organizationId)
  if (!medications.has(medication)) throw invalid({ pointer: '#/medication', code: 'medication-unknown' })
  const lacking = { organizationId, medication, administrationId: null, note: note ?? null }
  const { id, opened } = await joinShortage(scope, lacking)
  return { ...(await readCase(scope, id)), opened }
}

interface Present extends Record<string, unknown> {
  organization_id: string
  version: number
  status: ShortageStatus
}

async function lockCase({ query }: OpenScope, id: string): Promise<Present> {
  const [row] = await query<Present>(
    'select organization_id, version, status from shortage_cases where id = $1::uuid for update',
    [id],
  )
  if (row === undefined) throw notFound()
  return row
}

/**
 * Moves a case to another state, promises a day, or names who answers. `solved` and `wrongly-reported` stop the clock, and
 * a stopped clock never runs again: 409 /problems/shortage-closed. A stale version is 412 with the case as it stands.
 */
export async function editShortage(
  scope: OpenScope,
  id: string,
  version: number,
  edit: ShortageEdit,
): Promise<ShortageCase> {
  const present = await lockCase(scope, id)
  if (present.version !== version) throw await stale(scope, id)
  if (closedShortages.includes(present.status)) throw conflict('shortage-closed')
  const { status, expectedOn, responsible, note } = edit
  if (status !== undefined && !nextShortageStatuses[present.status].includes(status))
    throw invalid({ pointer: '#/status', code: 'status-not-next' })
  if (expectedOn !== undefined && expectedOn !== null && expectedOn < today())
    throw invalid({ pointer: '#/expectedOn', code: 'past-date' })
  const closes = status !== undefined && closedShortages.includes(status)
  await scope.query(
    `update shortage_cases set version = version + 1, status = coalesce($2::shortage_status, status),
      closed_at = case when $3::boolean then now() end, closed_on = case when $3::boolean then $4::date end,
      expected_on = case when $5::boolean then $6::date else expected_on end,
      responsible = case when $7::boolean then $8::text else responsible end
    where id = $1::uuid`,
    [
      ...[id, status ?? null, closes, today()],
      ...[expectedOn !== undefined, expectedOn ?? null, responsible !== undefined, responsible ?? null],
    ],
  )
  const changes = [
    ...(status === undefined ? [] : [{ kind: 'status', status }]),
    ...(expectedOn === undefined ? [] : [{ kind: 'expected', expectedOn }]),
    ...(responsible === undefined ? [] : [{ kind: 'responsible', responsible }]),
  ]
  // The note stands beside the first of what it explains
  for (const [at, change] of changes.entries())
    await post(scope, id, present.organization_id, { ...change, note: at === 0 ? (note ?? null) : null })
  await auditCase(scope, id, present.organization_id, Object.keys(edit))
  return readCase(scope, id)
}

/** A note moves nothing, so it needs no version; it may be added to a closed case too. */
export async function addNote(scope: OpenScope, id: string, note: string): Promise<ShortageCase> {
  const { organization_id } = await lockCase(scope, id)
  await post(scope, id, organization_id, { kind: 'note', note })
  await auditCase(scope, id, organization_id, ['note'])
  return readCase(scope, id)
}

interface Posted {
  kind: string
  status?: ShortageStatus
  expectedOn?: string | null
  responsible?: string | null
  note: string | null
}

const post = ({ query, userId }: OpenScope, id: string, organizationId: string, posted: Posted) =>
  query(
    `insert into shortage_events (case_id, organization_id, kind, posted_on, recorded_by, status, expected_on, responsible, note)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[id, organizationId, posted.kind, today(), userId, posted.status ?? null],
      ...[posted.expectedOn ?? null, posted.responsible ?? null, posted.note],
    ],
  )

const auditCase = (scope: OpenScope, resourceId: string, organizationId: string, fields: string[]) =>
  audit(scope, { action: 'update', resourceType: 'ShortageCase', resourceId, organizationId, details: { fields } })

async function stale(scope: OpenScope, id: string): Promise<Problem> {
  const current = await readCase(scope, id)
  const last = current.history.at(-1)
  return new Problem('stale-version', 412, {
    current,
    changedAt: last?.recordedAt ?? null,
    changedBy: last?.recordedBy ?? null,
  })
}
