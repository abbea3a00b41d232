import { sql } from 'drizzle-orm'
import { check, date, index, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { procedureKinds } from 'shared/treatment'
import { instantColumn } from '../access/table.js'
import { patients } from '../patients/table.js'

export const procedureKind = pgEnum('procedure_kind', procedureKinds)

/** FHIR Procedure: radiotherapy, surgery, transplant, transfusion, catheter, each with its few fields. P3. */
export const procedures = pgTable(
  'procedures',
  {
    id: uuid().primaryKey(),
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    managingOrganizationId: uuid().notNull(),
    kind: procedureKind().notNull(),
    performedOn: date({ mode: 'string' }).notNull(),
    endedOn: date({ mode: 'string' }),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    note: text(),
    status: text().notNull().default('final'),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    enteredInErrorAt: instantColumn(),
    enteredInErrorBy: uuid(),
    enteredInErrorReason: text(),
  },
  (t) => [
    index('procedures_patient').on(t.patientId, t.performedOn),
    check('procedures_status', sql`${t.status} in ('final', 'entered-in-error')`),
  ],
)
