import type { WorkingGroupSession } from 'shared/working-group-sessions'
import { StatusTag } from '../design/Banner'
import { today } from '../time'
import { useWords } from '../words/define'
import { sessionWords } from '../words/sessions'

/** How far a session is: prepared, held, written down, published. */
export function SessionState({
  session: { heldOn, minutesStatus, publishedAt },
}: {
  session: Pick<WorkingGroupSession, 'heldOn' | 'minutesStatus' | 'publishedAt'>
}) {
  const words = useWords(sessionWords)
  if (publishedAt !== null) return <StatusTag tone="success">{words.published}</StatusTag>
  if (minutesStatus === 'agreed') return <StatusTag tone="info">{words.agreed}</StatusTag>
  if (minutesStatus === 'draft')
    return (
      <StatusTag tone="sun" icon="pencil">
        {words.draft}
      </StatusTag>
    )
  if (heldOn >= today())
    return (
      <StatusTag tone="sun" icon="calendar">
        {words.preparing}
      </StatusTag>
    )
  return <StatusTag tone="neutral">{words.held}</StatusTag>
}
