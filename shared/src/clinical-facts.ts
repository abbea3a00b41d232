import * as z from 'zod'
import { ConfirmedWarning } from './confirmed-warnings.js'

/** What every recorded fact of a person says beside itself. */
export const factFields = {
  id: z.uuid(),
  patientId: z.uuid(),
  status: z.enum(['final', 'entered-in-error']),
  confirmedWarnings: z.array(ConfirmedWarning),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
  /** Why it is a mistake, who said so and when; null while it stands. */
  enteredInError: z
    .object({ reason: z.string().nullable(), by: z.string().nullable(), at: z.string().nullable() })
    .nullable(),
}

/** A number with at most so many decimals; UCUM unit and bounds are said where it is used. */
export const measure = (min: number, max: number, decimals: number) =>
  z
    .number()
    .min(min, { error: 'too-small', abort: true })
    .max(max, { error: 'too-large', abort: true })
    .refine((value) => Number(value.toFixed(decimals)) === value, 'too-many-decimals')
