import { normaliseCurp, readCurp } from './curp.js'
import { ungrouped } from './fold.js'
import { commonNames, compareNames } from './name-likeness.js'
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
 * not. Those of names are in name-likeness.ts.
 */
const CERTAIN = 20
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

/** How alike two records are, 0 to 1 in thousandths, whichever comes first. Names may stand in any order and in the wrong fields. */
export function duplicateScore(a: DuplicatePerson, b: DuplicatePerson): { score: number; reasons: DuplicateReason[] } {
  const reasons: DuplicateReason[] = []
  const sexesDiffer = a.sex !== b.sex && a.sex !== 'unknown' && b.sex !== 'unknown'
  const curps = compareCurps(a, b)
  if (curps === 'same') reasons.push('curp')
  const names = compareNames(a, b, sexesDiffer)
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
  return { score: Math.round(Math.min(1, Math.max(0, points / CERTAIN)) * 1000) / 1000, reasons }
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
  const sameAgregado = a.agregado && b.agregado && ungrouped(a.agregado) === ungrouped(b.agregado)
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

const MOST_BLOCKING_NAMES = 3

/** Hashes of how the names sound, in ascending order: who is who does not matter. */
function blockingNames({ givenName, firstSurname, secondSurname }: DuplicatePerson) {
  const names = new Set<string>()
  // Many bear one surname twice: the second Hernández is a name of its own.
  for (const name of nameTokens(givenName, firstSurname, secondSurname)) names.add(names.has(name) ? `${name}2` : name)
  for (const common of commonNames) if (names.size > MOST_BLOCKING_NAMES) names.delete(common)
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
