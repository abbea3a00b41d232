import type { DueReminder } from 'shared/reminders'
import { wordsNow } from '../words/define'
import { wardWords } from '../words/ward'

/** What it asks for. */
export function askedText({ kind, callFor }: DueReminder): string {
  const words = wordsNow(wardWords)
  return kind === 'escalation' ? words[`escalation-${callFor ?? 'pain'}`] : words[kind]
}

/** '12 min', '1 h 5 min', '3 días'. */
function timeText(milliseconds: number): string {
  const words = wordsNow(wardWords)
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 60) return words.minutes(minutes)
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? words.hours(hours, minutes % 60) : words.days(Math.floor(hours / 24))
}

/** How a reminder stands at an instant of the server's clock: tone, and minutes late or left. */
export function standing({ dueAt, lateAt }: DueReminder, now: number) {
  const words = wordsNow(wardWords)
  const [due, late] = [Date.parse(dueAt), Date.parse(lateAt)]
  if (now >= late)
    return {
      ...({ tone: 'error', icon: 'warning' } as const),
      text: now - late < 60_000 ? words.lateNow : words.lateBy(timeText(now - late)),
    }
  if (now >= due)
    return {
      ...({ tone: 'warning', icon: 'clock' } as const),
      text: now - due < 60_000 ? words.dueNow : words.dueSince(timeText(now - due)),
    }
  // Rounded up: "in 0 min" says nothing
  return { ...({ tone: 'neutral', icon: 'clock' } as const), text: words.dueIn(timeText(due - now + 59_999)) }
}
