import { Button } from '../design/Button'
import { DateField } from '../design/DateField'
import { TextField } from '../design/TextField'
import type { FieldProblem } from '../problem'
import { clockTime, hospitalInstant, today } from '../time'
import { useWords } from '../words/define'
import { reliefWords } from '../words/relief'

/** Nothing where it is now; else a day and a time as they were typed. */
export type TypedMoment = { day: string; time: string } | null

/** The instant that was typed; undefined for now, or where it is none. */
export const instantOf = (at: TypedMoment): string | undefined =>
  at === null ? undefined : hospitalInstant(at.day, at.time)?.toISOString()

export const momentProblems = (at: TypedMoment, field: string): FieldProblem[] =>
  at !== null && instantOf(at) === undefined ? [{ pointer: `#/${field}`, code: 'instant-invalid' }] : []

/** When it was: now, unless another time is typed. */
export function Moment({
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
  const words = useWords(reliefWords)
  if (value === null)
    return (
      <div className="g-relief-now">
        <span>
          <span className="g-field-label">{words.when}:</span> {words.now}
        </span>
        <Button
          size="small"
          kind="quiet"
          icon="clock"
          onClick={() => onChange({ day: today(), time: clockTime(new Date()) })}
        >
          {words.changeTime}
        </Button>
      </div>
    )
  return (
    <fieldset className="g-field g-relief-moment">
      <legend className="g-field-label">{words.when}</legend>
      <div className="g-form-grid">
        <div className="g-span-6">
          <DateField label={words.day} value={value.day} onChange={(day) => onChange({ ...value, day })} />
        </div>
        <div className="g-span-6">
          <TextField
            id={id}
            label={words.clock}
            hint={words.clockHint}
            width="short"
            inputMode="numeric"
            maxLength={5}
            error={error}
            value={value.time}
            onChange={({ target }) => onChange({ ...value, time: target.value })}
          />
        </div>
      </div>
      <div>
        <Button size="small" kind="quiet" onClick={() => onChange(null)}>
          {words.backToNow}
        </Button>
      </div>
    </fieldset>
  )
}
