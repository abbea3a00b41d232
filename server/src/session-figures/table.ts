import { index, pgEnum, pgTable, uuid } from 'drizzle-orm/pg-core'
import { figureSources } from 'shared/session-figures'
import { instantColumn } from '../access/table.js'
import { reports } from '../reports/table.js'
import { workingGroupSessions } from '../working-group/table.js'

export const figureSource = pgEnum('figure_source', figureSources)

/** Which frozen report a session quotes for each source; frozen again adds rows, and the newest of a source counts. Insert-only. */
export const sessionReports = pgTable(
  'session_reports',
  {
    id: uuid().primaryKey(),
    sessionId: uuid()
      .notNull()
      .references(() => workingGroupSessions.id),
    source: figureSource().notNull(),
    reportId: uuid()
      .notNull()
      .references(() => reports.id),
    frozenAt: instantColumn().notNull().defaultNow(),
    frozenBy: uuid(),
  },
  (t) => [index('session_reports_session').on(t.sessionId, t.source, t.id)],
)
