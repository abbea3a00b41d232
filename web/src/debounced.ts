import { useEffect, useState } from 'react'

/** The value once it has rested for `ms`; compared by its JSON, so a new object with the same content is not a change. */
export function useDebounced<Value>(value: Value, ms: number): Value {
  const text = JSON.stringify(value)
  const [rested, setRested] = useState({ text, value })
  useEffect(() => {
    if (rested.text === text) return
    const wait = setTimeout(() => setRested({ text, value }), ms)
    return () => clearTimeout(wait)
  }, [rested.text, text, value, ms])
  return rested.value
}
