import type { AnalgesicEffect, PainMeasure } from 'shared/pain'
import type { OpenScope } from '../access/scope.js'
import { arrayOf, type Period, reach } from '../indicators/queries.js'
import { today } from '../today.js'

/** Facts of one hospital that stand alike. */
export interface FactGroup {
  organizationId: string
  measure: Extract<PainMeasure, 'treated' | 'reassessed' | 'relieved' | 'naloxone'>
  met: boolean
  /** Minutes to answer; null where nothing is to be answered. */
  answerMinutes: number | null
  settingsVersion: number | null
  facts: number
}

/** Answered by `pain_entries_period` alone, which holds every column of it. */
export const factsQuery = (national: boolean) =>
  `select organization_id as "organizationId", measure, met, case when measure = 'treated' then minutes end as "answerMinutes",
    settings_version as "settingsVersion", sum(sign)::integer as facts
  from pain_entries
  where measure in ('treated', 'reassessed', 'relieved', 'naloxone') and happened_on > $2::date and happened_on <= $1::date
    and posted_on <= $1::date and ${reach(national)}
    and (met or late_at is null or late_at < least($4::timestamptz, ($1::date + 1)::timestamp at time zone 'America/Mexico_City'))
  group by 1, 2, 3, 4, 5 having sum(sign) <> 0`

/**
 * Answers, reassessments and reliefs of the period as they stood at the end of `on`, or stand now if that day still runs.
 * What may still come in time is not missed yet.
 */
export function readFacts(
  { query, national, organizationIds }: OpenScope,
  { on, since }: Period,
): Promise<FactGroup[]> {
  const parameters = [on, since, arrayOf(organizationIds), new Date().toISOString()]
  return query<FactGroup & Record<string, unknown>>(factsQuery(national), parameters)
}

/** Days of a person in one hospital on which something stood. An infusion or a patch stands on each day from its first to its last. */
export interface DayGroup {
  organizationId: string
  measure: Extract<PainMeasure, 'opioid-day' | 'adverse-effect'>
  effect: AnalgesicEffect | null
  personDays: number
}

export const daysQuery = (national: boolean) =>
  `with running as (
    select organization_id, patient_id, greatest(happened_on, $2::date + 1) as first, least(until_on, $1::date) as last from pain_entries
    where until_on is not null and happened_on <= $1::date and until_on > $2::date and posted_on <= $1::date and ${reach(national)}
    group by organization_id, patient_id, happened_on, until_on having sum(sign) > 0
  )
  select organization_id as "organizationId", measure, effect, count(*)::integer as "personDays" from (
    select organization_id, patient_id, happened_on, measure, effect from pain_entries
    where measure in ('opioid-day', 'adverse-effect') and happened_on > $2::date and happened_on <= $1::date
      and posted_on <= $1::date and until_on is null and ${reach(national)}
    group by 1, 2, 3, 4, 5 having sum(sign) > 0
    union
    select organization_id, patient_id, day::date, 'opioid-day', null from running, generate_series(first, last, interval '1 day') as day
  ) as days group by 1, 2, 3`

export function readDays({ query, national, organizationIds }: OpenScope, { on, since }: Period): Promise<DayGroup[]> {
  return query<DayGroup & Record<string, unknown>>(daysQuery(national), [on, since, arrayOf(organizationIds)])
}

/** Days of a person in one hospital with a dose of their plan, and those of them with an assessment there. */
export interface TreatmentDays {
  organizationId: string
  days: number
  assessed: number
}

export const assessedQuery = (national: boolean) =>
  `with dosed as (
    select e.organization_id, p.patient_id, e.planned_on + e.delay_days as day
    from dose_entries e join care_plans p on p.id = e.care_plan_id
    where e.delay_days is not null and e.planned_on + e.delay_days > $2::date and e.planned_on + e.delay_days <= $1::date
      and e.posted_on <= $1::date and ${reach(national, 'e.organization_id')}
    group by 1, 2, 3 having sum(e.sign) > 0
  ), assessed as (
    select organization_id, patient_id, happened_on as day from pain_entries
    where measure = 'assessed' and happened_on > $2::date and happened_on <= $1::date and posted_on <= $1::date
      and ${reach(national)}
    group by 1, 2, 3 having sum(sign) > 0
  )
  select organization_id as "organizationId", count(*)::integer as days, count(assessed.day)::integer as assessed
  from dosed left join assessed using (organization_id, patient_id, day)
  where assessed.day is not null or day < $4::date
  group by 1`

/** A day that still runs lacks nothing: it is counted once the pain is assessed. */
export function readTreatmentDays(
  { query, national, organizationIds }: OpenScope,
  { on, since }: Period,
): Promise<TreatmentDays[]> {
  const parameters = [on, since, arrayOf(organizationIds), today()]
  return query<TreatmentDays & Record<string, unknown>>(assessedQuery(national), parameters)
}
