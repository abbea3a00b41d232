import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import { NamedPlace } from './group-places.js'
import { agendaKinds, GroupPlace, minutesStatuses, sessionModes } from './working-group.js'

const words = (longest: number) => z.string().trim().min(1, 'required').max(longest, 'too-long')

export const AgendaItem = z.strictObject({
  kind: z.enum(agendaKinds),
  /** Own words; null: those of the kind. */
  title: words(200).nullable().default(null),
  note: words(2000).nullable().default(null),
})
export type AgendaItem = z.infer<typeof AgendaItem>

const fields = {
  /** The next one by default. Numbers never reset and grow with the day. */
  number: z.int().min(1).max(100_000),
  heldOn: calendarDay,
  /** Hour and minute in Mexico City, `18:00`. */
  startsAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-shape')
    .nullable(),
  mode: z.enum(sessionModes),
  topic: words(200).nullable(),
  place: words(200).nullable(),
  /** To join a virtual session; shown until its day is over. */
  link: z
    .url({ protocol: /^https$/, error: 'https-only' })
    .max(500, 'too-long')
    .nullable(),
  agenda: z.array(AgendaItem).max(40, 'too-long'),
}

/** A session with the usual agenda unless one is sent. */
export const NewSession = z.strictObject({
  number: fields.number.optional(),
  heldOn: fields.heldOn,
  startsAt: fields.startsAt.optional(),
  mode: fields.mode,
  topic: fields.topic.optional(),
  place: fields.place.optional(),
  link: fields.link.optional(),
  agenda: fields.agenda.optional(),
  notAPerson: z.array(words(120)).max(50).optional(),
})
export type NewSession = z.infer<typeof NewSession>

/** A merge patch: what is not sent stays. Units that present next are hospitals or OOAD, in order. */
export const SessionEdit = z
  .strictObject({
    heldOn: fields.heldOn.optional(),
    startsAt: fields.startsAt.optional(),
    mode: fields.mode.optional(),
    topic: fields.topic.optional(),
    place: fields.place.optional(),
    link: fields.link.optional(),
    agenda: fields.agenda.optional(),
    nextPresenters: z.array(NamedPlace).max(20, 'too-many').optional(),
    notAPerson: z.array(words(120)).max(50).optional(),
  })
  .refine(({ notAPerson: _, ...changed }) => Object.values(changed).some((it) => it !== undefined), {
    error: 'nothing-to-change',
  })
export type SessionEdit = z.infer<typeof SessionEdit>

export const WorkingGroupSession = z.object({
  id: z.uuid(),
  version: z.int(),
  ...fields,
  heldOn: z.string(),
  nextPresenters: z.array(GroupPlace),
  /** When its first minutes were published; null: not yet. */
  publishedAt: z.string().nullable(),
  /** Of its latest minutes; null: none that whoever asks may see. */
  minutesStatus: z.enum(minutesStatuses).nullable(),
})
export type WorkingGroupSession = z.infer<typeof WorkingGroupSession>

export const SessionsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(40).optional(),
})

/** The latest number first. */
export const WorkingGroupSessions = z.object({
  items: z.array(WorkingGroupSession.omit({ agenda: true, nextPresenters: true })),
  nextCursor: z.string().nullable(),
})
export type WorkingGroupSessions = z.infer<typeof WorkingGroupSessions>
