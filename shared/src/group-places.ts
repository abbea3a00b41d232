import * as z from 'zod'

const asked = {
  organizationId: z.uuid().optional(),
  ooadCode: z
    .string()
    .regex(/^\d{2}$/, 'ooad-form')
    .optional(),
  /** An OOAD as people say it: "Guadalajara" is Jalisco, "Veracruz" is asked about. */
  ooadText: z.string().trim().min(1, 'required').max(120, 'too-long').optional(),
}

const named = ({ organizationId, ooadCode, ooadText }: AskedPlace) =>
  [organizationId, ooadCode, ooadText].filter((it) => it !== undefined).length

/** The fields by which a body names a place: a hospital by its id, an OOAD by its code or in words, or none of them. */
export const placeFields = asked
export type AskedPlace = { [Name in keyof typeof asked]?: string | undefined }

/** At most one of them. */
export const onePlace = (place: AskedPlace) => named(place) <= 1

/** Exactly one place. */
export const NamedPlace = z.strictObject(asked).refine((place) => named(place) === 1, { error: 'one-place' })
export type NamedPlace = z.infer<typeof NamedPlace>

/** What 409 `ambiguous` carries: the offices that the words may mean, and where in the body the words stand. */
export const OoadCandidates = z.object({
  pointer: z.string().optional(),
  candidates: z.array(z.object({ ooadCode: z.string(), name: z.string() })),
})
export type OoadCandidates = z.infer<typeof OoadCandidates>
