import { sql } from 'drizzle-orm'
import { check, index, integer, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { agendaPointStatuses } from 'shared/working-group'
import { instantColumn } from '../access/table.js'
import { workingGroupSessions } from '../working-group/table.js'

export const agendaPointStatus = pgEnum('agenda_point_status', agendaPointStatuses)

/** What a representative wants spoken of, and its fate. No person is in it. P1: every representative reads them. */
export const agendaPoints = pgTable(
  'agenda_points',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    text: text().notNull(),
    status: agendaPointStatus().notNull().default('received'),
    /** The session whose agenda holds it. */
    sessionId: uuid().references(() => workingGroupSessions.id),
    /** What was answered, or why it was declined. */
    answer: text(),
    search: text().notNull(),
    raisedAt: instantColumn().notNull().defaultNow(),
    raisedBy: uuid().notNull(),
    decidedAt: instantColumn(),
    decidedBy: uuid(),
  },
  (t) => [
    index('agenda_points_status').on(t.status, t.id),
    index('agenda_points_session').on(t.sessionId),
    check('agenda_points_scheduled', sql`status <> 'scheduled' or session_id is not null`),
    check('agenda_points_told', sql`status not in ('answered', 'declined') or answer is not null`),
  ],
)
