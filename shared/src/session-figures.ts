import * as z from 'zod'
import { figureKeys, figureSources } from './figure-keys.js'

export { type FigureKey, type FigureSource, figureKeys, figureSources, sessionFigures } from './figure-keys.js'

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
