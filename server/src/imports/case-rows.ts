import { fold } from 'shared/fold'
import { classifyIccc3, icccGroups } from 'shared/iccc3'
import type { DeidentifiedCase } from 'shared/imports'
import { normaliseIcd10, normaliseMorphology, normaliseTopography } from 'shared/oncology-codes'
import { uuidv7 } from 'uuidv7'
import type { RowCells } from './cells.js'
import type { Dataset } from './datasets.js'
import { hash } from './person.js'
import type { ReadingPlan } from './plan.js'

/** A case ready to be written; keys are column names of `deidentified_cases`. */
export interface CaseDraft {
  id: string
  dataset: string
  case_number: string
  sex: DeidentifiedCase['sex']
  age_months: number | null
  icd10: string | null
  topography: string | null
  morphology: string | null
  iccc3_version: string | null
  iccc3_group: string | null
  iccc3_subgroup: string | null
  stage: string | null
  histology: string | null
  relapse: boolean | null
  days_to_relapse: number | null
  deceased: boolean | null
  survival_days: number | null
}

export const caseFingerprint = ({ dataset, case_number }: CaseDraft) => hash('case', dataset, case_number)

/** Mean length of a month in days, to turn an age in days into whole months. */
const MONTH_DAYS = 30.4375
/** The longest age in months and follow-up in days that a file of children or adults can hold. */
const MOST_MONTHS = 1440
const MOST_DAYS = 45_000

const blank = {
  sex: null,
  age_months: null,
  icd10: null,
  topography: null,
  morphology: null,
  iccc3_version: null,
  iccc3_group: null,
  iccc3_subgroup: null,
  stage: null,
  histology: null,
  relapse: null,
  days_to_relapse: null,
  deceased: null,
  survival_days: null,
} as const satisfies Omit<CaseDraft, 'id' | 'dataset' | 'case_number'>

const romans = ['I', 'II', 'III', 'IV', 'V'] as const

/** Reads rows of a research file. What is blank or NA stays missing; nothing is filled in but what the data set is about. */
export function casesReader(plan: ReadingPlan, known: Dataset | null): (cells: RowCells) => CaseDraft | null {
  const dataset = known ?? plan.options.dataset ?? `file-${plan.fileName}`
  const read = {
    nwtco: wilms,
    'childcancer-north-portugal': portugal,
    'pediatric-high-grade-glioma': glioma,
    sheet: ownSheet,
  }[known ?? 'sheet']
  return (cells) => {
    const caseNumber = cells.text('caseNumber', { identity: true, max: 60 })
    if (caseNumber === null) cells.error('caseNumber', 'required')
    const facts = read(cells, plan)
    if (cells.failed || caseNumber === null) return null
    return { id: uuidv7(), dataset, case_number: caseNumber, ...facts }
  }
}

type Facts = Omit<CaseDraft, 'id' | 'dataset' | 'case_number'>

