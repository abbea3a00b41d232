import fc from 'fast-check'
import { checkNss, completeNss, formatNss, normaliseNss } from 'shared/nss'
import { expect, test } from 'vitest'

test.each([
  ['12345678903', undefined],
  ['01234567897', undefined],
  ['92-91-90-8443-1', undefined],
  [' 92 91 90 8443 ', undefined],
  ['12345678904', 'nss-check-digit'],
  ['123456789', 'nss-length'],
  ['123456789012', 'nss-length'],
  ['', 'nss-length'],
  ['1234567890O', 'nss-character'],
  ['00000000000', 'nss-character'],
])('"%s" is answered %s', (nss, error) => expect(checkNss(nss)).toBe(error))

test('ten digits are completed, eleven kept, others left alone', () => {
  expect(completeNss('1234567890')).toBe('12345678903')
  expect(completeNss('0123456789')).toBe('01234567897')
  expect(completeNss('12345678904')).toBe('12345678904')
  expect(completeNss('123456789')).toBeUndefined()
})

test('what was completed checks, and every single wrong digit is seen', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[1-9]\d{9}$/), fc.nat(10), fc.integer({ min: 1, max: 9 }), (ten, place, by) => {
      const nss = completeNss(ten) ?? ''
      expect(checkNss(nss)).toBeUndefined()
      const slip = nss.slice(0, place) + ((Number(nss.charAt(place)) + by) % 10) + nss.slice(place + 1)
      expect(checkNss(slip)).not.toBeUndefined()
    }),
  )
})

test('it is shown in groups that normalise away', () => {
  expect(formatNss('92919084431')).toBe('92-91-90-8443-1')
  expect(normaliseNss(formatNss('92919084431'))).toBe('92919084431')
  expect(formatNss('929190')).toBe('929190')
})
