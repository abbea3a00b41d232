import { Icon } from '../design/Icon'
import { useWords } from '../words/define'
import { protocolWords } from '../words/protocols'
import './protocols.css'

/** Wherever an example stands, on the screen and on paper; the long one is repeated across every sheet. */
export function ExampleMark({ long = false }: { long?: boolean }) {
  const words = useWords(protocolWords)
  const mark = (
    <span className={long ? 'g-example g-example-long' : 'g-example'}>
      <Icon name="warning" size={long ? 22 : 16} />
      <span>
        <strong>{words.example}</strong>
        {long && <span>{words.exampleText}</span>}
      </span>
    </span>
  )
  if (!long) return mark
  return (
    <>
      {mark}
      <span className="g-print-only g-example-sheet" aria-hidden="true">
        {words.example}
      </span>
    </>
  )
}
