import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { SessionEdit, type WorkingGroupSession } from 'shared/working-group-sessions'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { ErrorSummary } from '../design/ErrorSummary'
import { Recovered } from '../design/Recovered'
import { firstOfEach, refusedAt, useForm } from '../form'
import { Identified, saidOf } from '../identity/Identified'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { sessionWords } from '../words/sessions'
import { AgendaEditor } from './AgendaEditor'
import { editSession } from './api'
import { useFieldLabel } from './field-label'
import { MeetingFields } from './MeetingFields'
import { PresentersField } from './PresentersField'
import { Joined, Meeting, type Stale, staleOf } from './SessionConflict'
import { editOf, fromSession, meet, type SessionField, type SessionValues } from './session-values'
import '../design/form-grid.css'

/** What is typed, and the session it was typed on: a fresher one must not slip under it. */
type Editing = { values: SessionValues; base: WorkingGroupSession }

export const draftOf = (sessionId: string) => `session/${sessionId}`

/** Everything of a session but its number. Of a published one only who presents next. */
export function SessionForm({ session, onDone }: { session: WorkingGroupSession; onDone: (saved: boolean) => void }) {
  const words = useWords(sessionWords)
  const shared = useWords(common)
  const form = useForm<Editing>(draftOf(session.id), { values: fromSession(session), base: session })
  const edit = useMutation(editSession(session.id))
  const [stale, setStale] = useState<Stale>()
  const [unchanged, setUnchanged] = useState(false)
  const labelOf = useFieldLabel()
  const { values, base } = form.values
  const locked = session.minutesStatus === 'published'
  const set = (change: Partial<SessionValues>, mended: readonly string[] = Object.keys(change)) =>
    form.set({ values: { ...values, ...change } }, mended)

  function save({ values: typed, base: from }: Editing, said = saidOf(edit)) {
    if (edit.isPending) return
    const body = editOf(from, typed)
    setUnchanged(Object.keys(body).length === 0)
    if (Object.keys(body).length === 0) return
    const wrong = firstOfEach(refusals(SessionEdit, body))
    form.refuse(wrong)
    if (wrong.length > 0) return
    edit.mutate(
      {
        body: SessionEdit.parse({ ...body, ...said }),
        version: from.version,
      },
      {
        onSuccess: () => {
          form.clear()
          onDone(true)
        },
        onError: (error) => {
          if (!(error instanceof Problem)) return
          if (error.type !== '/problems/stale-version') return form.refuse(error.errors)
          const found = staleOf(error, from, typed)
          setStale(found)
          // nothing to choose: theirs come in under what was typed, and the person looks at both before saving again
          if (found.clashes.length === 0)
            form.set({ values: meet(from, typed, found.current).merged([]), base: found.current })
        },
      },
    )
  }

  if (stale && stale.clashes.length > 0)
    return (
      <Meeting
        stale={stale}
        mine={values}
        busy={edit.isPending}
        onResolve={(keepTheirs) => {
          const next = { values: meet(base, values, stale.current).merged(keepTheirs), base: stale.current }
          form.set(next)
          setStale(undefined)
          save(next)
        }}
      />
    )
  const failure = edit.error && !stale && form.refused.length === 0 ? edit.error : undefined
  const errors = form.refused.map(({ pointer, code }) => ({
    ...{ id: controlOf(pointer), label: labelOf((pointer.split('/')[1] ?? '') as SessionField), error: code },
  }))
  return (
    <form
      key={form.round}
      className="g-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save(form.values)
      }}
    >
      {stale && <Joined stale={stale} />}
      {form.recovered && !stale && (
        <Recovered onStartAgain={() => form.clear({ values: fromSession(session), base: session })} />
      )}
      <ErrorSummary errors={errors} attempt={form.attempt} />
      <Identified sending={edit} onSaid={(said) => save(form.values, said)} />
      {unchanged && (
        <Banner tone="info" onClose={() => setUnchanged(false)}>
          {words.nothingChanged}
        </Banner>
      )}
      {failure && <Banner tone="error">{say(codeOf(failure))}</Banner>}
      {locked ? (
        <Banner tone="info" title={words.lockedTitle}>
          {words.lockedText}
        </Banner>
      ) : (
        <>
          <Card title={words.details}>
            <div className="g-stack g-session-fields">
              <MeetingFields values={values} set={set} refused={form.refused} />
            </div>
          </Card>
          <Card title={words.agenda}>
            <AgendaEditor
              agenda={values.agenda}
              onChange={(agenda, mended) => set({ agenda }, mended)}
              refused={form.refused}
            />
          </Card>
        </>
      )}
      <Card>
        <PresentersField
          value={values.nextPresenters}
          error={refusedAt(form.refused, 'nextPresenters')}
          onChange={(nextPresenters) => set({ nextPresenters })}
        />
      </Card>
      <div className="g-row g-session-save">
        <Button type="submit" kind="primary" busy={edit.isPending} busyWords={words.saving}>
          {words.editSave}
        </Button>
        <Button onClick={() => onDone(false)}>{shared.close}</Button>
      </div>
    </form>
  )
}

/** '#/agenda/0/title' is `agenda-0-title`; the other fields have the session's name before theirs. */
const controlOf = (pointer: string) => {
  const name = pointer.replace(/^#\/?/, '').replaceAll('/', '-')
  return name.startsWith('agenda') ? name : `session-${name.split('-')[0]}`
}
