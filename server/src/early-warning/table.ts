import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ConfirmedWarning } from 'shared/confirmed-warnings'
import { warningBands } from 'shared/pain'
import { instantColumn } from '../access/table.js'

export const warningBand = pgEnum('warning_band', warningBands)

/** EVAT, the early-warning score of paediatric oncology wards in Latin America: three systems 0 to 3, two worries 0 or 1. P3. */
export const earlyWarningScores = pgTable(
  'early_warning_scores',
  {
    id: uuid().primaryKey(),
    patientId: uuid().notNull(),
    managingOrganizationId: uuid().notNull(),
    neurological: smallint().notNull(),
    cardiovascular: smallint().notNull(),
    respiratory: smallint().notNull(),
    staffConcern: boolean().notNull(),
    familyConcern: boolean().notNull(),
    total: smallint().notNull(),
    band: warningBand().notNull(),
    effectiveAt: instantColumn().notNull(),
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
    index('early_warning_scores_patient').on(t.patientId, t.effectiveAt),
    check(
      'early_warning_scores_total',
      sql`${t.neurological} between 0 and 3 and ${t.cardiovascular} between 0 and 3 and ${t.respiratory} between 0 and 3 and ${t.total} = ${t.neurological} + ${t.cardiovascular} + ${t.respiratory} + ${t.staffConcern}::int + ${t.familyConcern}::int`,
    ),
    check('early_warning_scores_status', sql`${t.status} in ('final', 'entered-in-error')`),
  ],
)

/** Fever with neutropenia suspected: from the door to the antibiotic ("Hora Dorada"). P3. */
export const febrileEpisodes = pgTable(
  'febrile_episodes',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    patientId: uuid().notNull(),
    managingOrganizationId: uuid().notNull(),
    /** At the door, or when a person already inside began with fever. */
    arrivedAt: instantColumn().notNull(),
    /** °C. */
    temperature: numeric({ precision: 3, scale: 1, mode: 'number' }).notNull(),
    /** 10^9/L; null while not known: nobody waits for it. */
    neutrophils: numeric({ precision: 6, scale: 2, mode: 'number' }),
    antibiotic: text(),
    antibioticAt: instantColumn(),
    /** Why no antibiotic was given. */
    noAntibioticReason: text(),
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
    index('febrile_episodes_patient').on(t.patientId, t.arrivedAt),
    index('febrile_episodes_arrived').on(t.managingOrganizationId, t.arrivedAt),
    check('febrile_episodes_antibiotic', sql`(${t.antibioticAt} is null) = (${t.antibiotic} is null)`),
    check('febrile_episodes_status', sql`${t.status} in ('final', 'entered-in-error')`),
  ],
)
