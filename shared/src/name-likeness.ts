import { isAnotherGivenName } from './given-names.js'
import { nameTokens, phonetic } from './names.js'

type FullName = { givenName: string | null; firstSurname: string | null; secondSurname?: string | null | undefined }

/** Borne by so many that they say half as much, and the first to be left out of a long name. */
export const commonNames: readonly string[] = ['maria', 'jose']

/** Points, beside those in duplicates.ts. They stop at NAMES_AT_MOST, or names that twins share would outweigh the one they do not. */
const EXACT = 3
const SAME_SOUND = 2.7
const SLIP = 2
const TWO_SLIPS = 1.5
const INITIAL = 1
const COMMON_NAME = 0.5
const NAMES_AT_MOST = 9
const OTHER_GIVEN_NAME = -12
const OTHER_SURNAME = -7
const FURTHER_DIFFERENCE = -3
const NAME_ABSENT = -0.5

type NamesCompared = { points: number; matched: number; reason?: 'name' | 'name-similar' }

/** Each name takes the first free partner; as both sides prefer the lower place, the pairs do not depend on who comes first. */
export function compareNames(one: FullName, other: FullName, sexesDiffer: boolean): NamesCompared {
  const a = heard(one)
  const b = heard(other)
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
        points += isCommon(a.names[i]) || isCommon(b.names[j]) ? worth * COMMON_NAME : worth
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

function isCommon(name = '') {
  return commonNames.includes(name)
}

function isAnyLeft(taken: number, given: number) {
  const all = (1 << given) - 1
  return (taken & all) !== all
}

type Heard = { names: string[]; sounds: string[]; given: number }

/** Names beyond the eighth are not compared: the matching below keeps them in the bits of one number. */
const MOST_NAMES = 8

/** The person's names and how they sound; the first `given` of them come from the given name. */
function heard({ givenName, firstSurname, secondSurname }: FullName): Heard {
  const given = nameTokens(givenName)
  const names = [...given, ...nameTokens(firstSurname, secondSurname)].slice(0, MOST_NAMES)
  return { names, sounds: names.map(phonetic), given: Math.min(given.length, MOST_NAMES) }
}

type Fit = (a: Heard, i: number, b: Heard, j: number, sexesDiffer: boolean) => boolean
const isSameName: Fit = (a, i, b, j) => a.names[i] === b.names[j]
const soundsSame: Fit = (a, i, b, j) => a.sounds[i] === b.sounds[j]
const isOneLetterOff: Fit = (...pair) => isWithin(1, 4, ...pair)
const isTwoLettersOff: Fit = (...pair) => isWithin(2, 9, ...pair)
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

/**
 * As written or as heard, for one exchanged letter may change two sounds (Gacría). Luis is no slip for Luisa when the sexes
 * differ, nor Sofía ever for Sonia.
 */
function isWithin(most: 1 | 2, shortest: number, a: Heard, i: number, b: Heard, j: number, sexesDiffer: boolean) {
  const [name = '', otherName = ''] = [a.names[i], b.names[j]]
  const [sound = '', otherSound = ''] = [a.sounds[i], b.sounds[j]]
  if (!isSlip(name, otherName, most, shortest) && !isSlip(sound, otherSound, most, shortest)) return false
  const bothGiven = i < a.given && j < b.given
  return !(bothGiven && (sexesDiffer || isAnotherGivenName(name, otherName)))
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
