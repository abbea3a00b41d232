import { type FigureKey, sessionFigures } from 'shared/figure-keys'
import type { SessionFigure } from 'shared/session-figures'
import { longDay, shownNumber } from '../time'

/** Figures in the order of the page, by what they speak of. */
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

/** A figure as it is read; `hidden` in the place of one that is kept private. */
export function shownFigure({ key, value }: Pick<SessionFigure, 'key' | 'value'>, hidden: string): string {
  if (value === null) return hidden
  if (typeof value === 'string') return longDay(value)
  const { form } = sessionFigures[key]
  if (form === 'percent') return `${shownNumber(value)} %`
  return shownNumber(value, form === 'decimal' ? 1 : 0)
}
