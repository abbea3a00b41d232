import { useQuery } from '@tanstack/react-query'
import type { Pyramid as PyramidAnswer } from 'shared/counts'
import { Answer } from '../design/Answer'
import { Pyramid } from '../design/charts/Pyramid'
import { shownNumber } from '../time'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { downloadTable, pyramid } from './api'
import type { Question } from './question'

export function AgePyramid({ question }: { question: Question }) {
  const words = useWords(countWords)
  const query = useQuery(pyramid(question.on))
  const name = ({ fromAge, toAge }: PyramidAnswer['bands'][number]) =>
    toAge === null ? words.bandOpen(String(fromAge)) : words.band(String(fromAge), String(toAge))
  return (
    <Answer query={query}>
      {({ on, bands, total }) => {
        const most = fullest(bands)
        const others = total.other === null || total.unknown === null ? null : total.other + total.unknown
        const more = others ? ` ${words.pyramidOthers(others, shownNumber(others))}` : ''
        return (
          <Pyramid
            title={most ? words.pyramidTitle(name(most)) : words.pyramidEmpty}
            note={`${words.pyramidNote}${more}`}
            bands={bands.map((band) => ({ band: name(band), women: band.female, men: band.male }))}
            fileName={`girasol-edades-${on}`}
            onExport={() => void downloadTable('tableByAge', question, on, 'xlsx')}
          />
        )
      }}
    </Answer>
  )
}

/** The band with most people; none where all are empty or one is hidden. */
function fullest(bands: PyramidAnswer['bands']) {
  if (bands.some(({ patients }) => patients === null)) return undefined
  const [most] = [...bands].sort((a, b) => (b.patients ?? 0) - (a.patients ?? 0))
  return most?.patients ? most : undefined
}
