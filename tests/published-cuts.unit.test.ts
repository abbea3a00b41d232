import fc from 'fast-check'
import { openCuts } from 'server/counts/open-cuts'
import { fortnightCut, publishedCut } from 'server/counts/publish'
import { addDays } from 'shared/calendar-day'
import { expect, test } from 'vitest'

test.each([
  ['2024-08-14', '2026-01-01', '2024-08-09'],
  ['2024-08-09', '2026-01-01', '2024-08-09'],
  ['2024-08-08', '2026-01-01', '2024-08-02'],
  // a Friday is published once it is over
  ['2024-08-09', '2024-08-09', '2024-08-02'],
  ['2024-08-09', '2024-08-10', '2024-08-09'],
])('asked for %s on %s, families get the figures of %s', (asked, today, cut) => {
  expect(publishedCut(asked, today)).toBe(cut)
})

const FRIDAY = '2024-01-05'
const removals = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 150 }).map((days) => addDays(FRIDAY, days)),
    people: fc.integer({ min: 1, max: 6 }),
  }),
  { maxLength: 25 },
)
const cuts = Array.from({ length: 24 }, (_, week) => addDays(FRIDAY, 7 * week))

test('between two open cuts nobody was taken off, or at least five', () => {
  fc.assert(
    fc.property(removals, (days) => {
      const isOpen = openCuts(days)
      const open = cuts.filter(isOpen)
      for (const since of open)
        for (const on of open) {
          const gone = days.filter(({ day }) => day > since && day <= on).reduce((sum, { people }) => sum + people, 0)
          expect(gone === 0 || gone >= 5).toBe(true)
        }
    }),
  )
})

test('a cut stays open or shut whatever is taken off after it, and all are open where nobody is', () => {
  fc.assert(
    fc.property(removals, fc.constantFrom(...cuts), (days, cut) => {
      expect(openCuts(days)(cut)).toBe(openCuts(days.filter(({ day }) => day <= cut))(cut))
    }),
  )
  expect(cuts.every(openCuts([]))).toBe(true)
})

test('fortnights end on one grid of Fridays', () => {
  const ends = ['2024-08-09', '2024-08-16', '2024-08-23', '2024-08-02', '2024-07-26'].map(fortnightCut)
  expect(ends).toEqual(['2024-08-09', '2024-08-09', '2024-08-23', '2024-07-26', '2024-07-26'])
})
