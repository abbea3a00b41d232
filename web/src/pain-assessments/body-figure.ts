import type { BodySite } from 'shared/pain'

export type Side = 'front' | 'back'
export type Build = 'child' | 'adult'
export type Region = { site: BodySite; x: number; y: number; width: number; height: number }

/** Units of the drawing; at 360 pixels of screen one unit is about one pixel, so no region is under 24. */
export const figureWidth = 160

/** Where each row of regions begins and ends, from the crown down. A child's head is a quarter of it, an adult's less. */
const rows = {
  child: {
    headWidth: 72,
    chest: [118, 166],
    upper: [166, 196],
    lower: [196, 224],
    pelvis: [224, 254],
    shoulder: [112, 142],
    arm: [142, 182],
    forearm: [182, 228],
    hand: [228, 270],
    thigh: [254, 296],
    knee: [296, 325],
    leg: [325, 366],
    foot: [366, 398],
  },
  adult: {
    headWidth: 62,
    chest: [118, 176],
    upper: [176, 210],
    lower: [210, 242],
    pelvis: [242, 276],
    shoulder: [112, 146],
    arm: [146, 200],
    forearm: [200, 256],
    hand: [256, 304],
    thigh: [276, 334],
    knee: [334, 364],
    leg: [364, 424],
    foot: [424, 458],
  },
} as const

export const figureHeight = (build: Build) => rows[build].foot[1] + 2

/** The boxes one presses. Seen from the front, the person's right is on the left of the screen. */
export function regionsOf(build: Build, side: Side): Region[] {
  const row = rows[build]
  const across = (site: BodySite, [y, end]: readonly [number, number], x: number, to: number): Region => ({
    ...{ site, x, y },
    width: to - x,
    height: end - y,
  })
  const both = (part: Limb, span: readonly [number, number], outer: number, inner: number): Region[] => {
    const [onLeft, onRight] = side === 'front' ? (['right', 'left'] as const) : (['left', 'right'] as const)
    return [
      across(`${part}-${onLeft}`, span, outer, inner),
      across(`${part}-${onRight}`, span, figureWidth - inner, figureWidth - outer),
    ]
  }
  const middle: Region[] =
    side === 'front'
      ? [
          across('head', [0, 32], 40, 120),
          across('face', [32, 60], 40, 120),
          across('mouth-throat', [60, 89], 40, 120),
          across('neck-front', [89, 118], 52, 108),
          ...both('chest', row.chest, 48, 80),
          across('abdomen-upper', row.upper, 48, 112),
          across('abdomen-lower', row.lower, 48, 112),
          across('pelvis-genitals', row.pelvis, 48, 112),
        ]
      : [
          across('head-back', [0, 89], 40, 120),
          across('neck-back', [89, 118], 52, 108),
          across('back-upper', row.chest, 48, 112),
          across('back-lower', [row.upper[0], row.lower[1]], 48, 112),
          across('buttocks', row.pelvis, 48, 112),
        ]
  return [
    ...middle,
    ...both('shoulder', row.shoulder, 14, 48),
    ...both('arm', row.arm, 8, 48),
    ...both('forearm', row.forearm, 4, 48),
    ...both('hand', row.hand, 2, 46),
    ...both('thigh', row.thigh, 46, 80),
    ...both('knee', row.knee, 46, 80),
    ...both('leg', row.leg, 46, 80),
    ...both('foot', row.foot, 40, 80),
  ]
}

type Limb = 'chest' | 'shoulder' | 'arm' | 'forearm' | 'hand' | 'thigh' | 'knee' | 'leg' | 'foot'

/** Rounded boxes whose union is the outline; `turn` is in degrees about the middle of the upper end. */
export type Shape = { x: number; y: number; width: number; height: number; round: number; turn?: number }

export function outlineOf(build: Build): Shape[] {
  const row = rows[build]
  const right: Shape[] = [
    { x: 27, y: 113, width: 26, height: row.forearm[1] - 108, round: 13, turn: 6 },
    { x: handX(build), y: row.hand[0] - 6, width: 25, height: 36, round: 12 },
    { x: 50, y: row.pelvis[0], width: 30, height: row.foot[0] - row.pelvis[0] + 14, round: 15, turn: 1 },
    { x: 43, y: row.foot[0] + 4, width: 34, height: 24, round: 12 },
  ]
  return [
    { x: 80 - row.headWidth / 2, y: 3, width: row.headWidth, height: 90, round: row.headWidth / 2 },
    { x: 66, y: 80, width: 28, height: 44, round: 6 },
    { x: 34, y: 112, width: 92, height: 44, round: 22 },
    { x: 49, y: 116, width: 62, height: row.pelvis[1] - 112, round: 16 },
    ...right,
    ...right.map(({ x, turn, ...shape }) => ({
      ...shape,
      x: figureWidth - x - shape.width,
      ...(turn !== undefined && { turn: -turn }),
    })),
  ]
}

/** At the end of the turned arm. */
const handX = (build: Build) => 40 - 13 - Math.round(Math.sin((6 * Math.PI) / 180) * (rows[build].forearm[1] - 113))
