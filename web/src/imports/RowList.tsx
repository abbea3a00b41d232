import { useInfiniteQuery } from '@tanstack/react-query'
import type { Import, ImportFinding, ImportRow } from 'shared/imports'
import { Link } from 'wouter'
import { Button } from '../design/Button'
import { type Column, DataTable } from '../design/DataTable'
import { Icon } from '../design/Icon'
import { ErrorState, Skeleton } from '../design/states'
import { addressOf, paths } from '../paths'
import { OfflineError } from '../problem'
import { holds, useSession } from '../session'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { explain, importWords } from '../words/imports'
import { importRows, type RowState } from './api'
import './RowList.css'

/** One line a finding, so that each has its column, its value and its remedy; a row without any has one line. */
type Line = { key: string; row: number; value: string; finding: ImportFinding | null; patientId: string | null }

/** Rows of one state in the order of the file, with what was found in them, in words. */
export function RowList({ it, state }: { it: Import; state: RowState }) {
  const words = useWords(importWords)
  const session = useSession()
  const query = useInfiniteQuery(importRows(it.id, state))
  if (query.data === undefined) {
    if (query.fetchStatus === 'paused') return <ErrorState error={new OfflineError()} />
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton lines={5} />
    )
  }
  const all = { rejected: it.rejected, duplicate: it.duplicates }
  const of = state === 'rejected' || state === 'duplicate' ? all[state] : it.accepted
  const captions: Readonly<Partial<Record<RowState, string>>> = {
    rejected: words.rejectedCaption,
    duplicate: words.duplicatesCaption,
  }
  const headers = it.headers ?? []
  const rows = query.data.pages.flatMap(({ items }) => items)
  const opens = 'user' in session && holds(session.user, ['hospital-staff'])
  const lines = rows.flatMap((row) => linesOf(row, headers))
  const columns: readonly Column<Line>[] = [
    {
      key: 'row',
      header: words.row,
      title: true,
      cell: ({ row }) => (
        <>
          <span className="g-row-word">{words.row} </span>
          {shownNumber(row)}
        </>
      ),
      value: ({ row }) => row,
    },
    {
      key: 'column',
      header: words.where,
      cell: ({ finding }) =>
        finding && <span translate={finding.column === null ? 'yes' : 'no'}>{finding.column ?? words.wholeRow}</span>,
      value: ({ finding }) => finding?.column ?? null,
    },
    {
      key: 'value',
      header: words.value,
      cell: ({ value }) => (
        <span className="g-row-value" translate="no">
          {value || '—'}
        </span>
      ),
    },
    {
      key: 'wrong',
      header: words.wrong,
      cell: ({ finding, patientId }) => (
        <span className="g-row-said">
          {finding ? (
            <span className={`g-row-${finding.severity}`}>
              <Icon name={finding.severity} size={17} /> {explain(finding.code)}
            </span>
          ) : (
            words.noFinding
          )}
          {opens && patientId !== null && <Link href={addressOf(paths.patient, { patientId })}>{words.seePerson}</Link>}
        </span>
      ),
      value: ({ finding }) => (finding ? explain(finding.code) : ''),
    },
  ]
  return (
    <div className="g-stack">
      <DataTable
        caption={captions[state] ?? words.acceptedCaption}
        columns={columns}
        rows={lines}
        rowKey={({ key }) => key}
        empty={{ title: words.rowsNone, text: words.rowsNoneText }}
        pageLength={100}
      />
      {query.hasNextPage && (
        <div className="g-row">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
          <span>{words.rowsAsOf(shownNumber(rows.length), shownNumber(of))}</span>
        </div>
      )}
    </div>
  )
}

/** What must be mended first; of a rejected row the notices matter later. */
function linesOf({ row, cells, findings, patientId, state }: ImportRow, headers: readonly string[]): Line[] {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const shown = state === 'rejected' && errors.length > 0 ? errors : findings
  if (shown.length === 0) return [{ key: String(row), row, value: '', finding: null, patientId }]
  return shown.map((finding) => ({
    key: `${row} ${finding.column} ${finding.code}`,
    row,
    value: finding.column === null ? '' : (cells[headers.indexOf(finding.column)] ?? ''),
    finding,
    patientId,
  }))
}
