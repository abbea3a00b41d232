import * as z from 'zod'

/** `undone` was committed and taken back; `discarded` never was committed. */
export const importStatuses = [
  'queued',
  'reading',
  'ready',
  'committing',
  'committed',
  'failed',
  'undone',
  'discarded',
] as const
export type ImportStatus = (typeof importStatuses)[number]
/** Nothing moves any more until somebody asks. */
export const settledStatuses: readonly ImportStatus[] = ['ready', 'committed', 'failed', 'undone', 'discarded']

/** What reading made of a row; committing may still find that an accepted one has become a duplicate. */
export const importRowStates = ['accepted', 'rejected', 'duplicate', 'committed', 'undone'] as const
export const builtInMappings = ['census-27', 'patients', 'deidentified-cases'] as const
export type BuiltInMapping = (typeof builtInMappings)[number]

/** How one cell holds a whole name. Never guessed: without it, such a row is rejected with a proposal beside it. */
export const nameOrders = ['surnames-first', 'given-names-first'] as const

/** Megabytes (1024 × 1024) one file may weigh, and the rows it may hold. */
export const IMPORT_FILE_MEGABYTES = 20
export const IMPORT_MAX_ROWS = 1_000_000
/** Hours after committing in which a batch can be taken back. */
export const UNDO_HOURS = 24

/** Column of the file → field of the mapping; null: leave this column out. */
export const ImportColumns = z.record(z.string().min(1).max(200), z.string().min(1).max(60).nullable())
export type ImportColumns = z.infer<typeof ImportColumns>

/** What the person who imports decides for the whole file. */
export const ImportOptions = z.strictObject({
  nameOrder: z.enum(nameOrders).optional(),
  /** Hospital of rows that name none. */
  organizationId: z.uuid().optional(),
  /** Answers to ambiguous OOAD names: text as the file has it → code of the OOAD. */
  ooads: z.record(z.string().min(1).max(80), z.string().regex(/^\d{2}$/)).optional(),
  /** Name of the data set of de-identified cases; the three known ones are recognised by their columns. */
  dataset: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'dataset-shape')
    .max(60, 'too-long')
    .optional(),
})
export type ImportOptions = z.infer<typeof ImportOptions>

/** Where a file as a whole went wrong: which headers, which row, which limit. */
export const FailureDetails = z.object({
  headers: z.array(z.string()).optional(),
  row: z.int().optional(),
  limit: z.int().optional(),
})
export type FailureDetails = z.infer<typeof FailureDetails>

/** The state of a file on its way in; counts are rows of the file, and accepted + rejected + duplicates = rows. */
export const Import = z.object({
  id: z.uuid(),
  /** A built-in mapping, or the id of a saved one. */
  mapping: z.string(),
  dryRun: z.boolean(),
  status: z.enum(importStatuses),
  rows: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  duplicates: z.int(),
  /** Accepted rows about which something should be looked at. */
  warnings: z.int(),
  /** 0 to 1 within the present status. */
  progress: z.number(),
  sizeBytes: z.int(),
  format: z.enum(['csv', 'xlsx']).nullable(),
  encoding: z.string().nullable(),
  separator: z.string().nullable(),
  headers: z.array(z.string()).nullable(),
  ignoredHeaders: z.array(z.string()).nullable(),
  options: ImportOptions,
  /** Code of what went wrong with the file as a whole (`importFailures`). */
  failure: z.string().nullable(),
  failureDetails: FailureDetails.nullable(),
  createdAt: z.string(),
  committedAt: z.string().nullable(),
  /** Until when a committed batch can be taken back; null otherwise. */
  undoUntil: z.string().nullable(),
  undoneAt: z.string().nullable(),
})
export type Import = z.infer<typeof Import>

/** Newest first, own ones only. */
export const ImportList = z.object({ items: z.array(Import), nextCursor: z.string().nullable() })
export type ImportList = z.infer<typeof ImportList>

/** `POST /api/imports` → 202. */
export const ImportStarted = z.object({ id: z.uuid() })
export type ImportStarted = z.infer<typeof ImportStarted>

