import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ConfirmedWarning } from 'shared/confirmed-warnings'
import { type BodySite, painActions, painCauses, painSeverities } from 'shared/pain'
import { instantColumn } from '../access/table.js'

export const painSeverity = pgEnum('pain_severity', painSeverities)
export const painCause = pgEnum('pain_cause', painCauses)
export const painAction = pgEnum('pain_action', painActions)

/** FHIR Observation: a pain by its scale. P3. No foreign key to the person: rows are made behind the patient's door. */
export const painAssessments = pgTable(
  'pain_assessments',
  {
    id: uuid().primaryKey(),
    patientId: uuid().notNull(),
    managingOrganizationId: uuid().notNull(),
    scale: text().notNull(),
    scaleVersion: text().notNull(),
    /** Score of each item by its id; null where the scale is chosen whole. */
    items: jsonb().$type<Record<string, number>>(),
    score: numeric({ precision: 5, scale: 1, mode: 'number' }).notNull(),
    scoreMax: numeric({ precision: 5, scale: 1, mode: 'number' }).notNull(),
    /** Null where the scale tells no strength (DN4). */
    severity: painSeverity(),
    effectiveAt: instantColumn().notNull(),
    cause: painCause(),
    sites: text().array().$type<BodySite[]>().notNull().default([]),
    atRest: boolean(),
    action: painAction(),
    followsAdministrationId: uuid(),
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
    index('pain_assessments_patient').on(t.patientId, t.effectiveAt),
    check(
      'pain_assessments_score',
      sql`${t.score} between 0 and ${t.scoreMax} or ${t.scale} in ('COMFORT-B', 'CHEOPS', 'BPS', 'N-PASS')`,
    ),
    check('pain_assessments_status', sql`${t.status} in ('final', 'entered-in-error')`),
  ],
)

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A hospital's own drawings for a scale that has rights reserved: one picture for each value. P0, shown to the hospital. */
export const painScalePictures = pgTable(
  'pain_scale_pictures',
  {
    organizationId: uuid().notNull(),
    scale: text().notNull(),
    value: integer().notNull(),
    mediaType: text().notNull(),
    content: bytea().notNull(),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.scale, t.value] }),
    check('pain_scale_pictures_size', sql`octet_length(${t.content}) between 1 and 200000`),
    check('pain_scale_pictures_type', sql`${t.mediaType} in ('image/png', 'image/jpeg', 'image/webp')`),
  ],
)
