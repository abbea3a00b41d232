import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bulletinStatuses } from 'shared/working-group'
import { bytes, instantColumn } from '../access/table.js'
import { workingGroupSessions } from '../working-group/table.js'

export const bulletinStatus = pgEnum('bulletin_status', bulletinStatuses)

export interface BulletinPhoto {
  /** `https:`; the picture itself is kept elsewhere. */
  url: string
  caption: string
  /** Everybody in it agreed in writing, until this day. */
  consent: boolean
  consentExpiresOn: string | null
}

/** The press text of a session: number and year, two languages, approved by a second person and then read-only. P2 until approved. */
export const bulletins = pgTable(
  'bulletins',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    sessionId: uuid()
      .notNull()
      .references(() => workingGroupSessions.id),
    year: integer().notNull(),
    number: integer().notNull(),
    status: bulletinStatus().notNull().default('draft'),
    titleEs: text().notNull(),
    titleEn: text().notNull(),
    /** Markdown with figure references, as minutes. */
    textEs: text().notNull(),
    textEn: text().notNull(),
    photos: jsonb().$type<BulletinPhoto[]>().notNull().default([]),
    notAPerson: text().array().notNull().default([]),
    authors: uuid().array().notNull().default([]),
    createdAt: instantColumn().notNull().defaultNow(),
    updatedAt: instantColumn().notNull().defaultNow(),
    updatedBy: uuid(),
    approvedAt: instantColumn(),
    approvedBy: uuid(),
    /** JSON of what was approved, byte for byte, and its SHA-256. */
    document: text(),
    sha256: bytes(),
  },
  (t) => [
    uniqueIndex('bulletins_number').on(t.year, t.number),
    check(
      'bulletins_approved',
      sql`(status = 'approved') = (approved_at is not null and approved_by is not null and document is not null and sha256 is not null)`,
    ),
  ],
)
