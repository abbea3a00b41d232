import { useState } from 'react'
import type { FigureSource } from 'shared/figure-keys'
import { figureInWords } from 'shared/figure-words'
import type { SessionFigure } from 'shared/session-figures'
import { Link } from 'wouter'
import { IconButton } from '../design/Button'
import { Card } from '../design/Card'
import { type Column, DataTable } from '../design/DataTable'
import { addressOf, paths } from '../paths'
import { usePreferences } from '../preferences'
import { useWords } from '../words/define'
import { figureNames, figureSourceNames, sessionFigureWords } from '../words/session-figures'
import './figures.css'

/** The figures of one frozen report as texts print them, each with the reference that puts it there. */
export function FigureTable({
  source,
  reportId,
  items,
}: {
  source: FigureSource
  reportId: string | undefined
  items: readonly SessionFigure[]
}) {
  const words = useWords(sessionFigureWords)
  const names = useWords(figureNames)
  const sources = useWords(figureSourceNames)
  const { language } = usePreferences()
  const [copied, setCopied] = useState('')
  if (reportId === undefined) return null
  const copy = async (reference: string) => {
    try {
      await navigator.clipboard.writeText(reference)
      setCopied(words.copied(reference))
    } catch {
      setCopied(words.copyFailed)
    }
  }
  const columns: readonly Column<SessionFigure>[] = [
    { key: 'name', header: words.figure, title: true, cell: ({ key }) => names[key] },
    {
      key: 'says',
      header: words.says,
      cell: ({ key, value }) =>
        value === null ? (
          figureInWords(key, value, language)
        ) : (
          <strong className="g-figure-says">{figureInWords(key, value, language)}</strong>
        ),
    },
    {
      key: 'reference',
      header: words.reference,
      cell: ({ key }) => (
        <span className="g-figure-reference">
          <code>{`{{${key}}}`}</code>
          <span className="g-no-print">
            <IconButton icon="copy" label={words.copyReference(names[key])} onClick={() => void copy(`{{${key}}}`)} />
          </span>
        </span>
      ),
    },
  ]
  return (
    <Card>
      <div className="g-figure-table">
        <DataTable
          caption={sources[source]}
          level={2}
          columns={columns}
          rows={items}
          rowKey={({ key }) => key}
          empty={{ title: sources[source] }}
          copy={false}
        />
      </div>
      <p className="g-figure-foot">
        <Link href={addressOf(paths.report, { reportId })}>{words.reportOf(sources[source])}</Link>
        <span role="status">{copied}</span>
      </p>
    </Card>
  )
}
