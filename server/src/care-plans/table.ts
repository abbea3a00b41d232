import { sql } from 'drizzle-orm'
import {
  check,
  date,
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
import { bsaFormulas, carePlanStatuses, intents } from 'shared/treatment'
import { instantColumn } from '../access/table.js'
import { patients } from '../patients/table.js'
import { protocolVersions } from '../protocols/table.js'

export const carePlanStatus = pgEnum('care_plan_status', carePlanStatuses)
export const treatmentIntent = pgEnum('treatment_intent', intents)
export const bsaFormula = pgEnum('bsa_formula', bsaFormulas)

/** FHIR CarePlan: a protocol version begun for one person. P3. */
export const carePlans = pgTable(
  'care_plans',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    managingOrganizationId: uuid().notNull(),
    protocolVersionId: uuid()
      .notNull()
      .references(() => protocolVersions.id),
    conditionId: uuid(),
    status: carePlanStatus().notNull().default('active'),
    intent: treatmentIntent().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    /** The measures that its next doses are reckoned from: kg, cm, m2. */
    weightKg: numeric({ precision: 6, scale: 3, mode: 'number' }).notNull(),
    heightCm: numeric({ precision: 5, scale: 1, mode: 'number' }).notNull(),
    bsaFormula: bsaFormula().notNull(),
    bsaM2: numeric({ precision: 6, scale: 4, mode: 'number' }).notNull(),
    /** mL/min, for doses by AUC. */
    glomerularFiltration: numeric({ precision: 6, scale: 2, mode: 'number' }),
    /** Treating service, as it stands on labels. */
    service: text(),
    /** Of the high-cost medicines of the plan. */
    authorisationFolio: text(),
    statusReason: text(),
    /** Warnings that were answered when it was begun or changed, the latest last. */
    confirmedWarnings: jsonb().$type<{ code: string; reason: string; by: string; at: string }[]>(),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    endedOn: date({ mode: 'string' }),
  },
  (t) => [
    index('care_plans_patient').on(t.patientId),
    index('care_plans_active').on(t.managingOrganizationId).where(sql`status = 'active'`),
    index('care_plans_protocol').on(t.protocolVersionId),
    check('care_plans_weight', sql`${t.weightKg} between 0.4 and 300`),
    check('care_plans_height', sql`${t.heightCm} between 30 and 230`),
  ],
)

/** What a plan was before each change: a new weight, a pause, an end. */
export const carePlanVersions = pgTable(
  'care_plan_versions',
  {
    carePlanId: uuid()
      .notNull()
      .references(() => carePlans.id),
    version: integer().notNull(),
    managingOrganizationId: uuid().notNull(),
    replacedAt: instantColumn().notNull().defaultNow(),
    replacedBy: uuid(),
    reason: text(),
    before: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.carePlanId, t.version] })],
)

/** What a person received before or elsewhere, for lifetime doses: mg/m2 of the substance itself. */
export const priorExposures = pgTable(
  'prior_exposures',
  {
    id: uuid().primaryKey(),
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    managingOrganizationId: uuid().notNull(),
    medication: text().notNull(),
    amountPerM2: numeric({ precision: 12, scale: 4, mode: 'number' }).notNull(),
    note: text(),
    status: text().notNull().default('final'),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    enteredInErrorAt: instantColumn(),
    enteredInErrorBy: uuid(),
    enteredInErrorReason: text(),
  },
  (t) => [
    index('prior_exposures_patient').on(t.patientId),
    check('prior_exposures_status', sql`${t.status} in ('final', 'entered-in-error')`),
  ],
)
