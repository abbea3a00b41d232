import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instantColumn } from '../access/table.js'
import { organizations } from '../network/table.js'
import { shortageCases } from '../shortages/table.js'

/** A family's word that a hospital lacks a medicine. With a name or without; without one, no account stands beside it. */
export const shortageReports = pgTable(
  'shortage_reports',
  {
    id: uuid().primaryKey(),
    folio: text().notNull(),
    /** Of the word that follows it. */
    wordHash: bytes().notNull(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    medication: text().notNull(),
    /** The day the family was told. */
    lackedOn: date({ mode: 'string' }).notNull(),
    note: text(),
    /** First name and how to be called back, sealed by the application (P4): read by whoever answers the case. */
    sealedContact: bytes(),
    /** Null where the family wished to stay unnamed. */
    reportedBy: uuid(),
    reportedOn: date({ mode: 'string' }).notNull(),
    reportedAt: instantColumn().notNull().defaultNow(),
    /** The shortage case it joined. */
    caseId: uuid().references(() => shortageCases.id),
    /** Keyed hashes of what was sent, so that the same sent again is answered the same; no account is in them. */
    onceHash: bytes(),
    requestHash: bytes(),
  },
  (t) => [
    uniqueIndex('shortage_reports_once').on(t.onceHash),
    uniqueIndex('shortage_reports_folio').on(t.folio),
    index('shortage_reports_case').on(t.caseId),
    check('shortage_reports_unnamed', sql`sealed_contact is null or reported_by is not null`),
  ],
)

/** Each time a folio and a word did not go together: at most ten an hour for one account. */
export const followFailures = pgTable(
  'follow_failures',
  {
    id: uuid().primaryKey(),
    userId: uuid().notNull(),
    failedAt: instantColumn().notNull().defaultNow(),
  },
  (t) => [index('follow_failures_user').on(t.userId, t.failedAt)],
)
