import * as z from 'zod'
import { notAPerson } from './identity-marks.js'
import { agendaPointStatuses } from './working-group.js'

const words = (longest: number) => z.string().trim().min(1, 'required').max(longest, 'too-long')

/** A point that a family raised, and what became of it. */
export const AgendaPoint = z.object({
  id: z.uuid(),
  version: z.int(),
  text: z.string(),
  status: z.enum(agendaPointStatuses),
  /** The session whose agenda holds it. */
  sessionId: z.uuid().nullable(),
  sessionNumber: z.int().nullable(),
  /** What was answered, or why it was declined. */
  answer: z.string().nullable(),
  raisedAt: z.string(),
  decidedAt: z.string().nullable(),
})
export type AgendaPoint = z.infer<typeof AgendaPoint>

export const AgendaPointsQuery = z.strictObject({
  status: z.enum(agendaPointStatuses).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(40).optional(),
})
export type AgendaPointsQuery = z.infer<typeof AgendaPointsQuery>

/** The newest first. `waiting`: how many nobody has decided on yet, whatever the filter. */
export const AgendaPoints = z.object({
  waiting: z.int(),
  items: z.array(AgendaPoint),
  nextCursor: z.string().nullable(),
})
export type AgendaPoints = z.infer<typeof AgendaPoints>

/** Those on the agenda of one session, in the order in which they were raised. */
export const SessionPoints = z.object({ items: z.array(AgendaPoint), nextCursor: z.null() })
export type SessionPoints = z.infer<typeof SessionPoints>

/** What becomes of a point: on a session's agenda, answered, or declined with the reason. */
export const AgendaPointEdit = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('scheduled'), sessionId: z.uuid() }),
  z.strictObject({
    status: z.enum(['answered', 'declined']),
    answer: words(2000),
    notAPerson: notAPerson.optional(),
  }),
])
export type AgendaPointEdit = z.infer<typeof AgendaPointEdit>
