import type { StockEntry } from 'shared/supply'
import { type Column, DataTable } from '../design/DataTable'
import { medicationName, useMedications } from '../medications/api'
import { shownDay, shownNumber } from '../time'
import { useWords } from '../words/define'
import { stockWords } from '../words/stock'

/** The last count of each key. */
export function StockTable({ items }: { items: readonly StockEntry[] }) {
  const words = useWords(stockWords)
  const known = useMedications()
  const name = ({ medication }: StockEntry) => medicationName(known, medication)
  const columns: readonly Column<StockEntry>[] = [
    { key: 'medication', header: words.medication, title: true, cell: name, value: name },
    { key: 'clave', header: words.clave, cell: ({ clave }) => <code>{clave}</code>, value: ({ clave }) => clave },
    {
      key: 'pieces',
      header: words.piecesHeader,
      numeric: true,
      cell: ({ pieces }) => shownNumber(pieces),
      value: ({ pieces }) => pieces,
    },
    {
      key: 'months',
      header: words.monthsHeader,
      numeric: true,
      cell: ({ monthsOfInventory: months }) => (months === null ? '—' : shownNumber(months, 1)),
      value: ({ monthsOfInventory }) => monthsOfInventory,
    },
    {
      key: 'counted',
      header: words.countedHeader,
      cell: ({ countedOn }) => shownDay(countedOn),
      value: ({ countedOn }) => countedOn,
    },
  ]
  return (
    <DataTable
      caption={words.stockTitle}
      level={2}
      columns={columns}
      rows={items}
      rowKey={({ clave }) => clave}
      empty={{ title: words.stockNone, text: words.stockNoneText }}
      pageLength={100}
    />
  )
}
