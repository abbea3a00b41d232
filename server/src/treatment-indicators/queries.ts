import type { AgeLimit } from 'shared/age'
import { FULL_DOSE_PERCENT } from 'shared/indicator-rules'
import type { AgeGroup } from 'shared/patients'
import type { DoseOutcome, StatusReason } from 'shared/treatment'
import type { OpenScope } from '../access/scope.js'
import { arrayOf, type Period, reach } from '../indicators/queries.js'

/** Whose doses: people who had not reached `limit` years on the planned day (of a first treatment: on its day), or had. */
export interface AgeFilter {
  group: AgeGroup
  limit: AgeLimit
}

/** Doses of one hospital that stand alike. */
export interface DoseGroup {
  organizationId: string
  outcome: DoseOutcome
  reason: StatusReason | null
  delayDays: number | null
  /** At least 90 % of the planned dose, with the planned medication. */
  inFull: boolean
  substituted: boolean
  doses: number
}

/** Answered by `dose_entries_delivery` alone, which holds every column of it. */
export const dosesQuery = (national: boolean) =>
  `select organization_id as "organizationId", outcome, reason, delay_days as "delayDays",
    coalesce(dose_percent >= ${FULL_DOSE_PERCENT}, false) as "inFull", substituted, sum(sign)::integer as doses
  from dose_entries
  where purpose = 'antineoplastic' and planned_on > $2::date and planned_on <= $1::date and posted_on <= $1::date
    and (outcome <> 'planned' or planned_on < $1::date) and ${reach(national)}
  group by organization_id, outcome, reason, delay_days, "inFull", substituted having sum(sign) <> 0`

/**
 * Antineoplastic doses planned in the period as they stood at the end of `on`, whatever was recorded since. One planned
 * for `on` itself is judged once something of it is recorded; until its day has passed it lacks nothing.
 */
export function readDoses(
  { query, national, organizationIds }: OpenScope,
  { on, since }: Period,
  age?: AgeFilter,
): Promise<DoseGroup[]> {
  if (age !== undefined)
    return query<DoseGroup & Record<string, unknown>>(
      `select organization_id as "organizationId", outcome, reason, delay_days as "delayDays", in_full as "inFull",
        substituted, doses from girasol_doses_by_age($1::date, $2::date, $3::integer, $4::integer, $5::boolean)`,
      [on, since, FULL_DOSE_PERCENT, age.limit, age.group === 'paediatric'],
    )
  return query<DoseGroup & Record<string, unknown>>(dosesQuery(national), [on, since, arrayOf(organizationIds)])
}

/** People of one hospital whose first treatment in the period came so many days after the diagnosis. */
export interface StartGroup {
  organizationId: string
  days: number | null
  people: number
}

export function readStarts(
  { query, national, organizationIds }: OpenScope,
  { on, since }: Period,
  age?: AgeFilter,
): Promise<StartGroup[]> {
  if (age !== undefined)
    return query<StartGroup & Record<string, unknown>>(
      `select organization_id as "organizationId", days, people
      from girasol_starts_by_age($1::date, $2::date, $3::integer, $4::boolean)`,
      [on, since, age.limit, age.group === 'paediatric'],
    )
  return query<StartGroup & Record<string, unknown>>(
    `select organization_id as "organizationId", days, sum(sign)::integer as people from first_treatments
    where treated_on > $2::date and treated_on <= $1::date and posted_on <= $1::date and ${reach(national)}
    group by organization_id, days having sum(sign) <> 0`,
    [on, since, arrayOf(organizationIds)],
  )
}
