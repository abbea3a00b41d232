import type { Context, Database } from '../database/db.js'
import { FOLD_LOCK, keeper, MAKE_ROOM, TAKE_TURN } from './fold.js'
import { addOnto, type KeptTable, keptTables, sumsOf } from './sums.js'

/** A kept counter that is not the sum of its ledger entries: by how much each figure falls short of it. */
export interface CounterDifference {
  table: KeptTable['table']
  grain: 'day' | 'month' | 'year'
  startsOn: string
  hospital: string
  missing: Record<string, number>
}

/** People of one hospital about whom ledger and records disagree. */
export interface RollDifference {
  hospital: string
  /** On the roll without an active record there. */
  withoutRecord: number
  /** Active record without a place on the roll. */
  notOnRoll: number
  /** More than once, or less than none. */
  notOnce: number
  /** Birth date, sex or day of registration are not those of the record. */
  otherFacts: number
}

export interface Recount {
  entries: number
  people: number
  counters: CounterDifference[]
  rolls: RollDifference[]
}

/** Pending entries are not in the counters yet, and one statement sees ledger, pending and counters of one moment. */
const folded = `
  select e.* from registry_entries e where not exists (select from registry_pending p where p.entry_id = e.id)`

const short = (name: string) => `coalesce(expected.${name}, 0) - coalesce(kept.${name}, 0)`
const differs = ({ figures }: KeptTable) => figures.map((name) => `${short(name)} <> 0`).join(' or ')
const pairs = ({ table, sums, key }: KeptTable) =>
  `${sums} as expected full join ${table} as kept using (${key.join(', ')})`

const COMPARE = `
with ${sumsOf(folded)}
select differences.*, coalesce(o.clues, organization_id::text) as hospital from (${keptTables
  .map(
    (kept) => `
  select '${kept.table}' as "table", grain, starts_on::text as "startsOn", organization_id,
    jsonb_build_object(${kept.figures.map((name) => `'${name}', ${short(name)}`).join(', ')}) as missing
  from ${pairs(kept)} where ${differs(kept)}`,
  )
  .join(' union all ')}) as differences
left join organizations o on o.id = organization_id
order by hospital, "startsOn", "table", grain`

const REPAIR = `
with ${sumsOf(folded)}, ${keptTables
  .map((kept) => {
    const columns = [...kept.key, ...kept.figures.map((name) => `${short(name)} as ${name}`)]
    return `
  short_of_${kept.table} as materialized (select ${columns.join(', ')} from ${pairs(kept)} where ${differs(kept)}),
  repair_${kept.table} as (${addOnto(kept, `short_of_${kept.table}`)})`
  })
  .join(', ')}
select ${keptTables.map(({ table }) => `(select count(*) from short_of_${table})`).join(' + ')} as repaired`

const ROLLS = `
with standing as (
  select patient_id, organization_id, sum(sign) as times from registry_entries
  group by patient_id, organization_id having sum(sign) <> 0
), latest as (
  select distinct on (patient_id) patient_id, birth_date, sex, registered_on from registry_entries order by patient_id, id desc
), active as (
  select id, managing_organization_id as organization_id, birth_date, sex, registered_on from patients where status = 'active'
)
select coalesce(o.clues, organization_id::text) as hospital, r.* from (
  select coalesce(s.organization_id, a.organization_id) as organization_id,
    count(*) filter (where a.id is null)::integer as "withoutRecord",
    count(*) filter (where s.patient_id is null)::integer as "notOnRoll",
    count(*) filter (where s.times <> 1)::integer as "notOnce",
    count(*) filter (where (a.birth_date, a.sex, a.registered_on) is distinct from (l.birth_date, l.sex, l.registered_on)
      and a.id is not null and s.patient_id is not null)::integer as "otherFacts"
  from standing s full join active a on a.id = s.patient_id and a.organization_id = s.organization_id
  left join latest l on l.patient_id = a.id
  group by 1
) as r left join organizations o on o.id = organization_id
where "withoutRecord" + "notOnRoll" + "notOnce" + "otherFacts" > 0 order by hospital`

/** Reads every record and the whole ledger, whoever they belong to: for the command, never behind a route. */
const reader: Context = { role: 'girasol_clinic', national: true, patience: keeper.patience ?? 0 }

/** Counts everything again from the ledger, and holds the ledger against the records. */
export async function recount(database: Database): Promise<Recount> {
  const counters = await database.transact(keeper, async ({ query }) => {
    await query(MAKE_ROOM, [])
    return query<CounterDifference & Record<string, unknown>>(COMPARE, [])
  })
  const [rolls, [size]] = await database.transact(reader, ({ query }) =>
    Promise.all([
      query<RollDifference & Record<string, unknown>>(ROLLS, []),
      query<{ entries: number; people: number }>(
        `select (select count(*) from registry_entries)::integer as entries,
          (select count(*) from patients where status = 'active')::integer as people`,
        [],
      ),
    ]),
  )
  return {
    entries: size?.entries ?? 0,
    people: size?.people ?? 0,
    counters: counters.map(({ table, grain, startsOn, hospital, missing }) => ({
      ...{ table, grain, startsOn, hospital },
      missing: Object.fromEntries(Object.entries(missing).filter(([, by]) => by !== 0)),
    })),
    rolls: rolls.map(({ hospital, withoutRecord, notOnRoll, notOnce, otherFacts }) => ({
      ...{ hospital, withoutRecord, notOnRoll, notOnce, otherFacts },
    })),
  }
}

/** Sets every counter that differs to the sum of its entries; returns how many did. */
export function repairCounters(database: Database): Promise<number> {
  return database.transact(keeper, async ({ query }) => {
    await query(TAKE_TURN, [FOLD_LOCK])
    const [row] = await query<{ repaired: string }>(REPAIR, [])
    return Number(row?.repaired ?? 0)
  })
}
