import { doubtsAboutAgregado, readAgregado } from 'shared/agregado'
import { checkClues } from 'shared/clues'
import { expect, test } from 'vitest'

const daughter = { relation: 3, sex: 'female', birthYear: 2015, regime: 'OR' } as const

test('an agregado says relation, sex, year of birth and regime', () => {
  expect(readAgregado('3F2015OR')).toEqual({ parts: daughter })
  expect(readAgregado(' 3f-2015 or')).toEqual({ parts: daughter })
  // M is male here, and female in a CURP.
  expect(readAgregado('1M1985OR').parts?.sex).toBe('male')
})

test.each([
  ['3F2015', [{ code: 'agregado-length' }]],
  ['0F2015OR', [{ code: 'agregado-character', position: 1 }]],
  ['3H2015OR', [{ code: 'agregado-character', position: 2 }]],
  [
    '3F20I5O1',
    [
      { code: 'agregado-character', position: 5 },
      { code: 'agregado-character', position: 8 },
    ],
  ],
])('"%s" is refused', (text, errors) => expect(readAgregado(text)).toEqual({ errors }))

test.each([
  ['the same person', { birthDate: '2015-03-27', sex: 'female' }, []],
  ['nothing known', {}, []],
  ['a sex the agregado cannot write', { birthDate: '2015-03-27', sex: 'other' }, []],
  ['another sex', { sex: 'male' }, [{ code: 'agregado-sex-mismatch', position: 2 }]],
  ['another year', { birthDate: '2016-03-27' }, [{ code: 'agregado-birth-year-mismatch', position: 3 }]],
])('compared with %s', (_case, person, doubts) => expect(doubtsAboutAgregado(daughter, person)).toEqual(doubts))

test('a regime nobody has met is asked about', () => {
  expect(doubtsAboutAgregado({ ...daughter, regime: 'ZZ' }, {})).toEqual([{ code: 'agregado-regime', position: 7 }])
})

test.each([
  ['DFIMS000616', undefined],
  ['df ims 000616', undefined],
  ['DFIMS00616', { code: 'clues-length' }],
  ['D1IMS000616', { code: 'clues-character', position: 2 }],
  ['DFIMSA00616', { code: 'clues-character', position: 6 }],
  ['XXIMS000616', { code: 'clues-state', position: 1 }],
  ['NEIMS000616', { code: 'clues-state', position: 1 }],
])('CLUES %s is answered %j', (clues, error) => expect(checkClues(clues)).toEqual(error))
