import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type ShortageCase, ShortageEdit } from 'shared/shortages'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { DateField } from '../design/DateField'
import { TextField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { shortageWords } from '../words/shortages'
import { editShortage } from './api'

/** The post that answers for a case and the day the medicine is expected. Emptied boxes take them away. */
export function Promised({ shortage, onFailed }: { shortage: ShortageCase; onFailed: (error: unknown) => void }) {
  const words = useWords(shortageWords)
  const { id, version } = shortage
  const stands = { expectedOn: shortage.expectedOn ?? '', responsible: shortage.responsible ?? '' }
  const form = useForm(`shortage/${id}/promise`, stands)
  const edit = useMutation(editShortage(id))
  const [saved, setSaved] = useState(false)
  const values = form.changed ? form.values : stands

  function save(event: FormEvent) {
    event.preventDefault()
    setSaved(false)
    const changed = (['expectedOn', 'responsible'] as const).filter((key) => values[key].trim() !== stands[key])
    const body = Object.fromEntries(changed.map((key) => [key, values[key].trim() || null]))
    const wrong = refusals(ShortageEdit, body)
    form.refuse(wrong)
    if (wrong.length > 0) {
      document
        .getElementById(wrong.some(({ pointer }) => pointer === '#/expectedOn') ? 'expectedOn' : 'responsible')
        ?.focus()
      return
    }
    edit.mutate(
      { body, version },
      {
        onSuccess: () => {
          form.clear()
          setSaved(true)
        },
        onError: (error) => {
          onFailed(error)
          if (error instanceof Problem) form.refuse(error.errors)
        },
      },
    )
  }
  const nothing = form.refused.find(({ pointer }) => pointer === '#/')?.code
  return (
    <Card title={words.promise}>
      <form className="g-stack" onSubmit={save} noValidate>
        {edit.error && <Banner tone="error">{say(codeOf(edit.error))}</Banner>}
        {nothing && <Banner tone="info">{say(nothing)}</Banner>}
        {saved && <Banner tone="success">{words.savedPromise}</Banner>}
        <div className="g-shortage-filters">
          <DateField
            id="expectedOn"
            label={words.expectedOn}
            optional
            error={refusedAt(form.refused, 'expectedOn')}
            value={values.expectedOn}
            onChange={(expectedOn) => form.set({ ...values, expectedOn }, ['expectedOn', ''])}
          />
          <TextField
            id="responsible"
            label={words.responsiblePost}
            hint={words.responsibleHint}
            optional
            maxLength={120}
            error={refusedAt(form.refused, 'responsible')}
            value={values.responsible}
            onChange={({ target }) => form.set({ ...values, responsible: target.value }, ['responsible', ''])}
          />
        </div>
        <div className="g-row">
          <Button type="submit" kind="primary" busy={edit.isPending} busyWords={words.saving}>
            {words.savePromise}
          </Button>
        </div>
      </form>
    </Card>
  )
}
