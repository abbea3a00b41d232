import * as z from 'zod'
import { agendaPointStatuses, agreementStatuses } from './working-group.js'

export const GroupSearchQuery = z.strictObject({
  /** Words, the code of an agreement (149-1), a unit, a medication or an OOAD; every one must be found. */
  text: z.string().trim().min(2, 'search-too-short').max(80, 'search-too-long'),
})
export type GroupSearchQuery = z.infer<typeof GroupSearchQuery>

/** Where a word stands in a snippet, in UTF-16 units. */
export const Mark = z.object({ at: z.int(), length: z.int() })
export type Mark = z.infer<typeof Mark>

const found = { id: z.uuid(), snippet: z.string(), marks: z.array(Mark) }
const session = { sessionId: z.uuid(), sessionNumber: z.int(), heldOn: z.string() }

export const Hit = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('minutes'),
    ...found,
    ...session,
    versionNumber: z.int(),
    /** Not published yet: the secretariat alone finds it. */
    draft: z.boolean(),
  }),
  z.object({
    kind: z.literal('agreement'),
    ...found,
    ...session,
    code: z.string(),
    status: z.enum(agreementStatuses),
  }),
  z.object({ kind: z.literal('point'), ...found, status: z.enum(agendaPointStatuses), raisedAt: z.string() }),
])
export type Hit = z.infer<typeof Hit>

/** At most 50 of each kind, the newest first: agreements, then minutes, then points. */
export const GroupSearch = z.object({ items: z.array(Hit), nextCursor: z.null() })
export type GroupSearch = z.infer<typeof GroupSearch>
