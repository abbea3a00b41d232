import type { DueReminder, WardPerson } from 'shared/reminders'

export interface WardRow extends WardPerson {
  /** Late first. */
  reminders: readonly DueReminder[]
}

/** People with what is due of them; somebody whose reminder came first is there before the list of the ward is. */
export function rowsOf(people: readonly WardPerson[], due: readonly DueReminder[], service: string): WardRow[] {
  const rows = new Map<string, WardRow>(people.map((person) => [person.patientId, { ...person, reminders: [] }]))
  for (const reminder of due) {
    if (service !== '' && reminder.service !== service) continue
    const { patientId, name, ageInMonths, service: of } = reminder
    const row = rows.get(patientId) ?? {
      patientId,
      name,
      ageInMonths,
      service: of,
      lastPain: null,
      recent: [],
      reminders: [],
    }
    rows.set(patientId, { ...row, reminders: [...row.reminders, reminder] })
  }
  return [...rows.values()]
}

/** Those with something late, with something due, and the others; the first two by the minute that is pressing most. */
export function bands(rows: readonly WardRow[], now: number): { late: WardRow[]; due: WardRow[]; calm: WardRow[] } {
  const pressing = ({ reminders }: WardRow) => Math.min(...reminders.map(({ lateAt }) => Date.parse(lateAt)))
  const waiting = rows.filter(({ reminders }) => reminders.length > 0).sort((a, b) => pressing(a) - pressing(b))
  return {
    late: waiting.filter((row) => pressing(row) <= now),
    due: waiting.filter((row) => pressing(row) > now),
    calm: rows.filter(({ reminders }) => reminders.length === 0),
  }
}
