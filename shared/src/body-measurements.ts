import * as z from 'zod'
import { ageInMonths, ageInYears } from './age.js'
import { type CalendarDay, calendarDay, daysBetween } from './calendar-day.js'
import { factFields, measure } from './clinical-facts.js'
import { confirmedWarnings } from './confirmed-warnings.js'
import { performanceScales } from './treatment.js'

export const measurementWarnings = [
  'before-diagnosis',
  'weight-jumped',
  'height-jumped',
  'weight-height-unusual',
] as const

/** Bounds hold anybody from a premature newborn to the heaviest adult; outside them the unit is another. */
export const NewBodyMeasurement = z
  .strictObject({
    effectiveOn: calendarDay.meta({ description: 'Day it was measured', example: '2024-08-09' }),
    weightKg: measure(0.4, 300, 3).nullish().meta({ description: 'Body weight, kg', example: 23.4 }),
    heightCm: measure(30, 230, 1).nullish().meta({ description: 'Height or length, cm', example: 118.5 }),
    performanceScale: z
      .enum(performanceScales)
      .nullish()
      .meta({ description: 'Lansky under 16 years, Karnofsky from there; derived where absent' }),
    performanceScore: z
      .int()
      .min(0, 'too-small')
      .max(100, 'too-large')
      .multipleOf(10, 'performance-score-tens')
      .nullish()
      .meta({ description: '0 to 100 by tens', example: 90 }),
    confirmedWarnings: confirmedWarnings(measurementWarnings),
  })
  .refine(
    ({ weightKg, heightCm, performanceScore }) => weightKg != null || heightCm != null || performanceScore != null,
    {
      path: ['weightKg'],
      error: 'measurement-required',
    },
  )
  .refine(({ performanceScale, performanceScore }) => performanceScale == null || performanceScore != null, {
    path: ['performanceScore'],
    error: 'required',
  })
export type NewBodyMeasurement = z.infer<typeof NewBodyMeasurement>

/** FHIR Observation: LOINC 29463-7 weight, 8302-2 height; mCODE Lansky or Karnofsky performance status. */
export const BodyMeasurement = z.object({
  ...factFields,
  effectiveOn: z.string(),
  weightKg: z.number().nullable(),
  heightCm: z.number().nullable(),
  performanceScale: z.enum(performanceScales).nullable(),
  performanceScore: z.int().nullable(),
})
export type BodyMeasurement = z.infer<typeof BodyMeasurement>
export const BodyMeasurementList = z.object({ items: z.array(BodyMeasurement), nextCursor: z.null() })

/** Lansky's play scale was made for children from 1 to 16 years (Lansky 1987), Karnofsky's for whoever works or studies. */
export const performanceScaleAt = (birth: CalendarDay, on: CalendarDay): (typeof performanceScales)[number] =>
  ageInYears(birth, on) < 16 ? 'lansky' : 'karnofsky'

/** What stood before, or next, for one measure. */
export interface Measured {
  value: number
  on: CalendarDay
}

/**
 * Our thresholds, no norm's: chemotherapy, fluids and fasting move a weight by a few percent a week, and dose rules ask
 * to reckon anew at 10 %. The first six months grow by up to half in a month (WHO weight velocity standards, 2009).
 * Beyond a month, twice or half within a year is what pounds for kilograms or a slipped point make.
 */
const weightRule = { soon: 30, share: 0.1, shareUnderSixMonths: 0.5, year: 365, factor: 2, factorUnderOneYear: 3.5 }

/** Percent of change, rounded, when the weight jumped against the one nearest in time; else null. */
export function weightJump(birth: CalendarDay, now: Measured, nearest: Measured): number | null {
  const [first, last] = nearest.on <= now.on ? [nearest, now] : [now, nearest]
  const days = daysBetween(first.on, last.on)
  const months = ageInMonths(birth, first.on)
  const change = Math.abs(now.value - nearest.value) / nearest.value
  const factor = Math.max(now.value / nearest.value, nearest.value / now.value)
  const soon = days <= weightRule.soon && change > (months < 6 ? weightRule.shareUnderSixMonths : weightRule.share)
  const far = days <= weightRule.year && factor >= (months < 12 ? weightRule.factorUnderOneYear : weightRule.factor)
  return soon || far ? Math.round((now.value / nearest.value - 1) * 100) : null
}

/** cm: nobody shrinks, and in a month infants grow up to 6 and the rest less than 3; measuring errs by one or two. */
const heightRule = { soon: 30, shrinks: 2, grows: 3, growsUnderOneYear: 6 }

/** Change in cm when the height jumped against the one nearest in time; else null. */
export function heightJump(birth: CalendarDay, now: Measured, nearest: Measured): number | null {
  const [first, last] = nearest.on <= now.on ? [nearest, now] : [now, nearest]
  const grown = last.value - first.value
  const limit = ageInMonths(birth, first.on) < 12 ? heightRule.growsUnderOneYear : heightRule.grows
  const jumped = grown < -heightRule.shrinks || (daysBetween(first.on, last.on) <= heightRule.soon && grown > limit)
  return jumped ? Math.round((now.value - nearest.value) * 10) / 10 : null
}

/** kg/m2: below or above, weight or height is more likely mistyped than true. */
const bmiRange = { min: 8, max: 60 }

/** The body-mass index to one decimal, when it is hardly possible; else null. */
export function unusualBmi(weightKg: number, heightCm: number): number | null {
  const bmi = weightKg / (heightCm / 100) ** 2
  return bmi < bmiRange.min || bmi > bmiRange.max ? Math.round(bmi * 10) / 10 : null
}
