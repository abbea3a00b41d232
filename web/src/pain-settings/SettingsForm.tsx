import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type HospitalPainSettings, NewPainSettings } from 'shared/pain-settings'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { ErrorSummary } from '../design/ErrorSummary'
import { FieldGroup } from '../design/Field'
import { TextField } from '../design/TextField'
import { type Form, useForm } from '../form'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { inHospitalTime, shownNumber } from '../time'
import { useWords } from '../words/define'
import { painSettingWords, type SettingName } from '../words/pain-settings'
import { say } from '../words/problems'
import { setPainSettings } from './api'
import {
  bandSettings,
  boundsOf,
  clockSettings,
  nameAt,
  numberOf,
  routeSettings,
  type SettingValues,
  settingNames,
  settingsFrom,
  typedFrom,
} from './values'
import '../design/form-grid.css'
import './SettingsForm.css'

type Values = SettingValues & { note: string }

/** What the hospital sets, each value beside the catalogue's. */
export function SettingsForm({ current }: { current: HospitalPainSettings }) {
  const words = useWords(painSettingWords)
  const { organizationId, settings, version } = current
  const form = useForm<Values>(`pain-settings-${organizationId}`, { ...typedFrom(settings), note: '' })
  const write = useMutation(setPainSettings(organizationId))
  const [saved, setSaved] = useState(false)
  const { values, refused } = form

  function send(own: NewPainSettings['settings']) {
    const body = { settings: own, ...(values.note.trim() && { note: values.note.trim() }) }
    const wrong = refusals(NewPainSettings, body)
    form.refuse(wrong)
    setSaved(false)
    if (wrong.length > 0) return
    write.mutate(
      { body, version },
      {
        onSuccess: ({ settings: kept }) => {
          form.clear({ ...typedFrom(kept), note: '' })
          setSaved(true)
        },
        onError: (error) => error instanceof Problem && form.refuse(error.errors),
      },
    )
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(settingsFrom(values))
  }
  const errors = [...settingNames, 'note' as const].flatMap((name) => {
    const error = refused.find(({ pointer }) => nameAt(pointer) === name)?.code
    return error === undefined ? [] : [{ id: idOf(name), label: words[name], error }]
  })
  return (
    <form className="g-stack" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} attempt={form.attempt} />
      <p role="status">
        {current.own === null ? words.catalogue : words.own(inHospitalTime(current.recordedAt ?? ''))}
      </p>
      {current.note !== null && <p>{words.ownNote(current.note)}</p>}
      {write.error && <Banner tone="error">{say(codeOf(write.error))}</Banner>}
      {saved && (
        <Banner tone="success" onClose={() => setSaved(false)}>
          {words.saved}
        </Banner>
      )}
      <Part title={words.routes} hint={words.routesHint} names={routeSettings} current={current} form={form} />
      <Part title={words.clocks} hint={words.slowRoutes} names={clockSettings} current={current} form={form} />
      <Part
        title={words.earlyWarning}
        hint={words.earlyWarningHint}
        names={bandSettings}
        current={current}
        form={form}
      />
      <TextField
        id={idOf('note')}
        label={words.note}
        hint={words.noteHint}
        optional
        maxLength={500}
        value={values.note}
        onChange={({ target }) => form.set({ note: target.value })}
      />
      <div className="g-row">
        <Button type="submit" kind="primary" busy={write.isPending} busyWords={words.saving}>
          {words.save}
        </Button>
        {current.own !== null && <Button onClick={() => send(null)}>{words.reset}</Button>}
      </div>
    </form>
  )
}

const idOf = (name: SettingName | 'note') => `pain-${name.replace('.', '-')}`

function Part({
  title,
  hint,
  names,
  current: { settings, defaults },
  form,
}: {
  title: string
  hint: string
  names: readonly SettingName[]
  current: HospitalPainSettings
  form: Form<Values>
}) {
  const words = useWords(painSettingWords)
  const shown = (value: number) => shownNumber(value, Number.isInteger(value) ? 0 : 1)
  return (
    <FieldGroup label={title} hint={hint}>
      <div className="g-form-grid">
        {names.map((name) => {
          const unit = name.startsWith('earlyWarning') ? words.hours : words.minutes
          const [least, most] = boundsOf(name)
          const said = words.from(shown(numberOf(defaults, name)), unit, shown(least), shown(most))
          const differs = Number(form.values[name]) !== numberOf(settings, name)
          return (
            <div key={name} className="g-span-4">
              <TextField
                id={idOf(name)}
                label={words[name]}
                hint={differs ? `${said} ${words.now(shown(numberOf(settings, name)), unit)}` : said}
                error={form.refused.find(({ pointer }) => nameAt(pointer) === name)?.code}
                width="short"
                inputMode="decimal"
                after={<span className="g-setting-unit">{unit}</span>}
                value={form.values[name]}
                onChange={({ target }) => form.set({ [name]: target.value })}
              />
            </div>
          )
        })}
      </div>
    </FieldGroup>
  )
}
