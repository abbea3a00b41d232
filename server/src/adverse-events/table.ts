import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { actionsTaken, adverseEventOutcomes, relations } from 'shared/adverse-events'
import type { ConfirmedWarning } from 'shared/confirmed-warnings'
import { instantColumn } from '../access/table.js'
import { patients } from '../patients/table.js'

export const adverseEventRelation = pgEnum('adverse_event_relation', relations)
export const adverseEventAction = pgEnum('adverse_event_action', actionsTaken)
export const adverseEventOutcome = pgEnum('adverse_event_outcome', adverseEventOutcomes)

/** FHIR AdverseEvent by CTCAE grade (1 to 5) with the day of the cycle it began on. P3. */
export const adverseEvents = pgTable(
  'adverse_events',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    managingOrganizationId: uuid().notNull(),
    carePlanId: uuid(),
    term: text().notNull(),
    grade: smallint().notNull(),
    onsetOn: date({ mode: 'string' }).notNull(),
    resolvedOn: date({ mode: 'string' }),
    relation: adverseEventRelation(),
    actionTaken: adverseEventAction(),
    outcome: adverseEventOutcome().notNull().default('unknown'),
    /** Phase from 0, cycle and day from 1, of the plan that was running. */
    phase: smallint(),
    cycle: smallint(),
    cycleDay: smallint(),
    suspectedMedication: text(),
    note: text(),
    confirmedWarnings: jsonb().$type<ConfirmedWarning[]>().notNull().default([]),
    status: text().notNull().default('final'),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    enteredInErrorAt: instantColumn(),
    enteredInErrorBy: uuid(),
    enteredInErrorReason: text(),
  },
  (t) => [
    index('adverse_events_patient').on(t.patientId, t.onsetOn),
    check('adverse_events_grade', sql`${t.grade} between 1 and 5`),
    check('adverse_events_status', sql`${t.status} in ('final', 'entered-in-error')`),
  ],
)

/** What an adverse event was before each addition to it: nothing is erased. */
export const adverseEventVersions = pgTable(
  'adverse_event_versions',
  {
    adverseEventId: uuid()
      .notNull()
      .references(() => adverseEvents.id),
    version: integer().notNull(),
    managingOrganizationId: uuid().notNull(),
    replacedAt: instantColumn().notNull().defaultNow(),
    replacedBy: uuid(),
    before: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.adverseEventId, t.version] })],
)
