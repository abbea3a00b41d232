import type { AgeRule, CountScope, MovementKind } from 'shared/counts'
import type { Level } from 'shared/network'
import type { OpenScope } from '../access/scope.js'
import { momentLetter } from './sums.js'

/** The days a count speaks of, and whom it calls paediatric. */
export interface Asked {
  on: string
  since: string
  ageRule: AgeRule
}

/** People on the roll at the end of `on` and of `since`, and what came and went in between. */
export interface Figures {
  patients: number
  paediatric: number
  previous: number
  previousPaediatric: number
  added: number
}

export interface HospitalFigures extends Figures {
  organizationId: string
  clues: string
  name: string
  level: Level
  ooadCode: string | null
  ooadName: string | null
  merged: number
  withdrawn: number
  error: number
  transferredIn: number
  transferredOut: number
}

export interface GroupFigures extends Figures {
  /** ICCC-3 group; '' for people not classified. */
  group: string
}

/** A day with the first of its month and of its year: the parameters of `upTo`. */
const datesOf = (day: string) => [day, `${day.slice(0, 8)}01`, `${day.slice(0, 5)}01-01`]
const ON = { day: '$1', month: '$2', year: '$3' }
const SINCE = { day: '$4', month: '$5', year: '$6' }

/**
 * Rows of a kept table up to a day: whole years, then months, then days. Parts of a union and not one condition, as the
 * planner knows nothing of how grains and days hang together and would read the whole table.
 */
const upTo = ({ day, month, year }: typeof ON, table: string, columns: string, where = 'true') =>
  [
    `grain = 'year' and starts_on < ${year}::date`,
    `grain = 'month' and starts_on >= ${year}::date and starts_on < ${month}::date`,
    `grain = 'day' and starts_on >= ${month}::date and starts_on <= ${day}::date`,
  ]
    .map((part) => `select ${columns} from ${table} where ${where} and ${part}`)
    .join(' union all ')

const state = (column: string, as: string) => `coalesce(sum(${column}) filter (where at_on), 0)::integer as ${as}`
const before = (column: string, as: string) => `coalesce(sum(${column}) filter (where not at_on), 0)::integer as ${as}`
const between = (column: string) =>
  `coalesce(sum(case when at_on then ${column} else -${column} end), 0)::integer as ${column}`

/** Sums of a kept table by `key`; the age at the report's day takes off those who have outgrown the limit since. */
function summed(table: string, key: string, { limit, at }: AgeRule, flows: readonly string[]): string {
  const column = `${momentLetter[at]}${limit}`
  const twice = (of: string, columns: string, where?: string) =>
    `${upTo(ON, of, `${columns}, true as at_on`, where)} union all ${upTo(SINCE, of, `${columns}, false as at_on`, where)}`
  const lessGrown = at === 'report'
  const birthdays = `
  left join (
    select ${key}, ${state('people', 'grown')}, ${before('people', 'previous_grown')}
    from (${twice('hospital_birthdays', `${key}, people`, `age_limit = ${limit}`)}) as birthdays group by ${key}
  ) as grown_up using (${key})`
  return `
  select ${key}, patients, paediatric${lessGrown ? ' - coalesce(grown, 0)' : ''} as paediatric,
    previous, previous_paediatric${lessGrown ? ' - coalesce(previous_grown, 0)' : ''} as "previousPaediatric", ${flows.join(', ')}
  from (
    select ${key}, ${state('patients', 'patients')}, ${state(column, 'paediatric')}, ${before('patients', 'previous')},
      ${before(column, 'previous_paediatric')}, ${flows.map(between).join(', ')}
    from (${twice(table, `${key}, patients, ${column}, ${flows.join(', ')}`)}) as rows group by ${key}
  ) as standing${lessGrown ? birthdays : ''}`
}

const movements = ['added', 'merged', 'withdrawn', 'error', 'transferred_in', 'transferred_out']

const daysOf = ({ on, since }: Pick<Asked, 'on' | 'since'>) => [...datesOf(on), ...datesOf(since)]

/** By hospital, in the order of their CLUES; hospitals where nothing ever happened are left out. */
export async function readHospitals({ query }: OpenScope, asked: Asked): Promise<HospitalFigures[]> {
  const rows = await query<HospitalFigures & Record<string, unknown>>(
    `select figures.organization_id as "organizationId", o.clues, o.name, o.level, o.ooad_code as "ooadCode",
      ooads.name as "ooadName", patients, paediatric, previous, "previousPaediatric", added, merged, withdrawn, error,
      transferred_in as "transferredIn", transferred_out as "transferredOut"
    from (${summed('hospital_counts', 'organization_id', asked.ageRule, movements)}) as figures
    join organizations o on o.id = figures.organization_id
    left join ooads on ooads.code = o.ooad_code
    order by o.clues`,
    daysOf(asked),
  )
  return rows.filter(({ patients, previous, added, merged, withdrawn, error, transferredIn, transferredOut }) =>
    [patients, previous, added, merged, withdrawn, error, transferredIn, transferredOut].some((figure) => figure !== 0),
  )
}

export function readIccc3({ query }: OpenScope, asked: Asked): Promise<GroupFigures[]> {
  const figures = summed('hospital_iccc3_counts', 'iccc3_group', asked.ageRule, ['added'])
  return query<GroupFigures & Record<string, unknown>>(
    `select figures.*, iccc3_group as "group" from (${figures}) as figures`,
    daysOf(asked),
  )
}

