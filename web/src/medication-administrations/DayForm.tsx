import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { WorklistItem } from 'shared/medication-administrations'
import { Banner, StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { ErrorSummary } from '../design/ErrorSummary'
import { Recovered } from '../design/Recovered'
import { SavingStatus } from '../design/states'
import { asFieldErrors, firstOfEach, useForm } from '../form'
import { idempotencyKey, sentOnce } from '../http'
import { useMedications } from '../medications/api'
import { codeOf, Problem } from '../problem'
import { useShortcut } from '../shortcuts'
import { shownDay, today } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { doseWords } from '../words/doses'
import { say } from '../words/problems'
import { recordDoses } from './api'
import { DoseForm } from './DoseForm'
import { labelOfField } from './dose-fields'
import { plannedName, statusTone, statusWord, whatBecame } from './dose-said'
import { bodyOf, chosen, type DoseValues, doseProblems, dosesDraft, emptyDoses, onScreen } from './dose-values'
import { Labels } from './Labels'
import { printLabels } from './labels'
import { type Stale, StaleDose, staleOf } from './StaleDose'
import { Warnings, type WarningsById, warningsOf } from './Warnings'

const waits = ({ status }: Pick<WorklistItem, 'status'>) => status === 'planned' || status === 'in-progress'

/** The doses of one person, by day; saved together, all or none. What is chosen stays over errors, reloads and cuts. */
export function DayForm({
  patientId,
  items,
  saved,
  onSaved,
}: {
  patientId: string
  items: readonly WorklistItem[]
  saved: number
  onSaved: (count: number) => void
}) {
  const words = useWords(doseWords)
  const shared = useWords(common)
  const known = useMedications()
  const form = useForm(dosesDraft(patientId), emptyDoses)
  const record = useMutation(recordDoses(patientId))
  const [warnings, setWarnings] = useState<WarningsById>({})
  const [stale, setStale] = useState<readonly Stale[]>([])
  const [labels, setLabels] = useState<readonly WorklistItem[]>([])
  const { doses } = form.values
  const staleIds = new Set(stale.map(({ current }) => current.id))
  const open = items.filter((item) => waits(item) || staleIds.has(item.id))
  const done = items.filter((item) => !open.includes(item))
  const answered = open.filter((item) => waits(item) && !staleIds.has(item.id) && doses[item.id])
  const days = [...new Set(open.map(({ plannedOn }) => plannedOn))]

  const change = (id: string, values: DoseValues | undefined, mended: readonly string[]) => {
    const { [id]: _, ...rest } = doses
    form.set({ doses: values === undefined ? rest : { ...rest, [id]: values } }, mended)
    onSaved(0)
  }
  const asPlanned = (of: readonly WorklistItem[]) => {
    form.set({ doses: { ...doses, ...Object.fromEntries(of.map((item) => [item.id, chosen(item, 'given')])) } }, [
      'doses',
    ])
    onSaved(0)
  }

  function save() {
    if (record.isPending) return
    const asked = (item: WorklistItem) => (warnings[item.id] ?? []).map(({ code }) => code)
    const filled = answered.map((item) => ({ item, values: doses[item.id] ?? chosen(item, 'given') }))
    const wrong =
      filled.length === 0
        ? [{ pointer: '#/doses', code: words.nothingChosen }]
        : firstOfEach(filled.flatMap(({ item, values }) => doseProblems(item, values, asked(item))))
    form.refuse(wrong)
    if (wrong.length > 0) return
    const body = { items: filled.map(({ item, values }) => bodyOf(item, values, asked(item))) }
    const sent = sentOnce(body, form.sent)
    form.send(sent)
    record.mutate(
      { body, headers: idempotencyKey(sent) },
      {
        onSuccess: () => {
          form.clear()
          setWarnings({})
          onSaved(filled.length)
        },
        onError: (error) => {
          if (!(error instanceof Problem)) return
          form.refuse(onScreen(error.errors, body.items))
          setWarnings(warningsOf(error, body.items))
          setStale(staleOf(error))
        },
      },
    )
  }

  useShortcut('Enter', save)
  const failure = record.error
  const other = failure && !isShown(failure) ? failure : undefined
  return (
    <>
      {form.recovered && !record.isPending && <Recovered onStartAgain={() => form.clear()} />}
      {saved > 0 && <Banner tone="success">{words.saved(saved)}</Banner>}
      <ErrorSummary
        errors={asFieldErrors(form.refused, (path) => labelOfField(path, items, known))}
        attempt={form.attempt}
      />
      {other && <Banner tone="error">{say(codeOf(other))}</Banner>}
      {stale.map((one) => (
        <StaleDose
          key={one.current.id}
          stale={one}
          onDrop={() => {
            change(one.current.id, undefined, [`doses/${one.current.id}`])
            setStale(stale.filter((it) => it !== one))
          }}
        />
      ))}
      <form
        id="doses"
        tabIndex={-1}
        className="g-stack"
        key={form.round}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        {days.map((day) => {
          const ofDay = open.filter(({ plannedOn }) => plannedOn === day)
          const left = ofDay.filter((item) => waits(item) && !staleIds.has(item.id))
          const [first] = left
          return (
            <section key={day} className={first && first.daysLate > 0 ? 'g-day g-day-late' : 'g-day'} aria-label={day}>
              <div className="g-day-head">
                <h2>{day === today() ? words.ofToday(shownDay(day)) : words.ofDay(shownDay(day))}</h2>
                {first && first.daysLate > 0 && <StatusTag tone="error">{words.daysLate(first.daysLate)}</StatusTag>}
                {left.length > 0 && (
                  <div className="g-row g-no-print">
                    <Button icon="check" onClick={() => asPlanned(left)}>
                      {days.length > 1 ? words.allAsPlannedOf(shownDay(day)) : words.allAsPlanned}
                    </Button>
                    <Button kind="quiet" icon="printer" onClick={() => printLabels(setLabels, left)}>
                      {words.labels}
                    </Button>
                  </div>
                )}
              </div>
              {left.map((item) => (
                <div key={item.id} className="g-dose-place">
                  <DoseForm
                    item={item}
                    values={doses[item.id]}
                    refused={form.refused}
                    onChange={(values, mended) => change(item.id, values, mended)}
                    onLabel={() => printLabels(setLabels, [item])}
                  />
                  <Warnings
                    path={`doses/${item.id}/reasons`}
                    warnings={doses[item.id] === undefined ? [] : (warnings[item.id] ?? [])}
                    reasons={doses[item.id]?.reasons ?? {}}
                    refused={form.refused}
                    onReason={(code, reason) => {
                      const values = doses[item.id]
                      if (values !== undefined)
                        change(item.id, { ...values, reasons: { ...values.reasons, [code]: reason } }, [
                          `doses/${item.id}/reasons/${code}`,
                        ])
                    }}
                  />
                </div>
              ))}
            </section>
          )
        })}
        {open.some(waits) && (
          <div className="g-doses-save">
            <Button type="submit" kind="primary" data-save busy={record.isPending} busyWords={shared.draftSaving}>
              {answered.length > 0 ? words.save(answered.length) : words.saveNone}
            </Button>
            <SavingStatus
              saving={
                record.isPending
                  ? { state: record.isPaused ? 'waiting' : 'saving' }
                  : { state: form.changed ? 'unsaved' : 'clean' }
              }
            />
          </div>
        )}
      </form>
      {done.length > 0 && (
        <ul className="g-doses-done">
          {done.map((item) => (
            <li key={item.id}>
              <StatusTag tone={statusTone(item)}>{statusWord(item)}</StatusTag>
              <span>
                <strong>{plannedName(known, item)}</strong> {whatBecame(known, item)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Labels items={labels} />
    </>
  )
}

/** Named at its field, as a warning, or as what somebody else recorded. */
const isShown = (error: Error) =>
  error instanceof Problem &&
  (error.errors.length > 0 || error.type === '/problems/needs-confirmation' || error.type === '/problems/stale-version')
