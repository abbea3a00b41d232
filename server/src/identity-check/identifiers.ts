import { readCurp } from 'shared/curp'
import { fold } from 'shared/fold'
import type { IdentityMarkKind } from 'shared/identity-marks'
import { checkNss, completeNss } from 'shared/nss'
import type { Readable } from './readable.js'

/** Units `from` up to `to` of a readable text. */
export interface Found {
  kind: IdentityMarkKind
  from: number
  to: number
}

const alphanumeric = /[\p{L}\p{N}]/u
/** What people put between the letters and digits of one identifier. */
const joins = /^[\s.\-\u2010-\u2015_/|]{0,3}$/

/** Positions of a CURP where a digit, or a letter, must stand; the seventeenth may be either. */
const digitPlaces = new Set([4, 5, 6, 7, 8, 9, 17])
const asDigit: Record<string, string> = { O: '0', I: '1', L: '1', S: '5', B: '8', Z: '2' }
const asLetter: Record<string, string> = { 0: 'O', 1: 'I', 5: 'S', 8: 'B', 2: 'Z' }

/**
 * CURPs in any case and grouping, look-alike letters and digits read as what they imitate, the generic ones too. Written in
 * one piece, a wrong check digit does not save it: a slip of one letter still names somebody.
 */
export function findCurps({ text }: Readable): Found[] {
  const places: number[] = []
  for (let at = 0; at < text.length; at++) if (alphanumeric.test(text.charAt(at))) places.push(at)
  const letters = places.map((at) => (fold(text.charAt(at)).charAt(0) || '?').toUpperCase())
  const isJoined = (n: number) => (places[n] ?? 0) - (places[n - 1] ?? 0) === 1
  const found: Found[] = []
  for (let n = 0; n + 18 <= places.length; n++) {
    if ((n > 0 && isJoined(n)) || (n + 18 < places.length && isJoined(n + 18))) continue
    const seen = letters.slice(n, n + 18)
    const curp = seen
      .map((letter, i) => (digitPlaces.has(i) ? asDigit[letter] : i === 16 ? undefined : asLetter[letter]) ?? letter)
      .join('')
    if (!/^[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z\d]\d$/.test(curp)) continue
    const [from = 0, last = 0] = [places[n], places[n + 17]]
    if (!gapsJoin(text, places.slice(n, n + 18))) continue
    const { parts, errors = [] } = readCurp(curp)
    const inOnePiece = last - from === 17
    const slip = inOnePiece && errors.every(({ code }) => code === 'curp-check-digit')
    if (parts === undefined && !slip) continue
    found.push({ kind: 'curp', from, to: last + 1 })
    n += 17
  }
  return found
}

const gapsJoin = (text: string, places: readonly number[]) =>
  places.every((at, i) => i === 0 || joins.test(text.slice((places[i - 1] ?? 0) + 1, at)))

interface Digits {
  from: number
  to: number
  digits: string
  /** What stands between it and the group before. */
  gap: string
}

