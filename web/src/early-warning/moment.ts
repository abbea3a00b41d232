import { clockTime, hospitalInstant, today } from '../time'

/** A moment as two fields: day and time of the hospital. */
export type Moment = { day: string; time: string }

export const nowAsMoment = (): Moment => ({ day: today(), time: clockTime(new Date()) })

export const asMoment = (instant: string): Moment => ({ day: today(new Date(instant)), time: clockTime(instant) })

/** As it is sent; the very words where they are no moment, for the schema to refuse; undefined where nothing is typed. */
export function sentMoment({ day, time }: Moment): string | undefined {
  if (day === '' && time === '') return undefined
  return hospitalInstant(day, time)?.toISOString() ?? `${day} ${time}`
}
