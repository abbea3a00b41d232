/** A stretch of two texts: alike in both, or what each has in that place. Paragraph by paragraph. */
export type Stretch = { same: string } | { mine: string; theirs: string }

/** Beyond this the comparison would hold the page up: the two texts then differ as a whole. */
const most = 4_000_000

const paragraphs = (text: string) => text.split(/\n{2,}/)

/** Two texts side by side: the longest run of paragraphs that both have, and what differs between. */
export function stretchesOf(mine: string, theirs: string): Stretch[] {
  const [a, b] = [paragraphs(mine), paragraphs(theirs)]
  if (a.length * b.length > most) return [{ mine, theirs }]
  const common = commonLengths(a, b)
  const out: Stretch[] = []
  let left: string[] = []
  let right: string[] = []
  const close = () => {
    if (left.length + right.length > 0) out.push({ mine: left.join('\n\n'), theirs: right.join('\n\n') })
    left = []
    right = []
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [mineHere, theirsHere] = [a[i], b[j]]
    if (mineHere !== undefined && mineHere === theirsHere) {
      close()
      out.push({ same: mineHere })
      i++
      j++
    } else if (theirsHere === undefined || (mineHere !== undefined && at(common, i + 1, j) >= at(common, i, j + 1))) {
      left.push(mineHere ?? '')
      i++
    } else {
      right.push(theirsHere)
      j++
    }
  }
  close()
  return out
}

export type Choice = 'mine' | 'theirs' | 'both'

/** The text that the choices make; a stretch without one keeps both. */
export const mergedText = (stretches: readonly Stretch[], choices: readonly (Choice | undefined)[]) =>
  stretches
    .flatMap((stretch, n) => {
      if ('same' in stretch) return [stretch.same]
      const choice = choices[n] ?? 'both'
      return [choice === 'theirs' ? '' : stretch.mine, choice === 'mine' ? '' : stretch.theirs].filter(Boolean)
    })
    .join('\n\n')

type Lengths = readonly Uint16Array[]
const at = (lengths: Lengths, i: number, j: number) => lengths[i]?.[j] ?? 0

/** How many paragraphs both have in order from `i` and `j` on. */
function commonLengths(a: readonly string[], b: readonly string[]): Lengths {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i]
    if (row === undefined) continue
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i] === b[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
  }
  return lengths
}
