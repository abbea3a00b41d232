import * as z from 'zod'
import { type AnalgesicRoute, analgesicRoutes, warningBands } from './pain.js'

/** Least and most of each setting: minutes, and hours between two early-warning scores. */
export const painSettingBounds = {
  reassessMinutes: [5, 240],
  /** Transdermal drugs rise for half a day. */
  reassessMinutesTD: [60, 2880],
  graceMinutes: [0, 60],
  answerMinutes: [5, 120],
  sedationMinutes: [5, 120],
  earlyWarningHours: [0.5, 24],
  antibioticMinutes: [15, 180],
} as const satisfies Record<string, readonly [number, number]>

export const boundsOfRoute = (route: AnalgesicRoute) =>
  painSettingBounds[route === 'TD' ? 'reassessMinutesTD' : 'reassessMinutes']

const minutes = ([least, most]: readonly [number, number]) => z.int().min(least, 'too-small').max(most, 'too-large')
const hours = z.number().min(0.5, 'too-small').max(24, 'too-large').multipleOf(0.5, 'half-hours')

/** When a hospital looks again. Minutes from the act that starts the clock; hours for the early-warning score. */
export const PainSettings = z.strictObject({
  /** From an analgesic dose to the next pain assessment, by route. */
  reassessMinutes: z.strictObject(
    Object.fromEntries(analgesicRoutes.map((route) => [route, minutes(boundsOfRoute(route))])) as Record<
      AnalgesicRoute,
      z.ZodInt
    >,
  ),
  /** From due to late, of every reminder. */
  graceMinutes: minutes(painSettingBounds.graceMinutes).meta({ example: 10 }),
  /** From moderate or severe pain to what answers it. */
  answerMinutes: minutes(painSettingBounds.answerMinutes).meta({ example: 30 }),
  /** From an opioid by a quick route to the look at sedation and breathing. */
  sedationMinutes: minutes(painSettingBounds.sedationMinutes).meta({ example: 30 }),
  /** Hours to the next early-warning score, by the band of the last one. */
  earlyWarningHours: z
    .strictObject(
      Object.fromEntries(warningBands.map((band) => [band, hours])) as Record<'green' | 'yellow' | 'red', z.ZodNumber>,
    )
    .refine(({ green, yellow, red }) => red <= yellow && yellow <= green, { path: ['red'], error: 'worse-sooner' }),
  /** From the door to the antibiotic of a febrile person ("Hora Dorada"). */
  antibioticMinutes: minutes(painSettingBounds.antibioticMinutes).meta({ example: 60 }),
})
export type PainSettings = z.infer<typeof PainSettings>

/** PUT with `If-Match: "0"` where nothing is set yet. `settings: null` goes back to the catalogue. */
export const NewPainSettings = z.strictObject({
  settings: PainSettings.nullable(),
  /** Why, for whoever reads it later. */
  note: z.string().trim().min(1, 'too-small').max(500, 'too-long').nullish(),
})
export type NewPainSettings = z.infer<typeof NewPainSettings>

export const HospitalPainSettings = z.object({
  organizationId: z.uuid(),
  /** 0 while the hospital has set nothing. */
  version: z.int(),
  /** Null: what the catalogue says. */
  own: PainSettings.nullable(),
  /** What holds. */
  settings: PainSettings,
  defaults: PainSettings,
  /** Where each default comes from; `confidence` as the catalogue writes it. */
  sources: z.array(
    z.object({
      /** Member of the settings, as `reassessMinutes.IV`. */
      setting: z.string(),
      /** Rule of the catalogue; null for a convention of this program. */
      rule: z.string().nullable(),
      source: z.string(),
      confidence: z.string(),
    }),
  ),
  recordedAt: z.string().nullable(),
  recordedBy: z.uuid().nullable(),
  note: z.string().nullable(),
})
export type HospitalPainSettings = z.infer<typeof HospitalPainSettings>

export const PainSettingsQuery = z.strictObject({ organizationId: z.uuid() })
