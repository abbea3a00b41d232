import { behaviourNumber, histologyNumber, inRanges, type Range, siteNumber } from './oncology-codes.js'

/** Numbers of ICD-10 categories: C81 is 81, D45 is 145. */
type Categories = readonly Range[]

/**
 * Blood and lymph: ICD-10 goes by the disease, ICD-O by its cells, so the histology decides the category.
 * After the conversion rules between ICD-O-3 and ICD-10 of IARC Technical Report 42; wide where editions differ.
 */
const blood: ReadonlyArray<{ histologies: Range; categories: Categories }> = [
  {
    histologies: [9590, 9597],
    categories: [
      [82, 86],
      [88, 88],
      [96, 96],
    ],
  },
  { histologies: [9650, 9667], categories: [[81, 81]] },
  {
    histologies: [9670, 9729],
    categories: [
      [82, 86],
      [88, 88],
      [91, 91],
      [96, 96],
    ],
  },
  { histologies: [9731, 9734], categories: [[90, 90]] },
  { histologies: [9735, 9738], categories: [[82, 86]] },
  {
    histologies: [9740, 9742],
    categories: [
      [94, 94],
      [96, 96],
      [147, 147],
    ],
  },
  { histologies: [9749, 9759], categories: [[96, 96]] },
  {
    histologies: [9760, 9769],
    categories: [
      [88, 88],
      [84, 86],
    ],
  },
  {
    histologies: [9800, 9809],
    categories: [
      [91, 92],
      [95, 95],
    ],
  },
  {
    histologies: [9811, 9839],
    categories: [
      [83, 85],
      [91, 91],
    ],
  },
  { histologies: [9840, 9931], categories: [[92, 95]] },
  { histologies: [9940, 9949], categories: [[91, 95]] },
  {
    histologies: [9950, 9967],
    categories: [
      [92, 96],
      [145, 147],
    ],
  },
  {
    histologies: [9970, 9971],
    categories: [
      [81, 96],
      [147, 147],
    ],
  },
  {
    histologies: [9975, 9993],
    categories: [
      [92, 95],
      [145, 147],
    ],
  },
]

/** Behaviour of the tumour and the block of ICD-10 it is coded in: benign, uncertain, in situ, malignant, secondary. */
const blocks: Record<number, Range> = { 0: [110, 136], 1: [137, 148], 2: [100, 109], 3: [0, 97], 6: [77, 79] }

/** Pilocytic astrocytoma is /1 in ICD-O-3.1 and C71 in ICD-10 by agreement of the registries. */
const PILOCYTIC = 9421

/** True when the three codes can describe one tumour. Codes in their normal form. */
export function icd10Agrees(icd10: string, topography: string, morphology: string): boolean {
  const category = Number(icd10.slice(1, 3)) + (icd10.startsWith('D') ? 100 : 0)
  const histology = histologyNumber(morphology)
  const behaviour = behaviourNumber(morphology)
  const disease = blood.find(({ histologies }) => inRanges(histology, [histologies]))
  if (disease) return inRanges(category, disease.categories)
  const block = blocks[behaviour]
  if (block === undefined) return true
  if (histology === PILOCYTIC && category === 71) return true
  if (!inRanges(category, [block])) return false
  return behaviour === 3 ? malignantSites(siteNumber(topography), histology).includes(category) : true
}

function malignantSites(site: number, histology: number): number[] {
  const category = Math.floor(site / 10)
  if (inRanges(histology, [[9050, 9055]])) return [45]
  if (histology === 9140) return [46]
  if (inRanges(histology, [[8720, 8790]])) return category === 44 ? [43] : [43, category]
  return [category]
}
