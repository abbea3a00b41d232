import { CountReport, PublishedPainReport, PublishedSupplyReport, PublishedTreatmentReport } from 'shared/reports'
import {
  type FigureKey,
  type FigureSource,
  figureKeys,
  figureSources,
  type SessionFigure,
  type SessionFigures,
  sessionFigures,
} from 'shared/session-figures'
import type { OpenScope } from '../access/scope.js'
import { instantText } from '../shortages/state.js'

/** A report that a session quotes, in the form that families may see. */
export interface PublishedSource {
  source: FigureSource
  reportId: string
  /** The JSON of `reports.published`. */
  text: string
}

type Value = SessionFigure['value']

/** What each figure says, in the order of the keys; figures of a source without a report are left out. */
export function figuresOf(reports: readonly PublishedSource[]): SessionFigure[] {
  const said = new Map(reports.map((report) => [report.source, { ...report, values: valuesOf(report) }]))
  return figureKeys.flatMap((key) => {
    const found = said.get(sessionFigures[key].source)
    return found === undefined ? [] : [{ key, reportId: found.reportId, value: found.values[key] ?? null }]
  })
}

function valuesOf({ source, text }: PublishedSource): Partial<Record<FigureKey, Value>> {
  const report: unknown = JSON.parse(text)
  if (source === 'treatment') return PublishedTreatmentReport.parse(report).figures
  if (source === 'pain') return PublishedPainReport.parse(report).figures
  if (source === 'supply') return PublishedSupplyReport.parse(report).figures
  return countValues(CountReport.parse(report))
}

/** What left the roll is what the other three terms leave over: it is seen where they are. */
function countValues({ on, since, total, balance }: CountReport): Partial<Record<FigureKey, Value>> {
  const { patients, paediatric, adult, paediatricPercent, hospitals, umae, secondLevel } = total
  const { previous, added } = balance
  const closes = previous !== null && added !== null && patients !== null
  return {
    ...{ on, since, total: patients, previous, added, paediatric, adult, paediatricPercent },
    removed: closes ? previous + added - patients : null,
    adultPercent: paediatricPercent === null ? null : 100 - paediatricPercent,
    ...{ hospitals, umae, secondLevel },
  }
}

interface Row extends Record<string, unknown> {
  source: FigureSource
  reportId: string
  frozenAt: string
  text: string
  sha256: string
}

/**
 * The reports last frozen for a session and what each of its figures says, read from their frozen text; empty before.
 * Reports of the nation are not in reach of a hospital's coordinator: a function gives families' form of these alone.
 */
export async function readFigures({ query }: OpenScope, sessionId: string): Promise<SessionFigures> {
  const rows = await query<Row>(
    `select f.source, f.report_id as "reportId", ${instantText('f.frozen_at')} as "frozenAt", f.published as text,
      encode(f.published_sha256, 'hex') as sha256
    from girasol_session_figures($1::uuid) f order by f.source`,
    [sessionId],
  )
  const items = figuresOf(rows)
  const day = (key: FigureKey) => (items.find((item) => item.key === key)?.value ?? null) as string | null
  return {
    frozenAt: rows.find(({ source }) => source === 'counts')?.frozenAt ?? null,
    ...{ on: day('on'), since: day('since') },
    reports: figureSources.flatMap((source) =>
      rows.filter((row) => row.source === source).map(({ reportId, sha256 }) => ({ source, reportId, sha256 })),
    ),
    items,
  }
}
