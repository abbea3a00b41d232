import * as z from 'zod'
import { calendarDay } from './calendar-day.js'
import { factFields } from './clinical-facts.js'
import { confirmedWarnings } from './confirmed-warnings.js'
import { instantText } from './instant.js'
import { bodySites, painActions, painCauses, painSeverities } from './pain.js'
import { line } from './patients.js'

/** `other-scale` asks for its reason; a late entry may bring one, for a queue that sends it later has nobody to ask. */
export const painAssessmentWarnings = ['other-scale', 'late-entry'] as const

/** Sent more than so many minutes after it was true, an assessment is a late entry. */
export const LATE_ENTRY_MINUTES = 30

/**
 * A pain assessment as it is sent. `items` for a scale of items, `score` for one that is chosen whole; both may come,
 * and then must agree. Which scale, which items and which values: `GET /api/pain-scales`.
 */
export const NewPainAssessment = z.strictObject({
  scale: z
    .string()
    .regex(/^[A-Za-z0-9-]{2,20}$/, 'scale-unknown')
    .meta({ example: 'FLACC' }),
  items: z
    .record(z.string().max(40), z.number())
    .optional()
    .meta({
      description: 'Score of each item by its id',
      example: { face: 1, legs: 1, activity: 0, cry: 1, consolability: 1 },
    }),
  score: z.number().optional().meta({ description: 'Total in the points of the scale (VAS: cm)', example: 4 }),
  /** When the pain was as it says: RFC 3339 with zone. */
  effectiveDateTime: instantText,
  cause: z.enum(painCauses).nullish(),
  sites: z
    .array(z.enum(bodySites))
    .max(bodySites.length, 'too-many')
    .refine((sites) => new Set(sites).size === sites.length, 'site-twice')
    .optional(),
  /** True at rest, false moving. */
  atRest: z.boolean().nullish(),
  action: z.enum(painActions).nullish(),
  canSelfReport: z
    .boolean()
    .optional()
    .meta({ description: 'Can the person say how much it hurts; by age where absent' }),
  /** The analgesic dose whose effect this looks at; closes its reassessment. */
  followsAdministrationId: z.uuid().nullish(),
  note: line(500).nullish(),
  confirmedWarnings: confirmedWarnings(painAssessmentWarnings),
})
export type NewPainAssessment = z.infer<typeof NewPainAssessment>

/** FHIR Observation. */
export const PainAssessment = z.object({
  ...factFields,
  scale: z.string(),
  /** Version of the scale's facts that scored it. */
  scaleVersion: z.string(),
  items: z.record(z.string(), z.number()).nullable(),
  score: z.number(),
  /** Top of the scale, in the same points. */
  scoreMax: z.number(),
  /** Null where the scale tells the kind of a pain and not its strength (DN4). */
  severity: z.enum(painSeverities).nullable(),
  /** The clock of the pain; `recordedAt` is the clock of the entry. */
  effectiveDateTime: z.string(),
  /** Entered more than 30 minutes after it was true. */
  lateEntry: z.boolean(),
  cause: z.enum(painCauses).nullable(),
  sites: z.array(z.enum(bodySites)),
  atRest: z.boolean().nullable(),
  action: z.enum(painActions).nullable(),
  followsAdministrationId: z.uuid().nullable(),
  note: z.string().nullable(),
})
export type PainAssessment = z.infer<typeof PainAssessment>

/** Latest first. */
export const PainAssessmentList = z.object({ items: z.array(PainAssessment), nextCursor: z.string().nullable() })
export type PainAssessmentList = z.infer<typeof PainAssessmentList>

/** A moment, or a day of hospital time whole. */
const dayOrInstant = z.union([calendarDay, instantText], { error: 'instant-invalid' })

export const PainAssessmentQuery = z.strictObject({
  /** Of the pain, both included. */
  from: dayOrInstant.optional(),
  to: dayOrInstant.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
})
export type PainAssessmentQuery = z.infer<typeof PainAssessmentQuery>
