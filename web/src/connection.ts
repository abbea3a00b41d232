import { useSyncExternalStore } from 'react'

/** Whether the server can be reached: what the browser says, and what the last request found. */
const listeners = new Set<(online: boolean) => void>()
let online = navigator.onLine
let asking: ReturnType<typeof setTimeout> | undefined

addEventListener('online', ask)
addEventListener('offline', failedToConnect)

export function useOnline(): boolean {
  return useSyncExternalStore(onConnectionChange, () => online)
}

export const isOnline = () => online

export function onConnectionChange(listener: (online: boolean) => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export function reached() {
  clearTimeout(asking)
  tell(true)
}

export function failedToConnect() {
  tell(false)
  clearTimeout(asking)
  asking = setTimeout(ask, 5_000)
}

async function ask() {
  try {
    await fetch('/health/live', { cache: 'no-store' })
    reached()
  } catch {
    failedToConnect()
  }
}

function tell(now: boolean) {
  if (now === online) return
  online = now
  for (const listener of listeners) listener(now)
}
