import * as z from 'zod'

/** The four frozen reports that a session quotes. */
export const figureSources = ['counts', 'treatment', 'pain', 'supply'] as const
export type FigureSource = (typeof figureSources)[number]

/** What each figure is read from and how it is written: whole numbers, whole percent, one decimal (months of stock), or a day. */
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
} as const satisfies Record<string, { source: FigureSource; form: 'count' | 'percent' | 'decimal' | 'day' }>
export type FigureKey = keyof typeof sessionFigures

export const figureKeys = Object.keys(sessionFigures) as [FigureKey, ...FigureKey[]]

/** A figure as families may see it: null is a figure hidden to protect people, or one that has no denominator. */
export const SessionFigure = z.object({
  key: z.enum(figureKeys),
  reportId: z.uuid(),
  value: z.union([z.number(), z.string()]).nullable(),
})
export type SessionFigure = z.infer<typeof SessionFigure>

/** The reports frozen for a session and what each figure says; empty before they are frozen. */
export const SessionFigures = z.object({
  frozenAt: z.string().nullable(),
  /** The day that families' figures are of: the last published cut on or before the session. */
  on: z.string().nullable(),
  since: z.string().nullable(),
  reports: z.array(z.object({ source: z.enum(figureSources), reportId: z.uuid(), sha256: z.string() })),
  items: z.array(SessionFigure),
})
export type SessionFigures = z.infer<typeof SessionFigures>
