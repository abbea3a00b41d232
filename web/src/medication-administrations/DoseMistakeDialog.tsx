import { useMutation } from '@tanstack/react-query'
import { AdministrationMistake, type MedicationAdministration } from 'shared/medication-administrations'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { TextAreaField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { useMedications } from '../medications/api'
import { codeOf } from '../problem'
import { refusals } from '../refusals'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { doseWords } from '../words/doses'
import { say } from '../words/problems'
import { enterInError } from './api'
import { plannedName } from './dose-said'

/** A record that was a mistake is marked with its reason, never erased; a planned dose waits again. */
export function DoseMistakeDialog({ dose, onClose }: { dose: MedicationAdministration; onClose: () => void }) {
  const words = useWords(doseWords)
  const shared = useWords(common)
  const known = useMedications()
  const form = useForm(`dose-mistake/${dose.id}`, { reason: '' })
  const mark = useMutation(enterInError(dose.patientId, dose.id))

  async function save() {
    const wrong = refusals(AdministrationMistake, form.values)
    form.refuse(wrong)
    if (wrong.length > 0) {
      document.getElementById('dose-mistake-reason')?.focus()
      return
    }
    const sent = sentOnce(form.values, form.sent)
    form.send(sent)
    try {
      // not by a callback of the call: the list that comes back may take this dialog away first
      await mark.mutateAsync({ body: form.values, headers: idempotencyKey(sent) })
    } catch {
      return // shown above the field
    }
    form.clear()
    onClose()
  }

  return (
    <Dialog
      title={words.mistakeTitle(plannedName(known, dose))}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={mark.isPending} busyWords={shared.draftSaving} onClick={() => void save()}>
            {words.mistakeSave}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {shared.cancel}
          </Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{words.mistakeText}</p>
        {mark.error && <Banner tone="error">{say(codeOf(mark.error))}</Banner>}
        <TextAreaField
          id="dose-mistake-reason"
          label={words.mistakeReason}
          maxLength={500}
          error={refusedAt(form.refused, 'reason')}
          value={form.values.reason}
          onChange={({ target }) => form.set({ reason: target.value })}
        />
      </div>
    </Dialog>
  )
}