/** Every case is a Wilms tumour (nephroblastoma) of the kidney; the codes say so, the file does not need to. */
function wilms(cells: RowCells, plan: ReadingPlan): Facts {
  const histology = choice(cells, 'histology', { 1: 'favourable', 2: 'unfavourable' })
  return {
    ...blank,
    age_months: whole(cells, 'ageMonths', MOST_MONTHS),
    icd10: 'C64',
    ...classified(plan, 'C64.9', '8960/3'),
    stage: choice(cells, 'stage', { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' }),
    histology,
    relapse: flag(cells, 'relapse'),
    days_to_relapse: whole(cells, 'daysToRelapse', MOST_DAYS),
  }
}

/** The group is the registry's own, from 1 to 12; which version it used is not said. */
function portugal(cells: RowCells): Facts {
  const days = whole(cells, 'ageDays', MOST_DAYS)
  const end = whole(cells, 'daysFromBirth', MOST_DAYS)
  const group = whole(cells, 'iccc3Group', 12)
  if (group === 0) cells.error('iccc3Group', 'not-in-list')
  if (days !== null && end !== null && end < days) cells.error('daysFromBirth', 'before-diagnosis')
  return {
    ...blank,
    sex: choice(cells, 'sex', { 1: 'female', 2: 'male' }),
    age_months: days === null ? null : Math.floor(days / MONTH_DAYS),
    iccc3_group: group === null ? null : (icccGroups[group - 1]?.group ?? null),
    deceased: flag(cells, 'deceased'),
    survival_days: days === null || end === null ? null : end - days,
  }
}

/** High-grade gliomas of the brain: group III by definition, and glioblastoma has a morphology of its own. */
function glioma(cells: RowCells, plan: ReadingPlan): Facts {
  const years = cells.number('ageYears', 0, 120)
  const pathology = cells.text('pathology', { max: 200 })
  const grade = cells.text('grade', { max: 20 })
  const codes =
    pathology !== null && /^(?:gbm|glioblastoma)/i.test(pathology) ? classified(plan, 'C71.9', '9440/3') : null
  return {
    ...blank,
    sex: choice(cells, 'sex', { male: 'male', female: 'female' }),
    age_months: years === null ? null : Math.round(years * 12),
    icd10: 'C71',
    topography: 'C71.9',
    iccc3_group: 'III',
    ...codes,
    histology: pathology === null ? null : grade === null ? pathology : `${pathology}, grade ${grade}`,
    deceased: choice(cells, 'deceased', { dead: true, alive: false }),
  }
}

/** Written out: the letters M and F mean other things in other sheets. */
const sexWords = {
  mujer: 'female',
  hombre: 'male',
  femenino: 'female',
  masculino: 'male',
  female: 'female',
  male: 'male',
} as const

/** Our own sheet: codes as the registry writes them, classified where site and morphology allow. */
function ownSheet(cells: RowCells, plan: ReadingPlan): Facts {
  const topography = code(cells, 'topography', normaliseTopography)
  const morphology = code(cells, 'morphology', normaliseMorphology)
  const group = cells.text('iccc3Group', { max: 10 })?.toUpperCase() ?? null
  const number = group !== null && /^\d{1,2}$/.test(group) ? icccGroups[Number(group) - 1]?.group : group
  const known = icccGroups.find((one) => one.group === number)?.group ?? null
  if (group !== null && known === null) cells.error('iccc3Group', 'not-in-list')
  const codes =
    topography !== null && morphology !== null ? classified(plan, topography, morphology) : { topography, morphology }
  return {
    ...blank,
    sex: choice(cells, 'sex', sexWords),
    age_months: whole(cells, 'ageMonths', MOST_MONTHS),
    icd10: code(cells, 'icd10', normaliseIcd10),
    iccc3_group: known,
    ...codes,
    stage: ownStage(cells),
    histology: cells.text('histology', { max: 200 }),
    relapse: flag(cells, 'relapse'),
    days_to_relapse: whole(cells, 'daysToRelapse', MOST_DAYS),
    deceased: flag(cells, 'deceased'),
    survival_days: whole(cells, 'survivalDays', MOST_DAYS),
  }
}

function ownStage(cells: RowCells): string | null {
  const text = cells.text('stage', { max: 20 })?.toUpperCase() ?? null
  return text !== null && /^[1-5]$/.test(text) ? (romans[Number(text) - 1] ?? null) : text
}

function classified({ catalogue }: ReadingPlan, topography: string, morphology: string) {
  const iccc3 = classifyIccc3(catalogue.iccc3, 'IARC-2017', topography, morphology)
  return {
    topography,
    morphology,
    ...(iccc3 === null
      ? {}
      : { iccc3_version: iccc3.version, iccc3_group: iccc3.group, iccc3_subgroup: iccc3.subgroup }),
  }
}

function whole(cells: RowCells, field: string, most: number): number | null {
  const number = cells.number(field, 0, most)
  if (number === null || Number.isInteger(number)) return number
  cells.error(field, 'number-unreadable')
  return null
}

function choice<Meaning>(cells: RowCells, field: string, meanings: Readonly<Record<string, Meaning>>): Meaning | null {
  const text = cells.text(field, { max: 60 })
  if (text === null) return null
  const word = fold(text)
  const meaning = Object.hasOwn(meanings, word) ? meanings[word] : undefined
  if (meaning === undefined) cells.error(field, 'not-in-list')
  return meaning ?? null
}

const flag = (cells: RowCells, field: string): boolean | null =>
  choice(cells, field, { 0: false, 1: true, no: false, si: true, yes: true, true: true, false: false })

function code(cells: RowCells, field: string, normalise: (text: string) => string | null): string | null {
  const text = cells.text(field, { max: 60 })
  if (text === null) return null
  const normal = normalise(text)
  if (normal === null) cells.error(field, `${field}-form`)
  return normal
}
