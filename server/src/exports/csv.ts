import { stringify } from 'csv-stringify/sync'
import { neutralCell, neutralise, type Sheet } from './sheet.js'

/** UTF-8 with BOM, which is how spreadsheets know that it is; lines end as RFC 4180 says. */
export function csvOf({ columns, rows }: Sheet): Buffer {
  const lines = [columns.map(({ heading }) => neutralise(heading)), ...Array.from(rows, (row) => row.map(neutralCell))]
  return Buffer.from(stringify(lines, { bom: true, record_delimiter: 'windows' }))
}
