import { analgesicDrugs, isOpioid } from 'shared/analgesic-drugs'
import type { AnalgesicRoute } from 'shared/pain'
import type { OpenScope } from '../access/scope.js'
import { infuses } from '../analgesia/running.js'
import { standingAlerts } from '../analgesia/standing-alerts.js'
import { stableInfusionMinutes } from './defaults.js'
import { raiseReminders } from './engine.js'
import { settingsOf } from './settings.js'

/*
 * An infusion of an opioid, or of naloxone, is watched as long as it runs (R-REASSESS-INF): each check of sedation and
 * breathing asks for the next, by the minutes of its route in the first day, then every four hours while no check of the
 * last day raised an alarm. It runs while its order is in force; one that nobody ordered is watched for a day, since nobody
 * can stop it. What an alarm asks for comes first: the chain goes on with the check that ends it.
 */

const DAY_MS = 24 * 3_600_000
const opioids = `{${Object.keys(analgesicDrugs).filter(isOpioid).join(',')}}`

const RUNNING = `
select d.route, min(d.given_at) as since
from analgesic_administrations d left join analgesic_orders o on o.id = d.order_id
where d.patient_id = $1 and d.status = 'final' and ${infuses('d')} and (d.role = 'antagonist' or d.drug = any ($2::text[]))
  and (o.status = 'active' or d.order_id is null and d.given_at > $3)
group by coalesce(d.order_id, d.id), d.route`

const LAST_CHECK = `
select c.id, c.managing_organization_id as "managingOrganizationId", c.effective_at as at,
  exists (select 1 from sedation_checks a where a.patient_id = $1 and a.status = 'final' and a.alerts <> '{}'
    and a.effective_at > c.effective_at - interval '1 day') as alarmed
from sedation_checks c where c.patient_id = $1 and c.status = 'final' order by c.effective_at desc, c.id desc limit 1`

const ASKED = `
select exists (select 1 from reminders where patient_id = $1 and kind = 'sedation-check' and closed_at is null and due_at <= $2) as asked`

interface Running extends Record<string, unknown> {
  route: AnalgesicRoute
  since: string
}
interface Check extends Record<string, unknown> {
  id: string
  managingOrganizationId: string
  at: string
  alarmed: boolean
}

/** Asks for the next check where an infusion runs and none is asked for by then; where none runs, asks no more. */
export async function keepWatch(scope: OpenScope, patientId: string): Promise<void> {
  const { query } = scope
  const dayAgo = new Date(Date.now() - DAY_MS).toISOString()
  const [running, [check]] = await Promise.all([
    query<Running>(RUNNING, [patientId, opioids, dayAgo]),
    query<Check>(LAST_CHECK, [patientId]),
  ])
  if (running.length === 0) return endWatch(scope, patientId)
  if (check === undefined) return
  const at = new Date(check.at)
  const { graceMinutes, reassessMinutes } = await settingsOf(scope, check.managingOrganizationId)
  const minutes = running
    .filter(({ since }) => new Date(since) < at) // the first check is asked for by the infusion itself
    .map(({ route, since }) => {
      const stable = !check.alarmed && at.getTime() - new Date(since).getTime() >= DAY_MS
      return stable ? Math.max(reassessMinutes[route], stableInfusionMinutes) : reassessMinutes[route]
    })
  if (minutes.length === 0) return
  const dueAt = new Date(at.getTime() + Math.min(...minutes) * 60_000)
  const [{ asked } = { asked: false }] = await query<{ asked: boolean }>(ASKED, [patientId, dueAt.toISOString()])
  if (!asked) await raiseReminders(scope, { ...check, patientId }, [{ kind: 'sedation-check', dueAt, graceMinutes }])
}

/** Asked for by a check that raised no alarm. */
const END = `
update reminders r set closed_at = $2, closed_by = $3, outcome = 'cancelled'
where r.patient_id = $1 and r.closed_at is null and r.kind = 'sedation-check'
  and exists (select 1 from sedation_checks c where c.id = r.source_id and c.alerts = '{}')`

async function endWatch(scope: OpenScope, patientId: string): Promise<void> {
  const now = new Date()
  if ((await standingAlerts(scope, patientId, now)).length > 0) return // not measured anew: somebody has to look
  await scope.query(END, [patientId, now.toISOString(), scope.userId])
}

/** Orders were stopped: what their infusions asked for first is off. */
const STOPPED = `
update reminders r set closed_at = $2, closed_by = $3, outcome = 'cancelled'
where r.patient_id = $1 and r.closed_at is null and r.kind = 'sedation-check' and exists (
  select 1 from analgesic_administrations d where d.id = r.source_id and d.order_id = any ($4::uuid[]) and ${infuses('d')})`

/** Orders of a person were stopped. Call after their rows say so. */
export async function watchStopped(scope: OpenScope, patientId: string, orderIds: readonly string[]): Promise<void> {
  const parameters = [patientId, new Date().toISOString(), scope.userId, `{${orderIds.join(',')}}`]
  await scope.query(STOPPED, parameters)
  await keepWatch(scope, patientId)
}
