import { asPoint, ofTen, type PainPoint, plot, shapeOf } from 'shared/pain-plot'
import { expect, test } from 'vitest'

const HOUR = 3_600_000
const frame = { from: 0, to: 100 * HOUR, left: 0, right: 1000, top: 0, bottom: 100 }
const point = (hour: number, ofTen: number, more: Partial<PainPoint> = {}): PainPoint => ({
  ...{ id: String(hour), at: hour * HOUR, ofTen, scale: 'NRS', severity: 'mild', again: false },
  ...more,
})

test('a score is taken to ten whatever the top of its scale, and a reassessment is known as one', () => {
  const pain = { id: 'a', effectiveDateTime: '2024-06-03T10:00:00Z', scale: 'NIPS', severity: 'severe' as const }
  const drawn = asPoint({ ...pain, score: 7, scoreMax: 7, followsAdministrationId: 'dose' } as never)
  expect(drawn).toMatchObject({ ofTen: 10, again: true, severity: 'severe', at: Date.parse('2024-06-03T10:00:00Z') })
})

test('a scale that does not begin at nothing is taken from its least score', () => {
  expect(ofTen({ scale: 'COMFORT-B', score: 6, scoreMax: 30 })).toBe(0)
  expect(ofTen({ scale: 'COMFORT-B', score: 18, scoreMax: 30 })).toBe(5)
  expect(ofTen({ scale: 'NRS', score: 3, scoreMax: 10 })).toBe(3)
})

test('the line joins what lies within two rounds on one scale; a gap stays a gap', () => {
  const joins = (points: PainPoint[]) => plot(points, [], frame).line.replace(/[^ML]/g, '')
  expect(joins([point(0, 4), point(16, 2)])).toBe('ML')
  expect(joins([point(0, 4), point(16.1, 2)])).toBe('MM')
  expect(joins([point(0, 4), point(1, 2, { scale: 'FLACC' })])).toBe('MM')
})

test('each strength has its shape, and stands where its hour and score are', () => {
  expect([null, 'none', 'none-mild', 'mild', 'moderate', 'severe'].map((one) => shapeOf(one as never))).toEqual([
    ...['dot', 'dot', 'dot', 'dot', 'triangle', 'square'],
  ])
  const drawn = plot([point(10, 5), point(20, 10, { severity: 'severe', again: true })], [], frame)
  expect(drawn.line).toBe('M100.0 50.0L200.0 0.0')
  expect(drawn.shapes.dot).toContain('M100.0 50.0')
  expect(drawn.shapes.square).toContain('M200.0 0.0')
  expect(drawn.shapes.triangle).toBe('')
  expect(drawn.rings.match(/M/g)).toHaveLength(1)
})

test('an opioid has a tick of its own below the axis', () => {
  const drawn = plot(
    [],
    [
      { id: 'a', at: 50 * HOUR, opioid: true },
      { id: 'b', at: 60 * HOUR, opioid: false },
    ],
    frame,
  )
  expect([drawn.opioids, drawn.others]).toEqual(['M500.0 106v12', 'M600.0 106v12'])
})
