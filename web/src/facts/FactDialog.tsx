import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { enterGoesOn } from '../capture'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { ErrorSummary } from '../design/ErrorSummary'
import { Recovered } from '../design/Recovered'
import { TextAreaField } from '../design/TextField'
import { asFieldErrors, refusedAt } from '../form'
import { namesOf } from '../patients/api'
import { codeOf } from '../problem'
import { useShortcut } from '../shortcuts'
import { clockTime } from '../time'
import { sayFindingSource } from '../words/analgesic-warnings'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { facts as factWords, sayKept, sayWarning } from '../words/facts'
import { say } from '../words/problems'
import type { FactForm, StaleFact } from './fact-form'
import '../design/form-grid.css'

/** A fact on a form: what was recovered, what is refused, the fields, what needs a reason, and the save. */
export function FactDialog<Values extends object>({
  title,
  form,
  labelOf,
  focus,
  showCurrent,
  onClose,
  children,
}: {
  title: string
  form: FactForm<Values>
  labelOf: (path: string) => string
  /** Id of the field to begin with; the first where absent. */
  focus?: string
  /** What stands now, where somebody else added to it first. */
  showCurrent?: (current: StaleFact['current']) => ReactNode
  onClose: () => void
  children: ReactNode
}) {
  const words = useWords(factWords)
  const shared = useWords(common)
  const place = useRef<HTMLDivElement>(null)
  // after the dialog is shown, which takes the focus to its first button
  useEffect(() => {
    const first = place.current?.querySelector<HTMLElement>(
      focus === undefined ? 'input, select, textarea' : `#${focus}`,
    )
    first?.focus()
  }, [focus])
  useShortcut('Enter', () => void form.save())
  const label = (path: string) => {
    const code = /^reasons\/(.+)$/.exec(path)?.[1]
    return code === undefined ? labelOf(path) : sayKept(words, code)
  }
  return (
    <Dialog title={title} wide onClose={onClose}>
      <form
        key={form.round}
        noValidate
        onKeyDown={enterGoesOn}
        onSubmit={(event) => {
          event.preventDefault()
          void form.save()
        }}
      >
        <div className="g-stack">
          {form.recovered && <Recovered onStartAgain={() => form.clear()} />}
          <ErrorSummary errors={asFieldErrors(form.refused, label)} attempt={form.attempt} />
          {form.failed !== undefined && <Banner tone="error">{say(codeOf(form.failed))}</Banner>}
          {form.stale && <Stale stale={form.stale}>{showCurrent?.(form.stale.current)}</Stale>}
          <div className="g-form-grid" ref={place}>
            {children}
          </div>
          {form.warnings.length > 0 && (
            <Banner tone="warning" title={words.unusual}>
              <div className="g-stack">
                <p>{words.unusualText}</p>
                {form.warnings.map((warning) => (
                  <TextAreaField
                    key={warning.code}
                    id={`reasons-${warning.code}`}
                    label={sayWarning(words, warning)}
                    hint={[sayFindingSource(warning), words.reasonHint].filter(Boolean).join(' ')}
                    maxLength={300}
                    rows={2}
                    error={refusedAt(form.refused, `reasons/${warning.code}`)}
                    value={form.reasons[warning.code] ?? ''}
                    onChange={({ target }) => form.explain(warning.code, target.value)}
                  />
                ))}
              </div>
            </Banner>
          )}
        </div>
        <div className="g-dialog-actions">
          <Button
            type="submit"
            kind="primary"
            data-save
            busy={form.saving}
            busyWords={form.waiting ? shared.draftWaiting : shared.draftSaving}
          >
            {form.warnings.length > 0 ? words.saveWithReason : shared.save}
          </Button>
          <Button onClick={onClose}>{shared.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}

function Stale({ stale: { changedBy, changedAt }, children }: { stale: StaleFact; children: ReactNode }) {
  const words = useWords(factWords)
  const names = useQuery(namesOf(changedBy === null ? [] : [changedBy])).data
  const who = (changedBy !== null && names?.get(changedBy)) || words.someone
  return (
    <Banner tone="warning" title={words.staleTitle}>
      <p>{words.staleText(who, clockTime(changedAt))}</p>
      {children}
    </Banner>
  )
}
