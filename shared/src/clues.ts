import { ungrouped } from './fold.js'
import { BORN_ABROAD, isBirthState } from './states.js'

export const cluesErrorCodes = ['clues-length', 'clues-character', 'clues-state'] as const
/** `position` counts from 1. */
type CluesError = { code: (typeof cluesErrorCodes)[number]; position?: number }

/**
 * The shape of a health unit's code: state (2), institution (3), serial (5), check digit (1), which has no published rule
 * and is therefore never a reason to refuse.
 */
export function checkClues(text: string): CluesError | undefined {
  const clues = ungrouped(text)
  if (clues.length !== 11) return { code: 'clues-length' }
  for (let i = 0; i < 11; i++) {
    if (!(i < 5 ? /[A-Z]/ : /\d/).test(clues.charAt(i))) return { code: 'clues-character', position: i + 1 }
  }
  const state = clues.slice(0, 2)
  return isBirthState(state) && state !== BORN_ABROAD ? undefined : { code: 'clues-state', position: 1 }
}
