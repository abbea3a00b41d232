import { normaliseCurp, readCurp } from './curp.js'
import { isAnotherGivenName } from './given-names.js'
import { nameTokens, phonetic } from './names.js'
import { completeNss, normaliseNss } from './nss.js'
import type { Patient } from './patients.js'

export type DuplicatePerson = {
  givenName: string | null
  firstSurname: string | null
  secondSurname?: string | null | undefined
  birthDate: string
  sex: Patient['sex']
  curp?: string | null | undefined
  nss?: string | null | undefined
  agregado?: string | null | undefined
}

/** The first eight speak for one person, the last two against. */
export const duplicateReasons = [
  'curp',
  'name',
  'name-similar',
  'birth-date',
  'birth-date-swapped',
  'birth-date-similar',
  'nss-agregado',
  'nss',
  'sex-differs',
  'curp-differs',
] as const
export type DuplicateReason = (typeof duplicateReasons)[number]

/** From here a pair is offered as a possible duplicate. */
export const DUPLICATE_THRESHOLD = 0.5

/**
 * Points for and against; DUPLICATE_THRESHOLD is half of CERTAIN. They are ours, set by the pairs in
 * tests/duplicates.unit.test.ts: a child with day and month swapped and a surname misspelt is found, twins and siblings are
 * not. Names stop at NAMES_AT_MOST, or two names shared by twins would outweigh the one that tells them apart.
 */
const CERTAIN = 20
const EXACT = 3
const SAME_SOUND = 2.7
const SLIP = 2
const TWO_SLIPS = 1.5
const INITIAL = 1
/** María and José are borne by so many that they say half as much. */
const COMMON_NAME = 0.5
const NAMES_AT_MOST = 9
const OTHER_GIVEN_NAME = -12
const OTHER_SURNAME = -7
const FURTHER_DIFFERENCE = -3
const NAME_ABSENT = -0.5
const SAME_DATE = 8
const SWAPPED_DATE = 6
const DATE_SLIP = 5
const OTHER_DATE = -10
const SAME_SEX = 0.5
const OTHER_SEX = -2
/** Siblings share the NSS, and twins of one sex the agregado too. */
const SAME_NSS = 1
const SAME_NSS_AND_AGREGADO = 2
const OTHER_CURP = -10
/** What an equal CURP makes of any other evidence, and what fewer than two equal names can reach. */
const WITH_SAME_CURP = 19
const WITHOUT_NAMES = 9

/** How alike two records are, 0 to 1, whichever comes first. Names may stand in any order and in the wrong fields. */
export function duplicateScore(a: DuplicatePerson, b: DuplicatePerson): { score: number; reasons: DuplicateReason[] } {
  const reasons: DuplicateReason[] = []
  const sexesDiffer = a.sex !== b.sex && a.sex !== 'unknown' && b.sex !== 'unknown'
  const curps = compareCurps(a, b)
  if (curps === 'same') reasons.push('curp')
  const names = compareNames(heard(a), heard(b), sexesDiffer)
  if (names.reason) reasons.push(names.reason)
  const dates = compareDates(a.birthDate, b.birthDate)
  if (dates.reason) reasons.push(dates.reason)
  const nss = compareNss(a, b)
  if (nss.reason) reasons.push(nss.reason)
  if (sexesDiffer) reasons.push('sex-differs')
  if (curps === 'different') reasons.push('curp-differs')

  const sex = sexesDiffer ? OTHER_SEX : a.sex === b.sex && a.sex !== 'unknown' ? SAME_SEX : 0
  let points = names.points + dates.points + nss.points + sex + (curps === 'different' ? OTHER_CURP : 0)
  if (names.matched < 2) points = Math.min(points, WITHOUT_NAMES)
  if (curps === 'same') points = Math.max(points, WITH_SAME_CURP)
  return { score: Math.min(1, Math.max(0, points / CERTAIN)), reasons }
}

/**
 * Blocking keys: signed 32-bit integers for an indexed `integer[]`. Two records of one person share a key if
 * - their dates are equal or have day and month swapped, and one name sounds the same, or
 * - two of year, month and day are equal (day and month in any order), and two names sound the same.
 * At most 12: three names with the whole date, and their three pairs with each two thirds of it. Where a name has more,
 * María and José go first, then those with the highest hashes, so that of one changed or missing name two are left that both
 * records chose. Among a million people with Mexican names a person meets about 10 others, rarely 100.
 * The keys are stored: when they change here, those in the table must be made again.
 */
export function matchKeys(person: DuplicatePerson): number[] {
  const year = Number(person.birthDate.slice(0, 4))
  const month = Number(person.birthDate.slice(5, 7))
  const day = Number(person.birthDate.slice(8, 10))
  const anyOrder = Math.min(month, day) * 100 + Math.max(month, day)
  const names = blockingNames(person)
  const keys = new Set<number>()
  for (const [i, name] of names.entries()) {
    keys.add(mix(mix(mix(1, year), anyOrder), name))
    for (const other of names.slice(i + 1)) {
      const pair = mix(name, other)
      keys.add(mix(mix(mix(2, year), month), pair))
      keys.add(mix(mix(mix(3, year), day), pair))
      keys.add(mix(mix(4, anyOrder), pair))
    }
  }
  return [...keys]
}

