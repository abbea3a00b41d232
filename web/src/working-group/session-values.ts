import { type AgendaKind, agendaKinds, type GroupPlace } from 'shared/working-group'
import type { WorkingGroupSession } from 'shared/working-group-sessions'
import { type MeetingValues, meetingBody } from './MeetingFields'

export interface AgendaValue {
  /** Of the row on the screen; the agenda is an order and nothing else. */
  key: string
  kind: AgendaKind
  title: string
  note: string
}

export interface SessionValues extends MeetingValues {
  agenda: readonly AgendaValue[]
  nextPresenters: readonly GroupPlace[]
}

export const sessionFields = [
  ...(['heldOn', 'startsAt', 'mode', 'topic', 'place', 'link', 'agenda', 'nextPresenters'] as const),
] as const satisfies readonly (keyof SessionValues)[]
export type SessionField = (typeof sessionFields)[number]

export const newItem = (kind: AgendaKind): AgendaValue => ({ key: crypto.randomUUID(), kind, title: '', note: '' })

export const usualAgenda = (): AgendaValue[] => agendaKinds.filter((kind) => kind !== 'other').map(newItem)

export function fromSession(session: WorkingGroupSession): SessionValues {
  const { heldOn, startsAt, mode, topic, place, link, agenda, nextPresenters } = session
  return {
    ...{ heldOn, mode, nextPresenters },
    ...{ startsAt: startsAt ?? '', topic: topic ?? '', place: place ?? '', link: link ?? '' },
    agenda: agenda.map(({ kind, title, note }) => ({ ...newItem(kind), title: title ?? '', note: note ?? '' })),
  }
}

/** A place by its id alone, as a body names it. */
export const namedPlace = ({ organizationId, ooadCode }: GroupPlace) =>
  organizationId === null ? { ooadCode: ooadCode ?? '' } : { organizationId }

function bodyOf(values: SessionValues) {
  return {
    ...meetingBody(values),
    agenda: values.agenda.map(({ kind, title, note }) => ({
      ...{ kind, title: title.trim() || null, note: note.trim() || null },
    })),
    nextPresenters: values.nextPresenters.map(namedPlace),
  }
}

/** Fields in which two states of a session differ. */
function differences(a: SessionValues, b: SessionValues): readonly SessionField[] {
  const [left, right] = [bodyOf(a), bodyOf(b)]
  return sessionFields.filter((field) => JSON.stringify(left[field] ?? '') !== JSON.stringify(right[field] ?? ''))
}

/** The merge patch that leads from the session to what is typed. */
export function editOf(base: WorkingGroupSession, values: SessionValues): Record<string, unknown> {
  const body = bodyOf(values)
  return Object.fromEntries(
    differences(fromSession(base), values).map((field) => [field, field === 'heldOn' ? values.heldOn : body[field]]),
  )
}

/** Where both changed the same field of `base` to something else, and what comes of putting both together. */
export function meet(base: WorkingGroupSession, mine: SessionValues, current: WorkingGroupSession) {
  const [before, theirs] = [fromSession(base), fromSession(current)]
  const changedHere = differences(before, mine)
  const changedThere = differences(before, theirs)
  const apart = differences(mine, theirs)
  return {
    changedThere,
    clashes: changedHere.filter((field) => changedThere.includes(field) && apart.includes(field)),
    /** Theirs, with what was changed here on top, except where theirs is kept. */
    merged: (keepTheirs: readonly SessionField[]): SessionValues => ({
      ...theirs,
      ...Object.fromEntries(
        changedHere.filter((field) => !keepTheirs.includes(field)).map((field) => [field, mine[field]]),
      ),
    }),
  }
}
