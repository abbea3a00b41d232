import { useState } from 'react'
import { Checkbox } from '../design/Choices'
import { FieldGroup } from '../design/Field'
import { SelectField } from '../design/SelectField'
import { TextAreaField, TextField } from '../design/TextField'
import { numberOf } from '../facts/fact-form'
import { choicesOf, fieldLabel, itemLabel, shownValue } from './item-facts'
import type { HeldItem } from './queue'

type Props = {
  item: HeldItem
  field: string
  value: unknown
  error: string | undefined
  onChange: (value: unknown) => void
}

/** One field of what was typed, by the kind of its value: nothing of it is out of reach. */
export function FieldOf({ item, field, value, error, onChange }: Props) {
  const label = fieldLabel(field)
  if (typeof value === 'boolean')
    return <Checkbox label={label} checked={value} onChange={({ target }) => onChange(target.checked)} />
  if (typeof value === 'number') return <NumberOf label={label} value={value} error={error} onChange={onChange} />
  if (Array.isArray(value))
    return (
      <FieldGroup label={label} error={error}>
        {value.map((it: unknown) => (
          <Checkbox
            key={String(it)}
            label={shownValue(item, field, it)}
            checked
            onChange={() => onChange(value.filter((other) => other !== it))}
          />
        ))}
      </FieldGroup>
    )
  if (typeof value === 'object' && value !== null)
    return (
      <FieldGroup label={label} error={error}>
        <div className="g-form-grid">
          {Object.entries(value).map(([name, part]) => (
            <div key={name} className="g-span-4">
              <NumberOf
                label={itemLabel(item, name)}
                value={Number(part)}
                error={undefined}
                onChange={(changed) => onChange({ ...value, [name]: changed })}
              />
            </div>
          ))}
        </div>
      </FieldGroup>
    )
  if (field === 'note')
    return (
      <TextAreaField
        label={label}
        maxLength={500}
        rows={2}
        error={error}
        value={String(value)}
        onChange={({ target }) => onChange(target.value)}
      />
    )
  const choices = choicesOf(field)
  if (choices !== undefined)
    return (
      <SelectField
        label={label}
        width="medium"
        empty={false}
        error={error}
        choices={choices}
        value={String(value)}
        onChange={({ target }) => onChange(target.value)}
      />
    )
  return (
    <TextField
      label={label}
      width="medium"
      error={error}
      value={String(value)}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}

/** Keeps what is typed as it is typed: '3,' is on its way to 3.5. */
function NumberOf({
  label,
  value,
  error,
  onChange,
}: {
  label: string
  value: number
  error: string | undefined
  onChange: (value: unknown) => void
}) {
  const [typed, setTyped] = useState(String(value))
  return (
    <TextField
      label={label}
      inputMode="decimal"
      width="short"
      error={error}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value)
        onChange(numberOf(target.value))
      }}
    />
  )
}
