import { clockField, momentOf } from 'shared/outbox'
import type { FieldProblem } from '../problem'
import { clockTime, hospitalInstant, today } from '../time'
import type { HeldItem } from './queue'
import { currentBody } from './sender'

/** A moment as it is typed, in hospital time. */
export type TypedMoment = { day: string; time: string }

export function typedMoment(item: HeldItem): TypedMoment {
  const moment = momentOf(item.kind, currentBody(item))
  const at = new Date(Number.isNaN(moment) ? item.at : moment)
  return { day: today(at), time: clockTime(at) }
}

/** The instant that was typed, or why it is none. What was not touched stays to the second as it was. */
export function momentFrom(item: HeldItem, typed: TypedMoment): { instant: string } | { problem: FieldProblem } {
  const field = clockField(item.kind)
  const before = typedMoment(item)
  const sent = currentBody(item)[field]
  if (before.day === typed.day && before.time === typed.time && typeof sent === 'string') return { instant: sent }
  const at = hospitalInstant(typed.day, typed.time)
  if (at === null) return { problem: { pointer: `#/${field}`, code: 'instant-invalid' } }
  if (at.getTime() > Date.now() + 60_000) return { problem: { pointer: `#/${field}`, code: 'future-date' } }
  return { instant: at.toISOString() }
}
