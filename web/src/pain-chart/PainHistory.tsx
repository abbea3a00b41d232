import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Patient } from 'shared/patients'
import { Answer } from '../design/Answer'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { EmptyState } from '../design/states'
import { useWords } from '../words/define'
import { painChart } from '../words/pain-chart'
import { HeatMap } from './HeatMap'
import { painHistory, type Range, ranges } from './history'
import { PainChart } from './PainChart'

/** A person's pain through time and over the body, in the last day, week, or all of it. */
export function PainHistory({ patient }: { patient: Patient }) {
  const words = useWords(painChart)
  const [range, choose] = useState<Range>('day')
  const query = useQuery(painHistory(patient.id, range))
  return (
    <Card title={words.title}>
      <div className="g-stack">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form, these are ways to look */}
        <div className="g-row g-no-print g-pain-ranges" role="group" aria-label={words.range}>
          {ranges.map((one) => (
            <Button key={one} size="small" aria-pressed={one === range} onClick={() => choose(one)}>
              {words[one]}
            </Button>
          ))}
        </div>
        <Answer query={query}>
          {(history) =>
            history.assessments.length === 0 ? (
              <EmptyState icon="pulse" title={words.none} text={words.noneText} />
            ) : (
              <div className="g-stack">
                <PainChart history={history} range={range} />
                <HeatMap history={history} patient={patient} />
              </div>
            )
          }
        </Answer>
      </div>
    </Card>
  )
}
