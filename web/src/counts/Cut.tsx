import { type FormEvent, useState } from 'react'
import { ageLimits } from 'shared/age'
import { daysBetween } from 'shared/calendar-day'
import { StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { DateField } from '../design/DateField'
import { Disclosure } from '../design/Disclosure'
import { ErrorSummary } from '../design/ErrorSummary'
import { Icon } from '../design/Icon'
import { SelectField } from '../design/SelectField'
import { clockTime, longDay, shownNumber, today } from '../time'
import { useTryOut } from '../try-out'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { ageMoments, type Question } from './question'
import './Cut.css'

/** The last bulletin whose figures the demo reproduces: session 149 of the working group (published-history.csv). */
export const lastPublished = { on: '2024-08-09', since: '2024-07-26' }

type Props = { question: Question; ask: (change: Partial<Question>) => void }

/** Which day the figures are of, in sight at all times, and the ways to another day or age rule. */
export function Cut({ question, ask, on, readAt }: Props & { on: string; readAt: number | undefined }) {
  const words = useWords(countWords)
  const published = useTryOut() !== null
  const ago = daysBetween(on, today())
  return (
    <section className="g-cut" aria-label={words.figuresOn}>
      <div className="g-cut-now">
        <span className="g-cut-icon">
          <Icon name="calendar" size={26} />
        </span>
        <p role="status">
          <span className="g-cut-soft">{words.figuresOn}</span> <strong>{longDay(on)}</strong>
        </p>
        {ago === 0 ? (
          <StatusTag tone="success">{words.isToday}</StatusTag>
        ) : (
          <StatusTag tone="sun">{words.daysAgo(shownNumber(ago), ago)}</StatusTag>
        )}
        {readAt !== undefined && <span className="g-cut-soft">{words.readAt(clockTime(new Date(readAt)))}</span>}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form, these are three ways to go */}
      <div className="g-row g-no-print" role="group" aria-label={words.quick}>
        <Button size="small" aria-pressed={question.on === ''} onClick={() => ask({ on: '', since: '' })}>
          {words.quickToday}
        </Button>
        {published && (
          <Button size="small" aria-pressed={question.on === lastPublished.on} onClick={() => ask(lastPublished)}>
            {words.lastPublished(longDay(lastPublished.on))}
          </Button>
        )}
      </div>
      {published && on > lastPublished.on && (
        <p className="g-cut-demo g-no-print">{words.demoEnds(longDay(lastPublished.on))}</p>
      )}
      <div className="g-no-print">
        <Disclosure title={words.otherDay}>
          <CutForm key={JSON.stringify(question)} question={question} ask={ask} />
        </Disclosure>
      </div>
    </section>
  )
}

function CutForm({ question, ask }: Props) {
  const words = useWords(countWords)
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
      <p>{words.otherDayText}</p>
      <ErrorSummary
        attempt={attempt}
        errors={[
          ...(errors.on ? [{ id: 'cut-on', label: words.on, error: errors.on }] : []),
          ...(errors.since ? [{ id: 'cut-since', label: words.since, error: errors.since }] : []),
        ]}
      />
      <div className="g-cut-fields">
        <DateField
          id="cut-on"
          label={words.on}
          hint={words.onHint}
          error={errors.on}
          value={draft.on}
          onChange={(on) => setDraft({ ...draft, on })}
        />
        <DateField
          id="cut-since"
          label={words.since}
          hint={words.sinceHint}
          optional
          error={errors.since}
          value={draft.since}
          onChange={(since) => setDraft({ ...draft, since })}
        />
        <SelectField
          label={words.ruleLimit}
          hint={words.ruleLimitHint}
          empty={false}
          value={draft.rule.limit}
          onChange={({ target }) => {
            const limit = ageLimits.find((it) => String(it) === target.value)
            if (limit) setDraft({ ...draft, rule: { ...draft.rule, limit } })
          }}
          choices={ageLimits.map((it) => ({ value: String(it), label: words.ruleLimitOption(String(it)) }))}
        />
        <SelectField
          label={words.ruleAt}
          hint={words.ruleAtHint}
          empty={false}
          value={draft.rule.at}
          onChange={({ target }) => {
            const at = ageMoments.find((it) => it === target.value)
            if (at) setDraft({ ...draft, rule: { ...draft.rule, at } })
          }}
          choices={ageMoments.map((it) => ({ value: it, label: words.ruleAtOption(it) }))}
        />
      </div>
      <div className="g-row">
        <Button kind="primary" type="submit" onMouseDown={keepFocus}>
          {words.apply}
        </Button>
      </div>
    </form>
  )
}

/** A field that is left says what is wrong with it, and would push the button away from under the pointer. */
export function keepFocus(event: { preventDefault: () => void }) {
  event.preventDefault()
}

/** Codes or sentences by field; a day still being written is what the field itself complains about. */
function wrong({ on, since }: Question, notBefore: string): { on?: string; since?: string } {
  const isDay = (text: string) => text === '' || /^\d{4}-\d{2}-\d{2}$/.test(text)
  const last = on === '' || !isDay(on) ? today() : on
  return {
    ...(!isDay(on) ? { on: 'date-unreadable' } : on > today() ? { on: 'future-date' } : {}),
    ...(!isDay(since) ? { since: 'date-unreadable' } : since !== '' && since >= last ? { since: notBefore } : {}),
  }
}
