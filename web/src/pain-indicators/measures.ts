import type { PainFigures } from 'shared/pain-indicators'

/** The four measures of the loop, in its order: the words of each are `painIndicatorWords[word]`. */
export const measures = [
  { key: 'assessed', word: 'assessed' },
  { key: 'treated', word: 'treated' },
  { key: 'reassessedInTime', word: 'reassessed' },
  { key: 'relieved', word: 'relieved' },
] as const satisfies readonly { key: keyof PainFigures; word: string }[]
