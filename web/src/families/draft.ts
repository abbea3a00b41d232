import { useEffect, useState } from 'react'
import { dropDraft, heldDraft, keepDraft, recoverDraft } from '../drafts'

/** What is typed on a page and not sent yet: it stands over going back and over a reload, sealed, until sign-out. */
export function useDraft<T extends object>(name: string, blank: T) {
  const [values, setValues] = useState<T>(() => ({ ...blank, ...(heldDraft(name) as Partial<T> | undefined) }))
  const [ready, setReady] = useState(heldDraft(name) !== undefined)
  useEffect(() => {
    if (ready) return
    void recoverDraft(name).then((found) => {
      if (found !== undefined) setValues((typed) => ({ ...typed, ...(found as Partial<T>) }))
      setReady(true)
    })
  }, [name, ready])
  return {
    values,
    /** Whether what was kept has been looked for. */
    ready,
    set(change: Partial<T>) {
      const next = { ...values, ...change }
      setValues(next)
      keepDraft(name, next)
    },
    clear() {
      dropDraft(name)
      setValues(blank)
    },
  }
}
