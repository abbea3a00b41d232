import { type ReactNode, useId } from 'react'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { Icon } from './Icon'
import './Field.css'

export type FieldProps = {
  label: string
  hint?: ReactNode
  /** A code or a sentence. An error must be mended; a warning may stay. */
  error?: string | undefined
  warning?: string | undefined
  optional?: boolean
}

/** What the control inside has to carry so that label, hint and messages belong to it. */
export type ControlProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

export function Field({
  label,
  hint,
  error,
  warning,
  optional,
  id: given,
  children,
}: FieldProps & { id?: string | undefined; children: (control: ControlProps) => ReactNode }) {
  const made = useId()
  const id = given ?? made
  return (
    <div className="g-field">
      <label className="g-field-label" htmlFor={id}>
        <LabelWords label={label} optional={optional} />
      </label>
      {hint && (
        <div className="g-field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {children({
        id,
        'aria-describedby': describedBy(id, hint, error, warning),
        'aria-invalid': error ? true : undefined,
      })}
      <FieldMessages id={id} error={error} warning={warning} />
    </div>
  )
}

/** Several controls that answer one question: radios, a group of boxes. */
export function FieldGroup({
  label,
  hint,
  error,
  warning,
  optional,
  id: given,
  children,
}: FieldProps & { id?: string; children: ReactNode }) {
  const made = useId()
  const id = given ?? made
  return (
    <fieldset className="g-field" id={id} tabIndex={-1} aria-describedby={describedBy(id, hint, error, warning)}>
      <legend className="g-field-label">
        <LabelWords label={label} optional={optional} />
      </legend>
      {hint && (
        <div className="g-field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {children}
      <FieldMessages id={id} error={error} warning={warning} />
    </fieldset>
  )
}

function LabelWords({ label, optional }: { label: string; optional: boolean | undefined }) {
  const words = useWords(common)
  return (
    <>
      {label} {optional && <span className="g-field-optional">{words.optional}</span>}
    </>
  )
}

/** Always present, so that a message which appears while one types is read aloud. */
function FieldMessages({ id, error, warning }: { id: string; error: string | undefined; warning: string | undefined }) {
  const words = useWords(common)
  return (
    <div aria-live="polite">
      {error && (
        <p className="g-field-message g-field-error" id={`${id}-error`}>
          <Icon name="error" size={18} />
          <span>
            <span className="g-hidden">{words.error}: </span>
            {say(error)}
          </span>
        </p>
      )}
      {warning && (
        <p className="g-field-message g-field-warning" id={`${id}-warning`}>
          <Icon name="warning" size={18} />
          <span>
            <span className="g-hidden">{words.warning}: </span>
            {say(warning)}
          </span>
        </p>
      )}
    </div>
  )
}

function describedBy(id: string, hint: ReactNode, error: string | undefined, warning: string | undefined) {
  const parts = [hint && `${id}-hint`, error && `${id}-error`, warning && `${id}-warning`].filter(Boolean)
  return parts.length > 0 ? parts.join(' ') : undefined
}
