import { checkFigures, figuresOf } from './check-figures.js'
import { figureInWords } from './figure-words.js'
import {
  type FigureKey,
  figureKeys,
  type SessionFigure,
  type SessionFigures,
  sessionFigures,
} from './session-figures.js'

/** A place of the text where a figure cannot be published as it stands, in UTF-16 units. */
export interface FigureProblem {
  code: 'figure-unknown' | 'figure-not-frozen' | 'figure-typed'
  at: number
  length: number
  /** The figure that was meant, where it is known. */
  key?: FigureKey
}

/** A sum or a percentage that does not agree: it may stand with a reason. */
export interface FigureWarning {
  code: 'figure-sum' | 'figure-percentage'
  at: number
  length: number
  stated: number
  expected: number
}

const reference = /\{\{([^{}\n]{1,60})\}\}/g
const isKey = (key: string): key is FigureKey => (figureKeys as readonly string[]).includes(key)

/**
 * References that name no figure, or one whose report is not frozen; and numbers that somebody typed although the session's
 * frozen figures hold them: the text would go on saying them when nobody can check where they came from.
 */
export function figureProblems(text: string, { items }: Pick<SessionFigures, 'items'>): FigureProblem[] {
  const problems: FigureProblem[] = []
  for (const { 0: whole, 1: key = '', index: at } of text.matchAll(reference)) {
    const place = { at, length: whole.length }
    if (!isKey(key)) problems.push({ code: 'figure-unknown', ...place })
    else if (!items.some((item) => item.key === key)) problems.push({ code: 'figure-not-frozen', ...place, key })
  }
  const said = spoken(text, () => NO_NUMBER)
  for (const number of figuresOf(said.text)) {
    const after = said.text.slice(number.end, number.end + 60)
    const typed = items.find((item) => isSame(item, number, after))
    if (typed === undefined) continue
    const at = said.places[number.at] ?? 0
    const end = (said.places[number.end - 1] ?? at) + 1
    problems.push({ code: 'figure-typed', at, length: end - at, key: typed.key })
  }
  return problems.sort((a, b) => a.at - b.at)
}

/** Sums and percentages that do not agree once each reference says its figure. */
export function figureWarnings(text: string, { items }: Pick<SessionFigures, 'items'>): FigureWarning[] {
  const words = new Map(items.map(({ key, value }) => [key as string, figureInWords(key, value, 'es')]))
  const said = spoken(text, (key) => words.get(key) ?? NO_NUMBER)
  return checkFigures(said.text).map(({ kind, text: figure, at: from, stated, expected }) => {
    const at = said.places[from] ?? 0
    const end = said.places[from + figure.length] ?? text.length
    return { code: `figure-${kind}`, at, length: Math.max(1, end - at), stated, expected }
  })
}

const NO_NUMBER = '…'

/** The text without its marks and with words for its references, and where each of its letters came from. */
function spoken(text: string, wordsOf: (key: string) => string): { text: string; places: number[] } {
  let out = ''
  const places: number[] = []
  let end = 0
  const copy = (until: number) => {
    for (; end < until; end++) {
      const letter = text.charAt(end)
      if (letter === '*' || letter === '_' || letter === '`') continue
      out += letter
      places.push(end)
    }
  }
  for (const { 0: whole, 1: key = '', index } of text.matchAll(reference)) {
    copy(index)
    for (const letter of wordsOf(key)) {
      out += letter
      places.push(index)
    }
    end = index + whole.length
  }
  copy(text.length)
  return { text: out, places }
}

type TypedNumber = ReturnType<typeof figuresOf>[number]

/** Below this a number is a figure only beside what the figure counts: any text says "14" of something. */
const telling = 100
const people =
  /^\s*(?:personas|pacientes|niñ\p{L}*|menores|adult\p{L}*)[^.;\n]{0,40}(?:registr|cáncer|plataforma|nuev|sum|agreg)/iu
const counted: Partial<Record<FigureKey, RegExp>> = {
  total: people,
  previous: people,
  added: people,
  removed: people,
  paediatric: people,
  adult: people,
  hospitals: /^\s*hospitales(?! con desabasto)/i,
  umae: /^\s*(?:hospitales )?(?:UMAE|de alta especialidad)/i,
  secondLevel: /^\s*(?:hospitales )?de segundo nivel/i,
  dosesDue: /^\s*dosis/i,
  supplyKeys: /^\s*claves/i,
  supplyPieces: /^\s*piezas/i,
  openShortages: /^\s*(?:casos de )?desabastos?/i,
  hospitalsWithShortage: /^\s*hospitales con desabasto/i,
}

function isSame({ key, value }: SessionFigure, number: TypedNumber, after: string): boolean {
  if (typeof value !== 'number' || number.value !== value) return false
  const { form } = sessionFigures[key]
  if (form === 'percent') return number.percent
  if (number.percent) return false
  if (form === 'decimal') return number.decimals > 0
  return value >= telling || counted[key]?.test(after) === true
}
