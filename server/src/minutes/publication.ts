import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { MinutesObstacle, MinutesPublication } from 'shared/minutes'
import type { Block, Inline } from 'shared/minutes-blocks'
import { figureProblems, figureWarnings } from 'shared/minutes-figures'
import { readMinutesText } from 'shared/minutes-text'
import { PublishedMinutes } from 'shared/published-minutes'
import type { SessionFigures } from 'shared/session-figures'
import type { OpenScope } from '../access/scope.js'
import { publicAgreements } from '../agreements/public.js'
import { answeredWarnings, auditReasons } from '../clinical-facts.js'
import { conflict } from '../problem.js'
import { readFigures } from '../session-figures/queries.js'
import { readAttendance } from '../working-group/attendance.js'
import { findSession, placesOf } from '../working-group/queries.js'
import { workingGroupSessions } from '../working-group/table.js'
import { logMinutes, textObstacles } from './drafts.js'
import { findMinutes, holdMinutes, type MinutesRow } from './queries.js'
import { searchOf } from './search.js'
import { minutes } from './table.js'

type Attendance = Pick<PublishedMinutes, 'institute' | 'families'>

/**
 * Publishes what another person agreed, for ever: text, attendance, figures, agreements and who presents next as one
 * document with its SHA-256. 409 `minutes-not-ready` with every obstacle and its place; 409 `needs-confirmation` for sums
 * and percentages that do not agree and have no reason.
 */
export async function publishMinutes(
  scope: OpenScope,
  sessionId: string,
  id: string,
  read: number,
  { confirmedWarnings = [] }: MinutesPublication,
): Promise<MinutesRow> {
  const { db, userId } = scope
  const row = await holdMinutes(scope, sessionId, id, read)
  const [attendance, figures] = [await readAttendance(scope, sessionId), await readFigures(scope, sessionId)]
  const errors = [
    ...whoObstacles(row, userId),
    ...attendanceObstacles(attendance),
    ...(await textObstacles(scope, row)),
    ...figureProblems(row.text, figures)
      .filter(({ code }) => code !== 'figure-unknown') // among the obstacles of the text already
      .map(({ code, at, length }) => ({ pointer: '#/text', code, at, length })),
  ]
  if (errors.length > 0) throw conflict('minutes-not-ready', { errors })
  const warnings = figureWarnings(row.text, figures).map((warning) => ({ pointer: '#/text', ...warning }))
  const confirmed = answeredWarnings(warnings, confirmedWarnings)
  const publishedAt = new Date()
  const document = await documentOf(scope, row, { attendance, figures, publishedAt })
  const bytes = JSON.stringify(document)
  await db
    .update(minutes)
    .set({
      ...{ status: 'published', publishedAt, publishedBy: userId, version: read + 1, confirmedWarnings: confirmed },
      ...{ folio: document.folio, document: bytes, sha256: createHash('sha256').update(bytes).digest() },
      search: searchOf(document),
    })
    .where(eq(minutes.id, id))
  await db
    .update(workingGroupSessions)
    .set({ publishedAt })
    .where(and(eq(workingGroupSessions.id, sessionId), isNull(workingGroupSessions.publishedAt)))
  await logMinutes(scope, 'freeze', row, { folio: document.folio })
  await auditReasons(scope, { resourceType: 'Minutes', resourceId: id }, confirmed)
  return findMinutes(scope, sessionId, id)
}

/** Two people: one agrees, another publishes, and whoever publishes did not write it all. */
function whoObstacles({ status, agreedBy, authors }: MinutesRow, userId: string): MinutesObstacle[] {
  if (status !== 'agreed') return [{ pointer: '#/status', code: 'status-not-agreed' }]
  return [
    ...(agreedBy === userId ? [{ pointer: '#/agreedBy', code: 'agreed-by-you' }] : []),
    ...(authors.every((author) => author === userId) ? [{ pointer: '#/authors', code: 'only-author' }] : []),
  ]
}

const attendanceObstacles = ({ institute, families }: Attendance): MinutesObstacle[] =>
  institute.length + families.length === 0 ? [{ pointer: '#/attendances', code: 'no-attendance' }] : []

/** The document in the order of its schema, so that the same facts are the same bytes. */
async function documentOf(
  scope: OpenScope,
  { id, sessionId, versionNumber, erratumReason, text }: MinutesRow,
  { attendance, figures, publishedAt }: { attendance: Attendance; figures: SessionFigures; publishedAt: Date },
): Promise<PublishedMinutes> {
  const { number, heldOn, mode, topic, nextPresenters } = await findSession(scope, sessionId)
  const { blocks } = readMinutesText(text)
  const used = keysOf(blocks)
  return PublishedMinutes.parse({
    ...{ sessionId, minutesId: id, number, heldOn, mode, topic, versionNumber, erratumReason, blocks },
    ...attendance,
    folio: `GT-${number}/${heldOn.slice(0, 4)}-${versionNumber}`,
    publishedAt: publishedAt.toISOString(),
    figures: figures.items.filter(({ key }) => used.has(key)),
    agreements: await publicAgreements(scope, sessionId),
    nextPresenters: await placesOf(scope, nextPresenters),
  })
}

function keysOf(blocks: readonly Block[]): Set<string> {
  const keys = new Set<string>()
  const look = (inlines: readonly Inline[]) => {
    for (const inline of inlines) {
      if (inline.kind === 'figure') keys.add(inline.key)
      else if (inline.kind !== 'text') look(inline.inlines)
    }
  }
  for (const block of blocks) for (const inlines of block.kind === 'list' ? block.items : [block.inlines]) look(inlines)
  return keys
}
