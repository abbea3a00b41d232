import type { PainReport as Frozen } from 'shared/reports'
import { ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { PainSummary } from '../pain-indicators/PainSummary'
import { PainTable } from '../pain-indicators/PainTable'
import { paths } from '../paths'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'
import { painIndicatorWords } from '../words/pain-indicators'
import type { SealedReport } from './api'
import { BulletinCard } from './BulletinCard'
import { NotGenuine, Seal } from './Seal'

/** The indicators of pain as they were frozen, with their words and the rules that stand in them. */
export function PainReport({ report, seal, genuine }: SealedReport & { report: Frozen }) {
  const words = useWords(painIndicatorWords)
  const common = useWords(indicatorWords)
  const { id, total, rules } = report
  const { answerMinutes, settingsVersions } = total.followed
  return (
    <div className="g-stack g-report">
      <NotGenuine genuine={genuine} />
      <PainSummary figures={total} rules={rules} />
      <Card>
        <PainTable indicators={report} frozen />
      </Card>
      <BulletinCard id={id} />
      <div className="g-row g-no-print">
        <ButtonLink icon="help" href={paths.painDefinitions}>
          {common.definitionsLink}
        </ButtonLink>
      </div>
      <Seal
        report={report}
        seal={seal}
        genuine={genuine}
        more={[
          { term: words.answerMinutes, value: words.minutes(answerMinutes) },
          { term: words.settings, value: words.settingsOf(settingsVersions) },
        ]}
      />
    </div>
  )
}
