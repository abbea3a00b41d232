import { desc, eq } from 'drizzle-orm'
import type { IdentityMark } from 'shared/identity-marks'
import type { MinutesEdit, MinutesObstacle, NewMinutes } from 'shared/minutes'
import { figureProblems } from 'shared/minutes-figures'
import { newId } from '../access/once.js'
import { type AuditAction, audit, type OpenScope } from '../access/scope.js'
import { marksOf, refuseIdentity } from '../identity-check/check.js'
import { conflict, databaseError, invalid } from '../problem.js'
import { readFigures } from '../session-figures/queries.js'
import { findSession, lockSession } from '../working-group/queries.js'
import { agreedHash, documentOf, refuseNamed } from './document.js'
import { findMinutes, holdMinutes, type MinutesRow, openMarks } from './queries.js'
import { startingText } from './starting-text.js'
import { minutes, minutesRevisions } from './table.js'

/** After this much writing the text before is kept, even if the same person goes on. */
const KEEP_AFTER_MS = 5 * 60_000

export const logMinutes = (
  scope: OpenScope,
  action: AuditAction,
  { id, versionNumber }: Pick<MinutesRow, 'id' | 'versionNumber'>,
  details: Record<string, unknown> = {},
) => audit(scope, { action, resourceType: 'Minutes', resourceId: id, details: { versionNumber, ...details } })

/**
 * The first version, with the headings of the agenda; or an erratum beside what was published, with its text and a reason.
 * One version at a time is open (409 `minutes-open` with its id).
 */
export async function createMinutes(scope: OpenScope, sessionId: string, body: NewMinutes): Promise<MinutesRow> {
  const { db, userId } = scope
  const session = await findSession(scope, sessionId)
  const versions = await db
    .select()
    .from(minutes)
    .where(eq(minutes.sessionId, sessionId))
    .orderBy(desc(minutes.versionNumber))
  const [last] = versions
  if (last !== undefined && last.status !== 'published') throw conflict('minutes-open', { minutesId: last.id })
  const { erratumReason = null } = body
  if (last !== undefined && erratumReason === null)
    throw invalid({ pointer: '#/erratumReason', code: 'erratum-reason-required' })
  if (last === undefined && erratumReason !== null)
    throw invalid({ pointer: '#/erratumReason', code: 'nothing-published' })
  await refuseIdentity(scope, [{ pointer: '#/erratumReason', text: erratumReason ?? '' }], body.notAPerson)
  const id = newId()
  const versionNumber = (last?.versionNumber ?? 0) + 1
  const text = last?.text ?? startingText(session, await readFigures(scope, sessionId))
  const notAPerson = [...new Set([...(last?.notAPerson ?? []), ...(body.notAPerson ?? [])])]
  try {
    await db.insert(minutes).values({
      ...{ id, sessionId, versionNumber, text, erratumReason, notAPerson, authors: [userId], updatedBy: userId },
    })
  } catch (error) {
    // Somebody else began them in the same moment
    if ((databaseError(error) as { code?: string } | null)?.code === '23505') throw conflict('minutes-open')
    throw error
  }
  await logMinutes(scope, 'create', { id, versionNumber })
  return findMinutes(scope, sessionId, id)
}

/**
 * Writes a draft over. A text that says who somebody is stays out (409 with every place); words that may be a name are
 * kept, and asked about until the version is published.
 */
export async function editMinutes(
  scope: OpenScope,
  sessionId: string,
  id: string,
  read: number,
  edit: MinutesEdit,
): Promise<MinutesRow> {
  const row = await holdMinutes(scope, sessionId, id, read)
  if (row.status !== 'draft') throw conflict('minutes-agreed')
  const { text = row.text, notAPerson = row.notAPerson } = edit
  const hard = (await marksOf(scope, text, notAPerson)).filter(({ kind }) => kind !== 'word')
  if (hard.length > 0) throw conflict('identifies-a-patient', { errors: hard.map(markPlace) })
  if (text !== row.text) await keepBefore(scope, row)
  const authors = row.authors.includes(scope.userId) ? row.authors : [...row.authors, scope.userId]
  await scope.db
    .update(minutes)
    .set({ text, notAPerson, authors, version: read + 1, updatedAt: new Date(), updatedBy: scope.userId })
    .where(eq(minutes.id, id))
  await logMinutes(scope, 'update', row, { fields: Object.keys(edit) })
  return findMinutes(scope, sessionId, id)
}

/** The text that is written over, if somebody else's or if five minutes have gone since the last that was kept. */
async function keepBefore({ db, userId }: OpenScope, row: MinutesRow): Promise<void> {
  const [last] = await db
    .select({ writtenAt: minutesRevisions.writtenAt })
    .from(minutesRevisions)
    .where(eq(minutesRevisions.minutesId, row.id))
    .orderBy(desc(minutesRevisions.version))
    .limit(1)
  const since = Date.now() - (last?.writtenAt ?? row.createdAt).getTime()
  if (row.updatedBy === userId && since <= KEEP_AFTER_MS) return
  await db.insert(minutesRevisions).values({
    ...{ id: newId(), minutesId: row.id, version: row.version, text: row.text },
    ...{ writtenBy: row.updatedBy ?? userId, writtenAt: row.updatedAt },
  })
}

const markPlace = ({ kind, at, length }: IdentityMark) => ({
  ...{ pointer: '#/text', code: `identifies-${kind}`, at, length },
})

/** What of the text itself keeps it from being agreed, and from being published. */
export async function textObstacles(scope: OpenScope, row: MinutesRow): Promise<MinutesObstacle[]> {
  if (row.text.trim() === '') return [{ pointer: '#/text', code: 'text-empty' }]
  const unknown = figureProblems(row.text, { items: [] }).filter(({ code }) => code === 'figure-unknown')
  return [
    ...(await openMarks(scope, row)).map(markPlace),
    ...unknown.map(({ code, at, length }) => ({ pointer: '#/text', code, at, length })),
  ]
}

/** One person says that the document is what was said and agreed; from here on it waits for a second one. */
export async function agreeMinutes(scope: OpenScope, sessionId: string, id: string, read: number): Promise<MinutesRow> {
  await lockSession(scope, sessionId)
  const row = await holdMinutes(scope, sessionId, id, read)
  if (row.status !== 'draft') throw conflict('minutes-agreed')
  const errors = await textObstacles(scope, row)
  if (errors.length > 0) throw conflict('minutes-not-ready', { errors })
  const agreedAt = new Date()
  const document = await documentOf(scope, row, agreedAt)
  await refuseNamed(scope, document, row.notAPerson)
  await scope.db
    .update(minutes)
    .set({
      ...{ status: 'agreed', agreedAt, agreedBy: scope.userId, version: read + 1 },
      agreedSha256: agreedHash(document),
    })
    .where(eq(minutes.id, id))
  await logMinutes(scope, 'update', row, { status: 'agreed' })
  return findMinutes(scope, sessionId, id)
}

export async function reopenMinutes(
  scope: OpenScope,
  sessionId: string,
  id: string,
  read: number,
): Promise<MinutesRow> {
  const row = await holdMinutes(scope, sessionId, id, read)
  if (row.status !== 'agreed') throw conflict('minutes-not-agreed')
  await scope.db
    .update(minutes)
    .set({ status: 'draft', agreedAt: null, agreedBy: null, agreedSha256: null, version: read + 1 })
    .where(eq(minutes.id, id))
  await logMinutes(scope, 'update', row, { status: 'draft' })
  return findMinutes(scope, sessionId, id)
}
