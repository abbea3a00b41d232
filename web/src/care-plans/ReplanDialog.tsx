import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type CarePlan, Replan, type ReplanPreview } from 'shared/care-plans'
import { useDebounced } from '../debounced'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { DataTable } from '../design/DataTable'
import { Dialog } from '../design/Dialog'
import { TextAreaField, TextField } from '../design/TextField'
import { firstOfEach, refusedAt, useForm } from '../form'
import { idempotencyKeys } from '../http'
import { medicationName, useMedications } from '../medications/api'
import { codeOf, Problem } from '../problem'
import { refusals } from '../refusals'
import { carePlanWords } from '../words/care-plans'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { type ReplanBody, replanPlan, replanPreview } from './api'
import { amountText, exact } from './dose-text'
import { readNumber, unreadable } from './plan-values'
import { confirmed, unanswered } from './reasons'
import { WarningReasons } from './WarningReasons'
import { findingText } from './warning-text'
import '../design/form-grid.css'

const pause = 300 // ms
const fields = ['weightKg', 'heightCm'] as const

/** Another weight or height: what each dose becomes is seen before it is confirmed; what was given stays. */
export function ReplanDialog({ plan, onClose }: { plan: CarePlan; onClose: () => void }) {
  const words = useWords(carePlanWords)
  const shared = useWords(common)
  const form = useForm(`care-plan-replan/${plan.id}`, {
    ...{ weightKg: String(plan.weightKg), heightCm: String(plan.heightCm), reason: '', authorisationFolio: '' },
    reasons: {} as Readonly<Record<string, string>>,
  })
  const { values } = form
  const client = useQueryClient()
  const [keys] = useState(idempotencyKeys)
  const change = useMutation(replanPlan(plan.patientId, plan.id, keys))
  const [failed, setFailed] = useState<unknown>()
  const facts = {
    weightKg: readNumber(values.weightKg),
    heightCm: readNumber(values.heightCm),
    ...(values.authorisationFolio.trim() && { authorisationFolio: values.authorisationFolio.trim() }),
  }
  const other = facts.weightKg !== plan.weightKg || facts.heightCm !== plan.heightCm
  // the preview asks the same without the reason, which changes nothing of it
  const previewed = { ...facts, reason: '-' }
  const { preview, current } = usePreview(plan, previewed, other)
  const warnings = preview?.warnings ?? []
  const needsFolio = preview?.errors.some(({ code }) => code === 'authorisation-folio-required') === true

  async function save() {
    const body = { ...facts, reason: values.reason, ...confirmed(warnings, values.reasons) }
    const wrong = firstOfEach([
      ...unreadable(values, fields),
      ...refusals(Replan.omit({ confirmedWarnings: true }), { ...facts, reason: values.reason }),
      ...(preview?.errors ?? []),
      ...unanswered(warnings, values.reasons),
    ])
    form.refuse(wrong)
    if (wrong.length > 0 || !current) {
      const first = wrong[0]?.pointer.slice(2).replaceAll('/', '-')
      document.getElementById(`replan-${first}`)?.focus()
      return
    }
    try {
      await change.mutateAsync({ read: plan.version, body })
    } catch (error) {
      setFailed(error)
      if (error instanceof Problem) form.refuse(error.errors)
      void client.invalidateQueries(replanPreview(plan.patientId, plan.id, previewed))
      return
    }
    form.clear()
    onClose()
  }

  return (
    <Dialog
      wide
      title={words.recalculate}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            busy={change.isPending}
            busyWords={shared.draftSaving}
            disabled={!other || !current}
            onClick={() => void save()}
          >
            {words.recalculateSave}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {shared.cancel}
          </Button>
        </>
      }
    >
      <div className="g-stack">
        <p>{words.recalculateText}</p>
        {failed !== undefined && <Banner tone="error">{say(codeOf(failed))}</Banner>}
        <div className="g-form-grid">
          {fields.map((field) => (
            <div key={field} className="g-span-4">
              <TextField
                id={`replan-${field}`}
                label={field === 'weightKg' ? words.weight : words.height}
                inputMode="decimal"
                width="short"
                error={refusedAt(form.refused, field)}
                value={values[field]}
                onChange={({ target }) => form.set({ [field]: target.value })}
              />
            </div>
          ))}
          {(needsFolio || values.authorisationFolio !== '') && (
            <div className="g-span-4">
              <TextField
                id="replan-authorisationFolio"
                label={words.folio}
                maxLength={60}
                error={refusedAt(form.refused, 'authorisationFolio')}
                value={values.authorisationFolio}
                onChange={({ target }) => form.set({ authorisationFolio: target.value })}
              />
            </div>
          )}
        </div>
        <div aria-live="polite">
          {!other ? (
            <p>{words.recalculateWait}</p>
          ) : preview ? (
            <Changes preview={preview} />
          ) : (
            <p>{words.previewWorking}</p>
          )}
        </div>
        <WarningReasons
          idPrefix="replan-"
          warnings={warnings}
          reasons={values.reasons}
          refused={form.refused}
          onReason={(code, reason) => form.setIn('reasons', { [code]: reason })}
        />
        <TextAreaField
          id="replan-reason"
          label={words.recalculateReason}
          maxLength={300}
          error={refusedAt(form.refused, 'reason')}
          value={values.reason}
          onChange={({ target }) => form.set({ reason: target.value })}
        />
      </div>
    </Dialog>
  )
}

