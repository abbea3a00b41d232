import fc from 'fast-check'
import * as curpModule from 'shared/curp'
import { curpCheckDigit, expectedLetters, genericCurps, normaliseCurp, readCurp } from 'shared/curp'
import { birthStates, states } from 'shared/states'
import { expect, test } from 'vitest'

const valid = [
  'HEGG560427MVZRRL04',
  'SABC560626MDFLRN01',
  'BOXW310820HNERXN09',
  'XEXX010101HNEXXXA4',
  'XEXX010101MNEXXXA8',
]

test.each([
  [valid[0], '1956-04-27', 'female', 'VZ', 'HEGG', 'RRL', false],
  [valid[1], '1956-06-26', 'female', 'DF', 'SABC', 'LRN', false],
  [valid[2], '1931-08-20', 'male', 'NE', 'BOXW', 'RXN', false],
  [valid[3], '2001-01-01', 'male', 'NE', 'XEXX', 'XXX', true],
  [valid[4], '2001-01-01', 'female', 'NE', 'XEXX', 'XXX', true],
  [' hegg-560427 mvzrrl 04 ', '1956-04-27', 'female', 'VZ', 'HEGG', 'RRL', false],
])('%s is read', (curp = '', birthDate, sex, birthState, initials, consonants, generic) =>
  expect(readCurp(curp)).toEqual({ parts: { birthDate, sex, birthState, initials, consonants, generic } }),
)

test.each([
  ['', [{ code: 'curp-length' }]],
  ['HEGG560427MVZRRL0', [{ code: 'curp-length' }]],
  ['HEGG560427MVZRRL041', [{ code: 'curp-length' }]],
  ['H3GG560427MVZRRL04', [{ code: 'curp-character', position: 2 }]],
  ['HTGG560427MVZRRL04', [{ code: 'curp-character', position: 2 }]],
  ['\u041DEGG560427MVZRRL04', [{ code: 'curp-character', position: 1 }]],
  ['HEGG5604O7MVZRRL04', [{ code: 'curp-character', position: 9 }]],
  [
    'HEGG560427MVZARL0X',
    [
      { code: 'curp-character', position: 14 },
      { code: 'curp-character', position: 18 },
    ],
  ],
  ['HEGG560427FVZRRL04', [{ code: 'curp-sex', position: 11 }]],
  ['HEGG560427MXXRRL04', [{ code: 'curp-birth-state', position: 12 }]],
  ['HEGG560431MVZRRL04', [{ code: 'curp-birth-date', position: 5 }]],
  ['HEGG561327MVZRRL04', [{ code: 'curp-birth-date', position: 5 }]],
  ['HEGG560427MVZRRL05', [{ code: 'curp-check-digit', position: 18 }]],
  ['XEXX010101MNEXXXA9', [{ code: 'curp-check-digit', position: 18 }]],
])('"%s" is refused: %j', (curp, errors) => expect(readCurp(curp)).toEqual({ errors }))

test('the century comes from position 17', () => {
  const first17 = 'HEGG000229MVZRRL'
  // 29 February 1900 never was.
  expect(readCurp(`${first17}0${curpCheckDigit(`${first17}0`)}`).errors).toEqual([
    { code: 'curp-birth-date', position: 5 },
  ])
  expect(readCurp(`${first17}A${curpCheckDigit(`${first17}A`)}`).parts?.birthDate).toBe('2000-02-29')
})

test('the digit does not see H and M swapped: the reason for comparing with the form', () => {
  expect(readCurp('HEGG560427HVZRRL04').parts?.sex).toBe('male')
})

test('the letter X is a sex of its own', () => {
  const first17 = 'HEGG150427XVZRRLA'
  expect(readCurp(`${first17}${curpCheckDigit(first17)}`).parts?.sex).toBe('other')
})

test('the check digit needs 17 letters of the alphabet', () => {
  expect(curpCheckDigit('HEGG560427MVZRRL0')).toBe(4)
  expect(curpCheckDigit('HEGG560427MVZRRL')).toBeUndefined()
  expect(curpCheckDigit('HEGG560427MVZRRL?')).toBeUndefined()
  expect(curpCheckDigit('ÑEGG560427MVZRRL0')).toBe((4 - (((24 - 17) * 18) % 10) + 10) % 10)
})

test('one wrong digit in a date is seen more often than not, and nothing typed throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 24 }), (text) => {
      const { parts, errors } = readCurp(text)
      expect(parts === undefined).toBe(errors !== undefined)
    }),
  )
  const slips = [4, 5, 6, 7, 8, 9].flatMap((i) =>
    '0123456789'.split('').map((d) => `${valid[0]?.slice(0, i)}${d}${valid[0]?.slice(i + 1)}`),
  )
  const passing = slips.filter((curp) => curp !== valid[0] && readCurp(curp).parts !== undefined)
  expect(passing.length).toBeLessThan(slips.length / 2)
})

