import { type FormEvent, useState } from 'react'
import type { NewShortageReport, ShortageReceipt } from 'shared/shortage-reports'
import { Link, useLocation } from 'wouter'
import { Button } from '../../design/Button'
import { Problem } from '../../problem'
import { longDay, today } from '../../time'
import { useWords } from '../../words/define'
import { familyWords } from '../../words/families'
import { familyReportWords } from '../../words/families-report'
import { sayFailure } from '../answer'
import { Field, Options } from '../Field'
import { foundIn, IdentityRefusal } from '../IdentityRefusal'
import { Note } from '../Note'
import { useSending } from '../sending'
import { answeredDay, type ReportAnswers, type StepProps, stepAt } from './answers'
import { holdReceipt } from './Done'

export function NameStep({ answers, set, next, clear }: StepProps) {
  const words = useWords(familyReportWords)
  const names = useWords(familyWords)
  const [, navigate] = useLocation()
  const [wrong, setWrong] = useState('')
  const sending = useSending<ShortageReceipt>('shortage-reports')
  const note = answers.note.trim()
  const found = foundIn(sending.error, { note })
  const named = answers.name === 'named'
  const day = answeredDay(answers, today())

  async function submit(event: FormEvent) {
    event.preventDefault()
    const refusal = refusalOf(answers, words)
    setWrong(refusal)
    if (refusal !== '' || day === null) return
    const receipt = await sending.send(bodyOf(answers, day))
    if (receipt === undefined) return
    holdReceipt(receipt)
    clear()
    navigate(next, { replace: true })
  }

  return (
    <form className="f-stack" onSubmit={submit} noValidate>
      {sending.error !== undefined && found.length === 0 && (
        <Note tone="warning">{sayRefused(sending.error, words, names)}</Note>
      )}
      {found.length > 0 && (
        <>
          <IdentityRefusal found={found} notAPerson={answers.notAPerson} onChange={(it) => set({ notAPerson: it })} />
          <p>
            {words.noteRefused} <Link href={stepAt('dia')}>{words.toNote}</Link>
          </p>
        </>
      )}
      <Options
        label={words.nameChoice}
        error={wrong || undefined}
        options={[
          { value: 'unnamed', label: words.unnamed, hint: words.unnamedHint },
          { value: 'named', label: words.named, hint: words.namedHint },
        ]}
        value={answers.name}
        onChange={(name) => {
          setWrong('')
          set({ name: name as ReportAnswers['name'] })
        }}
      />
      {named && (
        <>
          <Field label={words.givenName}>
            {(control) => (
              <input
                {...control}
                className="f-input"
                autoComplete="given-name"
                maxLength={60}
                value={answers.givenName}
                onChange={({ target }) => set({ givenName: target.value })}
              />
            )}
          </Field>
          <Field label={words.phone} hint={words.phoneHint}>
            {(control) => (
              <input
                {...control}
                className="f-input"
                type="tel"
                autoComplete="tel"
                maxLength={20}
                value={answers.phone}
                onChange={({ target }) => set({ phone: target.value })}
              />
            )}
          </Field>
        </>
      )}
      <Note tone="info" title={words.summary}>
        <p>{words.summaryText(answers.medicine, answers.hospital, day === null ? '' : longDay(day))}</p>
        {note !== '' && <p>{note}</p>}
      </Note>
      <Button type="submit" kind="primary" wide busy={sending.busy} busyWords={words.sending}>
        {words.send}
      </Button>
    </form>
  )
}

function refusalOf({ name, givenName, phone }: ReportAnswers, words: typeof familyReportWords.es): string {
  if (name === '') return words.nameMissing
  const fits = givenName.trim() !== '' && /^\+?[0-9 ()-]{8,20}$/.test(phone.trim())
  return name === 'named' && !fits ? words.contactMissing : ''
}

function bodyOf(answers: ReportAnswers, lackedOn: string): NewShortageReport {
  const { organizationId, medication, givenName, phone } = answers
  const note = answers.note.trim()
  const named = answers.name === 'named'
  const notAPerson = answers.notAPerson.filter((it) => note.includes(it))
  return {
    ...{ organizationId, medication, lackedOn, named },
    ...(note !== '' && { note }),
    ...(named && { contact: { givenName: givenName.trim(), phone: phone.trim() } }),
    ...(notAPerson.length > 0 && { notAPerson }),
  }
}

/** What a step can mend is said there; the rest as any failure. */
function sayRefused(error: unknown, words: typeof familyReportWords.es, names: typeof familyWords.es): string {
  const pointer = error instanceof Problem ? error.errors[0]?.pointer : undefined
  if (pointer === '#/lackedOn') return words.dayWrong
  if (pointer?.startsWith('#/contact')) return words.contactMissing
  return sayFailure(error, names)
}
