import { type FebrileEpisode, FebrileEpisodeEdit, NewFebrileEpisode } from 'shared/early-warning'
import type { Patient } from 'shared/patients'
import { DateField } from '../design/DateField'
import { TextAreaField, TextField } from '../design/TextField'
import { FactDialog } from '../facts/FactDialog'
import { numberOf, useFactForm } from '../facts/fact-form'
import { refusedAt } from '../form'
import { inHospitalTime } from '../time'
import { useWords } from '../words/define'
import { earlyWarning } from '../words/early-warning'
import { asMoment, nowAsMoment, sentMoment } from './moment'

type Values = {
  arrivedDay: string
  arrivedTime: string
  temperature: string
  neutrophils: string
  antibiotic: string
  antibioticDay: string
  antibioticTime: string
  noAntibioticReason: string
  note: string
}

/** Starts the clock of a febrile person at the door, or stops it with the antibiotic. */
export function FeverDialog({
  patient,
  episode,
  onClose,
}: {
  patient: Patient
  episode: FebrileEpisode | undefined
  onClose: () => void
}) {
  const words = useWords(earlyWarning)
  const form = useFactForm<Values>({
    draft: episode ? `febrile-episode/${episode.id}/${episode.version}` : `febrile-episode/${patient.id}`,
    initial: episode ? fromEpisode(episode) : newEpisode(),
    schema: episode ? FebrileEpisodeEdit : NewFebrileEpisode,
    bodyOf: (values) => (episode ? editOf(episode, values) : bodyOf(values)),
    place: { patientId: patient.id, part: 'febrile-episodes', id: episode?.id },
    version: episode?.version,
    onSaved: onClose,
  })
  const { values, set, refused } = form
  const fields: Readonly<Record<string, string>> = {
    arrivedAt: words.arrived,
    temperature: words.temperature,
    neutrophils: words.neutrophils,
    antibiotic: words.antibiotic,
    antibioticAt: words.antibioticTime,
    noAntibioticReason: words.noAntibioticReason,
  }
  const text = (name: keyof Values) => ({
    id: name,
    error: refusedAt(refused, name),
    value: values[name],
    onChange: ({ target }: { target: { value: string } }) => set({ [name]: target.value }),
  })
  return (
    <FactDialog
      title={episode ? words.feverFollowTitle(words.feverNamed(inHospitalTime(episode.arrivedAt))) : words.feverAdd}
      form={form}
      labelOf={(path) => fields[path] ?? words.note}
      focus={episode ? 'antibiotic' : 'temperature'}
      showCurrent={(current) => 'arrivedAt' in current && <p>{current.antibiotic ?? current.noAntibioticReason}</p>}
      onClose={onClose}
    >
      {!episode && (
        <>
          <div className="g-span-6">
            <DateField
              id="arrivedDay"
              label={words.arrivedDay}
              hint={words.arrivedHint}
              error={refusedAt(refused, 'arrivedAt')}
              value={values.arrivedDay}
              onChange={(arrivedDay) => set({ arrivedDay }, ['arrivedAt'])}
            />
          </div>
          <div className="g-span-6">
            <TextField
              id="arrivedTime"
              type="time"
              width="short"
              label={words.arrivedTime}
              value={values.arrivedTime}
              onChange={({ target }) => set({ arrivedTime: target.value }, ['arrivedAt'])}
            />
          </div>
          <div className="g-span-6">
            <TextField
              {...text('temperature')}
              label={words.temperature}
              hint={words.temperatureHint}
              inputMode="decimal"
              width="short"
            />
          </div>
        </>
      )}
      <div className="g-span-6">
        <TextField
          {...text('neutrophils')}
          label={words.neutrophils}
          hint={words.neutrophilsHint}
          optional
          inputMode="decimal"
          width="short"
        />
      </div>
      <div className="g-span-6">
        <TextField {...text('antibiotic')} label={words.antibiotic} optional maxLength={80} />
      </div>
      <div className="g-span-6">
        <DateField
          id="antibioticDay"
          label={words.antibioticDay}
          optional
          error={refusedAt(refused, 'antibioticAt')}
          value={values.antibioticDay}
          onChange={(antibioticDay) => set({ antibioticDay }, ['antibioticAt'])}
        />
      </div>
      <div className="g-span-6">
        <TextField
          id="antibioticTime"
          type="time"
          width="short"
          label={words.antibioticTime}
          optional
          value={values.antibioticTime}
          onChange={({ target }) => set({ antibioticTime: target.value }, ['antibioticAt'])}
        />
      </div>
      <div className="g-span-6">
        <TextField {...text('noAntibioticReason')} label={words.noAntibioticReason} optional maxLength={300} />
      </div>
      <TextAreaField {...text('note')} label={words.note} optional rows={2} maxLength={500} />
    </FactDialog>
  )
}

function newEpisode(): Values {
  const { day, time } = nowAsMoment()
  return {
    arrivedDay: day,
    arrivedTime: time,
    temperature: '',
    neutrophils: '',
    antibiotic: '',
    antibioticDay: '',
    antibioticTime: '',
    noAntibioticReason: '',
    note: '',
  }
}

/** Of an episode that waits, the time of the antibiotic is now until somebody says otherwise. */
function fromEpisode(episode: FebrileEpisode): Values {
  const given = episode.antibioticAt === null ? nowAsMoment() : asMoment(episode.antibioticAt)
  return {
    ...newEpisode(),
    neutrophils: episode.neutrophils === null ? '' : String(episode.neutrophils),
    antibiotic: episode.antibiotic ?? '',
    antibioticDay: given.day,
    antibioticTime: given.time,
    noAntibioticReason: episode.noAntibioticReason ?? '',
    note: episode.note ?? '',
  }
}

const courseOf = (values: Values) => {
  const antibiotic = values.antibiotic.trim() || null
  const at = sentMoment({ day: values.antibioticDay, time: values.antibioticTime })
  return {
    neutrophils: numberOf(values.neutrophils),
    antibiotic,
    // a time that stands there by itself says nothing while no antibiotic is named beside a reason for none
    antibioticAt: antibiotic === null && values.noAntibioticReason.trim() !== '' ? null : (at ?? null),
    noAntibioticReason: values.noAntibioticReason.trim() || null,
    note: values.note.trim() || null,
  }
}

const bodyOf = (values: Values) => ({
  arrivedAt: sentMoment({ day: values.arrivedDay, time: values.arrivedTime }),
  temperature: numberOf(values.temperature) ?? undefined,
  ...courseOf(values),
})

/** Only what was changed: what somebody else added meanwhile stands. */
function editOf(episode: FebrileEpisode, values: Values): Record<string, unknown> {
  const before: Readonly<Record<string, unknown>> = {
    neutrophils: episode.neutrophils,
    antibiotic: episode.antibiotic,
    antibioticAt: episode.antibioticAt,
    noAntibioticReason: episode.noAntibioticReason,
    note: episode.note,
  }
  return Object.fromEntries(Object.entries(courseOf(values)).filter(([name, value]) => value !== before[name]))
}
