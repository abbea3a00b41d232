import { useId, useState } from 'react'
import { TextField } from '../design/TextField'
import { useWords } from '../words/define'
import { painWords } from '../words/pain'
import './VisualLine.css'

/** The visual analogue scale: a line of 10 cm to mark, and the same in a box. Unmarked until it is touched. */
export function VisualLine({
  value,
  error,
  onChange,
}: {
  value: number | null
  error?: string | undefined
  onChange: (value: number | null) => void
}) {
  const words = useWords(painWords)
  const ends = useId()
  const [typed, type] = useState('')
  const shown = value === null || numberIn(typed) === value ? typed : String(value)
  const mark = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    type(currentTarget.value)
    onChange(Number(currentTarget.value))
  }
  return (
    <div className="g-line" id="score" tabIndex={-1}>
      <p className="g-field-label">{words.howMuch}</p>
      <input
        type="range"
        aria-label={words.line}
        aria-describedby={ends}
        min={0}
        max={10}
        step={0.1}
        value={value ?? 0}
        className={value === null ? 'g-line-open' : undefined}
        onChange={mark}
        // a press at the very beginning changes nothing, and is an answer all the same
        onPointerUp={mark}
      />
      <p className="g-line-ends" id={ends}>
        <span>{words.noPain}</span>
        <span>{words.worstPain}</span>
      </p>
      <TextField
        label={words.lineValue}
        hint={words.lineHint}
        width="short"
        inputMode="decimal"
        error={error}
        value={shown}
        onChange={({ target }) => {
          type(target.value)
          onChange(numberIn(target.value))
        }}
      />
    </div>
  )
}

/** What is typed, where it lies on the line; a comma may be the decimal sign. */
function numberIn(typed: string): number | null {
  const text = typed.trim().replace(',', '.')
  const number = Number(text)
  return text === '' || !(number >= 0 && number <= 10) ? null : Math.round(number * 10) / 10
}
