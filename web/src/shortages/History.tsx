import { useMutation, useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { type ShortageCase, type ShortageEvent, ShortageNote } from 'shared/shortages'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import type { IconName } from '../design/Icon'
import { TextAreaField } from '../design/TextField'
import { Timeline } from '../design/Timeline'
import { refusedAt, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { namesOf } from '../patients/api'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { shortageWords } from '../words/shortages'
import { addNote } from './api'

const icons: Readonly<Record<ShortageEvent['kind'], IconName>> = {
  opened: 'warning',
  joined: 'personAdd',
  'family-report': 'person',
  withdrawn: 'close',
  status: 'sort',
  expected: 'calendar',
  responsible: 'person',
  note: 'pencil',
}

/** All that happened to a case, newest first, and a box for one more note. */
export function History({ shortage }: { shortage: ShortageCase }) {
  const words = useWords(shortageWords)
  const people = [...new Set(shortage.history.flatMap(({ recordedBy }) => recordedBy ?? []))]
  const names = useQuery(namesOf(people)).data
  return (
    <Card title={words.history}>
      <div className="g-stack">
        <NoteForm id={shortage.id} />
        <Timeline
          entries={shortage.history.toReversed().map((event) => {
            const by = event.recordedBy === null ? undefined : names?.get(event.recordedBy)
            return {
              id: String(event.id),
              icon: icons[event.kind],
              title: titleOf(event, words),
              at: { instant: event.recordedAt },
              ...(by !== undefined && { by }),
              ...(event.note !== null && { content: <p>{event.note}</p> }),
            }
          })}
        />
      </div>
    </Card>
  )
}

function titleOf(
  { kind, status, expectedOn, responsible, doses }: ShortageEvent,
  words: typeof shortageWords.es,
): string {
  switch (kind) {
    case 'opened':
      return doses > 0 ? words.kindOpenedDose : words.kindOpened
    case 'joined':
      return doses > 0 ? words.kindJoinedDose : words.kindJoined
    case 'family-report':
      return words.kindFamilyReport
    case 'withdrawn':
      return words.kindWithdrawn
    case 'status':
      return words.kindStatus(status === null ? '' : words[status])
    case 'expected':
      return expectedOn === null ? words.kindExpectedNone : words.kindExpected(longDay(expectedOn))
    case 'responsible':
      return responsible === null ? words.kindResponsibleNone : words.kindResponsible(responsible)
    case 'note':
      return words.kindNote
  }
}

function NoteForm({ id }: { id: string }) {
  const words = useWords(shortageWords)
  const form = useForm(`shortage/${id}/note`, { note: '' })
  const add = useMutation(addNote(id))
  function save(event: FormEvent) {
    event.preventDefault()
    const wrong = refusals(ShortageNote, form.values)
    form.refuse(wrong)
    if (wrong.length > 0) {
      document.getElementById('shortage-history-note')?.focus()
      return
    }
    const sent = sentOnce(form.values, form.sent)
    form.send(sent)
    add.mutate(
      { body: form.values, headers: idempotencyKey(sent) },
      {
        onSuccess: () => form.clear(),
        onError: (error) => error instanceof Problem && form.refuse(error.errors),
      },
    )
  }
  return (
    <form className="g-stack g-no-print" onSubmit={save} noValidate>
      {add.error && <Banner tone="error">{say(codeOf(add.error))}</Banner>}
      <TextAreaField
        id="shortage-history-note"
        label={words.note}
        hint={words.noteHint}
        maxLength={1000}
        error={refusedAt(form.refused, 'note')}
        value={form.values.note}
        onChange={({ target }) => form.set({ note: target.value })}
      />
      <div className="g-row">
        <Button type="submit" busy={add.isPending} busyWords={words.saving}>
          {words.addNote}
        </Button>
      </div>
    </form>
  )
}
