import { type ReactNode, useId, useRef, useState } from 'react'
import { charts } from '../../words/charts'
import { useWords } from '../../words/define'
import { Button } from '../Button'
import { type Column, DataTable } from '../DataTable'
import { downloadPng } from './png'
import './charts.css'

/** A figure that may be hidden: null stands for 1 to 4 people or for what would give them away, and is drawn hatched. */
export type Figure = number | null

export type Twin<Row> = { columns: readonly Column<Row>[]; rows: readonly Row[]; rowKey: (row: Row) => string }

/** What every chart owner may give: the finding as title, a note on rule and date, and the server's XLSX. */
export type ChartProps = {
  title: string
  note?: string | undefined
  fileName?: string
  onExport?: (() => void) | undefined
}

/**
 * Around each chart: the finding, the drawing with its summary for screen readers, the same figures as a table, and
 * the downloads. `children` draws an SVG that carries the given names.
 */
export function ChartFrame<Row>({
  title,
  note,
  summary,
  twin,
  fileName = 'girasol',
  onExport,
  scrolls = false,
  interactive = false,
  children,
}: ChartProps & {
  summary: string
  twin: Twin<Row>
  scrolls?: boolean
  interactive?: boolean
  children: (drawing: {
    role: 'img' | 'group'
    'aria-labelledby': string
    'aria-describedby': string
    className: string
  }) => ReactNode
}) {
  const words = useWords(charts)
  const [asTable, showTable] = useState(false)
  const [failed, setFailed] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  return (
    <figure className="g-chart">
      <figcaption>
        <h3 id={id}>{title}</h3>
        {note && <p className="g-chart-note">{note}</p>}
      </figcaption>
      {asTable ? (
        <DataTable caption={title} captionHidden {...twin} empty={{ title: words.noData }} />
      ) : (
        <>
          <div
            ref={box}
            className={scrolls ? 'g-chart-scroll' : undefined}
            {...(scrolls && { tabIndex: 0, role: 'group', 'aria-labelledby': id })}
          >
            {children({
              role: interactive ? 'group' : 'img',
              'aria-labelledby': id,
              'aria-describedby': `${id}-summary`,
              className: 'g-chart-drawing',
            })}
          </div>
          <p className="g-hidden" id={`${id}-summary`}>
            {summary}
          </p>
        </>
      )}
      <div className="g-chart-tools g-no-print">
        <Button kind="quiet" size="small" icon={asTable ? 'board' : 'table'} onClick={() => showTable(!asTable)}>
          {asTable ? words.asChart : words.asTable}
        </Button>
        {!asTable && (
          <Button
            kind="quiet"
            size="small"
            icon="download"
            onClick={async () => {
              const drawing = box.current?.querySelector('svg')
              setFailed(!drawing || !(await downloadPng(drawing, title, fileName)))
            }}
          >
            {words.downloadPng}
          </Button>
        )}
        {onExport && (
          <Button kind="quiet" size="small" icon="download" onClick={onExport}>
            {words.downloadXlsx}
          </Button>
        )}
        <span role="status">{failed && words.pngFailed}</span>
      </div>
    </figure>
  )
}
