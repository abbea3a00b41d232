import type { TreatmentReport as Frozen } from 'shared/reports'
import { ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { paths } from '../paths'
import { IndicatorTable } from '../treatment-indicators/IndicatorTable'
import { Summary } from '../treatment-indicators/Summary'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'
import type { SealedReport } from './api'
import { NotGenuine, Seal } from './Seal'

/** The indicators of treatment as they were frozen, with the rules that stand in them. */
export function TreatmentReport({ report, seal, genuine }: SealedReport & { report: Frozen }) {
  const words = useWords(indicatorWords)
  const { total, rules, ageGroup, ageLimit } = report
  return (
    <div className="g-stack g-report">
      <NotGenuine genuine={genuine} />
      <Summary figures={total} rules={rules} />
      <Card>
        <IndicatorTable indicators={report} frozen />
      </Card>
      <div className="g-row g-no-print">
        <ButtonLink icon="help" href={paths.indicatorDefinitions}>
          {words.definitionsLink}
        </ButtonLink>
      </div>
      <Seal
        report={report}
        seal={seal}
        genuine={genuine}
        more={[
          { term: words.tolerance, value: words.toleranceOption(rules.toleranceDays) },
          ...(ageGroup && ageLimit ? [{ term: words.age, value: words.ageOf(ageGroup, ageLimit) }] : []),
        ]}
      />
    </div>
  )
}
