import { useState } from 'react'
import { formatDay, parseCalendarDay } from 'shared/calendar-day'
import { today } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { Field, type FieldProps } from './Field'
import { inputClass } from './TextField'

/**
 * One box for a calendar day. `value` is 'YYYY-MM-DD', or exactly what was typed when that is not a day yet: nothing
 * typed is lost, and the form's schema refuses it by name.
 */
export function DateField({
  label,
  hint,
  error,
  warning,
  optional,
  id,
  value,
  onChange,
  onBlur,
  ...input
}: FieldProps & {
  id?: string
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  name?: string
  autoFocus?: boolean
  ref?: React.Ref<HTMLInputElement>
}) {
  const words = useWords(common)
  const [text, setText] = useState({ typed: shown(value), stands: value })
  const [left, setLeft] = useState(false)
  const typed = text.stands === value ? text.typed : shown(value)
  const parsed = typed.trim() === '' ? undefined : parseCalendarDay(typed, { today: today() })
  const own = left && parsed && 'error' in parsed ? parsed.error : undefined
  return (
    <Field
      label={label}
      hint={hint ?? words.dayHint}
      error={error ?? own}
      warning={warning}
      optional={optional ?? false}
      id={id}
    >
      {(control) => (
        <input
          type="text"
          autoComplete="off"
          {...input}
          {...control}
          className={inputClass('short')}
          value={typed}
          onChange={(event) => {
            const now = event.target.value
            const day = parseCalendarDay(now, { today: today() })
            const stands = 'day' in day ? day.day : now
            setText({ typed: now, stands })
            setLeft(false)
            onChange(stands)
          }}
          onBlur={() => {
            setLeft(true)
            if (parsed && 'day' in parsed) setText({ typed: formatDay(parsed.day), stands: parsed.day })
            onBlur?.()
          }}
        />
      )}
    </Field>
  )
}

function shown(value: string) {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : value
}
