import { DateField } from '../design/DateField'
import { TextField } from '../design/TextField'
import { useWords } from '../words/define'
import { outboxWords } from '../words/outbox'
import type { TypedMoment } from './moment-fields'

export function MomentFields({
  id,
  value,
  error,
  onChange,
}: {
  id: string
  value: TypedMoment
  error: string | undefined
  onChange: (value: TypedMoment) => void
}) {
  const words = useWords(outboxWords)
  return (
    <div className="g-form-grid">
      <div className="g-span-6">
        <DateField
          id={id}
          label={words.day}
          error={error}
          value={value.day}
          onChange={(day) => onChange({ ...value, day })}
        />
      </div>
      <div className="g-span-6">
        <TextField
          label={words.time}
          hint={words.timeHint}
          width="short"
          inputMode="numeric"
          maxLength={5}
          value={value.time}
          onChange={({ target }) => onChange({ ...value, time: target.value })}
        />
      </div>
    </div>
  )
}
