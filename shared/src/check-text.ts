import type { BulletinLanguage } from './bulletin.js'
import { checkFigures, figuresOf } from './check-figures.js'
import { type FigureKey, isFigureKey, sessionFigures } from './figure-keys.js'
import { partsInWords } from './figure-words.js'

/**
 * `wrong-sum` and `wrong-percentage`: figures that do not agree. `typed-figure`: a number that a frozen figure says, typed
 * where its reference belongs (a warning: it may be another's). `unknown-figure`: a reference to none.
 */
export const textFindingCodes = ['wrong-sum', 'wrong-percentage', 'typed-figure', 'unknown-figure'] as const

export interface TextFinding {
  code: (typeof textFindingCodes)[number]
  /** In UTF-16 units of the text as it was given. */
  at: number
  length: number
  text: string
  stated: number | null
  expected: number | null
  /** Of the figure that should be referred to. */
  key: FigureKey | null
}

/** Smaller numbers are everywhere and mean anything. */
const SMALLEST_TYPED = 10

/** What a text of a session says wrongly, in its order; its references are checked in the words that they print. */
export function checkText(
  text: string,
  figures: readonly { key: FigureKey; value: number | string | null }[],
  lang: BulletinLanguage,
): TextFinding[] {
  const parts = partsInWords(text, figures, lang)
  const none = { stated: null, expected: null, key: null }
  const found: TextFinding[] = []
  let said = 0
  const standing = parts.map((part) => {
    const from = said
    said += part.said.length
    return { ...part, from, to: said }
  })
  /** A place of the words as a place of the text; a reference is marked whole. */
  const placeOf = (from: number, to: number) => {
    const first = standing[countBefore(standing, (part) => part.to <= from)]
    const last = standing[countBefore(standing, (part) => part.from < to) - 1]
    if (first === undefined || last === undefined) return { at: 0, length: 0, text: '' }
    const at = first.reference === null ? first.at + from - first.from : first.at
    const end = last.reference === null ? last.at + to - last.from : last.at + last.length
    return { at, length: end - at, text: text.slice(at, end) }
  }
  const words = standing.map((part) => part.said).join('')
  for (const { kind, at, text: shown, stated, expected } of checkFigures(words))
    found.push({
      code: kind === 'sum' ? 'wrong-sum' : 'wrong-percentage',
      ...placeOf(at, at + shown.length),
      ...{ stated, expected, key: null },
    })
  for (const { reference, at, length } of parts)
    if (reference !== null && !isFigureKey(reference))
      found.push({ code: 'unknown-figure', at, length, text: text.slice(at, at + length), ...none })
  for (const { value, percent, at, end } of figuresOf(words)) {
    const key = value < SMALLEST_TYPED ? undefined : saidBy(figures, value, percent)
    if (key === undefined) continue
    const part = standing[countBefore(standing, ({ to }) => to <= at)]
    if (part?.reference === null && end <= part.to)
      found.push({ code: 'typed-figure', ...placeOf(at, end), ...none, stated: value, key })
  }
  return found.sort((a, b) => a.at - b.at)
}

/** How many of what stands in order come before the first that does not. */
function countBefore<Part>(standing: readonly Part[], isBefore: (part: Part) => boolean): number {
  let [low, high] = [0, standing.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(standing[middle] as Part)) low = middle + 1
    else high = middle
  }
  return low
}

function saidBy(
  figures: readonly { key: FigureKey; value: number | string | null }[],
  value: number,
  percent: boolean,
): FigureKey | undefined {
  const form = percent ? 'percent' : 'count'
  return figures.find((figure) => sessionFigures[figure.key].form === form && figure.value === value)?.key
}
