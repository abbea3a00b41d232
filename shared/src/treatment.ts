/** mCODE treatment intent. */
export const intents = ['curative', 'palliative', 'supportive'] as const
/** FHIR CarePlan.status, those in use. */
export const carePlanStatuses = ['active', 'on-hold', 'completed', 'revoked', 'entered-in-error'] as const
export type CarePlanStatus = (typeof carePlanStatuses)[number]
export const bsaFormulas = ['mosteller', 'haycock', 'dubois', 'gehan-george', 'costeff'] as const
export type BsaFormula = (typeof bsaFormulas)[number]

/** FHIR MedicationAdministration.status, with `planned` before it and `cancelled` for what a new plan replaced. */
export const administrationStatuses = [
  'planned',
  'in-progress',
  'completed',
  'not-done',
  'cancelled',
  'entered-in-error',
] as const
export type AdministrationStatus = (typeof administrationStatuses)[number]

/** Why a dose was not given, or not as planned. `not-available` exports to FHIR as SNOMED CT 309846006. */
export const statusReasons = [
  'not-available',
  'partial',
  'toxicity',
  'laboratory',
  'infection',
  'absent',
  'refused',
  'no-bed',
  'equipment',
  'other',
] as const
export type StatusReason = (typeof statusReasons)[number]

/** Reasons that open or join a shortage case. */
export const shortageReasons: readonly StatusReason[] = ['not-available', 'partial']

export const shortageStatuses = ['open', 'in-transit', 'solved', 'wrongly-reported', 'no-answer'] as const
export type ShortageStatus = (typeof shortageStatuses)[number]
/** States that stop the clock. */
export const closedShortages: readonly ShortageStatus[] = ['solved', 'wrongly-reported']

/** How the delivery ledger sees a dose. */
export const doseOutcomes = ['planned', 'given', 'partial', 'omitted'] as const
export type DoseOutcome = (typeof doseOutcomes)[number]

export const procedureKinds = ['radiotherapy', 'surgery', 'transplant', 'transfusion', 'catheter'] as const
export type ProcedureKind = (typeof procedureKinds)[number]

/** Lansky to the age of 16, Karnofsky after. */
export const performanceScales = ['lansky', 'karnofsky'] as const