/** `column` is the header as the file has it; null where the whole row is meant. */
export const ImportFinding = z.object({
  column: z.string().nullable(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
})
export type ImportFinding = z.infer<typeof ImportFinding>

/** A whole name in one cell, taken apart as far as the words allow: a proposal, never what is stored by itself. */
export const NameProposal = z.object({
  givenName: z.string(),
  firstSurname: z.string(),
  secondSurname: z.string().nullable(),
  order: z.enum(nameOrders),
  /** Every word is known as a given name or as a surname and nothing else. */
  certain: z.boolean(),
})
export type NameProposal = z.infer<typeof NameProposal>

/** `row` is the number a spreadsheet shows beside it: the headers are row 1. `cells` stand in the order of `headers`. */
export const ImportRow = z.object({
  row: z.int(),
  state: z.enum(importRowStates),
  cells: z.array(z.string()),
  findings: z.array(ImportFinding),
  /** The person registered or found already registered, where there is one in reach. */
  patientId: z.uuid().nullable(),
})
export type ImportRow = z.infer<typeof ImportRow>
export const ImportRowList = z.object({ items: z.array(ImportRow), nextCursor: z.string().nullable() })
export type ImportRowList = z.infer<typeof ImportRowList>

/** `POST /api/imports/preview`: what the file is and how it would be read; nothing of it is kept. */
export const ImportPreview = z.object({
  format: z.enum(['csv', 'xlsx']),
  encoding: z.string().nullable(),
  separator: z.string().nullable(),
  headers: z.array(z.string()),
  /** The mapping whose fields the headers fit best; null when none fits. */
  mapping: z.string().nullable(),
  dataset: z.string().nullable(),
  /** One entry a header, in the order of the file. */
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
  ignoredHeaders: z.array(z.string()),
  duplicatedHeaders: z.array(z.string()),
  /** Headers without which the mapping cannot be read. */
  missingHeaders: z.array(z.string()),
  /** The first 20 rows as they came and what reading them finds. */
  rows: z.array(
    z.object({
      row: z.int(),
      cells: z.array(z.string()),
      findings: z.array(ImportFinding),
      name: NameProposal.nullable(),
    }),
  ),
})
export type ImportPreview = z.infer<typeof ImportPreview>

/** A mapping that a hospital saved for its own sheet. */
export const NewImportMapping = z.strictObject({
  name: z.string().trim().min(1, 'required').max(80, 'too-long'),
  base: z.enum(builtInMappings),
  columns: ImportColumns,
  options: ImportOptions.default({}),
})
export type NewImportMapping = z.infer<typeof NewImportMapping>

export const ImportMapping = z.object({
  id: z.uuid(),
  name: z.string(),
  base: z.enum(builtInMappings),
  columns: ImportColumns,
  options: ImportOptions,
  recordedAt: z.string(),
})
export type ImportMapping = z.infer<typeof ImportMapping>
export const ImportMappingList = z.object({ items: z.array(ImportMapping), nextCursor: z.string().nullable() })

/** A case without identity from a research file: never counted as a person. Ages in months, survival in days. */
export const DeidentifiedCase = z.object({
  id: z.uuid(),
  dataset: z.string(),
  caseNumber: z.string(),
  sex: z.string().nullable(),
  ageMonths: z.int().nullable(),
  icd10: z.string().nullable(),
  topography: z.string().nullable(),
  morphology: z.string().nullable(),
  iccc3Version: z.string().nullable(),
  iccc3Group: z.string().nullable(),
  iccc3Subgroup: z.string().nullable(),
  stage: z.string().nullable(),
  histology: z.string().nullable(),
  relapse: z.boolean().nullable(),
  /** Days to relapse, or to the last visit of a case without one. */
  daysToRelapse: z.int().nullable(),
  deceased: z.boolean().nullable(),
  survivalDays: z.int().nullable(),
  recordedOn: z.string(),
})
export type DeidentifiedCase = z.infer<typeof DeidentifiedCase>
export const DeidentifiedCaseList = z.object({ items: z.array(DeidentifiedCase), nextCursor: z.string().nullable() })
