import type { CalendarDay } from 'shared/calendar-day'
import { answeredSeverities } from 'shared/pain'
import {
  effectOfAlert,
  entriesOfAssessment,
  entriesOfDose,
  entriesOfEffects,
  isAnswer,
  moves,
  type Pain,
  type Standing,
} from '../pain-indicators/entries.js'
import { defaultSettings } from '../reminders/defaults.js'
import { DAY, type DemoPain, type DoseFact, HOUR, MINUTE, type PainFact, showsFrom } from './pain-facts.js'

/** An entry, its sign, and when the fact that posts it was written. */
type Posting = readonly [entry: Standing, sign: 1 | -1, recordedAt: number]

/** Mexico keeps one hour all year since 2022, six behind UTC in its capital; nothing here is older. */
export function dayAt(instant: number): CalendarDay {
  const day = Math.floor((instant - 6 * HOUR) / DAY)
  const text = days.get(day) ?? new Date(day * DAY).toISOString().slice(0, 10)
  days.set(day, text)
  return text
}
const days = new Map<number, CalendarDay>()

/** What the postings of these facts would have written, in their order: each as it came, and what it turned. */
export function* ledgerOf({ patientId, organizationId: managingOrganizationId, facts }: DemoPain): Generator<Posting> {
  let doses: { fact: DoseFact; lateAt: number; before: Pain | null; standing: Standing[] }[] = []
  let pains: { fact: PainFact; lateAt: number; standing: Standing[] }[] = []
  const seen = new Map<string, PainFact>()
  const { answerMinutes, graceMinutes } = defaultSettings

  const ofPain = ({ id, at, scored: { severity }, action }: PainFact, answered: boolean) =>
    entriesOfAssessment(
      { id, patientId, managingOrganizationId, effectiveAt: new Date(at), severity, action },
      answerMinutes,
      answered,
    )
  const ofDose = (fact: DoseFact, lateAt: number | null, before: Pain | null, after: Pain | null) =>
    entriesOfDose(
      {
        id: fact.id,
        patientId,
        managingOrganizationId,
        role: fact.role,
        opioid: fact.opioid,
        givenAt: new Date(fact.at),
        lateAt: lateAt === null ? null : new Date(lateAt),
        route: fact.route,
        order: null, // only infusions and patches ask when it was stopped
      },
      before,
      after,
    )

  for (const fact of facts) {
    const { recordedAt } = fact
    if (fact.kind === 'pain') {
      const standing = ofPain(fact, false)
      for (const entry of standing) yield [entry, 1, recordedAt]
      doses = doses.filter(({ lateAt }) => lateAt >= fact.at)
      const after = painOf(fact)
      for (const dose of doses) {
        if (after === null || dose.fact.answersAssessmentId === fact.id) continue
        if (fact.at < showsFrom(dose.fact) && fact.followsAdministrationId !== dose.fact.id) continue
        const should = ofDose(dose.fact, dose.lateAt, dose.before, after)
        for (const move of moves(dose.standing, should)) yield [move, move.sign, recordedAt]
        dose.standing = should
      }
      if (!answeredSeverities.some((severity) => severity === fact.scored.severity)) continue
      seen.set(fact.id, fact)
      pains = pains.filter(({ lateAt }) => lateAt >= fact.at)
      pains.push({ fact, lateAt: fact.at + answerMinutes * MINUTE, standing })
    } else if (fact.kind === 'dose') {
      const lateAt = fact.dueAt === null ? null : fact.dueAt + graceMinutes * MINUTE
      const standing = ofDose(fact, lateAt, null, null)
      for (const entry of standing) yield [entry, 1, recordedAt]
      const answers = seen.get(fact.answersAssessmentId ?? '')
      if (lateAt !== null)
        doses.push({ fact, lateAt, before: answers === undefined ? null : painOf(answers), standing })
      if (!isAnswer(fact.role)) continue
      for (const pain of pains) {
        if (pain.lateAt < fact.at) continue
        const should = ofPain(pain.fact, true)
        for (const move of moves(pain.standing, should)) yield [move, move.sign, recordedAt]
        pain.standing = should
      }
    } else if (fact.kind === 'effect' || fact.kind === 'check') {
      const effects = fact.kind === 'effect' ? [fact.effect] : fact.alerts.flatMap((code) => effectOfAlert[code] ?? [])
      if (effects.length === 0) continue
      const entries = entriesOfEffects({
        id: fact.id,
        patientId,
        managingOrganizationId,
        effectiveAt: new Date(fact.at),
        effects,
      })
      for (const entry of entries) yield [entry, 1, recordedAt]
    }
  }
}

function painOf({ scored: { scale, score, scoreMax, severity } }: PainFact): Pain | null {
  return severity === null ? null : { scale, score, scoreMax, severity }
}
