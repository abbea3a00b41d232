import { locale, longDay, shownNumber } from '../time'
import { countWords } from '../words/counts'
import { wordsNow } from '../words/define'
import { firstDay } from './question'

/** A figure of people; null is hidden, which is neither zero nor unknown. */
export function figure(value: number | null): string {
  return value === null ? wordsNow(countWords).hidden : shownNumber(value)
}

/** Its share of all, in whole percent; the adult one is the rest, so that both make 100. */
export function percents(paediatricPercent: number | null) {
  return paediatricPercent === null ? null : { paediatric: paediatricPercent, adult: 100 - paediatricPercent }
}

/** A part of the whole with one decimal, '12.4 %'; nothing where a figure is hidden. */
export function share(part: number | null, whole: number | null): string {
  if (part === null || whole === null || whole === 0) return ''
  return wordsNow(countWords).percent(shownNumber((100 * part) / whole, 1))
}

/** '2024-08-09' as '9 ago 24': for the foot of a bar. */
export function periodEnd(day: string): string {
  const format = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: '2-digit', timeZone: 'UTC' })
  return format.format(new Date(`${day}T12:00:00Z`))
}

/** 'del 27 de julio al 9 de agosto de 2024'; the year is said once where it is the same. */
export function period(since: string, on: string): string {
  const from = firstDay(since)
  const dayAndMonth = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', timeZone: 'UTC' })
  const sameYear = from.slice(0, 4) === on.slice(0, 4)
  return wordsNow(countWords).period(
    sameYear ? dayAndMonth.format(new Date(`${from}T12:00:00Z`)) : longDay(from),
    longDay(on),
  )
}
