import { scaleBand, scaleLinear } from 'd3-scale'
import { useId } from 'react'
import { shownNumber } from '../../time'
import { charts } from '../../words/charts'
import { useWords } from '../../words/define'
import { ChartFrame, type ChartProps, type Figure } from './ChartFrame'
import { Drawing, Hatch, hiddenAmong, useWidth } from './drawing'

/** One bar a period; `mark` is a word above it, such as the number of the session that read it. */
export type Bar = { key: string; label: string; value: Figure; mark?: string }

const height = 260
const top = 28
const bottom = 34
const left = 44

export function BarChart({ bars, ...frame }: ChartProps & { bars: readonly Bar[] }) {
  const words = useWords(charts)
  const { place, width } = useWidth()
  const hatch = useId()
  const x = scaleBand(
    bars.map(({ key }) => key),
    [left, width],
  ).padding(0.28)
  const y = scaleLinear([0, Math.max(5, ...bars.map(({ value }) => value ?? 0))], [height - bottom, top]).nice(4)
  const step = Math.ceil(72 / x.step()) // labels need about 72 px each
  return (
    <div ref={place}>
      <ChartFrame
        {...frame}
        summary={summaryOf(bars, words)}
        twin={{
          rows: bars,
          rowKey: ({ key }) => key,
          columns: [
            {
              key: 'label',
              header: words.period,
              title: true,
              cell: ({ label, mark }) => (mark ? `${label} (${mark})` : label),
            },
            {
              key: 'value',
              header: words.value,
              numeric: true,
              cell: ({ value }) => (value === null ? words.hiddenShort : shownNumber(value)),
              value: ({ value }) => value,
            },
          ],
        }}
      >
        {(drawing) => (
          <Drawing {...drawing} width={width} height={height}>
            <Hatch id={hatch} />
            {y.ticks(4).map((tick) => (
              <g key={tick}>
                <line
                  className={tick === 0 ? 'g-chart-axis' : 'g-chart-grid'}
                  x1={left}
                  x2={width}
                  y1={y(tick)}
                  y2={y(tick)}
                />
                <text className="g-chart-soft" x={left - 8} y={y(tick) + 4} textAnchor="end">
                  {shownNumber(tick)}
                </text>
              </g>
            ))}
            {bars.map(({ key, label, value, mark }, at) => {
              const from = x(key) ?? 0
              const middle = from + x.bandwidth() / 2
              const head = y(value ?? 4)
              return (
                <g key={key}>
                  <rect
                    className={value === null ? 'g-chart-frame' : 'g-chart-first'}
                    {...(value === null && { fill: `url(#${hatch})` })}
                    x={from}
                    y={head}
                    width={x.bandwidth()}
                    height={Math.max(0, y(0) - head)}
                    rx={2}
                  >
                    <title>{`${label}: ${value === null ? words.hidden : shownNumber(value)}`}</title>
                  </rect>
                  {value === null && (
                    <rect x={from} y={head} width={x.bandwidth()} height={y(0) - head} fill={`url(#${hatch})`} />
                  )}
                  {x.bandwidth() >= 26 && (
                    <text className="g-chart-strong" x={middle} y={head - 6} textAnchor="middle">
                      {value === null ? words.hiddenShort : shownNumber(value)}
                    </text>
                  )}
                  {at % step === 0 && (
                    <text className="g-chart-soft" x={middle} y={height - 14} textAnchor="middle">
                      {label}
                    </text>
                  )}
                  {mark && x.step() >= 54 && (
                    <text className="g-chart-soft g-chart-small" x={middle} y={height - 1} textAnchor="middle">
                      {mark}
                    </text>
                  )}
                </g>
              )
            })}
          </Drawing>
        )}
      </ChartFrame>
    </div>
  )
}

function summaryOf(
  bars: readonly Bar[],
  words: { barSummary: typeof charts.es.barSummary; hiddenSummary: (count: number) => string },
) {
  const known = bars
    .flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]))
    .sort((a, b) => b.value - a.value)
  const [most] = known
  const least = known.at(-1)
  const hidden = hiddenAmong(bars.map(({ value }) => value))
  return [
    most &&
      least &&
      words.barSummary(bars.length, shownNumber(most.value), most.label, shownNumber(least.value), least.label),
    hidden > 0 && words.hiddenSummary(hidden),
  ]
    .filter(Boolean)
    .join(' ')
}
