import { type CalendarDay, dayIn, MEXICO_CITY } from 'shared/calendar-day'
import type { ConfirmedWarning } from 'shared/confirmed-warnings'
import * as z from 'zod'
import { type AuditEntry, audit, type OpenScope } from './access/scope.js'
import { firstDiagnosis } from './conditions/queries.js'
import { type FieldError, fieldErrors, invalid, needsConfirmation, notFound, Problem, type Warning } from './problem.js'
import { today } from './today.js'

/** Days of a fact that cannot be, by field: before birth or after today. */
export function impossibleDays(
  birthDate: CalendarDay,
  days: Readonly<Record<string, CalendarDay | null | undefined>>,
): FieldError[] {
  const now = today()
  return Object.entries(days).flatMap(([field, day]) => {
    if (day == null || (day >= birthDate && day <= now)) return []
    return [{ pointer: `#/${field}`, code: day > now ? 'future-date' : 'before-birth' }]
  })
}

/** A device's clock may run ahead of ours by so many minutes. */
const CLOCK_MINUTES = 5

/** Instants of a fact that cannot be, by field: before the day of birth or after now. */
export function impossibleInstants(
  birthDate: CalendarDay,
  instants: Readonly<Record<string, Date | null>>,
): FieldError[] {
  const latest = Date.now() + CLOCK_MINUTES * 60_000
  return Object.entries(instants).flatMap(([field, instant]) => {
    if (instant === null) return []
    if (instant.getTime() > latest) return [{ pointer: `#/${field}`, code: 'future-date' }]
    return dayIn(MEXICO_CITY, instant) < birthDate ? [{ pointer: `#/${field}`, code: 'before-birth' }] : []
  })
}

/** A fact of treatment before the first diagnosis happens (an operation that found it), and asks for its reason. */
export async function beforeDiagnosis(
  scope: OpenScope,
  patientId: string,
  day: CalendarDay,
  pointer: string,
): Promise<Warning[]> {
  const { diagnosedOn } = await firstDiagnosis(scope, patientId)
  return diagnosedOn !== null && day < diagnosedOn ? [{ pointer, code: 'before-diagnosis', diagnosedOn }] : []
}

/**
 * The reasons to keep. Throws 409 with the warnings that have none, or 400 for a reason that nothing asked for, which
 * would be kept as if something had.
 */
export function answeredWarnings(
  warnings: readonly Warning[],
  given: readonly ConfirmedWarning[] = [],
): ConfirmedWarning[] {
  const needless = given.flatMap(({ code }, at) =>
    warnings.some((warning) => warning.code === code)
      ? []
      : [{ pointer: `#/confirmedWarnings/${at}/code`, code: 'override-not-needed' }],
  )
  if (needless.length > 0) throw invalid(...needless)
  const open = warnings.filter(({ code }) => !given.some((confirmed) => confirmed.code === code))
  if (open.length > 0) throw needsConfirmation(open)
  return [...given]
}

/** The event of reasons that were asked for and given: which, not what they say. */
export async function auditReasons(
  scope: OpenScope,
  event: Omit<AuditEntry, 'action'>,
  confirmed: readonly ConfirmedWarning[],
): Promise<void> {
  if (confirmed.length > 0)
    await audit(scope, { ...event, action: 'override', details: { rules: confirmed.map(({ code }) => code) } })
}

/** What an edit would make of a fact, judged by the schema that admits a new one. */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalid(
    ...result.error.issues.flatMap(({ code, path, message, ...rest }) => {
      const params: { keys?: string[]; origin?: string } = {}
      if ('keys' in rest) params.keys = rest.keys
      if ('origin' in rest) params.origin = String(rest.origin)
      return fieldErrors({ keyword: code, instancePath: `/${path.map(String).join('/')}`, message, params })
    }),
  )
}

/** An id of the address; what is none is nobody's. */
export function idFrom(text: string): string {
  const id = z.uuid().safeParse(text)
  if (!id.success) throw notFound()
  return id.data
}

/** Somebody else wrote first: what stands now, when and by whom, so that both can be compared. */
export const staleVersion = (current: unknown, last: { at: Date; by: string | null } | undefined) =>
  new Problem('stale-version', 412, {
    current,
    changedAt: last?.at.toISOString() ?? null,
    changedBy: last?.by ?? null,
  })

/** Columns of a mistake: it stays beside its correction, with who, when and why. */
export const mistake = ({ userId }: OpenScope, reason: string) => ({
  status: 'entered-in-error',
  enteredInErrorAt: new Date(),
  enteredInErrorBy: userId,
  enteredInErrorReason: reason,
})

interface FactRow {
  status: string
  recordedAt: Date
  enteredInErrorAt: Date | null
  enteredInErrorBy: string | null
  enteredInErrorReason: string | null
}

/** The members that every fact shows of its row. */
export const shownFact = (row: FactRow) => ({
  status: row.status === 'final' ? ('final' as const) : ('entered-in-error' as const),
  recordedAt: row.recordedAt.toISOString(),
  enteredInError:
    row.status === 'final'
      ? null
      : {
          reason: row.enteredInErrorReason,
          by: row.enteredInErrorBy,
          at: row.enteredInErrorAt?.toISOString() ?? null,
        },
})
