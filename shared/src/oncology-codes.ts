import * as z from 'zod'

/**
 * Most valid basis of diagnosis, from least to most certain, as IARC, IACR and ENCR number it
 * (Comparability and quality control in cancer registration, IARC Technical Report 19; ENCR recommendation of 1999).
 * Blood or bone marrow smears count as cytology, bone marrow and tumour biopsies as histology of the primary.
 */
export const basesOfDiagnosis = [
  'death-certificate-only',
  'clinical',
  'clinical-investigation',
  'tumour-markers',
  'cytology',
  'histology-metastasis',
  'histology-primary',
  'unknown',
] as const
export type BasisOfDiagnosis = (typeof basesOfDiagnosis)[number]

/** The digit registries exchange for each basis; 3 and 8 are not used. */
export const basisCodes = {
  'death-certificate-only': 0,
  clinical: 1,
  'clinical-investigation': 2,
  'tumour-markers': 4,
  cytology: 5,
  'histology-metastasis': 6,
  'histology-primary': 7,
  unknown: 9,
} as const satisfies Record<BasisOfDiagnosis, number>

/** Side of a paired organ where the tumour began. A tumour of both sides at once is `bilateral` and still one tumour. */
export const lateralities = [
  'left',
  'right',
  'bilateral',
  'unilateral-side-unknown',
  'not-applicable',
  'unknown',
] as const
export type Laterality = (typeof lateralities)[number]

/** Risk as the protocol in use assigned it; names differ between protocols, so this keeps their common words. */
export const riskGroups = ['low', 'intermediate', 'standard', 'high', 'very-high', 'not-applicable', 'unknown'] as const
export type RiskGroup = (typeof riskGroups)[number]

const squeeze = (text: string) => text.toUpperCase().replace(/[\s.]/g, '')

/** `C910`, `c91.0` and `C91.0` are `C91.0`; a category stays `C91`. Null when it is not the form of a tumour code. */
export function normaliseIcd10(text: string): string | null {
  const found = /^([CD]\d\d)(\d?)X?$/.exec(squeeze(text))
  if (!found) return null
  return found[2] ? `${found[1]}.${found[2]}` : (found[1] ?? null)
}

/** `C716` and `C71.6` are `C71.6`. ICD-O sites always have four characters. */
export function normaliseTopography(text: string): string | null {
  const found = /^(C[0-8]\d)(\d)$/.exec(squeeze(text))
  return found ? `${found[1]}.${found[2]}` : null
}

/** `94703`, `M9470/3` and `9470/3` are `9470/3`: histology and behaviour; a sixth digit (grade) is dropped. */
export function normaliseMorphology(text: string): string | null {
  const found = /^M?-?([89]\d{3})\/?([012369])\d?$/.exec(squeeze(text))
  return found ? `${found[1]}/${found[2]}` : null
}

export const Icd10Code = z
  .string()
  .overwrite((text) => normaliseIcd10(text) ?? text)
  .regex(/^[CD]\d\d(\.\d)?$/, { error: 'icd10-form' })

export const TopographyCode = z
  .string()
  .overwrite((text) => normaliseTopography(text) ?? text)
  .regex(/^C[0-8]\d\.\d$/, { error: 'topography-form' })

export const MorphologyCode = z
  .string()
  .overwrite((text) => normaliseMorphology(text) ?? text)
  .regex(/^[89]\d{3}\/[012369]$/, { error: 'morphology-form' })

/** Inclusive numbers. ICD-O sites are counted without letter and point: C71.6 is 716. */
export type Range = readonly [from: number, to: number]

/** `C700-C729;C753` or `9380;9400-9411`, as the classification files write them. */
export function parseRanges(text: string): readonly Range[] {
  return text.split(';').map((part) => {
    const [from, to = from] = part.trim().replaceAll('C', '').split('-').map(Number)
    if (from === undefined || to === undefined || Number.isNaN(from) || Number.isNaN(to)) {
      throw new Error(`not a range of codes: ${part}`)
    }
    return [from, to] as const
  })
}

export const inRanges = (value: number, ranges: readonly Range[]) =>
  ranges.some(([from, to]) => value >= from && value <= to)

/** The numbers of a site and a morphology that are written in their normal form. */
export const siteNumber = (topography: string) => Number(topography.slice(1, 3) + topography.slice(4))
export const histologyNumber = (morphology: string) => Number(morphology.slice(0, 4))
export const behaviourNumber = (morphology: string) => Number(morphology.slice(5))
