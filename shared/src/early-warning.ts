import * as z from 'zod'
import { factFields, measure } from './clinical-facts.js'
import { confirmedWarnings } from './confirmed-warnings.js'
import { warningBands } from './pain.js'
import { line } from './patients.js'

const Option = z.object({ score: z.int(), label_es: z.string(), label_en: z.string() })
const labels = { label_es: z.string(), label_en: z.string() }
export const scoredSystems = ['neurological', 'cardiovascular', 'respiratory'] as const
export const concerns = ['staffConcern', 'familyConcern'] as const

/** EVAT as the catalogue file writes it; `confidence` of its facts is shown where they are used. */
export const EarlyWarningScale = z.object({
  version: z.string(),
  name_es: z.string(),
  name_en: z.string(),
  source: z.string(),
  confidence: z.string(),
  items: z.array(z.object({ id: z.enum(scoredSystems), ...labels, options: z.array(Option) })),
  concerns: z.array(z.object({ id: z.enum(concerns), ...labels })),
  bands: z.array(
    z.object({ band: z.enum(warningBands), min: z.int(), max: z.int(), action_es: z.string(), action_en: z.string() }),
  ),
  bands_confidence: z.string(),
  /** °C, minutes, 10^9/L, minutes from the door to the antibiotic. */
  febrile: z.object({
    temperature: z.number(),
    temperature_sustained_minutes: z.int(),
    temperature_once: z.number(),
    neutrophils: z.number(),
    minutes: z.int(),
    source: z.string(),
    confidence: z.string(),
  }),
})
export type EarlyWarningScale = z.infer<typeof EarlyWarningScale>

const instantText = z.iso.datetime({
  offset: true,
  error: (issue) => (issue.input === undefined ? undefined : 'instant-invalid'),
})
const points = z.int().min(0, 'too-small').max(3, 'too-large')

export const NewEarlyWarningScore = z.strictObject({
  neurological: points,
  cardiovascular: points,
  respiratory: points,
  staffConcern: z.boolean().default(false),
  familyConcern: z.boolean().default(false),
  /** Reckoned by the server; one that disagrees is refused. */
  total: z.int().optional(),
  effectiveDateTime: instantText,
  note: line(500).nullish(),
})
export type NewEarlyWarningScore = z.infer<typeof NewEarlyWarningScore>

type Scored = Pick<
  NewEarlyWarningScore,
  'neurological' | 'cardiovascular' | 'respiratory' | 'staffConcern' | 'familyConcern'
>

/** Three systems of 0 to 3 and a point for each worry: 0 to 11. */
export const totalOf = ({ neurological, cardiovascular, respiratory, staffConcern, familyConcern }: Scored): number =>
  neurological + cardiovascular + respiratory + Number(staffConcern) + Number(familyConcern)

/** The band a total falls in. */
export function bandOf({ bands }: Pick<EarlyWarningScale, 'bands'>, total: number): (typeof warningBands)[number] {
  const band = bands.find(({ min, max }) => total >= min && total <= max)
  if (band === undefined) throw new RangeError(`No band holds a total of ${total}`)
  return band.band
}

/** FHIR Observation. */
export const EarlyWarningScore = z.object({
  ...factFields,
  neurological: z.int(),
  cardiovascular: z.int(),
  respiratory: z.int(),
  staffConcern: z.boolean(),
  familyConcern: z.boolean(),
  total: z.int(),
  band: z.enum(warningBands),
  effectiveDateTime: z.string(),
  note: z.string().nullable(),
  /** When the next one is due, by the hospital's hours for the band. */
  nextDueAt: z.string().nullable(),
})
export type EarlyWarningScore = z.infer<typeof EarlyWarningScore>
export const EarlyWarningScoreList = z.object({ items: z.array(EarlyWarningScore), nextCursor: z.null() })

export const febrileWarnings = ['temperature-not-fever', 'antibiotic-long-after'] as const

const antibiotic = {
  antibiotic: line(80).nullish().meta({ example: 'Cefepima' }),
  antibioticAt: instantText.nullish(),
  noAntibioticReason: line(300).nullish(),
}
const neutrophils = measure(0, 200, 2).nullish().meta({ description: 'Neutrophils, 10^9/L', example: 0.2 })

/** Bounds of a living person's temperature; outside them the unit is another. */
export const NewFebrileEpisode = z.strictObject({
  arrivedAt: instantText.meta({ description: 'At the door, or when the fever began in someone already inside' }),
  temperature: measure(34, 43, 1).meta({ description: 'Temperature, °C', example: 38.6 }),
  neutrophils,
  ...antibiotic,
  note: line(500).nullish(),
  confirmedWarnings: confirmedWarnings(febrileWarnings),
})
export type NewFebrileEpisode = z.infer<typeof NewFebrileEpisode>

export const FebrileEpisodeEdit = z.strictObject({
  neutrophils,
  ...antibiotic,
  note: line(500).nullish(),
  confirmedWarnings: confirmedWarnings(febrileWarnings),
})
export type FebrileEpisodeEdit = z.infer<typeof FebrileEpisodeEdit>

/** From the door to the antibiotic ("Hora Dorada"). */
export const FebrileEpisode = z.object({
  ...factFields,
  version: z.int(),
  arrivedAt: z.string(),
  temperature: z.number(),
  neutrophils: z.number().nullable(),
  antibiotic: z.string().nullable(),
  antibioticAt: z.string().nullable(),
  noAntibioticReason: z.string().nullable(),
  note: z.string().nullable(),
  /** Minutes from the door to the antibiotic; null while it waits. */
  minutes: z.int().nullable(),
  /** When the antibiotic is due by the hospital's minutes; null when none is awaited. */
  dueAt: z.string().nullable(),
})
export type FebrileEpisode = z.infer<typeof FebrileEpisode>
export const FebrileEpisodeList = z.object({ items: z.array(FebrileEpisode), nextCursor: z.null() })

/** Whole minutes from the door to the antibiotic, begun ones not counted. */
export const doorToAntibiotic = (arrivedAt: Date, antibioticAt: Date): number =>
  Math.floor((antibioticAt.getTime() - arrivedAt.getTime()) / 60_000)
