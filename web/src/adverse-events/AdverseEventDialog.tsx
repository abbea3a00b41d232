import { useId } from 'react'
import { adverseEventTerms } from 'shared/adverse-event-terms'
import {
  type AdverseEvent,
  AdverseEventEdit,
  actionsTaken,
  adverseEventOutcomes,
  NewAdverseEvent,
  relations,
} from 'shared/adverse-events'
import type { Patient } from 'shared/patients'
import { RadioGroup } from '../design/Choices'
import { DateField } from '../design/DateField'
import { SelectField } from '../design/SelectField'
import { TextAreaField, TextField } from '../design/TextField'
import { FactDialog } from '../facts/FactDialog'
import { useFactForm } from '../facts/fact-form'
import { refusedAt } from '../form'
import { currentLanguage } from '../preferences'
import { shownDay } from '../time'
import { adverseEvents as eventWords } from '../words/adverse-events'
import { useWords } from '../words/define'
import { grades, gradeWord } from './grades'
import { saidTerm } from './said-term'

type Values = {
  term: string
  onsetOn: string
  grade: string
  relation: string
  actionTaken: string
  outcome: string
  resolvedOn: string
  suspectedMedication: string
  note: string
}

const emptyValues: Values = {
  term: '',
  onsetOn: '',
  grade: '',
  relation: '',
  actionTaken: '',
  outcome: '',
  resolvedOn: '',
  suspectedMedication: '',
  note: '',
}

/** A new adverse event, or how a recorded one went on: its term and first day stay. */
export function AdverseEventDialog({
  patient,
  event,
  onClose,
}: {
  patient: Patient
  event: AdverseEvent | undefined
  onClose: () => void
}) {
  const words = useWords(eventWords)
  const terms = useId()
  const form = useFactForm<Values>({
    draft: event ? `adverse-event/${event.id}/${event.version}` : `adverse-event/${patient.id}`,
    initial: event ? fromEvent(event) : emptyValues,
    schema: event ? AdverseEventEdit : NewAdverseEvent,
    bodyOf: (values) => (event ? editOf(event, values) : bodyOf(values)),
    place: { patientId: patient.id, part: 'adverse-events', id: event?.id },
    version: event?.version,
    onSaved: onClose,
  })
  const { values, set, refused } = form
  const labels: Readonly<Record<string, unknown>> = words
  const field = (name: keyof Values) => ({ id: name, error: refusedAt(refused, name), value: values[name] })
  return (
    <FactDialog
      title={event ? words.followTitle(words.named(saidTerm(event.term), shownDay(event.onsetOn))) : words.add}
      form={form}
      labelOf={(path) => String(labels[path] ?? words.term)}
      showCurrent={(current) =>
        'grade' in current && (
          <p>
            {`${words.grade}: ${current.grade} · ${words.outcome}: ${words[current.outcome]}`}
            {current.resolvedOn && ` · ${words.resolvedOn}: ${shownDay(current.resolvedOn)}`}
            {current.note && ` · ${current.note}`}
          </p>
        )
      }
      onClose={onClose}
    >
      {!event && (
        <>
          <div className="g-span-6">
            <TextField
              {...field('term')}
              label={words.term}
              hint={words.termHint}
              list={terms}
              maxLength={120}
              onChange={({ target }) => set({ term: target.value })}
            />
            <datalist id={terms}>
              {Object.entries(adverseEventTerms).map(([code, label]) => (
                <option key={code} value={label[currentLanguage()]} />
              ))}
            </datalist>
          </div>
          <div className="g-span-6">
            <DateField {...field('onsetOn')} label={words.onsetOn} onChange={(onsetOn) => set({ onsetOn })} />
          </div>
        </>
      )}
      <RadioGroup
        {...field('grade')}
        name="grade"
        label={words.grade}
        row
        onChange={({ target }) => set({ grade: target.value })}
        choices={grades.map((grade) => ({ value: String(grade), label: `${grade} · ${gradeWord(words, grade)}` }))}
      />
      <div className="g-span-6">
        <SelectField
          {...field('relation')}
          label={words.relation}
          onChange={({ target }) => set({ relation: target.value })}
          choices={relations.map((value) => ({ value, label: words[value] }))}
        />
      </div>
      <div className="g-span-6">
        <SelectField
          {...field('actionTaken')}
          label={words.actionTaken}
          onChange={({ target }) => set({ actionTaken: target.value })}
          choices={actionsTaken.map((value) => ({ value, label: words[`action-${value}`] }))}
        />
      </div>
      <div className="g-span-6">
        <SelectField
          {...field('outcome')}
          label={words.outcome}
          onChange={({ target }) => set({ outcome: target.value })}
          choices={adverseEventOutcomes.map((value) => ({ value, label: words[value] }))}
        />
      </div>
      <div className="g-span-6">
        <DateField
          {...field('resolvedOn')}
          label={words.resolvedOn}
          optional
          onChange={(resolvedOn) => set({ resolvedOn })}
        />
      </div>
      <div className="g-span-6">
        <TextField
          {...field('suspectedMedication')}
          label={words.suspectedMedication}
          optional
          maxLength={80}
          onChange={({ target }) => set({ suspectedMedication: target.value })}
        />
      </div>
      <div className="g-span-6">
        <TextAreaField
          {...field('note')}
          label={words.note}
          optional
          rows={2}
          maxLength={500}
          onChange={({ target }) => set({ note: target.value })}
        />
      </div>
      {!event && <p className="g-field-hint">{words.cycleHint}</p>}
    </FactDialog>
  )
}

const courseOf = (values: Values) => ({
  grade: values.grade === '' ? undefined : Number(values.grade),
  relation: values.relation || undefined,
  actionTaken: values.actionTaken || undefined,
  outcome: values.outcome || undefined,
  resolvedOn: values.resolvedOn || null,
  suspectedMedication: values.suspectedMedication.trim() || null,
  note: values.note.trim() || null,
})

const bodyOf = (values: Values) => ({
  term: values.term.trim(),
  onsetOn: values.onsetOn || undefined,
  ...courseOf(values),
})

/** Only what was changed: what somebody else added meanwhile stands. */
function editOf(event: AdverseEvent, values: Values): Record<string, unknown> {
  const before: Readonly<Record<string, unknown>> = courseOf(fromEvent(event))
  return Object.fromEntries(
    Object.entries(courseOf(values)).filter(([name, value]) => value !== undefined && value !== before[name]),
  )
}

const fromEvent = (event: AdverseEvent): Values => ({
  term: event.term,
  onsetOn: event.onsetOn,
  grade: String(event.grade),
  relation: event.relation ?? '',
  actionTaken: event.actionTaken ?? '',
  outcome: event.outcome,
  resolvedOn: event.resolvedOn ?? '',
  suspectedMedication: event.suspectedMedication ?? '',
  note: event.note ?? '',
})
