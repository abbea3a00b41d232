import type { IndicatorRow, TreatmentIndicators } from 'shared/treatment-indicators'
import { atOnce } from '../counts/Hospitals'
import { DataTable } from '../design/DataTable'
import { useColumns } from '../indicators/columns'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'
import { downloadIndicators } from './api'
import '../indicators/indicators.css'

/** The rows of an answer, to sort; each share with its numerator. A frozen one offers no file: it is the file. */
export function IndicatorTable({ indicators, frozen = false }: { indicators: TreatmentIndicators; frozen?: boolean }) {
  const words = useWords(indicatorWords)
  const { groupBy, rows, total } = indicators
  const { caption, name, share, whole } = useColumns<IndicatorRow>(groupBy)
  return (
    <div className="g-indicator-table">
      <DataTable
        caption={caption}
        columns={[
          name,
          whole('doses', words.doses, ({ doses }) => doses),
          share('onTime', words.colOnTime, ({ onTime }) => onTime),
          share('adherence', words.colAdherence, ({ adherence }) => adherence),
          share('omitted', words.colOmitted, ({ omitted }) => omitted),
          whole('unavailable', words.colUnavailable, unavailable),
          whole('withoutRecord', words.colWithoutRecord, ({ withoutRecord }) => withoutRecord),
          share('first', words.colFirst, ({ firstTreatment }) => firstTreatment),
        ]}
        rows={rows}
        rowKey={({ key }) => key}
        empty={{ title: words.emptyTable }}
        total={{ ...total, key: 'total', label: words.total, organizationId: null, level: null, ooadCode: null }}
        pageLength={atOnce}
        {...(!frozen && {
          sort: { key: 'onTime', descending: false },
          onExport: (format: 'csv' | 'xlsx') => void downloadIndicators(indicators, format),
        })}
      />
    </div>
  )
}

const unavailable = ({ omitted }: IndicatorRow) =>
  omitted.byReason.find(({ reason }) => reason === 'not-available')?.doses ?? 0
