import { useWords } from '../words/define'
import { sessionWords } from '../words/sessions'
import type { SessionField } from './session-values'

/** What a field of a session is called on the screen. */
export function useFieldLabel(): (field: SessionField) => string {
  const words = useWords(sessionWords)
  return (field) => words[field] ?? words.details
}
