import { useQuery } from '@tanstack/react-query'
import type { CountRow } from 'shared/counts'
import type { Report } from 'shared/reports'
import { Balance } from '../counts/Balance'
import { BulletinText } from '../counts/BulletinText'
import { figure, period } from '../counts/figure'
import { Headline } from '../counts/Headline'
import { atOnce } from '../counts/Hospitals'
import { Protection } from '../counts/Protection'
import { Answer } from '../design/Answer'
import { Banner, StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { Card, DescriptionList } from '../design/Card'
import { type Column, DataTable } from '../design/DataTable'
import { PageHeader } from '../design/PageHeader'
import { Tabs } from '../design/Tabs'
import { inHospitalTime, longDay, shownNumber } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { reportWords } from '../words/reports'
import { bulletinOf, report, type SealedReport } from './api'
import './ReportPage.css'

/** A frozen report as it will always print: figures, the rules they were made with, folio and fingerprint. */
export function ReportPage({ reportId }: { reportId: string }) {
  const words = useWords(reportWords)
  const query = useQuery(report(reportId))
  const title = query.data ? words.reportTitle(longDay(query.data.report.on)) : words.title
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
        {(sealed) => <Sealed {...sealed} />}
      </Answer>
    </>
  )
}

function Sealed({ report, seal, genuine }: SealedReport) {
  const words = useWords(reportWords)
  const rules = useWords(countWords)
  const { id, on, since, ageRule, scope, disclosure, ruleVersions } = report
  return (
    <div className="g-stack g-report">
      {genuine === false && <Banner tone="error">{words.notVerified}</Banner>}
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
      <Card title={words.bulletin}>
        <Tabs
          label={words.bulletin}
          tabs={[
            { key: 'es', title: words.spanish, content: <Bulletin id={id} lang="es" /> },
            { key: 'en', title: words.english, content: <Bulletin id={id} lang="en" /> },
          ]}
        />
      </Card>
      <Card
        title={words.seal}
        actions={
          genuine === null ? (
            <StatusTag tone="neutral" icon="info">
              {words.unverifiable}
            </StatusTag>
          ) : (
            genuine && <StatusTag tone="success">{words.verified}</StatusTag>
          )
        }
      >
        <DescriptionList
          items={[
            { term: words.folio, value: <code className="g-report-code">{id}</code> },
            { term: words.fingerprint, value: <code className="g-report-code">{seal || '—'}</code> },
            { term: words.frozenAt, value: inHospitalTime(report.frozenAt) },
            {
              term: words.scope,
              value: scope.national
                ? words.scopeNational
                : (scope.label ?? words.scopeHospitals(scope.hospitals, shownNumber(scope.hospitals))),
            },
            { term: words.period, value: period(since, on) },
            { term: words.rule, value: rules.ruleShort(String(ageRule.limit), ageRule.at) },
          ]}
        />
      </Card>
      <Card title={words.rules}>
        <div className="g-stack">
          <p>{words.rulesText}</p>
          <DescriptionList
            items={Object.entries(ruleVersions).map(([name, version]) => ({
              term: ruleName(name, words),
              value: <code className="g-report-code">{version}</code>,
            }))}
          />
        </div>
      </Card>
      <p className="g-print-only">{words.printFoot(id, seal)}</p>
    </div>
  )
}

function ReportTable({ report: { rows, groupBy, total, balance } }: { report: Report }) {
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

function Bulletin({ id, lang }: { id: string; lang: 'es' | 'en' }) {
  const words = useWords(reportWords)
  const query = useQuery(bulletinOf(id, lang))
  return (
    <Answer query={query} lines={3}>
      {({ text }) => (
        <div className="g-stack">
          <p className="g-no-print">{words.bulletinText}</p>
          <BulletinText text={text} lang={lang} />
        </div>
      )}
    </Answer>
  )
}

/** `catalogue:clues` is an edition of a catalogue; what is not known keeps its own name. */
function ruleName(name: string, words: typeof reportWords.es): string {
  const [kind, catalogue] = name.split(':')
  if (kind === 'catalogue' && catalogue) return words.catalogue(catalogue)
  if (name === 'age-rule' || name === 'disclosure' || name === 'counting') return words[name]
  return name === 'bulletin' ? words.bulletinRule : name
}
