import { ageLimits } from 'shared/age'
import type { AgeMoment } from 'shared/counts'

/** First letter of the columns of an age rule in the counters. */
export const momentLetter = { registration: 'r', diagnosis: 'd', report: 'p' } as const satisfies Record<
  AgeMoment,
  string
>

const movements = ['added', 'merged', 'withdrawn', 'error', 'transferred_in', 'transferred_out'] as const
const letters = Object.values(momentLetter)
const ages = letters.flatMap((letter) => ageLimits.map((limit) => `${letter}${limit}`))

/** Columns of the counters, as hospital_counts and hospital_iccc3_counts spell them. */
export const counters = ['patients', ...movements, ...ages]

const list = (names: readonly string[], write: (name: string) => string) => names.map(write).join(', ')
const birthdays = list(ageLimits.map(String), (limit) => `girasol_birthday(birth_date, ${limit}) as b${limit}`)
/** The day whose age a column asks for. */
const askedOn = { r: 'registered_on', d: 'coalesce(diagnosed_on, registered_on)', p: 'posted_on' }

/** Kinds that take off count upwards in the balance, so their sign is turned. */
const movementSign: Record<(typeof movements)[number], [kind: string, sign: string]> = {
  added: ['registered', 'sign'],
  merged: ['merged', '-sign'],
  withdrawn: ['withdrawn', '-sign'],
  error: ['error', '-sign'],
  transferred_in: ['transferred-in', 'sign'],
  transferred_out: ['transferred-out', '-sign'],
}

const postings = [
  'sum(sign) as standing',
  // a correction moves people between classes, never on or off a roll
  `coalesce(sum(sign) filter (where kind <> 'reclassified'), 0) as patients`,
  ...movements.map((name) => {
    const [kind, sign] = movementSign[name]
    return `coalesce(sum(${sign}) filter (where kind = '${kind}'), 0) as ${name}`
  }),
  ...letters.flatMap((letter) =>
    ageLimits.map(
      (limit) => `coalesce(sum(sign) filter (where b${limit} > ${askedOn[letter]}), 0) as ${letter}${limit}`,
    ),
  ),
].join(', ')

const grains = (from: string, columns: string) => `
    select 'day' as grain, day as starts_on, ${columns} from ${from}
    union all select 'month', date_trunc('month', day::timestamp)::date, ${columns} from ${from}
    union all select 'year', date_trunc('year', day::timestamp)::date, ${columns} from ${from}`

const growingUp = ageLimits
  .map(
    (limit) => `
    select ${limit}::smallint as age_limit, b${limit} as day, organization_id, iccc3_group, sum(sign) as people
    from entries where b${limit} > posted_on group by b${limit}, organization_id, iccc3_group`,
  )
  .join(' union all')

const figures = counters.slice(1)
const summed = list(figures, (name) => `sum(${name})::integer as ${name}`)

/**
 * What ledger entries add to the kept counters: one common table expression for each of `keptTables`, with its columns.
 * `source` is a query that answers rows of registry_entries.
 */
export const sumsOf = (source: string) => `
  entries as materialized (
    select organization_id, coalesce(iccc3_group, '') as iccc3_group, kind, sign, posted_on, registered_on, diagnosed_on,
      sex::text as sex, birth_date, ${birthdays}
    from (${source}) as ledger
  ), posted as materialized (
    select posted_on as day, organization_id, iccc3_group, ${postings}
    from entries group by posted_on, organization_id, iccc3_group
  ), grained as (${grains('posted', `organization_id, iccc3_group, standing, ${counters.join(', ')}`)}
  ), hospital_sums as (
    select grain, starts_on, organization_id, sum(patients)::integer as patients, ${summed}
    from grained group by grain, starts_on, organization_id
  ), iccc3_sums as (
    select grain, starts_on, organization_id, iccc3_group, sum(standing)::integer as patients, ${summed}
    from grained group by grain, starts_on, organization_id, iccc3_group
  ), growing_up as (${growingUp}
  ), grained_birthdays as (${grains('growing_up', 'age_limit, organization_id, iccc3_group, people')}
  ), birthday_sums as (
    select age_limit, grain, starts_on, organization_id, iccc3_group, sum(people)::integer as people
    from grained_birthdays group by age_limit, grain, starts_on, organization_id, iccc3_group
  ), aged as (
    select posted_on as day, organization_id, sex, greatest(girasol_age(birth_date, registered_on), 0) as age, sign from entries
  ), banded as (
    select day, organization_id, sex, sum(sign) as patients,
      case when age >= 85 then 85 when age between 15 and 17 then 15 when age between 18 and 19 then 18 else age / 5 * 5 end as band
    from aged group by day, organization_id, sex, band
  ), grained_bands as (${grains('banded', 'organization_id, sex, band, patients')}
  ), pyramid_sums as (
    select grain, starts_on, organization_id, sex, band, sum(patients)::integer as patients
    from grained_bands group by grain, starts_on, organization_id, sex, band
  )`

/** A kept table, the sums that feed it, its key and its figures. */
export interface KeptTable {
  table: string
  sums: string
  key: readonly string[]
  figures: readonly string[]
}

export const keptTables: readonly KeptTable[] = [
  {
    table: 'hospital_counts',
    sums: 'hospital_sums',
    key: ['grain', 'starts_on', 'organization_id'],
    figures: counters,
  },
  {
    table: 'hospital_iccc3_counts',
    sums: 'iccc3_sums',
    key: ['grain', 'starts_on', 'organization_id', 'iccc3_group'],
    figures: counters,
  },
  {
    table: 'hospital_birthdays',
    sums: 'birthday_sums',
    key: ['age_limit', 'grain', 'starts_on', 'organization_id', 'iccc3_group'],
    figures: ['people'],
  },
  {
    table: 'hospital_pyramid',
    sums: 'pyramid_sums',
    key: ['grain', 'starts_on', 'organization_id', 'sex', 'band'],
    figures: ['patients'],
  },
]

/** Adds rows of `from` onto a kept table. */
export const addOnto = ({ table, key, figures }: KeptTable, from: string) => `
    insert into ${table} (${[...key, ...figures].join(', ')})
    select ${[...key, ...figures].join(', ')} from ${from}
    on conflict (${key.join(', ')}) do update
    set ${list(figures, (name) => `${name} = ${table}.${name} + excluded.${name}`)}`
