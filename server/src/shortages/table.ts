import { sql } from 'drizzle-orm'
import {
  bigserial,
  check,
  date,
  index,
  integer,
  pgEnum,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { shortageStatuses } from 'shared/treatment'
import { instantColumn } from '../access/table.js'
import { organizations } from '../network/table.js'

export const shortageStatus = pgEnum('shortage_status', shortageStatuses)

/** A medication that one hospital lacks, with its clock. P2: no person in it. */
export const shortageCases = pgTable(
  'shortage_cases',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    medication: text().notNull(),
    status: shortageStatus().notNull().default('open'),
    openedAt: instantColumn().notNull().defaultNow(),
    openedOn: date({ mode: 'string' }).notNull(),
    openedBy: uuid(),
    /** The clock stops here. */
    closedAt: instantColumn(),
    closedOn: date({ mode: 'string' }),
    expectedOn: date({ mode: 'string' }),
    /** Post of who answers for it, never a person's name. */
    responsible: text(),
    /** Doses that waited for it. */
    doses: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex('shortage_cases_one_open').on(t.organizationId, t.medication).where(sql`closed_at is null`),
    index('shortage_cases_opened').on(t.openedOn, t.closedOn),
    index('shortage_cases_waiting').on(t.openedOn).where(sql`closed_on is null`),
    index('shortage_cases_closing').on(t.closedOn),
    check('shortage_cases_closed', sql`(${t.status} in ('solved', 'wrongly-reported')) = (${t.closedAt} is not null)`),
  ],
)

/** The history of a case, insert-only: how it stood on any day is read from here. */
export const shortageEvents = pgTable(
  'shortage_events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    caseId: uuid()
      .notNull()
      .references(() => shortageCases.id),
    organizationId: uuid().notNull(),
    kind: text().notNull(),
    postedOn: date({ mode: 'string' }).notNull(),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    status: shortageStatus(),
    expectedOn: date({ mode: 'string' }),
    responsible: text(),
    note: text(),
    /** 1 where a dose was found lacking, −1 where that record was a mistake, 0 for what speaks of no dose. */
    doses: smallint().notNull().default(0),
    /** The dose that opened, joined or left it: seen at the bedside only (column grants). */
    administrationId: uuid(),
  },
  (t) => [
    index('shortage_events_case').on(t.caseId, t.id),
    index('shortage_events_dose').on(t.administrationId).where(sql`administration_id is not null`),
    check(
      'shortage_events_kind',
      sql`${t.kind} in ('opened', 'joined', 'family-report', 'withdrawn', 'status', 'expected', 'responsible', 'note')`,
    ),
    check('shortage_events_doses', sql`${t.doses} in (-1, 0, 1)`),
  ],
)
