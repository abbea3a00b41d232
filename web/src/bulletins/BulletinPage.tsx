import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Bulletins } from 'shared/bulletins'
import type { WorkingGroupSession } from 'shared/working-group-sessions'
import { Link, useSearchParams } from 'wouter'
import { Answer } from '../design/Answer'
import { Banner, StatusTag } from '../design/Banner'
import { Button, ButtonLink } from '../design/Button'
import { EmptyState } from '../design/states'
import { idempotencyKeys } from '../http'
import { addressOf, paths } from '../paths'
import { codeOf } from '../problem'
import { sessionFigures } from '../session-figures/api'
import { bulletinWords } from '../words/bulletins'
import { useWords } from '../words/define'
import { say } from '../words/problems'
import { SessionFrame } from '../working-group/SessionFrame'
import { ApprovedBulletin } from './ApprovedBulletin'
import { bulletin, bulletins, prepareBulletin } from './api'
import { BulletinEditor } from './BulletinEditor'
import './bulletins.css'

const CHOSEN = 'boletin'

/** The bulletins of a session: drafted from its figures, written in two languages, approved by a second person. */
export function BulletinPage({ sessionId }: { sessionId: string }) {
  const words = useWords(bulletinWords)
  return (
    <SessionFrame
      sessionId={sessionId}
      part="bulletin"
      actions={
        <Button icon="printer" onClick={() => print()}>
          {words.print}
        </Button>
      }
    >
      {(session) => <OfSession session={session} />}
    </SessionFrame>
  )
}

function OfSession({ session }: { session: WorkingGroupSession }) {
  const query = useQuery(bulletins(session.id))
  const [search, setSearch] = useSearchParams()
  return (
    <Answer query={query} lines={8}>
      {({ items }) => {
        const chosen = items.find(({ id }) => id === search.get(CHOSEN)) ?? items[0]
        const choose = (id: string) => setSearch(new URLSearchParams([[CHOSEN, id]]))
        if (chosen === undefined) return <None session={session} onPrepared={choose} />
        return (
          <div className="g-stack">
            <Others items={items} chosen={chosen.id} />
            <Opened key={chosen.id} id={chosen.id} />
            <Prepare session={session} onPrepared={choose} />
          </div>
        )
      }}
    </Answer>
  )
}

function None({ session, onPrepared }: { session: WorkingGroupSession; onPrepared: (id: string) => void }) {
  const words = useWords(bulletinWords)
  const figures = useQuery(sessionFigures(session.id))
  const frozen = figures.data !== undefined && figures.data.frozenAt !== null
  return (
    <EmptyState
      icon="report"
      title={words.noneTitle}
      text={figures.data === undefined || frozen ? words.noneText : words.noFiguresText}
      actions={
        frozen ? (
          <Prepare session={session} onPrepared={onPrepared} first />
        ) : (
          figures.data && (
            <ButtonLink href={addressOf(paths.sessionFigures, { sessionId: session.id })}>{words.toFigures}</ButtonLink>
          )
        )
      }
    />
  )
}

function Prepare({
  session,
  onPrepared,
  first = false,
}: {
  session: WorkingGroupSession
  onPrepared: (id: string) => void
  first?: boolean
}) {
  const words = useWords(bulletinWords)
  const [keys] = useState(idempotencyKeys)
  const prepare = useMutation(prepareBulletin(session.id, keys))
  return (
    <div className="g-stack g-no-print">
      {prepare.error && <Banner tone="error">{say(codeOf(prepare.error))}</Banner>}
      <div className="g-row">
        <Button
          kind={first ? 'primary' : 'secondary'}
          icon="pencil"
          busy={prepare.isPending}
          busyWords={words.preparing}
          onClick={() => prepare.mutate(undefined, { onSuccess: ({ id }) => onPrepared(id) })}
        >
          {first ? words.prepare : words.prepareOther}
        </Button>
      </div>
    </div>
  )
}

/** The way to the other bulletins, where there are any. */
function Others({ items, chosen }: { items: Bulletins['items']; chosen: string }) {
  const words = useWords(bulletinWords)
  if (items.length < 2) return null
  return (
    <nav aria-label={words.list} className="g-bulletin-list g-no-print">
      {items.map(({ id, number, year, status }) => (
        <Link key={id} href={`?${CHOSEN}=${id}`} aria-current={id === chosen ? 'true' : undefined}>
          {words.bulletin(number, year)}{' '}
          <StatusTag tone={status === 'approved' ? 'success' : 'neutral'}>{words[status]}</StatusTag>
        </Link>
      ))}
    </nav>
  )
}

function Opened({ id }: { id: string }) {
  const query = useQuery(bulletin(id))
  return (
    <Answer query={query} lines={8}>
      {(found) =>
        found.document === null ? (
          <BulletinEditor bulletin={found} />
        ) : (
          <ApprovedBulletin bulletin={found} document={found.document} />
        )
      }
    </Answer>
  )
}
