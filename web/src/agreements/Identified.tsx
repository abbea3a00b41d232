import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Problem } from '../problem'
import { agreementWords } from '../words/agreements'
import { useWords } from '../words/define'
import { say } from '../words/problems'

type Mark = { pointer: string; code: string; at: number; length: number }

const isMark = (it: unknown): it is Mark =>
  typeof it === 'object' && it !== null && 'at' in it && typeof it.at === 'number' && 'length' in it

/**
 * What the server took for somebody's data in a text that was sent, by its place. What may be a common word is asked about:
 * `onKeep` sends it again with those words.
 */
export function Identified({
  error,
  texts,
  onKeep,
}: {
  error: unknown
  /** What was sent, by pointer: `{ '#/text': … }`. */
  texts: Readonly<Record<string, string>>
  onKeep: (notAPerson: string[]) => void
}) {
  const words = useWords(agreementWords)
  if (!(error instanceof Problem) || error.type !== '/problems/identifies-a-patient') return null
  const sent = error.details['errors']
  const marks = Array.isArray(sent) ? sent.filter(isMark) : []
  const found = marks.map(({ pointer, at, length }) => (texts[pointer] ?? '').slice(at, at + length))
  const shown = found.map((it) => `«${it}»`).join(', ')
  if (marks.length > 0 && marks.every(({ code }) => code === 'identifies-word'))
    return (
      <Banner
        tone="warning"
        title={words.askWordsTitle}
        actions={
          <Button size="small" onClick={() => onKeep(found)}>
            {words.keepWords}
          </Button>
        }
      >
        {words.askWords(shown)}
      </Banner>
    )
  return (
    <Banner tone="error" title={say(error.type)}>
      {found.some((it) => it !== '') && <span translate="no">{words.identified(shown)}</span>}
    </Banner>
  )
}
