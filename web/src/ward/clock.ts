import { useEffect, useState } from 'react'

/** Milliseconds between two ticks: minutes are shown. */
const tick = 5_000

/** The server's clock, ticking: `heard` is what it said last, as RFC 3339. The own clock of a ward's computer may be wrong. */
export function useServerClock(heard: string | undefined, heardAt: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), tick)
    return () => clearInterval(ticking)
  }, [])
  return heard === undefined ? now : Date.parse(heard) + Math.max(0, Math.max(now, heardAt) - heardAt)
}
