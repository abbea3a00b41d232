import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { ConfirmedWarning } from 'shared/confirmed-warnings'
import { minutesStatuses } from 'shared/working-group'
import { bytes, instantColumn } from '../access/table.js'
import { workingGroupSessions } from '../working-group/table.js'

export const minutesStatus = pgEnum('minutes_status', minutesStatuses)

/**
 * The minutes of a session, version by version: 1, then errata beside it. P2 until published; then the row is read-only
 * (a trigger refuses every change) and `document` holds what was published, byte for byte.
 */
export const minutes = pgTable(
  'minutes',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    sessionId: uuid()
      .notNull()
      .references(() => workingGroupSessions.id),
    versionNumber: integer().notNull(),
    status: minutesStatus().notNull().default('draft'),
    text: text().notNull().default(''),
    /** Why an erratum was needed; null for the first. */
    erratumReason: text(),
    /** Everybody who wrote in it. */
    authors: uuid().array().notNull().default([]),
    /** Marks of kind `word` that a writer said are nobody's name. */
    notAPerson: text().array().notNull().default([]),
    /** Sums and percentages that do not agree, with the reason of whoever published them. */
    confirmedWarnings: jsonb().$type<ConfirmedWarning[]>().notNull().default([]),
    createdAt: instantColumn().notNull().defaultNow(),
    updatedAt: instantColumn().notNull().defaultNow(),
    updatedBy: uuid(),
    agreedAt: instantColumn(),
    agreedBy: uuid(),
    /** SHA-256 of the document that was agreed, as publication makes it; null before. */
    agreedSha256: bytes(),
    publishedAt: instantColumn(),
    publishedBy: uuid(),
    folio: text(),
    /** JSON of shared/published-minutes, and its SHA-256. */
    document: text(),
    sha256: bytes(),
    /** Folded words of the published document, for search. */
    search: text(),
  },
  (t) => [
    uniqueIndex('minutes_version').on(t.sessionId, t.versionNumber),
    uniqueIndex('minutes_one_open').on(t.sessionId).where(sql`status <> 'published'`),
    uniqueIndex('minutes_folio').on(t.folio),
    check(
      'minutes_published',
      sql`(status = 'published') = (published_at is not null and published_by is not null and folio is not null and document is not null and sha256 is not null)`,
    ),
    check('minutes_two_people', sql`published_by is null or (agreed_by is not null and published_by <> agreed_by)`),
  ],
)

/** Texts that minutes had before, so that nothing written is lost. Insert-only. P2. */
export const minutesRevisions = pgTable(
  'minutes_revisions',
  {
    id: uuid().primaryKey(),
    minutesId: uuid()
      .notNull()
      .references(() => minutes.id),
    version: integer().notNull(),
    text: text().notNull(),
    writtenBy: uuid().notNull(),
    writtenAt: instantColumn().notNull(),
  },
  (t) => [index('minutes_revisions_of').on(t.minutesId, t.version)],
)