test.each([
  [{ givenName: 'Gloria', firstSurname: 'Hernández', secondSurname: 'García' }, 'HEGG', 'RRL'],
  [{ givenName: 'Concepción', firstSurname: 'Salgado', secondSurname: 'Briseño' }, 'SABC', 'LRN'],
  [{ givenName: 'Alberto', firstSurname: 'D/Amico', secondSurname: 'Álvarez' }, 'DXAA', 'MLL'],
  [{ givenName: 'Alberto', firstSurname: "D'Amico", secondSurname: 'Álvarez' }, 'DXAA', 'MLL'],
  [{ givenName: 'Rosa', firstSurname: 'O’Farrill', secondSurname: null }, 'OXXR', 'FXS'],
  [{ givenName: 'Alberto', firstSurname: 'Ñando', secondSurname: 'Rodríguez' }, 'XARA', 'NDL'],
  [{ givenName: 'Ana', firstSurname: 'Muñoz', secondSurname: 'Ñañez' }, 'MUXA', 'XXN'],
  [{ givenName: 'Luz María', firstSurname: 'Argüello', secondSurname: 'Güemes' }, 'AUGL', 'RMZ'],
  [{ givenName: 'María Fernanda', firstSurname: 'Escamilla', secondSurname: 'Arroyo' }, 'EAAF', 'SRR'],
  [{ givenName: 'Ma. de los Ángeles', firstSurname: 'Moreno', secondSurname: 'Sánchez' }, 'MOSA', 'RNN'],
  [{ givenName: 'J. Jesús', firstSurname: 'Pérez', secondSurname: 'López' }, 'PELJ', 'RPS'],
  [{ givenName: 'José de Jesús', firstSurname: 'Pérez', secondSurname: 'López' }, 'PELJ', 'RPS'],
  [{ givenName: 'María', firstSurname: 'Pérez', secondSurname: 'López' }, 'PELM', 'RPR'],
  [{ givenName: 'María José', firstSurname: 'Luna', secondSurname: 'Díaz' }, 'LUDJ', 'NZS'],
  [{ givenName: 'Carlos', firstSurname: 'Mc Gregor', secondSurname: 'López' }, 'GELC', 'RPR'],
  [{ givenName: 'Dolores', firstSurname: 'San Martín', secondSurname: 'De la O' }, 'SAOD', 'NXL'],
  [{ givenName: 'Ofelia', firstSurname: 'Pedrero', secondSurname: 'Domínguez' }, 'PXDO', 'DMF'],
  [{ givenName: 'Ana', firstSurname: 'Ek’', secondSurname: 'Uc' }, 'EXUA', 'KCN'],
  [{ givenName: 'Andrés', firstSurname: 'Ich', secondSurname: 'Rodríguez' }, 'IXRA', 'CDN'],
  [{ givenName: 'Ana', firstSurname: 'Montes de Oca', secondSurname: 'Ponce de León' }, 'MOPA', 'NNN'],
  [{ givenName: 'Luisa', firstSurname: 'García-López', secondSurname: '' }, 'GAXL', 'RXS'],
])('%j gives %s and %s', (name, initials, consonants) =>
  expect(expectedLetters(name)).toEqual({ initials, consonants }),
)

test('letters expected of any name have the shape of a CURP', () => {
  const anyName = fc.string({ unit: 'grapheme', maxLength: 30 })
  fc.assert(
    fc.property(anyName, anyName, anyName, (givenName, firstSurname, secondSurname) => {
      const { initials, consonants } = expectedLetters({ givenName, firstSurname, secondSurname })
      expect(initials).toMatch(/^[A-Z][AEIOUX][A-Z]{2}$/)
      expect(consonants).toMatch(/^[B-DF-HJ-NP-TV-Z]{3}$/)
    }),
  )
})

test('grouping is taken off, letters are not replaced', () => {
  expect(normaliseCurp('pela 150327 – mdf\u00A0rpn-a3')).toBe('PELA150327MDFRPNA3')
  expect(genericCurps).toHaveLength(2)
})

test('nothing here answers with a whole CURP', () => {
  const name = { givenName: 'Gloria', firstSurname: 'Hernández', secondSurname: 'García' }
  expect(JSON.stringify(expectedLetters(name)).length).toBeLessThan(50)
  expect(Object.keys(curpModule).filter((key) => /make|create|generate|build/i.test(key))).toEqual([])
})

test('32 states and abroad, each with its own codes', () => {
  expect(new Set(states.map(({ curpCode }) => curpCode)).size).toBe(32)
  expect(states.map(({ inegiCode }) => Number(inegiCode))).toEqual(Array.from({ length: 32 }, (_, i) => i + 1))
  expect(birthStates).toContain('NE')
  expect(birthStates).toHaveLength(33)
})
