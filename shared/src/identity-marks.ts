import * as z from 'zod'

/** What a text may say of a person. `word` is a name that is also a common word: it asks, the others refuse. */
export const identityMarkKinds = ['curp', 'nss', 'phone', 'email', 'name', 'word'] as const
export type IdentityMarkKind = (typeof identityMarkKinds)[number]

/** A place of a text: `at` and `length` in UTF-16 units of the text as it was sent. */
export const IdentityMark = z.object({
  kind: z.enum(identityMarkKinds),
  at: z.int(),
  length: z.int(),
  text: z.string(),
})
export type IdentityMark = z.infer<typeof IdentityMark>

/** Marks of kind `word` that the writer has looked at and says are nobody's name, by their text. */
export const notAPerson = z.array(z.string().trim().min(2).max(120)).max(50)
