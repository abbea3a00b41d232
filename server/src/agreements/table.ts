import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { agreementStatuses } from 'shared/working-group'
import { instantColumn } from '../access/table.js'
import { ooads, organizations } from '../network/table.js'
import { posts, workingGroupSessions } from '../working-group/table.js'

export const agreementStatus = pgEnum('agreement_status', agreementStatuses)

/** What a session agreed: text, who answers, until when, and how it stands. No person is in it. P2 until its session is published. */
export const agreements = pgTable(
  'agreements',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    sessionId: uuid()
      .notNull()
      .references(() => workingGroupSessions.id),
    /** Printed behind the session's number: 149-1. */
    number: integer().notNull(),
    text: text().notNull(),
    /** The post that answers. */
    postId: uuid()
      .notNull()
      .references(() => posts.id),
    ooadCode: text().references(() => ooads.code),
    organizationId: uuid().references(() => organizations.id),
    dueOn: date({ mode: 'string' }).notNull(),
    status: agreementStatus().notNull().default('open'),
    keptOn: date({ mode: 'string' }),
    /** "Caso 2": made for its session, and means nothing outside it. */
    caseAlias: text(),
    /** Folded words, for search. */
    search: text().notNull(),
    createdAt: instantColumn().notNull().defaultNow(),
    createdBy: uuid(),
  },
  (t) => [
    uniqueIndex('agreements_number').on(t.sessionId, t.number),
    uniqueIndex('agreements_alias').on(t.sessionId, t.caseAlias).where(sql`case_alias is not null`),
    index('agreements_due').on(t.dueOn).where(sql`status in ('open', 'in-progress')`),
    check('agreements_kept', sql`(status = 'kept') = (kept_on is not null)`),
    check('agreements_case_hospital', sql`case_alias is null or organization_id is not null`),
  ],
)

/** How an agreement goes: insert-only, with its evidence. P2 until its session is published. */
export const agreementProgress = pgTable(
  'agreement_progress',
  {
    id: uuid().primaryKey(),
    agreementId: uuid()
      .notNull()
      .references(() => agreements.id),
    text: text().notNull(),
    /** The state it came to with this; null: none. */
    status: agreementStatus(),
    /** The day it was moved to, and the one it was due before; null: not moved. */
    dueOn: date({ mode: 'string' }),
    formerDueOn: date({ mode: 'string' }),
    /** Evidence: an `https:` address, a frozen report, or a shortage case. */
    evidenceUrl: text(),
    reportId: uuid(),
    shortageId: uuid(),
    postedOn: date({ mode: 'string' }).notNull(),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
  },
  (t) => [
    index('agreement_progress_of').on(t.agreementId, t.id),
    check('agreement_progress_moved', sql`(due_on is null) = (former_due_on is null)`),
    check('agreement_progress_one_evidence', sql`num_nonnulls(evidence_url, report_id, shortage_id) <= 1`),
  ],
)

/** Which person an alias means: P3, seen by the hospital that treats them and by nobody else. */
export const agreementCases = pgTable('agreement_cases', {
  agreementId: uuid()
    .primaryKey()
    .references(() => agreements.id),
  organizationId: uuid().notNull(),
  patientId: uuid().notNull(),
  linkedAt: instantColumn().notNull().defaultNow(),
  linkedBy: uuid(),
})
