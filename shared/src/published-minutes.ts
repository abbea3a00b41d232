import * as z from 'zod'
import { Block } from './minutes-blocks.js'
import { SessionFigure } from './session-figures.js'
import { agreementStatuses, familyRelations, GroupPlace, postKinds, sessionModes } from './working-group.js'

/** An agreement as families read it; a case has an alias, an owner and a date, and nothing else. */
export const PublicAgreement = z.object({
  id: z.uuid(),
  /** "149-1": session and number in it. */
  code: z.string(),
  text: z.string(),
  responsible: z.string(),
  place: GroupPlace,
  caseAlias: z.string().nullable(),
  dueOn: z.string(),
  status: z.enum(agreementStatuses),
  late: z.boolean(),
  keptOn: z.string().nullable(),
})
export type PublicAgreement = z.infer<typeof PublicAgreement>

/** Minutes as they were published, the same bytes for ever; their SHA-256 is the ETag and stands on the print. */
export const PublishedMinutes = z.object({
  sessionId: z.uuid(),
  minutesId: z.uuid(),
  /** "GT-149/2024-1": session, year, version. */
  folio: z.string(),
  number: z.int(),
  heldOn: z.string(),
  mode: z.enum(sessionModes),
  topic: z.string().nullable(),
  /** Version in its session: 1, and 2 or more for an erratum, with its reason. */
  versionNumber: z.int(),
  erratumReason: z.string().nullable(),
  publishedAt: z.string(),
  /** By post, unit and OOAD, in the order of posts. */
  institute: z.array(
    z.object({
      postKind: z.enum(postKinds),
      post: z.string(),
      holder: z.string().nullable(),
      place: GroupPlace,
    }),
  ),
  /** First names only, in the order they were written; two may be the same. */
  families: z.array(z.object({ givenName: z.string(), relation: z.enum(familyRelations) })),
  blocks: z.array(Block),
  figures: z.array(SessionFigure),
  agreements: z.array(PublicAgreement),
  nextPresenters: z.array(GroupPlace),
})
export type PublishedMinutes = z.infer<typeof PublishedMinutes>
