import { scaleLinear } from 'd3-scale'
import { daysBetween } from 'shared/calendar-day'
import { shownDay, shownNumber } from '../../time'
import { charts } from '../../words/charts'
import { useWords } from '../../words/define'
import { ChartFrame, type ChartProps } from './ChartFrame'
import { Drawing, useWidth } from './drawing'

/** A measure of one day, 'YYYY-MM-DD'. */
export type Point = { key: string; day: string; value: number }

const height = 200
const top = 16
const bottom = 30
const left = 48
const right = 44

/** One measure through time, true to the days between. The last value stands at its point. */
export function LineChart({
  points,
  measure,
  unit,
  decimals = 1,
  ...frame
}: ChartProps & { points: readonly Point[]; measure: string; unit: string; decimals?: number }) {
  const words = useWords(charts)
  const { place, width } = useWidth(420)
  const sorted = [...points].sort((a, b) => (a.day < b.day ? -1 : 1))
  const first = sorted[0]
  const last = sorted.at(-1)
  if (first === undefined || last === undefined) return null
  const values = sorted.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const room = Math.max((high - low) * 0.15, high * 0.02)
  const x = scaleLinear([0, Math.max(1, daysBetween(first.day, last.day))], [left, width - right])
  const y = scaleLinear([low - room, high + room], [height - bottom, top]).nice(4)
  const at = ({ day }: Point) => x(daysBetween(first.day, day))
  const shown = (value: number) => `${shownNumber(value, decimals)} ${unit}`
  return (
    <div ref={place}>
      <ChartFrame
        {...frame}
        summary={words.lineSummary(
          sorted.length,
          shown(first.value),
          shownDay(first.day),
          shown(last.value),
          shownDay(last.day),
        )}
        twin={{
          rows: sorted,
          rowKey: ({ key }) => key,
          columns: [
            { key: 'day', header: words.day, title: true, cell: ({ day }) => shownDay(day), value: ({ day }) => day },
            {
              key: 'value',
              header: `${measure} (${unit})`,
              numeric: true,
              cell: ({ value }) => shownNumber(value, decimals),
              value: ({ value }) => value,
            },
          ],
        }}
      >
        {(drawing) => (
          <Drawing {...drawing} width={width} height={height}>
            {y.ticks(4).map((tick) => (
              <g key={tick}>
                <line className="g-chart-grid" x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} />
                <text className="g-chart-soft g-chart-small" x={left - 8} y={y(tick) + 4} textAnchor="end">
                  {shownNumber(tick, tick % 1 === 0 ? 0 : 1)}
                </text>
              </g>
            ))}
            <text className="g-chart-soft g-chart-small" x={left} y={height - 8}>
              {shownDay(first.day)}
            </text>
            {last !== first && (
              <text className="g-chart-soft g-chart-small" x={width - right} y={height - 8} textAnchor="end">
                {shownDay(last.day)}
              </text>
            )}
            <polyline
              className="g-chart-line"
              points={sorted.map((point) => `${at(point)},${y(point.value)}`).join(' ')}
            />
            {sorted.map((point) => (
              <circle key={point.key} className="g-chart-first" cx={at(point)} cy={y(point.value)} r={4}>
                <title>{`${shownDay(point.day)}: ${shown(point.value)}`}</title>
              </circle>
            ))}
            <text className="g-chart-strong g-chart-over" x={at(last) + 8} y={y(last.value) + 4}>
              {shownNumber(last.value, decimals)}
            </text>
          </Drawing>
        )}
      </ChartFrame>
    </div>
  )
}
