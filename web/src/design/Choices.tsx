import { type ComponentProps, useId } from 'react'
import { FieldGroup, type FieldProps } from './Field'
import type { Choice } from './SelectField'

/** Takes what react-hook-form's `register` gives; arrows move between the options. */
export function RadioGroup({
  label,
  hint,
  error,
  warning,
  optional,
  id,
  choices,
  row = false,
  value,
  defaultValue,
  ...radio
}: FieldProps &
  Omit<ComponentProps<'input'>, 'id' | 'value' | 'defaultValue'> & {
    id?: string
    choices: readonly Choice[]
    row?: boolean
    value?: string
    defaultValue?: string
  }) {
  const own = useId()
  const name = radio.name ?? own
  return (
    <FieldGroup
      label={label}
      hint={hint}
      error={error}
      warning={warning}
      optional={optional ?? false}
      {...(id !== undefined && { id })}
    >
      <div className={row ? 'g-choices g-choices-row' : 'g-choices'}>
        {choices.map((choice) => (
          <label className="g-choice" key={choice.value}>
            <input
              {...radio}
              {...(value !== undefined && { checked: value === choice.value })}
              {...(defaultValue !== undefined && { defaultChecked: defaultValue === choice.value })}
              type="radio"
              name={name}
              value={choice.value}
            />
            <span>
              {choice.label}
              {choice.hint && <span className="g-choice-hint">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

export function Checkbox({ label, hint, ...input }: ComponentProps<'input'> & { label: string; hint?: string }) {
  return (
    <label className="g-choice">
      <input {...input} type="checkbox" />
      <span>
        {label}
        {hint && <span className="g-choice-hint">{hint}</span>}
      </span>
    </label>
  )
}
