import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Patient, Withdrawal, withdrawalKinds } from 'shared/patients'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { RadioGroup } from '../design/Choices'
import { Dialog } from '../design/Dialog'
import { TextAreaField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { codeOf } from '../problem'
import { refusals } from '../refusals'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { record as recordWords } from '../words/record'
import { withdrawPatient } from './api'
import { calledName } from './shown'

/** Irreversible: it names the person, and asks for a reason in words. */
export function WithdrawDialog({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const words = useWords(recordWords)
  const shared = useWords(common)
  const form = useForm(`withdraw/${patient.id}`, { kind: '', reason: '' })
  const withdraw = useMutation(withdrawPatient(patient.id))
  const [failed, setFailed] = useState<unknown>()
  function save() {
    const body = { kind: form.values.kind || undefined, reason: form.values.reason }
    const wrong = refusals(Withdrawal, body)
    form.refuse(wrong)
    const first = wrong[0]
    if (first) {
      document.getElementById(`withdraw-${first.pointer.slice(2)}`)?.focus()
      return
    }
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    withdraw.mutate(
      { body: Withdrawal.parse(body), headers: idempotencyKey(sent) },
      {
        onSuccess: () => {
          form.clear()
          onClose()
        },
        onError: setFailed,
      },
    )
  }
  return (
    <Dialog
      title={words.withdrawTitle(calledName(patient))}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="danger"
            busy={withdraw.isPending}
            busyWords={withdraw.isPaused ? shared.draftWaiting : shared.draftSaving}
            onClick={save}
          >
            {words.withdrawSave}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{words.withdrawText}</p>
        {failed !== undefined && <Banner tone="error">{say(codeOf(failed))}</Banner>}
        <RadioGroup
          id="withdraw-kind"
          name="kind"
          label={words.withdrawKind}
          error={refusedAt(form.refused, 'kind')}
          value={form.values.kind}
          onChange={({ target }) => form.set({ kind: target.value })}
          choices={withdrawalKinds.map((value) => ({
            value,
            label: words[`${value}Kind`],
            hint: words[`${value}Hint`],
          }))}
        />
        <TextAreaField
          id="withdraw-reason"
          label={words.withdrawReason}
          hint={words.withdrawReasonHint}
          maxLength={500}
          error={refusedAt(form.refused, 'reason')}
          value={form.values.reason}
          onChange={({ target }) => form.set({ reason: target.value })}
        />
      </div>
    </Dialog>
  )
}
