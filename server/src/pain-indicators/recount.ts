import { isOpioid } from 'shared/analgesic-drugs'
import { LOOK_SHARE, leastScores, RELIEF_PERCENT, RELIEF_POINTS } from 'shared/pain-indicator-rules'
import { actsUntil, infuses } from '../analgesia/running.js'
import type { Context, Database } from '../database/db.js'
import { effectOfAlert } from './entries.js'

/** Facts of a day that stand alike and are not as many on the ledger as in their rows. */
export interface PainDifference {
  hospital: string
  measure: string
  happenedOn: string
  met: boolean
  effect: string | null
  /** Last day of an opioid that flows on. */
  untilOn: string | null
  ledger: number
  rows: number
}

export interface PainRecount {
  /** Facts that stand on the ledger, by measure. */
  standing: { measure: string; facts: number }[]
  differences: PainDifference[]
}

const dayOf = (instant: string) => `(${instant} at time zone 'America/Mexico_City')::date`
const tenths = (of: string) =>
  `10 * (${of}.score - coalesce(($2::jsonb ->> ${of}.scale)::numeric, 0)) / (${of}.score_max - coalesce(($2::jsonb ->> ${of}.scale)::numeric, 0))`

/**
 * What every row says, counted from the rows; of the ledger it takes the minutes that a fact was given and nothing else,
 * since a hospital may have set others since. Sources are compared one by one, so that two mistakes do not hide each other.
 */
const DIFFERENCES = `
with clocks as materialized (
  select distinct on (source_id) source_id, late_at from pain_entries where late_at is not null order by source_id, id
), pains as (
  select a.*, late_at from pain_assessments a left join clocks on source_id = a.id where status = 'final'
), doses as (
  select d.*, late_at from analgesic_administrations d left join clocks on source_id = d.id where status = 'final'
), looked_at as (
  select d.id, d.patient_id, d.managing_organization_id, ${dayOf('coalesce(d.late_at, d.reassess_due_at)')} as day,
    after.id is not null as reassessed, before.id is not null as answering,
    before.fall >= ${RELIEF_POINTS} - 1e-9 or before.fall >= ${RELIEF_PERCENT} * before.was / 100 - 1e-9 as relieved
  from doses d
  left join lateral (
    select a.* from pain_assessments a
    where a.patient_id = d.patient_id and a.status = 'final' and a.severity is not null and a.effective_at between d.given_at and d.late_at
      and (a.follows_administration_id = d.id or a.effective_at - d.given_at >= (d.reassess_due_at - d.given_at) * ${LOOK_SHARE})
      and a.id is distinct from d.answers_assessment_id
    order by a.effective_at desc, a.id desc limit 1
  ) as after on true
  left join lateral (
    select b.id, ${tenths('b')} as was, ${tenths('b')} - (${tenths('after')}) as fall from pain_assessments b
    where b.id = d.answers_assessment_id and b.status = 'final' and b.severity in ('moderate', 'severe')
  ) as before on true
  where d.role in ('regular', 'rescue', 'adjuvant') and d.reassess_due_at is not null
), records (id, patient_id, organization_id, measure, day, met, effect, until_on) as (
  select id, patient_id, managing_organization_id, 'assessed', ${dayOf('effective_at')}, true, null, null::date from pains
  union all
  select id, patient_id, managing_organization_id, 'treated', ${dayOf('coalesce(late_at, effective_at)')},
    coalesce(action = 'non-drug', false) or exists (
      select from analgesic_administrations d where d.patient_id = pains.patient_id and d.status = 'final'
        and d.role in ('regular', 'rescue', 'adjuvant')
        and d.given_at >= date_trunc('minute', pains.effective_at) and d.given_at <= pains.late_at), null, null
  from pains where severity in ('moderate', 'severe')
  union all
  select id, patient_id, managing_organization_id, 'reassessed', day, reassessed, null, null from looked_at
  union all
  select id, patient_id, managing_organization_id, 'relieved', day, relieved, null, null from looked_at where reassessed and answering
  union all
  select doses.id, doses.patient_id, doses.managing_organization_id, 'opioid-day', ${dayOf('given_at')}, true, null,
    case when doses.order_id is not null and ${infuses('doses')} or doses.route = 'TD' then ${dayOf(actsUntil('doses', 'own'))} end
  from doses left join analgesic_orders own on own.id = doses.order_id where $1::jsonb ? doses.drug and doses.role <> 'antagonist'
  union all
  select id, patient_id, managing_organization_id, 'naloxone', ${dayOf('given_at')}, true, null, null from doses where role = 'antagonist'
  union all
  select id, patient_id, managing_organization_id, 'adverse-effect', ${dayOf('effective_at')}, true, effect::text, null
  from analgesic_adverse_effects where status = 'final'
  union all
  select distinct id, patient_id, managing_organization_id, 'adverse-effect', ${dayOf('effective_at')}, true, $3::jsonb ->> alert, null::date
  from sedation_checks, unnest(alerts) as alert where status = 'final' and $3::jsonb ? alert
), both_sides as (
  select source_id as id, patient_id, organization_id, measure::text as measure, happened_on as day, met, effect::text as effect,
    until_on, sum(sign) as ledger, 0 as rows
  from pain_entries group by 1, 2, 3, 4, 5, 6, 7, 8
  union all
  select *, 0, 1 from records
), differing as (
  select organization_id, measure, day, met, effect, until_on, sum(ledger) as ledger, sum(rows) as rows from both_sides
  group by id, patient_id, organization_id, measure, day, met, effect, until_on having sum(ledger) <> sum(rows)
)
select coalesce(o.clues, organization_id::text) as hospital, measure, day::text as "happenedOn", met, effect, until_on::text as "untilOn",
  sum(ledger)::integer as ledger, sum(rows)::integer as rows
from differing left join organizations o on o.id = organization_id
group by organization_id, o.clues, measure, day, met, effect, until_on order by hospital, day, measure, met, effect, until_on`

const SIZE = `select measure, sum(sign)::integer as facts from pain_entries group by measure order by measure`

/** Reads every fact and the whole ledger, whoever they belong to: for the command, never behind a route. */
const reader: Context = { role: 'girasol_clinic', national: true, patience: 600_000 }

/** Holds the ledger of the pain loop against the rows it tells of, as of now. */
export function recountPain(database: Database): Promise<PainRecount> {
  return database.transact(reader, async ({ query }) => {
    const given = await query<{ drug: string }>('select distinct drug from analgesic_administrations', [])
    const opioids = given.map(({ drug }) => drug).filter(isOpioid)
    const parameters = [JSON.stringify(opioids), JSON.stringify(leastScores), JSON.stringify(effectOfAlert)]
    return {
      standing: await query<{ measure: string; facts: number }>(SIZE, []),
      differences: await query<PainDifference & Record<string, unknown>>(DIFFERENCES, parameters),
    }
  })
}
