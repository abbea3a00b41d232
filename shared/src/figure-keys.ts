// Without schemas, as pages of families read them too.

/** The four frozen reports that a session quotes. */
export const figureSources = ['counts', 'treatment', 'pain', 'supply'] as const
export type FigureSource = (typeof figureSources)[number]

/** How a figure is written: whole numbers, whole percent, one decimal (months of stock), or a day. */
export type FigureForm = 'count' | 'percent' | 'decimal' | 'day'

/** What each figure is read from and how it is written. */
export const sessionFigures = {
  on: { source: 'counts', form: 'day' },
  since: { source: 'counts', form: 'day' },
  total: { source: 'counts', form: 'count' },
  previous: { source: 'counts', form: 'count' },
  added: { source: 'counts', form: 'count' },
  removed: { source: 'counts', form: 'count' },
  paediatric: { source: 'counts', form: 'count' },
  adult: { source: 'counts', form: 'count' },
  paediatricPercent: { source: 'counts', form: 'percent' },
  adultPercent: { source: 'counts', form: 'percent' },
  hospitals: { source: 'counts', form: 'count' },
  umae: { source: 'counts', form: 'count' },
  secondLevel: { source: 'counts', form: 'count' },
  dosesOnTimePercent: { source: 'treatment', form: 'percent' },
  dosesDue: { source: 'treatment', form: 'count' },
  firstTreatmentPercent: { source: 'treatment', form: 'percent' },
  painAssessedPercent: { source: 'pain', form: 'percent' },
  painTreatedPercent: { source: 'pain', form: 'percent' },
  painReassessedPercent: { source: 'pain', form: 'percent' },
  painRelievedPercent: { source: 'pain', form: 'percent' },
  supplyKeys: { source: 'supply', form: 'count' },
  supplyPieces: { source: 'supply', form: 'count' },
  supplyMonths: { source: 'supply', form: 'decimal' },
  openShortages: { source: 'supply', form: 'count' },
  hospitalsWithShortage: { source: 'supply', form: 'count' },
} as const satisfies Record<string, { source: FigureSource; form: FigureForm }>
export type FigureKey = keyof typeof sessionFigures

export const figureKeys = Object.keys(sessionFigures) as [FigureKey, ...FigureKey[]]

export const isFigureKey = (key: string): key is FigureKey => Object.hasOwn(sessionFigures, key)
