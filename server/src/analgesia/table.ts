import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import type { DoseDerivation, OpioidStatus } from 'shared/analgesia'
import type { ConfirmedWarning } from 'shared/confirmed-warnings'
import {
  analgesicEffects,
  analgesicOrderStatuses,
  analgesicPlanStatuses,
  analgesicRoles,
  analgesicRoutes,
  analgesicUnits,
  controlledFractions,
  type NonDrugMeasure,
} from 'shared/pain'
import { instantColumn } from '../access/table.js'

export const analgesicPlanStatus = pgEnum('analgesic_plan_status', analgesicPlanStatuses)
export const analgesicOrderStatus = pgEnum('analgesic_order_status', analgesicOrderStatuses)
export const analgesicRole = pgEnum('analgesic_role', analgesicRoles)
export const analgesicRoute = pgEnum('analgesic_route', analgesicRoutes)
export const analgesicUnit = pgEnum('analgesic_unit', analgesicUnits)
export const controlledFraction = pgEnum('controlled_fraction', controlledFractions)
export const analgesicEffect = pgEnum('analgesic_effect', analgesicEffects)

const dose = () => numeric({ precision: 12, scale: 4, mode: 'number' })
const mistakes = () => ({
  enteredInErrorAt: instantColumn(),
  enteredInErrorBy: uuid(),
  enteredInErrorReason: text(),
})

/** FHIR CarePlan of a person's pain: the step of the protocol, what is given besides drugs, the target. P3. */
export const analgesicPlans = pgTable(
  'analgesic_plans',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    patientId: uuid().notNull(),
    managingOrganizationId: uuid().notNull(),
    status: analgesicPlanStatus().notNull().default('active'),
    /** `children` has two steps, `adults` three (pain-protocol.json). */
    protocol: text().notNull(),
    protocolVersion: text().notNull(),
    step: smallint().notNull(),
    startedAt: instantColumn().notNull(),
    reviewOn: date({ mode: 'string' }),
    /** Pain to reach, 0 to 10. */
    targetScore: smallint().notNull(),
    weightKg: numeric({ precision: 6, scale: 3, mode: 'number' }),
    nonDrugMeasures: text().array().$type<NonDrugMeasure[]>().notNull().default([]),
    /** Why an opioid by the clock has no laxative beside it. */
    noBowelProphylaxisReason: text(),
    confirmedWarnings: jsonb().$type<ConfirmedWarning[]>().notNull().default([]),
    note: text(),
    endedAt: instantColumn(),
    endReason: text(),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    ...mistakes(),
  },
  (t) => [
    index('analgesic_plans_patient').on(t.patientId, t.startedAt),
    check('analgesic_plans_protocol', sql`${t.protocol} in ('children', 'adults') and ${t.step} between 1 and 3`),
    check('analgesic_plans_target', sql`${t.targetScore} between 0 and 10`),
  ],
)

/** What a plan was before each change. */
export const analgesicPlanVersions = pgTable(
  'analgesic_plan_versions',
  {
    planId: uuid().notNull(),
    version: integer().notNull(),
    managingOrganizationId: uuid().notNull(),
    replacedAt: instantColumn().notNull().defaultNow(),
    replacedBy: uuid(),
    before: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.planId, t.version] })],
)

/** FHIR MedicationRequest: one drug of an analgesic plan. An order is stopped and a new one made, never changed. P3. */
export const analgesicOrders = pgTable(
  'analgesic_orders',
  {
    id: uuid().primaryKey(),
    planId: uuid()
      .notNull()
      .references(() => analgesicPlans.id),
    patientId: uuid().notNull(),
    managingOrganizationId: uuid().notNull(),
    role: analgesicRole().notNull(),
    drug: text().notNull(),
    route: analgesicRoute().notNull(),
    prolongedRelease: boolean().notNull().default(false),
    dose: dose().notNull(),
    unit: analgesicUnit().notNull(),
    /** Former opioids by which it was judged: a statement of whoever wrote it, or reckoned from the doses of a week. */
    opioidStatus: text().$type<OpioidStatus>(),
    /** How the dose was reckoned from the weight. */
    derivation: jsonb().$type<DoseDerivation>(),
    /** By the clock; null for a continuous infusion or only when needed. */
    intervalHours: numeric({ precision: 5, scale: 2, mode: 'number' }),
    /** Most doses in 24 hours, of a rescue. */
    maxDosesPerDay: smallint(),
    controlledFraction: controlledFraction(),
    prescriptionFolio: text(),
    expiresOn: date({ mode: 'string' }),
    confirmedWarnings: jsonb().$type<ConfirmedWarning[]>().notNull().default([]),
    status: analgesicOrderStatus().notNull().default('active'),
    stoppedAt: instantColumn(),
    stoppedBy: uuid(),
    stopReason: text(),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
  },
  (t) => [
    index('analgesic_orders_plan').on(t.planId),
    check('analgesic_orders_dose', sql`${t.dose} > 0`),
    check(
      'analgesic_orders_controlled',
      sql`${t.controlledFraction} is null or (${t.prescriptionFolio} is not null and ${t.expiresOn} is not null)`,
    ),
  ],
)

