import { type FormEvent, useState } from 'react'
import type { MedicationList } from 'shared/medication-catalogue'
import { useLocation } from 'wouter'
import { Button } from '../../design/Button'
import { usePreferences } from '../../preferences'
import { useWords } from '../../words/define'
import { familyReportWords } from '../../words/families-report'
import { Answered, useAnswer } from '../answer'
import { Field, Options } from '../Field'
import type { StepProps } from './answers'

const MOST = 8
/** Small letters without accents: names of medicines have no others. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

export function MedicineStep({ answers, set, next }: StepProps) {
  const words = useWords(familyReportWords)
  const { language } = usePreferences()
  const [, navigate] = useLocation()
  const [typed, type] = useState('')
  const [wrong, setWrong] = useState(false)
  const answer = useAnswer<MedicationList>('medications')

  function submit(event: FormEvent) {
    event.preventDefault()
    if (answers.medication === '') return setWrong(true)
    navigate(next)
  }

  return (
    <form className="f-stack" onSubmit={submit} noValidate>
      <Field label={words.medicineSearch} hint={words.medicineHint}>
        {(control) => (
          <input
            {...control}
            className="f-input"
            type="search"
            autoComplete="off"
            spellCheck={false}
            maxLength={60}
            value={typed}
            onChange={({ target }) => type(target.value)}
          />
        )}
      </Field>
      <Answered answer={answer}>
        {({ items }) => {
          const wanted = plain(typed)
          const known = items.map(({ code, label }) => ({ value: code, label: label[language] }))
          const found = known
            .filter(({ value, label }) =>
              wanted === '' ? value === answers.medication : plain(label).includes(wanted),
            )
            .slice(0, MOST)
          if (found.length === 0 && wanted !== '') return <p role="status">{words.medicineNone}</p>
          if (found.length === 0)
            return wrong ? (
              <p role="alert" className="f-error">
                {words.medicineMissing}
              </p>
            ) : null
          return (
            <Options
              label={words.medicineFound}
              error={wrong && answers.medication === '' ? words.medicineMissing : undefined}
              options={found}
              value={answers.medication}
              onChange={(code) =>
                set({ medication: code, medicine: known.find(({ value }) => value === code)?.label ?? '' })
              }
            />
          )
        }}
      </Answered>
      <Button type="submit" kind="primary" wide>
        {words.next}
      </Button>
    </form>
  )
}
