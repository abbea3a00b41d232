import * as z from 'zod'
import { Amount, doseUnits, routes } from './medications.js'

/** How sure a fact is, in the words of its source: read there, published and written from knowledge, and less. */
export const confidences = ['verificado', 'conocimiento-publicado', 'media', 'propuesta', 'por confirmar'] as const

const Words = z.object({ es: z.string(), en: z.string() })

/** Usual amounts of one dose; `per` m2, kg, the dose itself, or the day. Not exhaustive: outside is a warning. */
export const DoseRange = z.object({
  min: z.number().positive(),
  max: z.number().positive(),
  unit: z.enum(doseUnits),
  per: z.enum(['m2', 'kg', 'dose', 'day']),
  /** Given for this route only; absent for every route but IT, whose doses are the smallest of all. */
  route: z.enum(routes).optional(),
  /** Ceiling of one dose of this range, whatever the body. */
  maxTotal: Amount.optional(),
  /** When the range holds, in Spanish as in its source. */
  note: z.string(),
})
export type DoseRange = z.infer<typeof DoseRange>

/** May it enter the spine: yes; only where the protocol says so; never; never, because it kills. */
export const intrathecalRules = ['allowed', 'protocol-only', 'forbidden', 'fatal'] as const

export const Medication = z.object({
  code: z.string(),
  label: Words,
  kind: z.enum(['antineoplastic', 'supportive']),
  routes: z.array(z.enum(routes)),
  units: z.array(z.enum(doseUnits)),
  intrathecal: z.enum(intrathecalRules),
  extravasation: z.enum(['vesicant', 'irritant', 'non-vesicant']).nullable(),
  /** Needs the folio of its authorisation. */
  highCost: z.boolean(),
  ranges: z.array(DoseRange),
  maxDose: Amount.extend({
    per: z.enum(['dose', 'day']),
    source: z.string(),
    confidence: z.enum(confidences),
  }).nullable(),
  /** Intrathecal doses go by age in years, `from` included, `to` excluded. */
  intrathecalByAge: z.array(
    z.object({ from: z.number(), to: z.number().nullable(), amount: z.number(), unit: z.enum(doseUnits) }),
  ),
  /** Keys of the cuadro básico; `content` is what one piece of the key holds in all, null where it is not known. */
  pieces: z.array(
    z.object({
      clave: z.string(),
      content: Amount.nullable(),
      presentation: z.string().nullable(),
      confidence: z.enum(confidences),
    }),
  ),
  confidence: z.enum(confidences),
})
export type Medication = z.infer<typeof Medication>

/** A lifetime ceiling, by body surface or in all; ages in years, `fromAge` included, `toAge` excluded. */
export const LifetimeLimit = z.object({
  value: z.number().positive(),
  unit: z.enum(doseUnits),
  per: z.enum(['m2', 'total']),
  fromAge: z.number().optional(),
  toAge: z.number().optional(),
  kind: Words,
  source: z.string(),
  confidence: z.enum(confidences),
})
export type LifetimeLimit = z.infer<typeof LifetimeLimit>

/** Substances that are added up over a life, each by its factor. */
export const CumulativeFamily = z.object({
  code: z.string(),
  label: Words,
  members: z.array(z.object({ medication: z.string(), factor: z.number().positive() })),
  /** From here late effects are watched for; nothing is asked. */
  attention: Amount.extend({ per: z.enum(['m2', 'total']), source: z.string() }).nullable(),
  limits: z.array(LifetimeLimit),
})
export type CumulativeFamily = z.infer<typeof CumulativeFamily>

export const MedicationFile = z.object({
  edition: z.string(),
  medications: z.array(Medication),
  families: z.array(CumulativeFamily),
})

export const MedicationList = z.object({ items: z.array(Medication), nextCursor: z.null() })
export type MedicationList = z.infer<typeof MedicationList>
