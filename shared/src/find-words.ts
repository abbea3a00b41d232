import { fold } from './fold.js'

interface Place {
  at: number
  length: number
}

/** The words of a search, folded; at most eight, each once. */
export const wordsOf = (text: string): string[] => [...new Set(fold(text).split(' ').filter(Boolean))].slice(0, 8)

/** A text as it is compared, and where each of its letters stood: in UTF-16 units of the text. */
function foldedPlaces(text: string): { folded: string; from: number[]; to: number[] } {
  const from: number[] = []
  const to: number[] = []
  let folded = ''
  let at = 0
  for (const letter of text) {
    const next = at + letter.length
    const plain = /\s/.test(letter) ? ' ' : fold(letter)
    if (plain === '' && folded !== '') to[to.length - 1] = next // a mark belongs to the letter before it
    for (const unit of plain) {
      folded += unit
      for (let n = 0; n < unit.length; n++) {
        from.push(at)
        to.push(next)
      }
    }
    at = next
  }
  return { folded, from, to }
}

/** Every place where one of the folded words stands in the text, in order, none over another. */
export function findWords(text: string, words: readonly string[]): Place[] {
  const { folded, from, to } = foldedPlaces(text)
  const places: Place[] = []
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      const [start, end] = [from[at], to[at + word.length - 1]]
      if (start !== undefined && end !== undefined) places.push({ at: start, length: end - start })
    }
  }
  places.sort((a, b) => a.at - b.at || b.length - a.length)
  return places.filter(({ at }, n) => places.slice(0, n).every((before) => before.at + before.length <= at))
}

/** Letters around the first word that was found. */
const AROUND = 70

/** A line cut around what was found, with the places in the cut; the start of the line where nothing was. */
export function snippetOf(line: string, words: readonly string[]): { snippet: string; marks: Place[] } {
  const places = findWords(line, words)
  const first = places[0]?.at ?? 0
  const start = wordStart(line, Math.max(0, first - AROUND))
  const end = wordEnd(line, Math.min(line.length, Math.max(first, start) + 2 * AROUND))
  const lead = start > 0 ? '…' : ''
  const tail = end < line.length ? '…' : ''
  return {
    snippet: `${lead}${line.slice(start, end)}${tail}`,
    marks: places
      .filter(({ at, length }) => at >= start && at + length <= end)
      .map(({ at, length }) => ({ at: at - start + lead.length, length })),
  }
}

/** A cut never splits a word: to the next space, or back to where it was where there is none near. */
function wordStart(line: string, at: number): number {
  if (at === 0) return 0
  const space = line.indexOf(' ', at)
  return space >= 0 && space - at < 25 ? space + 1 : at
}

function wordEnd(line: string, at: number): number {
  if (at >= line.length) return line.length
  const space = line.lastIndexOf(' ', at)
  return space >= 0 && at - space < 25 ? space : at
}
