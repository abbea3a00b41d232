import { useId } from 'react'
import type { ImportFinding, ImportPreview, NameProposal } from 'shared/imports'
import { Icon } from '../design/Icon'
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
  const said = grouped(rows)
  const columns = headers.map((header, at) => ({ key: `${at} ${header}`, at, header }))
  return (
    <div className="g-stack">
      <div className="g-first-head">
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
      {said.length === 0 ? (
        <p>{words.rowsClean}</p>
      ) : (
        <ul className="g-first-found">
          {said.map(({ column, code, severity, places, proposal }) => (
            <li key={`${column} ${code}`} className={`g-first-${severity}`}>
              <Icon name={severity} size={18} />
              <span>
                <strong translate="no">{column ?? words.wholeRow}</strong>: {explain(code)}{' '}
                <span className="g-first-soft">
                  {rows.length > 1 && places.length === rows.length
                    ? words.inAllRows
                    : words.inRows(places.length, places.join(', '))}
                </span>
                {code === 'name-needs-splitting' &&
                  proposal &&
                  ` ${words.proposal(proposal.givenName, [proposal.firstSurname, proposal.secondSurname].filter(Boolean).join(' '))}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

type Said = ImportFinding & { places: number[]; proposal: NameProposal | null }

/** The same thing about one column is said once, with its rows; what must be mended first. */
function grouped(rows: ImportPreview['rows']): Said[] {
  const said = new Map<string, Said>()
  for (const { row, findings, name } of rows)
    for (const finding of findings) {
      const key = `${finding.column} ${finding.code}`
      const known = said.get(key)
      if (known) known.places.push(row)
      else said.set(key, { ...finding, places: [row], proposal: name })
    }
  return [...said.values()].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
}
