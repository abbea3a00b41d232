import type { BuiltInMapping, ImportPreview } from 'shared/imports'
import { importFields } from 'shared/imports-fields'
import { Banner, StatusTag } from '../design/Banner'
import { type Column, DataTable } from '../design/DataTable'
import { Icon } from '../design/Icon'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { importWords } from '../words/imports'
import type { Settings } from './api'
import './ColumnTable.css'

type Row = { key: string; at: number; header: string; field: string | null; sample: string }

/** Which column becomes what; each can be changed, and the first rows are read again. */
export function ColumnTable({
  base,
  found,
  settings,
  change,
}: {
  base: BuiltInMapping
  found: ImportPreview
  settings: Settings
  change: (next: Partial<Settings>) => void
}) {
  const words = useWords(importWords)
  const { columns: shown, dataset, missingHeaders, duplicatedHeaders } = found
  const rows: Row[] = shown.map(({ header, field }, at) => ({
    key: `${at} ${header}`,
    at,
    header,
    field,
    sample: sampleOf(found, at),
  }))
  const used = rows.filter(({ field }) => field !== null).length
  const name = ({ header, at }: Row) => header || words.unnamed(String(at + 1))
  const columns: readonly Column<Row>[] = [
    { key: 'header', header: words.column, title: true, cell: (row) => <span translate="no">{name(row)}</span> },
    {
      key: 'field',
      header: words.field,
      cell: (row) =>
        dataset === null && row.header !== '' ? (
          <FieldChoice
            base={base}
            row={row}
            change={(field) => change({ columns: { ...settings.columns, [row.header]: field } })}
          />
        ) : (
          <StatusTag tone={row.field === null ? 'neutral' : 'success'} icon={row.field === null ? 'close' : 'check'}>
            {row.field === null ? words.ignored : words.used}
          </StatusTag>
        ),
    },
    {
      key: 'sample',
      header: words.sample,
      cell: ({ sample }) => (
        <span className="g-column-sample" translate="no">
          {sample || words.noSample}
        </span>
      ),
    },
  ]
  return (
    <div className="g-stack" id="import-columns" tabIndex={-1}>
      {missingHeaders.length > 0 && <Banner tone="warning">{words.missing(missingHeaders.join(', '))}</Banner>}
      {duplicatedHeaders.length > 0 && <Banner tone="warning">{words.duplicated(duplicatedHeaders.join(', '))}</Banner>}
      <DataTable
        caption={words.columns}
        level={2}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        empty={{ title: words.rowsNone }}
        copy={false}
        pageLength={400}
      />
      <p>{words.columnsText(shownNumber(used), shownNumber(rows.length))}</p>
    </div>
  )
}

function FieldChoice({
  base,
  row: { header, field },
  change,
}: {
  base: BuiltInMapping
  row: Row
  change: (field: string | null) => void
}) {
  const words = useWords(importWords)
  return (
    <span className="g-select g-column-choice">
      <select
        className="g-input"
        aria-label={`${words.field}: ${header}`}
        value={field ?? ''}
        onChange={({ target }) => change(target.value === '' ? null : target.value)}
      >
        <option value="">{words.leaveOut}</option>
        {importFields[base].map((known) => (
          <option key={known.field} value={known.field}>
            {known.required ? `${known.header} (${words.required})` : known.header}
          </option>
        ))}
      </select>
      <Icon name="chevronDown" />
    </span>
  )
}

/** Up to three different values, so that one sees what a column holds. */
function sampleOf({ rows }: ImportPreview, at: number): string {
  const values = rows.map(({ cells }) => cells[at]?.trim() ?? '').filter((value) => value !== '')
  return [...new Set(values)].slice(0, 3).join(' · ').slice(0, 90)
}