/** `current`: it answers what stands on the form now. */
function usePreview(plan: CarePlan, body: Partial<ReplanBody> & { reason: string }, other: boolean) {
  const rested = useDebounced(body, pause)
  const complete = other && refusals(Replan, rested).length === 0
  const { data, isPlaceholderData } = useQuery({
    ...replanPreview(plan.patientId, plan.id, rested),
    enabled: complete,
  })
  const current =
    complete && data !== undefined && !isPlaceholderData && JSON.stringify(rested) === JSON.stringify(body)
  return { preview: complete ? data : undefined, current }
}

/** Equal changes of one medicine are one line: old dose, new dose, how many. */
function Changes({ preview }: { preview: ReplanPreview }) {
  const words = useWords(carePlanWords)
  const known = useMedications()
  const { bsaM2, changes, unchanged, untouched, errors } = preview
  const stops = errors.filter(({ code }) => code !== 'authorisation-folio-required')
  const lines = grouped(changes)
  return (
    <div className="g-stack">
      {stops.length > 0 && (
        <Banner tone="error">
          <ul>
            {stops.map((stop) => (
              <li key={`${stop.code} ${findingText(stop, known)}`}>
                {findingText(stop, known)} {say(stop.code)}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <p>
        <strong>{words.surfaceChange(exact(bsaM2.before), exact(bsaM2.after))}</strong>
      </p>
      {changes.length === 0 ? (
        <p>{words.noChange}</p>
      ) : (
        <DataTable
          caption={words.changes(changes.length)}
          copy={false}
          rows={lines}
          rowKey={({ key }) => key}
          empty={{ title: words.noChange }}
          columns={[
            {
              key: 'medication',
              header: words.medication,
              title: true,
              cell: (it) => medicationName(known, it.medication),
            },
            {
              key: 'before',
              header: words.before,
              numeric: true,
              cell: (it) => amountText(it.before.plannedDose, it.unit),
            },
            {
              key: 'after',
              header: words.after,
              numeric: true,
              cell: (it) => <strong>{amountText(it.after.plannedDose, it.unit)}</strong>,
            },
            { key: 'change', header: words.change, numeric: true, cell: (it) => signed(it.percent) },
            { key: 'doses', header: words.doses, numeric: true, cell: (it) => it.times },
          ]}
        />
      )}
      <p>{words.untouched(unchanged, untouched)}</p>
    </div>
  )
}

type Change = ReplanPreview['changes'][number]

function grouped(changes: readonly Change[]): (Change & { key: string; times: number })[] {
  const lines = new Map<string, Change & { key: string; times: number }>()
  for (const change of changes) {
    const key = [change.medication, change.unit, change.before.plannedDose, change.after.plannedDose].join(' ')
    const line = lines.get(key)
    lines.set(key, line ? { ...line, times: line.times + 1 } : { ...change, key, times: 1 })
  }
  return [...lines.values()]
}

/** `percent` is what the new dose is of the old one: 110 is '+10 %'. */
const signed = (percent: number | null) =>
  percent === null ? '—' : `${percent > 100 ? '+' : ''}${exact(Math.round((percent - 100) * 10) / 10)} %`
