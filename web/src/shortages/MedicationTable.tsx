import type { ShortageSummary } from 'shared/shortages'
import { Link } from 'wouter'
import { type Column, DataTable } from '../design/DataTable'
import { medicationName, useMedications } from '../medications/api'
import { paths } from '../paths'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { shortageWords } from '../words/shortages'
import { addressOfFilter, type BoardFilter } from './filter'

type Row = ShortageSummary['byMedication'][number]

/** What lacks, by medication; a press narrows the board to it. */
export function MedicationTable({
  summary: { byMedication },
  filter,
}: {
  summary: ShortageSummary
  filter: BoardFilter
}) {
  const words = useWords(shortageWords)
  const known = useMedications()
  const name = ({ medication }: Row) => medicationName(known, medication)
  const figure = (key: 'hospitals' | 'doses' | 'longestDays', header: string): Column<Row> => ({
    key,
    header,
    numeric: true,
    cell: (row) => shownNumber(row[key]),
    value: (row) => row[key],
  })
  return (
    <DataTable
      caption={words.byMedication}
      level={2}
      copy={false}
      columns={[
        {
          key: 'medication',
          header: words.medication,
          title: true,
          cell: (row) => (
            <Link
              href={`${paths.shortages}?${new URLSearchParams(addressOfFilter({ ...filter, medication: row.medication }))}`}
            >
              {name(row)}
            </Link>
          ),
          value: name,
        },
        figure('hospitals', words.hospitalsLabel),
        figure('doses', words.dosesLabel),
        figure('longestDays', words.longestLabel),
      ]}
      rows={byMedication}
      rowKey={({ medication }) => medication}
      empty={{ title: words.none }}
      pageLength={10}
    />
  )
}
