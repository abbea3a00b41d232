import { fold } from 'shared/fold'
import type { IdentityMark, IdentityMarkKind } from 'shared/identity-marks'
import type { OpenScope } from '../access/scope.js'
import { conflict, tooMany } from '../problem.js'
import { commonWords } from './common-words.js'
import { type Found, findCurps, findEmails, findNss, findPhones } from './identifiers.js'
import { isHistoric, isKnown, type KnownNames, readKnownNames, withoutPlaces } from './known.js'
import { byteaArray, type Looks, readLooks, rememberLooks } from './looks.js'
import { type Candidate, candidatesOf, mayBeWords, type Word, wordsOf } from './names.js'
import { escapedAddresses, linkAddresses, type Readable, readable } from './readable.js'
import { findRegistered } from './registered.js'

/** A text of the working group with the place it has in the body. */
export interface PublicText {
  pointer: string
  text: string
}

/**
 * Places of a text that say who a registered person is, in the order of the text, but those of which the writer said that
 * they are nobody's name (`word` alone) and those that two people let stand. What is found counts towards the hour's limit:
 * 429 where something was found and nothing of it may be shown.
 */
export async function marksOf(
  scope: OpenScope,
  text: string,
  notAPerson: readonly string[] = [],
): Promise<IdentityMark[]> {
  const { marks, wait } = await lookAt(scope, [text], notAPerson)
  if (marks.flat().length === 0 && wait !== null) throw tooMany(wait)
  return marks.flat()
}

/** The same for who reads what is kept already: past the hour's limit without what may not be shown. */
export const marksToRead = async (
  scope: OpenScope,
  text: string,
  notAPerson: readonly string[],
): Promise<IdentityMark[]> => (await lookAt(scope, [text], notAPerson)).marks.flat()

/** 409 `identifies-a-patient` with every place, by pointer and kind; nothing of the body is kept. 429 as `marksOf`. */
export async function refuseIdentity(
  scope: OpenScope,
  texts: readonly PublicText[],
  notAPerson: readonly string[] = [],
): Promise<void> {
  const { marks, wait } = await lookAt(
    scope,
    texts.map(({ text }) => text),
    notAPerson,
  )
  const errors = texts.flatMap(({ pointer }, n) =>
    (marks[n] ?? []).map(({ kind, at, length }) => ({ pointer, code: `identifies-${kind}` as const, at, length })),
  )
  if (errors.length > 0) throw conflict('identifies-a-patient', { errors })
  if (wait !== null) throw tooMany(wait)
}

