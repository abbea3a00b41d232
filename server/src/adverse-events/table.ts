import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { instantColumn } from '../access/table.js'
import { patients } from '../patients/table.js'

/** FHIR AdverseEvent by CTCAE grade (1 to 5) with the day of the cycle it began on. P3. */
export const adverseEvents = pgTable(
  'adverse_events',
  {
    id: uuid().primaryKey(),
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    managingOrganizationId: uuid().notNull(),
    carePlanId: uuid(),
    term: text().notNull(),
    grade: smallint().notNull(),
    onsetOn: date({ mode: 'string' }).notNull(),
    resolvedOn: date({ mode: 'string' }),
    /** Phase from 0, cycle and day from 1, of the plan that was running. */
    phase: smallint(),
    cycle: smallint(),
    cycleDay: smallint(),
    suspectedMedication: text(),
    note: text(),
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
