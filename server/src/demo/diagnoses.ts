import { ageInYears } from 'shared/age'
import { addDays, type CalendarDay, daysBetween } from 'shared/calendar-day'
import {
  type CheckedCondition,
  type ConditionCatalogue,
  checkCondition,
  conditionRules,
  parseConditionCatalogue,
} from 'shared/condition-checks'
import type { ConditionCheck } from 'shared/conditions'
import { classifyIccc3, type Iccc3Row, parseIccc3Rules } from 'shared/iccc3'
import type { BasisOfDiagnosis, Laterality, RiskGroup } from 'shared/oncology-codes'
import { parseStaging, type StagingRow, type StagingSelectionRow } from 'shared/staging'
import { openCatalogueFile } from '../terminology/catalogue-files.js'
import type { Chance } from './chance.js'
import type { Tumour } from './tumours.js'

export interface DemoCondition {
  icd10: string
  topography: string
  morphology: string
  basisOfDiagnosis: BasisOfDiagnosis
  onsetDate: CalendarDay | null
  suspectedOn: CalendarDay | null
  referredOn: CalendarDay | null
  recordedDate: CalendarDay
  laterality: Laterality | null
  stageSystem: string | null
  stageTier: 1 | 2 | null
  stageValue: string | null
  riskGroup: RiskGroup | null
  iccc3Version: string | null
  iccc3Group: string | null
  iccc3Subgroup: string | null
  iccc3Division: string | null
  checks: ConditionCheck[]
}

/** What the checks and the classification read, from the files of server/catalogue: their columns are as the rules name them. */
export function readConditionCatalogue(): ConditionCatalogue {
  const rows = <Row>(name: string) => openCatalogueFile(name).rows() as Row[]
  return {
    iccc3: parseIccc3Rules(rows<Iccc3Row>('iccc3.csv')),
    staging: parseStaging(
      rows<StagingRow>('toronto-staging.csv'),
      rows<StagingSelectionRow>('toronto-schema-selection.csv'),
    ),
    ...parseConditionCatalogue({
      icd10: rows('icd10-oncology.csv'),
      topography: rows('icdo3-topography.csv'),
      morphology: rows('icdo3-morphology.csv'),
    }),
  }
}

interface Subject {
  birthDate: CalendarDay
  sex: CheckedCondition['sex']
  diagnosedOn: CalendarDay
  recordedOn: CalendarDay
}

/** A diagnosis of this kind for this person, classified and checked by the same rules as one typed by hand. */
export function diagnose(
  chance: Chance,
  tumour: Tumour,
  subject: Subject,
  catalogue: ConditionCatalogue,
): DemoCondition {
  const { icd10, topography } = tumour.site(chance)
  const morphology = tumour.morphology(chance)
  const staged = chance.happens(0.88) ? tumour.stage : null
  const stageValue = staged?.value(chance) ?? null
  const given: CheckedCondition = {
    birthDate: subject.birthDate,
    sex: subject.sex,
    ...{ icd10, topography, morphology },
    basisOfDiagnosis: tumour.basis(chance),
    ...intervals(chance, subject),
    recordedDate: subject.diagnosedOn,
    laterality: catalogue.topography.get(topography)?.paired ? side(chance, tumour, stageValue) : null,
    stage:
      staged === null || stageValue === null
        ? null
        : { system: staged.system, tier: staged.tier ?? undefined, value: stageValue },
  }
  const childhood = classifyIccc3(catalogue.iccc3, 'IARC-2017', topography, morphology)
  return {
    ...{ icd10, topography, morphology },
    basisOfDiagnosis: given.basisOfDiagnosis,
    onsetDate: given.onsetDate ?? null,
    suspectedOn: given.suspectedOn ?? null,
    referredOn: given.referredOn ?? null,
    recordedDate: subject.diagnosedOn,
    laterality: given.laterality ?? null,
    stageSystem: staged?.system ?? null,
    stageTier: staged?.tier ?? null,
    stageValue,
    riskGroup: tumour.risk?.(chance) ?? null,
    iccc3Version: childhood?.version ?? null,
    iccc3Group: childhood?.group ?? null,
    iccc3Subgroup: childhood?.subgroup ?? null,
    iccc3Division: childhood?.division ?? null,
    checks: oneCopy(checkCondition(given, catalogue, { today: subject.recordedOn })),
  }
}

/** Nearly all answer ok to every rule: they share one list, which is kinder to memory. */
const ALL_FINE: ConditionCheck[] = conditionRules.map((rule) => ({ rule, verdict: 'ok', fields: [] }))
const oneCopy = (checks: ConditionCheck[]) => (checks.every(({ verdict }) => verdict === 'ok') ? ALL_FINE : checks)

/** Stage V of a Wilms tumour is in both kidneys. */
function side(chance: Chance, tumour: Tumour, stage: string | null): Laterality | null {
  const where = chance.real()
  const left = chance.happens(0.5)
  if (stage === 'V' || where < tumour.bilateral) return 'bilateral'
  if (where > 0.99) return null // nobody wrote it down: the check asks for it
  return left ? 'left' : 'right'
}

/**
 * First symptoms, first suspicion, referral. Weeks for children, months for adults, with a long tail; a part of the days
 * was never recorded, and now and then two stand in an order that the checks ask about.
 */
function intervals(chance: Chance, { birthDate, diagnosedOn, recordedOn }: Subject) {
  const child = ageInYears(birthDate, diagnosedOn) < 18
  const bell = chance.real() + chance.real() + chance.real() - 1.5
  const days = Math.min(Math.round((child ? 34 : 110) * Math.exp(1.4 * bell)), daysBetween(birthDate, diagnosedOn))
  const [early, late] = [chance.real(), chance.real()].sort((a, b) => a - b) as [number, number]
  const onset = addDays(diagnosedOn, -days)
  const suspected = addDays(onset, Math.round(days * early))
  const referred = addDays(onset, Math.round(days * late))
  const [noOnset, noSuspicion, noReferral] = [chance.happens(0.1), chance.happens(0.18), chance.happens(0.3)]
  const slip = chance.happens(0.006)
  const slipped = addDays(diagnosedOn, chance.between(1, 9))
  return {
    onsetDate: noOnset ? null : onset,
    suspectedOn: slip && slipped <= recordedOn ? slipped : noSuspicion ? null : suspected,
    referredOn: noReferral ? null : referred,
  }
}
