import { and, asc, desc, eq, gt, isNotNull, lte, type SQL } from 'drizzle-orm'
import { ageInYears } from 'shared/age'
import type { OpioidStatus } from 'shared/analgesia'
import type { DoseFinding } from 'shared/analgesic-checks'
import { analgesicDrugs, isOpioid } from 'shared/analgesic-drugs'
import { type CalendarDay, dayIn, daysBetween, MEXICO_CITY } from 'shared/calendar-day'
import type { ConfirmedWarning } from 'shared/confirmed-warnings'
import type { OpenScope } from '../access/scope.js'
import { bodyMeasurements } from '../body-measurements/table.js'
import { type FieldError, invalid, needsConfirmation, type Warning } from '../problem.js'
import { actsUntil } from './running.js'

/** A clock of a ward may run ahead of the server's. */
const CLOCK_MS = 15 * 60_000
/** Written down later than this, a fact asks why. */
const LATE_MS = 24 * 3_600_000
/** A weight older than this is asked about: chemotherapy and fluids move it within weeks. */
const WEIGHT_DAYS = 30

/** The moment a fact speaks of: now where it was not said. */
export const momentOf = (text: string | undefined): Date => (text === undefined ? new Date() : new Date(text))

/** An instant that cannot be: in the future, or before birth. */
export function impossibleMoment(at: Date, birthDate: CalendarDay, pointer: string): FieldError[] {
  if (at.getTime() > Date.now() + CLOCK_MS) return [{ pointer, code: 'future-date' }]
  return dayIn(MEXICO_CITY, at) < birthDate ? [{ pointer, code: 'before-birth' }] : []
}

/** A fact that is written down a day after it happened. */
export const lateEntry = (at: Date, pointer: string): Warning[] => {
  const late = Date.now() - at.getTime()
  return late > LATE_MS ? [{ pointer, code: 'late-entry', hours: Math.round(late / 3_600_000) }] : []
}

/** Age on the day of an instant, in days and in years reached. */
export function ageAt(birthDate: CalendarDay, at: Date) {
  const day = dayIn(MEXICO_CITY, at)
  return { ageInDays: Math.max(0, daysBetween(birthDate, day)), ageInYears: ageInYears(birthDate, day) }
}

export interface Weight {
  weightKg: number | null
  /** The last measurement is old. */
  warnings: Warning[]
}

/** The weight that was said, or the last one measured by that day; the first one after it where there was none yet. */
export async function weightOf(
  { db }: OpenScope,
  patientId: string,
  sent: number | null | undefined,
  at: Date,
): Promise<Weight> {
  if (sent != null) return { weightKg: sent, warnings: [] }
  const day = dayIn(MEXICO_CITY, at)
  const { patientId: of, weightKg, effectiveOn, recordedAt, status } = bodyMeasurements
  const measured = and(eq(of, patientId), eq(status, 'final'), isNotNull(weightKg))
  const nearest = (side: SQL, order: SQL) =>
    db
      .select({ weightKg, effectiveOn })
      .from(bodyMeasurements)
      .where(and(measured, side))
      .orderBy(order, desc(recordedAt))
      .limit(1)
  const [last] = await nearest(lte(effectiveOn, day), desc(effectiveOn))
  const [taken] = last === undefined ? await nearest(gt(effectiveOn, day), asc(effectiveOn)) : [last]
  if (taken === undefined) return { weightKg: null, warnings: [] }
  const days = Math.abs(daysBetween(taken.effectiveOn, day))
  const { weightKg: kg, effectiveOn: measuredOn } = taken
  const old = { pointer: '#/weightKg', code: 'weight-old', weightKg: kg, measuredOn, days }
  return { weightKg: kg, warnings: days > WEIGHT_DAYS ? [old] : [] }
}

const opioidCodes = Object.keys(analgesicDrugs).filter(isOpioid)
/** Our own convention: the bounds of a first dose hold until opioids were given on three days of the last seven. */
const EXPOSED_DAYS = 3

const OPIOID_DAYS = `
select count(distinct day)::int as days from (
  select generate_series(
    (greatest(given_at, $3::timestamptz - interval '7 days') at time zone '${MEXICO_CITY}')::date,
    (least(until, $3) at time zone '${MEXICO_CITY}')::date, interval '1 day') as day
  from (
    select d.given_at, ${actsUntil('d', 'o')} as until
    from analgesic_administrations d left join analgesic_orders o on o.id = d.order_id
    where d.patient_id = $1 and d.status = 'final' and d.drug = any($2::text[]) and d.given_at <= $3
  ) as doses where until > $3::timestamptz - interval '7 days'
) as days`

/**
 * Former opioids as the record knows them, an infusion or a patch on each day that it acted; what is taken at home is said
 * with the order. Days say nothing of how much: tolerance, on which a patch leans (fact FEN-TD), is for the clinician to
 * say.
 */
export async function opioidStatusOf(
  { query }: OpenScope,
  patientId: string,
  sent: OpioidStatus | undefined,
  at: Date,
): Promise<OpioidStatus> {
  if (sent !== undefined) return sent
  const [row] = await query<{ days: number }>(OPIOID_DAYS, [patientId, `{${opioidCodes.join(',')}}`, at.toISOString()])
  const days = row?.days ?? 0
  return days >= EXPOSED_DAYS ? 'exposed' : 'naive'
}

/**
 * A finding at its place in the part of the body that answers for it. A weight that is missing is asked about at the
 * dose, which cannot be checked without it: neither an order nor a dose has a weight of its own.
 */
export const asWarning = ({ field, ...finding }: DoseFinding, at: string): Warning => ({
  pointer: `${at}/${field === 'weightKg' ? 'dose' : field}`,
  ...finding,
})

/** The warnings of one part of a body with the reasons that came for them. */
export interface Asked {
  /** Where `confirmedWarnings` of this part lies. */
  at: string
  warnings: readonly Warning[]
  given: readonly ConfirmedWarning[] | undefined
}

/**
 * The reasons to keep, part by part. Throws 409 with every warning of every part that has none, or 400 for reasons that
 * nothing asked for: each order answers for itself.
 */
export function answeredParts(parts: readonly Asked[]): ConfirmedWarning[][] {
  const needless = parts.flatMap(({ at, warnings, given = [] }) =>
    given.flatMap(({ code }, index) =>
      warnings.some((warning) => warning.code === code)
        ? []
        : [{ pointer: `${at}/confirmedWarnings/${index}/code`, code: 'override-not-needed' }],
    ),
  )
  if (needless.length > 0) throw invalid(...needless)
  const open = parts.flatMap(({ warnings, given = [] }) =>
    warnings.filter(({ code }) => !given.some((confirmed) => confirmed.code === code)),
  )
  if (open.length > 0) throw needsConfirmation(open)
  return parts.map(({ given = [] }) => [...given])
}
