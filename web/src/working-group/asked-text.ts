import { type FormEvent, useState } from 'react'
import { useSearchParams } from 'wouter'

/** What is searched for stands in the address: going back, and a link that is sent on, find the same. */
export function useAskedText() {
  const [search, setSearch] = useSearchParams()
  const asked = search.get('texto') ?? ''
  const [typed, type] = useState(asked)
  const [tooShort, setTooShort] = useState(false)
  return {
    asked: asked.length >= 2 ? asked : null,
    typed,
    type,
    tooShort,
    submit(event: FormEvent) {
      event.preventDefault()
      const text = typed.trim()
      setTooShort(text.length < 2)
      if (text.length >= 2) setSearch({ texto: text })
    },
  }
}
