import { dayIn, MEXICO_CITY } from 'shared/calendar-day'
import {
  type AnalgesicEffect,
  type AnalgesicRole,
  type AnalgesicRoute,
  answeredSeverities,
  type PainAction,
  type PainMeasure,
  type PainSeverity,
} from 'shared/pain'
import { leastScores, RELIEF_PERCENT, RELIEF_POINTS } from 'shared/pain-indicator-rules'
import { isInfusion, PATCH_HOURS } from '../analgesia/running.js'

/** The clock of an answer or a reassessment: null on every other entry. */
interface EntryClock {
  /** From this instant it is missed, if it is not met. */
  lateAt: Date | null
  minutes: number | null
}

/** What one fact says on the ledger, before its sign. */
export interface Standing extends EntryClock {
  organizationId: string
  patientId: string
  measure: PainMeasure
  /** The assessment, dose, check or effect. */
  sourceId: string
  /** Day in the hospital's time. */
  happenedOn: string
  met: boolean
  effect: AnalgesicEffect | null
  /** Last day on which an infusion or a patch acts, `infinity` while nobody has stopped it; null where it is `happenedOn` alone. */
  untilOn: string | null
}

interface Fact {
  id: string
  patientId: string
  managingOrganizationId: string
}

/** A score in the points of its scale. */
export interface Pain {
  scale: string
  score: number
  scoreMax: number
  severity: PainSeverity
}

export interface AssessmentFact extends Fact {
  effectiveAt: Date
  /** Null where the scale tells no strength (DN4): it is an assessment, and no pain to answer or to look at again. */
  severity: PainSeverity | null
  action: PainAction | null
}

export interface DoseFact extends Fact {
  role: AnalgesicRole
  opioid: boolean
  givenAt: Date
  /** From this instant its reassessment is late; null where nothing is to be looked at again. */
  lateAt: Date | null
  route: AnalgesicRoute
  /** What says how long an infusion or a patch acts; null where nobody ordered it. */
  order: { intervalHours: number | null; stoppedAt: Date | null } | null
}

