import { prepareRank, rankConcepts } from 'server/terminology/rank'
import { expect, test } from 'vitest'

const concept = (code: string, label: string, synonyms: string[] = [], labelEn: string | null = null) =>
  prepareRank({ code, label, labelEn, synonyms, isLeaf: true, properties: {} })

/** In the order in which a search for "blastoma" must find them, apart from the last. */
const ordered = [
  concept('9100/1', 'Blastoma'),
  concept('9100/2', 'Blastoma óseo'),
  concept('8973/3', 'Otro blastoma'),
  concept('8972/3', 'Gran tumor blastoma pulmonar'),
  concept('8000/3', 'Neoplasia maligna', ['Blastoma, SAI']),
  concept('8001/3', 'Neoplasia maligna sin otra especificación', [], 'Blastoma, nos'),
  concept('9500/3', 'Neuroblastoma'),
  concept('9470/3', 'Meduloblastoma'),
]
const other = concept('9380/3', 'Glioma')
const found = (typed: string, concepts = [other, ...ordered].reverse()) =>
  rankConcepts(concepts, typed).map(({ code }) => code)

test('labels that begin so, then words of a label, then synonyms and English, then pieces; shorter first', () => {
  expect(found('blastoma')).toEqual(ordered.map(({ concept: { code } }) => code))
})

test('a code comes before words, whole before begun', () => {
  const concepts = [concept('C91.0', 'c91'), concept('C91', 'Leucemia linfoide'), concept('D00', 'C91 en otra lista')]
  expect(found('c91', concepts)).toEqual(['C91', 'C91.0', 'D00'])
  expect(found('C9 10', concepts)).toEqual(['C91.0'])
})

test('words and the beginning of a code narrow each other', () => {
  expect(found('9500 neuro')).toEqual(['9500/3'])
  expect(found('9500 glioma')).toEqual([])
})
