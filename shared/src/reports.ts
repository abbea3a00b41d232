import * as z from 'zod'
import { ageLimits } from './age.js'
import { calendarDay } from './calendar-day.js'
import { ageMoments, CountScope, Counts, countGroups, Disclosure, languages } from './counts.js'
import { Share } from './indicators.js'
import { NewPainReport, PainIndicatorRules, PainIndicators } from './pain-indicators.js'
import { NewSupplyReport, SupplyRules, SupplyStanding } from './supply.js'
import { IndicatorRules, NewTreatmentReport, TreatmentIndicators } from './treatment-indicators.js'

/** A count of people, how their treatment was delivered, how their pain was answered, or what pharmacies had and lacked. */
const reportKinds = ['counts', 'treatment', 'pain', 'supply'] as const
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
export const NewReport = z.discriminatedUnion('kind', [
  NewCountReport,
  NewTreatmentReport,
  NewPainReport,
  NewSupplyReport,
])
export type NewReport = z.infer<typeof NewReport>

/** Rule or catalogue to the version that was in force: `age-rule`, `disclosure`, `treatment-indicators`, `pain-indicators`, `supply`, `catalogue:clues`… */
export const RuleVersions = z.record(z.string(), z.string())

const frozen = { id: z.uuid(), frozenAt: z.string(), ruleVersions: RuleVersions }

/** A count carries no `kind`: its bytes are those of the first reports. */
export const CountReport = z.object({ ...frozen, ...Counts.shape })
export type CountReport = z.infer<typeof CountReport>
export const TreatmentReport = z.object({ ...frozen, kind: z.literal('treatment'), ...TreatmentIndicators.shape })
export type TreatmentReport = z.infer<typeof TreatmentReport>
export const PainReport = z.object({ ...frozen, kind: z.literal('pain'), ...PainIndicators.shape })
export type PainReport = z.infer<typeof PainReport>

export const SupplyReport = z.object({ ...frozen, kind: z.literal('supply'), ...SupplyStanding.shape })
export type SupplyReport = z.infer<typeof SupplyReport>

/** What families see of a report that a session quotes: the nation's figures of the last published cut, and no row. */
const published = { on: z.string(), since: z.string(), scope: CountScope, disclosure: Disclosure }
/** Whole percent; null is hidden to protect people, or has nothing to share. */
const percent = z.int().min(0).max(100).nullable()

export const PublishedTreatmentReport = z.object({
  ...frozen,
  kind: z.literal('treatment'),
  ...published,
  rules: IndicatorRules,
  figures: z.object({
    /** Rounded as any count of a table for families. */
    dosesDue: z.int().nullable(),
    dosesOnTimePercent: percent,
    firstTreatmentPercent: percent,
  }),
})
export type PublishedTreatmentReport = z.infer<typeof PublishedTreatmentReport>

export const PublishedPainReport = z.object({
  ...frozen,
  kind: z.literal('pain'),
  ...published,
  rules: PainIndicatorRules,
  figures: z.object({
    painAssessedPercent: percent,
    painTreatedPercent: percent,
    painReassessedPercent: percent,
    painRelievedPercent: percent,
  }),
})
export type PublishedPainReport = z.infer<typeof PublishedPainReport>

/** Keys, pieces and cases are no people: they are told as they are. */
export const PublishedSupplyReport = z.object({
  ...frozen,
  kind: z.literal('supply'),
  ...published,
  rules: SupplyRules,
  figures: z.object({
    supplyKeys: z.int(),
    supplyPieces: z.int(),
    supplyMonths: z.number().nullable(),
    openShortages: z.int(),
    hospitalsWithShortage: z.int(),
  }),
})
export type PublishedSupplyReport = z.infer<typeof PublishedSupplyReport>
export type PublishedReport = PublishedTreatmentReport | PublishedPainReport | PublishedSupplyReport

/** Figures as they stood when they were frozen: the same bytes for ever. Their SHA-256 is the ETag and stands in the list. */
export const Report = z.union([
  TreatmentReport,
  PainReport,
  SupplyReport,
  PublishedTreatmentReport,
  PublishedPainReport,
  PublishedSupplyReport,
  CountReport,
])
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
