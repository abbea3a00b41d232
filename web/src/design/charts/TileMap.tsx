import { scaleQuantile } from 'd3-scale'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { shownNumber } from '../../time'
import { charts } from '../../words/charts'
import { useWords } from '../../words/define'
import { ChartFrame, type ChartProps, type Figure } from './ChartFrame'
import { Drawing, Hatch, hiddenAmong, useWidth } from './drawing'
import { gridSize, neighbour, tiles } from './tile-grid'

export type OfficeFigure = { ooadCode: string; name: string; value: Figure }

/** What the tiles count, where it is not people. */
export type TileWords = {
  value: string
  unit: (count: number) => string
  keys: string
  summary: (offices: number, top: string, value: string) => string
}

const legend = 44
const classes = [1, 2, 3, 4, 5] as const

/** One tile for each OOAD: one stop in the tab order, arrows move between tiles, Enter opens the hospitals. */
export function TileMap({
  offices,
  hrefOf,
  counting,
  ...frame
}: ChartProps & { offices: readonly OfficeFigure[]; hrefOf: (ooadCode: string) => string; counting?: TileWords }) {
  const words = useWords(charts)
  const said = counting ?? {
    value: words.value,
    unit: () => words.people,
    keys: words.mapKeys,
    summary: words.mapSummary,
  }
  const { place, width } = useWidth()
  const [, navigate] = useLocation()
  const [current, setCurrent] = useState('35')
  const map = useRef<SVGSVGElement>(null)
  const hatch = useId()
  const gap = width < 480 ? 2 : 4 // tiles stay 24 px wide on the narrowest phone
  const size = Math.min(76, Math.floor((width - gap * (gridSize.columns - 1)) / gridSize.columns))
  const across = gridSize.columns * (size + gap) - gap
  const height = gridSize.rows * (size + gap) + legend
  const known = offices.flatMap(({ value }) => (value === null ? [] : [value]))
  // Where most offices have nothing, nothing is the lightest, and the classes part the others
  const some = known.filter((value) => value > 0)
  const zeros = some.length < known.length
  const scale = scaleQuantile<(typeof classes)[number]>(
    some.length > 0 ? some : [1],
    zeros ? classes.slice(1) : classes,
  )
  const classOf = (value: number) => (value === 0 ? 1 : scale(value))
  const byCode = new Map(offices.map((office) => [office.ooadCode, office]))
  const move = (event: KeyboardEvent, tile: (typeof tiles)[number]) => {
    const next = neighbour(tile, event.key)
    if (!next) return
    event.preventDefault()
    setCurrent(next.ooadCode)
    map.current?.querySelector<SVGElement>(`[data-office="${next.ooadCode}"]`)?.focus()
  }
  return (
    <div ref={place}>
      <ChartFrame
        {...frame}
        interactive
        summary={`${summaryOf(offices, said.summary, words.hiddenSummary)} ${said.keys}`}
        twin={{
          rows: offices,
          rowKey: ({ ooadCode }) => ooadCode,
          columns: [
            { key: 'name', header: words.office, title: true, cell: ({ name }) => name, value: ({ name }) => name },
            {
              key: 'value',
              header: said.value,
              numeric: true,
              cell: ({ value }) => (value === null ? words.hiddenShort : shownNumber(value)),
              value: ({ value }) => value,
            },
          ],
        }}
      >
        {(drawing) => (
          <>
            <Drawing {...drawing} ref={map} width={across} height={height}>
              <Hatch id={hatch} />
              {tiles.map((tile) => {
                const { ooadCode, short } = tile
                const office = byCode.get(ooadCode)
                if (!office) return null
                const { value, name } = office
                const shade = value === null ? 1 : classOf(value)
                const x = tile.column * (size + gap)
                const y = tile.row * (size + gap)
                const box = { x, y, width: size, height: size, rx: Math.min(8, size / 6) }
                const small = size < 58
                const shownShort = small ? short.replace(' ', '').replace('CDMX', 'CM').replace('Mex', 'Mx') : short
                const figure = value === null ? words.hiddenShort : shownNumber(value)
                // A small tile has room for one: of figures that are mostly nothing, the one that is something
                const inSmall = counting && value !== null && value > 0 ? figure : shownShort
                return (
                  <a
                    key={ooadCode}
                    href={hrefOf(ooadCode)}
                    data-office={ooadCode}
                    tabIndex={ooadCode === current ? 0 : -1}
                    aria-label={`${shownShort} ${figure}, ${name}`}
                    onFocus={() => setCurrent(ooadCode)}
                    onPointerEnter={() => setCurrent(ooadCode)}
                    onKeyDown={(event) => move(event, tile)}
                    onClick={(event) => {
                      if (event.ctrlKey || event.metaKey || event.shiftKey) return
                      event.preventDefault()
                      navigate(hrefOf(ooadCode))
                    }}
                  >
                    <rect className="g-tile-halo" {...box} />
                    <rect className={`g-tile-${shade} g-tile-edge`} {...box} />
                    {value === null && <rect fill={`url(#${hatch})`} {...box} />}
                    <rect className="g-tile-ring" {...box} />
                    {!(small && value === null) && (
                      <text
                        className={`g-tile-words-${shade} g-chart-small${value === null ? ' g-chart-over' : ''}`}
                        {...(small && {
                          style: { fontSize: Math.min(inSmall === figure ? 13 : 11, size / (inSmall.length * 0.62)) },
                        })}
                        x={x + size / 2}
                        y={y + (small ? size / 2 + 3.5 : size * 0.4)}
                        textAnchor="middle"
                      >
                        {small ? inSmall : shownShort}
                      </text>
                    )}{' '}
                    {!small && (
                      <text
                        className={`g-tile-words-${shade} g-chart-strong${value === null ? ' g-chart-over' : ''}`}
                        x={x + size / 2}
                        y={y + size * 0.68}
                        textAnchor="middle"
                      >
                        {figure}
                      </text>
                    )}
                  </a>
                )
              })}
              <Legend
                y={height - legend + 8}
                width={Math.min(across, 560)}
                ranges={classes.flatMap((shade) => {
                  const inside = known.filter((value) => classOf(value) === shade)
                  return inside.length === 0 ? [] : [{ shade, from: Math.min(...inside), to: Math.max(...inside) }]
                })}
              />
            </Drawing>
            <p className="g-tile-said g-no-print">{saidOf(byCode.get(current), words.hidden, said.unit)}</p>
          </>
        )}
      </ChartFrame>
    </div>
  )
}

