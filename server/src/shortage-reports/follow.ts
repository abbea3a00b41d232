import type { FollowedReport, FollowReport } from 'shared/shortage-reports'
import { newId } from '../access/once.js'
import { auditUnattributed, type OpenScope, type Scope, transact } from '../access/scope.js'
import type { Sealer } from '../access/seal.js'
import { notFound, tooMany } from '../problem.js'
import { auditReport, followHash } from './report.js'
import { readFolio } from './words.js'

/** Pairs of folio and word that did not go together, for one account in an hour. */
export const WRONG_AN_HOUR = 10

interface Found extends FollowedReport, Record<string, unknown> {
  id: string
  organizationId: string
  named: boolean
}

/**
 * How a report stands, for whoever knows its folio and its word; 404 for every other pair. The wrong try is counted in
 * the same transaction as the look, so that forty at once pass one by one; after ten in an hour 429.
 */
export async function followReport(scope: Scope, sealer: Sealer, asked: FollowReport): Promise<FollowedReport> {
  const found = await transact(scope, async (open) => {
    await waitForTurn(open)
    const report = await look(open, sealer, asked)
    if (report === null) await recordFailure(open)
    return report
  })
  if (found === null) throw notFound()
  const { id: _, organizationId: __, named: ___, ...shown } = found
  return shown
}

async function waitForTurn({ query, userId }: OpenScope): Promise<void> {
  await query('select pg_advisory_xact_lock(7245, hashtext($1))', [userId])
  const [failures] = await query<{ n: number; seconds: number | null }>(
    `select count(*)::integer as n, extract(epoch from min(failed_at) + interval '1 hour' - now())::float8 as seconds
    from follow_failures where user_id = $1::uuid and failed_at > now() - interval '1 hour'`,
    [userId],
  )
  if (failures !== undefined && failures.n >= WRONG_AN_HOUR) throw tooMany(failures.seconds ?? 3600)
}

async function look(scope: OpenScope, sealer: Sealer, { folio: typed, word }: FollowReport): Promise<Found | null> {
  const folio = readFolio(typed)
  if (folio === null) return null
  const [row] = await scope.query<Found>(
    `select id, organization_id as "organizationId", named, folio, medication, hospital, lacked_on as "lackedOn",
      reported_on as "reportedOn", status, opened_on as "openedOn", closed_on as "closedOn", expected_on as "expectedOn"
    from girasol_followed_shortage($1, $2)`,
    [folio, followHash(sealer, folio, word)],
  )
  if (row === undefined) return null
  const { id: resourceId, organizationId, named } = row
  await auditReport(scope, named, { action: 'read', resourceType: 'ShortageReport', resourceId, organizationId })
  return row
}

async function recordFailure(scope: OpenScope): Promise<void> {
  await scope.query('insert into follow_failures (id, user_id) values ($1::uuid, $2::uuid)', [newId(), scope.userId])
  // a wrong word stands beside the right one that follows it: it names nobody
  await auditUnattributed(scope, { action: 'denied', resourceType: 'ShortageReport' })
}
