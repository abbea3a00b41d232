import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { IdentityOverride } from 'shared/identity-overrides'
import { Answer } from '../design/Answer'
import { Banner } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { Card } from '../design/Card'
import { PageHeader } from '../design/PageHeader'
import { EmptyState } from '../design/states'
import { paths } from '../paths'
import { codeOf } from '../problem'
import { inHospitalTime } from '../time'
import { useWords } from '../words/define'
import { identityKindWords, identityWords } from '../words/identity'
import { say } from '../words/problems'
import { decideOverride, identityOverrides } from './api'
import './OverridesPage.css'

/** Words that look like a registered person's and wait for a second person to let them stand. */
export function OverridesPage() {
  const words = useWords(identityWords)
  const waiting = useQuery(identityOverrides('waiting'))
  const approved = useQuery(identityOverrides('approved'))
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={<ButtonLink href={paths.sessions}>{words.toSessions}</ButtonLink>}
      />
      <div className="g-stack">
        <Card title={words.waiting}>
          <Answer query={waiting} lines={4}>
            {(items) =>
              items.length === 0 ? (
                <EmptyState icon="success" title={words.noneTitle} text={words.noneText} />
              ) : (
                <ul className="g-overrides">
                  {items.map((item) => (
                    <Waiting key={item.id} item={item} />
                  ))}
                </ul>
              )
            }
          </Answer>
        </Card>
        <Card title={words.approved}>
          <Answer query={approved} lines={2}>
            {(items) =>
              items.length === 0 ? (
                <p>{words.noneApproved}</p>
              ) : (
                <ul className="g-overrides">
                  {items.map((item) => (
                    <Approved key={item.id} item={item} />
                  ))}
                </ul>
              )
            }
          </Answer>
        </Card>
      </div>
    </>
  )
}

function Waiting({ item }: { item: IdentityOverride }) {
  const words = useWords(identityWords)
  const decide = useMutation(decideOverride(item.id))
  const [failed, setFailed] = useState<unknown>()
  const act = (step: 'approval' | 'refusal') => decide.mutateAsync(step).catch(setFailed)
  return (
    <li>
      <Facts item={item} />
      {failed !== undefined && <Banner tone="error">{say(codeOf(failed))}</Banner>}
      {item.own ? (
        <p className="g-overrides-own">{words.own}</p>
      ) : (
        <div className="g-row">
          <Button kind="primary" size="small" busy={decide.isPending} onClick={() => void act('approval')}>
            {words.approve(item.text)}
          </Button>
          <Button size="small" busy={decide.isPending} onClick={() => void act('refusal')}>
            {words.refuse(item.text)}
          </Button>
        </div>
      )}
    </li>
  )
}

function Approved({ item }: { item: IdentityOverride }) {
  const words = useWords(identityWords)
  const decide = useMutation(decideOverride(item.id))
  return (
    <li>
      <Facts item={item} />
      {decide.isError && <Banner tone="error">{say(codeOf(decide.error))}</Banner>}
      <div className="g-row">
        <Button size="small" busy={decide.isPending} onClick={() => decide.mutate('refusal')}>
          {words.withdraw(item.text)}
        </Button>
      </div>
    </li>
  )
}

function Facts({ item }: { item: IdentityOverride }) {
  const words = useWords(identityWords)
  const kinds = useWords(identityKindWords)
  return (
    <>
      <h3>{item.text}</h3>
      <p>{kinds[item.kind]}</p>
      <p>{words.because(item.reason)}</p>
      <p className="g-overrides-when">{words.requestedAt(inHospitalTime(item.requestedAt))}</p>
    </>
  )
}
