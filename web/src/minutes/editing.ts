import { useCallback, useEffect, useState } from 'react'
import { dropDraft, keepDraft } from '../drafts'
import { useKeptDraft } from '../kept-draft'
import type { Selected } from './text-acts'

/** What was typed on this device, and the version of the row it was typed upon. */
export type Kept = { text: string; read: number }

const depth = 200
const together = 1000 // ms: typing that goes on is one step
const nameOf = (minutesId: string) => `minutes/${minutesId}`

/** What was typed and not yet saved, as `useKeptDraft` says. */
export const useKeptText = (minutesId: string) => useKeptDraft<Kept>(nameOf(minutesId))

/** Keeps on this device what the server does not have yet. */
export function useKeeping(minutesId: string, text: string, read: number, saved: boolean): void {
  useEffect(() => {
    const name = nameOf(minutesId)
    if (saved) dropDraft(name)
    else keepDraft(name, { text, read } satisfies Kept)
  }, [minutesId, text, read, saved])
}

export const forget = (minutesId: string) => dropDraft(nameOf(minutesId))

type History = { now: Selected; past: readonly Selected[]; future: readonly Selected[]; typedAt: number }

export type Editing = {
  text: string
  /** Where the cursor goes after an act that is not typing; `step` grows with each. */
  place: Selected & { step: number }
  type(text: string, cursor: number): void
  /** A step of its own, whoever made it. */
  act(next: Selected): void
  undo: (() => void) | undefined
  redo: (() => void) | undefined
}

export function useEditing(first: string): Editing {
  const [history, setHistory] = useState<History>({
    now: { text: first, from: first.length, to: first.length },
    ...{ past: [], future: [], typedAt: 0 },
  })
  const [step, setStep] = useState(0)
  const { now, past, future } = history
  const act = useCallback((next: Selected) => {
    setHistory((it) => ({ now: next, past: [...it.past, it.now].slice(-depth), future: [], typedAt: 0 }))
    setStep((it) => it + 1)
  }, [])
  const type = useCallback((text: string, cursor: number) => {
    setHistory((it) => {
      const typedAt = Date.now()
      const next = { text, from: cursor, to: cursor }
      if (typedAt - it.typedAt < together) return { ...it, now: next, typedAt, future: [] }
      return { now: next, past: [...it.past, it.now].slice(-depth), future: [], typedAt }
    })
  }, [])
  const [before, after] = [past.at(-1), future[0]]
  const go = (next: History) => {
    setHistory(next)
    setStep(step + 1)
  }
  return {
    ...{ text: now.text, place: { ...now, step }, type, act },
    undo: before && (() => go({ now: before, past: past.slice(0, -1), future: [now, ...future], typedAt: 0 })),
    redo: after && (() => go({ now: after, past: [...past, now], future: future.slice(1), typedAt: 0 })),
  }
}
