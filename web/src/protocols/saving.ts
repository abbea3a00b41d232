import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ProtocolVersion, ProtocolVersionEdit } from 'shared/protocol-library'
import type { Saving } from '../design/states'
import { Problem } from '../problem'
import { saveVersion } from './api'

const rest = 1500 // ms without a change before the draft is sent

export type Saver = {
  saving: Saving
  /** The version of the row that the next change is made upon. */
  read: number
  /** The server has what is on the screen. */
  saved: boolean
  error: unknown
  stale: boolean
  saveNow(): void
  /** Goes on from what somebody else saved: `kept` is what the server has. */
  rebase(read: number, kept: ProtocolVersionEdit | null): void
}

/** Sends the draft by itself once it has rested; one request at a time, the next upon the answer of the last. */
export function useSaver(
  version: ProtocolVersion,
  edit: ProtocolVersionEdit,
  startRead: number,
  sendable: boolean,
): Saver {
  const [read, setRead] = useState(startRead)
  const [kept, setKept] = useState(() => asText({ definition: version.definition, changeNote: version.changeNote }))
  const [at, setAt] = useState<Date>()
  const save = useMutation(saveVersion(version.protocol.id, version.id))
  const now = asText(edit)
  const saved = now === kept
  const { isPending, isPaused, error, mutate, reset } = save
  const stale = error instanceof Problem && error.status === 412
  const latest = useRef({ edit, now, read, sendable })
  latest.current = { edit, now, read, sendable }
  const saveNow = useCallback(() => {
    const { edit: sent, now: text, read: upon, sendable: ready } = latest.current
    if (!ready) return
    mutate(
      { read: upon, edit: sent },
      {
        onSuccess: (answer) => {
          setRead(answer.version)
          setKept(text)
          setAt(new Date())
        },
      },
    )
  }, [mutate])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change starts the rest anew
  useEffect(() => {
    if (saved || isPending || stale || !sendable) return
    const wait = setTimeout(saveNow, rest)
    return () => clearTimeout(wait)
  }, [now, saved, isPending, stale, sendable, saveNow])
  const saving: Saving = isPending
    ? { state: isPaused ? 'waiting' : 'saving' }
    : !saved
      ? { state: 'unsaved' }
      : at === undefined
        ? { state: 'clean' }
        : { state: 'saved', at }
  return {
    ...{ saving, read, saved, error, stale },
    saveNow: () => {
      if (!saved && !isPending) saveNow()
    },
    rebase(newRead, text) {
      reset()
      setRead(newRead)
      setKept(text === null ? '' : asText(text))
    },
  }
}

/** The same content is the same text, in whatever order its keys stand. */
function asText({ definition, changeNote }: ProtocolVersionEdit): string {
  return JSON.stringify([definition, changeNote ?? null], (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
