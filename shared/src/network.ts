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