type Heard = { names: string[]; sounds: string[]; given: number }

/** Names beyond the eighth are not compared: the matching below keeps them in the bits of one number. */
const MOST_NAMES = 8

/** The person's names and how they sound; the first `given` of them come from the given name. */
function heard({ givenName, firstSurname, secondSurname }: DuplicatePerson): Heard {
  const given = nameTokens(givenName).slice(0, MOST_NAMES / 2)
  const names = [...given, ...nameTokens(firstSurname, secondSurname)].slice(0, MOST_NAMES)
  return { names, sounds: names.map(phonetic), given: given.length }
}

type NamesCompared = { points: number; matched: number; reason?: 'name' | 'name-similar' }

function compareNames(one: Heard, other: Heard, sexesDiffer: boolean): NamesCompared {
  // In one fixed order, or choosing partners greedily could depend on who comes first.
  const [a, b] = comesFirst(one.names, other.names) ? [one, other] : [other, one]
  let takenA = 0
  let takenB = 0
  let points = 0
  let matched = 0
  let exact = 0
  for (const { sameField, worth, fits } of levels) {
    for (let i = 0; i < a.names.length; i++) {
      for (let j = 0; j < b.names.length && !(takenA & (1 << i)); j++) {
        if (takenB & (1 << j) || (sameField && i < a.given !== j < b.given) || !fits(a, i, b, j, sexesDiffer)) continue
        takenA |= 1 << i
        takenB |= 1 << j
        points += oftenLeftOut.includes(a.names[i] ?? '') ? worth * COMMON_NAME : worth
        matched++
        if (worth === EXACT) exact++
      }
    }
    if (matched === a.names.length || matched === b.names.length) break
  }
  const leftA = a.names.length - matched
  const leftB = b.names.length - matched
  const different = Math.min(leftA, leftB)
  const givenDiffers = isAnyLeft(takenA, a.given) && isAnyLeft(takenB, b.given)
  const against =
    different === 0 ? 0 : (givenDiffers ? OTHER_GIVEN_NAME : OTHER_SURNAME) + (different - 1) * FURTHER_DIFFERENCE
  const total = Math.min(points, NAMES_AT_MOST) + against + Math.abs(leftA - leftB) * NAME_ABSENT
  if (matched < 2 || different > 0) return { points: total, matched }
  return { points: total, matched, reason: leftA + leftB === 0 && exact === matched ? 'name' : 'name-similar' }
}

function comesFirst(a: string[], b: string[]) {
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? ''
    const y = b[i] ?? ''
    if (x !== y) return x < y
  }
  return true
}

function isAnyLeft(taken: number, given: number) {
  const all = (1 << given) - 1
  return (taken & all) !== all
}

type Fit = (a: Heard, i: number, b: Heard, j: number, sexesDiffer: boolean) => boolean
const isSameName: Fit = (a, i, b, j) => a.names[i] === b.names[j]
const soundsSame: Fit = (a, i, b, j) => a.sounds[i] === b.sounds[j]
const isOneLetterOff: Fit = (a, i, b, j, sexesDiffer) =>
  isSlip(a.sounds[i] ?? '', b.sounds[j] ?? '', 1, 4) && mayBeSlip(a, i, b, j, sexesDiffer)
const isTwoLettersOff: Fit = (a, i, b, j, sexesDiffer) =>
  isSlip(a.sounds[i] ?? '', b.sounds[j] ?? '', 2, 9) && mayBeSlip(a, i, b, j, sexesDiffer)
const isInitial: Fit = (a, i, b, j) => {
  const [x = '', y = ''] = [a.names[i], b.names[j]]
  return (x.length === 1 || y.length === 1) && x.charAt(0) === y.charAt(0)
}

/** How two names may be one, best first; a partner in the same field goes before one in another. */
const levels: { worth: number; sameField: boolean; fits: Fit }[] = [
  { worth: EXACT, sameField: true, fits: isSameName },
  { worth: EXACT, sameField: false, fits: isSameName },
  { worth: SAME_SOUND, sameField: true, fits: soundsSame },
  { worth: SAME_SOUND, sameField: false, fits: soundsSame },
  { worth: SLIP, sameField: true, fits: isOneLetterOff },
  { worth: SLIP, sameField: false, fits: isOneLetterOff },
  { worth: TWO_SLIPS, sameField: true, fits: isTwoLettersOff },
  { worth: INITIAL, sameField: true, fits: isInitial },
]

/** Luis is no slip for Luisa when the sexes differ, nor Sofía ever for Sonia. */
function mayBeSlip(a: Heard, i: number, b: Heard, j: number, sexesDiffer: boolean) {
  const bothGiven = i < a.given && j < b.given
  return !(bothGiven && (sexesDiffer || isAnotherGivenName(a.names[i] ?? '', b.names[j] ?? '')))
}