/** Groups of digits, in chains that only the signs between groups of one number may hold together. */
function digitChains(text: string): Digits[][] {
  const chains: Digits[][] = []
  let chain: Digits[] = []
  for (const { index, 0: digits } of text.matchAll(/\d+/g)) {
    const before = chain.at(-1)
    const gap = before === undefined ? '' : text.slice(before.to, index)
    if (before !== undefined && !/^(?:[ \u00a0]?[-.)(/\u2010-\u2015][ (]?|[ \u00a0]{1,2}|\n)$/.test(gap)) {
      chains.push(chain)
      chain = []
    }
    chain.push({ from: index, to: index + digits.length, digits, gap: chain.length === 0 ? '' : gap })
  }
  return chain.length > 0 ? [...chains, chain] : chains
}

/** Groups of the longest chain that may be numbers of people; more of them in a line are a table. */
const LONGEST_CHAIN = 60

/** A list has a number in each line; of a table's line each group is looked at alone. */
function withoutTables(chain: readonly Digits[]): (readonly Digits[])[] {
  if (chain.length <= LONGEST_CHAIN) return [chain]
  const lines: Digits[][] = []
  for (const group of chain)
    if (group.gap === '\n' || lines.length === 0) lines.push([group])
    else lines.at(-1)?.push(group)
  return lines.flatMap((line) => (line.length <= LONGEST_CHAIN ? [line] : line.map((group) => [group])))
}

/** Some groups side by side of `least` to `most` digits, that no tight sign or letter ties to what stands around them; `isSaid`: as a telephone. */
function* groupings(text: string, least: number, most: number): Generator<{ groups: Digits[]; isSaid: boolean }> {
  for (const chain of digitChains(text).flatMap(withoutTables))
    for (const [n, first] of chain.entries()) {
      const tiedBefore = /[\p{L}\p{N}][-./\u2010-\u2015]?$|[,]\d?$/u.test(
        text.slice(Math.max(0, first.from - 2), first.from),
      )
      const isSaid = isSaidPhone(text.slice(Math.max(0, first.from - 60), first.from))
      let length = 0
      for (let m = n; m < chain.length; m++) {
        length += chain[m]?.digits.length ?? 0
        if (length > most) break
        if (length < least) continue
        const { to } = chain[m] as Digits
        const tied = tiedBefore || /^[-./,\u2010-\u2015]?[\p{L}\p{N}]/u.test(text.slice(to, to + 2))
        if (!tied || isSaid) yield { groups: chain.slice(n, m + 1), isSaid }
      }
    }
}

const sizes = (groups: readonly Digits[]) => groups.map(({ digits }) => digits.length).join('-')
const digitsOf = (groups: readonly Digits[]) => groups.map(({ digits }) => digits).join('')
/** One sign throughout: a date beside a folio is not one number. */
const isUniform = (groups: readonly Digits[]) => new Set(groups.slice(1).map(({ gap }) => gap.trim())).size <= 1
const thousands = /^[123](?:-3)+$/
const aDate = /^(?:(?:19|20)\d\d-?[01]\d-?[0-3]\d|[0-3]\d-[01]\d-(?:19|20)\d\d)/

/** NSS of 11 digits with a valid check digit, grouped or not; and every run of 10 digits, which may be one without it. */
export function findNss({ text }: Readable): { marks: Found[]; unchecked: (Found & { nss: string })[] } {
  const marks: Found[] = []
  const unchecked: (Found & { nss: string })[] = []
  for (const { groups } of groupings(text, 10, 11)) {
    const digits = digitsOf(groups)
    if (!isUniform(groups) || thousands.test(sizes(groups))) continue
    if (groups.length > 1 && aDate.test(groups.map((group) => group.digits).join('-'))) continue
    const place = { kind: 'nss' as const, from: groups[0]?.from ?? 0, to: groups.at(-1)?.to ?? 0 }
    if (digits.length === 10) unchecked.push({ ...place, nss: completeNss(digits) ?? digits })
    else if (checkNss(digits) === undefined) marks.push(place)
  }
  return { marks, unchecked }
}

const usualGroups = new Set([
  '10',
  '2-8',
  '3-7',
  '2-4-4',
  '3-3-4',
  '2-2-2-2-2',
  '3-3-2-2',
  '2-4-2-2',
  '2-3-3-2',
  '2-2-3-3',
])
const isSaidPhone = (before: string) =>
  /(?:tel[eé]fonos?|\btels?|\bcel(?:ular(?:es)?)?|m[oó]vil|whats\s?app|\bmarcar?|\bll[aá]m\p{L}{1,8})(?:\s(?:al?|el|es|n[uú]mero))?[\s.:(]{0,4}$/iu.test(
    before.slice(-40),
  )
const isSaidOther = (before: string) =>
  /(?:folios?|oficios?|lotes?|claves?|expedientes?|registro|gu[ií]a|facturas?|pedidos?|contratos?|licitaci[oó]n|c[oó]digo|partida|CLUES|cuenta|\$)[\s.:#]{0,4}(?:n[uú]m(?:ero)?|no)?[\s.:#]{0,3}$/iu.test(
    before.slice(-40),
  )
const countsThings = (after: string) => /^\s?(?:pesos|mdp|dosis|piezas|frascos|unidades|%)/iu.test(after)
/** Calls that the caller does not pay: an office's, never a family's. */
const tollFree = /^(?:800|900)/
const year = /^(?:19|20)\d\d$/

/** Mexican telephones: ten digits as people group them, with or without +52 and the old prefixes; shorter ones after "tel.". */
export function findPhones({ text }: Readable): Found[] {
  const found: Found[] = []
  for (const { groups, isSaid } of groupings(text, 7, 15)) {
    const first = groups[0] as Digits
    const end = groups.at(-1)?.to ?? 0
    const [before, after] = [text.slice(Math.max(0, first.from - 60), first.from), text.slice(end, end + 20)]
    const number = nationalNumber(groups, /\+\s?\(?$/.test(before))
    if (tollFree.test(number)) continue
    const usual = number !== '' && !isSaidOther(before) && !countsThings(after)
    if (!usual && !(digitsOf(groups).length <= 13 && isSaid)) continue
    const opens = /\+\s?\(?$|\($/.exec(before)?.[0].length ?? 0
    found.push({ kind: 'phone', from: first.from - opens, to: end })
  }
  return widest(found)
}

/** The ten digits of a number in usual groups, or ''. */
function nationalNumber(groups: readonly Digits[], plus: boolean): string {
  const digits = digitsOf(groups)
  if (plus) return /^52\d{10,11}$/.test(digits) ? digits.slice(-10) : ''
  const country = /^(?:52|521|01|044|045)$/.test(groups[0]?.digits ?? '') ? groups.slice(1) : groups
  const local = country[0]?.digits === '1' && country !== groups ? country.slice(1) : country
  if (digitsOf(local).length !== 10 || !usualGroups.has(sizes(local))) return ''
  const isKey = /^0\d0/.test(digits) && local[1]?.digits === '000'
  const years = local.length === 3 && local.slice(1).every((group) => year.test(group.digits))
  const dated = local.length > 1 && aDate.test(local.map((group) => group.digits).join('-'))
  return isKey || years || dated ? '' : digitsOf(local)
}

/** Of places that overlap, the widest. */
function widest(found: readonly Found[]): Found[] {
  const kept: Found[] = []
  for (const place of [...found].sort((a, b) => b.to - b.from - (a.to - a.from)))
    if (!kept.some(({ from, to }) => place.from < to && from < place.to)) kept.push(place)
  return kept
}

const written = /[\p{L}\p{N}._%+-]{1,64} ?@ ?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,4}\.\p{L}{2,24}/gu
const AT = String.raw`(?:\s?[([{]\s?(?:at|arroba|@)\s?[)\]}]\s?|\s(?:arroba|at)\s)`
const DOT = String.raw`(?:\.|\s?[([{]\s?(?:punto|dot|\.)\s?[)\]}]\s?|\s(?:punto|dot)\s)`
const spelled = new RegExp(
  String.raw`[\p{L}\p{N}._%+-]{1,64}${AT}[\p{L}\p{N}-]{1,63}(?:${DOT}[\p{L}\p{N}-]{1,63}){0,4}${DOT}\p{L}{2,24}`,
  'giu',
)

/** E-mail addresses, also spelt out: "ana arroba correo punto mx", "ana [at] correo.mx". */
export const findEmails = ({ text }: Readable): Found[] =>
  widest(
    [written, spelled].flatMap((shape) =>
      [...text.matchAll(shape)].map(({ index, 0: { length } }) => ({
        kind: 'email' as const,
        from: index,
        to: index + length,
      })),
    ),
  )
