import { countInEnglish, countInSpanish } from './bulletin.js'
import { type FigureKey, sessionFigures } from './session-figures.js'

/** A figure as a text says it: "16 mil 682", "35 por ciento", "2.4", "9 de agosto de 2024"; null is hidden or has no denominator. */
export function figureInWords(key: FigureKey, value: number | string | null, lang: 'es' | 'en'): string {
  if (value === null) return lang === 'es' ? 'dato reservado' : 'figure withheld'
  const { form } = sessionFigures[key]
  if (form === 'day')
    return new Intl.DateTimeFormat(lang === 'es' ? 'es-MX' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${value}T12:00:00Z`),
    )
  const number = Number(value)
  if (form === 'decimal') return number.toFixed(1)
  const count = lang === 'es' ? countInSpanish(number) : countInEnglish(number)
  return form === 'percent' ? `${count} ${lang === 'es' ? 'por ciento' : 'percent'}` : count
}
