import { type FigureKey, figureKeys } from 'shared/figure-keys'
import { figureInWords } from 'shared/figure-words'
import type { PublishedReport as Frozen } from 'shared/reports'
import { Card, DescriptionList } from '../design/Card'
import { usePreferences } from '../preferences'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { reportWords } from '../words/reports'
import { figureNames } from '../words/session-figures'
import type { SealedReport } from './api'
import { NotGenuine, Seal } from './Seal'

/** What families see of a report that a session quotes: each figure in words, and what was done to protect people. */
export function PublishedReport({ report, seal, genuine }: SealedReport & { report: Frozen }) {
  const words = useWords(reportWords)
  const names = useWords(figureNames)
  const { language } = usePreferences()
  const figures: Partial<Record<FigureKey, number | null>> = report.figures
  return (
    <div className="g-stack g-report">
      <NotGenuine genuine={genuine} />
      <Card title={words.publishedTitle}>
        <div className="g-stack">
          <DescriptionList
            items={figureKeys
              .filter((key) => figures[key] !== undefined)
              .map((key) => ({
                term: names[key],
                value: <strong>{figureInWords(key, figures[key] ?? null, language)}</strong>,
              }))}
          />
          <p>
            {words.publishedText(longDay(report.on))}{' '}
            {report.kind === 'supply' ? words.publishedSupply : words.publishedRounded}
          </p>
          <p>{report.kind === 'supply' ? words.supplyRule(String(report.rules.monthDays)) : words.publishedReserved}</p>
        </div>
      </Card>
      <Seal report={report} seal={seal} genuine={genuine} more={[]} />
    </div>
  )
}
