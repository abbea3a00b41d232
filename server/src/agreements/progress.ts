import { eq, sql } from 'drizzle-orm'
import { type AgreementProgress, type Evidence, type NewProgress, pendingAgreements } from 'shared/agreements'
import { newId } from '../access/once.js'
import { audit, type OpenScope } from '../access/scope.js'
import { refuseIdentity } from '../identity-check/check.js'
import { conflict, forbidden, invalid, notFound } from '../problem.js'
import { instantText } from '../shortages/state.js'
import { today } from '../today.js'
import { workingGroupSessions } from '../working-group/table.js'
import { reaches } from './board.js'
import { agreementProgress, agreements } from './table.js'

/** All that was told of an agreement, oldest first. */
export function readProgress({ query }: OpenScope, agreementId: string): Promise<AgreementProgress[]> {
  return query<AgreementProgress & Record<string, unknown>>(
    `select id, text, status, due_on as "dueOn", former_due_on as "formerDueOn",
      case when num_nonnulls(evidence_url, report_id, shortage_id) > 0
        then json_build_object('url', evidence_url, 'reportId', report_id, 'shortageId', shortage_id) end as evidence,
      posted_on as "postedOn", ${instantText('recorded_at')} as "recordedAt", recorded_by as "recordedBy"
    from agreement_progress where agreement_id = $1::uuid order by id`,
    [agreementId],
  )
}

/**
 * Tells how an agreement goes; nothing told is ever changed. 403 for whoever does not answer for its place. What was kept or
 * withdrawn stays so (409 /problems/agreement-closed) unless the nation's coordinators take it up again.
 */
export async function tellProgress(
  scope: OpenScope,
  agreementId: string,
  { text, status, dueOn, evidence, notAPerson }: NewProgress,
): Promise<void> {
  const { db } = scope
  const agreement = await lockInReach(scope, agreementId)
  const pending = pendingAgreements.includes(agreement.status)
  if (!pending && !scope.national && (status !== undefined || dueOn !== undefined)) throw conflict('agreement-closed')
  const becomes = status ?? agreement.status
  const moved = dueOn === undefined || dueOn === agreement.dueOn ? null : dueOn
  if (moved !== null) await checkMove(scope, agreement.sessionId, becomes, moved)
  await refuseIdentity(
    scope,
    [
      { pointer: '#/text', text },
      ...(evidence?.url === undefined ? [] : [{ pointer: '#/evidence/url', text: evidence.url }]),
    ],
    notAPerson,
  )
  await findEvidence(scope, evidence)
  const day = today()
  await db
    .update(agreements)
    .set({
      version: sql`${agreements.version} + 1`,
      status: becomes,
      keptOn: becomes === 'kept' ? (agreement.keptOn ?? day) : null,
      ...(moved !== null && { dueOn: moved }),
    })
    .where(eq(agreements.id, agreementId))
  await db.insert(agreementProgress).values({
    ...{ id: newId(), agreementId, text, postedOn: day, recordedBy: scope.userId },
    status: status === undefined || status === agreement.status ? null : status,
    ...(moved !== null && { dueOn: moved, formerDueOn: agreement.dueOn }),
    ...{ evidenceUrl: evidence?.url, reportId: evidence?.reportId, shortageId: evidence?.shortageId },
  })
  const fields = Object.entries({ text, status, dueOn: moved ?? undefined, evidence })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name)
  await audit(scope, {
    ...{ action: 'update', resourceType: 'Agreement', resourceId: agreementId },
    organizationId: agreement.organizationId ?? undefined,
    details: { fields, ...(status !== undefined && { status }) },
  })
}

/** The agreement under a lock: 404 where there is none, 403 where somebody else answers for it. */
async function lockInReach(scope: OpenScope, id: string) {
  const one = () => scope.db.select().from(agreements).where(eq(agreements.id, id))
  const [known] = await one()
  if (known === undefined) throw notFound('Agreement', id)
  const place = { organizationId: known.organizationId, hospital: null, ooadCode: null, ooadName: null }
  if (!reaches(scope, { office: known.ooadCode, place })) throw forbidden()
  const [locked] = await one().for('update') // the database's own fence: no row where it does not reach
  if (locked === undefined) throw forbidden()
  return locked
}

/** An agreement is due no earlier than its session, and never moved into the past. */
async function checkMove(
  { db }: OpenScope,
  sessionId: string,
  becomes: (typeof agreements.$inferSelect)['status'],
  dueOn: string,
): Promise<void> {
  if (!pendingAgreements.includes(becomes)) throw invalid({ pointer: '#/dueOn', code: 'only-when-pending' })
  if (dueOn < today()) throw invalid({ pointer: '#/dueOn', code: 'past-date' })
  const [session] = await db.select().from(workingGroupSessions).where(eq(workingGroupSessions.id, sessionId))
  if (session !== undefined && dueOn < session.heldOn) throw invalid({ pointer: '#/dueOn', code: 'due-before-session' })
}

/** Evidence is something that who tells of it can open. */
async function findEvidence({ query }: OpenScope, evidence: Evidence | undefined): Promise<void> {
  const asked = [
    ['reportId', 'reports', evidence?.reportId],
    ['shortageId', 'shortage_cases', evidence?.shortageId],
  ] as const
  for (const [field, table, id] of asked) {
    if (id === undefined) continue
    const [found] = await query(`select 1 from ${table} where id = $1::uuid`, [id])
    if (found === undefined) throw invalid({ pointer: `#/evidence/${field}`, code: 'evidence-unknown' })
  }
}
