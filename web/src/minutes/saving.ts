import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Minutes, MinutesEdit } from 'shared/minutes'
import type { Saving } from '../design/states'
import { Problem } from '../problem'
import { adopt, patchMinutes } from './api'
import { forget } from './editing'

const rest = 2000 // ms without a key before the text is sent

/** What somebody else saved while this text was written. */
export type Theirs = { text: string; version: number; updatedBy: string | null; updatedAt: string }

export type Saver = {
  saving: Saving
  /** The version of the row that the next change is made upon. */
  read: number
  /** The server has what is on the screen. */
  saved: boolean
  /** Why it was not saved, and the text that was refused; null: nothing went wrong. */
  error: unknown
  refusedText: string | undefined
  conflict: Theirs | null
  saveNow(): void
  /** Sends marks that are nobody's name, with the text as it stands. */
  sayNobody(notAPerson: readonly string[]): void
  /** Goes on upon what somebody else saved. */
  goOnFrom(theirs: Theirs): void
}

/**
 * Sends the text by itself once it has rested, and when the page is left; one request at a time, the next upon the answer
 * of the last. What was answered is what is saved, nothing else.
 */
export function useSaver(minutes: Minutes, text: string, startRead: number): Saver {
  const client = useQueryClient()
  const { id, sessionId } = minutes
  const [read, setRead] = useState(startRead)
  const [kept, setKept] = useState(minutes.text)
  const [at, setAt] = useState<Date>()
  const now = text.normalize('NFC')
  const saved = now === kept
  const lastSent = useRef<string>(undefined)
  const { mutate, isPending, isPaused, error, reset, variables } = useMutation({
    mutationFn: ({ upon, edit }: { upon: number; edit: MinutesEdit }) => {
      lastSent.current = edit.text
      return patchMinutes({ id, sessionId }, upon, edit)
    },
    onSuccess: (answer: Minutes) => {
      adopt(client, answer)
      setRead(answer.version)
      setKept(answer.text)
      setAt(new Date())
    },
  })
  const theirs = staleOf(error)
  // An answer that was lost on the way: the server has what this page sent
  const ours = theirs !== null && [lastSent.current, now].includes(theirs.text)
  const conflict = ours ? null : theirs
  const goOnFrom = useCallback(
    (found: Theirs) => {
      reset()
      setRead(found.version)
      setKept(found.text)
    },
    [reset],
  )
  useEffect(() => {
    if (ours && theirs) goOnFrom(theirs)
  }, [ours, theirs, goOnFrom])
  const latest = useRef({ now, read, saved, idle: true })
  latest.current = { now, read, saved, idle: !isPending && theirs === null }
  const saveNow = useCallback(() => {
    const it = latest.current
    if (it.idle && !it.saved) mutate({ upon: it.read, edit: { text: it.now } })
  }, [mutate])
  const refused = error !== null && theirs === null
  // biome-ignore lint/correctness/useExhaustiveDependencies: each key starts the rest anew
  useEffect(() => {
    // What was refused is sent again when it has changed, not every two seconds
    if (saved || isPending || theirs !== null || (refused && lastSent.current === now)) return
    const wait = setTimeout(saveNow, rest)
    return () => clearTimeout(wait)
  }, [text, saved, isPending, theirs, refused, saveNow])
  useEffect(() => {
    const leave = () => {
      const it = latest.current
      if (it.saved || !it.idle) return
      lastSent.current = it.now
      patchMinutes({ id, sessionId }, it.read, { text: it.now }, true).then(
        (answer) => {
          adopt(client, answer)
          forget(id)
        },
        () => undefined, // the sealed copy on this device is still there
      )
    }
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [client, id, sessionId])
  const saving: Saving = isPending
    ? { state: isPaused ? 'waiting' : 'saving' }
    : !saved
      ? { state: 'unsaved' }
      : at === undefined
        ? { state: 'clean' }
        : { state: 'saved', at }
  return {
    ...{ saving, read, saved, conflict, saveNow, goOnFrom, error: refused ? error : null },
    refusedText: refused ? variables?.edit.text : undefined,
    sayNobody: (notAPerson) => mutate({ upon: read, edit: { text: now, notAPerson: [...notAPerson] } }),
  }
}

function staleOf(error: unknown): Theirs | null {
  if (!(error instanceof Problem) || error.status !== 412) return null
  return error.details['current'] as Theirs // the route answers a stale version with the row as it is now
}
