import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { NewPatient } from 'shared/patients'
import { enterGoesOn } from '../capture'
import { ConditionFields } from '../conditions/ConditionFields'
import { isStarted } from '../conditions/condition-values'
import { Banner } from '../design/Banner'
import { Card } from '../design/Card'
import { ErrorSummary } from '../design/ErrorSummary'
import { PageHeader } from '../design/PageHeader'
import { Recovered } from '../design/Recovered'
import { asFieldErrors, firstOfEach, useForm } from '../form'
import { sentOnce } from '../http'
import { codeOf, Problem } from '../problem'
import { useShortcut } from '../shortcuts'
import { today } from '../time'
import { useWords } from '../words/define'
import { patients as personWords } from '../words/patients'
import { say } from '../words/problems'
import { registration } from '../words/registration'
import { BelongingFields } from './BelongingFields'
import { DuplicatePanel, HeldElsewhere } from './DuplicatePanel'
import { useDuplicates } from './duplicates'
import { GuardianFields } from './GuardianFields'
import { useIdentifierCheck } from './identifier-check'
import { IdentifierFields, NameFields } from './PersonFields'
import { usePersonLabel } from './person-labels'
import { candidatesOf, type LastRegistration, register } from './registering'
import { registrationBody, registrationProblems } from './registration-body'
import { emptyRegistration, type RegistrationValues, registrationDraft } from './registration-values'
import { SaveCard } from './SaveCard'
import './RegistrationForm.css'

export function RegistrationForm({
  hospitalIds,
  last,
}: {
  hospitalIds: readonly string[]
  last: LastRegistration | undefined
}) {
  const words = useWords(registration)
  const person = useWords(personWords)
  const labelOf = usePersonLabel()
  const form = useForm<RegistrationValues>(registrationDraft, emptyRegistration)
  const { values, set, refuse } = form
  const [enterNext, setEnterNext] = useState(true)
  const check = useIdentifierCheck(values, set)
  const similar = useDuplicates(values)
  const send = useMutation(register)
  const stop = useStop(last, values)
  const working = last?.status === 'pending'

  // Also for a registration that was sent, left alone without a line, and refused later.
  const failure = last?.error
  useEffect(() => {
    if (failure instanceof Problem) refuse(failure.errors)
  }, [failure, refuse])

  function save() {
    if (working) return
    const body = registrationBody(values, hospitalIds)
    const wrong = firstOfEach([...registrationProblems(values, body, today()), ...check.refused])
    refuse(wrong)
    if (wrong.length > 0) return
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    send.mutate({
      body: NewPatient.parse(body),
      diagnosis: isStarted(values.diagnosis) ? values.diagnosis : null,
      sent,
    })
  }

  useShortcut('Enter', save)
  const other = failure && stop.candidates === undefined && form.refused.length === 0 ? failure : undefined
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} focus={false} />
      <div className="g-stack">
        {form.recovered && !working && <Recovered onStartAgain={() => form.clear()} />}
        <ErrorSummary errors={asFieldErrors(form.refused, labelOf)} attempt={form.attempt} />
        {other && <Banner tone="error">{say(codeOf(other))}</Banner>}
        <form
          key={form.round}
          className="g-capture"
          noValidate
          onKeyDown={enterNext ? enterGoesOn : undefined}
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <div className="g-capture-parts">
            <Card title={words.identity}>
              <IdentifierFields autoFocus values={values} set={set} refused={form.refused} check={check} />
            </Card>
            <Card title={words.person}>
              <NameFields values={values} set={set} refused={form.refused} check={check} />
            </Card>
            <Card title={words.belonging}>
              <BelongingFields values={values} set={set} refused={form.refused} hospitalIds={hospitalIds} />
            </Card>
            <Card title={person.guardians}>
              <GuardianFields values={values} set={set} refused={form.refused} />
            </Card>
            <Card title={words.diagnosis} actions={<span className="g-capture-note">{words.diagnosisLead}</span>}>
              <ConditionFields
                brief
                at="diagnosis/"
                values={values.diagnosis}
                set={(change) => form.setIn('diagnosis', change)}
                refused={form.refused}
                birthDate={values.birthDate}
              />
            </Card>
          </div>
          <aside className="g-capture-aside" aria-label={words.saveCard}>
            <SaveCard
              words={words.save}
              saving={
                working ? { state: last.paused ? 'waiting' : 'saving' } : { state: form.changed ? 'unsaved' : 'clean' }
              }
              enterNext={enterNext}
              onEnterNext={setEnterNext}
            />
            <div ref={stop.place} tabIndex={-1} className="g-capture-stop">
              <Card title={words.duplicates}>
                <div className="g-stack" aria-live="polite">
                  {stop.hospital && <HeldElsewhere hospital={stop.hospital} />}
                  {stop.candidates && !stop.hospital && (
                    <Banner tone="warning" title={words.duplicatesStop}>
                      {stop.candidates.length > 0 ? words.duplicatesStopText : words.duplicatesRace}
                    </Banner>
                  )}
                  <DuplicatePanel
                    candidates={similar.candidates ?? stop.candidates}
                    judged={values.notDuplicateOf}
                    asking={similar.asking}
                    failed={similar.failed}
                    onJudge={(id, different) =>
                      set({
                        notDuplicateOf: different
                          ? [...values.notDuplicateOf, id]
                          : values.notDuplicateOf.filter((it) => it !== id),
                      })
                    }
                  />
                </div>
              </Card>
            </div>
          </aside>
        </form>
      </div>
    </>
  )
}

/** The server stopped at a possible duplicate: it takes the focus, and stands until it is answered or mended. */
function useStop(last: LastRegistration | undefined, values: RegistrationValues) {
  const place = useRef<HTMLDivElement>(null)
  const stopped = candidatesOf(last?.error)
  const attempt = stopped ? last?.mutationId : undefined
  useEffect(() => {
    if (attempt !== undefined) place.current?.focus()
  }, [attempt])
  const plain = (curp: string | null | undefined) => curp?.toUpperCase().replace(/[\s-]/g, '') ?? ''
  const sameCurp = plain(last?.curp) === plain(values.curp)
  const open = stopped?.filter(({ id }) => id === undefined || !values.notDuplicateOf.includes(id))
  const foreign = open?.find(({ hospitalName }) => hospitalName !== undefined)?.hospitalName
  const stands = foreign !== undefined || stopped?.length === 0 ? sameCurp : open !== undefined && open.length > 0
  return { place, candidates: stands ? open : undefined, hospital: stands ? foreign : undefined }
}
