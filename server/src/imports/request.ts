import { type BuiltInMapping, ImportColumns, ImportOptions } from 'shared/imports'
import { importFields } from 'shared/imports-fields'
import * as z from 'zod'
import type { OpenScope, Scope } from '../access/scope.js'
import { controlCharacters, pointerPart } from '../plain-text.js'
import { type FieldError, fieldErrors, invalid } from '../problem.js'
import { findMapping } from './queries.js'
import { jsonField } from './upload.js'

/** The fields beside a file, read. */
export interface ImportRequest {
  /** As asked: a built-in mapping or the id of a saved one; null in a preview that asks for a proposal. */
  mapping: string | null
  base: BuiltInMapping | null
  columns: ImportColumns
  options: ImportOptions
  dryRun: boolean
}

const Fields = z.strictObject({
  mapping: z.string().min(1, 'required').max(60, 'too-long').optional(),
  dryRun: z
    .enum(['', 'true', 'false', '1', '0', 'on', 'off'])
    .transform((text) => text === 'true' || text === '1' || text === 'on')
    .default(false),
  columns: ImportColumns.optional(),
  options: ImportOptions.optional(),
})

/** Checks the fields and joins them with the saved mapping they name: what is said now outdoes what was saved. */
export async function readRequest(scope: OpenScope, given: Record<string, string>): Promise<ImportRequest> {
  const fields = { ...given, columns: jsonField(given, 'columns'), options: jsonField(given, 'options') }
  const unreadable = controlCharacters(fields)
  if (unreadable.length > 0) throw invalid(...unreadable)
  const parsed = Fields.safeParse(fields)
  if (!parsed.success)
    throw invalid(
      ...parsed.error.issues.flatMap(({ code, path, message, ...issue }) =>
        fieldErrors({
          keyword: code,
          instancePath: `/${path.join('/')}`,
          message,
          ...('keys' in issue ? { params: { keys: issue.keys } } : {}),
        }),
      ),
    )
  const { mapping, dryRun, columns, options } = parsed.data
  const saved = mapping === undefined ? null : await findMapping(scope, mapping)
  if (mapping !== undefined && saved === null) throw invalid({ pointer: '#/mapping', code: 'mapping-unknown' })
  const request = {
    mapping: mapping ?? null,
    base: saved?.base ?? null,
    columns: { ...saved?.columns, ...columns },
    options: { ...saved?.options, ...options },
    dryRun,
  }
  const errors = [...unknownFields(request), ...outOfReach(scope, request), ...noHospital(scope, request)]
  if (errors.length > 0) throw invalid(...errors)
  return request
}

function unknownFields({ base, columns }: Pick<ImportRequest, 'base' | 'columns'>): FieldError[] {
  if (base === null) return []
  return Object.entries(columns).flatMap(([header, field]) =>
    field === null || importFields[base].some((known) => known.field === field)
      ? []
      : [{ pointer: `#/columns/${pointerPart(header)}`, code: 'unknown-field' }],
  )
}

/** Cases belong to the nation or to one hospital: who reaches several says which. */
function noHospital(
  { organizationIds, national }: Scope,
  { base, options: { organizationId } }: Pick<ImportRequest, 'base' | 'options'>,
): FieldError[] {
  if (base !== 'deidentified-cases' || national || organizationId !== undefined || organizationIds.length === 1)
    return []
  return [{ pointer: '#/options/organizationId', code: 'required' }]
}

function outOfReach(
  { organizationIds, national }: Scope,
  { options: { organizationId } }: Pick<ImportRequest, 'options'>,
): FieldError[] {
  if (organizationId === undefined || national || organizationIds.includes(organizationId)) return []
  return [{ pointer: '#/options/organizationId', code: 'hospital-out-of-reach' }]
}
