import type { PainSeverity } from 'shared/pain'
import type { PainAssessment } from 'shared/pain-assessments'
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
export declare const asPoint: (pain: PainAssessment) => PainPoint
declare const shapes: readonly ['dot', 'triangle', 'square']
export type Shape = (typeof shapes)[number]
/** Told apart without colour: a dot up to mild, a triangle for moderate, a square for severe. */
export declare const shapeOf: (severity: PainSeverity | null) => Shape
export interface Plot {
  line: string
  shapes: Record<Shape, string>
  /** Rings around what was looked at again after a dose. */
  rings: string
  opioids: string
  others: string
}
interface Frame {
  from: number
  to: number
  left: number
  right: number
  top: number
  bottom: number
}
export declare const scalesOf: ({ from, to, left, right, top, bottom }: Frame) => {
  x: import('d3-scale').ScaleLinear<number, number, never>
  y: import('d3-scale').ScaleLinear<number, number, never>
}
/**
 * The paths of a person's pain, oldest first: one element for each kind of mark, however many there are. The line joins
 * two scores of one scale that lie no further apart than two rounds; a gap stays a gap.
 */
export declare function plot(points: readonly PainPoint[], doses: readonly DoseMark[], frame: Frame): Plot
//# sourceMappingURL=plot.d.ts.map
