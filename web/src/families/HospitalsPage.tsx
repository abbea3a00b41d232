import { useState } from 'react'
import type { Counts } from 'shared/counts'
import type { OoadList } from 'shared/network'
import { Disclosure } from '../design/Disclosure'
import { longDay, shownNumber } from '../time'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'
import { familyFigureWords } from '../words/families-figures'
import { Answered, useAnswer } from './answer'
import { Field } from './Field'
import { Page } from './Page'
import { paths } from './places'

/** How many people each hospital cares for, protected as every table of families is. Nobody can be looked up. */
export function HospitalsPage() {
  const words = useWords(familyFigureWords)
  const names = useWords(familyWords)
  const [office, choose] = useState('')
  const counts = useAnswer<Counts>('counts?groupBy=hospital')
  const offices = useAnswer<OoadList>('ooads')
  const shown = (value: number | null) => (value === null ? names.hidden : shownNumber(value))
  return (
    <Page
      title={words.hospitalsTitle}
      lead={counts.data && words.hospitalsLead(longDay(counts.data.on))}
      back={{ href: paths.figures, words: words.title }}
      printable
    >
      <Disclosure title={words.hospitalsWhy}>
        <p>{words.hospitalsWhyText}</p>
      </Disclosure>
      <Field label={words.office}>
        {(control) => (
          <select {...control} className="f-input" value={office} onChange={({ target }) => choose(target.value)}>
            <option value="">{words.anyOffice}</option>
            {offices.data?.items.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Answered answer={counts}>
        {({ rows }) => {
          const of = rows.filter(({ ooadCode }) => office === '' || ooadCode === office)
          if (of.length === 0) return <p>{words.hospitalsNone}</p>
          return (
            <table className="f-table">
              <thead>
                <tr>
                  <th scope="col">{words.hospital}</th>
                  <th scope="col">{words.people}</th>
                  <th scope="col">{words.children}</th>
                </tr>
              </thead>
              <tbody>
                {of.map(({ key, label, patients, paediatric }) => (
                  <tr key={key}>
                    <th scope="row">{label}</th>
                    <td data-label={words.people}>{shown(patients)}</td>
                    <td data-label={words.children}>{shown(paediatric)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }}
      </Answered>
    </Page>
  )
}
