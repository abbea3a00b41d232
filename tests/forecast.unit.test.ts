import fc from 'fast-check'
import { medications } from 'server/medications/catalogue'
import { unitOf, unitsForDose } from 'shared/pieces'
import { expect, test } from 'vitest'

const pieceOf = (clave: string) => {
  const piece = [...medications.values()].flatMap(({ pieces }) => pieces).find((it) => it.clave === clave)
  if (piece === undefined) throw new Error(clave)
  return piece
}

test.each([
  ['010.000.1768.00', { form: 'injectable', content: { value: 1, unit: 'mg' }, perPiece: 1 }],
  ['010.000.4230.00', { form: 'injectable', content: { value: 100, unit: 'mg' }, perPiece: 10 }],
  ['010.000.1759.00', { form: 'solid', content: { value: 2.5, unit: 'mg' }, perPiece: 50 }],
  ['010.000.4445.00', { form: 'solid', content: { value: 20, unit: 'mg' }, perPiece: 1 }],
  ['010.000.4229.00', { form: 'injectable', content: { value: 10_000, unit: '[IU]' }, perPiece: 1 }],
  ['010.000.4432.00', { form: 'injectable', content: { value: 1000, unit: 'mg' }, perPiece: 1 }],
  ['010.000.2482.00', { form: 'bottle', content: { value: 100, unit: 'mg' }, perPiece: 1 }],
  ['010.000.5432.00', { form: 'injectable', content: { value: 0.3, unit: 'mg' }, perPiece: 5 }],
])('a piece of %s', (clave, unit) => {
  expect(unitOf(pieceOf(clave))).toEqual(unit)
})

test('every piece whose content is known has units that add up to it', () => {
  const known = [...medications.values()].flatMap(({ pieces }) => pieces).filter(({ content }) => content !== null)
  expect(known.length).toBeGreaterThan(50)
  expect(known.filter((piece) => unitOf(piece) === null).map(({ clave }) => clave)).toEqual([])
})

test('content that is not told, or that the words contradict, is not guessed', () => {
  const vial = pieceOf('010.000.4230.00')
  expect(unitOf({ ...vial, content: null })).toBeNull()
  expect(unitOf({ ...vial, presentation: null })).toBeNull()
  expect(unitOf({ ...vial, presentation: '5 frascos ámpula de 100 mg' })).toBeNull()
})

test.each([
  ['a vial is not shared', 1.2, [1], [2]],
  ['a dose of just one vial opens one', 1, [1], [1]],
  ['the large vial where both waste the same', 45, [10, 50], [0, 1]],
  ['a large one and two small waste less than two large', 62, [10, 50], [2, 1]],
  ['three of 200 fit better than one of 500 and one of 200', 600, [200, 500], [3, 0]],
  ['700 is one of each', 700, [200, 500], [1, 1]],
  ['rounding of the machine opens no vial more', 0.1 * 3, [0.1], [3]],
])('%s', (_case, dose, sizes, units) => {
  expect(unitsForDose(dose, sizes)).toEqual(units)
})

test('the units hold the dose, and no smaller number of the same does', () => {
  const sizes = fc.uniqueArray(fc.constantFrom(10, 20, 50, 100, 200, 500), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 3000, noNaN: true }), sizes, (dose, of) => {
      const units = unitsForDose(dose, of)
      const held = units.reduce((sum, count, at) => sum + count * (of[at] ?? 0), 0)
      expect(held).toBeGreaterThanOrEqual(dose - 1e-6)
      expect(held - dose).toBeLessThan(Math.min(...of))
    }),
  )
})
