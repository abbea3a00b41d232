import { charts } from '../../words/charts'
import { useWords } from '../../words/define'
import { stylePage } from '../../words/style-page'
import { Card } from '../Card'
import { BarChart } from '../charts/BarChart'
import { Pyramid } from '../charts/Pyramid'
import { RankedDots } from '../charts/RankedDots'
import { TileMap } from '../charts/TileMap'
import { bands, fortnights, hospitals, offices } from './samples'

export function ChartSamples() {
  const words = useWords(stylePage)
  const names = useWords(charts)
  return (
    <>
      <p>{words.chartsText}</p>
      <Card>
        <TileMap title={words.mapTitle} note={words.mapNote} offices={offices} hrefOf={() => '#charts'} />
      </Card>
      <Card>
        <BarChart
          title={words.barsTitle}
          note={words.barsNote}
          bars={fortnights.map(({ session, ...bar }) => ({ ...bar, mark: names.session(session) }))}
        />
      </Card>
      <div className="g-style-pair">
        <Card>
          <Pyramid title={words.pyramidTitle} note={words.pyramidNote} bands={bands} />
        </Card>
        <Card>
          <RankedDots title={words.dotsTitle} note={words.dotsNote} ranked={hospitals} goal={400} />
        </Card>
      </div>
    </>
  )
}
