/** A text as a reader sees it, each of its UTF-16 units with the place it has in the text as it was sent. */
export interface Readable {
  text: string
  /** Where the unit begins and ends in the sent text; one place more than units, for ends. */
  starts: readonly number[]
  ends: readonly number[]
}

/** What begins an item of a list: two items are never one name. */
const bullet = /^[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]+/gm
const ITEM = '\u2022'
const entity = /&(?:#(\d{1,6})|#x([0-9a-f]{1,6})|([a-z])(?:acute|grave|uml|tilde|cedil|circ)|nbsp|shy|amp|zwnj|zwj);/iy
/** A tag of the page between two words, without anything in it that could be read. */
const tag = /<\/?(?:b|br|div|em|hr|i|li|mark|ol|p|s|small|span|strong|su[bp]|t[dhr]|u|ul|wbr)\s?\/?>/iy
/** Letters and signs that show nothing. */
const blank = /[\u115F\u1160\u2800\u3164\uFFA0]/
/** Marks of emphasis, escapes, what no reader sees, and accents that stand alone. */
const unseen = /[*~`\\\p{Cf}\p{M}]/u

/**
 * Takes away what markdown and Unicode hide: marks of emphasis, addresses of links, character references, invisible letters;
 * wide digits and letters become plain ones. What is left may be searched, and found places told in the sent text.
 */
export function readable(sent: string): Readable {
  const items = new Map([...sent.matchAll(bullet)].map(({ index, 0: mark }) => [index, mark.length]))
  const links = new Map(linkAddresses(sent).map((link) => [link.at - 2, link.text.length + 3]))
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  const write = (letters: string, start: number, end: number) => {
    text += letters
    for (let i = 0; i < letters.length; i++) {
      starts.push(start)
      ends.push(end)
    }
  }
  for (let at = 0; at < sent.length; ) {
    const item = items.get(at)
    if (item !== undefined) {
      write(`\n${ITEM}`, at, at + item)
      at += item
      continue
    }
    const link = links.get(at)
    if (link !== undefined) {
      at += link
      continue
    }
    const [letters, length] = letterAt(sent, at)
    write(letters, at, at + length)
    at += length
  }
  return { text, starts, ends }
}

function letterAt(sent: string, at: number): [letters: string, length: number] {
  if (sent.charAt(at) === '&') {
    entity.lastIndex = at
    const [whole, decimal, hex, accented] = entity.exec(sent) ?? []
    if (whole !== undefined) return [referred(whole, decimal, hex, accented), whole.length]
  }
  if (sent.charAt(at) === '<') {
    tag.lastIndex = at
    const [whole] = tag.exec(sent) ?? []
    if (whole !== undefined) return [' ', whole.length]
  }
  const letter = String.fromCodePoint(sent.codePointAt(at) ?? 0)
  if (unseen.test(letter)) return ['', letter.length]
  if (blank.test(letter)) return [' ', letter.length]
  if (letter < '\u0080') return [letter, 1]
  // alone, an accent would become a space and a mark
  return [letter === '\u00B4' ? "'" : letter.normalize('NFKC').replace(/\p{M}/gu, ''), letter.length]
}

function referred(whole: string, decimal?: string, hex?: string, accented?: string): string {
  if (accented !== undefined) return accented
  const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : undefined
  if (code === undefined) return /^&nbsp;$/i.test(whole) ? ' ' : /^&amp;$/i.test(whole) ? '&' : ''
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return ''
  const letter = String.fromCodePoint(code)
  return unseen.test(letter) ? '' : blank.test(letter) ? ' ' : letter.normalize('NFKC')
}

/** Addresses of links, which the reader does not see and anybody may open: the only words that `readable` leaves out. */
export function linkAddresses(sent: string): { at: number; text: string }[] {
  return [...sent.matchAll(/\]\(([^)\n]{1,600})\)/g)].map(({ index, 1: text = '' }) => ({ at: index + 2, text }))
}

const bareAddress = /\bhttps?:\/\/[^\s<>"]+/giu
const escaped = /(?:%[0-9a-f]{2})+/gi

/** Addresses that say something else once they are opened: with spaces and letters that they carry escaped. */
export function escapedAddresses(sent: string): { at: number; length: number; text: string }[] {
  const bare = [...sent.matchAll(bareAddress)].map(({ index, 0: text }) => ({ at: index, text }))
  return [...linkAddresses(sent), ...bare]
    .map(({ at, text }) => ({ at, length: text.length, sent: text, text: opened(opened(text.replaceAll('+', ' '))) }))
    .filter(({ sent: before, text }) => before !== text)
    .map(({ at, length, text }) => ({ at, length, text }))
}

const opened = (address: string) =>
  address.replace(escaped, (letters) => {
    try {
      return decodeURIComponent(letters)
    } catch {
      return letters
    }
  })
