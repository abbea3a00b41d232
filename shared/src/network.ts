import * as z from 'zod'

/** Our own level field: the national CLUES catalogue lists some UMAE as "second level". */
export const levels = ['umae', 'second-level'] as const
export type Level = (typeof levels)[number]

export const regimes = ['imss', 'imss-bienestar'] as const

export const Hospital = z.object({
  id: z.uuid(),
  clues: z.string(),
  name: z.string(),
  level: z.enum(levels),
  regime: z.enum(regimes),
  state: z.string(),
  /** OOAD of the place where the hospital stands; null where the entity has two and it is not known. */
  ooadCode: z.string().nullable(),
  /** OOAD it answers to; null for a UMAE, which answers to none. */
  reportsToOoad: z.string().nullable(),
  position: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  usesPlatformSince: z.string().nullable(),
})
export type Hospital = z.infer<typeof Hospital>

export const Ooad = z.object({
  code: z.string(),
  name: z.string(),
  state: z.string(),
  aliases: z.array(z.object({ alias: z.string(), ambiguous: z.boolean() })),
})
export type Ooad = z.infer<typeof Ooad>

/** Up to 100 ids in an address. */
export const idList = z
  .string()
  .max(3700, 'too-long')
  .transform((text) => text.split(','))
  .pipe(z.array(z.uuid()).max(100, 'too-many'))

export const HospitalList = z.object({ items: z.array(Hospital), nextCursor: z.string().nullable() })
export type HospitalList = z.infer<typeof HospitalList>

/** Every filter narrows; `ooad` is the office of the place where the hospital stands, so a UMAE is found by it too. */
export const HospitalQuery = z.strictObject({
  /** Of these ids only, comma between them. */
  ids: idList.optional(),
  level: z.enum(levels).optional(),
  regime: z.enum(regimes).optional(),
  ooad: z
    .string()
    .regex(/^\d{2}$/, 'ooad-form')
    .optional(),
  /** Only hospitals that use the platform already. */
  usesPlatform: z.literal('true').optional(),
  search: z.string().max(80, 'search-too-long').optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(40).optional(),
})
export type HospitalQuery = z.infer<typeof HospitalQuery>

export const OoadList = z.object({ items: z.array(Ooad), nextCursor: z.null() })
export type OoadList = z.infer<typeof OoadList>

export const OoadQuestion = z.strictObject({ text: z.string().min(1, 'required').max(120, 'too-long') })
export const OoadAnswer = z.object({ ooadCode: z.string() })
export type OoadAnswer = z.infer<typeof OoadAnswer>
