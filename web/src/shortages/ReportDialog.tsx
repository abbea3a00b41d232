import { useMutation } from '@tanstack/react-query'
import { NewShortage } from 'shared/shortages'
import { useLocation } from 'wouter'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { TextAreaField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { MedicationField } from '../medications/MedicationField'
import { HospitalField, useHospitalsInReach } from '../network/HospitalField'
import { addressOf, paths } from '../paths'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { shortageWords } from '../words/shortages'
import { reportShortage } from './api'

/** What lacks, said without a dose. Opens the case, or the page of the one that was open. */
export function ReportDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(shortageWords)
  const shared = useWords(common)
  const hospitals = useHospitalsInReach()
  const form = useForm('shortage', { organizationId: '', medication: '', note: '' })
  const report = useMutation(reportShortage)
  const [, navigate] = useLocation()
  const only = hospitals.length === 1 ? (hospitals[0]?.id ?? '') : ''
  const organizationId = form.values.organizationId || only

  function save() {
    const { medication, note } = form.values
    const body = { organizationId, medication, ...(note.trim() !== '' && { note }) }
    const wrong = refusals(NewShortage, body).map((it) =>
      it.pointer === '#/note' ? it : { ...it, code: 'required' as const },
    )
    form.refuse(wrong)
    const [first] = wrong
    if (first) {
      document.getElementById(`shortage-${first.pointer.slice(2)}`)?.focus()
      return
    }
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    report.mutate(
      { body, headers: idempotencyKey(sent) },
      {
        onSuccess: ({ id, opened }) => {
          form.clear()
          onClose()
          navigate(`${addressOf(paths.shortage, { shortageId: id })}?${opened ? 'abierto' : 'sumado'}`)
        },
        onError: (error) => error instanceof Problem && form.refuse(error.errors),
      },
    )
  }

  return (
    <Dialog
      title={words.reportTitle}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={report.isPending} busyWords={words.saving} onClick={save}>
            {words.reportSave}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{words.reportText}</p>
        {report.error && <Banner tone="error">{say(codeOf(report.error))}</Banner>}
        <HospitalField
          id="shortage-organizationId"
          label={words.reportHospital}
          error={refusedAt(form.refused, 'organizationId')}
          value={organizationId}
          onChange={(value) => form.set({ organizationId: value })}
        />
        <MedicationField
          id="shortage-medication"
          label={words.reportMedication}
          error={refusedAt(form.refused, 'medication')}
          value={form.values.medication}
          onChange={(medication) => form.set({ medication })}
        />
        <TextAreaField
          id="shortage-note"
          label={words.note}
          hint={words.noteHint}
          optional
          maxLength={1000}
          error={refusedAt(form.refused, 'note')}
          value={form.values.note}
          onChange={({ target }) => form.set({ note: target.value })}
        />
      </div>
    </Dialog>
  )
}
