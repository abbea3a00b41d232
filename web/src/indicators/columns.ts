import { NOT_ASSIGNED } from 'shared/counts'
import type { IndicatorGroup } from 'shared/indicator-rules'
import type { IndicatorPlace, Share } from 'shared/indicators'
import type { Column } from '../design/DataTable'
import { shownNumber } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { indicatorWords } from '../words/indicators'

/** The columns that tables of indicators are made of, and the caption of one by hospital, OOAD or level. */
export function useColumns<Row extends IndicatorPlace>(groupBy: IndicatorGroup) {
  const words = useWords(indicatorWords)
  const levels = useWords(countWords)
  const captions: Record<IndicatorGroup, string> = {
    hospital: words.byHospital,
    ooad: words.byOoad,
    level: words.byLevel,
  }
  const known: Readonly<Record<string, string>> = {
    [NOT_ASSIGNED]: words.notAssigned,
    umae: levels.umae,
    'second-level': levels.secondLevel,
  }
  const nameOf = ({ label }: IndicatorPlace) => known[label] ?? label
  const name: Column<Row> = { key: 'name', header: words[groupBy], title: true, cell: nameOf, value: nameOf }
  const share = (key: string, header: string, of: (row: Row) => Share, withAll = false): Column<Row> => ({
    key,
    header,
    numeric: true,
    cell: (row) => {
      const { numerator, denominator, percent } = of(row)
      if (percent === null) return '—'
      const shown = words.percent(shownNumber(percent, 1))
      return withAll // may break before its parts, not within
        ? `${shown} (${words.partOf(shownNumber(numerator), shownNumber(denominator))})`
        : `${shown}\u00a0(${shownNumber(numerator)})`
    },
    value: (row) => of(row).percent,
  })
  const whole = (key: string, header: string, of: (row: Row) => number): Column<Row> => ({
    key,
    header,
    numeric: true,
    cell: (row) => shownNumber(of(row)),
    value: of,
  })
  return { caption: captions[groupBy], nameOf, name, share, whole }
}
