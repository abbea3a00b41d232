import type { IndicatorGroup } from 'shared/indicator-rules'
import type { Share } from 'shared/indicators'
import type { IndicatorRow, TreatmentIndicators } from 'shared/treatment-indicators'
import { atOnce } from '../counts/Hospitals'
import { type Column, DataTable } from '../design/DataTable'
import { shownNumber } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'
import { downloadIndicators } from './api'
import './Summary.css'

/** The rows of an answer, to sort; each share with its numerator. A frozen one offers no file: it is the file. */
export function IndicatorTable({ indicators, frozen = false }: { indicators: TreatmentIndicators; frozen?: boolean }) {
  const words = useWords(indicatorWords)
  const levels = useWords(countWords)
  const { groupBy, rows, total } = indicators
  const captions: Record<IndicatorGroup, string> = {
    hospital: words.byHospital,
    ooad: words.byOoad,
    level: words.byLevel,
  }
  const known: Readonly<Record<string, string>> = {
    'not-assigned': words.notAssigned,
    umae: levels.umae,
    'second-level': levels.secondLevel,
  }
  const name = ({ label }: IndicatorRow) => known[label] ?? label
  const share = (key: string, header: string, of: (row: IndicatorRow) => Share): Column<IndicatorRow> => ({
    key,
    header,
    numeric: true,
    cell: (row) => {
      const { numerator, percent } = of(row)
      return percent === null ? '—' : `${words.percent(shownNumber(percent, 1))}\u00a0(${shownNumber(numerator)})`
    },
    value: (row) => of(row).percent,
  })
  const whole = (key: string, header: string, of: (row: IndicatorRow) => number): Column<IndicatorRow> => ({
    key,
    header,
    numeric: true,
    cell: (row) => shownNumber(of(row)),
    value: of,
  })
  return (
    <div className="g-indicator-table">
      <DataTable
        caption={captions[groupBy]}
        columns={[
          { key: 'name', header: words[groupBy], title: true, cell: name, value: name },
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
