import * as z from 'zod'
import { painSeverities, reminderKinds } from './pain.js'

/** One thing that somebody of the ward has to do by a minute. `chosenName` first, never a diagnosis. */
export const DueReminder = z.object({
  id: z.uuid(),
  kind: z.enum(reminderKinds),
  patientId: z.uuid(),
  /** Chosen name, or the given and first surname. */
  name: z.string(),
  ageInMonths: z.int(),
  service: z.string().nullable(),
  /** The dose, assessment, score or febrile episode that asks for it. */
  sourceId: z.uuid(),
  raisedAt: z.string(),
  dueAt: z.string(),
  /** From this instant it is late. */
  lateAt: z.string(),
  late: z.boolean(),
  /** Of a call: whether it is for a pain that does not yield or for sedation and breathing. */
  callFor: z.enum(['pain', 'sedation']).nullable(),
})
export type DueReminder = z.infer<typeof DueReminder>

/** By the minute each turns late, so that the late come first. `now` is the clock of the server that judged it. */
export const DueList = z.object({
  organizationId: z.uuid(),
  now: z.string(),
  items: z.array(DueReminder),
  nextCursor: z.string().nullable(),
})
export type DueList = z.infer<typeof DueList>

const limit = z.coerce.number().int().min(1).max(200).default(50)
const cursor = z.string().max(120).optional()
const service = z.string().min(1).max(120).optional()

export const DueQuery = z.strictObject({
  organizationId: z.uuid(),
  /** Treating service of the person's plan, as it is written there. */
  service,
  kind: z.enum(reminderKinds).optional(),
  limit,
  cursor,
})
export type DueQuery = z.infer<typeof DueQuery>

/** A person on treatment, or of whom something is due, with the last pain that stands. No diagnosis. */
export const WardPerson = z.object({
  patientId: z.uuid(),
  name: z.string(),
  ageInMonths: z.int(),
  service: z.string().nullable(),
  lastPain: z
    .object({
      scale: z.string(),
      score: z.number(),
      scoreMax: z.number(),
      severity: z.enum(painSeverities),
      effectiveDateTime: z.string(),
    })
    .nullable(),
  /** The last eight scores that stand, as of ten, oldest first. */
  recent: z.array(z.number()),
})
export type WardPerson = z.infer<typeof WardPerson>

/** Whoever is late first, then whoever has something due, then the others by name. */
export const WardList = z.object({
  organizationId: z.uuid(),
  items: z.array(WardPerson),
  nextCursor: z.string().nullable(),
})
export type WardList = z.infer<typeof WardList>

export const WardQuery = z.strictObject({ organizationId: z.uuid(), service, limit, cursor })
export type WardQuery = z.infer<typeof WardQuery>

/** A call that was made: the reminder as it was closed. */
export const AnsweredCall = z.object({ id: z.uuid(), patientId: z.uuid(), closedAt: z.string() })
export type AnsweredCall = z.infer<typeof AnsweredCall>
