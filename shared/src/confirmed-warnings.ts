import * as z from 'zod'
import { line } from './patients.js'

/** A warning answered by a person: kept with its reason. */
export const ConfirmedWarning = z.object({ code: z.string(), reason: z.string() })
export type ConfirmedWarning = z.infer<typeof ConfirmedWarning>

/** Reasons for what `409 /problems/needs-confirmation` named; each code once. */
export const confirmedWarnings = <Code extends string>(codes: readonly Code[]) =>
  z
    .array(z.strictObject({ code: z.enum(codes), reason: line(300) }))
    .max(10, 'too-many')
    .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'warning-twice')
    .optional()
    .meta({ description: 'Reasons for the warnings of /problems/needs-confirmation' })
