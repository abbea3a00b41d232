import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { DateField } from '../design/DateField'
import { TextField } from '../design/TextField'
import { refusedAt } from '../form'
import type { FieldProblem } from '../problem'
import { clockTime, today } from '../time'
import { useWords } from '../words/define'
import { painWords } from '../words/pain'
import type { SheetValues } from './sheet-values'

/** When the pain was so: now, unless another time is typed. Asked for where the score has been standing for long. */
export function TimeOfPain({
  values: { at, scoredAt },
  asking,
  refused,
  onChange,
}: {
  values: Pick<SheetValues, 'at' | 'scoredAt'>
  asking: boolean
  refused: readonly FieldProblem[]
  onChange: (at: SheetValues['at']) => void
}) {
  const words = useWords(painWords)
  const standing = scoredAt === null ? new Date() : new Date(scoredAt)
  const shown = at ?? { day: today(standing), time: clockTime(standing) }
  if (at === null && !asking)
    return (
      <div className="g-pain-time">
        <p>
          <span className="g-field-label">{words.time}:</span> {words.timeNow}
        </p>
        <Button size="small" kind="quiet" icon="clock" onClick={() => onChange(shown)}>
          {words.changeTime}
        </Button>
      </div>
    )
  const error = refusedAt(refused, 'effectiveDateTime')
  return (
    <fieldset className="g-field g-pain-times">
      <legend className="g-field-label">{words.time}</legend>
      {asking && <Banner tone="warning">{words.askedTime(clockTime(standing))}</Banner>}
      <div className="g-pain-time-boxes">
        <DateField label={words.day} hint={null} value={shown.day} onChange={(day) => onChange({ ...shown, day })} />
        <TextField
          id="effectiveDateTime"
          label={words.clock}
          hint={words.clockHint}
          width="short"
          inputMode="numeric"
          maxLength={5}
          error={error}
          value={shown.time}
          onChange={({ target }) => onChange({ ...shown, time: target.value })}
        />
      </div>
      {at !== null && !asking && (
        <div>
          <Button size="small" kind="quiet" onClick={() => onChange(null)}>
            {words.backToNow}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
