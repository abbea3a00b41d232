import { type PainScale, scoreOf, severityOf } from 'shared/pain-scales'
import { painScaleById } from '../pain-assessments/scales.js'
import { type Chance, openChance, SEED } from './chance.js'

/** A score that its scale allows, with how strong it is. */
export interface DemoScore {
  scale: string
  scaleVersion: string
  /** JSON of the items; null where the scale is chosen whole. */
  items: string | null
  score: number
  scoreMax: number
  severity: ReturnType<typeof severityOf>
}

const LEVELS = 101
const known = new Map<string, DemoScore[][]>()

/** How a pain of 0 to 10 is written on a scale: by the rules that score what a person enters. */
export function scored(chance: Chance, scale: string, level: number): DemoScore {
  const ways = known.get(scale) ?? waysOf(scale)
  known.set(scale, ways)
  const some = ways[Math.round(Math.min(10, Math.max(0, level)) * 10)] ?? []
  return some[chance.below(some.length)] as DemoScore // every level has a way
}

/** Of each tenth of 0 to 10 a few ways to come to it. */
function waysOf(id: string): DemoScore[][] {
  const scale = painScaleById.get(id)
  if (scale === undefined) throw new Error(`The catalogue lacks the scale ${id}`)
  const chance = openChance(`${SEED}/pain/scale/${id}`)
  return Array.from({ length: LEVELS }, (_, tenths) =>
    Array.from({ length: scale.items === null ? 1 : 4 }, () => write(chance, scale, tenths / 10)),
  )
}

function write(chance: Chance, scale: PainScale, level: number): DemoScore {
  const { min, max } = scale.total
  const points = min + ((max - min) * level) / 10
  const result = scoreOf(
    scale,
    scale.items === null ? { score: nearest(scale, points) } : { items: share(chance, scale, points) },
  )
  if (result.errors !== undefined) throw new Error(`${scale.id} refuses a pain of ${level}`)
  return {
    ...{ scale: scale.id, scaleVersion: scale.version, score: result.score, scoreMax: max },
    items: result.items === null ? null : JSON.stringify(result.items),
    severity: severityOf(scale, result.score),
  }
}

function nearest({ allowedValues, step, total: { min } }: PainScale, points: number): number {
  if (allowedValues !== null)
    return allowedValues.reduce((best, value) => (Math.abs(value - points) < Math.abs(best - points) ? value : best))
  const each = step ?? 1
  return Number((min + Math.round((points - min) / each) * each).toFixed(6))
}

/** The points fall on the items one by one, where there is still room. */
function share(chance: Chance, { items }: PainScale, points: number): Record<string, number> {
  const places = (items ?? []).map(({ id, options }) => ({
    id,
    scores: options.map(({ score }) => score).sort((a, b) => a - b),
    at: 0,
  }))
  const sum = () => places.reduce((total, { scores, at }) => total + (scores[at] ?? 0), 0)
  for (let room = places; sum() < Math.round(points) && room.length > 0; ) {
    room = places.filter(({ scores, at }) => at < scores.length - 1)
    const place = room[chance.below(room.length)]
    if (place !== undefined) place.at++
  }
  return Object.fromEntries(places.map(({ id, scores, at }) => [id, scores[at] ?? 0]))
}
