import { answeredSeverities, type ReminderKind } from 'shared/pain'
import { defaultSettings } from '../reminders/defaults.js'
import type { Chance } from './chance.js'
import { idAt } from './instants.js'
import { type DemoFact, type DemoPain, HOUR, MINUTE, type PainFact, showsFrom } from './pain-facts.js'

export interface DemoReminder {
  id: string
  kind: ReminderKind
  sourceId: string
  source: DemoFact['kind']
  raisedAt: number
  /** What is seen sooner does not answer it. */
  answersFrom: number
  dueAt: number
  lateAt: number
  closedAt: number | null
  closedById: string | null
  outcome: 'done' | 'superseded' | 'cancelled' | null
}

/** By mouth an opioid sedates no sooner than it relieves. */
const SLOW = 'PO'
const CLOSE_WATCH_MINUTES = 15

const asks = ({ scored: { severity } }: PainFact) => answeredSeverities.some((one) => one === severity)

/** What these facts asked of the ward and what answered it: the loop of reminders/loop.ts, told afterwards. */
export function remindersOf(chance: Chance, { facts, ends }: DemoPain): DemoReminder[] {
  const { answerMinutes, graceMinutes, reassessMinutes, sedationMinutes, earlyWarningHours, antibioticMinutes } =
    defaultSettings
  const all: DemoReminder[] = []
  let open: DemoReminder[] = []
  let before: PainFact | undefined

  const ask = (fact: DemoFact, kind: ReminderKind, dueAt: number, grace = graceMinutes) => {
    const reminder: DemoReminder = {
      id: idAt(chance, fact.recordedAt),
      kind,
      sourceId: fact.id,
      source: fact.kind,
      raisedAt: fact.recordedAt,
      answersFrom: fact.kind === 'dose' ? showsFrom({ at: fact.at, dueAt }) : fact.at,
      dueAt,
      lateAt: dueAt + grace * MINUTE,
      closedAt: null,
      closedById: null,
      outcome: null,
    }
    all.push(reminder)
    open.push(reminder)
    return reminder
  }
  const close = (
    fact: Pick<DemoFact, 'id' | 'recordedAt'>,
    outcome: 'done' | 'superseded',
    which: (one: DemoReminder) => boolean,
  ) => {
    for (const one of open)
      if (which(one)) Object.assign(one, { closedAt: fact.recordedAt, closedById: fact.id, outcome })
    open = open.filter(({ closedAt }) => closedAt === null)
  }

  let home = 0
  const leave = (before: number) => {
    for (let at = ends[home]; at !== undefined && at <= before; at = ends[++home]) {
      for (const one of open) Object.assign(one, { closedAt: Math.max(at, one.raisedAt), outcome: 'cancelled' })
      open = []
    }
  }

  for (const fact of facts) {
    leave(fact.at)
    if (fact.kind === 'pain') {
      const calms = !asks(fact) || fact.action === 'notify'
      close(
        fact,
        'done',
        ({ kind, source, sourceId, answersFrom }) =>
          (kind === 'reassessment' && (answersFrom <= fact.at || sourceId === fact.followsAdministrationId)) ||
          (kind === 'escalation' && source === 'pain' && calms),
      )
      if (asks(fact)) {
        ask(fact, 'reassessment', fact.at + answerMinutes * MINUTE)
        const again = before?.scored.severity === 'severe' && fact.at - before.at < 24 * HOUR
        const called = open.some(({ kind, source }) => kind === 'escalation' && source === 'pain')
        if (fact.scored.severity === 'severe' && again && !called && fact.action !== 'notify')
          ask(fact, 'escalation', fact.recordedAt)
      }
      before = fact
    } else if (fact.kind === 'dose') {
      if (fact.dueAt !== null) {
        close(fact, 'superseded', ({ kind, source }) => kind === 'reassessment' && source === 'pain')
        ask(fact, 'reassessment', fact.dueAt)
      }
      const watch =
        fact.role === 'antagonist' ? CLOSE_WATCH_MINUTES : fact.route === SLOW ? reassessMinutes.PO : sedationMinutes
      if (fact.opioid || fact.role === 'antagonist') ask(fact, 'sedation-check', fact.at + watch * MINUTE)
    } else if (fact.kind === 'check') {
      const calms = fact.alerts.length === 0
      close(
        fact,
        'done',
        ({ kind, source, answersFrom }) =>
          (kind === 'sedation-check' && answersFrom <= fact.at) ||
          (kind === 'escalation' && source === 'check' && calms),
      )
      if (calms) continue
      ask(fact, 'escalation', fact.recordedAt)
      ask(fact, 'sedation-check', fact.at + CLOSE_WATCH_MINUTES * MINUTE)
    } else if (fact.kind === 'score') {
      close(fact, 'done', ({ kind, source }) => source === 'score' && (kind === 'early-warning' || fact.band !== 'red'))
      if (!fact.last) ask(fact, 'early-warning', fact.at + earlyWarningHours[fact.band] * HOUR)
      if (fact.band === 'red') ask(fact, 'escalation', fact.recordedAt)
    } else if (fact.kind === 'fever') {
      const { antibioticAt } = fact
      const reminder = ask(fact, 'antibiotic', fact.at + antibioticMinutes * MINUTE, 0)
      if (antibioticAt !== null) close({ id: fact.id, recordedAt: antibioticAt }, 'done', (one) => one === reminder)
    }
  }
  leave(Number.POSITIVE_INFINITY)
  return all
}
