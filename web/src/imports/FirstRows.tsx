import { useId } from 'react'
import type { ImportPreview } from 'shared/imports'
import { Icon } from '../design/Icon'
import { shownNumber } from '../time'
import { useWords } from '../words/define'
import { explain, importWords } from '../words/imports'
import '../design/DataTable.css'
import './FirstRows.css'

/** Rows of the sheet that are shown as they came; what was found is said of all that were read. */
const most = 6

/** The sheet as it came, with marks where something is to be corrected, and the same in words below. */
export function FirstRows({ found: { headers, rows } }: { found: ImportPreview }) {
  const words = useWords(importWords)
  const id = useId()
  const wrong = rows.flatMap(({ row, findings, name }) =>
    findings.map(({ column, code, severity }) => ({
      key: `${row} ${column} ${code}`,
      row,
      column,
      code,
      severity,
      name,
    })),
  )
  const columns = headers.map((header, at) => ({ key: `${at} ${header}`, at, header }))
  return (
    <div className="g-stack">
      <div>
        <h2 id={id}>{words.firstRows}</h2>
        <p className="g-first-soft">{words.firstRowsText}</p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="g-table-scroll" aria-labelledby={id} tabIndex={0}>
        <table className="g-table g-first" aria-labelledby={id} translate="no">
          <thead>
            <tr>
              <th scope="col">{words.row}</th>
              {columns.map(({ key, at, header }) => (
                <th key={key} scope="col">
                  {header || words.unnamed(String(at + 1))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map(({ row, cells, findings }) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {columns.map(({ key, at, header }) => {
                  const mark = findings.find(({ column }) => column === header)
                  return (
                    <td key={key} className={mark && `g-first-${mark.severity}`}>
                      {cells[at]}
                      {mark && <Icon name={mark.severity} size={15} />}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {wrong.length === 0 ? (
        <p>{words.rowsClean}</p>
      ) : (
        <ul className="g-first-found">
          {wrong.map(({ key, row, column, code, severity, name }) => (
            <li key={key} className={`g-first-${severity}`}>
              <Icon name={severity} size={18} />
              <span>
                <strong>
                  {words.row} {shownNumber(row)}, <span translate="no">{column ?? words.wholeRow}</span>:
                </strong>{' '}
                {explain(code)}
                {code === 'name-needs-splitting' &&
                  name &&
                  ` ${words.proposal(name.givenName, [name.firstSurname, name.secondSurname].filter(Boolean).join(' '))}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
