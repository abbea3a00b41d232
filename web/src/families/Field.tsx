import { type ReactNode, useId } from 'react'

/** A label, what helps to fill it in, and what is wrong with it. */
export function Field({
  label,
  hint,
  error,
  children,
}: {
  label: string
  hint?: string
  error?: string | undefined
  children: (control: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }) => ReactNode
}) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="f-field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="f-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div aria-live="polite">
        {error && (
          <p className="f-error" id={`${id}-error`}>
            {error}
          </p>
        )}
      </div>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
    </div>
  )
}

export type Option = { value: string; label: string; hint?: string | undefined }

/** One question with few answers, each as large as a thumb. */
export function Options({
  label,
  error,
  options,
  value,
  onChange,
}: {
  label: string
  error?: string | undefined
  options: readonly Option[]
  value: string
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <fieldset className="f-options" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{label}</legend>
      <div aria-live="polite">
        {error && (
          <p className="f-error" id={`${id}-error`}>
            {error}
          </p>
        )}
      </div>
      {options.map((option) => (
        <label key={option.value} className="f-option">
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            {option.hint && <span className="f-hint">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
