import fc from 'fast-check'
import { ageGroup, ageInMonths, ageInYears, ageLimits, birthdayOn, describeAge } from 'shared/age'
import { addDays } from 'shared/calendar-day'
import { expect, test } from 'vitest'

const anyBirth = fc.integer({ min: 0, max: 80_000 }).map((n) => addDays('1900-01-01', n))

test.each([
  ['2006-08-09', '2024-08-08', 17],
  ['2006-08-09', '2024-08-09', 18],
  ['2006-08-09', '2024-08-10', 18],
  ['2008-02-29', '2026-02-28', 17],
  ['2008-02-29', '2026-03-01', 18],
  ['2008-02-29', '2024-02-28', 15],
  ['2008-02-29', '2024-02-29', 16],
  ['2024-08-09', '2024-08-09', 0],
])('born %s, on %s: %i years', (birth, on, years) => expect(ageInYears(birth, on)).toBe(years))

test.each([
  ['2024-01-31', '2024-02-29', 0],
  ['2024-01-31', '2024-03-01', 1],
  ['2023-08-09', '2024-08-08', 11],
  ['2023-08-09', '2024-08-09', 12],
  ['2015-03-27', '2024-08-09', 112],
])('born %s, on %s: %i months', (birth, on, months) => expect(ageInMonths(birth, on)).toBe(months))

test('the birthday of a 29 February is 1 March in common years', () => {
  expect(birthdayOn('2008-02-29', 18)).toBe('2026-03-01')
  expect(birthdayOn('2008-02-29', 16)).toBe('2024-02-29')
  expect(birthdayOn('2006-12-31', 18)).toBe('2024-12-31')
})

test('an age is reached on its birthday and not the day before', () => {
  fc.assert(
    fc.property(anyBirth, fc.integer({ min: 1, max: 110 }), (birth, years) => {
      const birthday = birthdayOn(birth, years)
      expect(ageInYears(birth, birthday)).toBe(years)
      expect(ageInYears(birth, addDays(birthday, -1))).toBe(years - 1)
    }),
  )
})

test('a person grows no younger, and years are twelve months', () => {
  fc.assert(
    fc.property(anyBirth, fc.nat(40_000), (birth, n) => {
      const on = addDays(birth, n)
      expect(ageInMonths(birth, addDays(on, 1))).toBeGreaterThanOrEqual(ageInMonths(birth, on))
      expect(Math.floor(ageInMonths(birth, on) / 12)).toBe(ageInYears(birth, on))
    }),
  )
})

test.each(ageLimits)('the day before turning %i is paediatric, the birthday is not', (limit) => {
  const birthday = birthdayOn('2004-02-29', limit)
  expect(ageGroup('2004-02-29', addDays(birthday, -1), limit)).toBe('paediatric')
  expect(ageGroup('2004-02-29', birthday, limit)).toBe('adult')
})

test.each([
  ['2024-08-09', { unit: 'months', months: 0 }],
  ['2022-08-10', { unit: 'months', months: 23 }],
  ['2022-08-09', { unit: 'years', years: 2, months: 0 }],
  ['2015-03-27', { unit: 'years', years: 9, months: 4 }],
  ['2006-08-10', { unit: 'years', years: 17, months: 11 }],
  ['2006-08-09', { unit: 'years', years: 18 }],
])('born %s is said as %o on 9 August 2024', (birth, said) => expect(describeAge(birth, '2024-08-09')).toEqual(said))
