import type { Context, Database } from '../database/db.js'

/** Doses that stand alike and are not as many on the ledger as in their rows. */
export interface DoseDifference {
  hospital: string
  plannedOn: string
  outcome: string
  reason: string | null
  ledger: number
  rows: number
}

/** People of a hospital whose first treatment on the ledger is not the one of their records. */
export interface StartDifference {
  hospital: string
  people: number
}

export interface TreatmentRecount {
  doses: number
  people: number
  doseDifferences: DoseDifference[]
  startDifferences: StartDifference[]
}

/** What `standingOf` says of one row, of all; a dose that no plan foresaw has no planned amount and is on no ledger. */
const DOSES = `
with known as (
  select *, status = 'completed' as given, status = 'completed' and substitution is not null as substituted,
    case when status in ('planned', 'in-progress') then 'planned' when status = 'not-done' then 'omitted'
      when status_reason = 'partial' then 'partial' else 'given' end as outcome
  from medication_administrations where status not in ('cancelled', 'entered-in-error') and planned_dose is not null
), both_sides as (
  select organization_id, purpose, planned_on, outcome::text as outcome, reason, delay_days, dose_percent, substituted,
    sum(sign) as ledger, 0 as rows
  from dose_entries group by 1, 2, 3, 4, 5, 6, 7, 8
  union all
  select managing_organization_id, purpose, planned_on, outcome, case when outcome <> 'planned' then status_reason end,
    case when given then (given_at at time zone 'America/Mexico_City')::date - planned_on end,
    case when given and not substituted and planned_dose > 0 then least(9999, floor(100 * dose_given / planned_dose)) end,
    substituted, 0, count(*)
  from known group by 1, 2, 3, 4, 5, 6, 7, 8
)
select coalesce(o.clues, organization_id::text) as hospital, planned_on::text as "plannedOn", outcome, reason,
  sum(ledger)::integer as ledger, sum(rows)::integer as rows
from both_sides left join organizations o on o.id = organization_id
group by organization_id, o.clues, purpose, planned_on, outcome, reason, delay_days, dose_percent, substituted
having sum(ledger) <> sum(rows) order by hospital, planned_on, outcome, reason`

/** What `postFirstTreatment` says of one person, of all. */
const STARTS = `
with treatments as (
  select patient_id, managing_organization_id as organization_id, 'medication' as kind,
    (given_at at time zone 'America/Mexico_City')::date as treated_on
  from medication_administrations where purpose = 'antineoplastic' and status = 'completed'
  union all
  select patient_id, managing_organization_id, kind::text, performed_on from procedures
  where status = 'final' and kind in ('radiotherapy', 'surgery', 'transplant')
), diagnoses as (
  select patient_id, min(recorded_date) as diagnosed_on from conditions where status = 'active' group by patient_id
), records as (
  select distinct on (patient_id) patient_id, organization_id, treated_on, diagnosed_on
  from treatments left join diagnoses using (patient_id) order by patient_id, treated_on, kind
), latest as (
  select distinct on (patient_id) * from first_treatments order by patient_id, id desc
), ledger as (
  select patient_id, organization_id, treated_on, diagnosed_on from latest where sign = 1
)
select coalesce(o.clues, organization_id::text) as hospital, count(*)::integer as people from (
  select coalesce(l.organization_id, r.organization_id) as organization_id
  from ledger l full join records r using (patient_id)
  where (l.organization_id, l.treated_on, l.diagnosed_on) is distinct from (r.organization_id, r.treated_on, r.diagnosed_on)
) as differences left join organizations o on o.id = organization_id
group by 1 order by 1`

const SIZE = `
select (select coalesce(sum(sign), 0) from dose_entries)::integer as doses,
  (select coalesce(sum(sign), 0) from first_treatments)::integer as people`

/** Reads every dose and the whole ledger, whoever they belong to: for the command, never behind a route. */
const reader: Context = { role: 'girasol_clinic', national: true, patience: 600_000 }

/** Holds the ledgers of delivery and of first treatments against the rows they tell of, as of now. */
export function recountTreatment(database: Database): Promise<TreatmentRecount> {
  return database.transact(reader, async ({ query }) => {
    const doseDifferences = await query<DoseDifference & Record<string, unknown>>(DOSES, [])
    const startDifferences = await query<StartDifference & Record<string, unknown>>(STARTS, [])
    const [size] = await query<{ doses: number; people: number }>(SIZE, [])
    return { doses: size?.doses ?? 0, people: size?.people ?? 0, doseDifferences, startDifferences }
  })
}
