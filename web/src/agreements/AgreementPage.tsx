import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AgreementDetail } from 'shared/agreements'
import { Link } from 'wouter'
import { Answer } from '../design/Answer'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { Card, DescriptionList } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { addressOf, paths } from '../paths'
import { longDay } from '../time'
import { agreementWords } from '../words/agreements'
import { useWords } from '../words/define'
import { AgreementDialog } from './AgreementDialog'
import { agreement } from './api'
import { History } from './History'
import { ProgressForm } from './ProgressForm'
import { placeIn } from './place'
import { Status } from './Status'
import './Agreements.css'

/** One agreement: who answers, where and by when, how it goes, and the form to tell of it. */
export function AgreementPage({ agreementId }: { agreementId: string }) {
  const words = useWords(agreementWords)
  const query = useQuery(agreement(agreementId))
  const [editing, edit] = useState(false)
  const it = query.data
  return (
    <>
      <PageHeader
        title={it ? words.agreementCode(it.code) : words.agreement}
        lead={it && words.made(it.sessionNumber)}
        actions={
          <>
            <ButtonLink href={paths.agreements}>{words.back}</ButtonLink>
            <Button icon="printer" onClick={() => print()}>
              {words.print}
            </Button>
            {it?.mayEdit && (
              <Button icon="pencil" onClick={() => edit(true)}>
                {words.edit}
              </Button>
            )}
          </>
        }
      />
      <Answer query={query} lines={8}>
        {(found) => <Shown key={found.id} agreement={found} />}
      </Answer>
      {editing && it && <AgreementDialog session={sessionOf(it)} agreement={it} onClose={() => edit(false)} />}
    </>
  )
}

const sessionOf = ({ sessionId, sessionNumber, heldOn }: AgreementDetail) => ({
  id: sessionId,
  number: sessionNumber,
  heldOn,
})

function Shown({ agreement: it }: { agreement: AgreementDetail }) {
  const words = useWords(agreementWords)
  const [told, tell] = useState(false)
  return (
    <div className="g-stack">
      <Card title={words.facts} actions={<Status status={it.status} late={it.late} />}>
        <div className="g-stack">
          <p className="g-agreement-text">{it.text}</p>
          <DescriptionList
            items={[
              { term: words.responsible, value: it.responsible },
              { term: words.place, value: placeIn(it.place, words.national) },
              { term: words.dueOn, value: longDay(it.dueOn) },
              ...(it.keptOn === null ? [] : [{ term: words.keptOn, value: longDay(it.keptOn) }]),
              ...(it.caseAlias === null ? [] : [{ term: words.caseAlias, value: it.caseAlias }]),
            ]}
          />
          {it.caseAlias !== null && <p className="g-agreement-soft">{words.caseNote}</p>}
          <p className="g-no-print">
            <Link href={addressOf(paths.sessionAgreements, { sessionId: it.sessionId })}>
              {words.toSession(it.sessionNumber)}
            </Link>
          </p>
        </div>
      </Card>
      {told && (
        <Banner tone="success" onClose={() => tell(false)}>
          {words.told}
        </Banner>
      )}
      {it.mayProgress ? (
        <ProgressForm agreement={it} onTold={() => tell(true)} />
      ) : (
        <p className="g-agreement-soft g-no-print">{words.notYours}</p>
      )}
      <History agreement={it} />
    </div>
  )
}
