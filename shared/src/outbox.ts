/** What may wait on a device until the server can be reached: an allow-list, by kind. */
export const queuedKinds = ['pain-assessment', 'analgesic-administration', 'sedation-check'] as const
export type QueuedKind = (typeof queuedKinds)[number]

/** The part of a person's address that each kind is sent to, and the field that says when it was. */
const places: Readonly<Record<QueuedKind, { part: string; clock: string }>> = {
  'pain-assessment': { part: 'pain-assessments', clock: 'effectiveDateTime' },
  'analgesic-administration': { part: 'analgesic-administrations', clock: 'givenAt' },
  'sedation-check': { part: 'sedation-checks', clock: 'effectiveDateTime' },
}

export const outboxLimits = { items: 50, hours: 12, lateMinutes: 30 } as const

const minute = 60_000
const hour = 60 * minute
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

export type QueuedBody = Readonly<Record<string, unknown>>

/**
 * Where the moment of an entry comes from: `typed` by the person, `pressed` when it was the moment of saving,
 * `confirmed` when the person was asked afterwards.
 */
export type EntryClock = 'typed' | 'pressed' | 'confirmed'

/** Whether an address, below `/api/`, may be queued for this person. */
export function mayQueue(kind: QueuedKind, path: string, patientId: string): boolean {
  return uuid.test(patientId) && path === `patients/${patientId}/${places[kind].part}`
}

export const clockField = (kind: QueuedKind): string => places[kind].clock

/** The moment a body speaks of, in milliseconds since 1970; NaN where it has none. */
export const momentOf = (kind: QueuedKind, body: QueuedBody): number => Date.parse(String(body[clockField(kind)]))

/** The body with its moment: the one it has, or else this one, in milliseconds since 1970. */
export function withClock(kind: QueuedKind, body: QueuedBody, now: number): { body: QueuedBody; clock: EntryClock } {
  const field = clockField(kind)
  if (body[field] !== undefined && body[field] !== null) return { body, clock: 'typed' }
  return { body: { ...body, [field]: new Date(now).toISOString() }, clock: 'pressed' }
}

/**
 * Whether the person is asked for the moment before sending: nobody typed it, and it is more than 30 minutes old. Also
 * when it lies ahead by more than a minute, because then the device's clock was moved.
 */
export function asksClock(clock: EntryClock, moment: number, now: number): boolean {
  if (clock !== 'pressed') return false
  const age = now - moment
  return age > outboxLimits.lateMinutes * minute || age < -minute
}

/** Nothing stays on a device longer than 12 hours, by whichever way its clock was moved. */
export function isExpired(at: number, now: number): boolean {
  return Math.abs(now - at) > outboxLimits.hours * hour
}

/** Milliseconds until the next try after `attempts` that the server could not take: 2 s, 4 s … one minute at most. */
export function backOff(attempts: number, retryAfterSeconds?: number): number {
  const own = Math.min(minute, 1_000 * 2 ** Math.max(1, attempts))
  return Math.max(own, (retryAfterSeconds ?? 0) * 1_000)
}

/**
 * What an answer means for what waits. `again`: the server could not take it now. `sign-in`: it waits for its owner.
 * `saved-before`: this key already saved another text. `refused`: the person must look at it.
 */
export type Verdict = 'saved' | 'again' | 'sign-in' | 'saved-before' | 'refused'

export function verdictOf(status: number, type?: string): Verdict {
  if (status === 200 || status === 201) return 'saved'
  if (status === 401) return 'sign-in'
  if (status === 408 || status === 425 || status === 429 || status >= 500) return 'again'
  if (type === '/problems/idempotency-key-reused') return 'saved-before'
  return status >= 400 ? 'refused' : 'again' // a redirect or another page in the server's place saved nothing
}
