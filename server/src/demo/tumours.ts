import { basesOfDiagnosis, riskGroups } from 'shared/oncology-codes'
import { openCatalogueFile } from '../terminology/catalogue-files.js'
import { type Draw, drawFrom, drawWord, weighedWords } from './chance.js'

/** A kind of tumour of the demonstration, a row of server/catalogue/demo-tumours.csv. Shares are relative to the age group. */
export interface Tumour {
  family: string
  share: number
  /** Share of girls and women, 0 to 1. */
  female: number
  /** Years at diagnosis, both ends included. */
  age: Draw<readonly [from: number, to: number]>
  site: Draw<{ icd10: string; topography: string }>
  morphology: Draw<string>
  basis: Draw<(typeof basesOfDiagnosis)[number]>
  stage: { system: string; tier: 1 | 2 | null; value: Draw<string> } | null
  risk: Draw<(typeof riskGroups)[number]> | null
  /** Of tumours of paired organs, the share found on both sides. */
  bilateral: number
  /** Share of the adults with it who were diagnosed before they turned 18. */
  youth: number
}

const MICROSCOPE = 'histology-primary:94 histology-metastasis:4 cytology:2'

export function readTumours(): { paediatric: Tumour[]; adult: Tumour[] } {
  const rows = openCatalogueFile('demo-tumours.csv').rows()
  const of = (group: string) => rows.filter((row) => row['age_group'] === group).map(readTumour)
  return { paediatric: of('paediatric'), adult: of('adult') }
}

function readTumour(row: Record<string, string>): Tumour {
  const { stage_system: system = '', stage_tier: tier, stage_values: values = '', risk_group: risk = '' } = row
  return {
    family: row['family'] ?? '',
    share: Number(row['share']),
    female: Number(row['female']),
    age: drawRead(row['ages_at_diagnosis'], readAges),
    site: drawRead(row['icd10_topography'], readSite),
    morphology: drawWord(row['morphology'] ?? ''),
    basis: drawRead(row['basis_of_diagnosis'] || MICROSCOPE, (word) => known(basesOfDiagnosis, word)),
    stage: system === '' ? null : { system, tier: tier === '' ? null : tier === '1' ? 1 : 2, value: drawWord(values) },
    risk: risk === '' ? null : drawRead(risk, (word) => known(riskGroups, word)),
    bilateral: Number(row['bilateral']),
    youth: Number(row['youth']),
  }
}

const drawRead = <T>(spec: string | undefined, read: (word: string) => T): Draw<T> =>
  drawFrom(weighedWords(spec ?? '').map(([word, weight]) => [read(word), weight] as const))

function known<T extends string>(words: readonly T[], word: string): T {
  const found = words.find((one) => one === word)
  if (found === undefined) throw new Error(`demo-tumours.csv: ${word} is not in the value set`)
  return found
}

/** `C22.2>C22.0`: ICD-10 and the topography of ICD-O; one code alone is both. */
function readSite(word: string): { icd10: string; topography: string } {
  const [icd10 = '', topography = icd10] = word.split('>')
  return { icd10, topography }
}

function readAges(word: string): readonly [number, number] {
  const [from = 0, to = from] = word.split('-').map(Number)
  return [from, to]
}
