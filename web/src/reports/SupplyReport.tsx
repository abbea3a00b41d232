import type { SupplyReport as Frozen } from 'shared/reports'
import type { SupplyRow } from 'shared/supply'
import { Card, DescriptionList } from '../design/Card'
import { type Column, DataTable } from '../design/DataTable'
import { medicationName, useMedications } from '../medications/api'
import { shownDay, shownNumber } from '../time'
import { useWords } from '../words/define'
import { reportWords } from '../words/reports'
import type { SealedReport } from './api'
import { NotGenuine, Seal } from './Seal'

/** What pharmacies had and lacked, as it was frozen: the sums that are read out, and each key. */
export function SupplyReport({ report, seal, genuine }: SealedReport & { report: Frozen }) {
  const words = useWords(reportWords)
  const { total, rules } = report
  return (
    <div className="g-stack g-report">
      <NotGenuine genuine={genuine} />
      <Card title={words.supply}>
        <div className="g-stack">
          <DescriptionList
            items={[
              { term: words.supplyKeys, value: shownNumber(total.keys) },
              { term: words.supplyPieces, value: shownNumber(total.pieces) },
              { term: words.supplyMonths, value: <Months months={total.months} /> },
              { term: words.hospitalsCounted, value: shownNumber(total.hospitalsCounted) },
              { term: words.openShortages, value: shownNumber(total.openShortages) },
              { term: words.hospitalsWithShortage, value: shownNumber(total.hospitalsWithShortage) },
            ]}
          />
          <p>{words.supplyRule(String(rules.monthDays))}</p>
        </div>
      </Card>
      <Card>
        <Keys rows={report.rows} />
      </Card>
      <Seal report={report} seal={seal} genuine={genuine} more={[]} />
    </div>
  )
}

function Months({ months }: { months: number | null }) {
  const words = useWords(reportWords)
  return <>{months === null ? words.noMonths : words.months(months, shownNumber(months, 1))}</>
}

function Keys({ rows }: { rows: readonly SupplyRow[] }) {
  const words = useWords(reportWords)
  const known = useMedications()
  const name = ({ medication }: SupplyRow) => medicationName(known, medication)
  const number = (value: number | null, decimals = 0) => (value === null ? '—' : shownNumber(value, decimals))
  const columns: readonly Column<SupplyRow>[] = [
    { key: 'medication', header: words.medication, title: true, cell: name, value: name },
    { key: 'clave', header: words.clave, cell: ({ clave }) => <code>{clave}</code>, value: ({ clave }) => clave },
    {
      key: 'pieces',
      header: words.supplyPieces,
      numeric: true,
      cell: ({ pieces }) => shownNumber(pieces),
      value: ({ pieces }) => pieces,
    },
    {
      key: 'need',
      header: words.supplyNeed,
      numeric: true,
      cell: ({ need }) => number(need),
      value: ({ need }) => need,
    },
    {
      key: 'months',
      header: words.supplyMonths,
      numeric: true,
      cell: ({ months }) => <Months months={months} />,
      value: ({ months }) => months,
    },
    {
      key: 'oldest',
      header: words.oldestCount,
      cell: ({ oldestCountedOn }) => shownDay(oldestCountedOn),
      value: ({ oldestCountedOn }) => oldestCountedOn,
    },
  ]
  return (
    <DataTable
      caption={words.supplyCaption}
      level={2}
      columns={columns}
      rows={rows}
      rowKey={({ clave }) => clave}
      empty={{ title: words.supplyEmpty }}
      pageLength={500}
    />
  )
}
