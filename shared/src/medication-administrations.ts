import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import { exportFormats, languages } from './counts.js'
import { doseUnits, purposes, routes } from './medications.js'
import { line } from './patients.js'
import { gateTestNames, LaboratoryGate } from './protocols.js'
import { administrationStatuses, statusReasons } from './treatment.js'

/** Code of the medication catalogue. */
const medicationCode = z.string().regex(/^[a-z0-9_]{2,60}$/, 'medication-shape')
/** One dose in its unit: no dose of any catalogue comes near the upper end. */
const amount = z.number().min(0.0001, 'dose-not-positive').max(1_000_000, 'dose-absurd')

/** Another medication in place of the planned one: what the families ask to see. */
export const Substitution = z.strictObject({
  fromMedication: medicationCode,
  toMedication: medicationCode,
  reason: line(300),
  /** Who authorised it: post or name. */
  authorisedBy: line(120),
  familyInformed: z.boolean(),
})
export type Substitution = z.infer<typeof Substitution>

/** A dose changed on purpose: percent of the planned one (75 is a reduction to three quarters). */
export const DoseChange = z.strictObject({
  percent: z.number().positive().max(200, 'too-large'),
  reason: line(300),
})
export type DoseChange = z.infer<typeof DoseChange>

/** A laboratory value measured for a gate; `reason` is why the dose went on although the gate was not met. */
export const GateResult = z.strictObject({
  test: z.enum(gateTestNames),
  /** In the unit of the test (shared/protocols). */
  value: z.number().min(0, 'too-small').max(10_000, 'too-large'),
  reason: line(300).optional(),
})
export type GateResult = z.infer<typeof GateResult>

export const warningCodes = [
  'dose-differs',
  'dose-over-cap',
  'dose-out-of-range',
  'gate-failed',
  'before-diagnosis',
  'lifetime-dose',
  'authorisation-missing',
] as const
export type WarningCode = (typeof warningCodes)[number]

/** A warning answered by a person: kept with its reason. */
export const ConfirmedWarning = z.strictObject({ code: z.enum(warningCodes), reason: line(300) })
export type ConfirmedWarning = z.infer<typeof ConfirmedWarning>

const given = {
  /** When it was given (or begun); now where absent. */
  givenAt: z.iso.datetime({ offset: true, error: 'instant-invalid' }).optional(),
  lot: line(60).optional(),
  /** Who gave it; the caller where absent. */
  performerId: z.uuid().optional(),
  authorisationFolio: line(60).optional(),
  gateResults: z.array(GateResult).max(6, 'too-many').optional(),
  confirmedWarnings: z
    .array(ConfirmedWarning)
    .max(10, 'too-many')
    .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'warning-twice')
    .optional(),
}

const outcome = {
  status: z.enum(['completed', 'not-done', 'in-progress']),
  /** The planned dose where absent. */
  doseGiven: amount.optional(),
  /** Unit of `doseGiven`; needed with a substitution, else it is the planned dose's. */
  unit: z.enum(doseUnits).optional(),
  /** Why it was not given; with `completed`: `partial`, or `not-available` beside a substitution. */
  statusReason: z.enum(statusReasons).optional(),
  reasonNote: line(500).optional(),
  substitution: Substitution.optional(),
  doseChange: DoseChange.optional(),
  ...given,
}

/** What became of a planned dose. */
export const AdministrationRecord = z.strictObject(outcome)
export type AdministrationRecord = z.infer<typeof AdministrationRecord>

/** Several doses recorded in one act, each with the version that was seen. */
export const AdministrationBatch = z.strictObject({
  items: z
    .array(z.strictObject({ id: z.uuid(), version: z.int().positive(), ...outcome }))
    .min(1, 'required')
    .max(30, 'too-many')
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'dose-twice'),
})

/** A dose that no plan foresaw, already given. */
export const UnplannedAdministration = z.strictObject({
  medication: medicationCode,
  purpose: z.enum(purposes),
  route: z.enum(routes),
  doseGiven: amount,
  unit: z.enum(doseUnits, { error: ({ input }) => (input === undefined ? 'unit-required' : undefined) }),
  diluent: line(80).optional(),
  diluentMl: z.number().positive().max(10_000).optional(),
  infusionMinutes: z.int().positive().max(14_400).optional(),
  /** Why it was given. */
  reasonNote: line(500),
  ...given,
})
export type UnplannedAdministration = z.infer<typeof UnplannedAdministration>

export const AdministrationMistake = z.strictObject({ reason: line(500) })

