/** A text with what is selected in it. */
export type Selected = { text: string; from: number; to: number }

const lineStart = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** Puts `put` in place of what is selected, and the cursor behind it. */
export function insert({ text, from, to }: Selected, put: string): Selected {
  const at = from + put.length
  return { text: text.slice(0, from) + put + text.slice(to), from: at, to: at }
}

/** Marks around what is selected, or away again where they are already. */
export function wrap({ text, from, to }: Selected, mark: string): Selected {
  const inner = text.slice(from, to)
  const isWrapped = text.slice(from - mark.length, from) === mark && text.slice(to, to + mark.length) === mark
  if (isWrapped)
    return {
      text: text.slice(0, from - mark.length) + inner + text.slice(to + mark.length),
      from: from - mark.length,
      to: to - mark.length,
    }
  return {
    text: text.slice(0, from) + mark + inner + mark + text.slice(to),
    from: from + mark.length,
    to: to + mark.length,
  }
}

/** The lines of the selection with `prefix`, or without it where all have it. */
function prefixLines({ text, from, to }: Selected, prefix: string, replaces: RegExp): Selected {
  const [start, end] = [lineStart(text, from), lineEnd(text, to)]
  const lines = text.slice(start, end).split('\n')
  const all = lines.every((line) => line.startsWith(prefix))
  const changed = lines
    .map((line) => (all ? line.slice(prefix.length) : prefix + line.replace(replaces, '')))
    .join('\n')
  const now = text.slice(0, start) + changed + text.slice(end)
  return lines.length === 1
    ? { text: now, from: start + changed.length, to: start + changed.length }
    : { text: now, from: start, to: start + changed.length }
}

const blockMark = /^(?:#{1,4} |[-*] |> |\d+\. )/
export const toHeading = (it: Selected, level: 2 | 3) => prefixLines(it, `${'#'.repeat(level)} `, blockMark)
export const toList = (it: Selected) => prefixLines(it, '- ', blockMark)
