import type { ReactNode } from 'react'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Dialog } from '../design/Dialog'
import { TextAreaField, TextField } from '../design/TextField'
import { type Form, refusedAt } from '../form'
import { useMedications } from '../medications/api'
import { codeOf } from '../problem'
import { carePlanWords } from '../words/care-plans'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import type { ReplanValues, useReplanning } from './replanning'
import { WarningReasons } from './WarningReasons'
import { findingText } from './warning-text'
import '../design/form-grid.css'

/** The frame of every change of a plan: its own fields, what it changes, the reason, and the press that confirms it. */
export function ReplanFrame<Values extends ReplanValues>({
  title,
  text,
  wait,
  form,
  replanning,
  other,
  idPrefix,
  fields,
  changes,
  onClose,
}: {
  title: string
  text: string
  /** Said while nothing would change. */
  wait: string
  form: Form<Values>
  replanning: ReturnType<typeof useReplanning>
  other: boolean
  idPrefix: string
  fields: ReactNode
  changes: ReactNode
  onClose: () => void
}) {
  const words = useWords(carePlanWords)
  const shared = useWords(common)
  const { preview, current, warnings, failure, needsFolio, saving, save } = replanning
  const { reason, authorisationFolio, reasons } = form.values
  // the parts that every change has; its own fields stay as they are
  const set = (change: Partial<ReplanValues>) => form.set(change as Partial<Values>)
  return (
    <Dialog
      wide
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="primary"
            busy={saving}
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
        <p>{text}</p>
        {failure != null && <Banner tone="error">{say(codeOf(failure))}</Banner>}
        <div className="g-form-grid">
          {fields}
          {needsFolio && (
            <div className="g-span-4">
              <TextField
                id={`${idPrefix}authorisationFolio`}
                label={words.folio}
                maxLength={60}
                error={refusedAt(form.refused, 'authorisationFolio')}
                value={authorisationFolio}
                onChange={({ target }) => set({ authorisationFolio: target.value })}
              />
            </div>
          )}
        </div>
        <div aria-live="polite">
          {!other ? (
            <p>{wait}</p>
          ) : preview ? (
            <div className="g-stack">
              <Stops preview={preview} />
              {changes}
            </div>
          ) : (
            failure == null && <p>{words.previewWorking}</p>
          )}
        </div>
        <WarningReasons
          idPrefix={idPrefix}
          warnings={warnings}
          reasons={reasons}
          refused={form.refused}
          onReason={(code, said) => {
            form.set({ reasons: { ...reasons, [code]: said } } as Partial<Values>, [`reasons/${code}`])
          }}
        />
        <TextAreaField
          id={`${idPrefix}reason`}
          label={words.recalculateReason}
          maxLength={300}
          error={refusedAt(form.refused, 'reason')}
          value={reason}
          onChange={({ target }) => set({ reason: target.value })}
        />
      </div>
    </Dialog>
  )
}

/** What forbids the change, whatever the reason; a missing folio has its field. */
function Stops({ preview }: { preview: NonNullable<ReturnType<typeof useReplanning>['preview']> }) {
  const known = useMedications()
  const stops = preview.errors.filter(({ code }) => code !== 'authorisation-folio-required')
  if (stops.length === 0) return null
  return (
    <Banner tone="error">
      <ul>
        {stops.map((stop) => (
          <li key={`${stop.code} ${findingText(stop, known)}`}>
            {findingText(stop, known)} {say(stop.code)}
          </li>
        ))}
      </ul>
    </Banner>
  )
}
