import type { Share } from 'shared/indicators'

/** One decimal, and never 0 for some or 100 for not all. */
export function share(numerator: number, denominator: number): Share {
  if (denominator === 0) return { numerator, denominator, percent: null }
  const rounded = Math.round((1000 * numerator) / denominator) / 10
  const [least, most] = [numerator > 0 ? 0.1 : 0, numerator < denominator ? 99.9 : 100]
  return { numerator, denominator, percent: Math.min(most, Math.max(least, rounded)) }
}