export interface EffectsFact extends Fact {
  effectiveAt: Date
  effects: readonly AnalgesicEffect[]
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const none = { lateAt: null, minutes: null, effect: null, untilOn: null }
const dayOf = (instant: Date) => dayIn(MEXICO_CITY, instant)
const placeOf = ({ id, patientId, managingOrganizationId }: Fact) => ({
  ...{ organizationId: managingOrganizationId, patientId, sourceId: id },
})

const asksForAnswer = (severity: PainSeverity | null) => severity !== null && answeredSeverities.includes(severity)

/** Whether a dose of this role answers a pain: a laxative and naloxone do not. */
export const isAnswer = (role: AnalgesicRole) => role !== 'bowel-prophylaxis' && role !== 'antagonist'

/**
 * What an assessment says: that its day was assessed, and, if it hurt, whether an answer came within `minutes`. That is of
 * the day on which the answer is due, so that each pain stands in one period whatever midnight lies between.
 */
export function entriesOfAssessment(assessment: AssessmentFact, minutes: number, answered: boolean): Standing[] {
  const { effectiveAt, severity, action } = assessment
  const base = { ...placeOf(assessment), happenedOn: dayOf(effectiveAt) }
  const assessed: Standing = { ...base, ...none, measure: 'assessed', met: true }
  if (!asksForAnswer(severity)) return [assessed]
  const met = answered || action === 'non-drug'
  const lateAt = new Date(effectiveAt.getTime() + minutes * MINUTE)
  return [assessed, { ...base, ...none, happenedOn: dayOf(lateAt), measure: 'treated', met, lateAt, minutes }]
}

/**
 * The last day on which an infusion or a patch acts: until its order is stopped, a patch for no longer than its hours. An
 * infusion that nobody ordered has no end that anybody would write, and stands on its first day.
 */
function lastDayOf({ route, givenAt, order }: DoseFact): string | null {
  const stoppedAt = order?.stoppedAt?.getTime() ?? Number.POSITIVE_INFINITY
  const upTo = (end: number) => dayOf(new Date(Math.max(givenAt.getTime(), end)))
  if (isInfusion(route)) return order === null ? null : Number.isFinite(stoppedAt) ? upTo(stoppedAt) : 'infinity'
  if (route !== 'TD') return null
  return upTo(Math.min(stoppedAt, givenAt.getTime() + (order?.intervalHours ?? PATCH_HOURS) * HOUR))
}

/**
 * What a dose says: its opioid day, its naloxone, whether it was reassessed in time and whether that showed relief.
 * `before` is the pain it names as answered, `after` the last pain that looks at it again by `lateAt`.
 */
export function entriesOfDose(dose: DoseFact, before: Pain | null, after: Pain | null): Standing[] {
  const { role, opioid, givenAt, lateAt } = dose
  const given = { ...placeOf(dose), happenedOn: dayOf(givenAt), ...none, met: true }
  const entries: Standing[] = []
  if (opioid && role !== 'antagonist') entries.push({ ...given, measure: 'opioid-day', untilOn: lastDayOf(dose) })
  if (role === 'antagonist') entries.push({ ...given, measure: 'naloxone' })
  if (!isAnswer(role) || lateAt === null) return entries
  const clock = { lateAt, minutes: Math.round((lateAt.getTime() - givenAt.getTime()) / MINUTE) }
  const judged = { ...given, happenedOn: dayOf(lateAt) }
  entries.push({ ...judged, ...clock, measure: 'reassessed', met: after !== null })
  if (after !== null && before !== null && asksForAnswer(before.severity))
    entries.push({ ...judged, measure: 'relieved', met: isRelief(before, after) })
  return entries
}

/** One entry for each kind: the same effect of a person is counted once a day, however often it is written. */
export function entriesOfEffects(fact: EffectsFact): Standing[] {
  const { effectiveAt, effects } = fact
  const base = { ...placeOf(fact), happenedOn: dayOf(effectiveAt) }
  return [...new Set(effects)].map((effect) => ({ ...base, ...none, measure: 'adverse-effect', met: true, effect }))
}

/** What an alert of a sedation check is, as an unwanted effect; codes as the check keeps them. */
export const effectOfAlert: Readonly<Record<string, AnalgesicEffect>> = {
  'too-sedated': 'sedation',
  'sedation-emergency': 'sedation',
  'breathing-slow': 'respiratory-depression',
  'breathing-emergency': 'respiratory-depression',
  'oxygen-low': 'respiratory-depression',
}

/** A score as of 10, whatever the scale begins and ends with. */
function ofTen({ scale, score, scoreMax }: Pain): number {
  const least = leastScores[scale] ?? 0
  return (10 * (score - least)) / (scoreMax - least)
}

/** A billionth undoes what binary fractions lose. */
const atLeast = (value: number, limit: number) => value >= limit - 1e-9

/** Whether a pain fell by at least 2 points of 10, or by at least 30 % of what it was. */
export function isRelief(before: Pain, after: Pain): boolean {
  const was = ofTen(before)
  const fall = was - ofTen(after)
  return atLeast(fall, RELIEF_POINTS) || atLeast(fall, (RELIEF_PERCENT / 100) * was)
}

export interface Move extends Standing {
  sign: 1 | -1
}

/** −1 of what stands and should not, +1 of what should and does not; nothing where both agree. */
export function moves(standing: readonly Standing[], should: readonly Standing[]): Move[] {
  const lacks = (these: readonly Standing[]) => {
    const keys = new Set(these.map(keyOf))
    return (one: Standing) => !keys.has(keyOf(one))
  }
  return [
    ...standing.filter(lacks(should)).map((one): Move => ({ ...one, sign: -1 })),
    ...should.filter(lacks(standing)).map((one): Move => ({ ...one, sign: 1 })),
  ]
}

const keyOf = ({ sourceId, organizationId, patientId, measure, happenedOn, met, effect, lateAt, ...more }: Standing) =>
  [
    sourceId,
    organizationId,
    patientId,
    measure,
    happenedOn,
    met,
    effect,
    lateAt?.getTime(),
    more.minutes,
    more.untilOn,
  ].join()
