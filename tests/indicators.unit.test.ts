import { figuresOf } from 'server/treatment-indicators/figures'
import type { DoseGroup } from 'server/treatment-indicators/queries'
import { expect, test } from 'vitest'

const given = (delayDays: number, doses = 1): DoseGroup => ({
  ...{ organizationId: '', outcome: 'given', reason: null, delayDays, inFull: true, substituted: false, doses },
})
const figures = (...doses: DoseGroup[]) => figuresOf(doses, [], { toleranceDays: 1 })

test.each([
  ['no dose', [], null, null],
  ['one late dose', [given(4)], 4, 4],
  ['half on the day', [given(0), given(4)], 0, 4],
  ['nine of ten on the day', [given(0, 9), given(6)], 0, 0],
  ['eight of ten on the day', [given(0, 8), given(6, 2)], 0, 6],
  ['early doses count as none', [given(-3, 2), given(1)], 0, 1],
])('median and 90th percentile by nearest rank: %s', (_case, doses, median, p90) => {
  expect(figures(...doses).delay).toMatchObject({ median, p90 })
})

test('a share is never 0 for some, nor 100 for not all', () => {
  expect(figures(given(0, 9999), given(9)).onTime.percent).toBe(99.9)
  expect(figures(given(0), given(9, 9999)).onTime.percent).toBe(0.1)
  expect(figures(given(0, 9999)).onTime.percent).toBe(100)
  expect(figures(given(9)).onTime.percent).toBe(0)
  expect(figures().onTime.percent).toBeNull()
})

test('every band holds its days and no other', () => {
  const { bands } = figures(...[-2, -1, 0, 1, 2, 3, 4, 7, 8, 40].map((days) => given(days))).delay
  expect(bands).toEqual({ early: 2, '0': 1, '1': 1, '2-3': 2, '4-7': 2, 'over-7': 2 })
})
