import { useEffect, useRef } from 'react'
import { usePreferences } from './preferences'

/** Only combinations with Ctrl (or Command): a single letter would fire while someone speaks to the computer. */
export function useShortcut(key: 'k' | 's' | 'Enter' | '/', run: (() => void) | undefined) {
  const { shortcuts } = usePreferences()
  const latest = useRef(run)
  latest.current = run
  const on = shortcuts && run !== undefined
  useEffect(() => {
    if (!on) return
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key !== key || event.repeat) return
      event.preventDefault()
      latest.current?.()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [key, on])
}
