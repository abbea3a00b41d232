import type { Mark } from 'shared/group-search'

/** A snippet with what was found marked. */
export function Marked({ snippet, marks }: { snippet: string; marks: readonly Mark[] }) {
  return marks.reduceRight<React.ReactNode[]>(
    (parts, { at, length }) => {
      const [text, ...rest] = parts
      const whole = String(text)
      return [
        whole.slice(0, at),
        <mark key={at}>{whole.slice(at, at + length)}</mark>,
        whole.slice(at + length),
        ...rest,
      ]
    },
    [snippet],
  )
}
