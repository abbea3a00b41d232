import type { Agreement } from 'shared/agreements'
import { Link } from 'wouter'
import { type Column, DataTable } from '../design/DataTable'
import { addressOf, paths } from '../paths'
import { shownDay } from '../time'
import { agreementWords } from '../words/agreements'
import { useWords } from '../words/define'
import { placeIn } from './place'
import { Status } from './Status'
import './Agreements.css'

/** Agreements one by one: number and words, who answers, where, by when and how it stands. */
export function AgreementTable({
  agreements,
  caption,
  empty,
  sorts = true,
  onExport,
}: {
  agreements: readonly Agreement[]
  caption: string
  empty: { title: string; text?: string }
  /** The board can be sorted; a session's agreements stand in the order of their numbers. */
  sorts?: boolean
  onExport?: (format: 'csv' | 'xlsx') => void
}) {
  const words = useWords(agreementWords)
  const place = (it: Agreement) => placeIn(it.place, words.national)
  const columns: readonly Column<Agreement>[] = [
    {
      key: 'agreement',
      header: words.agreement,
      title: true,
      cell: ({ id, code, text, caseAlias }) => (
        <span className="g-agreement-words">
          <Link href={addressOf(paths.agreement, { agreementId: id })}>{words.agreementCode(code)}</Link>
          <span>{text}</span>
          {caseAlias && <strong>{caseAlias}</strong>}
        </span>
      ),
    },
    {
      key: 'responsible',
      header: words.responsible,
      cell: ({ responsible }) => responsible,
      value: ({ responsible }) => responsible,
    },
    { key: 'place', header: words.place, cell: place, value: place },
    {
      key: 'dueOn',
      header: words.dueOn,
      cell: ({ dueOn }) => shownDay(dueOn),
      value: ({ dueOn }) => dueOn,
    },
    {
      key: 'status',
      header: words.status,
      cell: ({ status, late }) => <Status status={status} late={late} />,
      value: ({ status, late }) => (late ? words.late : words[status]),
    },
  ]
  return (
    <DataTable
      caption={caption}
      level={2}
      columns={sorts ? columns : columns.map(({ value: _, ...column }) => column)}
      rows={agreements}
      rowKey={({ id }) => id}
      empty={empty}
      copy={sorts}
      pageLength={200}
      {...(onExport && { onExport })}
    />
  )
}
