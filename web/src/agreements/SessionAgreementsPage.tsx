import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Agreement } from 'shared/agreements'
import type { WorkingGroupSession } from 'shared/working-group-sessions'
import { Answer } from '../design/Answer'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { EmptyState } from '../design/states'
import { useReach } from '../network/HospitalField'
import { agreementWords } from '../words/agreements'
import { useWords } from '../words/define'
import { groupSession } from '../working-group/api'
import { SessionFrame } from '../working-group/SessionFrame'
import { AgreementDialog } from './AgreementDialog'
import { AgreementTable } from './AgreementTable'
import { sessionAgreements } from './api'

/** What one session agreed, in the order of its numbers. */
export function SessionAgreementsPage({ sessionId }: { sessionId: string }) {
  const words = useWords(agreementWords)
  const { national } = useReach()
  const minutesStatus = useQuery(groupSession(sessionId)).data?.minutesStatus
  const mayAdd = national && minutesStatus !== 'published' // an open erratum takes new ones
  const [adding, add] = useState(false)
  return (
    <SessionFrame
      sessionId={sessionId}
      part="agreements"
      actions={
        <>
          <Button icon="printer" onClick={() => print()}>
            {words.print}
          </Button>
          {mayAdd && (
            <Button kind="primary" icon="check" onClick={() => add(true)}>
              {words.add}
            </Button>
          )}
        </>
      }
    >
      {(session) => <OfSession session={session} adding={adding && mayAdd} onClose={() => add(false)} />}
    </SessionFrame>
  )
}

function OfSession({
  session,
  adding,
  onClose,
}: {
  session: WorkingGroupSession
  adding: boolean
  onClose: () => void
}) {
  const words = useWords(agreementWords)
  const query = useQuery(sessionAgreements(session.id))
  const [saved, setSaved] = useState('')
  return (
    <div className="g-stack">
      {saved && (
        <Banner tone="success" onClose={() => setSaved('')}>
          {words.saved(saved)}
        </Banner>
      )}
      {session.publishedAt !== null && <Banner tone="info">{words.publishedNote}</Banner>}
      <Answer query={query} lines={6}>
        {({ items }) => <Listed session={session} agreements={items} />}
      </Answer>
      {adding && <AgreementDialog session={session} onSaved={setSaved} onClose={onClose} />}
    </div>
  )
}

function Listed({ session, agreements }: { session: WorkingGroupSession; agreements: readonly Agreement[] }) {
  const words = useWords(agreementWords)
  return (
    <Card>
      {agreements.length === 0 ? (
        <EmptyState icon="check" title={words.sessionNone} text={words.sessionNoneText} />
      ) : (
        <AgreementTable
          agreements={agreements}
          caption={words.sessionCaption(session.number)}
          empty={{ title: words.sessionNone }}
          sorts={false}
        />
      )}
    </Card>
  )
}
