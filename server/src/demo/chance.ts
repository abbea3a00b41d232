import { hash } from 'node:crypto'

/**
 * Chance that falls the same way on every machine and in every release: xoshiro128** (Blackman and Vigna, "Scrambled
 * linear pseudorandom number generators", 2018), its 128 bits of state taken from the SHA-256 of a seed text. For
 * invented people only; nothing secret may come from it.
 */
export interface Chance {
  /** From 0 to just under 1. */
  real(): number
  /** A whole number from 0 to n - 1. */
  below(n: number): number
  /** A whole number, both ends included. */
  between(from: number, to: number): number
  /** True in this share of the cases, 0 to 1. */
  happens(share: number): boolean
  shuffled<T>(items: readonly T[]): T[]
}

/** Everything of the demonstration falls from this one text. */
export const SEED = 'girasol-2024-08-09'

export function openChance(seed: string): Chance {
  const digest = hash('sha256', seed, 'hex')
  const state = (place: number) => Number.parseInt(digest.slice(place * 8, place * 8 + 8), 16) | 0
  let [a, b, c, d] = [state(0), state(1), state(2), state(3)]

  function word(): number {
    const drawn = Math.imul(turned(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = turned(d, 11)
    return drawn
  }
  const real = () => word() / 2 ** 32
  const below = (n: number) => Math.floor(real() * n)
  return {
    real,
    below,
    between: (from, to) => from + below(to - from + 1),
    happens: (share) => real() < share,
    shuffled(items) {
      const cards = [...items]
      for (let last = cards.length - 1; last > 0; last--) {
        const other = below(last + 1)
        const kept = cards[last] as (typeof cards)[number] // both places are inside the list
        cards[last] = cards[other] as (typeof cards)[number]
        cards[other] = kept
      }
      return cards
    },
  }
}

const turned = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits))

export type Draw<T> = (chance: Chance) => T

/** Draws by weight; an entry of weight 0 never comes. */
export function drawFrom<T>(entries: Iterable<readonly [item: T, weight: number]>): Draw<T> {
  const items: T[] = []
  const upTo: number[] = []
  let sum = 0
  for (const [item, weight] of entries) {
    if (weight <= 0) continue
    sum += weight
    items.push(item)
    upTo.push(sum)
  }
  if (items.length === 0) throw new Error('Nothing to draw from')
  return (chance) => {
    const at = chance.real() * sum
    let low = 0
    let high = upTo.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((upTo[middle] ?? sum) > at) high = middle
      else low = middle + 1
    }
    return items[low] as T // low is inside the list
  }
}

/** `CNS1:80 CNS2:14 CNS3:6`, words with their weights; a word without one weighs 1. */
export const drawWord = (spec: string): Draw<string> => drawFrom(weighedWords(spec))

export const weighedWords = (spec: string): [word: string, weight: number][] =>
  spec
    .trim()
    .split(/\s+/)
    .map((part) => {
      const [word = '', weight = '1'] = part.split(':')
      return [word, Number(weight)]
    })

/** Whole parts in proportion to the weights that sum to the total exactly: the largest remainders get what is left. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const parts = weights.map((weight, index) => {
    const exact = (total * weight) / sum
    return { index, whole: Math.floor(exact), rest: exact - Math.floor(exact) }
  })
  let left = total - parts.reduce((a, { whole }) => a + whole, 0)
  const byRest = [...parts].sort((a, b) => b.rest - a.rest || a.index - b.index)
  for (const part of byRest) {
    if (left-- <= 0) break
    part.whole++
  }
  return parts.map(({ whole }) => whole)
}
