import { useQuery } from '@tanstack/react-query'
import type { CountRow } from 'shared/counts'
import { Answer } from '../design/Answer'
import { Card } from '../design/Card'
import { type Column, DataTable } from '../design/DataTable'
import { countWords } from '../words/counts'
import { useWords } from '../words/define'
import { counts, downloadTable } from './api'
import { figure, share } from './figure'
import type { Question } from './question'
import './Tumours.css'

const notClassified = 'not-classified'

/** The people of the reach by ICCC-3 group, with the share of each drawn behind its figure. */
export function Tumours({ question }: { question: Question }) {
  const words = useWords(countWords)
  const query = useQuery(counts(question, 'iccc3'))
  const name = ({ key, label }: CountRow) => (key === notClassified ? words.notClassified : `${key} · ${label}`)
  return (
    <Card title={words.tumours}>
      <Answer query={query}>
        {({ rows, total, on }) => {
          const columns: readonly Column<CountRow>[] = [
            { key: 'group', header: words.tumourGroup, title: true, cell: name, value: name },
            {
              key: 'paediatric',
              header: words.paediatric,
              numeric: true,
              cell: ({ paediatric }) => figure(paediatric),
              value: ({ paediatric }) => paediatric,
            },
            {
              key: 'adult',
              header: words.adult,
              numeric: true,
              cell: ({ adult }) => figure(adult),
              value: ({ adult }) => adult,
            },
            {
              key: 'patients',
              header: words.patients,
              numeric: true,
              cell: ({ patients }) => figure(patients),
              value: ({ patients }) => patients,
            },
            {
              key: 'share',
              header: words.share,
              numeric: true,
              cell: ({ patients }) => <Share part={patients} whole={total.patients} />,
            },
          ]
          return (
            <DataTable
              caption={words.tumoursNote}
              columns={columns}
              rows={rows}
              rowKey={({ key }) => key}
              sort={{ key: 'patients', descending: true }}
              empty={{ title: words.emptyTable, text: words.emptyTableText }}
              onExport={(format) => void downloadTable('tableByTumour', question, on, format)}
            />
          )
        }}
      </Answer>
    </Card>
  )
}

function Share({ part, whole }: { part: number | null; whole: number | null }) {
  return (
    <span className="g-share">
      {part !== null && whole !== null && whole > 0 && (
        <svg className="g-share-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
          <rect width={(100 * part) / whole} height="10" />
        </svg>
      )}
      {share(part, whole) || '—'}
    </span>
  )
}
