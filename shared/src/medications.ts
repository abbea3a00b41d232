import * as z from 'zod'

/** UCUM units of a dose; `[IU]` is written "UI" on the screen, never "U". */
export const doseUnits = ['mg', 'g', 'ug', '[IU]', 'mL', 'mmol'] as const
export type DoseUnit = (typeof doseUnits)[number]

/** Routes, in the letters of the international order sheets; IT is intrathecal. */
export const routes = ['IV', 'IT', 'PO', 'IM', 'SC', 'IVES', 'TOP', 'INH'] as const
export type Route = (typeof routes)[number]

/** What a dose is for: only antineoplastic doses count in the indicators of delivery. */
export const purposes = ['antineoplastic', 'premedication', 'hydration', 'rescue', 'supportive'] as const
export type Purpose = (typeof purposes)[number]

/** What a dose is reckoned from; AUC is Calvert's formula for carboplatin (mg/mL·min). */
export const doseBases = ['per-m2', 'per-kg', 'age-band', 'auc', 'fixed'] as const
export type DoseBasis = (typeof doseBases)[number]

export const Amount = z.object({ value: z.number(), unit: z.enum(doseUnits) })
export type Amount = z.infer<typeof Amount>
