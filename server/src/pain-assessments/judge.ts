import { dayIn, MEXICO_CITY } from 'shared/calendar-day'
import type { ConfirmedWarning } from 'shared/confirmed-warnings'
import { LATE_ENTRY_MINUTES, type NewPainAssessment } from 'shared/pain-assessments'
import { ageOnScale, canSelfReportAt, impossibleAt, type PainScale, scalesFor, scoreOf } from 'shared/pain-scales'
import { answeredWarnings } from '../clinical-facts.js'
import { CLOCK_MINUTES } from '../medication-administrations/rules.js'
import { type FieldError, invalid, type Warning } from '../problem.js'
import { painScaleById, painScales } from './scales.js'

/** The dose whose effect is looked at; null where it is none of the person's. */
export interface FollowedDose {
  status: string
  givenAt: Date
}

interface Around {
  now: Date
  birthDate: string
  /** Undefined where the assessment follows none. */
  dose?: FollowedDose | null | undefined
}

interface Judged {
  scale: PainScale
  score: number
  items: Record<string, number> | null
  effectiveAt: Date
  confirmedWarnings: ConfirmedWarning[]
}

const MINUTE = 60_000

export const isLate = (effectiveAt: Date, recordedAt: Date): boolean =>
  recordedAt.getTime() - effectiveAt.getTime() > LATE_ENTRY_MINUTES * MINUTE

/**
 * What an assessment comes to. Impossible: 400 by field. A scale other than the proposed ones: 409 until it has a reason.
 * A late entry is kept without one, for the queue of a lost connection has nobody to ask.
 */
export function judge(input: NewPainAssessment, { now, birthDate, dose }: Around): Judged {
  const effectiveAt = new Date(input.effectiveDateTime)
  const scale = painScaleById.get(input.scale)
  if (scale === undefined)
    throw invalid({ pointer: '#/scale', code: 'scale-unknown' }, ...momentErrors(effectiveAt, now, birthDate))
  const scored = scoreOf(scale, input)
  const moment = momentErrors(effectiveAt, now, birthDate)
  const errors = [...moment, ...(moment.length === 0 ? doseErrors(effectiveAt, dose) : []), ...(scored.errors ?? [])]
  const age = ageOnScale(birthDate, dayIn(MEXICO_CITY, effectiveAt))
  const canSelfReport = input.canSelfReport ?? canSelfReportAt(age)
  if (moment.length === 0 && impossibleAt(scale, age, canSelfReport))
    errors.push({ pointer: '#/scale', code: 'scale-for-age' })
  if (errors.length > 0 || scored.errors !== undefined) throw invalid(...errors)
  const warnings = otherScale(scale, age, canSelfReport)
  const lateReasons = isLate(effectiveAt, now) ? [{ pointer: '#/effectiveDateTime', code: 'late-entry' }] : []
  const given = input.confirmedWarnings ?? []
  const answeredLate = lateReasons.filter(({ code }) => given.some((reason) => reason.code === code))
  const confirmedWarnings = answeredWarnings([...warnings, ...answeredLate], given)
  return { scale, score: scored.score, items: scored.items, effectiveAt, confirmedWarnings }
}

function momentErrors(effectiveAt: Date, now: Date, birthDate: string): FieldError[] {
  const pointer = '#/effectiveDateTime'
  if (effectiveAt.getTime() > now.getTime() + CLOCK_MINUTES * MINUTE) return [{ pointer, code: 'future-date' }]
  return dayIn(MEXICO_CITY, effectiveAt) < birthDate ? [{ pointer, code: 'before-birth' }] : []
}

function doseErrors(effectiveAt: Date, dose: Around['dose']): FieldError[] {
  if (dose === undefined) return []
  const pointer = '#/followsAdministrationId'
  if (dose === null || dose.status !== 'final') return [{ pointer, code: 'dose-unknown' }]
  return dose.givenAt > effectiveAt ? [{ pointer, code: 'before-dose' }] : []
}

function otherScale({ id }: PainScale, age: number, canSelfReport: boolean): Warning[] {
  const proposed = scalesFor(painScales.scales, age, canSelfReport).map((scale) => scale.id)
  return proposed.includes(id) ? [] : [{ pointer: '#/scale', code: 'other-scale', proposed }]
}
