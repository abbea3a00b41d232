import { type ComponentProps, type ReactNode, useState } from 'react'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { Button } from './Button'
import { Field, type FieldProps } from './Field'

type Width = 'short' | 'medium' | 'full'

export type TextFieldProps = FieldProps &
  Omit<ComponentProps<'input'>, 'width'> & {
    width?: Width
    /** Letters of one width, for CURP, NSS and other codes. */
    code?: boolean
    /** Beside the box, such as a button or a unit. */
    after?: ReactNode
  }

/** Takes what react-hook-form's `register` gives. */
export function TextField({ label, hint, error, warning, optional, width, code, after, id, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} warning={warning} optional={optional ?? false} id={id}>
      {(control) => {
        const box = <input type="text" autoComplete="off" {...input} {...control} className={inputClass(width, code)} />
        return after ? (
          <div className="g-field-with">
            {box}
            {after}
          </div>
        ) : (
          box
        )
      }}
    </Field>
  )
}

export function TextAreaField({
  label,
  hint,
  error,
  warning,
  optional,
  id,
  ...input
}: FieldProps & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error} warning={warning} optional={optional ?? false} id={id}>
      {(control) => <textarea {...input} {...control} className="g-input" />}
    </Field>
  )
}

/** Paste is allowed, and what was typed can be looked at. */
export function PasswordField(props: TextFieldProps) {
  const words = useWords(common)
  const [shown, show] = useState(false)
  return (
    <TextField
      autoComplete="current-password"
      spellCheck={false}
      autoCapitalize="off"
      {...props}
      type={shown ? 'text' : 'password'}
      after={
        <Button
          icon={shown ? 'eyeOff' : 'eye'}
          aria-label={shown ? words.hidePassword : words.showPassword}
          aria-pressed={shown}
          onClick={() => show(!shown)}
        >
          {shown ? words.hide : words.show}
        </Button>
      }
    />
  )
}

export function inputClass(width: Width = 'full', code = false) {
  return `g-input${width === 'full' ? '' : ` g-input-${width}`}${code ? ' g-input-code' : ''}`
}
