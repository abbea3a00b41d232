import * as z from 'zod'
import { reminderKinds } from './pain.js'

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
})
export type DueReminder = z.infer<typeof DueReminder>

/** Late first, then by due time. `now` is the clock of the server that judged it. */
export const DueList = z.object({
  organizationId: z.uuid(),
  now: z.string(),
  items: z.array(DueReminder),
  nextCursor: z.string().nullable(),
})
export type DueList = z.infer<typeof DueList>