/** What a hospital's roll did in one stretch of days; `stretch` 0 is all that came before the first. */
export interface Stretch {
  stretch: number
  organizationId: string
  level: Level
  ooadCode: string | null
  patients: number
  paediatric: number
  added: number
}

/** `count` stretches of 14 days that end on `on`, by hospital. Cost grows with hospitals × days. */
export function readStretches(
  { query }: OpenScope,
  { on, first, ageRule: { limit, at } }: { on: string; first: string; ageRule: AgeRule },
): Promise<Stretch[]> {
  const column = `${momentLetter[at]}${limit}`
  // $1 is the day before the first stretch, $4 the last day
  const rows = (table: string, columns: string, where = 'true') => `
    ${upTo(ON, table, `organization_id, 0 as stretch, ${columns}`, where)}
    union all
    select organization_id, (starts_on - $1::date + 13) / 14, ${columns} from ${table}
    where ${where} and grain = 'day' and starts_on > $1::date and starts_on <= $4::date`
  const grown =
    at === 'report'
      ? ` union all ${rows('hospital_birthdays', '0 as patients, -people as paediatric, 0 as added', `age_limit = ${limit}`)}`
      : ''
  return query<Stretch & Record<string, unknown>>(
    `select organization_id as "organizationId", o.level, o.ooad_code as "ooadCode", stretch,
      sum(patients)::integer as patients, sum(paediatric)::integer as paediatric, sum(added)::integer as added
    from (${rows('hospital_counts', `patients, ${column} as paediatric, added`)}${grown}) as flows
    join organizations o on o.id = organization_id
    group by organization_id, o.level, o.ooad_code, stretch`,
    [...datesOf(first), on],
  )
}

export interface BandFigures {
  band: number
  sex: 'female' | 'male' | 'other' | 'unknown'
  patients: number
}

export function readBands({ query }: OpenScope, on: string): Promise<BandFigures[]> {
  return query<BandFigures & Record<string, unknown>>(
    `select band, sex, sum(patients)::integer as patients from (${upTo(ON, 'hospital_pyramid', 'band, sex, patients')}) as rows
    group by band, sex`,
    datesOf(on),
  )
}

/** People taken off the nation's rolls, by day: what families may learn of a period hangs on it. */
export function readRemovalDays({ query }: OpenScope, on: string): Promise<{ day: string; people: number }[]> {
  return query(
    `select starts_on::text as day, sum(abs(merged) + abs(withdrawn) + abs(error))::integer as people from hospital_counts
    where grain = 'day' and (merged <> 0 or withdrawn <> 0 or error <> 0) and starts_on <= $1::date group by starts_on order by starts_on`,
    [on],
  )
}

export interface MovementRow {
  day: string
  organizationId: string
  key: string
  label: string
  kind: MovementKind
  people: number
}

/** Terms of the balance by day, hospital and kind, newest day first, after the row that `after` names. */
export function readMovements(
  { query }: OpenScope,
  { on, since }: Pick<Asked, 'on' | 'since'>,
  kinds: readonly MovementKind[],
  after: Pick<MovementRow, 'day' | 'organizationId' | 'kind'> | null,
  most: number,
): Promise<MovementRow[]> {
  return query<MovementRow & Record<string, unknown>>(
    `select starts_on::text as day, organization_id as "organizationId", o.clues as key, o.name as label, kind, people
    from hospital_counts
    cross join lateral (values ('registered', added), ('merged', merged), ('withdrawn', withdrawn), ('error', error),
      ('transferred-in', transferred_in), ('transferred-out', transferred_out)) as term (kind, people)
    join organizations o on o.id = organization_id
    where grain = 'day' and starts_on > $1::date and starts_on <= $2::date and people <> 0 and kind = any ($3::text[])
      and ($4::date is null or starts_on < $4::date
        or starts_on = $4::date and (organization_id, kind) > ($5::uuid, $6::text collate "C"))
    order by starts_on desc, organization_id, kind collate "C" limit $7`,
    [since, on, `{${kinds.join(',')}}`, after?.day ?? null, after?.organizationId ?? null, after?.kind ?? null, most],
  )
}

/** Names the reach of the caller: the nation, one OOAD, one hospital, or several. */
export async function readScope(
  { query, national, organizationIds, grants }: OpenScope,
  hospitals: number | null,
): Promise<CountScope> {
  if (national) return { national, kind: 'national', label: null, hospitals }
  const reach = { national, hospitals: organizationIds.length }
  const [ooad, ...others] = [...new Set(grants.flatMap(({ ooadCodes = [] }) => ooadCodes))]
  const byOoad = grants.every(({ ooadCodes = [] }) => ooadCodes.length > 0)
  if (ooad !== undefined && others.length === 0 && byOoad) {
    const [row] = await query<{ name: string }>('select name from ooads where code = $1', [ooad])
    return { ...reach, kind: 'ooad', label: row?.name ?? null }
  }
  const [only] = organizationIds
  if (only === undefined || organizationIds.length > 1) return { ...reach, kind: 'hospitals', label: null }
  const [row] = await query<{ name: string }>('select name from organizations where id = $1', [only])
  return { ...reach, kind: 'hospital', label: row?.name ?? null }
}
