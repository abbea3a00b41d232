import { fold } from 'shared/fold'
import type { Concept } from 'shared/terminology'
import { searchText, searchWords } from './concepts.js'

/** A concept with the forms in which it is compared, made once. */
export interface RankedConcept {
  concept: Concept
  /** 'c716', '94703' */
  code: string
  label: string
  everything: string
}

const squeeze = (text: string) => fold(text).replace(/[^a-z0-9]/g, '')

export const prepareRank = (concept: Concept): RankedConcept => ({
  concept,
  code: squeeze(concept.code),
  label: searchText(concept.label),
  everything: searchText(concept.label, ...concept.synonyms, concept.labelEn),
})

/**
 * Concepts that a text means, best first: the very code, codes that begin so, labels whose words begin so (those that
 * start with the text before the rest), synonyms and English, last a piece of a word. Shorter labels first, then by
 * code. Without words: all, by code.
 */
export function rankConcepts(concepts: readonly RankedConcept[], typed: string): Concept[] {
  const words = searchWords(typed)
  const code = squeeze(typed).replace(/^m(?=\d)/, '')
  const phrase = words.join(' ')
  return concepts
    .map((ranked) => ({ ranked, rank: rankOf(ranked, words, code, phrase) }))
    .filter(({ rank }) => rank < NOT_MEANT)
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        (a.rank <= CODE_BEGINS ? 0 : a.ranked.label.length - b.ranked.label.length) ||
        (a.ranked.code < b.ranked.code ? -1 : 1),
    )
    .map(({ ranked }) => ranked.concept)
}

const THE_CODE = 0
const CODE_BEGINS = 1
const LABEL_STARTS = 2
const LABEL_WORDS = 3
const OTHER_WORDS = 4
const PIECES = 5
const NOT_MEANT = 6

function rankOf({ code, label, everything }: RankedConcept, words: readonly string[], typed: string, phrase: string) {
  if (words.length === 0) return CODE_BEGINS
  if (code === typed) return THE_CODE
  if (/^[a-z]?\d/.test(typed) && code.startsWith(typed)) return CODE_BEGINS
  if (label.startsWith(` ${phrase}`)) return LABEL_STARTS
  const begins = (text: string) =>
    words.every((word) => text.includes(` ${word}`) || code.startsWith(squeeze(word) || '?'))
  if (begins(label)) return LABEL_WORDS
  if (begins(everything)) return OTHER_WORDS
  return words.every((word) => everything.includes(word.length < 3 ? ` ${word}` : word)) ? PIECES : NOT_MEANT
}
