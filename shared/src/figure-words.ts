import { type BulletinLanguage, countInEnglish, countInSpanish, dayIn, longDay } from './bulletin.js'
import { type FigureForm, type FigureKey, isFigureKey, sessionFigures } from './figure-keys.js'

type Value = number | string | null

/**
 * A figure of a session as its texts print it: "16 mil 682", "35 por ciento", "2.5", "9 de agosto de 2024"; in English
 * "16,682", "35%", "2.5", "9 August 2024". A null is "dato reservado", "undisclosed". Months carry no unit: the text says it.
 */
export function figureInWords(key: FigureKey, value: Value, lang: BulletinLanguage): string {
  if (value === null) return lang === 'es' ? 'dato reservado' : 'undisclosed'
  const form: FigureForm = sessionFigures[key].form
  if (form === 'day') return dayIn(lang, String(value), longDay)
  const number = Number(value)
  if (form === 'percent') return lang === 'es' ? `${number} por ciento` : `${number}%`
  if (form === 'decimal') return number.toFixed(1)
  return lang === 'es' ? countInSpanish(number) : countInEnglish(number)
}

/** Where a text refers to a figure: `{{total}}`. The first group is what stands between the braces. */
export const figureReference = /\{\{([^{}\n]{1,60})\}\}/g

/** Part of a text with its references in words: where it stands in those words, and where in the text itself. */
interface Part {
  said: string
  at: number
  length: number
  /** Null for what was typed. */
  reference: string | null
}

/** A text in parts, each reference of a figure in words; a reference that is none stays as it was typed. */
export function partsInWords(
  text: string,
  figures: readonly { key: FigureKey; value: Value }[],
  lang: BulletinLanguage,
): Part[] {
  const values = new Map(figures.map(({ key, value }) => [key, value]))
  const parts: Part[] = []
  let at = 0
  const typed = (end: number) => {
    if (end > at) parts.push({ said: text.slice(at, end), at, length: end - at, reference: null })
  }
  for (const match of text.matchAll(figureReference)) {
    const reference = match[1] ?? ''
    typed(match.index)
    const said = isFigureKey(reference) ? figureInWords(reference, values.get(reference) ?? null, lang) : match[0]
    parts.push({ said, at: match.index, length: match[0].length, reference })
    at = match.index + match[0].length
  }
  typed(text.length)
  return parts
}

/** The text as it is read: every reference in words. */
export const textInWords = (...asked: Parameters<typeof partsInWords>): string =>
  partsInWords(...asked)
    .map(({ said }) => said)
    .join('')
