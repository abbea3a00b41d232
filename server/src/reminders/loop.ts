import { painUncontrolled } from 'shared/analgesic-plan-checks'
import { type AnalgesicRole, type AnalgesicRoute, answeredSeverities, type PainAction } from 'shared/pain'
import type { PainSettings } from 'shared/pain-settings'
import type { OpenScope } from '../access/scope.js'
import { painProtocol } from '../analgesia/catalogue.js'
import {
  postAssessment,
  postDose,
  postSedationCheck,
  withdrawAssessment,
  withdrawDose,
  withdrawEffects,
} from '../pain-indicators/postings.js'
import { type ClosedReminder, closeAnswered, closeEntered, reopen, supersede } from './closing.js'
import { raiseReminders, type Wanted } from './engine.js'
import { checkedSince, lastDay, type Scored, seen } from './past.js'
import { settingsOf } from './settings.js'

/*
 * The pain loop: what each fact asks of the ward, and what it answers. Called after the fact is written, in its own
 * transaction; a person who left the hospital's care (status not active) is asked nothing.
 *
 * fact                            asks                                              answers
 * moderate or severe pain         the pain again by `answerMinutes`                 (as any pain does)
 * … severe twice, or still after
 *   two doses (R-UNCONTROLLED)    a call to whoever treats pain, at once
 * any pain                                                                          pain asked for by an earlier dose or pain
 * pain of less than moderate, or
 *   one with "avisado" as action                                                    that call
 * dose with a clock               the pain again, by the minutes of its route       the pain asked for by an earlier pain
 * opioid dose                     sedation and breathing: by `sedationMinutes`, of
 *                                 a slow route together with the pain
 * naloxone                        sedation and breathing after 15 minutes
 * sedation check                                                                    checks asked for by what came before it
 * … with an alert (R-SED)         a call at once, and the next check in 15 minutes
 * … without                                                                         the call of an earlier check
 * mistake                         again what the fact had answered, unless another
 *                                 fact answers it too                               what it had asked (cancelled)
 *
 * Each dose with a clock keeps its reminder, closed at once where the pain after it is already recorded (a dose entered
 * late), because the indicator holds the reassessment against its `late_at`. A nurse types the minute and the server knows the
 * second: a pain of the minute of a dose comes before it.
 */

/** R-SED: a person too sedated is looked at every 15 minutes; after naloxone it may come back as soon. */
const CLOSE_WATCH_MINUTES = 15

interface Fact {
  id: string
  patientId: string
  managingOrganizationId: string
}
/** Without a severity it is of a questionnaire that does not say how strong the pain is (DN4): it asks and answers nothing. */
export interface AssessedPain extends Fact, Scored {
  effectiveAt: Date
  followsAdministrationId: string | null
  action: PainAction | null
}
export interface GivenDose extends Fact {
  role: AnalgesicRole
  route: AnalgesicRoute
  opioid: boolean
  givenAt: Date
  /** The pain it was given for, which is not its reassessment whatever the minutes say. */
  answersAssessmentId: string | null
  /** As `reassessmentDue` says; null where nothing is looked at again. */
  reassessDueAt: Date | null
}
export interface SedationSeen extends Fact {
  effectiveAt: Date
  alerts: readonly string[]
}

const MINUTE = 60_000
const later = (instant: Date, minutes: number) => new Date(instant.getTime() + minutes * MINUTE)

/** When the pain has to be looked at after a dose; null for what does not treat pain (laxative, naloxone). */
export function reassessmentDue(
  { reassessMinutes }: Pick<PainSettings, 'reassessMinutes'>,
  { role, route, givenAt }: Pick<GivenDose, 'role' | 'route' | 'givenAt'>,
): Date | null {
  return role === 'bowel-prophylaxis' || role === 'antagonist' ? null : later(givenAt, reassessMinutes[route])
}

