import { asc, desc, eq } from 'drizzle-orm'
import type { FigureKey, SessionFigure, SessionFigures } from 'shared/session-figures'
import type { OpenScope } from '../access/scope.js'
import { reports } from '../reports/table.js'
import { sessionReports } from './table.js'

interface PublishedCounts {
  on: string
  since: string
  total: Partial<Record<string, number | null>>
  balance: { previous: number | null; added: number | null; removed: Record<string, number | null> }
}

/** The figures of a session as families may see them, from the newest report frozen for each source. */
export async function readFigures({ db }: OpenScope, sessionId: string): Promise<SessionFigures> {
  const rows = await db
    .selectDistinctOn([sessionReports.source], {
      source: sessionReports.source,
      frozenAt: sessionReports.frozenAt,
      reportId: reports.id,
      published: reports.published,
      sha256: reports.publishedSha256,
    })
    .from(sessionReports)
    .innerJoin(reports, eq(reports.id, sessionReports.reportId))
    .where(eq(sessionReports.sessionId, sessionId))
    .orderBy(asc(sessionReports.source), desc(sessionReports.id))
  const counts = rows.find(({ source }) => source === 'counts')
  const answer: PublishedCounts | null = JSON.parse(counts?.published ?? 'null')
  return {
    frozenAt: counts?.frozenAt.toISOString() ?? null,
    on: answer?.on ?? null,
    since: answer?.since ?? null,
    reports: rows.map(({ source, reportId, sha256 }) => ({ source, reportId, sha256: sha256?.toString('hex') ?? '' })),
    items: counts === undefined || answer === null ? [] : itemsOf(counts.reportId, answer),
  }
}

function itemsOf(reportId: string, { on, since, total, balance }: PublishedCounts): SessionFigure[] {
  const share = (part?: number | null) =>
    part == null || !total['patients'] ? null : Math.round((100 * part) / total['patients'])
  const removed = Object.values(balance.removed)
  const values: Partial<Record<FigureKey, number | string | null>> = {
    ...{ on, since, previous: balance.previous, added: balance.added, total: total['patients'] ?? null },
    removed: removed.includes(null) ? null : removed.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    ...{ paediatric: total['paediatric'] ?? null, adult: total['adult'] ?? null },
    ...{ paediatricPercent: share(total['paediatric']), adultPercent: share(total['adult']) },
    ...{
      hospitals: total['hospitals'] ?? null,
      umae: total['umae'] ?? null,
      secondLevel: total['secondLevel'] ?? null,
    },
  }
  return Object.entries(values).map(([key, value]) => ({ key: key as FigureKey, reportId, value: value ?? null }))
}
