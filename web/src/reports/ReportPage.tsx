import { useQuery } from '@tanstack/react-query'
import type { CountRow } from 'shared/counts'
import type { CountReport, Report } from 'shared/reports'
import { Balance } from '../counts/Balance'
import { figure } from '../counts/figure'
import { Headline } from '../counts/Headline'
import { atOnce } from '../counts/Hospitals'
import { Protection } from '../counts/Protection'
import { Answer } from '../design/Answer'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { type Column, DataTable } from '../design/DataTable'
import { PageHeader } from '../design/PageHeader'
import { inHospitalTime, longDay } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { reportWords } from '../words/reports'
import { report, type SealedReport } from './api'
import { BulletinCard } from './BulletinCard'
import { PainReport } from './PainReport'
import { PublishedReport } from './PublishedReport'
import { NotGenuine, Seal } from './Seal'
import { SupplyReport } from './SupplyReport'
import { TreatmentReport } from './TreatmentReport'
import './ReportPage.css'

/** A frozen report as it will always print: figures, the rules they were made with, folio and fingerprint. */
export function ReportPage({ reportId }: { reportId: string }) {
  const words = useWords(reportWords)
  const query = useQuery(report(reportId))
  const title = query.data ? titleOf(query.data.report, words) : words.title
  return (
    <>
      <PageHeader
        title={title}
        lead={query.data && words.frozenLead(inHospitalTime(query.data.report.frozenAt))}
        actions={
          query.data && (
            <Button icon="printer" onClick={() => print()}>
              {words.print}
            </Button>
          )
        }
      />
      <Answer query={query} lines={9}>
        {({ report, ...seal }) =>
          !('kind' in report) ? (
            <Counted report={report} {...seal} />
          ) : 'figures' in report ? (
            <PublishedReport report={report} {...seal} />
          ) : report.kind === 'pain' ? (
            <PainReport report={report} {...seal} />
          ) : report.kind === 'supply' ? (
            <SupplyReport report={report} {...seal} />
          ) : (
            <TreatmentReport report={report} {...seal} />
          )
        }
      </Answer>
    </>
  )
}

function titleOf(report: Report, words: typeof reportWords.es): string {
  const day = longDay(report.on)
  if (!('kind' in report)) return words.reportTitle(day)
  return { pain: words.painTitle, treatment: words.treatmentTitle, supply: words.supplyTitle }[report.kind](day)
}

function Counted({ report, seal, genuine }: SealedReport & { report: CountReport }) {
  const words = useWords(reportWords)
  const rules = useWords(countWords)
  const { id, on, ageRule, disclosure } = report
  return (
    <div className="g-stack g-report">
      <NotGenuine genuine={genuine} />
      <Headline counts={report} />
      <Balance counts={report} opens={false} />
      {disclosure && (
        <Card>
          <Protection on={on} disclosure={disclosure} />
        </Card>
      )}
      <Card>
        <ReportTable report={report} />
      </Card>
      <BulletinCard id={id} />
      <Seal
        report={report}
        seal={seal}
        genuine={genuine}
        more={[{ term: words.rule, value: rules.ruleShort(String(ageRule.limit), ageRule.at) }]}
      />
    </div>
  )
}

function ReportTable({ report: { rows, groupBy, total, balance } }: { report: CountReport }) {
  const words = useWords(reportWords)
  const names = useWords(countWords)
  const captions = { hospital: words.byHospital, ooad: words.byOoad, level: words.byLevel, iccc3: words.byIccc3 }
  const known: Readonly<Record<string, string>> = {
    'not-classified': words.notClassified,
    'not-assigned': words.notAssigned,
    umae: names.umae,
    'second-level': names.secondLevel,
  }
  const name = ({ key, label }: CountRow) => known[key] ?? (groupBy === 'iccc3' ? `${key} · ${label}` : label)
  const level = (it: CountRow) => (it.level === null ? '' : it.level === 'umae' ? names.umae : names.secondLevel)
  const columns: readonly Column<CountRow>[] = [
    { key: 'name', header: words[groupBy], title: true, cell: name, value: name },
    ...(groupBy === 'hospital' ? [{ key: 'level', header: words.level, cell: level, value: level }] : []),
    ...(['paediatric', 'adult', 'patients', 'added'] as const).map((key) => ({
      key,
      header: key === 'added' ? names.addedShort : names[key],
      numeric: true,
      cell: (row: CountRow) => figure(row[key]),
      value: (row: CountRow) => row[key],
    })),
  ]
  const { patients, paediatric, adult } = total
  return (
    <DataTable
      caption={captions[groupBy]}
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      empty={{ title: names.emptyTable }}
      total={{
        key: 'total',
        label: names.totalRow,
        organizationId: null,
        level: null,
        ooadCode: null,
        patients,
        paediatric,
        adult,
        added: balance.added,
      }}
      pageLength={atOnce}
    />
  )
}
