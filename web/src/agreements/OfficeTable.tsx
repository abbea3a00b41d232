import type { AgreementSummary } from 'shared/agreements'
import { Link } from 'wouter'
import { type Column, DataTable } from '../design/DataTable'
import { paths } from '../paths'
import { shownNumber } from '../time'
import { agreementWords } from '../words/agreements'
import { useWords } from '../words/define'
import { type AgreementFilter, queryOf } from './filter'

type Row = AgreementSummary['byOffice'][number]

/** Kept, pending and late by office; a press narrows the board to one. */
export function OfficeTable({ summary, filter }: { summary: AgreementSummary; filter: AgreementFilter }) {
  const words = useWords(agreementWords)
  const name = ({ ooadName, ooadCode }: Row) => ooadName ?? ooadCode ?? words.national
  const count = (key: 'late' | 'open' | 'inProgress' | 'kept' | 'withdrawn', header: string): Column<Row> => ({
    key,
    header,
    numeric: true,
    cell: (row) => shownNumber(row[key]),
    value: (row) => row[key],
  })
  const columns: readonly Column<Row>[] = [
    {
      key: 'office',
      header: words.office,
      title: true,
      cell: (row) =>
        row.ooadCode === null ? (
          name(row)
        ) : (
          <Link href={`${paths.agreements}?${new URLSearchParams(queryOf({ ...filter, ooad: row.ooadCode }))}`}>
            {name(row)}
          </Link>
        ),
      value: name,
    },
    count('open', words.officeOpen),
    count('inProgress', words.officeInProgress),
    count('late', words.officeLate),
    count('kept', words.stateKept),
    count('withdrawn', words.stateWithdrawn),
  ]
  return (
    <DataTable
      caption={words.byOffice}
      level={2}
      columns={columns}
      rows={summary.byOffice}
      rowKey={({ ooadCode }) => ooadCode ?? ''}
      empty={{ title: words.none }}
      sort={{ key: 'late', descending: true }}
    />
  )
}
