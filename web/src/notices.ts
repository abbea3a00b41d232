import { useSyncExternalStore } from 'react'

/** What a page in the background could not do. Shown in the shell until the person closes it. */
export type Notice = { id: number; code: string; since?: Date }

const listeners = new Set<() => void>()
let notices: readonly Notice[] = []
let lastId = 0

export function useNotices() {
  return useSyncExternalStore(subscribe, () => notices)
}

/** One notice of a code at a time: ten lists that failed to refresh are one thing to know. */
export function addNotice(code: string, since?: Date) {
  lastId += 1
  change([...notices.filter((it) => it.code !== code), { id: lastId, code, ...(since && { since }) }])
}

export function removeNotice(code: string) {
  if (notices.some((it) => it.code === code)) change(notices.filter((it) => it.code !== code))
}

function change(next: readonly Notice[]) {
  notices = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
