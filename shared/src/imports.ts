import * as z from 'zod'

export const importStatuses = ['queued', 'reading', 'ready', 'committing', 'committed', 'failed', 'undone'] as const
export const importRowStates = ['accepted', 'rejected', 'duplicate', 'committed', 'undone'] as const
export const builtInMappings = ['census-27', 'patients', 'deidentified-cases'] as const

/** The state of a file on its way in; counts are rows of the file. */
export const Import = z.object({
  id: z.uuid(),
  mapping: z.string(),
  dryRun: z.boolean(),
  status: z.enum(importStatuses),
  rows: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  duplicates: z.int(),
  /** 0 to 1 within the present status. */
  progress: z.number(),
  format: z.string().nullable(),
  encoding: z.string().nullable(),
  separator: z.string().nullable(),
  headers: z.array(z.string()).nullable(),
  ignoredHeaders: z.array(z.string()).nullable(),
  /** Code of what went wrong with the file as a whole. */
  failure: z.string().nullable(),
  createdAt: z.string(),
  committedAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
})
export type Import = z.infer<typeof Import>
