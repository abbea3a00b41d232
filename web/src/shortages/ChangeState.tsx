import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ShortageCase } from 'shared/shortages'
import { ShortageEdit } from 'shared/shortages'
import { closedShortages, type ShortageStatus } from 'shared/treatment'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { Dialog } from '../design/Dialog'
import { TextAreaField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { medicationName, useMedications } from '../medications/api'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { shortageWords } from '../words/shortages'
import { editShortage } from './api'

type Props = { shortage: ShortageCase; onFailed: (error: unknown) => void }

/** The states that may follow. Those that can be taken back are, with one press; closing is asked about. */
export function ChangeState({ shortage, onFailed }: Props) {
  const words = useWords(shortageWords)
  const [asked, ask] = useState<ShortageStatus | null>(null)
  const [before, setBefore] = useState<ShortageStatus | null>(null)
  const undo = useMutation(editShortage(shortage.id))
  return (
    <Card title={words.next}>
      <div className="g-stack">
        <p>{words.nextText}</p>
        {before !== null && (
          <Banner
            tone="success"
            onClose={() => setBefore(null)}
            actions={
              <Button
                size="small"
                busy={undo.isPending}
                onClick={() =>
                  undo.mutate(
                    { body: { status: before }, version: shortage.version },
                    { onSuccess: () => setBefore(null), onError: onFailed },
                  )
                }
              >
                {words.undo}
              </Button>
            }
          >
            {words.changed(words[shortage.status])}
          </Banner>
        )}
        {undo.error && <Banner tone="error">{say(codeOf(undo.error))}</Banner>}
        <div className="g-row">
          {shortage.nextStatuses.map((status) => (
            <Button key={status} kind={status === 'solved' ? 'primary' : 'secondary'} onClick={() => ask(status)}>
              {words.to(status)}
            </Button>
          ))}
        </div>
      </div>
      {asked !== null && (
        <ChangeDialog
          shortage={shortage}
          status={asked}
          onFailed={onFailed}
          onChanged={() => setBefore(closedShortages.includes(asked) ? null : shortage.status)}
          onClose={() => ask(null)}
        />
      )}
    </Card>
  )
}

function ChangeDialog({
  shortage: { id, version, medication },
  status,
  onFailed,
  onChanged,
  onClose,
}: Props & { status: ShortageStatus; onChanged: () => void; onClose: () => void }) {
  const words = useWords(shortageWords)
  const shared = useWords(common)
  const known = useMedications()
  const form = useForm(`shortage/${id}/${status}`, { note: '' })
  const edit = useMutation(editShortage(id))
  const name = medicationName(known, medication)
  const closes = closedShortages.includes(status)
  const explained = status === 'wrongly-reported'

  function save() {
    const note = form.values.note.trim()
    const body = { status, ...(note !== '' && { note }) }
    const wrong = explained && note === '' ? [{ pointer: '#/note', code: 'required' }] : refusals(ShortageEdit, body)
    form.refuse(wrong)
    if (wrong.length > 0) {
      document.getElementById('change-note')?.focus()
      return
    }
    edit.mutate(
      { body, version },
      {
        onSuccess: () => {
          form.clear()
          onChanged()
          onClose()
        },
        onError: (error) => {
          if (error instanceof Problem && error.status === 400) form.refuse(error.errors)
          if (!(error instanceof Problem && error.status === 412)) return
          onFailed(error)
          onClose()
        },
      },
    )
  }

  return (
    <Dialog
      title={
        status === 'solved'
          ? words.confirmSolvedTitle(name)
          : explained
            ? words.confirmWrongTitle(name)
            : words.changeTitle(words[status])
      }
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={edit.isPending} busyWords={words.saving} onClick={save}>
            {closes ? words.closeCase : words.confirm}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        {closes && <p>{explained ? words.confirmWrongText : words.confirmSolvedText}</p>}
        {edit.error && <Banner tone="error">{say(codeOf(edit.error))}</Banner>}
        <TextAreaField
          id="change-note"
          label={explained ? words.why : words.note}
          hint={words.noteHint}
          optional={!explained}
          maxLength={1000}
          error={refusedAt(form.refused, 'note')}
          value={form.values.note}
          onChange={({ target }) => form.set({ note: target.value })}
        />
      </div>
    </Dialog>
  )
}
