import { useSyncExternalStore } from 'react'
import type { Tone } from '../design/Banner'
import type { IconName } from '../design/Icon'
import { type HeldItem, heldItems, onOutboxChange } from './queue'
import { correct, discard, send } from './sender'

type Standing = 'waiting' | 'asks' | 'refused' | 'expired'

/** What waits of the person who is signed in, opened in memory only, and what one can do with it. */
export function useOutbox() {
  const held = useSyncExternalStore(onOutboxChange, heldItems)
  return { items: held.filter(({ pressed }) => !pressed), send, correct, discard }
}

export function standingOf({ refusal, expired, asks }: HeldItem): Standing {
  if (refusal !== undefined) return 'refused'
  if (expired) return 'expired'
  return asks ? 'asks' : 'waiting'
}

/** Never by colour alone: each has its own drawing, and its word beside it. */
export const looks: Readonly<Record<Standing, { tone: Tone; icon: IconName }>> = {
  waiting: { tone: 'info', icon: 'clock' },
  asks: { tone: 'warning', icon: 'help' },
  refused: { tone: 'error', icon: 'error' },
  expired: { tone: 'error', icon: 'warning' },
}
