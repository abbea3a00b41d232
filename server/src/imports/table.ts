import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { type FailureDetails, type ImportOptions, importRowStates, importStatuses } from 'shared/imports'
import { bytes, instantColumn } from '../access/table.js'

export const importStatus = pgEnum('import_status', importStatuses)
export const importRowState = pgEnum('import_row_state', importRowStates)

/** A file on its way in. P3 while it holds rows. */
export const imports = pgTable(
  'imports',
  {
    id: uuid().primaryKey(),
    createdBy: uuid().notNull(),
    createdAt: instantColumn().notNull().defaultNow(),
    /** As it was asked for: a built-in mapping or the id of a saved one. */
    mapping: text().notNull(),
    /** The built-in mapping behind it. */
    base: text().notNull().default('patients'),
    options: jsonb().$type<ImportOptions>().notNull().default({}),
    /** Column of the file → field, where the person who imports changed it. */
    columns: jsonb().$type<Record<string, string | null>>(),
    status: importStatus().notNull(),
    dryRun: boolean().notNull().default(false),
    /** SHA-256 of the file: the same file again is recognised. */
    sha256: bytes().notNull(),
    sizeBytes: bigint({ mode: 'number' }).notNull(),
    format: text(),
    encoding: text(),
    separator: text(),
    headers: jsonb().$type<string[]>(),
    ignoredHeaders: jsonb().$type<string[]>(),
    rows: integer().notNull().default(0),
    accepted: integer().notNull().default(0),
    rejected: integer().notNull().default(0),
    duplicates: integer().notNull().default(0),
    /** Accepted rows that carry a warning. */
    warnings: integer().notNull().default(0),
    /** Per cent of the present status. */
    progress: integer().notNull().default(0),
    failure: text(),
    failureDetails: jsonb().$type<FailureDetails>(),
    /** The request that last set it going, for the audit. */
    requestId: text(),
    /** When reading ended: who was registered since is compared again before committing. */
    readAt: instantColumn(),
    /** The reach of the person who imports, fixed when the file came. */
    organizationIds: uuid().array().notNull(),
    national: boolean().notNull().default(false),
    committedAt: instantColumn(),
    undoneAt: instantColumn(),
  },
  (t) => [index('imports_creator').on(t.createdBy, t.createdAt)],
)

/** The bytes of a file until it has been read: a process that dies in between can read it again. P3. */
export const importFiles = pgTable(
  'import_files',
  {
    importId: uuid().notNull(),
    part: integer().notNull(),
    createdBy: uuid().notNull(),
    recordedAt: instantColumn().notNull().defaultNow(),
    bytes: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.part] })],
)

export const importRows = pgTable(
  'import_rows',
  {
    importId: uuid()
      .notNull()
      .references(() => imports.id),
    row: integer().notNull(),
    state: importRowState().notNull(),
    /** The cells as they came. */
    raw: jsonb().$type<string[]>().notNull(),
    findings: jsonb().$type<{ column: string | null; code: string; severity: 'error' | 'warning' }[]>(),
    /** What will be written, ready to insert. */
    parsed: jsonb().$type<Record<string, unknown>>(),
    /** Hash of the row's identity: the same row twice adds nothing. */
    fingerprint: bytes(),
    patientId: uuid(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.row] }), index('import_rows_state').on(t.importId, t.state, t.row)],
)

/** Rows that were committed once, by fingerprint, whatever file brings them again. */
export const importedFingerprints = pgTable(
  'imported_fingerprints',
  {
    fingerprint: bytes().primaryKey(),
    importId: uuid().notNull(),
  },
  (t) => [index('imported_fingerprints_import').on(t.importId)],
)

/** Cases without identity, from research files: never counted as people of the roll. */
export const deidentifiedCases = pgTable(
  'deidentified_cases',
  {
    id: uuid().primaryKey(),
    importId: uuid()
      .notNull()
      .references(() => imports.id),
    /** The hospital that brought the file; null when it came for the nation. */
    organizationId: uuid(),
    dataset: text().notNull(),
    caseNumber: text().notNull(),
    sex: text(),
    ageMonths: integer(),
    icd10: text(),
    topography: text(),
    morphology: text(),
    iccc3Version: text(),
    iccc3Group: text(),
    iccc3Subgroup: text(),
    stage: text(),
    histology: text(),
    relapse: boolean(),
    daysToRelapse: integer(),
    deceased: boolean(),
    survivalDays: integer(),
    recordedOn: date({ mode: 'string' }).notNull(),
  },
  (t) => [uniqueIndex('deidentified_cases_number').on(t.dataset, t.caseNumber)],
)

/** A mapping that a hospital saved for its own sheet. */
export const importMappings = pgTable('import_mappings', {
  id: uuid().primaryKey(),
  createdBy: uuid().notNull(),
  name: text().notNull(),
  base: text().notNull(),
  columns: jsonb().$type<Record<string, string | null>>().notNull(),
  options: jsonb().$type<ImportOptions>().notNull().default({}),
  recordedAt: instantColumn().notNull().defaultNow(),
})
