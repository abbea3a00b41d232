import { useQuery } from '@tanstack/react-query'
import type { ShortageSummary } from 'shared/shortages'
import { Answer } from '../design/Answer'
import { TileMap } from '../design/charts/TileMap'
import { ooads } from '../network/api'
import { paths } from '../paths'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { shortageWords } from '../words/shortages'
import { downloadShortages } from './api'
import { addressOfFilter, type BoardFilter } from './filter'

/** All 35 offices with the cases of the board; a press shows those of one. */
export function ShortageMap({
  summary: { byOffice },
  on,
  filter,
}: {
  summary: ShortageSummary
  on: string
  filter: BoardFilter
}) {
  const words = useWords(shortageWords)
  const offices = useQuery(ooads)
  const cases = new Map(byOffice.map((it) => [it.ooadCode, it.cases]))
  const unassigned = cases.get(null)
  return (
    <Answer query={offices}>
      {({ items }) => {
        const shown = items.map(({ code, name }) => ({ ooadCode: code, name, value: cases.get(code) ?? 0 }))
        const [most] = [...shown].sort((a, b) => b.value - a.value)
        return (
          <TileMap
            title={most?.value ? words.mapTitle(most.name, shownNumber(most.value), most.value) : words.mapEmpty}
            note={[words.mapNote, unassigned && words.mapUnassigned(shownNumber(unassigned))].filter(Boolean).join(' ')}
            counting={{
              value: words.mapValue,
              unit: words.mapUnit,
              keys: words.mapKeys,
              summary: words.mapSummary,
            }}
            offices={shown}
            hrefOf={(ooad) => `${paths.shortages}?${new URLSearchParams(addressOfFilter({ ...filter, ooad }))}`}
            fileName={`girasol-desabasto-${on}`}
            onExport={() => void downloadShortages(filter, on, 'xlsx')}
          />
        )
      }}
    </Answer>
  )
}
