import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type Patient, PatientEdit } from 'shared/patients'
import { useLocation } from 'wouter'
import { enterGoesOn } from '../capture'
import { Banner } from '../design/Banner'
import { Card } from '../design/Card'
import { ConflictView } from '../design/ConflictView'
import { ErrorSummary } from '../design/ErrorSummary'
import { PageHeader } from '../design/PageHeader'
import { Recovered } from '../design/Recovered'
import { asFieldErrors, firstOfEach, useForm } from '../form'
import { addressOf, paths } from '../paths'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { useShortcut } from '../shortcuts'
import { clockTime } from '../time'
import { useWords } from '../words/define'
import { patients as personWords } from '../words/patients'
import { say } from '../words/problems'
import { registration } from '../words/registration'
import { editPatient, namesOf, patient as patientQuery } from './api'
import { differences, type EditableField, editableFields, editOf, meet } from './edit'
import { GuardianFields } from './GuardianFields'
import { useIdentifierCheck } from './identifier-check'
import { PatientBanner } from './PatientBanner'
import { CoverageField, IdentifierFields, NameFields, type PartProps, RegisteredOnField } from './PersonFields'
import { usePersonLabel } from './person-labels'
import { fromPatient, type PersonValues } from './person-values'
import { SaveCard } from './SaveCard'
import { useShownField } from './shown-field'
import './RegistrationForm.css'

/** What is typed, and the version of the record it was typed on: a fresher one must not slip under it. */
type Editing = { person: PersonValues; base: Patient }

/** Somebody else saved first. */
type Stale = { current: Patient; changedBy: string | null; changedAt: string; changed: readonly EditableField[] }

export function EditPatientPage({ patientId }: { patientId: string }) {
  const words = useWords(registration)
  const person = useWords(personWords)
  const { data: patient } = useSuspenseQuery(patientQuery(patientId))
  const form = useForm<Editing>(`edit/${patientId}`, { person: fromPatient(patient), base: patient })
  const { base } = form.values
  const values = form.values.person
  const set: PartProps['set'] = (change, mended = Object.keys(change)) => form.setIn('person', change, mended)
  const check = useIdentifierCheck(values, set)
  const edit = useMutation(editPatient(patientId))
  const [, navigate] = useLocation()
  const [stale, setStale] = useState<Stale>()
  const [note, setNote] = useState('')
  const [enterNext, setEnterNext] = useState(true)
  const labelOf = usePersonLabel()
  useEffect(goToHash, [])

  function save({ person: typed, base: from }: Editing) {
    if (edit.isPending) return
    const body = editOf(from, typed)
    if (Object.keys(body).length === 0) return setNote(words.nothingChanged)
    const wrong = firstOfEach([...refusals(PatientEdit, body), ...check.refused])
    form.refuse(wrong)
    setNote('')
    setStale(undefined)
    if (wrong.length > 0) return
    edit.mutate(
      { edit: PatientEdit.parse(body), version: from.version },
      {
        onSuccess: () => {
          form.clear()
          navigate(addressOf(paths.patient, { patientId }))
        },
        onError: (error) => {
          if (!(error instanceof Problem)) return
          if (error.type !== '/problems/stale-version') return form.refuse(error.errors)
          const found = staleOf(error, from)
          const { clashes, merged } = meet(from, typed, found.current)
          setStale(found)
          // nothing to choose: theirs come in under what was typed, and the person looks at both before saving again
          if (clashes.length === 0) form.set({ person: merged([]), base: found.current })
        },
      },
    )
  }

  const met = stale && meet(base, values, stale.current)
  const clashing = met && met.clashes.length > 0 ? met : undefined
  useShortcut('Enter', clashing ? undefined : () => save(form.values))
  const failure = edit.error && !stale && form.refused.length === 0 ? edit.error : undefined
  return (
    <>
      <PageHeader title={words.editTitle} focus={false} />
      <div className="g-stack">
        <PatientBanner patient={patient} level={2} />
        {stale && clashing && (
          <Meeting
            stale={stale}
            clashes={clashing.clashes}
            mine={values}
            busy={edit.isPending}
            onResolve={(keepTheirs) => {
              const next = { person: clashing.merged(keepTheirs), base: stale.current }
              form.set(next)
              setStale(undefined)
              save(next)
            }}
          />
        )}
        {stale && !clashing && <Joined stale={stale} changed={stale.changed} />}
        {form.recovered && !stale && (
          <Recovered onStartAgain={() => form.clear({ person: fromPatient(patient), base: patient })} />
        )}
        <ErrorSummary errors={asFieldErrors(form.refused, labelOf)} attempt={form.attempt} />
        {note && (
          <Banner tone="info" onClose={() => setNote('')}>
            {note}
          </Banner>
        )}
        {failure && <Banner tone="error">{say(codeOf(failure))}</Banner>}
        <form
          key={form.round}
          className="g-capture"
          hidden={clashing !== undefined}
          noValidate
          onKeyDown={enterNext ? enterGoesOn : undefined}
          onSubmit={(event) => {
            event.preventDefault()
            save(form.values)
          }}
        >
          <div className="g-capture-parts">
            <Card title={words.identity}>
              <IdentifierFields values={values} set={set} refused={form.refused} check={check} />
            </Card>
            <Card title={words.person}>
              <NameFields values={values} set={set} refused={form.refused} check={check} />
            </Card>
            <Card title={words.belonging}>
              <div className="g-form-grid">
                <div className="g-span-6">
                  <CoverageField values={values} set={set} refused={form.refused} />
                </div>
                <div className="g-span-6">
                  <RegisteredOnField values={values} set={set} refused={form.refused} />
                </div>
              </div>
            </Card>
            <div id="guardians">
              <Card title={person.guardians}>
                <GuardianFields values={values} set={set} refused={form.refused} />
              </Card>
            </div>
          </div>
          <aside className="g-capture-aside" aria-label={words.saveCard}>
            <SaveCard
              words={words.saveEdit}
              saving={
                edit.isPending
                  ? { state: edit.isPaused ? 'waiting' : 'saving' }
                  : { state: form.changed ? 'unsaved' : 'clean' }
              }
              enterNext={enterNext}
              onEnterNext={setEnterNext}
            />
          </aside>
        </form>
      </div>
    </>
  )
}

