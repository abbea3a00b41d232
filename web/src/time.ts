import { currentLanguage } from './preferences'

// Hospitals work in the time of central Mexico unless their record says otherwise; never in the browser's own zone.
const hospitalZone = 'America/Mexico_City'

const dayParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: hospitalZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: hospitalZone, hour: '2-digit', minute: '2-digit' })

/** Today in central Mexico, 'YYYY-MM-DD'. */
export function today(now = new Date()): string {
  return dayParts.format(now)
}

/** '2015-03-27' as '27/03/2015'. `dateStyle: 'short'` would cut the year to two digits in es-MX. */
export function shownDay(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}/${month}/${year}`
}

/** '2015-03-27' as '27 de marzo de 2015'. */
export function longDay(day: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))
}

/** An instant as the hospital's clock shows it: '14:32'. */
export function clockTime(instant: Date | string): string {
  return clock.format(new Date(instant))
}

/** An instant as '27/03/2015 14:32', hospital time. */
export function inHospitalTime(instant: Date | string): string {
  const at = new Date(instant)
  return `${shownDay(dayParts.format(at))} ${clock.format(at)}`
}

/** Whole years and months lived on a day; both days 'YYYY-MM-DD'. */
export function ageOn(birthDate: string, day: string): { years: number; months: number } {
  const [birthYear = 0, birthMonth = 0, birthDay = 0] = birthDate.split('-').map(Number)
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const lived = (year - birthYear) * 12 + (month - birthMonth) - (date < birthDay ? 1 : 0)
  return { years: Math.floor(lived / 12), months: lived % 12 }
}

/** 16682 as '16,682'. */
export function shownNumber(value: number, decimals = 0): string {
  return value.toLocaleString(locale(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

export function locale() {
  return currentLanguage() === 'es' ? 'es-MX' : 'en-US'
}

/** The instant at which the hospital's clock shows a day and a time; null where either is not one. */
export function hospitalInstant(day: string, time: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null
  const wanted = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(wanted)) return null
  const shown = (at: number) => Date.parse(`${dayParts.format(at)}T${clock.format(at)}:00Z`)
  // the zone's distance from UTC, as it was at that time
  const guess = wanted + (wanted - shown(wanted))
  return new Date(guess + (wanted - shown(guess)))
}
