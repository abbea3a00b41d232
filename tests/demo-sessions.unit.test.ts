import { publishedSessions, sessionDays } from 'server/demo/session-days'
import { daysBetween } from 'shared/calendar-day'
import { expect, test } from 'vitest'

const days = sessionDays()

test('every number to 149 has a day, and each is later than the one before', () => {
  expect(days.map(({ number }) => number)).toEqual(Array.from({ length: 149 }, (_, n) => n + 1))
  for (const [n, { heldOn }] of days.entries())
    if (n > 0) expect(daysBetween(days[n - 1]?.heldOn ?? '', heldOn), `session ${n + 1}`).toBeGreaterThan(0)
})

test('the published ones stand on their days, and only they are not estimated', () => {
  const known = days.filter(({ estimated }) => !estimated).map(({ number, heldOn }) => [number, heldOn])
  expect(known).toEqual([
    [51, '2021-09-01'],
    [60, '2021-11-09'],
    [64, '2021-12-10'],
    [72, '2022-01-28'],
    [90, '2022-06-10'],
    [138, '2024-02-15'],
    [149, '2024-08-09'],
  ])
  expect(publishedSessions()).toHaveLength(7)
})

test('weekly at first, about fortnightly later, none on a Sunday', () => {
  const apart = (from: number, to: number) =>
    daysBetween(days[from - 1]?.heldOn ?? '', days[to - 1]?.heldOn ?? '') / (to - from)
  expect(apart(1, 51)).toBeCloseTo(7, 0)
  expect(apart(90, 138)).toBeGreaterThan(12)
  expect(days.filter(({ heldOn }) => new Date(heldOn).getUTCDay() === 0)).toEqual([])
})
