import { sql } from 'drizzle-orm'
import { check, date, index, jsonb, numeric, pgEnum, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { ConfirmedWarning } from 'shared/confirmed-warnings'
import { performanceScales } from 'shared/treatment'
import { instantColumn } from '../access/table.js'
import { patients } from '../patients/table.js'

export const performanceScale = pgEnum('performance_scale', performanceScales)

/** FHIR Observation: weight (kg), height (cm), Lansky or Karnofsky (0 to 100 by tens). P3. */
export const bodyMeasurements = pgTable(
  'body_measurements',
  {
    id: uuid().primaryKey(),
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    managingOrganizationId: uuid().notNull(),
    effectiveOn: date({ mode: 'string' }).notNull(),
    weightKg: numeric({ precision: 6, scale: 3, mode: 'number' }),
    heightCm: numeric({ precision: 5, scale: 1, mode: 'number' }),
    performanceScale: performanceScale(),
    performanceScore: smallint(),
    /** Why an unusual measure was kept. */
    confirmedWarnings: jsonb().$type<ConfirmedWarning[]>().notNull().default([]),
    status: text().notNull().default('final'),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    enteredInErrorAt: instantColumn(),
    enteredInErrorBy: uuid(),
    enteredInErrorReason: text(),
  },
  (t) => [
    index('body_measurements_patient').on(t.patientId, t.effectiveOn),
    check('body_measurements_some', sql`num_nonnulls(${t.weightKg}, ${t.heightCm}, ${t.performanceScore}) > 0`),
    check(
      'body_measurements_performance',
      sql`${t.performanceScore} between 0 and 100 and ${t.performanceScore} % 10 = 0`,
    ),
    check('body_measurements_status', sql`${t.status} in ('final', 'entered-in-error')`),
  ],
)
