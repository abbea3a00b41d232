import { discloseCell, discloseNation, discloseSum, lastCut, readingsOf, roundCount } from 'shared/disclosure'
import { expect, test } from 'vitest'

test('nobody is shown, 1 to 7 people are hidden, more are rounded', () => {
  expect([0, 1, 4, 5, 7, 8, 12, 13, 103].map(discloseCell)).toEqual([0, null, null, null, null, 10, 10, 15, 105])
})

test('a count reads like all those between its bounds, and like no other', () => {
  for (let count = 0; count < 60; count++) {
    const { low, high } = readingsOf(count)
    for (let other = 0; other < 60; other++)
      expect(discloseCell(other) === discloseCell(count)).toBe(other >= low && other <= high)
  }
})

test('a sum is made of what is shown, a hidden figure taken for 5, and hidden where nobody is seen', () => {
  expect(discloseSum([10, 25, 0])).toBe(35)
  expect(discloseSum([10, null, 0])).toBe(15)
  expect(discloseSum([null, 0])).toBeNull()
  expect(discloseSum([null, null])).toBeNull()
  expect([discloseSum([0, 0]), discloseSum([])]).toEqual([0, 0])
})

test.each([
  [5839, 10843, [5839, 10843, 16682]],
  [0, 10843, [0, 10843, 10843]],
  // with the other group and all, anybody could subtract
  [4, 90, [null, null, 94]],
  [90, 7, [null, null, 97]],
  [2, 3, [null, null, null]],
  [0, 4, [null, null, null]],
  [0, 0, [0, 0, 0]],
])('of a nation of %i children and %i adults families see %j', (children, adults, shown) => {
  const { paediatric, adult, patients } = discloseNation(children, adults)
  expect([paediatric, adult, patients]).toEqual(shown)
})

test('counts are rounded to the nearest 5', () => {
  expect([0, 5, 7, 8, 12, 13, 16682].map(roundCount)).toEqual([0, 5, 5, 10, 10, 15, 16680])
})

test.each([
  ['2024-08-09', '2024-08-09'], // a Friday
  ['2024-08-10', '2024-08-09'],
  ['2024-08-15', '2024-08-09'],
  ['2024-08-16', '2024-08-16'],
  ['2024-03-01', '2024-03-01'],
  ['2024-01-04', '2023-12-29'],
])('the cut for %s is that of %s', (on, cut) => {
  expect(lastCut(on)).toBe(cut)
})
