import type { PainSeverity } from './pain.js'
import type { PainAssessment } from './pain-assessments.js'
import { leastScores } from './pain-indicator-rules.js'

/** What is drawn of a pain; `at` in milliseconds. */
export interface PainPoint {
  id: string
  at: number
  /** As of 10, whatever the scale's top. */
  ofTen: number
  scale: string
  severity: PainSeverity | null
  /** Looked at again after a dose. */
  again: boolean
}

export interface DoseMark {
  id: string
  at: number
  opioid: boolean
}

/** Longer than two routine rounds (rule R-REASSESS: every 4 to 8 hours) nobody knows what was between: the line breaks. */
const GAP = 16 * 3_600_000

/** A score as of ten, from the least to the most of its scale. */
export function ofTen({ scale, score, scoreMax }: Pick<PainAssessment, 'scale' | 'score' | 'scoreMax'>): number {
  const least = leastScores[scale] ?? 0
  return ((score - least) / (scoreMax - least)) * 10
}

export const asPoint = (pain: PainAssessment): PainPoint => ({
  id: pain.id,
  at: Date.parse(pain.effectiveDateTime),
  ofTen: ofTen(pain),
  scale: pain.scale,
  severity: pain.severity,
  again: pain.followsAdministrationId !== null,
})

const shapes = ['dot', 'triangle', 'square'] as const
export type Shape = (typeof shapes)[number]

/** Told apart without colour: a dot up to mild, a triangle for moderate, a square for severe. */
export const shapeOf = (severity: PainSeverity | null): Shape =>
  severity === 'severe' ? 'square' : severity === 'moderate' ? 'triangle' : 'dot'

const R = 4
const drawn: Record<Shape, (x: string, y: string) => string> = {
  dot: (x, y) => `M${x} ${y}m-${R} 0a${R} ${R} 0 1 0 ${2 * R} 0a${R} ${R} 0 1 0-${2 * R} 0`,
  triangle: (x, y) => `M${x} ${y}m0-5l5 9h-10z`,
  square: (x, y) => `M${x} ${y}m-4-4h8v8h-8z`,
}

export interface Plot {
  line: string
  shapes: Record<Shape, string>
  /** Rings around what was looked at again after a dose. */
  rings: string
  opioids: string
  others: string
}

/** From and to in milliseconds, the rest in units of the drawing. */
interface Frame {
  from: number
  to: number
  left: number
  right: number
  top: number
  bottom: number
}

/** Where an instant and a score of ten stand, in the units of the frame. */
export const placesOf = ({ from, to, left, right, top, bottom }: Frame) => ({
  x: (at: number) => left + ((at - from) / Math.max(1, to - from)) * (right - left),
  y: (ofTen: number) => bottom - (ofTen / 10) * (bottom - top),
})

/**
 * The paths of a person's pain, oldest first: one element for each kind of mark, however many there are. The line joins
 * two scores of one scale that lie no further apart than two rounds; a gap stays a gap.
 */
export function plot(points: readonly PainPoint[], doses: readonly DoseMark[], frame: Frame): Plot {
  const { x, y } = placesOf(frame)
  const made: Plot = { line: '', shapes: { dot: '', triangle: '', square: '' }, rings: '', opioids: '', others: '' }
  let before: PainPoint | undefined
  for (const point of points) {
    const left = x(point.at).toFixed(1)
    const top = y(point.ofTen).toFixed(1)
    const joined = before !== undefined && before.scale === point.scale && point.at - before.at <= GAP
    made.line += `${joined ? 'L' : 'M'}${left} ${top}`
    made.shapes[shapeOf(point.severity)] += drawn[shapeOf(point.severity)](left, top)
    if (point.again) made.rings += `M${left} ${top}m-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0`
    before = point
  }
  for (const { at, opioid } of doses) {
    const tick = `M${x(at).toFixed(1)} ${frame.bottom + 6}v12`
    if (opioid) made.opioids += tick
    else made.others += tick
  }
  return made
}
