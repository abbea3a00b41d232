import { useQuery } from '@tanstack/react-query'
import {
  bandOf,
  concerns,
  type EarlyWarningScale,
  NewEarlyWarningScore,
  scoredSystems,
  totalOf,
} from 'shared/early-warning'
import type { Patient } from 'shared/patients'
import { Answer } from '../design/Answer'
import { Banner } from '../design/Banner'
import { Checkbox, RadioGroup } from '../design/Choices'
import { DateField } from '../design/DateField'
import { TextAreaField, TextField } from '../design/TextField'
import { FactDialog } from '../facts/FactDialog'
import { useFactForm } from '../facts/fact-form'
import { refusedAt } from '../form'
import { currentLanguage } from '../preferences'
import { useWords } from '../words/define'
import { earlyWarning } from '../words/early-warning'
import { earlyWarningScale } from './api'
import { bandTones } from './band-tones'
import { nowAsMoment, sentMoment } from './moment'

type Values = {
  neurological: string
  cardiovascular: string
  respiratory: string
  staffConcern: boolean
  familyConcern: boolean
  day: string
  time: string
  note: string
}

/** Three rows of big choices and two worries; the total and what its band asks for stand below as one chooses. */
export function ScoreDialog({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const query = useQuery(earlyWarningScale)
  return <Answer query={query}>{(scale) => <ScoreForm patient={patient} scale={scale} onClose={onClose} />}</Answer>
}

function ScoreForm({ patient, scale, onClose }: { patient: Patient; scale: EarlyWarningScale; onClose: () => void }) {
  const words = useWords(earlyWarning)
  const label = currentLanguage() === 'es' ? 'label_es' : 'label_en'
  const form = useFactForm<Values>({
    draft: `early-warning-score/${patient.id}`,
    initial: {
      neurological: '',
      cardiovascular: '',
      respiratory: '',
      staffConcern: false,
      familyConcern: false,
      ...nowAsMoment(),
      note: '',
    },
    schema: NewEarlyWarningScore,
    bodyOf,
    place: { patientId: patient.id, part: 'early-warning-scores' },
    onSaved: onClose,
  })
  const { values, set, refused } = form
  const labels: Readonly<Record<string, unknown>> = words
  return (
    <FactDialog
      title={words.add}
      form={form}
      labelOf={(path) => String(labels[path === 'effectiveDateTime' ? 'time' : path] ?? words.title)}
      onClose={onClose}
    >
      {scale.items.map(({ id, options, ...item }) => (
        <RadioGroup
          key={id}
          id={id}
          name={id}
          label={item[label]}
          error={refusedAt(refused, id)}
          value={values[id]}
          onChange={({ target }) => set({ [id]: target.value })}
          choices={options.map((option) => ({
            value: String(option.score),
            label: `${option.score} · ${option[label]}`,
          }))}
        />
      ))}
      <fieldset className="g-field">
        <legend>{words.concerns}</legend>
        {scale.concerns.map(({ id, ...concern }) => (
          <Checkbox
            key={id}
            id={id}
            label={concern[label]}
            checked={values[id]}
            onChange={({ target }) => set({ [id]: target.checked })}
          />
        ))}
      </fieldset>
      <div className="g-span-6">
        <DateField
          id="day"
          label={words.day}
          value={values.day}
          error={refusedAt(refused, 'effectiveDateTime')}
          onChange={(day) => set({ day }, ['effectiveDateTime'])}
        />
      </div>
      <div className="g-span-6">
        <TextField
          id="time"
          type="time"
          width="short"
          label={words.time}
          value={values.time}
          onChange={({ target }) => set({ time: target.value }, ['effectiveDateTime'])}
        />
      </div>
      <TextAreaField
        id="note"
        label={words.note}
        optional
        rows={2}
        maxLength={500}
        error={refusedAt(refused, 'note')}
        value={values.note}
        onChange={({ target }) => set({ note: target.value })}
      />
      <Running values={values} scale={scale} />
      <p className="g-field-hint">
        {words.unverified} {words.source(scale.source)}
      </p>
    </FactDialog>
  )
}

/** The total so far and what its band asks for, read out as it changes. */
function Running({ values, scale }: { values: Values; scale: EarlyWarningScale }) {
  const words = useWords(earlyWarning)
  if (scoredSystems.some((system) => values[system] === '')) return <p role="status">{words.waitingItems}</p>
  const total = totalOf({
    neurological: Number(values.neurological),
    cardiovascular: Number(values.cardiovascular),
    respiratory: Number(values.respiratory),
    staffConcern: values.staffConcern,
    familyConcern: values.familyConcern,
  })
  const band = bandOf(scale, total)
  const action = scale.bands.find((one) => one.band === band)
  return (
    <div role="status">
      <Banner tone={bandTones[band]} title={words.running(total, words[band])}>
        {currentLanguage() === 'es' ? action?.action_es : action?.action_en}
      </Banner>
    </div>
  )
}

const pointsOf = (text: string) => (text === '' ? undefined : Number(text))

const bodyOf = ({ day, time, note, ...values }: Values) => ({
  ...Object.fromEntries(scoredSystems.map((system) => [system, pointsOf(values[system])])),
  ...Object.fromEntries(concerns.map((concern) => [concern, values[concern]])),
  effectiveDateTime: sentMoment({ day, time }),
  note: note.trim() || null,
})
