import type { ComponentProps } from 'react'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { Field, type FieldProps } from './Field'
import { Icon } from './Icon'
import { inputClass } from './TextField'

export type Choice = { value: string; label: string; hint?: string }

/** The browser's own list: it works on every phone. `empty` adds a first line that chooses nothing. */
export function SelectField({
  label,
  hint,
  error,
  warning,
  optional,
  id,
  choices,
  empty = true,
  width,
  ...select
}: FieldProps &
  ComponentProps<'select'> & {
    choices: readonly Choice[]
    empty?: boolean | string
    width?: 'short' | 'medium' | 'full'
  }) {
  const words = useWords(common)
  return (
    <Field label={label} hint={hint} error={error} warning={warning} optional={optional ?? false} id={id}>
      {(control) => (
        <span className={`g-select${width && width !== 'full' ? ` g-input-${width}` : ''}`}>
          <select {...select} {...control} className={inputClass()}>
            {empty !== false && <option value="">{empty === true ? words.choose : empty}</option>}
            {choices.map(({ value, label: shown }) => (
              <option key={value} value={value}>
                {shown}
              </option>
            ))}
          </select>
          <Icon name="chevronDown" />
        </span>
      )}
    </Field>
  )
}
