import { fold } from 'shared/fold'
import type { AskingScope } from '../access/scope.js'
import { historicNames } from './common-words.js'
import type { Candidate, Word } from './names.js'
import { wordsOf } from './names.js'
import { readable } from './readable.js'

/** Names that a public text may hold whole, by the words they are made of. */
export interface KnownNames {
  /** Hospitals, offices, states: they cover the words they are made of. */
  places: ReadonlyMap<string, readonly (readonly string[])[]>
  /** Holders of posts, whole, without their titles: a part of such a name may be somebody else's. */
  holders: ReadonlyMap<string, readonly (readonly string[])[]>
  /** Words that stand side by side in the name of a hospital, which is often called by a part of it. */
  eponyms: ReadonlySet<string>
  /** Ask. */
  historic: ReadonlySet<string>
}

const titles = new Set('dr dra lic licda mtro mtra ing enf psic prof profa qfb arq'.split(' '))
/** Words that the longest name of a holder may have. */
const LONGEST_NAME = 12

const foldedWords = (name: string) => wordsOf(readable(name)).map(({ folded }) => folded)

/** The names as they were last read, which is what they mostly still are. */
let lastRead: { names: string; known: KnownNames } | undefined

interface NameRow {
  kind: 'place' | 'hospital' | 'holder'
  name: string
}

export async function readKnownNames({ query }: Pick<AskingScope, 'query'>): Promise<KnownNames> {
  const rows = await query<NameRow & Record<string, unknown>>(
    `select 'hospital' as kind, name from organizations union all select 'place', name from ooads
    union all select 'place', alias from ooad_aliases union all select 'holder', name from girasol_holder_names() as name`,
    [],
  )
  const names = rows.map(({ kind, name }) => `${kind} ${name}`).join('\n')
  if (lastRead?.names !== names) lastRead = { names, known: knownNames(rows) }
  return lastRead.known
}

function knownNames(rows: readonly NameRow[]): KnownNames {
  const [places, holders] = [new Map<string, string[][]>(), new Map<string, string[][]>()]
  const eponyms = new Set<string>()
  for (const { kind, name } of rows) {
    const written = foldedWords(name)
    const untitled = written.findIndex((word) => !titles.has(word))
    const words = kind === 'holder' ? written.slice(Math.max(0, untitled)) : written
    const [first] = words
    if (first === undefined) continue
    const named = kind === 'holder' ? holders : places
    if (words.length > 1) named.set(first, [...(named.get(first) ?? []), words])
    if (kind === 'hospital') for (const part of partsOf(words)) eponyms.add(part)
  }
  return { places, holders, eponyms, historic: new Set(historicNames.map((name) => foldedWords(name).join(' '))) }
}

/** Two words or more of a name, side by side. */
function partsOf(words: readonly string[]): string[] {
  const parts: string[] = []
  for (let from = 0; from + 2 <= words.length; from++)
    for (let to = from + 2; to <= words.length; to++) parts.push(words.slice(from, to).join(' '))
  return parts
}

/** The words that belong to no place: where one was, the chain is broken. */
export function withoutPlaces(words: readonly Word[], { places }: KnownNames): Word[] {
  const kept: Word[] = []
  let broken = false
  for (let n = 0; n < words.length; ) {
    const word = words[n] as Word
    const length = Math.max(0, ...(places.get(word.folded) ?? []).map((name) => lengthIn(words, n, name)))
    if (length > 0) {
      n += length
      broken = true
      continue
    }
    kept.push(broken ? { ...word, link: 'break' } : word)
    broken = false
    n++
  }
  return kept
}

/** How many words a place takes from the n-th on, 0 where it is another. */
function lengthIn(words: readonly Word[], n: number, name: readonly string[]): number {
  const there = name.every((part, i) => {
    const word = words[n + i]
    return word?.folded === part && (i === 0 || word.link !== 'break')
  })
  return there ? name.length : 0
}

const aHospital =
  /\b(?:hospital\p{L}*|umae|hg[a-z]{1,4}|hospitales|umf|clinica|unidad|centro medico|cmn|calle|avenida|colonia|escuela|auditorio|alcaldia|municipio|sala)\b/u

/** What is known to be no registered person's name: a holder of a post, or a hospital called by the name it bears. */
export function isKnown(text: string, words: readonly Word[], { first, last }: Candidate, known: KnownNames): boolean {
  const name = joined(words, first, last)
  if (isHolder(words, first, last, known)) return true
  const from = words[first]?.from ?? 0
  return known.eponyms.has(name) && aHospital.test(fold(text.slice(Math.max(0, from - 60), from)))
}

/** Whether these words stand inside the whole name of a holder. */
function isHolder(words: readonly Word[], first: number, last: number, { holders }: KnownNames): boolean {
  for (let from = first; from >= 0 && first - from < LONGEST_NAME; from--) {
    const names = holders.get(words[from]?.folded ?? '') ?? []
    if (names.some((name) => last < from + lengthIn(words, from, name))) return true
  }
  return false
}

export const isHistoric = (words: readonly Word[], { first, last }: Candidate, { historic }: KnownNames): boolean =>
  historic.has(joined(words, first, last))

const joined = (words: readonly Word[], first: number, last: number) =>
  words
    .slice(first, last + 1)
    .map(({ folded }) => folded)
    .join(' ')
