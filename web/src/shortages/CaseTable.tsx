import type { Shortage } from 'shared/shortages'
import { Link } from 'wouter'
import { StatusTag } from '../design/Banner'
import { type Column, DataTable } from '../design/DataTable'
import { medicationName, useMedications } from '../medications/api'
import { addressOf, paths } from '../paths'
import { longDay, shownDay, shownNumber } from '../time'
import { useWords } from '../words/define'
import { shortageWords } from '../words/shortages'
import { downloadShortages } from './api'
import type { BoardFilter } from './filter'
import { Status } from './Status'

/** Cases by medication and hospital, the longest first. */
export function CaseTable({ cases, on, filter }: { cases: readonly Shortage[]; on: string; filter: BoardFilter }) {
  const words = useWords(shortageWords)
  const known = useMedications()
  const name = ({ medication }: Shortage) => medicationName(known, medication)
  const columns: readonly Column<Shortage>[] = [
    {
      key: 'medication',
      header: words.medication,
      title: true,
      cell: (it) => <Link href={addressOf(paths.shortage, { shortageId: it.id })}>{name(it)}</Link>,
      value: name,
    },
    { key: 'hospital', header: words.hospital, cell: ({ hospital }) => hospital, value: ({ hospital }) => hospital },
    {
      key: 'status',
      header: words.status,
      cell: ({ status }) => <Status status={status} />,
      value: ({ status }) => words[status],
    },
    {
      key: 'days',
      header: words.openDays,
      numeric: true,
      cell: ({ openDays }) => shownNumber(openDays),
      value: ({ openDays }) => openDays,
    },
    {
      key: 'doses',
      header: words.doses,
      numeric: true,
      cell: ({ doses }) => shownNumber(doses),
      value: ({ doses }) => doses,
    },
    {
      key: 'expected',
      header: words.expected,
      cell: ({ expectedOn, closedOn }) =>
        expectedOn === null ? (
          words.notExpected
        ) : (
          <span>
            {shownDay(expectedOn)}{' '}
            {closedOn === null && expectedOn < on && <StatusTag tone="warning">{words.late}</StatusTag>}
          </span>
        ),
      value: ({ expectedOn }) => expectedOn,
    },
  ]
  return (
    <DataTable
      caption={words.caption(longDay(on))}
      level={2}
      columns={columns}
      rows={cases}
      rowKey={({ id }) => id}
      empty={{ title: words.none }}
      sort={{ key: 'days', descending: true }}
      pageLength={200} // a page of the server, printed whole
      onExport={(format) => void downloadShortages(filter, on, format)}
    />
  )
}
