import { type ReactNode, useId, useState } from 'react'
import { shownNumber } from '../time'
import { common } from '../words/common'
import { useWords } from '../words/define'
import { Button } from './Button'
import { copyRows } from './copy-rows'
import { Icon } from './Icon'
import { SelectField } from './SelectField'
import { EmptyState } from './states'
import './DataTable.css'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** What sorts, copies and compares; without it the column has no sorting. null goes last. */
  value?: (row: Row) => string | number | null
  numeric?: boolean
  /** Names the row: the header of the row, and the title of its card on a phone. */
  title?: boolean
}

export type Sort = { key: string; descending: boolean }

// Shown as cards on a phone, the elements are no longer a table to some browsers unless their roles are spelt out.
const as = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const

/**
 * A list to compare. Few columns, numbers to the right, cards on a phone. `onExport` asks the server for the same
 * rows; `total` is a last line that stays in view.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  empty,
  sort: firstSort,
  total,
  onExport,
  copy = true,
  captionHidden = false,
  pageLength = 50,
  level = 3,
}: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  empty: { title: string; text?: string; actions?: ReactNode }
  sort?: Sort
  total?: Row
  onExport?: (format: 'csv' | 'xlsx') => void
  copy?: boolean
  captionHidden?: boolean
  /** Rows at a time; where a list is printed whole, as many as it can have. */
  pageLength?: number
  /** Of its heading: 2 where it stands right under the page's own. */
  level?: 2 | 3
}) {
  const Heading = `h${level}` as const
  const words = useWords(common)
  const [sort, setSort] = useState(firstSort)
  const [page, setPage] = useState(0)
  const [copied, setCopied] = useState('')
  const id = useId()
  const sorted = sortRows(rows, columns, sort)
  const pages = Math.max(1, Math.ceil(sorted.length / pageLength))
  const at = Math.min(page, pages - 1)
  const shown = sorted.slice(at * pageLength, (at + 1) * pageLength)
  const sortable = columns.filter((column) => column.value)
  const sortTo = (next: Sort) => {
    setSort(next)
    setPage(0)
  }
  return (
    <div>
      <div className="g-table-tools">
        <Heading id={id} className={captionHidden ? 'g-hidden' : undefined}>
          {caption}
        </Heading>
        {rows.length > 0 && (
          <div className="g-row g-no-print">
            {copy && (
              <Button
                kind="quiet"
                size="small"
                icon="copy"
                onClick={async () => setCopied((await copyRows(columns, sorted)) ? words.copied : words.copyFailed)}
              >
                {words.copy}
              </Button>
            )}
            <span role="status" className={copied === words.copied ? 'g-hidden' : undefined}>
              {copied}
            </span>
            {onExport && (
              <>
                <span>{words.exportAs}</span>
                <Button kind="quiet" size="small" icon="download" onClick={() => onExport('xlsx')}>
                  {words.exportXlsx}
                </Button>
                <Button kind="quiet" size="small" icon="download" onClick={() => onExport('csv')}>
                  {words.exportCsv}
                </Button>
              </>
            )}
          </div>
        )}
        {rows.length > 1 && sortable.length > 0 && (
          <div className="g-table-phone-sort g-no-print">
            <SelectField
              label={words.sortBy}
              empty={sort === undefined}
              value={sort ? `${sort.key} ${sort.descending}` : ''}
              onChange={(event) => {
                const [key = '', descending] = event.target.value.split(' ')
                sortTo({ key, descending: descending === 'true' })
              }}
              choices={sortable.flatMap(({ key, header }) => [
                { value: `${key} false`, label: `${header}, ${words.sortedUp}` },
                { value: `${key} true`, label: `${header}, ${words.sortedDown}` },
              ])}
            />
          </div>
        )}
      </div>
      {rows.length === 0 ? (
        <div className="g-table-scroll">
          <EmptyState {...empty} />
        </div>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="g-table-scroll g-table-cards" aria-labelledby={id} tabIndex={0}>
          <table className="g-table" {...as.table} aria-labelledby={id}>
            <thead {...as.rowgroup}>
              <tr {...as.row}>
                {columns.map((column) => (
                  <HeaderCell key={column.key} column={column} sort={sort} onSort={sortTo} />
                ))}
              </tr>
            </thead>
            <tbody {...as.rowgroup}>
              {shown.map((row) => (
                <BodyRow key={rowKey(row)} columns={columns} row={row} />
              ))}
            </tbody>
            {total !== undefined && (
              <tfoot {...as.rowgroup}>
                <BodyRow columns={columns} row={total} />
              </tfoot>
            )}
          </table>
        </section>
      )}
      {pages > 1 && (
        <nav className="g-pages g-no-print" aria-label={caption}>
          <span role="status">
            {words.rows(
              shownNumber(at * pageLength + 1),
              shownNumber(at * pageLength + shown.length),
              shownNumber(sorted.length),
            )}
          </span>
          <span className="g-row">
            <Button size="small" disabled={at === 0} onClick={() => setPage(at - 1)}>
              {words.previousPage}
            </Button>
            <span>{words.page(shownNumber(at + 1), shownNumber(pages))}</span>
            <Button size="small" disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
              {words.nextPage}
            </Button>
          </span>
        </nav>
      )}
    </div>
  )
}

function HeaderCell<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>
  sort: Sort | undefined
  onSort: (sort: Sort) => void
}) {
  const chosen = sort?.key === column.key ? sort : undefined
  const numeric = column.numeric ? 'g-number' : undefined
  if (!column.value)
    return (
      <th {...as.columnheader} scope="col" className={numeric}>
        {column.header}
      </th>
    )
  return (
    <th
      {...as.columnheader}
      scope="col"
      className={numeric}
      aria-sort={chosen ? (chosen.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="g-sort"
        onClick={() => onSort({ key: column.key, descending: chosen ? !chosen.descending : column.numeric === true })}
      >
        {column.header}
        <Icon name={chosen ? (chosen.descending ? 'arrowDown' : 'arrowUp') : 'sort'} size={16} />
      </button>
    </th>
  )
}

function BodyRow<Row>({ columns, row }: { columns: readonly Column<Row>[]; row: Row }) {
  return (
    <tr {...as.row}>
      {columns.map((column) =>
        column.title ? (
          <th key={column.key} {...as.rowheader} scope="row" data-label={column.header}>
            {column.cell(row)}
          </th>
        ) : (
          <td
            key={column.key}
            {...as.cell}
            className={column.numeric ? 'g-number' : undefined}
            data-label={column.header}
          >
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  )
}

function sortRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort | undefined) {
  const value = columns.find((column) => column.key === sort?.key)?.value
  if (!sort || !value) return rows
  const turn = sort.descending ? -1 : 1
  return [...rows].sort((a, b) => {
    const left = value(a)
    const right = value(b)
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    if (typeof left === 'number' && typeof right === 'number') return (left - right) * turn
    return String(left).localeCompare(String(right), 'es-MX') * turn
  })
}
