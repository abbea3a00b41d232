/** Cyrillic and Greek letters drawn like a Latin capital, and Latin letters that no decomposition reaches. */
const lookAlikes = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    е: 'e',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    с: 'c',
    т: 't',
    у: 'y',
    х: 'x',
    і: 'i',
    ј: 'j',
    ѕ: 's',
    һ: 'h',
    ԁ: 'd',
    ԛ: 'q',
    ԝ: 'w',
    α: 'a',
    β: 'b',
    ε: 'e',
    ζ: 'z',
    η: 'h',
    ι: 'i',
    κ: 'k',
    μ: 'm',
    ν: 'n',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'y',
    χ: 'x',
    ϲ: 'c',
    ϳ: 'j',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    đ: 'd',
    ð: 'd',
    ł: 'l',
    ı: 'i',
    ɑ: 'a',
    ɡ: 'g',
  }),
)

const folded = /^[a-z0-9]+(?: [a-z0-9]+)*$/
/** The accent key pressed for an apostrophe; decomposed it would become a space. */
const spacingAcute = /\u00B4/g
const apostrophes = /['`\u02B9\u02BB\u02BC\u02BD\u2018\u2019\u201B\u2032]/g
const hyphens = /[-\u2010-\u2015\u2212_]/g
const marksAndInvisibles = /[\p{M}\p{Cf}]/gu

/**
 * The form in which two texts are compared: lower case, without accents (ñ is n), look-alike letters of other alphabets in
 * Latin, apostrophes gone (O'Farrill, ofarrill), hyphens as a space, single spaces. Other signs stay.
 */
export function fold(text: string) {
  if (folded.test(text)) return text
  let latin = ''
  for (let i = 0; i < text.length; i++) {
    const letter = european[text.charCodeAt(i)]
    if (letter === undefined) return oneSpace(latinLetters(text))
    latin += letter
  }
  return oneSpace(latin)
}

function latinLetters(text: string) {
  const lower = text
    .replace(spacingAcute, "'")
    .normalize('NFKD')
    .replace(apostrophes, '')
    .replace(hyphens, ' ')
    .replace(marksAndInvisibles, '')
    .toLowerCase()
  let latin = ''
  for (const letter of lower) latin += letter < '\u0080' ? letter : (lookAlikes.get(letter) ?? letter)
  return latin
}

/** What each letter up to U+017F becomes, which is all that most names hold: ten times faster than decomposing. */
const european = Array.from({ length: 0x180 }, (_, code) => latinLetters(String.fromCharCode(code)))

/** A single-line text as it is kept: composed (NFC), without spaces around it and single ones inside. */
export function tidy(text: string) {
  return oneSpace(text.normalize('NFC'))
}

const forbiddenCharacters = /[\p{Cc}\p{Cf}\p{Cs}]/u
const allowedInvisibles = /[\t\n\r\u200C\u200D]/g

/**
 * NUL and other control characters, marks that reverse or hide text, halves of a surrogate pair. Tab and line ends pass, for
 * notes have lines (`tidy` a single-line text first); so do the joiners that some scripts spell with.
 */
export function hasControlCharacters(text: string) {
  return forbiddenCharacters.test(text.replace(allowedInvisibles, ''))
}

/** Letters that show nothing. */
const fillers = /[\u115F\u1160\u3164\uFFA0]/g

/** Whether anything of it can be read as a word. */
export const hasLetter = (text: string) => /\p{L}/u.test(text.replace(fillers, ''))

const grouping = /[\s.\u00AD\u200B\u2010-\u2015-]/g

/** An identifier in capitals, without the spaces, hyphens and dots that people group it with. */
export function ungrouped(text: string) {
  return text.normalize('NFKC').replace(grouping, '').toUpperCase()
}

function oneSpace(text: string) {
  return text.replace(/\s+/g, ' ').trim()
}
