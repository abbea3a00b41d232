import type { PainIndicatorRow, PainIndicators } from 'shared/pain-indicators'
import { atOnce } from '../counts/Hospitals'
import { DataTable } from '../design/DataTable'
import { useColumns } from '../indicators/columns'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'
import { painIndicatorWords } from '../words/pain-indicators'
import { downloadPain } from './api'
import { measures } from './measures'
import '../indicators/indicators.css'

/** The rows of an answer, to sort; each share with its numerator and denominator. A frozen one offers no file. */
export function PainTable({ indicators, frozen = false }: { indicators: PainIndicators; frozen?: boolean }) {
  const words = useWords(painIndicatorWords)
  const common = useWords(indicatorWords)
  const { groupBy, rows, total } = indicators
  const { caption, name, share, whole } = useColumns<PainIndicatorRow>(groupBy)
  return (
    <div className="g-indicator-table">
      <DataTable
        caption={caption}
        columns={[
          name,
          ...measures.map(({ key, word }) => share(key, words[word], (row) => row[key], true)),
          whole('opioids', words.colOpioids, ({ opioidDays }) => opioidDays),
          whole('naloxone', words.colNaloxone, ({ naloxoneDoses }) => naloxoneDoses),
        ]}
        rows={rows}
        rowKey={({ key }) => key}
        empty={{ title: words.emptyTable }}
        total={{ ...total, key: 'total', label: common.total, organizationId: null, level: null, ooadCode: null }}
        pageLength={atOnce}
        {...(!frozen && {
          sort: { key: 'treated', descending: false },
          onExport: (format: 'csv' | 'xlsx') => void downloadPain(indicators, format),
        })}
      />
    </div>
  )
}
