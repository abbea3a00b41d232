import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Bulletin, BulletinEdit } from 'shared/bulletins'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { ErrorSummary } from '../design/ErrorSummary'
import { Recovered } from '../design/Recovered'
import { SavingStatus } from '../design/states'
import { TextField } from '../design/TextField'
import { asFieldErrors, refusedAt, useForm } from '../form'
import { Marks } from '../identity/Marks'
import { marksIn } from '../identity/marks-in'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { sessionFigures } from '../session-figures/api'
import { bulletinWords } from '../words/bulletins'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { ApproveBulletin } from './ApproveBulletin'
import { editBulletin } from './api'
import { Conflicts } from './Conflicts'
import { editOf, formOf } from './form'
import { LanguageFields } from './LanguageFields'
import { PhotoFields } from './PhotoFields'
import '../design/form-grid.css'

/** A draft: both languages side by side, its photographs, what is checked, and the way to its approval. */
export function BulletinEditor({ bulletin }: { bulletin: Bulletin }) {
  const words = useWords(bulletinWords)
  const usual = useWords(common)
  const figures = useQuery(sessionFigures(bulletin.sessionId)).data?.items ?? []
  const form = useForm(`bulletin-${bulletin.id}`, formOf(bulletin))
  const save = useMutation(editBulletin(bulletin))
  const [savedAt, setSavedAt] = useState<Date>()
  const { values, refused, set } = form
  const stale = save.error instanceof Problem && save.error.status === 412 ? save.error : null
  const send = (next = values) => {
    const wrong = refusals(BulletinEdit, editOf(next))
    form.refuse(wrong)
    if (wrong.length > 0) return
    save.mutate(
      { version: next.version, edit: editOf(next) },
      {
        onSuccess: (saved) => {
          form.clear(formOf(saved))
          setSavedAt(new Date())
        },
        onError: (error) => {
          if (error instanceof Problem) form.refuse(error.errors)
        },
      },
    )
  }
  const labelOf = (path: string) => {
    const [field = '', at, part = ''] = path.split('/')
    if (field === 'photos') return `${words.photo(Number(at) + 1)}, ${photoLabels[part] ?? words.photos}`
    const lang = field.endsWith('En') ? words.english : words.spanish
    return field === 'year' || field === 'number'
      ? words[field]
      : `${field.startsWith('title') ? words.title : words.text} (${lang})`
  }
  const photoLabels: Readonly<Record<string, string>> = {
    url: words.url,
    caption: words.caption,
    consent: words.consent,
    consentExpiresOn: words.consentExpiresOn,
  }
  return (
    <form
      className="g-stack"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        send()
      }}
    >
      <ErrorSummary errors={asFieldErrors(refused, labelOf)} attempt={form.attempt} />
      {form.recovered && <Recovered onStartAgain={() => form.clear(formOf(bulletin))} />}
      {save.error && stale === null && refused.length === 0 && <Banner tone="error">{say(codeOf(save.error))}</Banner>}
      <Marks
        marks={marksIn(refused, editOf(values))}
        onNotAPerson={(text) => {
          const next = { ...values, notAPerson: [...values.notAPerson, text] }
          set({ notAPerson: next.notAPerson })
          send(next)
        }}
      />
      {stale && (
        <Conflicts
          problem={stale}
          values={values}
          busy={save.isPending}
          onResolve={(next) => {
            set(next)
            send(next)
          }}
        />
      )}
      <Card title={words.bulletin(bulletin.number, bulletin.year)}>
        <div className="g-form-grid">
          <div className="g-span-3">
            <TextField
              id="number"
              label={words.number}
              inputMode="numeric"
              width="short"
              value={values.number}
              error={refusedAt(refused, 'number')}
              onChange={({ target }) => set({ number: target.value })}
            />
          </div>
          <div className="g-span-3">
            <TextField
              id="year"
              label={words.year}
              inputMode="numeric"
              width="short"
              value={values.year}
              error={refusedAt(refused, 'year')}
              onChange={({ target }) => set({ year: target.value })}
            />
          </div>
        </div>
      </Card>
      <div className="g-bulletin-pair">
        {(['es', 'en'] as const).map((lang) => (
          <LanguageFields key={`${lang} ${form.round}`} lang={lang} form={form} figures={figures} />
        ))}
      </div>
      <PhotoFields key={form.round} form={form} />
      <div className="g-row g-no-print">
        <Button type="submit" kind="primary" busy={save.isPending} busyWords={words.saving}>
          {words.save}
        </Button>
        <SavingStatus
          saving={
            save.isPending
              ? { state: save.isPaused ? 'waiting' : 'saving' }
              : form.changed
                ? { state: 'unsaved' }
                : savedAt
                  ? { state: 'saved', at: savedAt }
                  : { state: 'clean' }
          }
        />
        {form.changed && (
          <Button kind="quiet" onClick={() => form.clear(formOf(bulletin))}>
            {usual.startAgain}
          </Button>
        )}
      </div>
      <ApproveBulletin bulletin={bulletin} unsaved={form.changed} onRefused={form.refuse} />
    </form>
  )
}
