import { lazy, Suspense } from 'react'
import { type ComboboxProps, shownOption } from './combobox-option'
import { Field } from './Field'
import { inputClass } from './TextField'

const SearchBox = lazy(async () => ({ default: (await import('./SearchBox')).SearchBox }))

/** Its library is large, so it arrives with the first form that needs it; until then a box of the same size stands. */
export function Combobox(props: ComboboxProps) {
  return (
    <Suspense
      fallback={
        <Field label={props.label} hint={props.hint} optional={props.optional ?? false} id={props.id}>
          {(control) => (
            <input {...control} className={inputClass()} readOnly value={props.value ? shownOption(props.value) : ''} />
          )}
        </Field>
      }
    >
      <SearchBox {...props} />
    </Suspense>
  )
}