/** FHIR MedicationAdministration of an analgesic; starts the clock of the reassessment. P3. */
export const analgesicAdministrations = pgTable(
  'analgesic_administrations',
  {
    id: uuid().primaryKey(),
    patientId: uuid().notNull(),
    managingOrganizationId: uuid().notNull(),
    orderId: uuid(),
    role: analgesicRole().notNull(),
    drug: text().notNull(),
    route: analgesicRoute().notNull(),
    prolongedRelease: boolean().notNull().default(false),
    dose: dose().notNull(),
    unit: analgesicUnit().notNull(),
    /** Former opioids by which it was judged: a statement of whoever wrote it, or reckoned from the doses of a week. */
    opioidStatus: text().$type<OpioidStatus>(),
    givenAt: instantColumn().notNull(),
    performerId: uuid(),
    /** The pain that it answers. */
    answersAssessmentId: uuid(),
    /** Null where nothing is to be looked at again (a laxative). */
    reassessDueAt: instantColumn(),
    confirmedWarnings: jsonb().$type<ConfirmedWarning[]>().notNull().default([]),
    note: text(),
    status: text().notNull().default('final'),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    ...mistakes(),
  },
  (t) => [
    index('analgesic_administrations_patient').on(t.patientId, t.givenAt),
    check('analgesic_administrations_dose', sql`${t.dose} > 0`),
    check('analgesic_administrations_status', sql`${t.status} in ('final', 'entered-in-error')`),
  ],
)

/** FHIR Observation: sedation by its scale, breathing and oxygen, after an opioid or by themselves. P3. */
export const sedationChecks = pgTable(
  'sedation_checks',
  {
    id: uuid().primaryKey(),
    patientId: uuid().notNull(),
    managingOrganizationId: uuid().notNull(),
    scale: text().notNull(),
    /** As the scale writes it: POSS has an S among its numbers. */
    value: text().notNull(),
    /** Breaths a minute. */
    respiratoryRate: smallint(),
    /** Percent. */
    oxygenSaturation: smallint(),
    effectiveAt: instantColumn().notNull(),
    followsAdministrationId: uuid(),
    /** Codes of what asks for help: too sedated, breathing too slow, oxygen too low. */
    alerts: text().array().notNull().default([]),
    note: text(),
    confirmedWarnings: jsonb().$type<ConfirmedWarning[]>().notNull().default([]),
    status: text().notNull().default('final'),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    ...mistakes(),
  },
  (t) => [
    index('sedation_checks_patient').on(t.patientId, t.effectiveAt),
    check(
      'sedation_checks_values',
      sql`${t.respiratoryRate} between 0 and 120 and ${t.oxygenSaturation} between 0 and 100`,
    ),
    check('sedation_checks_status', sql`${t.status} in ('final', 'entered-in-error')`),
  ],
)

/** An unwanted effect of an analgesic. P3. */
export const analgesicAdverseEffects = pgTable(
  'analgesic_adverse_effects',
  {
    id: uuid().primaryKey(),
    patientId: uuid().notNull(),
    managingOrganizationId: uuid().notNull(),
    effect: analgesicEffect().notNull(),
    effectiveAt: instantColumn().notNull(),
    administrationId: uuid(),
    note: text(),
    confirmedWarnings: jsonb().$type<ConfirmedWarning[]>().notNull().default([]),
    status: text().notNull().default('final'),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
    ...mistakes(),
  },
  (t) => [
    index('analgesic_adverse_effects_patient').on(t.patientId, t.effectiveAt),
    check('analgesic_adverse_effects_status', sql`${t.status} in ('final', 'entered-in-error')`),
  ],
)
