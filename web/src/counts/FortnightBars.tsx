import { useQuery } from '@tanstack/react-query'
import { Answer } from '../design/Answer'
import { BarChart } from '../design/charts/BarChart'
import { longDay, shownNumber } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { downloadTable, fortnights } from './api'
import { periodEnd } from './figure'
import type { Question } from './question'

/** Two years of 14 days, each as the meetings read it. */
export function FortnightBars({ question, count = 26 }: { question: Question; count?: number }) {
  const words = useWords(countWords)
  const query = useQuery(fortnights(question, count))
  return (
    <Answer query={query}>
      {({ points, on }) => {
        const added = points.at(-1)?.added ?? null
        return (
          <BarChart
            title={added === null ? words.fortnightsHidden : words.fortnights(shownNumber(added), added)}
            note={words.fortnightsNote(shownNumber(points.length), longDay(on))}
            bars={points.map(({ to, added: value }) => ({ key: to, label: periodEnd(to), value }))}
            fileName={`girasol-quincenas-${on}`}
            onExport={() => void downloadTable('tableByFortnight', question, on, 'xlsx')}
          />
        )
      }}
    </Answer>
  )
}
