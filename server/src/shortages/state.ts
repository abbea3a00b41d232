/**
 * SQL of how cases stood at the end of a day `$1`. Opening and closing never move once they are posted, so which cases
 * waited is read from the case; everything else from its history. `$2` is the instant at which that day ends, or now.
 */

/** Cases that waited on the day: a part for those still waiting and one for those closed since, each with its index. */
const waited = `select * from shortage_cases
  where opened_on <= $1::date and (closed_on is null or closed_on > $1::date)`

/** Cases that closed after `$3` and not after the day. */
const closedSince = `select * from shortage_cases where closed_on > $3::date and closed_on <= $1::date`

const sources = { waiting: waited, closed: closedSince, all: `${waited} union all ${closedSince}` }
export type Standing = keyof typeof sources

const latest = (column: string, kinds: string) =>
  `(select e.${column} from shortage_events e where e.case_id = c.id and e.posted_on <= $1::date and e.kind in (${kinds})
    order by e.id desc limit 1)`

/** The columns of `Shortage` for rows `c` of cases with their hospital `o` and its office. */
export const caseColumns = `c.id, c.medication, c.organization_id as "organizationId", o.clues, o.name as hospital, o.level,
  o.ooad_code as "ooadCode", ooads.name as "ooadName",
  case when c.closed_on <= $1::date then c.status else ${latest('status', `'opened', 'status'`)} end as status,
  ${instantText('c.opened_at')} as "openedAt", c.opened_on as "openedOn",
  case when c.closed_on <= $1::date then ${instantText('c.closed_at')} end as "closedAt",
  case when c.closed_on <= $1::date then c.closed_on end as "closedOn",
  least(c.closed_on, $1::date) - c.opened_on as "openDays",
  greatest(0, floor(extract(epoch from least(c.closed_at, $2::timestamptz) - c.opened_at) / 3600))::integer as hours,
  (select coalesce(sum(e.doses), 0)::integer from shortage_events e where e.case_id = c.id and e.posted_on <= $1::date) as doses,
  ${latest('expected_on', `'expected'`)} as "expectedOn",
  ${latest('responsible', `'responsible'`)} as responsible`

export const caseJoins = `join organizations o on o.id = c.organization_id left join ooads on ooads.code = o.ooad_code`

export const casesOf = (standing: Standing) => sources[standing]

export function instantText(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
