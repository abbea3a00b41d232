import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { EnteredInError } from 'shared/conditions'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { TextAreaField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { codeOf } from '../problem'
import { refusals } from '../refusals'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { facts as factWords } from '../words/facts'
import { say } from '../words/problems'
import { type Fact, type FactPart, markFact } from './api'

/** A mistake is marked with its reason and stays; the right one is recorded beside it. */
export function FactMistakeDialog({
  fact,
  part,
  name,
  onClose,
}: {
  fact: Fact
  part: FactPart
  /** What is marked, as the list calls it. */
  name: string
  onClose: () => void
}) {
  const words = useWords(factWords)
  const shared = useWords(common)
  const form = useForm(`mistake/${fact.id}`, { reason: '' })
  const mark = useMutation(markFact(fact.patientId, part, fact.id))
  const [failed, setFailed] = useState<unknown>()
  async function save() {
    const wrong = refusals(EnteredInError, form.values)
    form.refuse(wrong)
    if (wrong.length > 0) {
      document.getElementById('mistake-reason')?.focus()
      return
    }
    const sent = sentOnce(form.values, form.sent)
    form.send(sent)
    try {
      await mark.mutateAsync({ body: form.values, headers: idempotencyKey(sent) })
    } catch (error) {
      setFailed(error)
      return
    }
    form.clear()
    onClose()
  }
  return (
    <Dialog
      title={words.markTitle(name)}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            busy={mark.isPending}
            busyWords={mark.isPaused ? shared.draftWaiting : shared.draftSaving}
            onClick={() => void save()}
          >
            {words.markMistake}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{words.markText}</p>
        {failed !== undefined && <Banner tone="error">{say(codeOf(failed))}</Banner>}
        <TextAreaField
          id="mistake-reason"
          label={words.markReason}
          maxLength={500}
          error={refusedAt(form.refused, 'reason')}
          value={form.values.reason}
          onChange={({ target }) => form.set({ reason: target.value })}
        />
      </div>
    </Dialog>
  )
}
