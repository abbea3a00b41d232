import { ageInMonths } from 'shared/age'
import type { ReminderKind } from 'shared/pain'
import { ofTen } from 'shared/pain-plot'
import type { DueList, DueQuery, DueReminder, WardList, WardPerson, WardQuery } from 'shared/reminders'
import * as z from 'zod'
import { audit, type OpenScope } from '../access/scope.js'
import type { Sealer } from '../access/seal.js'
import { displayName } from '../patients/search.js'
import { conflict, invalid, notFound } from '../problem.js'
import { instantText } from '../shortages/state.js'
import { today } from '../today.js'

/** The service that treats a person: of the plan that runs, the latest begun. */
const serviceOf = (patientId: string) => `(select c.service from care_plans c
  where c.patient_id = ${patientId} and c.status = 'active' order by c.starts_on desc, c.id desc limit 1)`

/** Open reminders by the index on what is open; person, name and service are asked for the page alone. */
const DUE = `
with page as materialized (
  select r.* from reminders r
  where r.managing_organization_id = $1 and r.closed_at is null
    and ($2::reminder_kind is null or r.kind = $2)
    and ($4::timestamptz is null or (r.late_at, r.id) > ($4::timestamptz, $5::uuid))
    and (select p.status from patients p where p.id = r.patient_id) = 'active'
    and ($3::text is null or ${serviceOf('r.patient_id')} = $3)
  order by r.late_at, r.id limit $6
)
select page.id, page.kind, page.patient_id as "patientId", page.source_id as "sourceId", ${instantText('page.raised_at')} as "raisedAt",
  ${instantText('page.due_at')} as "dueAt", ${instantText('page.late_at')} as "lateAt",
  case when page.kind = 'escalation' then
    case when exists (select 1 from sedation_checks c where c.id = page.source_id) then 'sedation' else 'pain' end end as "callFor",
  p.given_name as "givenName", p.first_surname as "firstSurname", p.second_surname as "secondSurname", p.birth_date as "birthDate",
  n.sealed, ${serviceOf('page.patient_id')} as service
from page join patients p on p.id = page.patient_id left join chosen_names n on n.patient_id = page.patient_id
order by page.late_at, page.id`

/** The planner cannot know that few are open: compiling for what it fears would take longer than the list. */
const NO_JIT = `select set_config('jit', 'off', true)`

interface Named extends Record<string, unknown> {
  patientId: string
  givenName: string | null
  firstSurname: string | null
  secondSurname: string | null
  birthDate: string
  sealed: Buffer | null
  service: string | null
}

function nameOf(sealer: Sealer, row: Named): string {
  const chosen = row.sealed && sealer.open<{ chosenName: string | null }>(row.sealed, row.patientId).chosenName
  return displayName(row, chosen)
}

type DueRow = Named & Pick<DueReminder, 'id' | 'kind' | 'sourceId' | 'raisedAt' | 'dueAt' | 'lateAt' | 'callFor'>

/** What a hospital has to do, by the minute each turns late. `now` judges lateness: the clock of the server. */
export async function readDue(scope: OpenScope, sealer: Sealer, asked: DueQuery, now: Date): Promise<DueList> {
  const { organizationId, kind = null, service = null, limit } = asked
  const [lateAt, id] = readPlace(asked.cursor) ?? [null, null]
  const parameters = [organizationId, kind, service, lateAt, id, limit + 1]
  const [, rows] = await Promise.all([scope.query(NO_JIT, []), scope.query<DueRow>(DUE, parameters)])
  const items = rows.slice(0, limit).map((row) => asDue(sealer, row, now))
  const last = items.at(-1)
  return {
    ...{ organizationId, now: now.toISOString(), items },
    nextCursor: rows.length > limit && last !== undefined ? placeOf(last.lateAt, last.id) : null,
  }
}

function asDue(sealer: Sealer, row: DueRow, now: Date): DueReminder {
  const { id, kind, patientId, service, sourceId, raisedAt, dueAt, lateAt, callFor } = row
  return {
    ...{ id, kind, patientId, name: nameOf(sealer, row), ageInMonths: ageInMonths(row.birthDate, today()), service },
    ...{ sourceId, raisedAt, dueAt, lateAt, late: Date.parse(lateAt) <= now.getTime(), callFor },
  }
}

/** A place of the list: the minute that sorts it, `infinity` where nothing is due, and the id. */
export const placeOf = (minute: string, id: string) => Buffer.from(`${minute}~${id}`).toString('base64url')

const Place = z.tuple([z.union([z.iso.datetime(), z.literal('infinity')]), z.uuid()])

function readPlace(cursor: string | undefined): [minute: string, id: string] | null {
  if (cursor === undefined) return null
  const place = Place.safeParse(Buffer.from(cursor, 'base64url').toString().split('~'))
  if (!place.success) throw invalid({ pointer: '#/cursor', code: 'cursor-unknown' })
  return place.data
}

