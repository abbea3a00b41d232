import * as z from 'zod'
import { textFindingCodes } from './check-text.js'
import { languages } from './counts.js'
import { figureKeys } from './figure-keys.js'

/** A text to check; with a session, its references are read as that session's figures. */
export const NewFigureCheck = z.strictObject({
  text: z.string().max(60_000, 'too-long'),
  sessionId: z.uuid().optional(),
  lang: z.enum(languages).default('es'),
})
export type NewFigureCheck = z.infer<typeof NewFigureCheck>

/** What does not agree, in the order of the text. `at` and `length` are UTF-16 units of the text as it was sent. */
export const FigureChecks = z.object({
  findings: z.array(
    z.object({
      code: z.enum(textFindingCodes),
      at: z.int(),
      length: z.int(),
      text: z.string(),
      stated: z.number().nullable(),
      expected: z.number().nullable(),
      key: z.enum(figureKeys).nullable(),
    }),
  ),
})
export type FigureChecks = z.infer<typeof FigureChecks>
