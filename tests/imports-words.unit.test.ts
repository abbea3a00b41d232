import { conditionRules } from 'shared/condition-checks'
import { identifierFindingCodes } from 'shared/identifiers'
import { builtInMappings } from 'shared/imports'
import { foldHeader, importFields } from 'shared/imports-fields'
import { explainImport, importWords } from 'shared/imports-words'
import { expect, test } from 'vitest'
import { readCatalogue } from './support/catalogue.js'

test('every code of identifiers and diagnoses has a sentence in both languages', () => {
  const codes = [...identifierFindingCodes, ...conditionRules.map((rule) => `condition-${rule}`)]
  expect(codes.filter((code) => !Object.hasOwn(importWords.es, code))).toEqual([])
  expect(Object.keys(importWords.en).sort()).toEqual(Object.keys(importWords.es).sort())
  for (const lang of ['es', 'en'] as const)
    for (const words of Object.values(importWords[lang])) expect(words).toMatch(/^\S.*\.$/)
})

test('a code without words is not a method of an object', () => {
  expect(explainImport('constructor', 'es')).toBe(importWords.es.unknown)
})

test('the census fields are those of its catalogue, and no spelling of a header means two fields', () => {
  const census = readCatalogue('census-27', ['header_es', 'field'])
  expect(importFields['census-27'].map(({ header, field }) => ({ header_es: header, field }))).toEqual(census)
  for (const mapping of builtInMappings) {
    const spellings = importFields[mapping].flatMap(({ field, header, aliases }) =>
      [...new Set([field, header, ...aliases].map(foldHeader))].map((spelling) => spelling),
    )
    expect(spellings.filter((spelling, i) => spellings.indexOf(spelling) !== i)).toEqual([])
  }
})
