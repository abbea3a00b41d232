import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../design/Button'
import { today } from '../../time'
import { useWords } from '../../words/define'
import { familyReportWords } from '../../words/families-report'
import { Field, Options } from '../Field'
import { answeredDay, type ReportAnswers, type StepProps } from './answers'

export function DayStep({ answers, set, next }: StepProps) {
  const words = useWords(familyReportWords)
  const [, navigate] = useLocation()
  const [wrong, setWrong] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    if (answers.dayChoice === '') return setWrong(words.dayMissing)
    if (answeredDay(answers, today()) === null) return setWrong(words.dayWrong)
    navigate(next)
  }

  return (
    <form className="f-stack" onSubmit={submit} noValidate>
      <Options
        label={words.dayChoice}
        error={wrong || undefined}
        options={[
          { value: 'today', label: words.today },
          { value: 'yesterday', label: words.yesterday },
          { value: 'other', label: words.otherDay },
        ]}
        value={answers.dayChoice}
        onChange={(choice) => {
          setWrong('')
          set({ dayChoice: choice as ReportAnswers['dayChoice'] })
        }}
      />
      {answers.dayChoice === 'other' && (
        <div className="f-row">
          {(['day', 'month', 'year'] as const).map((part) => (
            <Field key={part} label={words[part]}>
              {(control) => (
                <input
                  {...control}
                  className={part === 'year' ? 'f-input f-input-year' : 'f-input f-input-day'}
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={part === 'year' ? 4 : 2}
                  value={answers[part]}
                  onChange={({ target }) => set({ [part]: target.value.trim() })}
                />
              )}
            </Field>
          ))}
        </div>
      )}
      <Field label={words.note} hint={words.noteHint}>
        {(control) => (
          <textarea
            {...control}
            className="f-input"
            rows={4}
            maxLength={1000}
            value={answers.note}
            onChange={({ target }) => set({ note: target.value })}
          />
        )}
      </Field>
      <Button type="submit" kind="primary" wide>
        {words.next}
      </Button>
    </form>
  )
}
