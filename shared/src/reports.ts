import * as z from 'zod'
import { ageLimits } from './age.js'
import { calendarDay } from './calendar-day.js'
import { ageMoments, Counts, countGroups, languages } from './counts.js'

/** The parameters of a count, in a body: `on` is today by default, `since` 14 days before. */
export const NewReport = z.strictObject({
  on: calendarDay.optional(),
  since: calendarDay.optional(),
  groupBy: z.enum(countGroups).default('hospital'),
  ageLimit: z.literal([...ageLimits]).default(18),
  ageAt: z.enum(ageMoments).default('registration'),
})
export type NewReport = z.infer<typeof NewReport>

/** Rule or catalogue to the version that was in force: `age-rule`, `disclosure`, `counting`, `catalogue:clues`… */
export const RuleVersions = z.record(z.string(), z.string())

/** A count as it stood when it was frozen: the same bytes for ever. Their SHA-256 is the ETag and stands in the list. */
export const Report = z.object({
  id: z.uuid(),
  frozenAt: z.string(),
  ruleVersions: RuleVersions,
  ...Counts.shape,
})
export type Report = z.infer<typeof Report>

export const FrozenReport = z.object({ id: z.uuid() })

/** One line of the list; figures as the caller may see them. */
export const ReportListItem = z.object({
  id: z.uuid(),
  frozenAt: z.string(),
  on: z.string(),
  since: z.string(),
  groupBy: z.enum(countGroups),
  ageRule: Counts.shape.ageRule,
  scope: Counts.shape.scope,
  patients: z.int().nullable(),
  added: z.int().nullable(),
  /** Hexadecimal, of the body of `GET /api/reports/:id`. */
  sha256: z.string(),
})
/** Newest first. */
export const ReportList = z.object({ items: z.array(ReportListItem), nextCursor: z.string().nullable() })
export type ReportList = z.infer<typeof ReportList>

export const ReportListQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'number-shape')
    .transform(Number)
    .pipe(z.int().max(200, 'too-big'))
    .default(50),
  cursor: z.uuid().optional(),
})

export const BulletinQuery = z.strictObject({ lang: z.enum(languages).default('es') })

/** The figures in the words of the institute; `text` is paragraphs parted by an empty line. */
export const BulletinText = z.object({ lang: z.enum(languages), text: z.string() })
export type BulletinText = z.infer<typeof BulletinText>
