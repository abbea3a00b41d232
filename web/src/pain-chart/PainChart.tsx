import { scaleLinear } from 'd3-scale'
import { useMemo } from 'react'
import { isOpioid, knownDrug } from 'shared/analgesic-drugs'
import { asPoint, placesOf, plot, type Shape } from 'shared/pain-plot'
import { ChartFrame } from '../design/charts/ChartFrame'
import { Drawing, useWidth } from '../design/charts/drawing'
import { saidAgo, saidPain } from '../pain-assessments/pain-said'
import { currentLanguage } from '../preferences'
import { clockTime, inHospitalTime, shownDay, shownNumber, today } from '../time'
import { analgesia } from '../words/analgesia'
import { useWords } from '../words/define'
import { painChart } from '../words/pain-chart'
import { lengthOf, type PainHistory, type Range } from './history'
import './PainChart.css'

const height = 260
const top = 12
const bottom = 210
const left = 34
const right = 10
/** Bands of a scale of 10 as most authors part it; each score keeps the band of its own scale in its shape. */
const bands = [
  { from: 7, to: 10, word: 'bandSevere' },
  { from: 4, to: 7, word: 'bandModerate' },
  { from: 0, to: 4, word: 'bandNone' },
] as const
const shapes: readonly Shape[] = ['dot', 'triangle', 'square']

/** Scores through time with the ticks of the doses below, told apart by shape as well as by colour; and the same as a table. */
export function PainChart({ history, range }: { history: PainHistory; range: Range }) {
  const words = useWords(painChart)
  const units = useWords(analgesia)
  const { place, width } = useWidth(640)
  const { now, assessments, doses } = history
  const points = useMemo(() => assessments.map(asPoint), [assessments])
  const marks = useMemo(
    () => doses.map(({ id, givenAt, drug }) => ({ id, at: Date.parse(givenAt), opioid: isOpioid(drug) })),
    [doses],
  )
  const length = lengthOf[range]
  const first = Math.min(points[0]?.at ?? now, marks[0]?.at ?? now)
  const from = length === null ? first : now - length
  const frame = { from, to: now, left, right: width - right, top, bottom }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the frame is these four
  const drawn = useMemo(() => plot(points, marks, frame), [points, marks, from, width])
  const { x, y } = placesOf(frame)
  const last = assessments.at(-1)
  const worst = Math.max(...points.map(({ ofTen }) => ofTen))
  const tick = (at: number) => (range === 'day' ? clockTime(new Date(at)) : shownDay(today(new Date(at))))
  return (
    <div ref={place} className="g-pain-chart">
      <ChartFrame
        title={last ? words.finding(saidPain(last), saidAgo(last.effectiveDateTime, now)) : words.title}
        note={words.note}
        fileName="girasol-dolor"
        summary={words.summary(points.length, shownNumber(worst, 1), marks.length)}
        twin={{
          rows: twinOf(history),
          rowKey: ({ id }) => id,
          columns: [
            {
              key: 'when',
              header: words.when,
              title: true,
              cell: ({ at }) => inHospitalTime(at),
              value: ({ at }) => at,
            },
            { key: 'what', header: words.what, cell: ({ what }) => words[what], value: ({ what }) => words[what] },
            { key: 'value', header: words.value, cell: ({ value }) => value, value: ({ value }) => value },
          ],
        }}
      >
        {(drawing) => (
          <Drawing {...drawing} width={width} height={height}>
            {bands.map((band) => (
              <g key={band.word}>
                <rect
                  className={`g-pain-${band.word}`}
                  x={left}
                  y={y(band.to)}
                  width={width - right - left}
                  height={y(band.from) - y(band.to)}
                />
                <text className="g-chart-soft g-chart-small" x={width - right - 4} y={y(band.to) + 13} textAnchor="end">
                  {words[band.word]}
                </text>
              </g>
            ))}
            {[0, 2, 4, 6, 8, 10].map((value) => (
              <text key={value} className="g-chart-soft g-chart-small" x={left - 6} y={y(value) + 4} textAnchor="end">
                {value}
              </text>
            ))}
            <path className="g-chart-line" d={drawn.line} />
            <path className="g-pain-ring" d={drawn.rings} />
            {shapes.map((shape) => (
              <path key={shape} className={`g-pain-point g-pain-${shape}`} d={drawn.shapes[shape]} />
            ))}
            <path className="g-pain-opioid" d={drawn.opioids} />
            <path className="g-pain-other" d={drawn.others} />
            {ticksOf(range, from, now, width < 420 ? 2 : 5).map((at, index, all) => (
              <text
                key={at}
                className="g-chart-soft g-chart-small"
                x={x(at)}
                y={height - 14}
                textAnchor={index === 0 ? 'start' : index === all.length - 1 ? 'end' : 'middle'}
              >
                {tick(at)}
              </text>
            ))}
          </Drawing>
        )}
      </ChartFrame>
      <ul className="g-pain-legend">
        {(['dot', 'triangle', 'square', 'ring', 'opioid', 'other'] as const).map((mark) => (
          <li key={mark}>
            <svg width="20" height="20" viewBox="-10 -10 20 20" aria-hidden="true">
              <path className={legendClass[mark]} d={legendPath[mark]} />
            </svg>
            {mark === 'other' ? words.otherDose : words[mark]}
          </li>
        ))}
      </ul>
    </div>
  )

  function twinOf({ assessments, doses }: PainHistory) {
    const language = currentLanguage()
    return [
      ...assessments.map((pain) => ({
        id: pain.id,
        at: pain.effectiveDateTime,
        what: pain.followsAdministrationId === null ? ('pain' as const) : ('painAgain' as const),
        value: `${saidPain(pain)} · ${pain.scale}`,
      })),
      ...doses.map(({ id, givenAt, drug, dose, unit, route }) => ({
        id,
        at: givenAt,
        what: 'dose' as const,
        value: `${knownDrug(drug)?.[language] ?? drug} ${dose} ${unit === 'ug' || unit === 'ug/h' ? units[unit] : unit}, ${units[route]}`,
      })),
    ].sort((a, b) => (a.at < b.at ? 1 : -1))
  }
}

const HOUR = 3_600_000
/** Central Mexico has kept UTC−6 all year since October 2022. */
const OFFSET = 6 * HOUR

/** Every sixth hour of a day, every midnight of a week; of a longer time so many as there is room for. */
function ticksOf(range: Range, from: number, to: number, room: number): number[] {
  if (range === 'all') return scaleLinear([from, to], [0, 1]).ticks(room)
  const step = (range === 'day' ? 6 : room < 5 ? 48 : 24) * HOUR
  const first = Math.ceil((from - OFFSET) / step) * step + OFFSET
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_none, at) => first + at * step)
}

const legendClass = {
  dot: 'g-pain-point g-pain-dot',
  triangle: 'g-pain-point g-pain-triangle',
  square: 'g-pain-point g-pain-square',
  ring: 'g-pain-ring',
  opioid: 'g-pain-opioid',
  other: 'g-pain-other',
} as const
const legendPath = {
  dot: 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0',
  triangle: 'M0-5l5 9h-10z',
  square: 'M-4-4h8v8h-8z',
  ring: 'M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0',
  opioid: 'M0-6v12',
  other: 'M0-6v12',
} as const
