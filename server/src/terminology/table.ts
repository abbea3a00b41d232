import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

/** Which edition of each catalogue is loaded, from which file, and when. */
export const catalogueVersions = pgTable(
  'catalogue_versions',
  {
    catalogue: text().notNull(),
    version: text().notNull(),
    sha256: text().notNull(),
    rows: integer().notNull(),
    source: text().notNull(),
    current: boolean().notNull().default(true),
    loadedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.catalogue, t.version] })],
)

/** ICD-10, ICD-O-3 topography and morphology with Spanish labels. */
export const terminologyConcepts = pgTable(
  'terminology_concepts',
  {
    system: text().notNull(),
    version: text().notNull(),
    code: text().notNull(),
    labelEs: text().notNull(),
    labelEn: text(),
    synonyms: text(),
    /** Folded code, labels and synonyms. */
    search: text().notNull(),
    /** What the checks need: sex limit, paired organ, behaviour group, leaf. */
    properties: jsonb().$type<Record<string, string | number | boolean>>().notNull().default({}),
    /** False once a newer edition no longer lists it: old records keep their label. */
    current: boolean().notNull().default(true),
  },
  (t) => [
    primaryKey({ columns: [t.system, t.code] }),
    index('terminology_search').using('gin', sql`${t.search} gin_trgm_ops`),
  ],
)

/** One classification rule, exactly as its version prints it. */
export const iccc3Rules = pgTable(
  'iccc3_rules',
  {
    version: text().notNull(),
    ruleNo: integer().notNull(),
    rule: jsonb().$type<Record<string, string>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.version, t.ruleNo] })],
)

/** Toronto stages: which malignancy a tumour belongs to ('selection') and the values of its systems ('value'). */
export const stagingRules = pgTable(
  'staging_rules',
  {
    kind: text().notNull(),
    position: integer().notNull(),
    rule: jsonb().$type<Record<string, string>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.position] }),
    check('staging_rules_kind', sql`${t.kind} in ('value', 'selection')`),
  ],
)
