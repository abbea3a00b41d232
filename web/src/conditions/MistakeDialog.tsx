import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Condition, EnteredInError } from 'shared/conditions'
import { useLocation } from 'wouter'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { TextAreaField } from '../design/TextField'
import { keepDraft } from '../drafts'
import { refusedAt, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { addressOf, paths } from '../paths'
import { codeOf } from '../problem'
import { refusals } from '../refusals'
import { common } from '../words/common'
import { conditions as conditionWords } from '../words/conditions'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { enterInError, searchConcepts } from './api'
import { conditionName } from './condition-name'
import { conditionDraft, fromCondition } from './condition-values'

/** A mistake is marked, with its reason, and the right one may be written at once from what was there. */
export function MistakeDialog({ condition, onClose }: { condition: Condition; onClose: () => void }) {
  const words = useWords(conditionWords)
  const shared = useWords(common)
  const form = useForm(`mistake/${condition.id}`, { reason: '' })
  const mark = useMutation(enterInError(condition.patientId, condition.id))
  const [failed, setFailed] = useState<unknown>()
  const [, navigate] = useLocation()

  async function save(correct: boolean) {
    const wrong = refusals(EnteredInError, form.values)
    form.refuse(wrong)
    if (wrong.length > 0) {
      document.getElementById('mistake-reason')?.focus()
      return
    }
    const sent = sentOnce(form.values, form.sent)
    form.send(sent)
    try {
      // not by a callback of the call: the list that comes back may take this dialog away first
      await mark.mutateAsync({ body: form.values, headers: idempotencyKey(sent) })
    } catch (error) {
      setFailed(error)
      return
    }
    form.clear()
    onClose()
    if (!correct) return
    const values = fromCondition(condition, await isPaired(condition.topography))
    keepDraft(conditionDraft(condition.patientId), { values })
    navigate(addressOf(paths.newCondition, { patientId: condition.patientId }))
  }

  return (
    <Dialog
      title={words.markTitle(conditionName(condition))}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={mark.isPending} busyWords={shared.draftSaving} onClick={() => void save(true)}>
            {words.markAndCorrect}
          </Button>
          <Button busy={mark.isPending} onClick={() => void save(false)}>
            {words.markOnly}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {shared.cancel}
          </Button>
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

/** Whether a site has two sides; the catalogue knows, the diagnosis does not. */
async function isPaired(topography: string | null): Promise<boolean> {
  if (topography === null) return false
  const found = await searchConcepts('topography', topography, AbortSignal.timeout(5_000)).catch(() => [])
  return found.find(({ code }) => code === topography)?.properties['paired_organ'] === '1'
}
