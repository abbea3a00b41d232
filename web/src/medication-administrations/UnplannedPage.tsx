import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { UnplannedAdministration } from 'shared/medication-administrations'
import { enterGoesOn } from '../capture'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { ErrorSummary } from '../design/ErrorSummary'
import { PageHeader } from '../design/PageHeader'
import { Recovered } from '../design/Recovered'
import { SavingStatus } from '../design/states'
import { asFieldErrors, firstOfEach, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { medicationName, useMedications } from '../medications/api'
import { addressOf, paths } from '../paths'
import { patient as patientQuery } from '../patients/api'
import { PatientBanner } from '../patients/PatientBanner'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { useShortcut } from '../shortcuts'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { doseWord, doseWords } from '../words/doses'
import { say } from '../words/problems'
import { unplannedWords } from '../words/unplanned-dose'
import { recordUnplanned } from './api'
import { amount } from './dose-said'
import { UnplannedFields } from './UnplannedFields'
import {
  emptyUnplanned,
  onUnplannedScreen,
  type UnplannedValues,
  unplannedBody,
  unplannedDraft,
  unplannedProblems,
} from './unplanned-values'
import { askedFor, type Warning, Warnings } from './Warnings'

/** A dose that no plan foresaw, already given. What is typed stays over errors, reloads and cuts. */
export function UnplannedPage({ patientId }: { patientId: string }) {
  const words = useWords(unplannedWords)
  const doses = useWords(doseWords)
  const shared = useWords(common)
  const known = useMedications()
  const { data: patient } = useSuspenseQuery(patientQuery(patientId))
  const form = useForm<UnplannedValues>(unplannedDraft(patientId), emptyUnplanned())
  const record = useMutation(recordUnplanned(patientId))
  const [asked, ask] = useState<readonly Warning[]>([])
  const [saved, setSaved] = useState('')
  const { values } = form

  function save() {
    if (record.isPending) return
    const body = unplannedBody(values, asked)
    const wrong = firstOfEach([
      ...unplannedProblems(values, asked),
      ...onUnplannedScreen(refusals(UnplannedAdministration, body), body),
    ])
    setSaved('')
    form.refuse(wrong)
    if (wrong.length > 0) return
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    record.mutate(
      { body, headers: idempotencyKey(sent) },
      {
        onSuccess: ({ medication, doseGiven, unit }) => {
          form.clear(emptyUnplanned())
          ask([])
          setSaved(`${medicationName(known, medication)} ${amount(doseGiven, unit)}`)
        },
        onError: (error) => {
          if (!(error instanceof Problem)) return
          form.refuse(onUnplannedScreen(error.errors, body))
          // what was answered before stays answered beside what is asked now
          ask([...asked, ...askedFor(error)])
        },
      },
    )
  }

  useShortcut('Enter', save)
  const failure = record.error
  const shown =
    failure instanceof Problem && (failure.errors.length > 0 || failure.type === '/problems/needs-confirmation')
  const to = { patientId }
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <ButtonLink kind="quiet" href={addressOf(paths.doses, to)}>
            {words.back}
          </ButtonLink>
        }
      />
      <div className="g-stack">
        <PatientBanner patient={patient} level={2} />
        {form.recovered && !record.isPending && <Recovered onStartAgain={() => form.clear(emptyUnplanned())} />}
        {saved !== '' && (
          <Banner
            tone="success"
            title={words.saved(saved)}
            actions={<ButtonLink href={`${addressOf(paths.patient, to)}#doses`}>{words.see}</ButtonLink>}
          />
        )}
        <ErrorSummary errors={asFieldErrors(form.refused, labelOf)} attempt={form.attempt} />
        {failure !== null && !shown && <Banner tone="error">{say(codeOf(failure))}</Banner>}
        <form
          key={form.round}
          className="g-stack"
          noValidate
          onKeyDown={enterGoesOn}
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <Card>
            <UnplannedFields
              values={values}
              refused={form.refused}
              set={(change) => {
                form.set(change)
                ask([]) // of another dose the server asks anew
              }}
            />
          </Card>
          <Warnings
            path="reasons"
            warnings={asked}
            reasons={values.reasons}
            refused={form.refused}
            onReason={(code, reason) => form.setIn('reasons', { [code]: reason })}
          />
          <div className="g-row">
            <Button type="submit" kind="primary" data-save busy={record.isPending} busyWords={shared.draftSaving}>
              {words.save}
            </Button>
            <ButtonLink href={addressOf(paths.patient, to)}>{shared.cancel}</ButtonLink>
            <SavingStatus
              saving={
                record.isPending
                  ? { state: record.isPaused ? 'waiting' : 'saving' }
                  : { state: form.changed ? 'unsaved' : 'clean' }
              }
            />
          </div>
        </form>
      </div>
    </>
  )

  function labelOf(path: string): string {
    const [part = '', name = ''] = path.split('/')
    if (part === 'gates') return doseWord(`gate-${name}`)
    if (part === 'reasons') return doses.confirmReason
    const said = words[part as 'medication'] // a field of the form, or one the server alone knows
    return typeof said === 'string' ? said : words.title
  }
}
