import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type CarePlan, Replan } from 'shared/care-plans'
import { useDebounced } from '../debounced'
import { type Form, firstOfEach } from '../form'
import { idempotencyKeys } from '../http'
import { type FieldProblem, OfflineError, Problem } from '../problem'
import { refusals } from '../refusals'
import { type ReplanBody, replanPlan, replanPreview } from './api'
import { confirmed, unanswered } from './reasons'

const pause = 300 // ms

/** What every change of a plan asks beside its own fields. */
export type ReplanValues = { reason: string; authorisationFolio: string; reasons: Readonly<Record<string, string>> }
export const emptyReplan: ReplanValues = { reason: '', authorisationFolio: '', reasons: {} }

/**
 * A change of a plan, seen before it is confirmed. `facts` are what changes, `other` whether it is anything at all,
 * `own` what the form itself refuses. Fields have their pointer behind `idPrefix` as id, and the first refused is focused.
 */
export function useReplanning<Values extends ReplanValues>({
  plan,
  form,
  facts: asked,
  other,
  own,
  idPrefix,
  onSaved,
}: {
  plan: CarePlan
  form: Form<Values>
  facts: Omit<Partial<ReplanBody>, 'reason'>
  other: boolean
  own: readonly FieldProblem[]
  idPrefix: string
  onSaved: () => void
}) {
  const { reason, authorisationFolio, reasons } = form.values
  const client = useQueryClient()
  const [keys] = useState(idempotencyKeys)
  const change = useMutation(replanPlan(plan.patientId, plan.id, keys))
  const [failed, setFailed] = useState<unknown>()
  const facts = { ...asked, ...(authorisationFolio.trim() && { authorisationFolio: authorisationFolio.trim() }) }
  // the preview asks the same without the reason, which changes nothing of it
  const previewed = { ...facts, reason: '-' }
  const { preview, current, previewFailed } = usePreview(plan, previewed, other)
  const warnings = preview?.warnings ?? []

  async function save() {
    const wrong = firstOfEach([
      ...own,
      ...refusals(Replan.omit({ confirmedWarnings: true }), { ...facts, reason }),
      ...(preview?.errors ?? []),
      ...unanswered(warnings, reasons),
    ])
    form.refuse(wrong)
    if (wrong.length > 0 || !current) {
      const first = wrong[0]?.pointer.slice(2).replaceAll('/', '-')
      document.getElementById(`${idPrefix}${first}`)?.focus()
      return
    }
    setFailed(undefined)
    try {
      await change.mutateAsync({ read: plan.version, body: { ...facts, reason, ...confirmed(warnings, reasons) } })
    } catch (error) {
      setFailed(error)
      if (error instanceof Problem) form.refuse(error.errors)
      void client.invalidateQueries(replanPreview(plan.patientId, plan.id, previewed))
      return
    }
    form.clear()
    onSaved()
  }

  return {
    preview,
    current,
    warnings,
    /** The change as it would be, or why there is none to show. */
    failure: failed ?? previewFailed,
    needsFolio:
      authorisationFolio !== '' || preview?.errors.some(({ code }) => code === 'authorisation-folio-required') === true,
    saving: change.isPending,
    save,
  }
}

/** `current`: it answers what stands on the form now. */
function usePreview(plan: CarePlan, body: Partial<ReplanBody> & { reason: string }, other: boolean) {
  const rested = useDebounced(body, pause)
  const complete = other && refusals(Replan, rested).length === 0
  const { data, error, isPlaceholderData, fetchStatus } = useQuery({
    ...replanPreview(plan.patientId, plan.id, rested),
    enabled: complete,
  })
  const current =
    complete && data !== undefined && !isPlaceholderData && JSON.stringify(rested) === JSON.stringify(body)
  const failed = fetchStatus === 'paused' && !current ? new OfflineError() : error
  return { preview: complete && failed === null ? data : undefined, current, previewFailed: complete ? failed : null }
}
