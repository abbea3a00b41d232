import { type CSSProperties, useId } from 'react'
import type { BodySite } from 'shared/pain'
import { useWords } from '../words/define'
import { painWords, siteWords } from '../words/pain'
import { type Build, figureHeight, figureWidth, outlineOf, regionsOf, type Shape, type Side } from './body-figure'
import './BodyMap.css'

/**
 * The person from the front and from the back. The drawing is a picture; over it lie real buttons, one for each region.
 * The tabulator goes past them to the list beside, which says the same.
 */
export function BodyMap({
  build,
  sites,
  onToggle,
}: {
  build: Build
  sites: readonly BodySite[]
  onToggle: (site: BodySite) => void
}) {
  return (
    <div className="g-body-map">
      {(['front', 'back'] as const).map((side) => (
        <Figure key={side} build={build} side={side} sites={sites} onToggle={onToggle} />
      ))}
    </div>
  )
}

function Figure({
  build,
  side,
  sites,
  onToggle,
}: {
  build: Build
  side: Side
  sites: readonly BodySite[]
  onToggle: (site: BodySite) => void
}) {
  const words = useWords(painWords)
  const names = useWords(siteWords)
  const clip = useId()
  const height = figureHeight(build)
  const regions = regionsOf(build, side)
  const chosen = (site: BodySite) => sites.includes(site) || sites.includes('whole-body')
  const [onLeft, onRight] = side === 'front' ? [words.rightSide, words.leftSide] : [words.leftSide, words.rightSide]
  return (
    <fieldset className="g-body">
      <legend>{side === 'front' ? words.frontView : words.backView}</legend>
      <div className="g-body-figure">
        <svg viewBox={`0 0 ${figureWidth} ${height}`} aria-hidden="true" focusable="false">
          <defs>
            <clipPath id={clip}>
              <Outline build={build} />
            </clipPath>
          </defs>
          <g className="g-body-line">
            <Outline build={build} />
          </g>
          <g clipPath={`url(#${clip})`}>
            <rect className="g-body-skin" width={figureWidth} height={height} />
            {regions.map(({ site, ...box }) => (
              <rect key={site} {...box} className={chosen(site) ? 'g-body-part g-body-hurts' : 'g-body-part'} />
            ))}
          </g>
          {regions
            .filter(({ site }) => chosen(site))
            .map(({ site, x, y, width, height: tall }) => (
              <path
                key={site}
                className="g-body-tick"
                d="M-5 0-1.5 4 5-4"
                transform={`translate(${x + width / 2} ${y + tall / 2})`}
              />
            ))}
          <text x="2" y="100">
            {onLeft}
          </text>
          <text x={figureWidth - 2} y="100" textAnchor="end">
            {onRight}
          </text>
        </svg>
        {regions.map(({ site, ...box }) => (
          <button
            key={site}
            type="button"
            tabIndex={-1}
            className="g-body-button"
            style={placed(box, height)}
            aria-label={names[site]}
            aria-pressed={chosen(site)}
            title={names[site]}
            onClick={() => onToggle(site)}
          />
        ))}
      </div>
    </fieldset>
  )
}

function Outline({ build }: { build: Build }) {
  return outlineOf(build).map((shape) => (
    <rect
      key={`${shape.x} ${shape.y}`}
      x={shape.x}
      y={shape.y}
      width={shape.width}
      height={shape.height}
      rx={shape.round}
      {...(shape.turn !== undefined && { transform: turned(shape, shape.turn) })}
    />
  ))
}

const turned = ({ x, y, width }: Shape, turn: number) => `rotate(${turn} ${x + width / 2} ${y})`

const placed = (box: { x: number; y: number; width: number; height: number }, tall: number): CSSProperties => ({
  left: `${(box.x / figureWidth) * 100}%`,
  top: `${(box.y / tall) * 100}%`,
  width: `${(box.width / figureWidth) * 100}%`,
  height: `${(box.height / tall) * 100}%`,
})
