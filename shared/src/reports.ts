import * as z from 'zod'
import { ageLimits } from './age.js'
import { calendarDay } from './calendar-day.js'
import { ageMoments, Counts, countGroups, languages } from './counts.js'
import { Share } from './indicators.js'
import { NewPainReport, PainIndicators } from './pain-indicators.js'
import { NewTreatmentReport, TreatmentIndicators } from './treatment-indicators.js'

/** A count of people, how their treatment was delivered, or how their pain was answered. */
const reportKinds = ['counts', 'treatment', 'pain'] as const
export type ReportKind = (typeof reportKinds)[number]

const NewCountReport = z.strictObject({
  kind: z.literal('counts').optional(),
  on: calendarDay.optional(),
  since: calendarDay.optional(),
  groupBy: z.enum(countGroups).default('hospital'),
  ageLimit: z.literal([...ageLimits]).default(18),
  ageAt: z.enum(ageMoments).default('registration'),
})
/** The parameters of what is to be frozen, a count unless `kind` says otherwise: `on` is today by default, `since` 14 days before. */
export const NewReport = z.discriminatedUnion('kind', [NewCountReport, NewTreatmentReport, NewPainReport])
export type NewReport = z.infer<typeof NewReport>

/** Rule or catalogue to the version that was in force: `age-rule`, `disclosure`, `treatment-indicators`, `pain-indicators`, `catalogue:clues`… */
export const RuleVersions = z.record(z.string(), z.string())

const frozen = { id: z.uuid(), frozenAt: z.string(), ruleVersions: RuleVersions }

/** A count carries no `kind`: its bytes are those of the first reports. */
export const CountReport = z.object({ ...frozen, ...Counts.shape })
export type CountReport = z.infer<typeof CountReport>
export const TreatmentReport = z.object({ ...frozen, kind: z.literal('treatment'), ...TreatmentIndicators.shape })
export type TreatmentReport = z.infer<typeof TreatmentReport>
export const PainReport = z.object({ ...frozen, kind: z.literal('pain'), ...PainIndicators.shape })
export type PainReport = z.infer<typeof PainReport>

/** Figures as they stood when they were frozen: the same bytes for ever. Their SHA-256 is the ETag and stands in the list. */
export const Report = z.union([TreatmentReport, PainReport, CountReport])
export type Report = z.infer<typeof Report>

export const FrozenReport = z.object({ id: z.uuid() })

/** One line of the list; figures as the caller may see them. */
export const ReportListItem = z.object({
  id: z.uuid(),
  frozenAt: z.string(),
  kind: z.enum(reportKinds),
  on: z.string(),
  since: z.string(),
  groupBy: z.enum(countGroups),
  scope: Counts.shape.scope,
  /** Of a count; null in reports of indicators. */
  ageRule: Counts.shape.ageRule.nullable(),
  patients: z.int().nullable(),
  added: z.int().nullable(),
  /** Doses on time, of a report of treatment; null in others. */
  onTime: Share.nullable(),
  /** Pains answered in time, of a report of pain; null in others. */
  painTreated: Share.nullable(),
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
