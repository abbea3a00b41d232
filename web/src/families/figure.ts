import type { FigureKey, SessionFigure } from 'shared/session-figures'
import { longDay, shownNumber } from '../time'

type Form = 'count' | 'percent' | 'decimal' | 'day'

/** Figures in the order of the page, by what they speak of; the list of shared/session-figures with less to load. */
export const figureGroups = {
  counts: [
    'total',
    'added',
    'paediatric',
    'paediatricPercent',
    'adult',
    'adultPercent',
    'hospitals',
    'umae',
    'secondLevel',
    'previous',
    'removed',
    'on',
    'since',
  ],
  treatment: ['dosesOnTimePercent', 'dosesDue', 'firstTreatmentPercent'],
  pain: ['painAssessedPercent', 'painTreatedPercent', 'painReassessedPercent', 'painRelievedPercent'],
  supply: ['openShortages', 'hospitalsWithShortage', 'supplyMonths', 'supplyKeys', 'supplyPieces'],
} as const satisfies Record<string, readonly FigureKey[]>

const formOf = (key: string): Form =>
  key === 'on' || key === 'since'
    ? 'day'
    : key.endsWith('Percent')
      ? 'percent'
      : key === 'supplyMonths'
        ? 'decimal'
        : 'count'

/** A figure as it is read; `hidden` in the place of one that is kept private. */
export function shownFigure({ key, value }: Pick<SessionFigure, 'value'> & { key: string }, hidden: string): string {
  if (value === null) return hidden
  if (typeof value === 'string') return longDay(value)
  const form = formOf(key)
  if (form === 'percent') return `${shownNumber(value)} %`
  return shownNumber(value, form === 'decimal' ? 1 : 0)
}
