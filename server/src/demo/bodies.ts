import type { Chance } from './chance.js'

/** Age in years, kg, cm: medians of boys, rounded, after the WHO growth standards (2006) and reference (2007). */
const medians: readonly (readonly [age: number, kg: number, cm: number])[] = [
  [1, 9.6, 75.7],
  [2, 12.2, 87.1],
  [3, 14.3, 96.1],
  [4, 16.3, 103.3],
  [5, 18.3, 110],
  [6, 20.5, 116],
  [8, 25.4, 127.3],
  [10, 31.2, 137.8],
  [12, 40, 149.1],
  [14, 50, 163.2],
  [16, 60, 172.9],
  [18, 66, 175],
]
/** People of Mexico are a little shorter than the reference, and girls than boys. Ours. */
const SHORTER = 0.975

export interface BodySize {
  weightKg: number
  heightCm: number
}

/** A plausible weight and height for an age in years: kg to a tenth, cm to a half. */
export function makeBody(chance: Chance, ageYears: number, sex: string): BodySize {
  const [kg, cm] = medianAt(ageYears)
  const girl = sex === 'female' && ageYears > 12 ? 0.95 : 1
  const tall = SHORTER * girl * (1 + spread(chance) * 0.07)
  const heavy = tall ** 2 * girl * (1 + spread(chance) * 0.22)
  return { weightKg: Math.round(kg * heavy * 10) / 10, heightCm: Math.round(cm * tall * 2) / 2 }
}

/** Between -1 and 1, mostly near 0. */
const spread = (chance: Chance) => chance.real() + chance.real() - 1

function medianAt(age: number): [kg: number, cm: number] {
  const above = medians.findIndex(([from]) => from > age)
  const [low, high] = [medians.at(Math.max(above - 1, above < 0 ? -1 : 0)), medians.at(above)]
  if (low === undefined || high === undefined) throw new Error('No median of growth')
  const share = high[0] === low[0] ? 0 : Math.max(0, (age - low[0]) / (high[0] - low[0]))
  return [low[1] + share * (high[1] - low[1]), low[2] + share * (high[2] - low[2])]
}
