import { scaleBand, scaleLinear } from 'd3-scale'
import { useId } from 'react'
import { shownNumber } from '../../time'
import { charts } from '../../words/charts'
import { useWords } from '../../words/define'
import { ChartFrame, type ChartProps, type Figure } from './ChartFrame'
import { Drawing, Hatch, hiddenAmong, useWidth } from './drawing'

/** Youngest first; drawn from the bottom up. */
export type AgeBand = { band: string; women: Figure; men: Figure }

const row = 22
const top = 30
const bottom = 26
const middle = 64 // px for the ages between both sides
const edge = 44 // px for a figure outside of the longest bar

export function Pyramid({ bands, ...frame }: ChartProps & { bands: readonly AgeBand[] }) {
  const words = useWords(charts)
  const { place, width } = useWidth()
  const hatch = useId()
  const height = top + bands.length * row + bottom
  const y = scaleBand(
    bands.map(({ band }) => band),
    [height - bottom, top],
  ).padding(0.18)
  const most = Math.max(5, ...bands.flatMap(({ women, men }) => [women ?? 0, men ?? 0]))
  const length = scaleLinear([0, most], [0, Math.max(40, (width - middle) / 2 - edge)])
  const heart = width / 2
  const sides = [
    { key: 'women', sign: -1, anchor: 'end', look: 'g-chart-first', title: words.women },
    { key: 'men', sign: 1, anchor: 'start', look: 'g-chart-second', title: words.men },
  ] as const
  const shown = (figure: Figure) => (figure === null ? words.hiddenShort : shownNumber(figure))
  return (
    <div ref={place}>
      <ChartFrame
        {...frame}
        summary={summaryOf(bands, words)}
        twin={{
          rows: bands,
          rowKey: ({ band }) => band,
          columns: [
            { key: 'band', header: words.ageBand, title: true, cell: ({ band }) => band },
            {
              key: 'women',
              header: words.women,
              numeric: true,
              cell: ({ women }) => shown(women),
              value: ({ women }) => women,
            },
            { key: 'men', header: words.men, numeric: true, cell: ({ men }) => shown(men), value: ({ men }) => men },
          ],
        }}
      >
        {(drawing) => (
          <Drawing {...drawing} width={width} height={height}>
            <Hatch id={hatch} />
            {sides.map(({ key, sign, anchor, look, title }) => {
              const start = heart + (sign * middle) / 2
              return (
                <g key={key}>
                  <text className="g-chart-strong" x={start} y={16} textAnchor={anchor}>
                    {title}
                  </text>
                  <line className="g-chart-axis" x1={start} x2={start} y1={top - 4} y2={height - bottom} />
                  {bands.map((band) => {
                    const figure = band[key]
                    const long = length(figure ?? most * 0.03)
                    const from = sign < 0 ? start - long : start
                    const at = y(band.band) ?? 0
                    return (
                      <g key={band.band}>
                        <rect
                          className={figure === null ? 'g-chart-frame' : look}
                          x={from}
                          y={at}
                          width={long}
                          height={y.bandwidth()}
                        >
                          <title>{`${title}, ${band.band}: ${figure === null ? words.hidden : shownNumber(figure)}`}</title>
                        </rect>
                        {figure === null && (
                          <rect x={from} y={at} width={long} height={y.bandwidth()} fill={`url(#${hatch})`} />
                        )}
                        <text
                          className="g-chart-soft g-chart-small"
                          x={start + sign * (long + 5)}
                          y={at + y.bandwidth() / 2 + 4}
                          textAnchor={anchor}
                        >
                          {shown(figure)}
                        </text>
                      </g>
                    )
                  })}
                </g>
              )
            })}
            {bands.map(({ band }) => (
              <text key={band} x={heart} y={(y(band) ?? 0) + y.bandwidth() / 2 + 4} textAnchor="middle">
                {band}
              </text>
            ))}
            <text className="g-chart-soft g-chart-small" x={heart} y={height - 6} textAnchor="middle">
              {words.ageBand}
            </text>
          </Drawing>
        )}
      </ChartFrame>
    </div>
  )
}

function summaryOf(
  bands: readonly AgeBand[],
  words: { pyramidSummary: typeof charts.es.pyramidSummary; hiddenSummary: (count: number) => string },
) {
  const sum = (key: 'women' | 'men') => bands.reduce((total, band) => total + (band[key] ?? 0), 0)
  const peak = bands.reduce<AgeBand | undefined>(
    (best, band) => (best && (best.women ?? 0) + (best.men ?? 0) >= (band.women ?? 0) + (band.men ?? 0) ? best : band),
    undefined,
  )
  const hidden = hiddenAmong(bands.flatMap(({ women, men }) => [women, men]))
  return [
    words.pyramidSummary(shownNumber(sum('women')), shownNumber(sum('men')), peak?.band ?? ''),
    hidden > 0 && words.hiddenSummary(hidden),
  ]
    .filter(Boolean)
    .join(' ')
}
