import { type FormEvent, type ReactNode, useState } from 'react'
import { addDays } from 'shared/calendar-day'
import { keepFocus, lastPublished } from '../counts/Cut'
import { Button } from '../design/Button'
import { DateField } from '../design/DateField'
import { Disclosure } from '../design/Disclosure'
import { ErrorSummary } from '../design/ErrorSummary'
import { Icon } from '../design/Icon'
import { longDay, today } from '../time'
import { useTryOut } from '../try-out'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'
import type { Days } from './days'
import '../counts/Cut.css'

const USUAL_LENGTH = 14
const lengths = [USUAL_LENGTH, 30, 90] as const

type Props<Question extends Days> = {
  question: Question
  ask: (change: Partial<Question>) => void
  /** What the figures are of, with their period. */
  of: string
  /** Of whom, where not of everybody. */
  whom?: string
  other: string
  otherText: string
  /** What else may be asked. */
  field?: (draft: Question, change: (draft: Question) => void) => ReactNode
}

/** What the figures are of, in sight at all times, and the ways to others. */
export function Period<Question extends Days>({ on, since, ...form }: Props<Question> & { on: string; since: string }) {
  const { question, of, whom = '', other } = form
  const ask = (days: Days) => form.ask(days as Partial<Question>)
  const words = useWords(indicatorWords)
  const days = useWords(countWords)
  const published = useTryOut() !== null
  const begins = (length: number) => addDays(question.on || today(), -length)
  return (
    <section className="g-cut" aria-label={words.period}>
      <div className="g-cut-now">
        <span className="g-cut-icon">
          <Icon name="calendar" size={26} />
        </span>
        <p role="status">
          <strong>{of}</strong>
        </p>
        <span className="g-cut-soft">
          {whom} {words.asOf(longDay(on))}
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form, these are ways to go */}
      <div className="g-row g-no-print" role="group" aria-label={words.lengths}>
        <Button size="small" aria-pressed={question.on === ''} onClick={() => ask({ on: '', since: '' })}>
          {days.quickToday}
        </Button>
        {published && (
          <Button size="small" aria-pressed={question.on === lastPublished.on} onClick={() => ask(lastPublished)}>
            {longDay(lastPublished.on)}
          </Button>
        )}
        {lengths.map((length) => (
          <Button
            key={length}
            size="small"
            aria-pressed={since === addDays(on, -length)}
            onClick={() => ask({ on: question.on, since: length === USUAL_LENGTH ? '' : begins(length) })}
          >
            {words.length(length)}
          </Button>
        ))}
      </div>
      <div className="g-no-print">
        <Disclosure title={other}>
          <PeriodForm key={JSON.stringify(question)} {...form} />
        </Disclosure>
      </div>
    </section>
  )
}

function PeriodForm<Question extends Days>({ question, ask, otherText, field }: Props<Question>) {
  const words = useWords(indicatorWords)
  const [draft, setDraft] = useState(question)
  const [attempt, setAttempt] = useState(0)
  const errors = attempt === 0 ? {} : wrong(draft, words.sinceNotBefore)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (Object.keys(wrong(draft, words.sinceNotBefore)).length === 0) ask(draft)
  }
  return (
    <form className="g-stack" onSubmit={submit} noValidate>
      <p>{otherText}</p>
      <ErrorSummary
        attempt={attempt}
        errors={[
          ...(errors.since ? [{ id: 'period-since', label: words.since, error: errors.since }] : []),
          ...(errors.on ? [{ id: 'period-on', label: words.on, error: errors.on }] : []),
        ]}
      />
      <div className="g-cut-fields">
        <DateField
          id="period-since"
          label={words.since}
          hint={words.sinceHint}
          optional
          error={errors.since}
          value={draft.since}
          onChange={(since) => setDraft({ ...draft, since })}
        />
        <DateField
          id="period-on"
          label={words.on}
          hint={words.onHint}
          error={errors.on}
          value={draft.on}
          onChange={(on) => setDraft({ ...draft, on })}
        />
        {field?.(draft, setDraft)}
      </div>
      <div className="g-row">
        <Button kind="primary" type="submit" onMouseDown={keepFocus}>
          {words.apply}
        </Button>
      </div>
    </form>
  )
}

/** Codes or sentences by field; a day still being written is what the field itself complains about. */
function wrong({ on, since }: Days, notBefore: string): { on?: string; since?: string } {
  const isDay = (text: string) => text === '' || /^\d{4}-\d{2}-\d{2}$/.test(text)
  const last = on === '' || !isDay(on) ? today() : on
  return {
    ...(!isDay(on) ? { on: 'date-unreadable' } : on > today() ? { on: 'future-date' } : {}),
    ...(!isDay(since) ? { since: 'date-unreadable' } : since !== '' && since >= last ? { since: notBefore } : {}),
  }
}
