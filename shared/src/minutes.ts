import * as z from 'zod'
import { confirmedWarnings } from './confirmed-warnings.js'
import { IdentityMark, notAPerson } from './identity-marks.js'
import { longestMinutes } from './minutes-text.js'
import { PublishedMinutes } from './published-minutes.js'
import { SessionFigure } from './session-figures.js'
import { minutesStatuses } from './working-group.js'

/** Sums and percentages of the text that do not agree, which stand with a reason. */
export const minutesWarningCodes = ['figure-sum', 'figure-percentage'] as const

const reason = z.string().trim().min(15, 'reason-short').max(500, 'too-long')

/** The first version takes nothing; an erratum says why. */
export const NewMinutes = z.strictObject({
  erratumReason: reason.optional().meta({ example: 'El número de hospitales era de otra semana' }),
  notAPerson: notAPerson.optional(),
})
export type NewMinutes = z.infer<typeof NewMinutes>

export const MinutesEdit = z
  .strictObject({
    text: z
      .string()
      .max(longestMinutes, 'too-long')
      .transform((text) => text.normalize('NFC'))
      .optional()
      .meta({
        description: 'Markdown; figures as {{key}}',
        example: '## Apertura\n\nHay {{total}} personas registradas.',
      }),
    notAPerson: notAPerson.optional(),
  })
  .refine((edit) => Object.keys(edit).length > 0, 'nothing-to-change')
export type MinutesEdit = z.infer<typeof MinutesEdit>

const instant = z.string().nullable()

export const MinutesSummary = z.object({
  id: z.uuid(),
  sessionId: z.uuid(),
  version: z.int(),
  /** 1, and 2 or more for errata. */
  versionNumber: z.int(),
  status: z.enum(minutesStatuses),
  erratumReason: z.string().nullable(),
  updatedAt: z.string(),
  agreedAt: instant,
  publishedAt: instant,
  folio: z.string().nullable(),
  sha256: z.string().nullable(),
})
export type MinutesSummary = z.infer<typeof MinutesSummary>

/** Versions of a session, the first first. */
export const MinutesList = z.object({ items: z.array(MinutesSummary) })
export type MinutesList = z.infer<typeof MinutesList>

export const Minutes = MinutesSummary.extend({
  text: z.string(),
  notAPerson: z.array(z.string()),
  /** Places that may say who a registered person is. */
  marks: z.array(IdentityMark),
  /** Accounts of whoever wrote in it, the first first. */
  authors: z.array(z.uuid()),
  updatedBy: z.uuid().nullable(),
  agreedBy: z.uuid().nullable(),
  publishedBy: z.uuid().nullable(),
  /** What the session's frozen reports say, for references to it; of published minutes those they quote. */
  figures: z.array(SessionFigure),
  /** What was published, as its bytes say. */
  document: PublishedMinutes.nullable(),
})
export type Minutes = z.infer<typeof Minutes>

export const MinutesRevisionHeading = z.object({
  id: z.uuid(),
  version: z.int(),
  writtenBy: z.uuid(),
  writtenAt: z.string(),
  /** Letters of the text. */
  length: z.int(),
})
export type MinutesRevisionHeading = z.infer<typeof MinutesRevisionHeading>

/** Texts that were written over, the newest first, at most 200. */
export const MinutesRevisions = z.object({ items: z.array(MinutesRevisionHeading) })
export type MinutesRevisions = z.infer<typeof MinutesRevisions>

export const MinutesRevision = MinutesRevisionHeading.extend({ text: z.string() })
export type MinutesRevision = z.infer<typeof MinutesRevision>

export const MinutesPublication = z.strictObject({ confirmedWarnings: confirmedWarnings(minutesWarningCodes) })
export type MinutesPublication = z.infer<typeof MinutesPublication>

/** What stands between minutes and their publication; `at` and `length` where it is a place of the text. */
export interface MinutesObstacle {
  pointer: string
  code: string
  at?: number
  length?: number
}
