import { useId } from 'react'
import { FieldGroup } from '../design/Field'
import type { Choice } from '../design/SelectField'
import './Chips.css'

/** One of a few, in a row; pressed again it is taken back, for none of these has to be answered. */
export function Chips<Value extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string
  choices: readonly (Choice & { value: Value })[]
  value: Value | null
  onChange: (value: Value | null) => void
}) {
  const name = useId()
  return (
    <FieldGroup label={label}>
      <div className="g-chips">
        {choices.map((choice) => (
          <label key={choice.value} className="g-chip">
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={value === choice.value}
              onChange={() => onChange(choice.value)}
              onClick={() => {
                if (value === choice.value) onChange(null)
              }}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}
