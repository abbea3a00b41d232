import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MinutesSummary } from 'shared/minutes'
import { Answer } from '../design/Answer'
import { Banner, StatusTag } from '../design/Banner'
import { Button } from '../design/Button'
import { Card } from '../design/Card'
import { EmptyState } from '../design/states'
import { idempotencyKeys } from '../http'
import { codeOf } from '../problem'
import { useSession } from '../session'
import { inHospitalTime } from '../time'
import { useWords } from '../words/define'
import { minutesWords } from '../words/minutes'
import { say } from '../words/problems'
import { SessionFrame } from '../working-group/SessionFrame'
import { beginMinutes, minutesOf, minutesVersion } from './api'
import { Editor } from './Editor'
import { ErratumDialog } from './ErratumDialog'
import { useKeptText } from './editing'
import { PublishedView } from './PublishedView'
import './minutes.css'

/** The minutes of a session: written, agreed and published here, version by version. */
export function MinutesPage({ sessionId }: { sessionId: string }) {
  return (
    <SessionFrame sessionId={sessionId} part="minutes">
      {() => <Versions sessionId={sessionId} />}
    </SessionFrame>
  )
}

function Versions({ sessionId }: { sessionId: string }) {
  const query = useQuery({ ...minutesOf(sessionId), staleTime: 0 })
  const [asked, ask] = useState<string>()
  const writes = useWrites()
  return (
    <Answer query={query} lines={8}>
      {({ items }) => {
        const shown = items.find(({ id }) => id === asked) ?? items.at(-1)
        if (shown === undefined) return <None sessionId={sessionId} writes={writes} />
        const later = items.filter(
          ({ status, versionNumber }) => status === 'published' && versionNumber > shown.versionNumber,
        )
        const closed = items.every(({ status }) => status === 'published')
        return (
          <div className="g-stack g-minutes">
            {(items.length > 1 || (closed && writes)) && (
              <VersionList items={items} shown={shown} onShow={ask} erratum={closed && writes} />
            )}
            <Version key={shown.id} sessionId={sessionId} id={shown.id} later={later.at(-1)} onShow={ask} />
          </div>
        )
      }}
    </Answer>
  )
}

/** The nation's coordinators write; the others read what is published. */
function useWrites(): boolean {
  const session = useSession()
  return (
    'user' in session && session.user.grants.some(({ role, national }) => role === 'coordinator' && national === true)
  )
}

function None({ sessionId, writes }: { sessionId: string; writes: boolean }) {
  const words = useWords(minutesWords)
  const [keys] = useState(idempotencyKeys)
  const { mutate, isPending, error } = useMutation(beginMinutes(sessionId, keys))
  return (
    <>
      {error !== null && <Banner tone="error">{say(codeOf(error))}</Banner>}
      <EmptyState
        icon="report"
        title={words.noneTitle}
        text={writes ? words.noneText : words.noneYet}
        actions={
          writes && (
            <Button kind="primary" icon="pencil" busy={isPending} onClick={() => mutate({})}>
              {words.begin}
            </Button>
          )
        }
      />
    </>
  )
}

function VersionList({
  items,
  shown,
  onShow,
  erratum,
}: {
  items: readonly MinutesSummary[]
  shown: MinutesSummary
  onShow(id: string): void
  erratum: boolean
}) {
  const words = useWords(minutesWords)
  const [opening, open] = useState(false)
  return (
    <div className="g-no-print">
      <Card
        title={words.versions}
        actions={
          erratum && (
            <Button size="small" icon="pencil" onClick={() => open(true)}>
              {words.erratum}
            </Button>
          )
        }
      >
        <ul className="g-minutes-missing">
          {items.map(({ id, versionNumber, status, folio, publishedAt, erratumReason }) => (
            <li key={id}>
              <Button size="small" aria-pressed={id === shown.id} onClick={() => onShow(id)}>
                {words.version(versionNumber)}
              </Button>{' '}
              <StatusTag tone={status === 'published' ? 'success' : 'neutral'}>{words[status]}</StatusTag>{' '}
              {folio && <span className="g-minutes-folio">{folio}</span>}
              {publishedAt && <span className="g-minutes-folio"> · {inHospitalTime(publishedAt)}</span>}
              {erratumReason && <p>{words.erratumOf(erratumReason)}</p>}
            </li>
          ))}
        </ul>
      </Card>
      {opening && <ErratumDialog sessionId={shown.sessionId} onClose={() => open(false)} onOpened={onShow} />}
    </div>
  )
}

function Version({
  sessionId,
  id,
  later,
  onShow,
}: {
  sessionId: string
  id: string
  later: MinutesSummary | undefined
  onShow(id: string): void
}) {
  const query = useQuery({ ...minutesVersion(sessionId, id), staleTime: 0 })
  const kept = useKeptText(id)
  return (
    <Answer query={query} lines={9}>
      {(minutes) =>
        minutes.document !== null ? (
          <PublishedView minutes={minutes} document={minutes.document} later={later} onShow={onShow} />
        ) : (
          kept !== undefined && <Editor minutes={minutes} kept={kept} />
        )
      }
    </Answer>
  )
}
