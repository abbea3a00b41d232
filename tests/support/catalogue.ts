import { readFileSync } from 'node:fs'

/** Rows of a catalogue file by column name. Quoted cells as RFC 4180; the columns asked for must be there. */
export function readCatalogue<const Column extends string>(
  name: string,
  columns: readonly Column[],
): Record<Column, string>[] {
  const text = readFileSync(new URL(`../../server/catalogue/${name}.csv`, import.meta.url), 'utf8')
  const [header = [], ...rows] = cells(text)
  return rows.map((row) => {
    const record = {} as Record<Column, string>
    for (const column of columns) {
      const value = row[header.indexOf(column)]
      if (value === undefined) throw new Error(`${name}.csv has no ${column}`)
      record[column] = value
    }
    return record
  })
}

function cells(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of text
    .replaceAll('\r\n', '\n')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/g)) {
    if (end === '' && row.length === 0 && !quoted && !plain) break
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

export const iccc3Columns = [
  'version',
  'group_roman',
  'subgroup_code',
  'subgroup_label_en',
  'subgroup_label_es',
  'iccc_code',
  'division_label_en',
  'division_label_es',
  'behaviour',
  'topography',
  'morphology',
] as const

export const stagingColumns = [
  'malignancy_id',
  'malignancy_en',
  'malignancy_es',
  'tier',
  'system',
  'system_label_es',
  'stage_value',
  'stage_label_es',
  'stage_label_en',
  'tier1_value',
] as const

export const selectionColumns = ['malignancy_id', 'topography', 'histology', 'age_years_at_dx', 'behaviour'] as const
