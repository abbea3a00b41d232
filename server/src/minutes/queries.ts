import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { IdentityMark } from 'shared/identity-marks'
import type { Minutes, MinutesList, MinutesRevision, MinutesRevisions, MinutesSummary } from 'shared/minutes'
import type { PublishedMinutes } from 'shared/published-minutes'
import type { OpenScope } from '../access/scope.js'
import { marksOf, marksToRead } from '../identity-check/check.js'
import { conflict, notFound, Problem } from '../problem.js'
import { readFigures } from '../session-figures/queries.js'
import { findSession } from '../working-group/queries.js'
import { minutes, minutesRevisions } from './table.js'

export type MinutesRow = typeof minutes.$inferSelect

/** Versions of a session, the first first; without the texts, which are long. Drafts are seen by the nation alone. */
export async function listMinutes(scope: OpenScope, sessionId: string): Promise<MinutesList> {
  await findSession(scope, sessionId)
  const rows = await scope.db
    .select()
    .from(minutes)
    .where(eq(minutes.sessionId, sessionId))
    .orderBy(asc(minutes.versionNumber))
  return { items: rows.map(summaryOf) }
}

/** The version of that session, or 404. */
export async function findMinutes({ db }: OpenScope, sessionId: string, id: string): Promise<MinutesRow> {
  const [row] = await db
    .select()
    .from(minutes)
    .where(and(eq(minutes.id, id), eq(minutes.sessionId, sessionId)))
  if (row === undefined) throw notFound('Minutes', id)
  return row
}

/** What was published: its bytes and their SHA-256; 409 before. */
export async function findPublished(scope: OpenScope, sessionId: string, id: string) {
  const { document, sha256 } = await findMinutes(scope, sessionId, id)
  if (document === null || sha256 === null) throw conflict('minutes-not-published')
  return { document: JSON.parse(document) as PublishedMinutes, sha256: sha256.toString('hex') } // written by publication.ts
}

/**
 * The version as it was read, held until the transaction ends: 409 `minutes-published` for ever after, 412 with what is
 * there now where somebody else wrote meanwhile.
 */
export async function holdMinutes(scope: OpenScope, sessionId: string, id: string, read: number): Promise<MinutesRow> {
  const seen = await findMinutes(scope, sessionId, id)
  if (seen.status === 'published') throw conflict('minutes-published')
  const [row] = await scope.db.select().from(minutes).where(eq(minutes.id, id)).for('update')
  if (row === undefined) throw conflict('minutes-published') // published while we waited: its policy hides it from writers
  if (row.version !== read)
    throw new Problem('stale-version', 412, { current: await shownMinutes(scope, row), changedBy: row.updatedBy })
  return row
}

/** Places of a draft that may say who somebody is; what is published was looked at before. */
export const openMarks = (scope: OpenScope, { status, text, notAPerson }: MinutesRow): Promise<IdentityMark[]> =>
  status === 'published' ? Promise.resolve([]) : marksOf(scope, text, notAPerson)

export async function shownMinutes(scope: OpenScope, row: MinutesRow): Promise<Minutes> {
  const { text, authors, updatedBy, agreedBy, publishedBy } = row
  // What writers said of single words is theirs: together with the text it tells which words are somebody's name
  const notAPerson = scope.national ? row.notAPerson : []
  const document: PublishedMinutes | null = JSON.parse(row.document ?? 'null')
  return {
    ...summaryOf(row),
    ...{ text, notAPerson, authors, updatedBy, agreedBy, publishedBy, document },
    marks: row.status === 'published' ? [] : await marksToRead(scope, text, notAPerson),
    figures: document?.figures ?? (await readFigures(scope, row.sessionId)).items,
  }
}

function summaryOf(row: MinutesRow): MinutesSummary {
  const { id, sessionId, version, versionNumber, status, erratumReason, folio } = row
  return {
    ...{ id, sessionId, version, versionNumber, status, erratumReason, folio },
    updatedAt: row.updatedAt.toISOString(),
    agreedAt: row.agreedAt?.toISOString() ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    sha256: row.sha256?.toString('hex') ?? null,
  }
}

const revisionColumns = {
  id: minutesRevisions.id,
  version: minutesRevisions.version,
  writtenBy: minutesRevisions.writtenBy,
  writtenAt: minutesRevisions.writtenAt,
  length: sql<number>`length(${minutesRevisions.text})`,
}

/** Texts that were written over, the newest first. */
export async function listRevisions(scope: OpenScope, sessionId: string, id: string): Promise<MinutesRevisions> {
  await findMinutes(scope, sessionId, id)
  const rows = await scope.db
    .select(revisionColumns)
    .from(minutesRevisions)
    .where(eq(minutesRevisions.minutesId, id))
    .orderBy(desc(minutesRevisions.version))
    .limit(200)
  return { items: rows.map((row) => ({ ...row, writtenAt: row.writtenAt.toISOString() })) }
}

export async function findRevision(
  scope: OpenScope,
  sessionId: string,
  id: string,
  revisionId: string,
): Promise<MinutesRevision> {
  await findMinutes(scope, sessionId, id)
  const [row] = await scope.db
    .select({ ...revisionColumns, text: minutesRevisions.text })
    .from(minutesRevisions)
    .where(and(eq(minutesRevisions.id, revisionId), eq(minutesRevisions.minutesId, id)))
  if (row === undefined) throw notFound('MinutesRevision', revisionId)
  return { ...row, writtenAt: row.writtenAt.toISOString() }
}