/** FHIR MedicationAdministration, from the plan to what was given. Doses in `unit`. */
export const MedicationAdministration = z.object({
  id: z.uuid(),
  version: z.int(),
  patientId: z.uuid(),
  managingOrganizationId: z.uuid(),
  carePlanId: z.uuid().nullable(),
  phase: z.int().nullable(),
  cycle: z.int().nullable(),
  day: z.int().nullable(),
  line: z.int().nullable(),
  medication: z.string(),
  purpose: z.enum(purposes),
  route: z.enum(routes),
  diluent: z.string().nullable(),
  diluentMl: z.number().nullable(),
  infusionMinutes: z.int().nullable(),
  plannedOn: z.string(),
  /** Minutes after the first medication of the day. */
  offsetMinutes: z.int().nullable(),
  /** Null: no plan foresaw it. */
  plannedDose: z.number().nullable(),
  unit: z.enum(doseUnits),
  /** How the planned dose was reckoned: formula, inputs, cap, rounding. */
  derivation: z.record(z.string(), z.unknown()).nullable(),
  status: z.enum(administrationStatuses),
  statusReason: z.enum(statusReasons).nullable(),
  reasonNote: z.string().nullable(),
  givenAt: z.string().nullable(),
  doseGiven: z.number().nullable(),
  lot: z.string().nullable(),
  performerId: z.uuid().nullable(),
  /** With the unit of the dose of what was given instead. */
  substitution: z
    .object({
      fromMedication: z.string(),
      toMedication: z.string(),
      reason: z.string(),
      authorisedBy: z.string(),
      familyInformed: z.boolean(),
      unit: z.enum(doseUnits),
    })
    .nullable(),
  doseChange: z.object({ percent: z.number(), reason: z.string() }).nullable(),
  gateResults: z
    .array(
      z.object({
        test: z.enum(gateTestNames),
        value: z.number(),
        min: z.number().optional(),
        max: z.number().optional(),
        passed: z.boolean(),
        reason: z.string().optional(),
      }),
    )
    .nullable(),
  confirmedWarnings: z.array(z.object({ code: z.string(), reason: z.string() })).nullable(),
  authorisationFolio: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.uuid().nullable(),
})
export type MedicationAdministration = z.infer<typeof MedicationAdministration>

/** What it was before each change, the latest first: nothing is erased. */
export const AdministrationHistory = MedicationAdministration.extend({
  gates: z.array(LaboratoryGate),
  history: z.array(
    z.object({
      version: z.int(),
      replacedAt: z.string(),
      replacedBy: z.uuid().nullable(),
      reason: z.string().nullable(),
      before: MedicationAdministration,
    }),
  ),
})

export const AdministrationList = z.object({
  items: z.array(MedicationAdministration),
  nextCursor: z.string().nullable(),
})
export const AdministrationBatchAnswer = z.object({ items: z.array(MedicationAdministration) })
/** The row that was a mistake, and the dose planned anew in its place where a plan foresaw it. */
export const AdministrationCorrection = z.object({
  corrected: MedicationAdministration,
  planned: MedicationAdministration.nullable(),
})

const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
}
export const AdministrationQuery = z.strictObject({
  /** First and last planned day. */
  from: calendarDay.optional(),
  to: calendarDay.optional(),
  status: z.enum(administrationStatuses).optional(),
  order: z.enum(['oldest', 'newest']).default('oldest'),
  ...page,
})

export const WorklistQuery = z.strictObject({
  /** One of the own hospitals; may be left out by who reaches only one. */
  organizationId: z.uuid().optional(),
  /** Today in hospital time where absent. */
  day: calendarDay.optional(),
  service: line(120).optional(),
  status: z.enum(administrationStatuses).optional(),
  /** One person's part of it. */
  patientId: z.uuid().optional(),
  format: z.enum(['json', ...exportFormats]).optional(),
  lang: z.enum(languages).default('es'),
  ...page,
})

/** A dose of the ward's day with what one needs at the bed and on the label. No diagnosis. */
export const WorklistItem = MedicationAdministration.omit({ derivation: true }).extend({
  patient: z.object({
    /** The chosen name with initials of the surnames, or the legal name: never both. */
    displayName: z.string(),
    recordNumber: z.int(),
    nss: z.string().nullable(),
    agregado: z.string().nullable(),
    ageYears: z.int(),
  }),
  service: z.string().nullable(),
  gates: z.array(LaboratoryGate),
  /** Days between the planned day and the asked one while it waits; 0 is on its day. */
  daysLate: z.int(),
})
export type WorklistItem = z.infer<typeof WorklistItem>

export const Worklist = z.object({
  organizationId: z.uuid(),
  day: z.string(),
  items: z.array(WorklistItem),
  nextCursor: z.string().nullable(),
})
export type Worklist = z.infer<typeof Worklist>
