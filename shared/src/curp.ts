import { calendarDay } from './calendar-day.js'
import { withoutInconvenientWord } from './curp-words.js'
import { ungrouped } from './fold.js'
import { type BirthState, isBirthState } from './states.js'

/**
 * The CURP as RENAPO's instructions define it (DOF, 18 October 2021). This file reads and doubts a CURP; nothing in it or
 * elsewhere makes one for a person, which only RENAPO may.
 */

const ALPHABET = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'

/** The two official CURPs that stand for a foreigner without one. The digit of the second fails: they are known by list. */
export const genericCurps: readonly string[] = ['XEXX010101HNEXXXA4', 'XEXX010101MNEXXXA8']

export type CurpParts = {
  /** Positions 1 to 4: initials and first inner vowel of the first surname. */
  initials: string
  birthDate: string
  sex: 'female' | 'male' | 'other'
  birthState: BirthState
  /** Positions 14 to 16: first inner consonants. */
  consonants: string
  generic: boolean
}

export const curpErrorCodes = [
  'curp-length',
  'curp-character',
  'curp-birth-date',
  'curp-sex',
  'curp-birth-state',
  'curp-check-digit',
] as const
/** `position` counts from 1. */
type CurpError = { code: (typeof curpErrorCodes)[number]; position?: number }
type ReadCurp = { parts: CurpParts; errors?: never } | { errors: CurpError[]; parts?: never }

/** Capitals without the spaces and hyphens that people group it with. */
export function normaliseCurp(text: string) {
  return ungrouped(text)
}

/** Position 18: weights 18 to 2 over the first 17, (10 - sum mod 10) mod 10. Undefined for other letters or another length. */
export function curpCheckDigit(first17: string) {
  if (first17.length !== 17) return undefined
  let sum = 0
  for (let i = 0; i < 17; i++) {
    const value = ALPHABET.indexOf(first17.charAt(i))
    if (value < 0) return undefined
    sum += value * (18 - i)
  }
  return (10 - (sum % 10)) % 10
}

/** What a CURP says, or the reasons why it cannot be one. Spaces, hyphens and small letters are no reason. */
export function readCurp(text: string): ReadCurp {
  const curp = normaliseCurp(text)
  if (curp.length !== 18) return { errors: [{ code: 'curp-length' }] }
  const sex = sexLetters[curp.charAt(10)]
  const birthState = curp.slice(11, 13)
  const errors = wrongCharacters(curp)
  if (sex === undefined) errors.push({ code: 'curp-sex', position: 11 })
  if (!isBirthState(birthState)) errors.push({ code: 'curp-birth-state', position: 12 })
  if (errors.length > 0 || sex === undefined || !isBirthState(birthState)) return { errors }
  const birthDate = birthDateOf(curp)
  if (birthDate === undefined) return { errors: [{ code: 'curp-birth-date', position: 5 }] }
  const generic = genericCurps.includes(curp)
  if (!generic && curpCheckDigit(curp.slice(0, 17)) !== Number(curp.charAt(17)))
    return { errors: [{ code: 'curp-check-digit', position: 18 }] }
  return { parts: { initials: curp.slice(0, 4), birthDate, sex, birthState, consonants: curp.slice(13, 16), generic } }
}

type Name = { givenName: string; firstSurname: string; secondSurname?: string | null | undefined }

/** The letters that a name gives to positions 1 to 4 and 14 to 16. */
export function expectedLetters({ givenName, firstSurname, secondSurname }: Name) {
  const given = givenWord(givenName)
  const first = surnameWord(firstSurname)
  const second = surnameWord(secondSurname ?? '')
  return {
    initials: withoutInconvenientWord(initial(first) + innerVowel(first) + initial(second) + initial(given)),
    consonants: innerConsonant(first) + innerConsonant(second) + innerConsonant(given),
  }
}

const letter = /[A-Z]/
const digit = /\d/
const consonant = /[B-DF-HJ-NP-TV-Z]/
/** Position by position; sex (11) and state (12, 13) have their own codes. */
const positions = [
  letter,
  /[AEIOUX]/,
  letter,
  letter,
  ...Array<RegExp>(6).fill(digit),
  undefined,
  undefined,
  undefined,
  consonant,
  consonant,
  consonant,
  /[A-Z\d]/,
  digit,
]

function wrongCharacters(curp: string): CurpError[] {
  return positions.flatMap((allowed, i) =>
    allowed === undefined || allowed.test(curp.charAt(i)) ? [] : [{ code: 'curp-character' as const, position: i + 1 }],
  )
}

const sexLetters: Record<string, CurpParts['sex']> = { H: 'male', M: 'female', X: 'other' }

/** A digit in position 17 means born until 1999, a letter from 2000. */
function birthDateOf(curp: string) {
  const century = digit.test(curp.charAt(16)) ? '19' : '20'
  const day = `${century}${curp.slice(4, 6)}-${curp.slice(6, 8)}-${curp.slice(8, 10)}`
  return calendarDay.safeParse(day).success ? day : undefined
}

const particles = new Set('DA DAS DE DEL DER DI DIE DD EL LA LOS LAS LE LES MAC MC VAN VON Y'.split(' '))
const skippedFirst = new Set(['MARIA', 'MA', 'M', 'JOSE', 'J'])
const signs = /['`\u00B4\u02BC\u2018\u2019/.-]/g
const notLetterOrSign = /[^A-Z/]+/g

/** The first word that is not a particle. Signs inside are written '/', Ñ as X, other marks are dropped (Ü is U). */
function words(name: string) {
  return name
    .toUpperCase()
    .normalize('NFC')
    .replace(/Ñ/g, 'X')
    .replace(signs, '/')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/\s+/)
    .map((word) => word.replace(notLetterOrSign, '').replace(/^\/+/, ''))
    .map((word) => (/^[A-Z]+\/$/.test(word) ? word.slice(0, -1) : word))
    .filter((word) => word !== '')
}

function withoutParticles(all: string[]) {
  const names = all.filter((word) => !particles.has(word))
  return names.length > 0 ? names : all.slice(-1)
}

function surnameWord(surname: string) {
  return withoutParticles(words(surname))[0] ?? ''
}

/** A first María or José gives way to the second name, where there is one. */
function givenWord(givenName: string) {
  const [first = '', second] = withoutParticles(words(givenName))
  return second !== undefined && skippedFirst.has(first) ? second : first
}

function initial(word: string) {
  return word === '' ? 'X' : word.charAt(0)
}

/** A sign before the first inner vowel takes its place as X: D/AMICO gives DX. */
function innerVowel(word: string) {
  const found = /[AEIOU/]/.exec(word.slice(1))?.[0] ?? 'X'
  return found === '/' ? 'X' : found
}

function innerConsonant(word: string) {
  return consonant.exec(word.slice(1))?.[0] ?? 'X'
}
