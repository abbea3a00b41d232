import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import {
  basesOfDiagnosis,
  Icd10Code,
  lateralities,
  MorphologyCode,
  riskGroups,
  TopographyCode,
} from './oncology-codes.js'
import { line } from './patients.js'
import { Label } from './terminology.js'

export const verdicts = ['ok', 'query', 'rare', 'missing', 'invalid'] as const
export type Verdict = (typeof verdicts)[number]

export const ConditionCheck = z.object({ rule: z.string(), verdict: z.enum(verdicts), fields: z.array(z.string()) })
export type ConditionCheck = z.infer<typeof ConditionCheck>

/** Toronto, TNM, Ann Arbor…; tier only where the system has tiers. */
export const Stage = z.strictObject({
  system: z.string().trim().toLowerCase().min(1, 'required').max(60, 'too-long'),
  tier: z.int().min(1).max(2).optional(),
  value: z.string().trim().min(1, 'required').max(60, 'too-long'),
})
export type Stage = z.infer<typeof Stage>

/** Passing a check that answered query, rare or invalid: kept with who and why. */
export const CheckOverride = z.strictObject({ rule: z.string().max(60, 'too-long'), reason: line(500) })
export type CheckOverride = z.infer<typeof CheckOverride>

/** mCODE PrimaryCancerCondition with the registry's interval dates. Codes may come without point or bar. */
export const NewCondition = z
  .strictObject({
    icd10: Icd10Code.nullish(),
    topography: TopographyCode.nullish(),
    morphology: MorphologyCode.nullish(),
    basisOfDiagnosis: z.enum(basesOfDiagnosis),
    onsetDate: calendarDay.nullish(),
    suspectedOn: calendarDay.nullish(),
    referredOn: calendarDay.nullish(),
    /** Day of the diagnosis. */
    recordedDate: calendarDay,
    laterality: z.enum(lateralities).nullish(),
    stage: Stage.nullish(),
    riskGroup: z.enum(riskGroups).nullish(),
    overrides: z
      .array(CheckOverride)
      .max(20, 'too-many')
      .refine((overrides) => new Set(overrides.map(({ rule }) => rule)).size === overrides.length, 'override-twice')
      .optional(),
  })
  .refine(({ icd10, topography, morphology }) => [icd10, topography, morphology].some((code) => code != null), {
    path: ['icd10'],
    error: 'diagnosis-required',
  })
export type NewCondition = z.infer<typeof NewCondition>

export const Iccc3 = z.object({
  version: z.string(),
  group: z.string(),
  subgroup: z.string(),
  division: z.string().nullable(),
  /** Of the division, or of the subgroup where it has no divisions. */
  label: z.object({ es: z.string(), en: z.string() }),
})
export type Iccc3 = z.infer<typeof Iccc3>

/** What the codes of a condition are called; null where there is no code. */
export const ConditionLabels = z.object({
  icd10: Label.nullable(),
  topography: Label.nullable(),
  morphology: Label.nullable(),
  stage: z.object({ system: Label, value: Label }).nullable(),
})
export type ConditionLabels = z.infer<typeof ConditionLabels>

export const Condition = z.object({
  id: z.uuid(),
  version: z.int(),
  patientId: z.uuid(),
  status: z.enum(['active', 'entered-in-error']),
  icd10: z.string().nullable(),
  topography: z.string().nullable(),
  morphology: z.string().nullable(),
  basisOfDiagnosis: z.enum(basesOfDiagnosis),
  onsetDate: z.string().nullable(),
  suspectedOn: z.string().nullable(),
  referredOn: z.string().nullable(),
  recordedDate: z.string(),
  laterality: z.enum(lateralities).nullable(),
  stage: z.object({ system: z.string(), tier: z.int().optional(), value: z.string() }).nullable(),
  riskGroup: z.enum(riskGroups).nullable(),
  iccc3: Iccc3.nullable(),
  labels: ConditionLabels,
  checks: z.array(ConditionCheck),
  overrides: z.array(
    z.object({ rule: z.string(), verdict: z.string(), reason: z.string(), by: z.string().nullable(), at: z.string() }),
  ),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
  /** Why it is a mistake, who said so and when; null while it stands. */
  enteredInError: z
    .object({ reason: z.string().nullable(), by: z.string().nullable(), at: z.string().nullable() })
    .nullable(),
})
export type Condition = z.infer<typeof Condition>

export const ConditionList = z.object({ items: z.array(Condition), nextCursor: z.null() })

export const EnteredInError = z.strictObject({ reason: line(500) })

/** What the server would say of a diagnosis, before anything is kept. */
export const ConditionPreview = z.object({
  iccc3: Iccc3.nullable(),
  labels: ConditionLabels,
  checks: z.array(ConditionCheck),
  /** Fields that no reason can pass. */
  errors: z.array(z.object({ pointer: z.string(), code: z.string() })),
  /** Rules that pass only with a reason. */
  needsOverride: z.array(z.string()),
})
export type ConditionPreview = z.infer<typeof ConditionPreview>
