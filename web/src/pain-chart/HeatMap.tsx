import { useId } from 'react'
import type { BodySite } from 'shared/pain'
import type { PainAssessment } from 'shared/pain-assessments'
import { ofTen } from 'shared/pain-plot'
import type { Patient } from 'shared/patients'
import { ChartFrame } from '../design/charts/ChartFrame'
import { Drawing } from '../design/charts/drawing'
import { type Build, figureHeight, figureWidth, outlineOf, regionsOf, type Side } from '../pain-assessments/body-figure'
import { ageOn, shownNumber, today } from '../time'
import { useWords } from '../words/define'
import { siteWords } from '../words/pain'
import { painChart } from '../words/pain-chart'
import type { PainHistory } from './history'

/** Between the two figures. */
const GAP = 24

interface Heat {
  site: BodySite
  times: number
  /** Of 10. */
  worst: number
}

/** How many assessments name each place, the most named first. */
function heatOf(assessments: readonly PainAssessment[]): Heat[] {
  const heat = new Map<BodySite, Heat>()
  for (const { sites, ...pain } of assessments)
    for (const site of sites) {
      const before = heat.get(site) ?? { site, times: 0, worst: 0 }
      heat.set(site, { site, times: before.times + 1, worst: Math.max(before.worst, ofTen(pain)) })
    }
  return [...heat.values()].sort((a, b) => b.times - a.times || b.worst - a.worst)
}

/** The body from both sides, each place as dark as it was named, with its number; and the same as a table. */
export function HeatMap({ history, patient }: { history: PainHistory; patient: Patient }) {
  const words = useWords(painChart)
  const names = useWords(siteWords)
  const heat = heatOf(history.assessments)
  const [most] = heat
  if (most === undefined) return <p className="g-chart-note">{words.heatNone}</p>
  const build: Build = ageOn(patient.birthDate, today()).years < 12 ? 'child' : 'adult'
  const height = figureHeight(build)
  return (
    <ChartFrame
      title={words.heatTitle}
      note={words.heatNote}
      fileName="girasol-lugares"
      summary={words.heatSummary(heat.length, names[most.site])}
      twin={{
        rows: heat,
        rowKey: ({ site }) => site,
        columns: [
          {
            key: 'site',
            header: words.site,
            title: true,
            cell: ({ site }) => names[site],
            value: ({ site }) => names[site],
          },
          { key: 'times', header: words.times, numeric: true, cell: ({ times }) => times, value: ({ times }) => times },
          {
            key: 'worst',
            header: words.worst,
            numeric: true,
            cell: ({ worst }) => shownNumber(worst, 1),
            value: ({ worst }) => worst,
          },
        ],
      }}
    >
      {(drawing) => (
        <Drawing
          {...drawing}
          className={`${drawing.className} g-heat`}
          width={2 * figureWidth + GAP}
          height={height + 20}
        >
          <Figure build={build} side="front" heat={heat} top={most.times} />
          <g transform={`translate(${figureWidth + GAP} 0)`}>
            <Figure build={build} side="back" heat={heat} top={most.times} />
          </g>
        </Drawing>
      )}
    </ChartFrame>
  )
}

function Figure({ build, side, heat, top }: { build: Build; side: Side; heat: readonly Heat[]; top: number }) {
  const words = useWords(painChart)
  const clip = useId()
  const height = figureHeight(build)
  const whole = heat.find(({ site }) => site === 'whole-body')?.times ?? 0
  const timesOf = (site: BodySite) => (heat.find((one) => one.site === site)?.times ?? 0) + whole
  const depth = (times: number) => (times === 0 ? 0 : Math.max(1, Math.ceil((4 * times) / (top + whole))))
  const outline = outlineOf(build).map(({ round, turn, ...box }) => (
    <rect
      key={`${box.x} ${box.y}`}
      {...box}
      rx={round}
      {...(turn !== undefined && { transform: `rotate(${turn} ${box.x + box.width / 2} ${box.y})` })}
    />
  ))
  return (
    <>
      <defs>
        <clipPath id={clip}>{outline}</clipPath>
      </defs>
      <g className="g-heat-line">{outline}</g>
      <g clipPath={`url(#${clip})`}>
        <rect className="g-heat-skin" width={figureWidth} height={height} />
        {regionsOf(build, side).map(({ site, ...box }) => (
          <rect key={site} {...box} className="g-heat-part" data-depth={depth(timesOf(site))} />
        ))}
      </g>
      {regionsOf(build, side)
        .filter(({ site }) => timesOf(site) > 0)
        .map(({ site, x, y, width, height: tall }) => (
          <text
            key={site}
            className="g-chart-small g-chart-strong g-heat-number"
            data-depth={depth(timesOf(site))}
            x={x + width / 2}
            y={y + tall / 2 + 4}
            textAnchor="middle"
          >
            {timesOf(site)}
          </text>
        ))}
      <text className="g-chart-soft g-chart-small" x={figureWidth / 2} y={height + 14} textAnchor="middle">
        {words[side]}
      </text>
    </>
  )
}