/** Field by field where both changed the same to something else. */
function Meeting({
  stale: { current, changedAt, changedBy },
  clashes,
  mine,
  busy,
  onResolve,
}: {
  stale: Stale
  clashes: readonly EditableField[]
  mine: PersonValues
  busy: boolean
  onResolve: (keepTheirs: readonly EditableField[]) => void
}) {
  const who = useWriter(changedBy)
  const labelOf = usePersonLabel()
  const shown = useShownField()
  const theirs = fromPatient(current)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  return (
    <div ref={place} tabIndex={-1}>
      <ConflictView
        who={who}
        at={changedAt}
        busy={busy}
        conflicts={clashes.map((field) => ({
          key: field,
          label: labelOf(field),
          mine: shown(mine, field),
          theirs: shown(theirs, field),
        }))}
        onResolve={(kept) => onResolve(editableFields.filter((field) => kept[field] === 'theirs'))}
      />
    </div>
  )
}

/** Both changed, but not the same: one line says what came in. */
function Joined({ stale: { changedAt, changedBy }, changed }: { stale: Stale; changed: readonly EditableField[] }) {
  const words = useWords(registration)
  const labelOf = usePersonLabel()
  return (
    <Banner tone="info" title={words.editRecovered}>
      {words.othersChanged(useWriter(changedBy), clockTime(changedAt), changed.map(labelOf).join(', '))}
    </Banner>
  )
}

function useWriter(id: string | null) {
  const words = useWords(registration)
  const names = useQuery(namesOf(id === null ? [] : [id])).data
  return (id !== null && names?.get(id)) || words.someone
}

function staleOf({ details }: Problem, base: Patient): Stale {
  const { changedBy, changedAt } = details
  const current = details['current'] as Patient // what 412 /problems/stale-version carries
  return {
    current,
    changed: differences(fromPatient(base), fromPatient(current)),
    changedBy: typeof changedBy === 'string' ? changedBy : null,
    changedAt: typeof changedAt === 'string' ? changedAt : new Date().toISOString(),
  }
}

/** 'Completar' leads to the very field. */
function goToHash() {
  const target = document.getElementById(location.hash.slice(1))
  const field = target?.matches('input, select') ? target : target?.querySelector<HTMLElement>('input, button')
  field?.focus()
}
