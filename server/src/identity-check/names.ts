import { fold } from 'shared/fold'
import { nameAbbreviations, nameParticles } from 'shared/names'
import { alsoGivenNames, commonWords, joiningWords } from './common-words.js'
import type { Readable } from './readable.js'

/** A word of a text that may be part of somebody's name. */
export interface Word {
  /** Units of the readable text. */
  from: number
  to: number
  folded: string
  /** The word and the forms under which a file may keep it. */
  forms: readonly string[]
  /** How it hangs on the word before. */
  link: Link
  /** A "de" or "del" alone stands before it, as before a place. */
  ofPlace: boolean
}

/** `comma` puts the surname first; `and` joins two surnames; a `break` holds nothing together. */
type Link = 'soft' | 'comma' | 'and' | 'break'

const wordShape = /[\p{L}\p{N}]+(?:['\u2019\u2018\u02BC][\p{L}]+)*['\u2019]?/gu
/** Spaces, one line end, brackets, quotes, hyphens, cells of a table. */
const softGap =
  /^[ \t\u00A0\-\u2010-\u2015_/|()[\]{}"'\u00AB\u00BB\u201C\u201D\u2018\u2019]*(?:\n[ \t>|]*)?[ \t|("\u00AB\u201C]*$/
const commaGap = /^[ \t]*,[ \t]*(?:\n[ \t>]*)?$/
const imitatedDigits: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's' }
const joinedParticle = /^(?:de(?:la|los|las|l)?)(?=\p{L}{3})/u

/** The words between which a name may stand, particles and initials left out: they are in the links. */
export function wordsOf({ text }: Readable): Word[] {
  const words: Word[] = []
  let [link, before, particles]: [Link, number, string[]] = ['break', 0, []]
  let afterInitial = false
  for (const { index, 0: spelt } of text.matchAll(wordShape)) {
    const folded = withLetters(fold(spelt).replaceAll(' ', ''))
    link = weaker(link, words.length === 0 ? 'break' : gapLink(text.slice(before, index), afterInitial))
    before = index + spelt.length
    const shortened = nameAbbreviations.has(folded)
    if (folded === 'y' || folded === 'e') {
      link = weaker(link, 'and')
      afterInitial = true // "Ana Y. López"
      continue
    }
    if (nameParticles.has(folded) && !shortened) {
      particles.push(folded)
      afterInitial = false
      continue
    }
    if (/^\p{L}$/u.test(folded)) {
      afterInitial = true
      continue
    }
    afterInitial = shortened
    if (joiningWords.has(folded) || /^\d+$/.test(folded)) link = 'break'
    else {
      const ofPlace = particles.length === 1 && /^del?$/.test(particles[0] ?? '')
      words.push({ from: index, to: before, folded, forms: formsOf(folded, particles), link, ofPlace })
      link = 'soft'
    }
    particles = []
  }
  return words
}

const strength: Record<Link, number> = { soft: 0, comma: 1, and: 1, break: 2 }
/** Two links one after the other: a comma and an "and" hold nothing together. */
const weaker = (a: Link, b: Link): Link =>
  a === b && a !== 'comma' ? a : strength[a] === strength[b] ? 'break' : strength[a] > strength[b] ? a : b

const LONGEST_GAP = 40

function gapLink(gap: string, afterInitial: boolean): Link {
  if (gap.length > LONGEST_GAP) return 'break'
  const plain = afterInitial ? gap.replace(/^\./, '') : gap
  if (plain === '.' || softGap.test(plain)) return 'soft'
  return commaGap.test(plain) ? 'comma' : 'break'
}

/** Digits that imitate letters inside a word. */
const withLetters = (folded: string) =>
  /\p{L}/u.test(folded) ? folded.replace(/[01345]/g, (digit) => imitatedDigits[digit] ?? digit) : folded

const shortForms = new Map<string, string[]>()
for (const [short, long] of nameAbbreviations) shortForms.set(long, [...(shortForms.get(long) ?? []), short])

function formsOf(folded: string, particles: readonly string[]): string[] {
  const long = nameAbbreviations.get(folded)
  return [
    ...new Set([
      folded,
      folded.replace(joinedParticle, ''),
      ...(long === undefined ? [] : [long]),
      ...(shortForms.get(folded) ?? []),
      ...(particles.length > 0 ? [particles.join('') + folded] : []),
    ]),
  ]
}

/** Two words of a text, with those between them, that would name a registered person. Words are given by their place. */
export interface Candidate {
  first: number
  last: number
  /** `any` order; surname `comma` given; two surnames with `and`. */
  order: 'any' | 'comma' | 'and'
}

/** Words between the two that count: a second given name, a second surname. */
const MOST_BETWEEN = 2

export function candidatesOf(words: readonly Word[]): Candidate[] {
  const found: Candidate[] = []
  for (let first = 0; first < words.length; first++) {
    let order: Candidate['order'] = 'any'
    for (let last = first + 1; last < words.length && last - first <= MOST_BETWEEN + 1; last++) {
      const { link } = words[last] as Word
      if (link === 'break' || (link !== 'soft' && order !== 'any')) break
      if (link !== 'soft') order = link
      if (order === 'and' && last - first > 1) break
      if (order !== 'comma' || !isListed(words, first, last)) found.push({ first, last, order })
    }
  }
  return found
}

/** "Mario, Elías, Jorge": first names in a row, one of which is a surname too. */
function isListed(words: readonly Word[], first: number, last: number): boolean {
  const [word, next, after] = [words[first], words[first + 1], words[last + 1]]
  const inRow = word?.link === 'comma' || word?.link === 'and' || after?.link === 'comma' || after?.link === 'and'
  return inRow && last === first + 1 && next?.link === 'comma' && alsoGivenNames.has(word?.folded ?? '')
}

/** Whether what these words say may as well be no name: then it asks. */
export function mayBeWords(words: readonly Word[], { first, last, order }: Candidate): boolean {
  const some = words.slice(first, last + 1)
  const isCommon = ({ folded }: Word) => commonWords.has(folded)
  if (order === 'and' || some.every(isCommon)) return true
  const [one, other] = [some[0] as Word, some.at(-1) as Word]
  if (some.length > 2) return false
  return (order === 'comma' && isCommon(one)) || (order === 'any' && other.ofPlace && isCommon(other))
}
