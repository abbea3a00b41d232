import { type SedationAlert, SedationCheck, sedationAlerts } from 'shared/analgesia'
import * as z from 'zod'
import type { OpenScope } from '../access/scope.js'

/** What an alert was raised by: a check without that value says nothing of it. */
const measured = {
  'too-sedated': 'sedation',
  'sedation-emergency': 'sedation',
  'breathing-slow': 'breathing',
  'breathing-emergency': 'breathing',
  'oxygen-low': 'oxygen',
} as const satisfies Record<SedationAlert, string>

/** An alert that no later check has measured anew. */
interface StandingAlert {
  alert: SedationAlert
  scale: SedationCheck['scale']
  /** Sedation, as the scale writes it, of the check that raised it. */
  value: string
  at: Date
}

const LAST = `
select asked.kind, c.scale, c.value, c.effective_at, to_json(c.alerts) as alerts
from (values ('sedation'), ('breathing'), ('oxygen')) as asked (kind) cross join lateral (
  select * from sedation_checks
  where patient_id = $1 and status = 'final' and effective_at <= $2
    and case asked.kind when 'breathing' then respiratory_rate is not null when 'oxygen' then oxygen_saturation is not null else true end
  order by effective_at desc, id desc limit 1
) c`

const Row = z.object({
  kind: z.enum(['sedation', 'breathing', 'oxygen']),
  scale: SedationCheck.shape.scale,
  value: z.string(),
  effective_at: z.coerce.date(),
  alerts: z.array(z.enum(sedationAlerts)),
})

/** What asks for help as of an instant: of sedation, breathing and oxygen each by the last check that measured it. */
export async function standingAlerts({ query }: OpenScope, patientId: string, at: Date): Promise<StandingAlert[]> {
  const rows = z.array(Row).parse(await query(LAST, [patientId, at.toISOString()]))
  return sedationAlerts.flatMap((alert) =>
    rows.flatMap(({ kind, scale, value, effective_at: at, alerts }) =>
      measured[alert] === kind && alerts.includes(alert) ? [{ alert, scale, value, at }] : [],
    ),
  )
}
