import { sql } from 'drizzle-orm'
import { check, index, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { identityMarkKinds } from 'shared/identity-marks'
import { bytes, instantColumn } from '../access/table.js'

export const identityMarkKind = pgEnum('identity_mark_kind', identityMarkKinds)

/**
 * Words that look like a registered person's and may stand all the same, because two people said so. The words are sealed
 * by the application (P3); what a text is compared with is their keyed hash.
 */
export const identityOverrides = pgTable(
  'identity_overrides',
  {
    id: uuid().primaryKey(),
    kind: identityMarkKind().notNull(),
    sealedText: bytes().notNull(),
    textHash: bytes().notNull(),
    reason: text().notNull(),
    requestedAt: instantColumn().notNull().defaultNow(),
    requestedBy: uuid().notNull(),
    approvedAt: instantColumn(),
    approvedBy: uuid(),
    refusedAt: instantColumn(),
    refusedBy: uuid(),
  },
  (t) => [
    index('identity_overrides_hash').on(t.textHash),
    check('identity_overrides_reason', sql`length(reason) >= 15`),
    check('identity_overrides_two_people', sql`approved_by is null or approved_by <> requested_by`),
  ],
)

/** Which registered names and numbers a person was shown, or came upon past the hour's limit, as keyed hashes. */
export const identityLooks = pgTable(
  'identity_looks',
  {
    userId: uuid().notNull(),
    textHash: bytes().notNull(),
    foundAt: instantColumn().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.textHash] }), index('identity_looks_hour').on(t.userId, t.foundAt)],
)
