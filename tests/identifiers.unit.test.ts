import fc from 'fast-check'
import {
  checkIdentifiers,
  IdentifierCheck,
  IdentifierCheckAnswer,
  type IdentifierFacts,
  identifierFindingCodes,
} from 'shared/identifiers'
import { expect, test } from 'vitest'

const gloria = {
  curp: 'HEGG560427MVZRRL04',
  nss: '12345678903',
  agregado: '1F1956OR',
  clues: 'DFIMS000616',
  birthDate: '1956-04-27',
  sex: 'female',
  birthState: 'VZ',
  givenName: 'Gloria',
  firstSurname: 'Hernández',
  secondSurname: 'García',
}
const read = { birthDate: '1956-04-27', sex: 'female', birthState: 'VZ' }
const codes = (facts: IdentifierFacts) => checkIdentifiers(facts).findings.map(({ code, severity }) => [code, severity])

test('a form that agrees with itself has no finding', () => {
  expect(checkIdentifiers(gloria)).toEqual({ findings: [], completed: {}, prefill: read })
})

test('a CURP alone fills birth date, sex and state', () => {
  expect(checkIdentifiers({ curp: 'hegg 560427 mvzrrl 04' })).toEqual({ findings: [], completed: {}, prefill: read })
  expect(checkIdentifiers({})).toEqual({ findings: [], completed: {}, prefill: {} })
  expect(checkIdentifiers({ curp: ' ', nss: null, agregado: '' })).toEqual({ findings: [], completed: {}, prefill: {} })
})

test.each([
  ['H and M swapped, which the digit does not see', { curp: 'HEGG560427HVZRRL04' }, 'curp-sex-mismatch', 11],
  ['another sex on the form', { sex: 'male', agregado: null }, 'curp-sex-mismatch', 11],
  ['only X agrees with X', { sex: 'other' }, 'curp-sex-mismatch', 11],
  ['another birth date', { birthDate: '1956-04-26' }, 'curp-birth-date-mismatch', 5],
  ['another state', { birthState: 'DF' }, 'curp-birth-state-mismatch', 12],
  ['a wrong digit', { curp: 'HEGG560427MVZRRL03' }, 'curp-check-digit', 18],
  ['an impossible letter', { curp: 'H1GG560427MVZRRL04' }, 'curp-character', 2],
])('%s is refused', (_case, slip, code, position) => {
  expect(checkIdentifiers({ ...gloria, ...slip }).findings).toEqual([
    { field: 'curp', code, severity: 'error', position },
  ])
})

test('a sex not known contradicts nothing', () => {
  expect(codes({ ...gloria, sex: 'unknown' })).toEqual([])
})

test.each([
  ['another first surname', { firstSurname: 'Fernández' }, 1],
  ['another second surname', { secondSurname: 'Peña' }, 3],
  ['no second surname', { secondSurname: null }, 3],
  ['another given name', { givenName: 'Rosa' }, 4],
  ['another inner consonant', { firstSurname: 'Heredia', secondSurname: 'Galán' }, 15],
])('%s is asked about, never refused', (_case, slip, position) => {
  expect(checkIdentifiers({ ...gloria, ...slip }).findings).toEqual([
    { field: 'curp', code: 'curp-name-mismatch', severity: 'warning', position },
  ])
})

test('names not typed yet are not compared', () => {
  const { givenName: _g, secondSurname: _s, ...typing } = gloria
  expect(codes(typing)).toEqual([])
  expect(codes({ curp: gloria.curp, givenName: 'Gloria' })).toEqual([])
  expect(codes({ curp: gloria.curp, givenName: 'Rosa' })).toEqual([['curp-name-mismatch', 'warning']])
})

test('María and José give way, Ñ is X, and Ü may be X or U', () => {
  expect(codes({ ...gloria, givenName: 'María Gloria' })).toEqual([])
  expect(
    codes({ curp: 'BOXW310820HNERXN09', givenName: 'Wenceslao', firstSurname: 'Bórquez', secondSurname: 'Ñuño' }),
  ).toEqual([])
})

test.each(['XEXX010101HNEXXXA4', 'XEXX010101MNEXXXA8'])(
  'the generic %s is accepted, mentioned and not compared',
  (curp) => {
    expect(checkIdentifiers({ ...gloria, curp, birthDate: '2015-03-27', agregado: null })).toEqual({
      findings: [{ field: 'curp', code: 'curp-generic', severity: 'warning' }],
      completed: {},
      prefill: {},
    })
  },
)

test('an NSS of ten digits is completed and said', () => {
  expect(checkIdentifiers({ nss: '1234-5678-90' })).toEqual({
    findings: [{ field: 'nss', code: 'nss-completed', severity: 'warning' }],
    completed: { nss: '12345678903' },
    prefill: {},
  })
  expect(checkIdentifiers({ nss: '12-34-56-7890-3' })).toEqual({ findings: [], completed: {}, prefill: {} })
})

test.each([
  ['nss', { nss: '12345678904' }, 'nss-check-digit', 'error'],
  ['nss', { nss: '123' }, 'nss-length', 'error'],
  ['nss', { nss: '99345678900' }, 'nss-subdelegation', 'warning'],
  ['agregado', { agregado: '1F19' }, 'agregado-length', 'error'],
  ['agregado', { agregado: '1M1956OR' }, 'agregado-sex-mismatch', 'warning'],
  ['agregado', { agregado: '1F1957OR' }, 'agregado-birth-year-mismatch', 'warning'],
  ['agregado', { agregado: '1F1956ZZ' }, 'agregado-regime', 'warning'],
  ['clues', { clues: 'DFIMS00061' }, 'clues-length', 'error'],
])('in %s, %j is %s (%s)', (field, slip, code, severity) => {
  const { findings } = checkIdentifiers({ ...gloria, ...slip })
  expect(findings).toEqual([expect.objectContaining({ field, code, severity })])
})

test('siblings may share an NSS with an agregado of their own', () => {
  expect(codes({ nss: '12345678903', agregado: '3M2015OR', sex: 'male', birthDate: '2015-03-27' })).toEqual([])
  expect(codes({ nss: '12345678903', agregado: '3F2017OR', sex: 'female', birthDate: '2017-09-01' })).toEqual([])
})

test('whatever is typed, the answer fits its schema and its codes are listed', () => {
  const typed = fc.string({ unit: 'grapheme', maxLength: 60 })
  const anything = fc.record(
    {
      curp: typed,
      nss: typed,
      agregado: typed,
      clues: typed,
      givenName: typed,
      firstSurname: typed,
      secondSurname: typed,
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(anything, (facts) => {
      const answer = checkIdentifiers(facts)
      expect(IdentifierCheckAnswer.parse(answer)).toEqual(answer)
    }),
  )
  expect(new Set(identifierFindingCodes).size).toBe(identifierFindingCodes.length)
})

test('the request refuses what is no day, no sex and no state', () => {
  expect(IdentifierCheck.safeParse(gloria).success).toBe(true)
  for (const slip of [{ birthDate: '1956-02-30' }, { sex: 'F' }, { birthState: 'XX' }, { curp: 'A'.repeat(61) }])
    expect(IdentifierCheck.safeParse({ ...gloria, ...slip }).success).toBe(false)
})
