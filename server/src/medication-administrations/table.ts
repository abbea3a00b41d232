import { sql } from 'drizzle-orm'
import {
  bigserial,
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
import type { MedicationAdministration } from 'shared/medication-administrations'
import { doseUnits, purposes, routes } from 'shared/medications'
import { administrationStatuses, doseOutcomes, statusReasons } from 'shared/treatment'
import { instantColumn } from '../access/table.js'

export const doseUnit = pgEnum('dose_unit', doseUnits)
export const medicationRoute = pgEnum('medication_route', routes)
export const dosePurpose = pgEnum('dose_purpose', purposes)
export const administrationStatus = pgEnum('administration_status', administrationStatuses)
export const statusReason = pgEnum('status_reason', statusReasons)
export const doseOutcome = pgEnum('dose_outcome', doseOutcomes)

const dose = () => numeric({ precision: 14, scale: 4, mode: 'number' })

/**
 * FHIR MedicationAdministration, from the plan to what was given. P3. No foreign keys to the person and the plan: a
 * child's rows are made in one act behind the doors, and a day of a hospital is read a thousand times for each.
 */
export const medicationAdministrations = pgTable(
  'medication_administrations',
  {
    id: uuid().primaryKey(),
    version: integer().notNull().default(1),
    patientId: uuid().notNull(),
    managingOrganizationId: uuid().notNull(),
    carePlanId: uuid(),
    /** Place in the protocol: phase from 0, cycle and day from 1, line of the day from 0. */
    phase: smallint(),
    cycle: smallint(),
    day: smallint(),
    line: smallint(),
    medication: text().notNull(),
    purpose: dosePurpose().notNull(),
    route: medicationRoute().notNull(),
    diluent: text(),
    diluentMl: numeric({ precision: 8, scale: 2, mode: 'number' }),
    infusionMinutes: integer(),
    plannedOn: date({ mode: 'string' }).notNull(),
    /** Minutes after the first medication of the day. */
    offsetMinutes: integer(),
    plannedDose: dose(),
    unit: doseUnit().notNull(),
    /** Formula with its name, inputs, cap and rounding, as `shared/dosing` gives them. */
    derivation: jsonb().$type<Record<string, unknown>>(),
    bsaM2: numeric({ precision: 6, scale: 4, mode: 'number' }),
    status: administrationStatus().notNull().default('planned'),
    statusReason: statusReason(),
    reasonNote: text(),
    givenAt: instantColumn(),
    doseGiven: dose(),
    lot: text(),
    performerId: uuid(),
    /** What was given instead, with its unit. */
    substitution: jsonb().$type<MedicationAdministration['substitution']>(),
    /** { percent, reason } of a dose changed on purpose. */
    doseChange: jsonb().$type<MedicationAdministration['doseChange']>(),
    /** [{ test, value, min?, max?, passed }] with { reason } where one was overridden. */
    gateResults: jsonb().$type<MedicationAdministration['gateResults']>(),
    /** Warnings that were answered with a reason, each kept with it. */
    confirmedWarnings: jsonb().$type<{ code: string; reason: string }[]>(),
    authorisationFolio: text(),
    recordedAt: instantColumn().notNull().defaultNow(),
    recordedBy: uuid(),
  },
  (t) => [
    index('medication_administrations_day').on(t.managingOrganizationId, t.plannedOn),
    index('medication_administrations_waiting')
      .on(t.managingOrganizationId, t.plannedOn)
      .where(sql`status in ('planned', 'in-progress')`),
    index('medication_administrations_patient').on(t.patientId, t.plannedOn),
    // Vincristine by the intrathecal route kills: refused by the rules, and here once more. Only these may enter the spine.
    check(
      'medication_administrations_intrathecal',
      sql`${t.route} <> 'IT' or ${t.medication} in ('metotrexato', 'citarabina', 'hidrocortisona_it', 'tiotepa', 'topotecan')`,
    ),
    check(
      'medication_administrations_given',
      sql`${t.status} <> 'completed' or (${t.givenAt} is not null and ${t.doseGiven} is not null)`,
    ),
    check('medication_administrations_reason', sql`${t.status} <> 'not-done' or ${t.statusReason} is not null`),
  ],
)

/** What an administration was before each change: nothing is erased. */
export const medicationAdministrationVersions = pgTable(
  'medication_administration_versions',
  {
    administrationId: uuid().notNull(),
    version: integer().notNull(),
    managingOrganizationId: uuid().notNull(),
    replacedAt: instantColumn().notNull().defaultNow(),
    replacedBy: uuid(),
    reason: text(),
    before: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.administrationId, t.version] })],
)

/**
 * The ledger of delivery, insert-only and posted on the day it is written, so that what was printed for a past day
 * prints again: each planned dose is +1 `planned`; when it is recorded −1 `planned` and +1 of what became of it.
 */
export const doseEntries = pgTable(
  'dose_entries',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    administrationId: uuid().notNull(),
    organizationId: uuid().notNull(),
    carePlanId: uuid(),
    medication: text().notNull(),
    purpose: dosePurpose().notNull(),
    plannedOn: date({ mode: 'string' }).notNull(),
    postedOn: date({ mode: 'string' }).notNull(),
    recordedAt: instantColumn().notNull().defaultNow(),
    sign: smallint().notNull(),
    outcome: doseOutcome().notNull(),
    reason: statusReason(),
    /** Days between the planned day and the day it was given, hospital time; negative when early. */
    delayDays: smallint(),
    /** Dose given as whole percent of the planned one, rounded down; null when not given, or not known, or another medication. */
    dosePercent: smallint(),
    /** Given with another medication than planned. */
    substituted: boolean().notNull().default(false),
  },
  (t) => [
    // holds every column that the indicators read (drizzle/0016): a period is answered without touching the table
    index('dose_entries_delivery').on(t.plannedOn, t.organizationId).where(sql`purpose = 'antineoplastic'`),
    index('dose_entries_administration').on(t.administrationId),
    check('dose_entries_sign', sql`${t.sign} in (-1, 1)`),
  ],
)
