import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { ReportListItem } from 'shared/reports'
import type * as z from 'zod'
import { bytes, instantColumn } from '../access/table.js'

type Line = Omit<z.infer<typeof ReportListItem>, 'id' | 'frozenAt' | 'sha256' | 'kind'>
/** The first reports were counts and knew nothing of doses and pain. */
export type ReportHeading = Omit<Line, 'onTime' | 'painTreated'> & Partial<Pick<Line, 'onTime' | 'painTreated'>>

/** An answer of counts, of treatment, of pain or of supply, frozen with the versions of its rules: printed unchanged for ever. Insert-only. */
export const reports = pgTable(
  'reports',
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    /** Who may read it: the reach it was made with. */
    reach: jsonb().$type<{ national: boolean; organizationIds: string[] }>().notNull(),
    ruleVersions: jsonb().$type<Record<string, string>>().notNull(),
    /** The body of the answer, byte for byte, and its line in the list. */
    answer: text().notNull(),
    heading: jsonb().$type<ReportHeading>().notNull(),
    sha256: bytes().notNull(),
    /** The same as families may see it, made at the same moment from the same rows; only of the nation's figures. */
    published: text(),
    publishedHeading: jsonb().$type<ReportHeading>(),
    publishedSha256: bytes(),
    frozenAt: instantColumn().notNull().defaultNow(),
    frozenBy: uuid(),
  },
  (t) => [index('reports_frozen').on(t.frozenAt)],
)