/** People by what is open of them and by the plans that run; the name that a cursor stands at is read, not sent. */
const WARD = `
with asked as (
  select patient_id, min(late_at) as late_at from (
    select patient_id, late_at from reminders where managing_organization_id = $1 and closed_at is null
    union all
    select patient_id, 'infinity' from care_plans where managing_organization_id = $1 and status = 'active'
  ) one group by patient_id
), page as materialized (
  select a.late_at, p.*, ${serviceOf('a.patient_id')} as service
  from asked a join patients p on p.id = a.patient_id
  where p.status = 'active' and p.managing_organization_id = $1
    and ($2::text is null or ${serviceOf('a.patient_id')} = $2)
    and ($3::timestamptz is null
      or (a.late_at, p.search, p.id) > ($3::timestamptz, (select search from patients where id = $4::uuid), $4::uuid))
  order by a.late_at, p.search, p.id limit $5
)
select page.id as "patientId", page.given_name as "givenName", page.first_surname as "firstSurname", page.second_surname as "secondSurname",
  page.birth_date as "birthDate", page.service, n.sealed,
  case when page.late_at = 'infinity' then 'infinity' else ${instantText('page.late_at')} end as place,
  pain.scale, pain.score::float8 as score, pain.score_max::float8 as "scoreMax", pain.severity, ${instantText('pain.effective_at')} as "effectiveDateTime", recent.items as recent
from page left join chosen_names n on n.patient_id = page.id
left join lateral (
  select * from pain_assessments a where a.patient_id = page.id and a.status = 'final' and a.severity is not null
  order by a.effective_at desc, a.recorded_at desc limit 1
) pain on true
left join lateral (
  select coalesce(jsonb_agg(jsonb_build_array(r.scale, r.score, r.score_max) order by r.effective_at), '[]') as items from (
    select scale, score, score_max, effective_at from pain_assessments a where a.patient_id = page.id and a.status = 'final' and a.severity is not null
    order by a.effective_at desc limit 8
  ) r
) recent on true
order by page.late_at, page.search, page.id`

type Pain = NonNullable<WardPerson['lastPain']>
type WardRow = Named & { place: string; recent: [scale: string, score: number, scoreMax: number][] } & (
    | Pain
    | { [Key in keyof Pain]: null }
  )

/** People of a hospital who are on treatment or of whom something is due, each with the last pain that stands. */
export async function readWard(scope: OpenScope, sealer: Sealer, asked: WardQuery): Promise<WardList> {
  const { organizationId, service = null, limit } = asked
  const [minute, id] = readPlace(asked.cursor) ?? [null, null]
  const parameters = [organizationId, service, minute, id, limit + 1]
  const [, rows] = await Promise.all([scope.query(NO_JIT, []), scope.query<WardRow>(WARD, parameters)])
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    organizationId,
    items: page.map((row) => {
      const { patientId, service, birthDate } = row
      const name = nameOf(sealer, row)
      return {
        patientId,
        name,
        ageInMonths: ageInMonths(birthDate, today()),
        service,
        lastPain: painOf(row),
        recent: row.recent.map(ofTenOf),
      }
    }),
    nextCursor: rows.length > limit && last !== undefined ? placeOf(last.place, last.patientId) : null,
  }
}

const ofTenOf = ([scale, score, scoreMax]: WardRow['recent'][number]) => ofTen({ scale, score, scoreMax })

function painOf(row: WardRow): Pain | null {
  if (row.scale === null) return null
  const { scale, score, scoreMax, severity, effectiveDateTime } = row
  return { scale, score, scoreMax, severity, effectiveDateTime }
}

interface Reminder extends Record<string, unknown> {
  kind: ReminderKind
  patient_id: string
  managing_organization_id: string
  closed: boolean
}

/**
 * Somebody was called: closes a call. Any other kind is closed by the fact that does it (409
 * /problems/reminder-needs-fact), and a closed one stays closed (409 /problems/reminder-closed).
 */
export async function answerCall(
  scope: OpenScope,
  id: string,
): Promise<{ id: string; patientId: string; closedAt: string }> {
  const [row] = await scope.query<Reminder>(
    'select kind, patient_id, managing_organization_id, closed_at is not null as closed from reminders where id = $1 for update',
    [id],
  )
  if (row === undefined) throw notFound('Reminder', id)
  if (row.kind !== 'escalation') throw conflict('reminder-needs-fact')
  if (row.closed) throw conflict('reminder-closed')
  const closedAt = new Date().toISOString()
  const { patient_id: patientId, managing_organization_id: organizationId } = row
  await scope.query(`update reminders set closed_at = $2, closed_by = $3, outcome = 'done' where id = $1`, [
    ...[id, closedAt, scope.userId],
  ])
  const details = { kind: row.kind, outcome: 'done' }
  await audit(scope, { action: 'update', resourceType: 'Reminder', resourceId: id, patientId, organizationId, details })
  return { id, patientId, closedAt }
}
