import type { Amount, DoseUnit, Route } from 'shared/medications'
import { forecastDays } from 'shared/supply'
import type { OpenScope } from '../access/scope.js'
import { today } from '../today.js'

/** Doses of one size planned for one day. No person is in it. */
export interface PlannedDoses {
  medication: string
  route: Route
  plannedOn: string
  dose: Amount | null
  doses: number
}

interface Row extends Record<string, unknown> {
  medication: string
  route: Route
  plannedOn: string
  amount: number | null
  unit: DoseUnit
  doses: number
}

/** Of what is planned today the row itself tells; on a past day it is what the ledger had posted by then. */
const stands = {
  today: `a.status in ('planned', 'in-progress')`,
  past: `(select sum(e.sign) from dose_entries e where e.administration_id = a.id and e.outcome = 'planned' and e.posted_on <= $2::date) > 0`,
}

/** What one hospital has planned from a day on, that day included, for the longest window. */
export async function readPlanned({ query }: OpenScope, organizationId: string, on: string): Promise<PlannedDoses[]> {
  const rows = await query<Row>(
    `select a.medication, a.route, a.planned_on as "plannedOn", a.planned_dose::float8 as amount, a.unit, count(*)::integer as doses
    from medication_administrations a
    where a.managing_organization_id = $1::uuid and a.planned_on >= $2::date and a.planned_on < $2::date + $3::integer
      and ${on < today() ? stands.past : stands.today}
    group by a.medication, a.route, a.planned_on, a.planned_dose, a.unit
    order by a.planned_on`,
    [organizationId, on, Math.max(...forecastDays)],
  )
  return rows.map(({ amount, unit, ...row }) => ({ ...row, dose: amount === null ? null : { value: amount, unit } }))
}
