import type { ReactNode } from 'react'
import { figure, period } from '../counts/figure'
import { Banner, StatusTag } from '../design/Banner'
import { Card, DescriptionList } from '../design/Card'
import { inHospitalTime, longDay } from '../time'
import { useWords } from '../words/define'
import { reportWords } from '../words/reports'
import type { SealedReport } from './api'

export function NotGenuine({ genuine }: Pick<SealedReport, 'genuine'>) {
  const words = useWords(reportWords)
  return genuine === false && <Banner tone="error">{words.notVerified}</Banner>
}

/** Folio and fingerprint, what the report is of, and the versions of its rules. */
export function Seal({
  report: { id, on, scope, frozenAt, ruleVersions, ...report },
  seal,
  genuine,
  more,
}: SealedReport & { more: readonly { term: string; value: ReactNode }[] }) {
  const words = useWords(reportWords)
  return (
    <>
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
            { term: words.frozenAt, value: inHospitalTime(frozenAt) },
            {
              term: words.scope,
              value: scope.national
                ? words.scopeNational
                : (scope.label ?? words.scopeHospitals(scope.hospitals ?? 2, figure(scope.hospitals))),
            },
            { term: words.period, value: 'since' in report ? period(report.since, on) : longDay(on) },
            ...more,
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
    </>
  )
}

const ruleNames = ['age-rule', 'disclosure', 'counting', 'treatment-indicators', 'pain-indicators', 'supply'] as const

/** `catalogue:clues` is an edition of a catalogue; what is not known keeps its own name. */
function ruleName(name: string, words: typeof reportWords.es): string {
  const [kind, catalogue] = name.split(':')
  if (kind === 'catalogue' && catalogue) return words.catalogue(catalogue)
  if (name === 'bulletin') return words.bulletinRule
  const known = ruleNames.find((rule) => rule === name)
  return known === undefined ? name : words[known]
}
