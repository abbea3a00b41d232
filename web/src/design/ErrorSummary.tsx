import { useEffect, useRef } from 'react'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { Icon } from './Icon'
import './ErrorSummary.css'

export type FieldError = {
  /** Of the control to go to. */
  id: string
  label: string
  /** A code or a sentence. */
  error: string
}

/**
 * Above the form, after a press that could not be done. Takes the focus each time `attempt` changes; give it
 * react-hook-form's `submitCount`.
 */
export function ErrorSummary({ errors, attempt }: { errors: readonly FieldError[]; attempt: number }) {
  const words = useWords(common)
  const box = useRef<HTMLDivElement>(null)
  const shown = errors.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new attempt takes the focus again
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown, attempt])
  if (!shown) return null
  return (
    <div className="g-summary" ref={box} tabIndex={-1} role="alert">
      <h2>
        <Icon name="error" />
        {words.summaryTitle(errors.length)}
      </h2>
      <ul>
        {errors.map(({ id, label, error }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault()
                goTo(id)
              }}
            >
              {label}: {say(error)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function goTo(id: string) {
  const target = document.getElementById(id)
  const closed = target?.closest('details')
  if (closed) closed.open = true
  target?.scrollIntoView({ block: 'center' })
  target?.focus({ preventScroll: true })
}
