import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instantColumn } from '../access/table.js'

/** A counts answer frozen with the versions of its rules: printed unchanged for ever. Insert-only. */
export const reports = pgTable(
  'reports',
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    /** Who may read it: the reach it was made with. */
    reach: jsonb().$type<{ national: boolean; organizationIds: string[] }>().notNull(),
    ruleVersions: jsonb().$type<Record<string, string>>().notNull(),
    answer: jsonb().$type<Record<string, unknown>>().notNull(),
    /** The same table as families may see it, made at the same moment from the same rows. */
    published: jsonb().$type<Record<string, unknown>>(),
    sha256: bytes().notNull(),
    frozenAt: instantColumn().notNull().defaultNow(),
    frozenBy: uuid(),
  },
  (t) => [index('reports_frozen').on(t.frozenAt)],
)
