import { lazy, Suspense, useRef } from 'react'
import { type ComboboxProps, shownOption } from './combobox-option'
import { Field } from './Field'
import { inputClass } from './TextField'

const load = import('./SearchBox') // asked for with the first form that may need it, before the form is drawn
const SearchBox = lazy(async () => ({ default: (await load).SearchBox }))

/** Its library is large and may arrive late: until then a plain box takes what is typed, and hands it over. */
export function Combobox(props: ComboboxProps) {
  const focused = useRef(false)
  const { value, typed = '', onTyped } = props
  return (
    <Suspense
      fallback={
        <Field label={props.label} hint={props.hint} optional={props.optional ?? false} id={props.id}>
          {(control) => (
            <input
              {...control}
              className={inputClass()}
              readOnly={onTyped === undefined || value !== null}
              value={value ? shownOption(value) : typed}
              onChange={(event) => onTyped?.(event.target.value)}
              onFocus={() => {
                focused.current = true
              }}
              onBlur={() => {
                focused.current = false
              }}
            />
          )}
        </Field>
      }
    >
      <SearchBox {...props} takesFocus={focused} />
    </Suspense>
  )
}
