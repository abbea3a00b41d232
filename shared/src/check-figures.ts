/** `at` is where the wrong figure begins in the text. */
export type FigureFinding = { kind: 'sum' | 'percentage'; text: string; at: number; stated: number; expected: number }

type Figure = { value: number; at: number; end: number; percent: boolean; decimals: number }

/**
 * Sums and percentages of a text that do not agree: "403 + 290 = 683", "683 claves, de las cuales 403 … y 290 …",
 * "5 mil 839 (38 por ciento)" of the 16 mil 682 before it. A percentage is questioned only when no earlier larger figure
 * of its paragraph explains it.
 */
export function checkFigures(text: string): FigureFinding[] {
  const findings: FigureFinding[] = []
  let start = 0
  for (const paragraph of text.split(/(?<=\n)/)) {
    for (const finding of [
      ...wrongAdditions(paragraph),
      ...wrongPartitions(paragraph),
      ...wrongPercentages(paragraph),
    ]) {
      findings.push({ ...finding, at: finding.at + start })
    }
    start += paragraph.length
  }
  return findings.sort((a, b) => a.at - b.at)
}

/** "2 millones 345 mil 678", "mil 300", "16 mil". */
const WORDED = String.raw`(?:\d{1,3}|un) mill(?:ón|ones)(?: (?:\d{1,3} )?mil)?(?: \d{1,3}(?!\d))?|(?:\d{1,3} )?mil(?![\wáéíóúñ])(?: \d{1,3}(?!\d))?`
/** "16,682", "16 682" with a hard space, "35.1". */
const DIGITS = String.raw`(?:\d{1,3}(?:[,\u00A0]\d{3})+|\d+)(?:\.\d+)?`
const COUNT = new RegExp(
  String.raw`(?<![\p{L}\d./-])(?:(${WORDED})|(${DIGITS}))(?![\d/]|[,.]\d)\s*(%|por ciento|per ?cent)?`,
  'giu',
)

/** Dates, years and ages are not counts, and neither are numbers of hospitals and rules ("HGZ 24", "artículo 140"). */
const notACount =
  /(?:\bde (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)(?: de(?:l año)?)? ?|\b(?:año|HG[A-Z]*|HES|UMAE|UMF|HO|HP|OOAD|No\.|núm\.|número|artículo|article|sesión|session|boletín) ?)$/iu
const unitAfter =
  /^ ?(?:años|meses|días|horas|years|months|days|hours|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)|(?:January|February|March|April|May|June|July|August|September|October|November|December))/iu

/** Every number of a text that counts something, or is a percentage, with its place; dates, ages and names of hospitals are none. */
export function figuresOf(text: string): Figure[] {
  return [...text.matchAll(COUNT)].flatMap((match) => {
    const end = match.index + match[0].trimEnd().length
    if (notACount.test(text.slice(Math.max(0, match.index - 40), match.index)) || unitAfter.test(text.slice(end)))
      return []
    const [, worded, written, percent] = match
    const digits = written?.replace(/[,\u00A0]/g, '')
    const value = digits === undefined ? readSpanish(worded ?? '') : Number(digits)
    return [
      { value, at: match.index, end, percent: percent !== undefined, decimals: digits?.split('.')[1]?.length ?? 0 },
    ]
  })
}

function readSpanish(words: string) {
  const [, millions, thousands, mil, units] =
    /^(?:(\d+|un) mill(?:ón|ones) ?)?(?:(\d+) (?=mil))?(mil)? ?(\d+)?$/iu.exec(words) ?? []
  const count = (word: string | undefined, none: number) => (word === undefined ? none : Number(word))
  return (
    (millions?.toLowerCase() === 'un' ? 1 : count(millions, 0)) * 1_000_000 +
    (mil === undefined ? 0 : count(thousands, 1) * 1000) +
    count(units, 0)
  )
}

/** "a + b = c" and "a más b son c". */
function wrongAdditions(text: string): FigureFinding[] {
  const figures = figuresOf(text).filter(({ percent }) => !percent)
  const between = (index: number) =>
    text
      .slice(figures[index]?.end, figures[index + 1]?.at)
      .trim()
      .toLowerCase()
  const findings: FigureFinding[] = []
  for (let first = 0; first < figures.length; first++) {
    let last = first
    while (['+', 'más', 'mas', 'plus'].includes(between(last)) && last + 1 < figures.length) last++
    const stated = figures[last + 1]
    if (last > first && stated && ['=', 'son', 'suman', 'es igual a', 'equals', 'is'].includes(between(last))) {
      findings.push(...sumFinding(text, stated, figures.slice(first, last + 1)))
    }
    first = last
  }
  return findings
}

const partsFollow = /(?:: ?|\b(?:de (?:los|las) (?:cuales|que)|de (?:ellos|ellas)|of (?:whom|which|them))\b)/iu
const totalFollows =
  /\b(?:suman|sumaron|en total|para un total de|un total de|adding up to|a total of|in total)\b\s*(?:\p{L}+ ){0,2}$/iu

/** A total that says its parts ("683 claves: 403 … y 290 …") or parts that say their total ("403 … y 290 … suman 683"). */
function wrongPartitions(text: string): FigureFinding[] {
  const findings: FigureFinding[] = []
  for (const { 0: sentence, index } of text.matchAll(/(?:[^.;]|[.](?=\S))+/gu)) {
    const figures = figuresOf(sentence).filter(({ percent }) => !percent)
    const [whole, second] = figures
    const last = figures.at(-1)
    if (!whole || !second || !last || figures.length < 3) continue
    const shifted = (finding: FigureFinding) => ({ ...finding, at: finding.at + index })
    if (partsFollow.test(sentence.slice(whole.end, second.at))) {
      findings.push(...sumFinding(sentence, whole, figures.slice(1)).map(shifted))
    } else if (totalFollows.test(sentence.slice(figures.at(-2)?.end, last.at))) {
      findings.push(...sumFinding(sentence, last, figures.slice(0, -1)).map(shifted))
    }
  }
  return findings
}

function sumFinding(text: string, stated: Figure, parts: readonly Figure[]): FigureFinding[] {
  const expected = parts.reduce((sum, { value }) => sum + value, 0)
  if (expected === stated.value) return []
  return [{ kind: 'sum', text: text.slice(stated.at, stated.end), at: stated.at, stated: stated.value, expected }]
}

/** Figures before a percentage that may be its whole: a longer row is a table. */
const MOST_WHOLES = 200

/** A percentage belongs to the count just before it, and its whole is a larger count before that. */
function wrongPercentages(text: string): FigureFinding[] {
  const findings: FigureFinding[] = []
  const figures = figuresOf(text)
  for (const [index, rate] of figures.entries()) {
    const part = figures[index - 1]
    if (!rate.percent || !part || part.percent || rate.at - part.end > 40) continue
    const wholes = figures
      .slice(Math.max(0, index - 1 - MOST_WHOLES), Math.max(0, index - 1))
      .filter(({ percent, value }) => !percent && value >= part.value && value > 0)
    const rounding = 0.5 * 10 ** -rate.decimals + 1e-9
    if (
      wholes.length === 0 ||
      wholes.some(({ value }) => Math.abs((100 * part.value) / value - rate.value) <= rounding)
    )
      continue
    const largest = Math.max(...wholes.map(({ value }) => value))
    const expected = Number(((100 * part.value) / largest).toFixed(rate.decimals))
    findings.push({
      kind: 'percentage',
      text: text.slice(rate.at, rate.end),
      at: rate.at,
      stated: rate.value,
      expected,
    })
  }
  return findings
}