/** At most so many letters changed, added, lost or exchanged with their neighbour, in names long enough to bear it. */
function isSlip(x: string, y: string, most: 1 | 2, shortest: number) {
  if (x.length < shortest || y.length < shortest || Math.abs(x.length - y.length) > most) return false
  let start = 0
  while (start < x.length && x.charCodeAt(start) === y.charCodeAt(start)) start++
  let endX = x.length
  let endY = y.length
  while (endX > start && endY > start && x.charCodeAt(endX - 1) === y.charCodeAt(endY - 1)) {
    endX--
    endY--
  }
  // What is left between the equal ends.
  const longest = Math.max(endX, endY) - start
  if (longest <= 1) return true
  const exchanged = x.charAt(start) === y.charAt(start + 1) && x.charAt(start + 1) === y.charAt(start)
  if (longest === 2 && endX === endY && exchanged) return true
  return most === 2 && editDistance(x.slice(start, endX), y.slice(start, endY)) <= most
}

/** Letters changed, added, lost, or two neighbours exchanged. */
function editDistance(x: string, y: string) {
  let before: number[] = []
  let above = Array.from({ length: y.length + 1 }, (_, j) => j)
  for (let i = 1; i <= x.length; i++) {
    const row = [i]
    for (let j = 1; j <= y.length; j++) {
      const same = x.charCodeAt(i - 1) === y.charCodeAt(j - 1)
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1))
      const exchanged =
        i > 1 && j > 1 && x.charCodeAt(i - 1) === y.charCodeAt(j - 2) && x.charCodeAt(i - 2) === y.charCodeAt(j - 1)
      if (exchanged) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    before = above
    above = row
  }
  return above[y.length] ?? 0
}

type DatesCompared = { points: number; reason?: 'birth-date' | 'birth-date-swapped' | 'birth-date-similar' }

function compareDates(a: string, b: string): DatesCompared {
  if (a === b) return { points: SAME_DATE, reason: 'birth-date' }
  const swapped =
    a.slice(0, 4) === b.slice(0, 4) && a.slice(5, 7) === b.slice(8, 10) && a.slice(8, 10) === b.slice(5, 7)
  if (swapped) return { points: SWAPPED_DATE, reason: 'birth-date-swapped' }
  return isOneSlip(a, b) ? { points: DATE_SLIP, reason: 'birth-date-similar' } : { points: OTHER_DATE }
}

/** One digit differs, or two neighbours are exchanged. */
function isOneSlip(a: string, b: string) {
  let first = 0
  while (first < a.length && a.charCodeAt(first) === b.charCodeAt(first)) first++
  if (a.slice(first + 1) === b.slice(first + 1)) return true
  const exchanged = a.charAt(first) === b.charAt(first + 1) && a.charAt(first + 1) === b.charAt(first)
  return exchanged && a.slice(first + 2) === b.slice(first + 2)
}

type NssCompared = { points: number; reason?: 'nss' | 'nss-agregado' }

function compareNss(a: DuplicatePerson, b: DuplicatePerson): NssCompared {
  if (!a.nss || !b.nss || wholeNss(a.nss) !== wholeNss(b.nss)) return { points: 0 }
  const sameAgregado = Boolean(a.agregado) && a.agregado === b.agregado
  return sameAgregado ? { points: SAME_NSS_AND_AGREGADO, reason: 'nss-agregado' } : { points: SAME_NSS, reason: 'nss' }
}

function wholeNss(nss: string) {
  return nss.length === 11 ? nss : (completeNss(nss) ?? normaliseNss(nss))
}

/** Only CURPs that can be somebody's are compared; the generic ones belong to many. */
function compareCurps(a: DuplicatePerson, b: DuplicatePerson) {
  if (!a.curp || !b.curp || !isSomebodys(a.curp) || !isSomebodys(b.curp)) return undefined
  return normaliseCurp(a.curp) === normaliseCurp(b.curp) ? 'same' : 'different'
}

function isSomebodys(curp: string) {
  return readCurp(curp).parts?.generic === false
}

const oftenLeftOut = ['maria', 'jose']
const MOST_BLOCKING_NAMES = 3

/** Hashes of how the names sound, in ascending order: who is who does not matter. */
function blockingNames({ givenName, firstSurname, secondSurname }: DuplicatePerson) {
  const names = new Set<string>()
  // Many bear one surname twice: the second Hernández is a name of its own.
  for (const name of nameTokens(givenName, firstSurname, secondSurname)) names.add(names.has(name) ? `${name}2` : name)
  for (const common of oftenLeftOut) if (names.size > MOST_BLOCKING_NAMES) names.delete(common)
  const hashes = new Set<number>()
  for (const name of names) hashes.add(hash(phonetic(name)))
  return [...hashes].sort((a, b) => a - b).slice(0, MOST_BLOCKING_NAMES)
}

/** FNV-1a over UTF-16, the same in every process and release. */
function hash(text: string) {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mix(h, text.length)
}

/** One step and the finish of MurmurHash3: every bit of both numbers reaches every bit of the answer. */
function mix(seed: number, value: number) {
  let k = Math.imul(value, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  let h = seed ^ k
  h = Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
