import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { WorkingGroupSession } from 'shared/working-group-sessions'
import { Banner } from '../design/Banner'
import { ConflictView } from '../design/ConflictView'
import { namesOf } from '../patients/api'
import type { Problem } from '../problem'
import { clockTime, shownDay } from '../time'
import { useWords } from '../words/define'
import { sessionWords } from '../words/sessions'
import { agendaKindWords, sessionModeWords } from '../words/working-group'
import { useFieldLabel } from './field-label'
import { placeText } from './place'
import { fromSession, meet, type SessionField, type SessionValues, sessionFields } from './session-values'

/** Somebody else saved first. */
export interface Stale {
  current: WorkingGroupSession
  changedBy: string | null
  changedAt: string
  /** What they changed, and where it is not what was typed here. */
  changed: readonly SessionField[]
  clashes: readonly SessionField[]
}

export function staleOf({ details }: Problem, base: WorkingGroupSession, mine: SessionValues): Stale {
  const { changedBy, changedAt } = details
  const current = details['current'] as WorkingGroupSession // what 412 /problems/stale-version carries
  const { changedThere, clashes } = meet(base, mine, current)
  return {
    ...{ current, clashes, changed: changedThere },
    changedBy: typeof changedBy === 'string' ? changedBy : null,
    changedAt: typeof changedAt === 'string' ? changedAt : new Date().toISOString(),
  }
}

/** Field by field where both changed the same to something else. */
export function Meeting({
  stale: { current, changedAt, changedBy, clashes },
  mine,
  busy,
  onResolve,
}: {
  stale: Stale
  mine: SessionValues
  busy: boolean
  onResolve: (keepTheirs: readonly SessionField[]) => void
}) {
  const who = useWriter(changedBy)
  const labelOf = useFieldLabel()
  const shown = useShown()
  const theirs = fromSession(current)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  return (
    <div ref={place} tabIndex={-1} className="g-session-conflict">
      <ConflictView
        who={who}
        at={changedAt}
        busy={busy}
        conflicts={clashes.map((field) => ({
          key: field,
          label: labelOf(field),
          mine: shown(mine, field),
          theirs: shown(theirs, field),
        }))}
        onResolve={(kept) => onResolve(sessionFields.filter((field) => kept[field] === 'theirs'))}
      />
    </div>
  )
}

/** Both changed, but not the same: one line says what came in. */
export function Joined({ stale: { changed, changedAt, changedBy } }: { stale: Stale }) {
  const words = useWords(sessionWords)
  const labelOf = useFieldLabel()
  return (
    <Banner tone="warning" title={words.joinedTitle}>
      {words.joined(useWriter(changedBy), clockTime(changedAt), changed.map(labelOf).join(', '))}
    </Banner>
  )
}

function useWriter(id: string | null) {
  const words = useWords(sessionWords)
  const names = useQuery(namesOf(id === null ? [] : [id])).data
  return (id !== null && names?.get(id)) || words.someone
}

/** A field as a person reads it; the agenda line by line. */
function useShown(): (values: SessionValues, field: SessionField) => string {
  const modes = useWords(sessionModeWords)
  const kinds = useWords(agendaKindWords)
  return (values, field) => {
    if (field === 'heldOn') return shownDay(values.heldOn)
    if (field === 'mode') return modes[values.mode as keyof typeof modes]
    if (field === 'nextPresenters') return values.nextPresenters.map(placeText).join('\n')
    if (field === 'agenda')
      return values.agenda
        .map(({ kind, title, note }, at) => `${at + 1}. ${title.trim() || kinds[kind]}${note.trim() && `: ${note}`}`)
        .join('\n')
    return values[field]
  }
}
