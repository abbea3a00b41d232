import { painUncontrolled } from 'shared/analgesic-plan-checks'
import { type AnalgesicRole, type AnalgesicRoute, answeredSeverities, type PainAction } from 'shared/pain'
import type { PainSettings } from 'shared/pain-settings'
import type { OpenScope } from '../access/scope.js'
import { painProtocol } from '../analgesia/catalogue.js'
import { isInfusion } from '../analgesia/running.js'
import { standingAlerts } from '../analgesia/standing-alerts.js'
import type { DoseFact } from '../pain-indicators/entries.js'
import {
  postAssessment,
  postDose,
  postSedationCheck,
  postStoppedOrders,
  withdrawAssessment,
  withdrawDose,
  withdrawEffects,
} from '../pain-indicators/postings.js'
import { type ClosedReminder, closeAnswered, closeEntered, reopen, supersede } from './closing.js'
import { raiseReminders, type Wanted } from './engine.js'
import { checkedSince, lastDay, type Scored, seen } from './past.js'
import { settingsOf } from './settings.js'
import { keepWatch, watchStopped } from './watch.js'

/*
 * The pain loop: what each fact asks of the ward, and what it answers. Called after the fact is written, in its own
 * transaction; a person who left the hospital's care (status not active) is asked nothing.
 *
 * fact                            asks                                              answers
 * moderate or severe pain         the pain again by `answerMinutes`                 (as any pain does)
 * … severe twice, or still after
 *   two doses (R-UNCONTROLLED)    a call to whoever treats pain, at once
 * any pain                                                                          pain asked for by an earlier pain, or by a dose
 *                                                                                   that it names or whose time is half over
 * pain of less than moderate, or
 *   one with "avisado" as action                                                    that call
 * dose with a clock               the pain again, by the minutes of its route       the pain asked for by an earlier pain
 * opioid dose                     sedation and breathing: by `sedationMinutes`, of
 *                                 a slow route together with the pain
 * naloxone                        sedation and breathing after 15 minutes
 * sedation check                                                                    checks asked for by an earlier check, or by a
 *                                                                                   dose whose time is half over
 * … with an alert (R-SED)         a call at once, and the next check in 15 minutes
 * … that did not measure what
 *   alarmed before                the next check in 15 minutes
 * … without                       the next check while an infusion runs (watch.ts)  the call of an earlier check
 * order stopped                                                                     checks of its infusion (cancelled)
 * mistake                         again what the fact had answered, unless another
 *                                 fact answers it too                               what it had asked (cancelled)
 *
 * Each dose with a clock keeps its reminder, closed at once where the pain after it is already recorded (a dose entered
 * late), because the indicator holds the reassessment against its `late_at`. What is seen before half of the time from a
 * dose to its look has passed is seen before the dose can have worked, and answers nothing of it, unless it names the dose.
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
  /** The order by which it was given. */
  order: DoseFact['order']
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
  if (isInfusion(route)) await keepWatch(scope, dose.patientId)
  return [...answered, ...superseded]
}

/** By mouth, rectum, under the tongue or through the skin an opioid sedates no sooner than it relieves. */
const slow: ReadonlySet<AnalgesicRoute> = new Set(['PO', 'PR', 'SL', 'TD'])

/**
 * Sedation and breathing were looked at. Answers with the reminders it closed. An alarm of before stands until a check
 * measures anew what raised it: one without a respiratory rate ends no call for slow breathing.
 */
export async function sedationRecorded(scope: OpenScope, check: SedationSeen): Promise<ClosedReminder[]> {
  const { patientId, effectiveAt } = check
  const alarming = check.alerts.length > 0
  const [{ graceMinutes }, standing, overtaken] = await Promise.all([
    settingsOf(scope, check.managingOrganizationId),
    standingAlerts(scope, patientId, effectiveAt),
    checkedSince(scope, check),
    alarming ? postSedationCheck(scope, check) : undefined,
  ])
  const unsafe = alarming || standing.length > 0
  const closed = await closeAnswered(scope, {
    ...{ patientId, kind: 'sedation-check', factId: check.id, at: effectiveAt },
    ...{ followsId: null, calms: !unsafe },
  })
  if (overtaken) return closed // entered late: who looked afterwards has judged
  const wanted: Wanted[] = []
  if (alarming) wanted.push({ kind: 'escalation', dueAt: new Date(), graceMinutes })
  if (unsafe) wanted.push({ kind: 'sedation-check', dueAt: later(effectiveAt, CLOSE_WATCH_MINUTES), graceMinutes })
  await raiseReminders(scope, check, wanted)
  if (!unsafe) await keepWatch(scope, patientId)
  return closed
}

/** Orders of a person were stopped: nothing is watched for them, and nothing flows by them any more. Call after their rows say so. */
export async function ordersStopped(scope: OpenScope, patientId: string, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  await watchStopped(scope, patientId, orderIds)
  await postStoppedOrders(scope, patientId, orderIds)
}

type Withdrawn = Pick<Fact, 'id' | 'patientId'>

/** An assessment was a mistake: what it closed waits again, what it asked is off. Call after its row says so. */
export async function assessmentWithdrawn(scope: OpenScope, fact: Withdrawn): Promise<void> {
  await Promise.all([reopen(scope, fact), withdrawAssessment(scope, fact)])
}
/** The same of a dose. */
export async function doseWithdrawn(scope: OpenScope, fact: Withdrawn): Promise<void> {
  await Promise.all([reopen(scope, fact), withdrawDose(scope, fact)])
  await keepWatch(scope, fact.patientId)
}
/** The same of a sedation check. */
export async function sedationWithdrawn(scope: OpenScope, fact: Withdrawn): Promise<void> {
  await Promise.all([reopen(scope, fact), withdrawEffects(scope, fact.id)])
  await keepWatch(scope, fact.patientId)
}
