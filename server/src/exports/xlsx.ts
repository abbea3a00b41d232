import write, { type Cell } from 'write-excel-file/node'
import { type CellValue, type Column, neutralise, type Sheet } from './sheet.js'
import { exportWords } from './words.js'

const bold = { fontWeight: 'bold' } as const
const widths = { text: 28, whole: 14, day: 13 } as const

/** A workbook: what its reader has to know first, then the table with typed cells. */
export async function xlsxOf({ name, columns, rows, notes, lang }: Sheet): Promise<Buffer> {
  const heading = columns.map(({ heading }): Cell => ({ value: neutralise(heading), type: String, ...bold }))
  const body = Array.from(rows, (row) => columns.map((column, index) => cellOf(column, row[index] ?? null)))
  const about = notes.map(([label, text]): Cell[] => [
    { value: neutralise(label), type: String, ...bold, alignVertical: 'top' },
    { value: neutralise(text), type: String, wrap: true },
  ])
  return write([
    { sheet: exportWords[lang].readMe, data: about, columns: [{ width: 28 }, { width: 90 }] },
    {
      sheet: name,
      data: [heading, ...body],
      columns: columns.map(({ kind }) => ({ width: widths[kind] })),
      stickyRowsCount: 1,
    },
  ]).toBuffer()
}

function cellOf({ kind }: Column, value: CellValue): Cell {
  if (value === null) return null
  if (typeof value === 'number') return { value, type: Number, format: '#,##0' }
  if (kind === 'day') return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
  return { value: neutralise(value), type: String }
}
