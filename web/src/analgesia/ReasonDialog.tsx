import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { AnalgesicEnd } from 'shared/analgesia'
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
import { say } from '../words/problems'
import { reliefWords } from '../words/relief'
import { changePlans } from './api'

/** A plan ends, or an order stops, now and with its reason. */
export function ReasonDialog({
  patientId,
  path,
  title,
  text,
  act,
  onClose,
}: {
  patientId: string
  /** Below the plans. */
  path: string
  title: string
  text: string
  act: string
  onClose: () => void
}) {
  const words = useWords(reliefWords)
  const shared = useWords(common)
  const form = useForm(`analgesic-end${path}`, { reason: '' })
  const end = useMutation(changePlans(patientId, path))
  const [failed, setFailed] = useState<unknown>()
  async function save() {
    const wrong = refusals(AnalgesicEnd, form.values)
    form.refuse(wrong)
    if (wrong.length > 0) {
      document.getElementById('end-reason')?.focus()
      return
    }
    const sent = sentOnce(form.values, form.sent)
    form.send(sent)
    try {
      await end.mutateAsync({ body: form.values, headers: idempotencyKey(sent) })
    } catch (error) {
      setFailed(error)
      return
    }
    form.clear()
    onClose()
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            busy={end.isPending}
            busyWords={end.isPaused ? shared.draftWaiting : shared.draftSaving}
            onClick={() => void save()}
          >
            {act}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{text}</p>
        {failed !== undefined && <Banner tone="error">{say(codeOf(failed))}</Banner>}
        <TextAreaField
          id="end-reason"
          label={words.why}
          maxLength={300}
          rows={2}
          error={refusedAt(form.refused, 'reason')}
          value={form.values.reason}
          onChange={({ target }) => form.set({ reason: target.value })}
        />
      </div>
    </Dialog>
  )
}