export const countKinds = (marks: readonly IdentityMark[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { kind } of marks) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

/** A place of a text; `asked`: only the database could say that it is a registered person's. */
type Place = Omit<IdentityMark, 'text'> & { asked: boolean }
type MarkedPlace = Place & { text: string }

/**
 * What may be shown of what was found, what refuses before what asks, each name once; whether something had to be left out.
 * What the answer confirms counts towards the hour, also where what was to be saved is undone.
 */
async function showable(
  scope: OpenScope,
  { seen, toShow, toFind }: Looks,
  found: readonly MarkedPlace[],
): Promise<{ isShown: (mark: MarkedPlace) => boolean; isCut: boolean }> {
  const [fresh, again, cut] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const asked = found.filter((mark) => mark.asked)
  for (const { text } of [...asked].sort((a, b) => strength.indexOf(a.kind) - strength.indexOf(b.kind))) {
    const said = sameWords(text)
    if (seen.has(scope.keyed.textHash(said).toString('hex'))) again.add(said)
    else if (fresh.has(said) || fresh.size < toShow) fresh.add(said)
    else cut.add(said)
  }
  const learnt = [
    ...[...again, ...fresh].map((said) => scope.keyed.textHash(said)),
    ...[...cut].slice(0, toFind - fresh.size).map((said) => scope.keyed.textHash(`cut ${said}`)),
  ]
  if (learnt.length > 0) {
    await rememberLooks(scope, learnt)
    scope.ifUndone((later) => rememberLooks(later, learnt))
  }
  return { isShown: (mark) => !mark.asked || !cut.has(sameWords(mark.text)), isCut: cut.size > 0 }
}

/** The form in which what was marked is compared with what was allowed: folded letters and digits. */
export const sameWords = (text: string): string =>
  fold(readable(text).text)
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim()

/** A part of a text that is read by itself: the text, or the address of a link in it. */
interface Part {
  of: number
  offset: number
  /** Units of the text that are marked whole, whatever of the part is found. */
  whole: number | null
  read: Readable
  words: Word[]
  candidates: Candidate[]
}

/** `wait`: seconds until what had to be left out of the marks may be shown; null where nothing was left out. */
async function lookAt(
  scope: OpenScope,
  texts: readonly string[],
  notAPerson: readonly string[],
): Promise<{ marks: IdentityMark[][]; wait: number | null }> {
  if (texts.every((text) => text.trim() === '')) return { marks: texts.map(() => []), wait: null }
  const looks = await readLooks(scope)
  const known = await readKnownNames(scope)
  const parts = texts.flatMap((text, of) => [
    partOf(known, text, of, 0),
    ...linkAddresses(text).map((address) => partOf(known, address.text, of, address.at)),
    ...escapedAddresses(text).map(({ at, length, text: address }) => partOf(known, address, of, at, length)),
  ])
  const named = looks.toFind > 0 ? await findNames(scope, known, parts) : []
  const marked = texts.map((text, of) => {
    const places = parts.flatMap((part, n) =>
      part.of !== of
        ? []
        : [
            ...identifiersOf(part.read).map((place) => ({ ...place, asked: false })),
            ...(named[n] ?? []).map((place) => ({ ...place, asked: place.kind !== 'phone' })),
          ].map(({ kind, from, to, asked }) => {
            if (part.whole !== null) return { kind, at: part.offset, length: part.whole, asked }
            const at = part.offset + (part.read.starts[from] ?? 0)
            return { kind, at, length: part.offset + (part.read.ends[to - 1] ?? 0) - at, asked }
          }),
    )
    return strongest(places).map((place) => ({ ...place, text: text.slice(place.at, place.at + place.length) }))
  })
  const allowed = await whatMayStand(scope, marked.flat(), notAPerson)
  const found = marked.map((marks) => marks.filter((mark) => !allowed(mark)))
  const { isShown, isCut } = await showable(scope, looks, found.flat())
  const unasked =
    looks.toFind === 0 && parts.some(({ read, words }) => words.length > 0 || findNss(read).unchecked.length > 0)
  return {
    marks: found.map((marks) => marks.filter(isShown).map(({ asked: _, ...mark }) => mark)),
    wait: isCut || unasked ? looks.seconds : null,
  }
}

function partOf(known: KnownNames, text: string, of: number, offset: number, whole: number | null = null): Part {
  const read = readable(text)
  const words = withoutPlaces(wordsOf(read), known)
  const candidates = candidatesOf(words).filter((candidate) => !isKnown(read.text, words, candidate, known))
  return { of, offset, whole, read, words, candidates }
}

const identifiersOf = (read: Readable): Found[] => [
  ...findCurps(read),
  ...findNss(read).marks,
  ...findEmails(read),
  ...findPhones(read),
]

/** Names of each part, and numbers of ten digits that are somebody's NSS, by one question to the database. */
async function findNames(scope: OpenScope, known: KnownNames, parts: readonly Part[]): Promise<Found[][]> {
  const places = new Map<Candidate, Candidate>()
  const words = parts.flatMap((part) => part.words)
  let before = 0
  for (const part of parts) {
    for (const candidate of part.candidates)
      places.set({ ...candidate, first: candidate.first + before, last: candidate.last + before }, candidate)
    before += part.words.length
  }
  const numbers = parts.map(({ read }) => findNss(read).unchecked)
  const wanted = numbersOfTexts(parts, numbers)
  const registered = await findRegistered(
    scope,
    words,
    [...places.keys()],
    [...new Set([...wanted.values()].flatMap((some) => [...some]))],
  )
  const hits = new Set([...registered.candidates].map((shifted) => places.get(shifted)))
  return parts.map(({ of, words: own, candidates, read }, n) => [
    ...spans(
      own,
      candidates.filter((candidate) => hits.has(candidate)),
      known,
    ),
    ...own.filter((word) => registered.chosen.has(word) && isWritten(read, word)).map(asWord),
    ...(numbers[n] ?? []).flatMap(({ nss, ...place }): Found[] => {
      if (!wanted.get(of)?.has(nss)) return [{ ...place, kind: 'phone' }]
      return registered.numbers.has(nss) ? [place] : []
    }),
  ])
}

/** Numbers of ten digits of one text that are looked up; more of them are refused unasked. */
const MOST_NUMBERS = 50

function numbersOfTexts(
  parts: readonly Part[],
  numbers: readonly (readonly { nss: string }[])[],
): Map<number, ReadonlySet<string>> {
  const wanted = new Map<number, Set<string>>()
  for (const [n, { of }] of parts.entries()) {
    const some = wanted.get(of) ?? new Set()
    wanted.set(of, some)
    for (const { nss } of numbers[n] ?? []) if (some.size < MOST_NUMBERS) some.add(nss)
  }
  return wanted
}

const asWord = ({ from, to }: Word): Found => ({ kind: 'word', from, to })
/** A word of every day is a name only where it is written like one. */
const isWritten = ({ text }: Readable, { from, folded }: Word) =>
  !commonWords.has(folded) || /^\p{Lu}/u.test(text.charAt(from))

/** Names that share a word are one place; it refuses if any of them does. */
function spans(words: readonly Word[], hits: readonly Candidate[], known: KnownNames): Found[] {
  const found: (Found & { last: number })[] = []
  for (const hit of [...hits].sort((a, b) => a.first - b.first || a.last - b.last)) {
    const [from, to] = [words[hit.first]?.from ?? 0, words[hit.last]?.to ?? 0]
    const kind = mayBeWords(words, hit) || isHistoric(words, hit, known) ? 'word' : 'name'
    const open = found.at(-1)
    if (open === undefined || hit.first > open.last) found.push({ kind, from, to, last: hit.last })
    else {
      open.to = Math.max(open.to, to)
      open.last = Math.max(open.last, hit.last)
      if (kind === 'name') open.kind = 'name'
    }
  }
  return found
}

const strength: readonly IdentityMarkKind[] = ['curp', 'nss', 'email', 'phone', 'name', 'word']

/** In the order of the text; where two overlap, the one that says more. */
function strongest(places: readonly Place[]): Place[] {
  const kept: Place[] = []
  for (const place of [...places].sort((a, b) => strength.indexOf(a.kind) - strength.indexOf(b.kind)))
    if (!kept.some(({ at, length }) => place.at < at + length && at < place.at + place.length)) kept.push(place)
  return kept.sort((a, b) => a.at - b.at)
}

/** Numbers of a person are never let stand. */
const neverAllowed = new Set<IdentityMarkKind>(['curp', 'nss'])

async function whatMayStand(
  { query, keyed }: OpenScope,
  marks: readonly IdentityMark[],
  notAPerson: readonly string[],
): Promise<(mark: IdentityMark) => boolean> {
  const said = new Set(notAPerson.map(sameWords))
  const hashOf = ({ text }: IdentityMark) => keyed.textHash(sameWords(text))
  const asked = marks.filter(({ kind }) => !neverAllowed.has(kind)).map(hashOf)
  const rows =
    asked.length === 0
      ? []
      : await query<{ hash: string }>(
          `select encode(hash, 'hex') as hash from girasol_let_stand($1::bytea[]) as hash`,
          [byteaArray(asked)],
        )
  const letStand = new Set(rows.map(({ hash }) => hash))
  return (mark) =>
    !neverAllowed.has(mark.kind) &&
    ((mark.kind === 'word' && said.has(sameWords(mark.text))) || letStand.has(hashOf(mark).toString('hex')))
}
