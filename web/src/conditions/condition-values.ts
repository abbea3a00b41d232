import type { Condition, NewCondition } from 'shared/conditions'
import type { BasisOfDiagnosis, Laterality, RiskGroup } from 'shared/oncology-codes'
import type { System } from 'shared/terminology'
import type * as z from 'zod'
import type { Option } from '../design/combobox-option'
import type { FieldProblem } from '../problem'

/** A code chosen from a catalogue, or the words typed while none was. */
export type Coded = { chosen: (Option & { paired?: boolean }) | null; typed: string }

/** A diagnosis as it stands on a form: empty texts where nothing was typed. */
export type ConditionValues = {
  icd10: Coded
  topography: Coded
  morphology: Coded
  basisOfDiagnosis: BasisOfDiagnosis | ''
  recordedDate: string
  onsetDate: string
  suspectedOn: string
  referredOn: string
  laterality: Laterality | ''
  /** 'system|tier' of the stage options, tier empty where the system has none. */
  stageSystem: string
  stageValue: string
  riskGroup: RiskGroup | ''
  /** Reasons typed for checks that need one, by rule. */
  reasons: Readonly<Record<string, string>>
}

const nothing: Coded = { chosen: null, typed: '' }

export const emptyCondition: ConditionValues = {
  icd10: nothing,
  topography: nothing,
  morphology: nothing,
  basisOfDiagnosis: '',
  recordedDate: '',
  onsetDate: '',
  suspectedOn: '',
  referredOn: '',
  laterality: '',
  stageSystem: '',
  stageValue: '',
  riskGroup: '',
  reasons: {},
}

export const conditionDraft = (patientId: string) => `condition/${patientId}`

/** Whether anything of a diagnosis was typed. */
export function isStarted(values: ConditionValues): boolean {
  return JSON.stringify(values) !== JSON.stringify(emptyCondition)
}

/** As it is sent. What is not filled in is left out, so that the schema says `required` where it is. */
export function conditionBody(values: ConditionValues): z.input<typeof NewCondition> {
  const { topography, laterality } = values
  const sided = topography.chosen?.paired === true
  const [system = '', tier = ''] = values.stageSystem.split('|')
  const stage = system === '' ? null : { system, value: values.stageValue, ...(tier && { tier: Number(tier) }) }
  const body = {
    icd10: values.icd10.chosen?.code ?? null,
    topography: topography.chosen?.code ?? null,
    morphology: values.morphology.chosen?.code ?? null,
    basisOfDiagnosis: values.basisOfDiagnosis || undefined,
    recordedDate: values.recordedDate || undefined,
    onsetDate: values.onsetDate || null,
    suspectedOn: values.suspectedOn || null,
    referredOn: values.referredOn || null,
    laterality: (sided && laterality) || null,
    stage,
    riskGroup: values.riskGroup || null,
  }
  return body as z.input<typeof NewCondition> // what is missing is for the schema to refuse
}

const systems = ['icd10', 'topography', 'morphology'] as const satisfies readonly System[]

/** Words in a box without a choice: not saved, so not passed over in silence. `at` as for the fields. */
export function unchosen(values: ConditionValues, at = ''): FieldProblem[] {
  return systems
    .filter((system) => values[system].chosen === null && values[system].typed.trim() !== '')
    .map((system) => ({ pointer: `#/${at}${system}`, code: 'not-chosen' }))
}

/** The key of the words that name a field: 'stage/value' is `stageValue`. */
export function conditionLabel(path: string) {
  return labels.find(([field]) => field === path)?.[1]
}

const labels = [
  ['icd10', 'icd10'],
  ['topography', 'topography'],
  ['morphology', 'morphology'],
  ['basisOfDiagnosis', 'basisOfDiagnosis'],
  ['recordedDate', 'recordedDate'],
  ['onsetDate', 'onsetDate'],
  ['suspectedOn', 'suspectedOn'],
  ['referredOn', 'referredOn'],
  ['laterality', 'laterality'],
  ['stage', 'stageSystem'],
  ['stage/value', 'stageValue'],
  ['riskGroup', 'riskGroup'],
] as const

/** A recorded diagnosis back on the form, to correct it. */
export function fromCondition(condition: Condition, paired: boolean): ConditionValues {
  const coded = (system: System): Coded => {
    const code = condition[system]
    if (code === null) return nothing
    const option = { code, label: condition.labels[system]?.es ?? '' }
    return { chosen: system === 'topography' ? { ...option, paired } : option, typed: '' }
  }
  return {
    icd10: coded('icd10'),
    topography: coded('topography'),
    morphology: coded('morphology'),
    basisOfDiagnosis: condition.basisOfDiagnosis,
    recordedDate: condition.recordedDate,
    onsetDate: condition.onsetDate ?? '',
    suspectedOn: condition.suspectedOn ?? '',
    referredOn: condition.referredOn ?? '',
    laterality: condition.laterality ?? '',
    stageSystem: condition.stage ? `${condition.stage.system}|${condition.stage.tier ?? ''}` : '',
    stageValue: condition.stage?.value ?? '',
    riskGroup: condition.riskGroup ?? '',
    reasons: {},
  }
}
