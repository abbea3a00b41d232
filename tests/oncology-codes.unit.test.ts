import {
  basesOfDiagnosis,
  basisCodes,
  Icd10Code,
  MorphologyCode,
  normaliseIcd10,
  normaliseMorphology,
  normaliseTopography,
  parseRanges,
  TopographyCode,
} from 'shared/oncology-codes'
import { describe, expect, test } from 'vitest'
import { readCatalogue } from './support/catalogue.js'

test.each([
  ['C91.0', 'C91.0'],
  ['c910', 'C91.0'],
  [' C91 . 0 ', 'C91.0'],
  ['C91', 'C91'],
  ['C64X', 'C64'],
  ['D45', 'D45'],
  ['E10', null],
  ['C9', null],
  ['C91.00', null],
  ['', null],
])('ICD-10 %j is %j', (text, code) => {
  expect(normaliseIcd10(text)).toBe(code)
})

test.each([
  ['C71.6', 'C71.6'],
  ['c716', 'C71.6'],
  ['C71', null],
  ['C91.0', null],
  ['716', null],
])('site %j is %j', (text, code) => {
  expect(normaliseTopography(text)).toBe(code)
})

test.each([
  ['9470/3', '9470/3'],
  ['94703', '9470/3'],
  ['M9470/3', '9470/3'],
  ['M-9470/3', '9470/3'],
  ['8140/32', '8140/3'],
  ['9470', null],
  ['9470/4', null],
  ['1234/3', null],
])('morphology %j is %j', (text, code) => {
  expect(normaliseMorphology(text)).toBe(code)
})

describe('schemas', () => {
  test('give the normal form and name the fault', () => {
    expect([Icd10Code.parse('c910'), TopographyCode.parse('c421'), MorphologyCode.parse('98363')]).toEqual([
      'C91.0',
      'C42.1',
      '9836/3',
    ])
    const fault = (schema: typeof Icd10Code, text: string) =>
      schema.safeParse(text).error?.issues.map(({ message }) => message)
    expect(fault(Icd10Code, 'leucemia')).toEqual(['icd10-form'])
    expect(fault(TopographyCode, 'C42')).toEqual(['topography-form'])
    expect(fault(MorphologyCode, '9836')).toEqual(['morphology-form'])
  })

  test('can be described to those who call the API', () => {
    expect(Icd10Code.toJSONSchema({ io: 'input' })).toMatchObject({ type: 'string' })
  })

  test('accept every code of the catalogue as it stands', () => {
    for (const [file, schema] of [
      ['icd10-oncology', Icd10Code],
      ['icdo3-topography', TopographyCode],
      ['icdo3-morphology', MorphologyCode],
    ] as const) {
      for (const { code } of readCatalogue(file, ['code'])) expect(schema.parse(code)).toBe(code)
    }
  })
})

test('ranges are read as the tables write them, and nonsense is refused', () => {
  expect(parseRanges('C700-C729;C753;9380-9384')).toEqual([
    [700, 729],
    [753, 753],
    [9380, 9384],
  ])
  for (const wrong of ['C70x', 'x-C710', 'C700-x']) expect(() => parseRanges(wrong)).toThrow('not a range')
})

test('each basis of diagnosis has its own digit, and certainty grows with it', () => {
  const digits = basesOfDiagnosis.map((basis) => basisCodes[basis])
  expect(digits).toEqual([0, 1, 2, 4, 5, 6, 7, 9])
})
