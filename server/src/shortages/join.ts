import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { today } from '../today.js'

interface Lacking {
  organizationId: string
  medication: string
  /** The dose that waits for it, if one does. */
  administrationId: string | null
  note: string | null
}

/** A dose that lacked its medicine opens the hospital's case or joins the open one, in the transaction that records the dose. */
export async function joinShortage(scope: OpenScope, { organizationId, medication, administrationId, note }: Lacking) {
  const day = today()
  const doses = administrationId === null ? 0 : 1
  const [row] = await scope.query<{ id: string; opened: boolean }>(
    `insert into shortage_cases (id, organization_id, medication, opened_on, opened_by, doses) values ($1, $2, $3, $4, $5, $6)
    on conflict (organization_id, medication) where closed_at is null
      do update set doses = shortage_cases.doses + excluded.doses, version = shortage_cases.version + 1
    returning id, version = 1 as opened`,
    [newId(), organizationId, medication, day, scope.userId, doses],
  )
  if (row === undefined) throw new Error('The shortage came back without its row')
  await scope.query(
    `insert into shortage_events (case_id, organization_id, kind, posted_on, recorded_by, status, administration_id, note, doses)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[row.id, organizationId, row.opened ? 'opened' : 'joined', day, scope.userId],
      ...[row.opened ? 'open' : null, administrationId, note, doses],
    ],
  )
  const action = row.opened ? 'create' : 'update'
  await audit(scope, { action, resourceType: 'ShortageCase', resourceId: row.id, organizationId })
  return { id: row.id, opened: row.opened }
}

/**
 * Takes back the dose with which a mistaken record opened or joined a case: one less from today on, days past keep what
 * they said. The case itself stays, also without any dose: whether the medicine lacks is for its hospital to say.
 */
export async function leaveShortage(scope: OpenScope, administrationId: string): Promise<void> {
  const [row] = await scope.query<{ id: string; organization_id: string }>(
    `update shortage_cases set doses = doses - 1, version = version + 1
    where id = (select case_id from shortage_events where administration_id = $1::uuid group by case_id having sum(doses) > 0)
    returning id, organization_id`,
    [administrationId],
  )
  if (row === undefined) return
  await scope.query(
    `insert into shortage_events (case_id, organization_id, kind, posted_on, recorded_by, administration_id, doses)
    values ($1, $2, 'withdrawn', $3, $4, $5, -1)`,
    [row.id, row.organization_id, today(), scope.userId, administrationId],
  )
  const resource = { resourceType: 'ShortageCase', resourceId: row.id, organizationId: row.organization_id }
  await audit(scope, { ...resource, action: 'update', details: { fields: ['doses'] } })
}
