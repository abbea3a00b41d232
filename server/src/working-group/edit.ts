import { eq } from 'drizzle-orm'
import type { SessionEdit, WorkingGroupSession } from 'shared/working-group-sessions'
import { audit, type OpenScope } from '../access/scope.js'
import { refuseIdentity } from '../identity-check/check.js'
import { invalid, Problem } from '../problem.js'
import { meantPlace } from './places.js'
import { checkOrder, lockSession, refusePublished, searchOf, shownSession, textsOf } from './queries.js'
import { workingGroupSessions } from './table.js'

/**
 * Edits a session that somebody read at `version`: another one is 412 with the session as it stands, who edited it and
 * when. Once its minutes are published only who presents next may change (409 `published-session-stays`), unless an erratum is
 * being written.
 */
export async function editSession(
  scope: OpenScope,
  id: string,
  version: number,
  edit: SessionEdit,
): Promise<WorkingGroupSession> {
  const row = await lockSession(scope, id)
  if (row.version !== version)
    throw new Problem('stale-version', 412, {
      current: await shownSession(scope, row),
      changedAt: (row.updatedAt ?? row.createdAt).toISOString(),
      changedBy: row.updatedBy ?? row.createdBy,
    })
  const { nextPresenters: presenters, notAPerson, ...own } = edit
  const fields = Object.entries(edit).flatMap(([field, value]) =>
    value === undefined || field === 'notAPerson' ? [] : [field],
  )
  if (fields.some((field) => field !== 'nextPresenters')) await refusePublished(scope, row)
  await refuseIdentity(scope, textsOf(own), notAPerson)
  if (own.heldOn !== undefined) await checkOrder(scope, row.number, own.heldOn)
  const { topic = row.topic, place = row.place, agenda = row.agenda } = own
  await scope.db
    .update(workingGroupSessions)
    .set({
      ...own,
      ...(presenters !== undefined && { nextPresenters: await presentersMeant(scope, presenters) }),
      search: searchOf({ topic, place, agenda }),
      ...{ version: version + 1, updatedAt: new Date(), updatedBy: scope.userId },
    })
    .where(eq(workingGroupSessions.id, id))
  await audit(scope, { action: 'update', resourceType: 'WorkingGroupSession', resourceId: id, details: { fields } })
  return shownSession(scope, await lockSession(scope, id))
}

/** Units that present next, each once, in order. */
async function presentersMeant(
  scope: OpenScope,
  asked: NonNullable<SessionEdit['nextPresenters']>,
): Promise<({ organizationId: string } | { ooadCode: string })[]> {
  const meant: ({ organizationId: string } | { ooadCode: string })[] = []
  const seen = new Set<string>()
  for (const [n, place] of asked.entries()) {
    const pointer = `#/nextPresenters/${n}`
    const { organizationId, ooadCode } = await meantPlace(scope, place, pointer)
    const key = organizationId ?? ooadCode ?? ''
    if (seen.has(key)) throw invalid({ pointer, code: 'place-twice' })
    seen.add(key)
    if (organizationId !== null) meant.push({ organizationId })
    else if (ooadCode !== null) meant.push({ ooadCode })
  }
  return meant
}
