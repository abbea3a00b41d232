import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { painChart } from '../words/pain-chart'
import './PainChart.css'

const WIDTH = 64
const HEIGHT = 22
const EDGE = 3

/** The last scores of a person as of ten, oldest first, small beside the last one; said in words for who does not see it. */
export function SparkLine({ scores }: { scores: readonly number[] }) {
  const words = useWords(painChart)
  if (scores.length < 2) return null
  const x = (at: number) => EDGE + (at / (scores.length - 1)) * (WIDTH - 2 * EDGE)
  const y = (score: number) => HEIGHT - EDGE - (score / 10) * (HEIGHT - 2 * EDGE)
  const last = scores.at(-1) ?? 0
  return (
    <svg
      className="g-spark"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={words.spark(scores.map((score) => shownNumber(score, Number.isInteger(score) ? 0 : 1)).join(', '))}
    >
      <polyline points={scores.map((score, at) => `${x(at).toFixed(1)},${y(score).toFixed(1)}`).join(' ')} />
      <circle cx={x(scores.length - 1)} cy={y(last)} r={2.5} />
    </svg>
  )
}
