import type { CalendarDay } from 'shared/calendar-day'
import { checkCondition } from 'shared/condition-checks'
import type { ConditionCheck, ConditionLabels, NewCondition, Stage } from 'shared/conditions'
import { classifyIccc3, type Iccc3Result } from 'shared/iccc3'
import { stagingFor } from 'shared/staging'
import type { PatientInScope } from '../patients/queries.js'
import type { FieldError } from '../problem.js'
import type { Terminology } from '../terminology/queries.js'

/** A diagnosis as it is kept: every field there, null where nothing is known. */
export interface ConditionFacts {
  icd10: string | null
  topography: string | null
  morphology: string | null
  basisOfDiagnosis: NewCondition['basisOfDiagnosis']
  onsetDate: CalendarDay | null
  suspectedOn: CalendarDay | null
  referredOn: CalendarDay | null
  recordedDate: CalendarDay
  laterality: NonNullable<NewCondition['laterality']> | null
  stage: Stage | null
  riskGroup: NonNullable<NewCondition['riskGroup']> | null
}

export interface DerivedCondition {
  facts: ConditionFacts
  iccc3: Iccc3Result | null
  labels: ConditionLabels
  checks: ConditionCheck[]
  /** Fields that no reason can pass: a day that cannot be, a code that no catalogue has. */
  errors: FieldError[]
  /** Rules of plausibility that say invalid: they pass with who and why. */
  needsOverride: string[]
}

/** Version by which new diagnoses are classified; it is stored beside the result. */
const ICCC3_VERSION = 'IARC-2017'

/** Invalid by these rules cannot be true of anybody; the rest can, seldom. */
const impossible: Readonly<Record<string, string>> = {
  'date-birth': 'before-birth',
  'date-future': 'future-date',
  'icd10-known': 'icd10-unknown',
  'topography-known': 'topography-unknown',
  'morphology-known': 'morphology-unknown',
  stage: 'stage-unknown',
}

/** All that follows from a diagnosis and the person it belongs to. Pure. */
export function deriveCondition(
  terminology: Terminology,
  { birthDate, sex }: Pick<PatientInScope, 'birthDate' | 'sex'>,
  input: NewCondition,
  today: CalendarDay,
): DerivedCondition {
  const facts = factsOf(input)
  const { topography, morphology } = facts
  const checks = checkCondition({ ...facts, birthDate, sex }, terminology, { today })
  const invalid = checks.filter(({ verdict }) => verdict === 'invalid')
  return {
    facts,
    checks,
    iccc3:
      topography === null || morphology === null
        ? null
        : classifyIccc3(terminology.iccc3, ICCC3_VERSION, topography, morphology),
    labels: labelsOf(terminology, facts),
    errors: invalid.flatMap(({ rule, fields }) => {
      const code = impossible[rule]
      // the person's birth date is no field of this form
      const own = fields.filter((field) => field !== 'birthDate')
      return code === undefined ? [] : own.map((field) => ({ pointer: `#/${field}`, code }))
    }),
    needsOverride: invalid.map(({ rule }) => rule).filter((rule) => impossible[rule] === undefined),
  }
}

const factsOf = (input: NewCondition): ConditionFacts => ({
  icd10: input.icd10 ?? null,
  topography: input.topography ?? null,
  morphology: input.morphology ?? null,
  basisOfDiagnosis: input.basisOfDiagnosis,
  onsetDate: input.onsetDate ?? null,
  suspectedOn: input.suspectedOn ?? null,
  referredOn: input.referredOn ?? null,
  recordedDate: input.recordedDate,
  laterality: input.laterality ?? null,
  stage: input.stage ?? null,
  riskGroup: input.riskGroup ?? null,
})

type Coded = Pick<ConditionFacts, 'icd10' | 'topography' | 'morphology' | 'stage'>

/** What the codes are called, also those that the current edition no longer lists. */
export function labelsOf(terminology: Terminology, facts: Coded): ConditionLabels {
  const { icd10, topography, morphology } = facts
  return {
    icd10: icd10 === null ? null : terminology.labelOf('icd10', icd10),
    topography: topography === null ? null : terminology.labelOf('topography', topography),
    morphology: morphology === null ? null : terminology.labelOf('morphology', morphology),
    stage: stageLabel(terminology, facts),
  }
}

function stageLabel({ staging }: Terminology, { topography, morphology, stage }: Coded): ConditionLabels['stage'] {
  if (stage === null) return null
  for (const { system, tier, label, values } of stagingFor(staging, { topography, morphology }).systems) {
    const named = system === stage.system || (stage.system === 'toronto' && tier !== null)
    const tiered = stage.tier === undefined || tier === null || tier === stage.tier
    const value = values.find((known) => known.value === stage.value)
    if (named && tiered && value !== undefined) return { system: label, value: value.label }
  }
  return null
}
