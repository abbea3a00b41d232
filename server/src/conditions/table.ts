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
import type { ConditionCheck } from 'shared/conditions'
import { basesOfDiagnosis, lateralities, riskGroups } from 'shared/oncology-codes'
import { instantColumn } from '../access/table.js'
import { patients } from '../patients/table.js'

export const basisOfDiagnosis = pgEnum('basis_of_diagnosis', basesOfDiagnosis)
export const laterality = pgEnum('laterality', lateralities)
export const riskGroup = pgEnum('risk_group', riskGroups)

/** mCODE PrimaryCancerCondition. P3. A mistake becomes entered-in-error beside its correction. */
export const conditions = pgTable(
  'conditions',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    managingOrganizationId: uuid().notNull(),
    status: text().notNull().default('active'),
    icd10: text(),
    topography: text(),
    morphology: text(),
    basisOfDiagnosis: basisOfDiagnosis().notNull(),
    onsetDate: date({ mode: 'string' }),
    suspectedOn: date({ mode: 'string' }),
    referredOn: date({ mode: 'string' }),
    recordedDate: date({ mode: 'string' }).notNull(),
    laterality: laterality(),
    stageSystem: text(),
    stageTier: smallint(),
    stageValue: text(),
    riskGroup: riskGroup(),
    /** The version stands beside the result: the three answer differently. */
    iccc3Version: text(),
    iccc3Group: text(),
    iccc3Subgroup: text(),
    iccc3Division: text(),
    checks: jsonb().$type<ConditionCheck[]>().notNull(),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    importId: uuid(),
    enteredInErrorAt: instantColumn(),
    enteredInErrorBy: uuid(),
    enteredInErrorReason: text(),
  },
  (t) => [
    index('conditions_patient').on(t.patientId),
    check('conditions_status', sql`${t.status} in ('active', 'entered-in-error')`),
    check('conditions_named', sql`num_nonnulls(${t.icd10}, ${t.topography}, ${t.morphology}) > 0`),
  ],
)

/** Who passed a check, when and why. */
export const conditionOverrides = pgTable(
  'condition_overrides',
  {
    conditionId: uuid()
      .notNull()
      .references(() => conditions.id),
    managingOrganizationId: uuid().notNull(),
    rule: text().notNull(),
    verdict: text().notNull(),
    reason: text().notNull(),
    overriddenBy: uuid(),
    overriddenAt: instantColumn().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.conditionId, t.rule] })],
)
