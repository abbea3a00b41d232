import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { MinutesObstacle, MinutesPublication } from 'shared/minutes'
import { figureProblems, figureWarnings } from 'shared/minutes-figures'
import type { PublishedMinutes } from 'shared/published-minutes'
import type { OpenScope } from '../access/scope.js'
import { answeredWarnings, auditReasons } from '../clinical-facts.js'
import { conflict } from '../problem.js'
import { readFigures } from '../session-figures/queries.js'
import { today } from '../today.js'
import { readAttendance } from '../working-group/attendance.js'
import { lockSession } from '../working-group/queries.js'
import { workingGroupSessions } from '../working-group/table.js'
import { agreedHash, documentOf, refuseNamed } from './document.js'
import { logMinutes, textObstacles } from './drafts.js'
import { findMinutes, holdMinutes, type MinutesRow } from './queries.js'
import { searchOf } from './search.js'
import { minutes } from './table.js'

type Attendance = Pick<PublishedMinutes, 'institute' | 'families'>

/**
 * Publishes what another person agreed, for ever: text, attendance, figures, agreements and who presents next as one
 * document with its SHA-256. 409 `minutes-not-ready` with every obstacle and its place; 409 `changed-since-agreed` where
 * the document is not what was agreed; 409 `needs-confirmation` for sums and percentages that do not agree and have no
 * reason.
 */
export async function publishMinutes(
  scope: OpenScope,
  sessionId: string,
  id: string,
  read: number,
  { confirmedWarnings = [] }: MinutesPublication,
): Promise<MinutesRow> {
  const { db, userId } = scope
  const session = await lockSession(scope, sessionId)
  const row = await holdMinutes(scope, sessionId, id, read)
  const [attendance, figures] = [await readAttendance(scope, sessionId), await readFigures(scope, sessionId)]
  const errors = [
    ...whoObstacles(row, userId),
    ...attendanceObstacles(attendance),
    ...(await dayObstacles(scope, session)),
    ...(await textObstacles(scope, row)),
    ...figureProblems(row.text, figures)
      .filter(({ code }) => code !== 'figure-unknown') // among the obstacles of the text already
      .map(({ code, at, length }) => ({ pointer: '#/text', code, at, length })),
  ]
  if (errors.length > 0) throw conflict('minutes-not-ready', { errors })
  const publishedAt = new Date()
  const document = await documentOf(scope, row, publishedAt)
  if (row.agreedSha256 === null || !agreedHash(document).equals(row.agreedSha256))
    throw conflict('changed-since-agreed')
  await refuseNamed(scope, document, row.notAPerson)
  const warnings = figureWarnings(row.text, figures).map((warning) => ({ pointer: '#/text', ...warning }))
  const confirmed = answeredWarnings(warnings, confirmedWarnings)
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

/** Nothing is published before its day, nor with figures that were frozen as of another one. */
async function dayObstacles({ query }: OpenScope, { id, heldOn }: { id: string; heldOn: string }) {
  const [frozen] = await query<{ on: string }>(
    `select r.heading ->> 'on' as "on" from session_reports s join reports r on r.id = s.report_id
    where s.session_id = $1::uuid and s.source = 'counts' order by s.id desc limit 1`,
    [id],
  )
  return [
    ...(heldOn > today() ? [{ pointer: '#/heldOn', code: 'session-not-held' }] : []),
    ...(frozen !== undefined && frozen.on !== heldOn ? [{ pointer: '#/figures', code: 'figures-of-another-day' }] : []),
  ]
}
