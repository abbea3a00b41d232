import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { reminderKinds, reminderOutcomes } from 'shared/pain'
import { instantColumn } from '../access/table.js'

export const reminderKind = pgEnum('reminder_kind', reminderKinds)
export const reminderOutcome = pgEnum('reminder_outcome', reminderOutcomes)

/** FHIR Task: what a ward has to do by a minute. Raised and closed in the transaction of the fact that does so. P3. */
export const reminders = pgTable(
  'reminders',
  {
    id: uuid().primaryKey(),
    managingOrganizationId: uuid().notNull(),
    patientId: uuid().notNull(),
    kind: reminderKind().notNull(),
    /** The dose, assessment, score or episode that asks for it. */
    sourceId: uuid().notNull(),
    raisedAt: instantColumn().notNull().defaultNow(),
    dueAt: instantColumn().notNull(),
    lateAt: instantColumn().notNull(),
    closedAt: instantColumn(),
    closedBy: uuid(),
    /** The fact that closed it. */
    closedById: uuid(),
    outcome: reminderOutcome(),
  },
  (t) => [
    index('reminders_due').on(t.managingOrganizationId, t.lateAt).where(sql`closed_at is null`),
    index('reminders_open').on(t.patientId, t.kind).where(sql`closed_at is null`),
    index('reminders_source').on(t.sourceId),
    index('reminders_closed_by').on(t.closedById).where(sql`closed_by_id is not null`),
    check('reminders_closed', sql`(${t.closedAt} is null) = (${t.outcome} is null) and ${t.lateAt} >= ${t.dueAt}`),
  ],
)

/** What a hospital has set otherwise than the catalogue: minutes by route, grace, hours of the early-warning score. P2. */
export const painSettings = pgTable('pain_settings', {
  organizationId: uuid().primaryKey(),
  version: integer().notNull().default(1),
  settings: jsonb().$type<Record<string, unknown>>().notNull(),
  recordedAt: instantColumn().notNull().defaultNow(),
  recordedBy: uuid(),
  note: text(),
})
