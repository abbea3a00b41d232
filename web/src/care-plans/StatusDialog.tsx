import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type CarePlan, CarePlanEdit } from 'shared/care-plans'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { RadioGroup } from '../design/Choices'
import { Dialog } from '../design/Dialog'
import { TextAreaField } from '../design/TextField'
import { refusedAt, useForm } from '../form'
import { codeOf } from '../problem'
import { refusals } from '../refusals'
import { carePlanWords } from '../words/care-plans'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { changePlanStatus } from './api'

export type StatusAct = 'pause' | 'resume' | 'end'

/** A pause, its end, or the end of the plan, with its reason. */
export function StatusDialog({ plan, act, onClose }: { plan: CarePlan; act: StatusAct; onClose: () => void }) {
  const words = useWords(carePlanWords)
  const shared = useWords(common)
  const form = useForm(`care-plan-status/${plan.id}/${act}`, { ending: 'completed', statusReason: '' })
  const change = useMutation(changePlanStatus(plan.patientId, plan.id))
  const [failed, setFailed] = useState<unknown>()
  const { ending, statusReason } = form.values

  async function save() {
    const status = act === 'pause' ? 'on-hold' : act === 'resume' ? 'active' : ending
    const edit = { status, ...(statusReason.trim() && { statusReason: statusReason.trim() }) }
    const wrong = refusals(CarePlanEdit, edit)
    form.refuse(wrong)
    if (wrong.length > 0) {
      document.getElementById('status-reason')?.focus()
      return
    }
    try {
      await change.mutateAsync({ read: plan.version, edit: CarePlanEdit.parse(edit) })
    } catch (error) {
      setFailed(error)
      return
    }
    form.clear()
    onClose()
  }

  const optional = act === 'resume' || (act === 'end' && ending === 'completed')
  return (
    <Dialog
      title={act === 'pause' ? words.pauseTitle : act === 'resume' ? words.resumeTitle : words.endTitle}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={change.isPending} busyWords={shared.draftSaving} onClick={() => void save()}>
            {words.statusSave}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {shared.cancel}
          </Button>
        </>
      }
    >
      <div className="g-stack">
        {failed !== undefined && <Banner tone="error">{say(codeOf(failed))}</Banner>}
        {act === 'end' && (
          <>
            <p>{words.endText}</p>
            <RadioGroup
              label={words.endKind}
              value={ending}
              onChange={({ target }) => form.set({ ending: target.value }, ['statusReason'])}
              choices={[
                { value: 'completed', label: words.completed, hint: words.completedHint },
                { value: 'revoked', label: words.revoked, hint: words.revokedHint },
              ]}
            />
          </>
        )}
        <TextAreaField
          id="status-reason"
          label={words.statusReasonLabel}
          optional={optional}
          maxLength={300}
          error={refusedAt(form.refused, 'statusReason')}
          value={statusReason}
          onChange={({ target }) => form.set({ statusReason: target.value })}
        />
      </div>
    </Dialog>
  )
}