/** A pain was assessed. Answers with the reminders it closed: of those whose `sourceId` is a dose, the reassessment. */
export async function assessmentRecorded(scope: OpenScope, pain: AssessedPain): Promise<ClosedReminder[]> {
  const { severity } = pain
  const asks = severity !== null && answeredSeverities.includes(severity)
  const closing =
    severity === null
      ? []
      : closeAnswered(scope, {
          patientId: pain.patientId,
          kind: 'reassessment',
          factId: pain.id,
          at: pain.effectiveAt,
          followsId: pain.followsAdministrationId,
          calms: !asks || pain.action === 'notify',
        })
  if (!asks) {
    const [closed] = await Promise.all([closing, postAssessment(scope, pain)])
    return closed
  }
  const [closed, settings, recent] = await Promise.all([
    closing,
    settingsOf(scope, pain.managingOrganizationId),
    lastDay(scope, pain),
  ])
  const { answerMinutes, graceMinutes } = settings
  const wanted: Wanted[] = []
  if (!recent.seenSince && !recent.treatedSince)
    wanted.push({ kind: 'reassessment', dueAt: later(pain.effectiveAt, answerMinutes), graceMinutes })
  if (
    !recent.seenSince &&
    !recent.called &&
    pain.action !== 'notify' &&
    painUncontrolled(painProtocol, [...recent.pains, seen(pain, pain.effectiveAt)], recent.doses) !== null
  )
    wanted.push({ kind: 'escalation', dueAt: new Date(), graceMinutes })
  await Promise.all([raiseReminders(scope, pain, wanted), postAssessment(scope, pain, answerMinutes)])
  return closed
}

/**
 * An analgesic was given. Answers with the reminders raised for it that were already answered by a later pain (a dose
 * entered late) and with what it superseded.
 */
export async function doseRecorded(
  scope: OpenScope,
  dose: GivenDose,
  settings?: PainSettings,
): Promise<ClosedReminder[]> {
  const { graceMinutes, sedationMinutes, reassessMinutes } =
    settings ?? (await settingsOf(scope, dose.managingOrganizationId))
  const { reassessDueAt, role, route, opioid, givenAt } = dose
  const wanted: Wanted[] = []
  if (reassessDueAt !== null) wanted.push({ kind: 'reassessment', dueAt: reassessDueAt, graceMinutes })
  const watch = role === 'antagonist' ? CLOSE_WATCH_MINUTES : slow.has(route) ? reassessMinutes[route] : sedationMinutes
  if (opioid || role === 'antagonist')
    wanted.push({ kind: 'sedation-check', dueAt: later(givenAt, watch), graceMinutes })
  const [, answered, superseded] = await Promise.all([
    raiseReminders(scope, dose, wanted),
    closeEntered(scope, dose),
    reassessDueAt === null ? [] : supersede(scope, dose),
    postDose(scope, { ...dose, lateAt: reassessDueAt && later(reassessDueAt, graceMinutes) }),
  ])
  return [...answered, ...superseded]
}

/** By mouth, rectum, under the tongue or through the skin an opioid sedates no sooner than it relieves. */
const slow: ReadonlySet<AnalgesicRoute> = new Set(['PO', 'PR', 'SL', 'TD'])

/** Sedation and breathing were looked at. Answers with the reminders it closed. */
export async function sedationRecorded(scope: OpenScope, check: SedationSeen): Promise<ClosedReminder[]> {
  const alarming = check.alerts.length > 0
  const closing = closeAnswered(scope, {
    patientId: check.patientId,
    kind: 'sedation-check',
    factId: check.id,
    at: check.effectiveAt,
    followsId: null,
    calms: !alarming,
  })
  if (!alarming) return closing
  const [closed, { graceMinutes }, overtaken] = await Promise.all([
    closing,
    settingsOf(scope, check.managingOrganizationId),
    checkedSince(scope, check),
    postSedationCheck(scope, check),
  ])
  if (overtaken) return closed // entered late: who looked afterwards has judged
  await raiseReminders(scope, check, [
    { kind: 'escalation', dueAt: new Date(), graceMinutes },
    { kind: 'sedation-check', dueAt: later(check.effectiveAt, CLOSE_WATCH_MINUTES), graceMinutes },
  ])
  return closed
}

type Withdrawn = Pick<Fact, 'id' | 'patientId'>

/** An assessment was a mistake: what it closed waits again, what it asked is off. Call after its row says so. */
export async function assessmentWithdrawn(scope: OpenScope, fact: Withdrawn): Promise<void> {
  await Promise.all([reopen(scope, fact), withdrawAssessment(scope, fact)])
}
/** The same of a dose. */
export async function doseWithdrawn(scope: OpenScope, fact: Withdrawn): Promise<void> {
  await Promise.all([reopen(scope, fact), withdrawDose(scope, fact)])
}
/** The same of a sedation check. */
export async function sedationWithdrawn(scope: OpenScope, fact: Withdrawn): Promise<void> {
  await Promise.all([reopen(scope, fact), withdrawEffects(scope, fact.id)])
}
