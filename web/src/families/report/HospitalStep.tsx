import { type FormEvent, useEffect, useState } from 'react'
import type { HospitalList } from 'shared/network'
import { useLocation } from 'wouter'
import { Button } from '../../design/Button'
import { useWords } from '../../words/define'
import { familyReportWords } from '../../words/families-report'
import { Answered, useAnswer } from '../answer'
import { Field, Options } from '../Field'
import type { StepProps } from './answers'

const PAUSE_MS = 400

export function HospitalStep({ answers, set, next }: StepProps) {
  const words = useWords(familyReportWords)
  const [, navigate] = useLocation()
  const [typed, type] = useState('')
  const [asked, ask] = useState('')
  const [wrong, setWrong] = useState(false)
  useEffect(() => {
    const soon = setTimeout(() => ask(typed.trim()), PAUSE_MS)
    return () => clearTimeout(soon)
  }, [typed])

  function submit(event: FormEvent) {
    event.preventDefault()
    if (typed.trim() !== asked) return ask(typed.trim()) // Enter in the box looks at once
    if (answers.organizationId === '') return setWrong(true)
    navigate(next)
  }

  return (
    <form className="f-stack" onSubmit={submit} noValidate>
      <Field label={words.hospitalSearch} hint={words.hospitalHint}>
        {(control) => (
          <input
            {...control}
            className="f-input"
            type="search"
            enterKeyHint="search"
            autoComplete="off"
            maxLength={80}
            value={typed}
            onChange={({ target }) => type(target.value)}
          />
        )}
      </Field>
      {asked.length >= 2 ? (
        <Found asked={asked} answers={answers} set={set} wrong={wrong} />
      ) : (
        <Chosen answers={answers} set={set} wrong={wrong} />
      )}
      <Button type="submit" kind="primary" wide>
        {words.next}
      </Button>
    </form>
  )
}

type FoundProps = Pick<StepProps, 'answers' | 'set'> & { wrong: boolean }

function Found({ asked, answers, set, wrong }: FoundProps & { asked: string }) {
  const words = useWords(familyReportWords)
  const answer = useAnswer<HospitalList>(`hospitals?limit=8&search=${encodeURIComponent(asked)}`)
  return (
    <Answered answer={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <p role="status">{words.hospitalNone}</p>
        ) : (
          <Options
            label={words.hospitalFound}
            error={wrong && answers.organizationId === '' ? words.hospitalMissing : undefined}
            options={items.map(({ id, name }) => ({ value: id, label: name }))}
            value={answers.organizationId}
            onChange={(id) => set({ organizationId: id, hospital: items.find((it) => it.id === id)?.name ?? '' })}
          />
        )
      }
    </Answered>
  )
}

/** Back on this step, what was chosen is still chosen. */
function Chosen({ answers, set, wrong }: FoundProps) {
  const words = useWords(familyReportWords)
  if (answers.organizationId === '')
    return wrong ? (
      <p role="alert" className="f-error">
        {words.hospitalMissing}
      </p>
    ) : null
  return (
    <Options
      label={words.hospitalFound}
      options={[{ value: answers.organizationId, label: answers.hospital }]}
      value={answers.organizationId}
      onChange={(organizationId) => set({ organizationId })}
    />
  )
}
