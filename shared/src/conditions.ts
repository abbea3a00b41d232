import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import { basesOfDiagnosis, lateralities, riskGroups } from './oncology-codes.js'
import { line } from './patients.js'

export const verdicts = ['ok', 'query', 'rare', 'missing', 'invalid'] as const
export type Verdict = (typeof verdicts)[number]

export const ConditionCheck = z.object({ rule: z.string(), verdict: z.enum(verdicts), fields: z.array(z.string()) })
export type ConditionCheck = z.infer<typeof ConditionCheck>

/** Toronto, TNM, Ann Arbor…; tier only where the system has tiers. */
export const Stage = z.strictObject({
  system: z.string().min(1).max(60),
  tier: z.int().min(1).max(2).optional(),
  value: z.string().min(1).max(60),
})

/** Passing a check that answered query, rare or invalid: kept with who and why. */
export const CheckOverride = z.strictObject({ rule: z.string().max(60), reason: line(500) })

/** mCODE PrimaryCancerCondition with the registry's interval dates. */
export const NewCondition = z.strictObject({
  icd10: z.string().max(8).nullish(),
  topography: z.string().max(8).nullish(),
  morphology: z.string().max(8).nullish(),
  basisOfDiagnosis: z.enum(basesOfDiagnosis),
  onsetDate: calendarDay.nullish(),
  suspectedOn: calendarDay.nullish(),
  referredOn: calendarDay.nullish(),
  /** Day of the diagnosis. */
  recordedDate: calendarDay,
  laterality: z.enum(lateralities).nullish(),
  stage: Stage.nullish(),
  riskGroup: z.enum(riskGroups).nullish(),
  overrides: z.array(CheckOverride).max(20).optional(),
})
export type NewCondition = z.infer<typeof NewCondition>

export const Iccc3 = z.object({
  version: z.string(),
  group: z.string(),
  subgroup: z.string(),
  division: z.string().nullable(),
  label: z.object({ es: z.string(), en: z.string() }),
})

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
  stage: Stage.nullable(),
  riskGroup: z.enum(riskGroups).nullable(),
  iccc3: Iccc3.nullable(),
  checks: z.array(ConditionCheck),
  overrides: z.array(
    z.object({ rule: z.string(), verdict: z.string(), reason: z.string(), by: z.string().nullable(), at: z.string() }),
  ),
  recordedAt: z.string(),
})
export type Condition = z.infer<typeof Condition>
