import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { FieldGroup } from '../design/Field'
import './ScoreButtons.css'

export type ScoreOption = {
  value: number
  /** What is seen of it; the number where absent. */
  label?: string | undefined
  picture?: ReactNode
  /** Tints its foot: 1 the lightest, 5 the darkest. */
  depth?: 1 | 2 | 3 | 4 | 5 | undefined
}

/** Long enough to type a second digit: 1, 0 is ten. */
const typingMs = 800

/** One question with a few big answers: a radio each, so that arrows move between them, and digits choose. */
export function ScoreButtons({
  id,
  label,
  hint,
  error,
  look,
  beside,
  options,
  value,
  onChange,
}: {
  id: string
  label: string
  hint?: ReactNode
  error?: string | undefined
  /** `numbers` stand side by side, `words` and `faces` need room, `rows` say a sentence each. */
  look: 'numbers' | 'words' | 'faces' | 'rows'
  /** A button that belongs to the first answer: next to it on a phone, under the row elsewhere. */
  beside?: ReactNode
  options: readonly ScoreOption[]
  value: number | null
  onChange: (value: number) => void
}) {
  const group = useRef<HTMLDivElement>(null)
  const typed = useRef({ text: '', at: 0 })

  function type(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^\d$/.test(event.key)) return
    event.preventDefault()
    const now = performance.now()
    const before = now - typed.current.at < typingMs ? typed.current.text : ''
    const both = options.find((option) => String(option.value) === before + event.key)
    const chosen = both ?? options.find((option) => String(option.value) === event.key)
    typed.current = { text: chosen === both ? before + event.key : event.key, at: now }
    // a 1 alone may be no answer of the scale, and the beginning of 10
    if (chosen === undefined) return
    onChange(chosen.value)
    group.current?.querySelector<HTMLElement>(`input[value="${chosen.value}"]`)?.focus()
  }

  return (
    <FieldGroup id={id} label={label} hint={hint} error={error}>
      <div ref={group} className={`g-scores g-scores-${look}`}>
        {options.map(({ value: one, label: said, picture, depth }) => (
          <label key={one} className="g-score" data-depth={depth}>
            <input
              type="radio"
              name={id}
              value={one}
              checked={value === one}
              onChange={() => onChange(one)}
              onKeyDown={type}
            />
            {picture}
            <span className="g-score-value">{one}</span>
            {said && <span className="g-score-label">{said}</span>}
          </label>
        ))}
        {beside && <span className="g-scores-beside">{beside}</span>}
      </div>
    </FieldGroup>
  )
}
