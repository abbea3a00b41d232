import type { BuiltInMapping, ImportColumns, ImportOptions } from 'shared/imports'
import { builtInMappings } from 'shared/imports'
import { foldHeader, type ImportField, importFields } from 'shared/imports-fields'
import { type Dataset, datasetOf, datasets } from './datasets.js'
import type { SheetRow } from './unreadable.js'

/** What the columns of a sheet mean under a mapping. */
export interface Layout {
  /** As the file has them; a header that comes again is told from the first by a number: `nss (2)`. */
  headers: string[]
  /** By column; null where the mapping leaves it out. */
  fields: (string | null)[]
  ignored: string[]
  /** Headers that name one field twice: which column is right is not ours to guess. */
  duplicated: string[]
  missing: string[]
  /** The research file whose columns these are. */
  dataset: Dataset | null
}

/** Rows above the headers that a sheet may spend on its title. */
export const TITLE_ROWS = 15

const bySpelling = new Map(builtInMappings.map((mapping) => [mapping, spellings(importFields[mapping])]))

function spellings(fields: readonly ImportField[]): ReadonlyMap<string, string> {
  return new Map(
    fields.flatMap(({ field, header, aliases }) =>
      [...aliases, header, field].map((spelling) => [foldHeader(spelling), field] as const),
    ),
  )
}

export function layOut(
  mapping: BuiltInMapping,
  row: readonly string[],
  columns: ImportColumns | null,
  options: ImportOptions,
): Layout {
  const headers = numbered(row.map((header) => header.trim()))
  const dataset = mapping === 'deidentified-cases' && columns === null ? datasetOf(row) : null
  const chosen = new Map(Object.entries(columns ?? {}).map(([header, field]) => [foldHeader(header), field]))
  const known = dataset === null ? bySpelling.get(mapping) : new Map(Object.entries(datasets[dataset].columns))
  const named = headers.map((header, i): { field: string | null; said: boolean } => {
    const said = columns !== null && Object.hasOwn(columns, header) ? columns[header] : chosen.get(foldHeader(header))
    if (said !== undefined) return { field: said, said: true }
    return { field: known?.get(foldHeader(row[i] ?? '')) ?? null, said: false }
  })
  // What a person said of one column outdoes what another is called
  const spoken = new Set(named.filter(({ said }) => said).map(({ field }) => field))
  const fields = named.map(({ field, said }) => (said || !spoken.has(field) ? field : null))
  const duplicated = headers.filter((_, i) => fields[i] != null && fields.indexOf(fields[i] ?? null) !== i)
  return {
    headers,
    fields,
    ignored: headers.filter((header, i) => header !== '' && fields[i] == null),
    duplicated,
    missing: dataset === null ? missingHeaders(mapping, fields, options) : [],
    dataset,
  }
}

function numbered(headers: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return headers.map((header) => {
    const times = (seen.get(header) ?? 0) + 1
    seen.set(header, times)
    return times === 1 || header === '' ? header : `${header} (${times})`
  })
}

/** A hospital chosen for the whole file stands for the column that would name it. */
function missingHeaders(mapping: BuiltInMapping, fields: readonly (string | null)[], options: ImportOptions): string[] {
  return importFields[mapping]
    .filter(({ field, required }) => required && !fields.includes(field))
    .filter(({ field }) => options.organizationId === undefined || (field !== 'clues' && field !== 'hospital'))
    .map(({ header }) => header)
}

/** How many columns of a row name something that the mapping, or any mapping, knows. */
export function fitOf(row: readonly string[], mapping: BuiltInMapping | null, columns: ImportColumns | null): number {
  const chosen = new Set(Object.keys(columns ?? {}).map(foldHeader))
  const folded = row.map(foldHeader).filter((header) => header !== '')
  const count = (known: ReadonlyMap<string, string> | undefined) =>
    new Set(
      folded.filter((header) => chosen.has(header) || known?.has(header)).map((header) => known?.get(header) ?? header),
    ).size
  const dataset = mapping === null || mapping === 'deidentified-cases' ? datasetOf(row) : null
  if (dataset !== null) return folded.length
  return Math.max(
    ...builtInMappings.filter((one) => mapping === null || one === mapping).map((one) => count(bySpelling.get(one))),
  )
}

/** The row of headers among the first ones: the one that fits best, else the first that is not empty. */
export function headerRow(
  first: readonly SheetRow[],
  mapping: BuiltInMapping | null,
  columns: ImportColumns | null,
): SheetRow | undefined {
  const filled = first.slice(0, TITLE_ROWS).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  return filled.reduce<SheetRow | undefined>(
    (best, row) =>
      best === undefined || fitOf(row.cells, mapping, columns) > fitOf(best.cells, mapping, columns) ? row : best,
    undefined,
  )
}

/** The mapping whose fields the headers fit best; null when fewer than two are known, or one that is all there is. */
export function guessMapping(row: readonly string[]): BuiltInMapping | null {
  if (datasetOf(row) !== null) return 'deidentified-cases'
  const fits = builtInMappings.map((mapping) => ({
    mapping,
    fit: fitOf(row, mapping, null),
    missing: layOut(mapping, row, null, {}).missing.length,
  }))
  const best = fits.sort((a, b) => a.missing - b.missing || b.fit - a.fit)[0]
  return best !== undefined && best.fit >= 2 ? best.mapping : null
}
