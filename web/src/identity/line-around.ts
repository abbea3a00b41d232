export type LinePart = readonly [before: string, marked: string, after: string]

const AROUND = 70

/** The line that a place stands in, cut at words where it is long. */
export function lineAround(text: string, { at, length }: { at: number; length: number }): LinePart {
  const end = at + length
  const start = text.lastIndexOf('\n', at - 1) + 1
  const stop = text.indexOf('\n', end)
  const before = text.slice(at === 0 ? 0 : start, at)
  const after = text.slice(end, stop < 0 ? text.length : stop)
  return [cutStart(before), text.slice(at, end), cutEnd(after)]
}

const cutStart = (text: string) => (text.length <= AROUND ? text : `… ${text.slice(-AROUND).replace(/^\S*\s/, '')}`)
const cutEnd = (text: string) => (text.length <= AROUND ? text : `${text.slice(0, AROUND).replace(/\s\S*$/, '')} …`)