/** The tile that is pointed at or focused, in full: a finger has no hover. */
function saidOf(office: OfficeFigure | undefined, hidden: string, unit: TileWords['unit']) {
  if (!office) return ''
  const { name, value } = office
  return `${name}: ${value === null ? hidden : `${shownNumber(value)} ${unit(value)}`}`
}

function Legend({
  y,
  width,
  ranges,
}: {
  y: number
  width: number
  ranges: readonly { shade: number; from: number; to: number }[]
}) {
  const words = useWords(charts)
  const step = width / Math.max(1, ranges.length)
  return (
    <g>
      {ranges.map(({ shade, from, to }, at) => (
        <g key={shade}>
          <rect className={`g-tile-${shade} g-tile-edge`} x={at * step} y={y} width={step - 4} height={12} rx={2} />
          <text className="g-chart-soft g-chart-small" x={at * step} y={y + 28}>
            {from === to ? shownNumber(from) : words.classRange(shownNumber(from), shownNumber(to))}
          </text>
        </g>
      ))}
    </g>
  )
}

function summaryOf(
  offices: readonly OfficeFigure[],
  told: TileWords['summary'],
  hiddenSummary: (count: number) => string,
) {
  const known = offices.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]))
  const [most] = known.sort((a, b) => b.value - a.value)
  const hidden = hiddenAmong(offices.map(({ value }) => value))
  return [most && told(offices.length, most.name, shownNumber(most.value)), hidden > 0 && hiddenSummary(hidden)]
    .filter(Boolean)
    .join(' ')
}
