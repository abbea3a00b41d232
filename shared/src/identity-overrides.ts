import * as z from 'zod'
import { IdentityMark, identityMarkKinds } from './identity-marks.js'

const words = z.string().trim().min(2, 'too-small').max(120, 'too-long')

/** A text of the editor, to be looked through before it is saved. */
export const IdentityCheck = z.strictObject({ text: z.string().max(60_000, 'too-long') })
export type IdentityCheck = z.infer<typeof IdentityCheck>

export const IdentityCheckAnswer = z.object({ marks: z.array(IdentityMark) })
export type IdentityCheckAnswer = z.infer<typeof IdentityCheckAnswer>

/** Words that look like a registered person's and are to stand all the same, as they are in the text. */
export const NewIdentityOverride = z.strictObject({
  text: words,
  reason: z.string().trim().min(15, 'too-small').max(500, 'too-long'),
})
export type NewIdentityOverride = z.infer<typeof NewIdentityOverride>

export const identityOverrideStates = ['waiting', 'approved', 'refused'] as const

export const IdentityOverride = z.object({
  id: z.uuid(),
  kind: z.enum(identityMarkKinds),
  text: z.string(),
  reason: z.string(),
  state: z.enum(identityOverrideStates),
  requestedAt: z.string(),
  /** Asked for by whoever reads: then another decides. */
  own: z.boolean(),
  decidedAt: z.string().nullable(),
})
export type IdentityOverride = z.infer<typeof IdentityOverride>

export const IdentityOverridesQuery = z.strictObject({ state: z.enum(identityOverrideStates).default('waiting') })

/** The latest first, at most two hundred. */
export const IdentityOverrides = z.object({ items: z.array(IdentityOverride) })
export type IdentityOverrides = z.infer<typeof IdentityOverrides>
