import { sql } from 'drizzle-orm'
import { check, date, index, integer, jsonb, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { ConfirmedWarning } from 'shared/confirmed-warnings'
import { procedureKinds } from 'shared/treatment'
import { instantColumn } from '../access/table.js'
import { patients } from '../patients/table.js'

export const procedureKind = pgEnum('procedure_kind', procedureKinds)

/** FHIR Procedure: radiotherapy, surgery, transplant, transfusion, catheter, each with its few fields. P3. */
export const procedures = pgTable(
  'procedures',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    managingOrganizationId: uuid().notNull(),
    kind: procedureKind().notNull(),
    performedOn: date({ mode: 'string' }).notNull(),
    endedOn: date({ mode: 'string' }),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
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
    index('procedures_patient').on(t.patientId, t.performedOn),
    check('procedures_status', sql`${t.status} in ('final', 'entered-in-error')`),
  ],
)

/** What a procedure was before each addition to it: nothing is erased. */
export const procedureVersions = pgTable(
  'procedure_versions',
  {
    procedureId: uuid()
      .notNull()
      .references(() => procedures.id),
    version: integer().notNull(),
    managingOrganizationId: uuid().notNull(),
    replacedAt: instantColumn().notNull().defaultNow(),
    replacedBy: uuid(),
    before: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.procedureId, t.version] })],
)
