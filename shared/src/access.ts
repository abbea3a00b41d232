import * as z from 'zod'

/** Who may do what is granted by role; product.md names them on screen in Spanish. */
export const roles = [
  'hospital-staff',
  'coordinator',
  'parent-representative',
  'family',
  'rights-officer',
  'auditor',
  'admin',
] as const
export type Role = (typeof roles)[number]

/** One role and where it reaches: hospitals by id, OOADs by code, or the nation. Without reach it sees nothing. */
export const Grant = z.object({
  role: z.enum(roles),
  organizationIds: z.array(z.uuid()).optional(),
  ooadCodes: z.array(z.string()).optional(),
  national: z.boolean().optional(),
})
export type Grant = z.infer<typeof Grant>

export const User = z.object({ id: z.uuid(), name: z.string(), email: z.string(), grants: z.array(Grant) })
export type User = z.infer<typeof User>

export const SignIn = z.strictObject({
  email: z.string().trim().toLowerCase().min(3).max(254),
  password: z.string().min(1).max(256),
  oneTimeCode: z
    .string()
    .regex(/^\d{6}$/, 'one-time-code-shape')
    .optional(),
})
export type SignIn = z.infer<typeof SignIn>

export const SignedIn = z.object({
  accessToken: z.string(),
  expiresAt: z.string(),
  user: User,
  /** 256 bits, base64: what was typed and not yet saved is kept on the device under this key, which is never kept there. */
  draftKey: z.string(),
})
export type SignedIn = z.infer<typeof SignedIn>

/** Who wrote something: FHIR Practitioner in the one field that screens show. */
export const Practitioner = z.object({ id: z.uuid(), name: z.string() })
export const PractitionerList = z.object({ items: z.array(Practitioner), nextCursor: z.null() })
export type PractitionerList = z.infer<typeof PractitionerList>

export const TryOut = z.object({
  accounts: z.array(z.object({ email: z.string(), password: z.string(), role: z.enum(roles), scope: z.string() })),
})
export type TryOut = z.infer<typeof TryOut>
