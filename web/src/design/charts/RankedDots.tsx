import { scaleLinear } from 'd3-scale'
import { useId } from 'react'
import { shownNumber } from '../../time'
import { charts } from '../../words/charts'
import { useWords } from '../../words/define'
import { ChartFrame, type ChartProps, type Figure } from './ChartFrame'
import { Drawing, Hatch, hiddenAmong, useWidth } from './drawing'

/** `own` sets the reader's hospital apart; `group` (UMAE or second level) is a second shape, not only a colour. */
export type Ranked = { key: string; label: string; value: Figure; group?: 'umae' | 'second-level'; own?: boolean }

const top = 26
/** Below this width a name stands above its line: beside it no name of a hospital can be told from the next. */
const stacked = 480 // px

/** Many places in order, most first: a dot at the end of a thin line. `goal` draws a dashed line. */
export function RankedDots({ ranked, goal, ...frame }: ChartProps & { ranked: readonly Ranked[]; goal?: number }) {
  const words = useWords(charts)
  const { place, width } = useWidth()
  const hatch = useId()
  const sorted = [...ranked].sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const above = width < stacked
  const row = above ? 44 : 26
  const labels = above ? 6 : Math.min(320, Math.round(width * 0.44))
  const most = Math.max(5, goal ?? 0, ...ranked.map(({ value }) => value ?? 0))
  const x = scaleLinear([0, most], [labels, width - 58]).nice(4)
  const height = top + sorted.length * row + (goal === undefined ? 6 : 24)
  const letters = Math.floor((above ? width : labels) / 7)
  const level = (group: Ranked['group']) => (group === 'umae' ? words.umae : group ? words.secondLevel : '')
  return (
    <div ref={place}>
      <ChartFrame
        {...frame}
        scrolls={sorted.length > 20}
        summary={summaryOf(sorted, words)}
        twin={{
          rows: sorted,
          rowKey: ({ key }) => key,
          columns: [
            {
              key: 'label',
              header: words.hospital,
              title: true,
              cell: ({ label }) => label,
              value: ({ label }) => label,
            },
            ...(sorted.some(({ group }) => group)
              ? [
                  {
                    key: 'group',
                    header: words.level,
                    cell: ({ group }: Ranked) => level(group),
                    value: ({ group }: Ranked) => level(group),
                  },
                ]
              : []),
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
            {x.ticks(above ? 2 : 4).map((tick) => (
              <g key={tick}>
                <line
                  className={tick === 0 ? 'g-chart-axis' : 'g-chart-grid'}
                  x1={x(tick)}
                  x2={x(tick)}
                  y1={top - 6}
                  y2={height}
                />
                <text className="g-chart-soft g-chart-small" x={x(tick)} y={12} textAnchor="middle">
                  {shownNumber(tick)}
                </text>
              </g>
            ))}
            {goal !== undefined && (
              <>
                <line className="g-chart-goal" x1={x(goal)} x2={x(goal)} y1={top - 6} y2={height} />
                <text className="g-chart-small g-chart-own" x={x(goal) + 5} y={height - 8}>
                  {words.goal(shownNumber(goal))}
                </text>
              </>
            )}
            {sorted.map(({ key, label, value, group, own }, at) => {
              const y = top + at * row + (above ? 30 : row / 2)
              const look = own ? 'g-chart-own' : 'g-chart-first'
              return (
                <g key={key}>
                  <title>{`${label}: ${value === null ? words.hidden : shownNumber(value)}`}</title>
                  <text
                    className={own ? 'g-chart-strong g-chart-over' : 'g-chart-over'}
                    x={above ? 0 : labels - 10}
                    y={above ? y - 14 : y + 4}
                    textAnchor={above ? 'start' : 'end'}
                  >
                    {label.length > letters ? `${label.slice(0, letters - 1)}…` : label}
                  </text>
                  <line className="g-chart-axis" x1={labels} x2={x(value ?? 4)} y1={y} y2={y} />
                  {value === null ? (
                    <>
                      <rect x={labels} y={y - 6} width={22} height={12} fill={`url(#${hatch})`} />
                      <rect className="g-chart-frame" x={labels} y={y - 6} width={22} height={12} />
                    </>
                  ) : group === 'umae' ? (
                    <rect
                      className={look}
                      x={x(value) - 5}
                      y={y - 5}
                      width={10}
                      height={10}
                      transform={`rotate(45 ${x(value)} ${y})`}
                    />
                  ) : (
                    <circle className={look} cx={x(value)} cy={y} r={5.5} />
                  )}
                  <text
                    className="g-chart-strong g-chart-over"
                    x={value === null ? labels + 30 : x(value) + 12}
                    y={y + 4}
                  >
                    {value === null ? words.hiddenShort : shownNumber(value)}
                  </text>
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
  sorted: readonly Ranked[],
  words: { rankSummary: typeof charts.es.rankSummary; hiddenSummary: (count: number) => string },
) {
  const [first] = sorted
  const hidden = hiddenAmong(sorted.map(({ value }) => value))
  return [
    first?.value != null && words.rankSummary(sorted.length, first.label, shownNumber(first.value)),
    hidden > 0 && words.hiddenSummary(hidden),
  ]
    .filter(Boolean)
    .join(' ')
}
