import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseReports } from 'shared/shortage-reports'
import { Answer } from '../design/Answer'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Card, DescriptionList } from '../design/Card'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { familyReportCardWords } from '../words/family-reports'
import { caseReports } from './api'

/** What families said of this case. How to call them back is shown when it is asked for, and that is recorded. */
export function FamilyReports({ shortageId }: { shortageId: string }) {
  const words = useWords(familyReportCardWords)
  const [contacts, show] = useState(false)
  const query = useQuery(caseReports(shortageId, contacts))
  return (
    <Card title={words.title}>
      <Answer query={query} lines={3}>
        {({ items }) => (
          <div className="g-stack">
            <p>{words.lead(items.length)}</p>
            {!contacts && items.some(({ hasContact }) => hasContact) && (
              <Banner
                tone="info"
                actions={
                  <Button icon="eye" onClick={() => show(true)}>
                    {words.show}
                  </Button>
                }
              >
                {words.showText}
              </Banner>
            )}
            <ul className="g-stack">
              {items.map((report) => (
                <li key={report.id}>
                  <Report report={report} contacts={contacts} />
                </li>
              ))}
            </ul>
          </div>
        )}
      </Answer>
    </Card>
  )
}

function Report({ report, contacts }: { report: CaseReports['items'][number]; contacts: boolean }) {
  const words = useWords(familyReportCardWords)
  const { folio, lackedOn, reportedOn, note, hasContact, contact } = report
  return (
    <DescriptionList
      items={[
        { term: words.folio, value: folio },
        { term: words.reported, value: longDay(reportedOn) },
        { term: words.lacked, value: longDay(lackedOn) },
        ...(note === null ? [] : [{ term: words.note, value: note }]),
        {
          term: words.contact,
          value:
            contact === null
              ? hasContact && !contacts
                ? words.hidden
                : words.none
              : `${contact.givenName}, ${contact.phone}`,
        },
      ]}
    />
  )
}
