import { fold } from './fold.js'

/** Words between names that people add and drop; the list of RENAPO's instructions and what foreign names bring. */
export const nameParticles: ReadonlySet<string> = new Set(
  'da das de del della der des di die dd do dos du e el la las le les lo los mac mc ten ter van von y'.split(' '),
)

/** How Mexican files shorten the commonest names. */
export const nameAbbreviations: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ma: 'maria',
    fco: 'francisco',
    gpe: 'guadalupe',
    glez: 'gonzalez',
    glz: 'gonzalez',
    gtz: 'gutierrez',
    hdez: 'hernandez',
    hdz: 'hernandez',
    mtz: 'martinez',
    rdz: 'rodriguez',
    rmz: 'ramirez',
  }),
)

const plain = /^[a-z0-9 ]*$/
const notInNames = /[^\p{L}\p{N}]+/u
const joinedParticle = /^(?:dela|delos|delas)(?=\p{L}{3})/u

/**
 * The folded words of a name without its particles, abbreviations written out, in the order they came. A part made of
 * particles alone keeps them: someone may be called La.
 */
export function nameTokens(...parts: (string | null | undefined)[]) {
  const tokens: string[] = []
  for (const part of parts) {
    if (!part) continue
    const text = fold(part)
    const words = text.split(plain.test(text) ? ' ' : notInNames).filter((word) => word !== '')
    const names = words.filter((word) => !nameParticles.has(word))
    for (const word of names.length > 0 ? names : words) tokens.push(nameAbbreviations.get(word) ?? withoutJoined(word))
  }
  return tokens
}

function withoutJoined(word: string) {
  return word.startsWith('del') ? word.replace(joinedParticle, '') : word
}

/**
 * How a name sounds in Mexico, as letters: two spellings of one sound have one key. Lossy on purpose and only for finding:
 * - b and v; s, z, x and soft c; k, qu and hard c; h is silent; w, hu and gu before a or o; ph and f; m and n before b, p, m.
 * - At the start j, soft g, y and ll sound alike, for Jessica and Yessica, Giménez and Jiménez are one name; so does the x
 *   of Ximena, Ximénez and Xavier. The x of Xóchitl is an s, and the t of a final -tl is not heard.
 * - ll is y between vowels (Guillermo), l in -lli (Quetzalli, Kelly). A final s is kept: Mexico pronounces it.
 */
export function phonetic(token: string) {
  const known = sounds.get(token)
  if (known !== undefined) return known
  if (sounds.size >= MOST_SOUNDS) sounds.clear()
  const sound = soundOf(token)
  sounds.set(token, sound)
  return sound
}

/** A few thousand names make up nearly everybody's; past this many they are forgotten and begun again. */
const MOST_SOUNDS = 20_000
const sounds = new Map<string, string>()

function soundOf(token: string) {
  let key = ''
  let last = ''
  for (let i = 0; i < token.length; ) {
    const [sound, length] = soundAt(token, i, last)
    i += length
    for (const letter of sound) {
      if (letter === last) continue
      key += letter
      last = letter
    }
  }
  return key === '' ? token : key
}

/** The sound of the letters at a place, and how many letters it took. */
function soundAt(token: string, i: number, last: string): [sound: string, length: number] {
  const letter = token.charAt(i)
  const next = token.charAt(i + 1)
  const afterNext = token.charAt(i + 2)
  const start = i === 0
  switch (letter) {
    case 'v':
      return ['b', 1]
    case 'z':
      return ['s', 1]
    case 'q':
      return ['k', next === 'u' && isFront(afterNext) ? 2 : 1]
    case 'w':
      return ['w', 1]
    case 'h':
      return next === 'u' && isVowel(afterNext) ? ['w', 2] : ['', 1]
    case 'c':
      if (next === 'h') return afterNext === 'r' || afterNext === 'l' ? ['k', 2] : ['C', 2]
      return [isFront(next) ? 's' : 'k', 1]
    case 's':
      if (next === 'h') return ['s', 2]
      return [start && next !== '' && !isVowel(next) && next !== 'y' ? 'es' : 's', 1]
    case 'p':
      return next === 'h' ? ['f', 2] : ['p', 1]
    case 'g':
      if (next === 'u' && isFront(afterNext)) return ['g', 2]
      if (next === 'u' && isVowel(afterNext)) return ['w', 2]
      return [isFront(next) ? 'j' : 'g', 1]
    case 'x':
      return [start && /^x(?:im|av)/.test(token) ? 'j' : 's', 1]
    case 'm':
    case 'n':
      return [next === 'b' || next === 'v' || next === 'p' || next === 'm' ? 'm' : letter, 1]
    case 't':
      return next === 'l' && i === token.length - 2 ? ['', 1] : ['t', 1]
    case 'l':
      if (next !== 'l') return ['l', 1]
      if ((afterNext === 'i' || afterNext === 'y') && i === token.length - 3) return ['l', 2]
      return [start ? 'j' : isVowel(afterNext) ? 'y' : 'l', 2]
    case 'y':
      if (start) return [isVowel(next) ? 'j' : 'i', 1]
      return [isVowel(next) && isVowel(last) ? 'y' : 'i', 1]
    case 'i':
      return [isVowel(last) && isVowel(next) ? 'y' : 'i', 1]
    default:
      return [letter, 1]
  }
}

function isVowel(letter: string) {
  return letter === 'a' || letter === 'e' || letter === 'i' || letter === 'o' || letter === 'u'
}

/** Before e and i, and y where it stands for i, c and g are soft. */
function isFront(letter: string) {
  return letter === 'e' || letter === 'i' || letter === 'y'
}
