import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import { hasControlCharacters, tidy } from './fold.js'

/** FHIR AdministrativeGender; the CURP writes M, H and X. */
export const sexes = ['female', 'male', 'other', 'unknown'] as const
export const coverages = ['imss', 'imss-bienestar', 'none'] as const
export const ageGroups = ['paediatric', 'adult'] as const
export type AgeGroup = (typeof ageGroups)[number]
export const patientStatuses = ['active', 'merged', 'withdrawn', 'error'] as const
/** No identifier is a reason not to register; it needs its reason, and becomes a task to complete. */
export const missingIdentifierReasons = [
  'newborn',
  'foreigner',
  'emergency',
  'not-at-hand',
  'never-issued',
  'declined',
  'not-in-file',
] as const
/** HL7 v3 RoleCode in words that fix neither father nor mother. */
export const relationships = [
  'parent',
  'grandparent',
  'sibling',
  'aunt-or-uncle',
  'legal-guardian',
  'spouse-or-partner',
  'child',
  'institution',
  'other',
] as const

/** A line of text a person typed: NFC, trimmed, no control characters. */
export const line = (max: number) =>
  z
    .string()
    .max(max * 4, 'too-long')
    .transform(tidy)
    .pipe(
      z
        .string()
        .min(1, 'required')
        .max(max, 'too-long')
        .refine((text) => !hasControlCharacters(text), 'control-characters'),
    )

const optionalLine = (max: number) => line(max).nullish()

export const NewGuardian = z.strictObject({
  givenName: line(80),
  firstSurname: line(80),
  secondSurname: optionalLine(80),
  relationship: z.enum(relationships),
  phone: z
    .string()
    .regex(/^\+?[0-9 ()-]{8,20}$/, 'phone-shape')
    .nullish(),
})
export const Guardian = z.object({
  id: z.uuid(),
  givenName: z.string(),
  firstSurname: z.string(),
  secondSurname: z.string().nullable(),
  relationship: z.enum(relationships),
  phone: z.string().nullable(),
})

/** Facts a clerk may type and correct; identifiers are normalised, then checked by `checkIdentifiers`. */
const facts = {
  givenName: line(80),
  firstSurname: line(80),
  secondSurname: optionalLine(80),
  chosenName: optionalLine(80),
  pronoun: optionalLine(40),
  birthDate: calendarDay,
  sex: z.enum(sexes),
  birthState: z
    .string()
    .regex(/^[A-Z]{2}$/, 'birth-state-unknown')
    .nullish(),
  curp: optionalLine(24),
  nss: optionalLine(16),
  agregado: optionalLine(12),
  coverage: z.enum(coverages),
  missingIdentifierReason: z.enum(missingIdentifierReasons).nullish(),
}

export const NewPatient = z.strictObject({
  managingOrganizationId: z.uuid(),
  registeredOn: calendarDay.optional(),
  ...facts,
  guardians: z.array(NewGuardian).max(6, 'too-many').optional(),
  notDuplicateOf: z.array(z.uuid()).max(20, 'too-many').optional(),
})
export type NewPatient = z.infer<typeof NewPatient>

/** JSON merge patch: absent keeps, null removes. The hospital changes by transfer only. */
export const PatientEdit = z
  .strictObject({ ...facts, registeredOn: calendarDay, guardians: z.array(NewGuardian).max(6, 'too-many') })
  .partial()
export type PatientEdit = z.infer<typeof PatientEdit>

export const Patient = z.object({
  id: z.uuid(),
  version: z.int(),
  status: z.enum(patientStatuses),
  managingOrganizationId: z.uuid(),
  recordNumber: z.int(),
  registeredOn: z.string(),
  recordedAt: z.string(),
  givenName: z.string().nullable(),
  firstSurname: z.string().nullable(),
  secondSurname: z.string().nullable(),
  chosenName: z.string().nullable(),
  pronoun: z.string().nullable(),
  birthDate: z.string(),
  sex: z.enum(sexes),
  birthState: z.string().nullable(),
  curp: z.string().nullable(),
  nss: z.string().nullable(),
  agregado: z.string().nullable(),
  coverage: z.enum(coverages),
  missingIdentifierReason: z.enum(missingIdentifierReasons).nullable(),
  /** Whole years on `registeredOn`. */
  ageAtRegistration: z.int(),
  /** Under 18 on `registeredOn`: the default age rule. */
  ageGroup: z.enum(ageGroups),
  guardians: z.array(Guardian),
})
export type Patient = z.infer<typeof Patient>

/** One line of a list: no CURP, no NSS, and never chosen and legal name together. */
export const PatientListItem = z.object({
  id: z.uuid(),
  recordNumber: z.int(),
  displayName: z.string(),
  managingOrganizationId: z.uuid(),
  birthDate: z.string(),
  sex: z.enum(sexes),
  ageGroup: z.enum(ageGroups),
  registeredOn: z.string(),
  diagnosis: z.string().nullable(),
})
export const PatientList = z.object({ items: z.array(PatientListItem), nextCursor: z.string().nullable() })
export type PatientList = z.infer<typeof PatientList>

/** What `409 /problems/possible-duplicate` shows; a foreign hospital's candidate carries its name and nothing else. */
export const DuplicateCandidate = z.object({
  id: z.uuid().optional(),
  score: z.number(),
  reasons: z.array(z.string()),
  displayName: z.string().optional(),
  birthDate: z.string().optional(),
  recordNumber: z.int().optional(),
  hospitalName: z.string().optional(),
  transferOffered: z.boolean().optional(),
})
export type DuplicateCandidate = z.infer<typeof DuplicateCandidate>

/** What the registration form asks while one types: candidates of the own hospitals only, at most three. */
export const DuplicateQuestion = z.strictObject({
  givenName: line(80),
  firstSurname: line(80),
  secondSurname: optionalLine(80),
  birthDate: calendarDay,
  sex: z.enum(sexes).default('unknown'),
  curp: optionalLine(24),
  nss: optionalLine(16),
  agregado: optionalLine(12),
  /** The record being edited: it is no candidate of itself, nor are those judged to be other people. */
  patientId: z.uuid().optional(),
})
export const DuplicateAnswer = z.object({ candidates: z.array(DuplicateCandidate) })

export const withdrawalKinds = ['withdrawn', 'error'] as const
/** Leaving the roll: with a reason, counted from the day it is written. */
export const Withdrawal = z.strictObject({ kind: z.enum(withdrawalKinds), reason: line(500) })

export const timelineKinds = [
  'registered',
  'edited',
  'condition',
  'condition-corrected',
  'event',
  'body-measurement',
  'procedure',
  'adverse-event',
  'analgesic-plan',
  'analgesic-administration',
  'sedation-check',
  'analgesic-adverse-effect',
  'early-warning-score',
  'febrile-episode',
  'administration',
  'pain-assessment',
  'care-plan',
  'care-plan-changed',
  'withdrawn',
  'error',
  'merged',
] as const
export const TimelineItem = z.object({
  id: z.string(),
  kind: z.enum(timelineKinds),
  /** Effective day where there is one. */
  on: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
})
export const Timeline = z.object({ items: z.array(TimelineItem), nextCursor: z.string().nullable() })
export type Timeline = z.infer<typeof Timeline>
