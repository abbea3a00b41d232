import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FollowedCase } from 'shared/agreements'
import { Link } from 'wouter'
import { Answer } from '../design/Answer'
import { Banner, StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { type Column, DataTable } from '../design/DataTable'
import { PageHeader } from '../design/PageHeader'
import { addressOf, paths } from '../paths'
import { shownDay } from '../time'
import { agreementWords } from '../words/agreements'
import { useWords } from '../words/define'
import { followedCases } from './api'
import { LinkDialog } from './LinkDialog'
import { Status } from './Status'
import './Agreements.css'

/** Cases that the own hospital must follow; here alone an alias leads to a person. */
export function CasesPage() {
  const words = useWords(agreementWords)
  const query = useQuery(followedCases)
  const [linking, link] = useState<FollowedCase | null>(null)
  const [linked, setLinked] = useState('')
  return (
    <>
      <PageHeader title={words.casesTitle} lead={words.casesLead} />
      <div className="g-stack">
        {linked && (
          <Banner tone="success" onClose={() => setLinked('')}>
            {words.linkDone(linked)}
          </Banner>
        )}
        <Answer query={query} lines={6}>
          {({ items }) => (
            <Card>
              <CaseTable cases={items} onLink={link} />
            </Card>
          )}
        </Answer>
      </div>
      {linking && <LinkDialog followed={linking} onLinked={setLinked} onClose={() => link(null)} />}
    </>
  )
}

function CaseTable({ cases, onLink }: { cases: readonly FollowedCase[]; onLink: (followed: FollowedCase) => void }) {
  const words = useWords(agreementWords)
  const columns: readonly Column<FollowedCase>[] = [
    {
      key: 'alias',
      header: words.caseAlias,
      title: true,
      cell: ({ caseAlias, code }) => `${caseAlias} (${words.agreementCode(code)})`,
    },
    { key: 'text', header: words.agreement, cell: ({ text }) => <span className="g-agreement-words">{text}</span> },
    { key: 'dueOn', header: words.dueOn, cell: ({ dueOn }) => shownDay(dueOn) },
    { key: 'status', header: words.status, cell: ({ status, late }) => <Status status={status} late={late} /> },
    {
      key: 'person',
      header: words.person,
      cell: (followed) => (
        <span className="g-row">
          {followed.patientId === null ? (
            <StatusTag tone="warning">{words.notLinked}</StatusTag>
          ) : (
            <Link href={addressOf(paths.patient, { patientId: followed.patientId })}>{words.openRecord}</Link>
          )}
          <Button size="small" onClick={() => onLink(followed)}>
            {followed.patientId === null ? words.link : words.relink}
            <span className="g-hidden"> {followed.caseAlias}</span>
          </Button>
        </span>
      ),
    },
  ]
  return (
    <DataTable
      caption={words.casesCaption}
      level={2}
      copy={false}
      columns={columns}
      rows={cases}
      rowKey={({ agreementId }) => agreementId}
      empty={{ title: words.casesNone, text: words.casesNoneText }}
    />
  )
}
