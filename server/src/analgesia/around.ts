import type { SedationAlert, SedationCheck } from 'shared/analgesia'
import type { DoseQuestion } from 'shared/analgesic-checks'
import { isOpioid } from 'shared/analgesic-drugs'
import type { AnalgesicRole } from 'shared/pain'
import type { OpenScope } from '../access/scope.js'
import type { Chemotherapy } from './chemotherapy.js'
import { standingAlerts } from './standing-alerts.js'
import type { Weight } from './subject.js'
import type { analgesicOrders } from './table.js'

export interface GivenDose {
  orderId: string | null
  role: AnalgesicRole
  drug: string
  route: DoseQuestion['route']
  dose: number
  unit: DoseQuestion['unit']
  at: Date
}

/** What was given and seen around the moment of a dose. */
export interface Around {
  /** Doses of the week before, and of the day after for a dose that is written down late. */
  doses: readonly GivenDose[]
  /** Alarms that no later check has measured anew, with the check that raised the last of them; null where there is none. */
  unsafe: { scale: SedationCheck['scale']; value: string; at: Date; alerts: readonly SedationAlert[] } | null
}

export interface Giving {
  question: DoseQuestion
  order: typeof analgesicOrders.$inferSelect | undefined
  givenAt: Date
  around: Around
  weight: Weight
  chemotherapy: readonly Chemotherapy[]
}

const DOSES = `
select order_id, role, drug, route, dose, unit, given_at from analgesic_administrations
where patient_id = $1 and status = 'final' and given_at > $2::timestamptz - interval '7 days'
  and given_at <= $2::timestamptz + interval '1 day'
order by given_at`

export async function dosesAround(
  scope: OpenScope,
  patientId: string,
  { drug }: Pick<DoseQuestion, 'drug'>,
  givenAt: Date,
): Promise<Around> {
  type Given = Omit<GivenDose, 'orderId' | 'at' | 'dose'> & { order_id: string | null; given_at: Date; dose: string }
  const rows = await scope.query<Given & Record<string, unknown>>(DOSES, [patientId, givenAt.toISOString()])
  const doses = rows.map(({ order_id: orderId, given_at: at, dose, role, drug: of, route, unit }) => ({
    ...{ orderId, role, drug: of, route, unit },
    dose: Number(dose),
    at: new Date(at),
  }))
  if (!isOpioid(drug)) return { doses, unsafe: null }
  const standing = await standingAlerts(scope, patientId, givenAt)
  const [last] = standing.toSorted((a, b) => b.at.getTime() - a.at.getTime())
  const alerts = standing.map(({ alert }) => alert)
  return { doses, unsafe: last === undefined ? null : { scale: last.scale, value: last.value, at: last.at, alerts } }
}

const HOUR_MS = 3_600_000

/** Doses of the 24 hours up to a dose, or of so many, without it. */
export const inDay = ({ doses }: Around, givenAt: Date, hours = 24): GivenDose[] =>
  doses.filter(({ at }) => at <= givenAt && at.getTime() > givenAt.getTime() - hours * HOUR_MS)
