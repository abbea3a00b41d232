import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import {
  type BuiltInMapping,
  type Import,
  type ImportColumns,
  type ImportList,
  type ImportMapping,
  type ImportMappingList,
  type ImportOptions,
  type ImportPreview,
  type ImportRowList,
  type ImportStarted,
  type importRowStates,
  type NewImportMapping,
  settledStatuses,
} from 'shared/imports'
import type * as z from 'zod'
import { download } from '../download'
import { http, type idempotencyKeys } from '../http'
import { currentLanguage } from '../preferences'
import { Problem } from '../problem'

/** What the person decides about a file. An empty mapping asks the server to propose one. */
export type Settings = { mapping: string; columns: ImportColumns; options: ImportOptions }
/** `number` tells one choice from the next, even of the same file. */
export type Chosen = { file: File; number: number }

export const isSettled = ({ status }: Pick<Import, 'status'>) => settledStatuses.includes(status)

/** The first rows are at the beginning: of a long text a piece is sent, so that a slow line answers while one looks. */
const enoughForPreview = 512 * 1024

export const preview = ({ file, number }: Chosen, settings: Settings) =>
  queryOptions({
    queryKey: ['imports', 'preview', number, settings],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
    // The server reads few files at a time and says when to come back.
    retry: (count, error) => error instanceof Problem && error.status === 429 && count < 5,
    retryDelay: 3000,
    queryFn: async ({ signal }): Promise<ImportPreview> =>
      http.post('imports/preview', { body: formOf(await beginning(file), file.name, settings), signal }).json(),
  })

/** Sent again after a lost connection, or pressed twice, the same file with the same settings is one import. */
export const startImport = (keys: ReturnType<typeof idempotencyKeys>) =>
  mutationOptions({
    mutationFn: ({
      chosen: { file, number },
      settings,
      dryRun,
    }: {
      chosen: Chosen
      settings: Settings
      dryRun: boolean
    }) =>
      http
        .post('imports', {
          body: formOf(file, file.name, settings, dryRun),
          headers: keys.headersFor({ number, settings, dryRun }),
        })
        .json<ImportStarted>(),
    onSuccess: ({ id }, { chosen }, _before, { client }) => {
      keys.done()
      fileNames.set(id, chosen.file.name)
      return client.invalidateQueries({ queryKey: ownImports.queryKey })
    },
  })

/** Names of files stay on this page and in its memory: they often say whose data is inside. */
const fileNames = new Map<string, string>()
export const fileNameOf = (id: string) => fileNames.get(id)

export const ownImports = infiniteQueryOptions({
  queryKey: ['imports', 'own'],
  initialPageParam: '',
  queryFn: ({ signal, pageParam }) =>
    http
      .get('imports', { searchParams: { limit: 20, ...(pageParam && { cursor: pageParam }) }, signal })
      .json<ImportList>(),
  getNextPageParam: ({ nextCursor }) => nextCursor,
})

export const oneImport = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => http.get(`imports/${id}`, { signal }).json<Import>(),
  })

export type RowState = (typeof importRowStates)[number]

export const importRows = (id: string, state: RowState) =>
  infiniteQueryOptions({
    queryKey: ['imports', 'one', id, 'rows', state],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      http
        .get(`imports/${id}/rows`, {
          searchParams: { state, limit: 100, ...(pageParam && { cursor: pageParam }) },
          signal,
        })
        .json<ImportRowList>(),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const commitImport = (id: string) =>
  mutationOptions({
    mutationFn: () => http.post(`imports/${id}/commit`, { json: {} }).json<Import>(),
    onSuccess: (state, _input, _before, { client }) => {
      client.setQueryData(oneImport(id).queryKey, state)
      return client.invalidateQueries({ queryKey: ['imports', 'one', id, 'rows'] })
    },
  })

/** Before saving it forgets the file; after it, for a day, it takes the batch back. */
export const removeImport = (id: string) =>
  mutationOptions({
    mutationFn: () => http.delete(`imports/${id}`).json<Import>(),
    onSuccess: (state, _input, _before, { client }) => {
      client.setQueryData(oneImport(id).queryKey, state)
      return client.invalidateQueries({ queryKey: ['imports', 'one', id, 'rows'] })
    },
  })

export const savedMappings = queryOptions({
  queryKey: ['imports', 'mappings'],
  queryFn: ({ signal }) => http.get('import-mappings', { signal }).json<z.infer<typeof ImportMappingList>>(),
})

export const saveMapping = (keys: ReturnType<typeof idempotencyKeys>) =>
  mutationOptions({
    mutationFn: (input: z.input<typeof NewImportMapping>) =>
      http.post('import-mappings', { json: input, headers: keys.headersFor(input) }).json<ImportMapping>(),
    onSuccess: (_saved, _input, _before, { client }) => {
      keys.done()
      return client.invalidateQueries({ queryKey: savedMappings.queryKey })
    },
  })

export function downloadErrors(id: string, format: 'csv' | 'xlsx') {
  return download(
    `imports/${id}/errors`,
    { format, lang: currentLanguage() },
    `girasol-errores-${id.slice(-8)}.${format}`,
  )
}

export function downloadTemplate(mapping: BuiltInMapping, format: 'csv' | 'xlsx') {
  return download(
    'imports/template',
    { mapping, format, lang: currentLanguage() },
    `girasol-plantilla-${mapping}.${format}`,
  )
}

function formOf(file: Blob, name: string, { mapping, columns, options }: Settings, dryRun?: boolean): FormData {
  const form = new FormData()
  if (mapping !== '') form.set('mapping', mapping)
  if (Object.keys(columns).length > 0) form.set('columns', JSON.stringify(columns))
  if (Object.keys(options).length > 0) form.set('options', JSON.stringify(options))
  if (dryRun !== undefined) form.set('dryRun', String(dryRun))
  form.set('file', file, name)
  return form
}

/** A workbook has its list of contents at the end and goes whole. */
async function beginning(file: File): Promise<Blob> {
  if (file.size <= enoughForPreview) return file
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  const workbook = start[0] === 0x50 && start[1] === 0x4b
  return workbook ? file : file.slice(0, enoughForPreview)
}
