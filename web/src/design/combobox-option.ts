import type { FieldProps } from './Field'

export type Option = {
  /** The catalogue's own code, shown before the words. */
  code: string
  label: string
  detail?: string
  /** The code is an id that says nothing to a person: it is not shown. */
  silent?: true
}

export type ComboboxProps = FieldProps & {
  id?: string
  value: Option | null
  onChange: (option: Option | null) => void
  /** Words that stand in the box without a choice; a form keeps them and asks for the choice. */
  typed?: string
  onTyped?: (text: string) => void
  onBlur?: () => void
  /** Best first. Code and words both match; the signal aborts when the person types on. */
  search: (text: string, signal: AbortSignal) => Promise<readonly Option[]>
  /** Offered before anything is typed: recent and frequent ones. */
  recent?: readonly Option[]
  minLetters?: number
  /** Enter takes an option only where there is one: for what is asked about and never guessed. */
  sure?: boolean
}

export function shownOption({ code, label, silent }: Option) {
  return silent ? label : `${code} ${label}`
}
