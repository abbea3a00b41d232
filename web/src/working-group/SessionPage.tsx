import { useState } from 'react'
import type { WorkingGroupSession } from 'shared/working-group-sessions'
import { SessionPoints } from '../agenda-points/SessionPoints'
import { OpenAgreements } from '../agreements/OpenAgreements'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { Card, DescriptionList } from '../design/Card'
import { hasDraft } from '../drafts'
import { useReach } from '../network/HospitalField'
import { longDay, today } from '../time'
import { useWords } from '../words/define'
import { sessionWords } from '../words/sessions'
import { agendaKindWords, sessionModeWords } from '../words/working-group'
import { AttendanceCard } from './AttendanceCard'
import { placeText } from './place'
import { draftOf, SessionForm } from './SessionForm'
import { SessionFrame } from './SessionFrame'
import { SessionState } from './SessionState'
import './working-group.css'

/** A session as it is prepared and held: its agenda, who presents next, and who came. */
export function SessionPage({ sessionId }: { sessionId: string }) {
  const words = useWords(sessionWords)
  const { national } = useReach()
  const [editing, edit] = useState(() => hasDraft(draftOf(sessionId)))
  const [saved, setSaved] = useState(false)
  const open = national && editing
  return (
    <SessionFrame
      sessionId={sessionId}
      part="overview"
      actions={
        !open && (
          <>
            <Button icon="printer" onClick={() => print()}>
              {words.print}
            </Button>
            {national && (
              <Button
                kind="primary"
                icon="pencil"
                onClick={() => {
                  setSaved(false)
                  edit(true)
                }}
              >
                {words.edit}
              </Button>
            )}
          </>
        )
      }
    >
      {(session) => (
        <div className="g-stack">
          {saved && (
            <Banner tone="success" onClose={() => setSaved(false)}>
              {words.saved}
            </Banner>
          )}
          {open ? (
            <SessionForm
              session={session}
              onDone={(done) => {
                setSaved(done)
                edit(false)
              }}
            />
          ) : (
            <>
              <OpenAgreements sessionId={sessionId} />
              <Agenda session={session} />
              <Details session={session} />
            </>
          )}
          <AttendanceCard session={session} writes={national && !open && session.minutesStatus !== 'published'} />
        </div>
      )}
    </SessionFrame>
  )
}

function Agenda({ session: { id, agenda } }: { session: WorkingGroupSession }) {
  const words = useWords(sessionWords)
  const kinds = useWords(agendaKindWords)
  return (
    <Card title={words.agenda}>
      {agenda.length === 0 ? (
        <p>{words.agendaEmpty}</p>
      ) : (
        <ol className="g-agenda">
          {agenda.map(({ kind, title, note }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the agenda is an order and nothing else
            <li key={n}>
              <strong>{title ?? kinds[kind]}</strong>
              {note !== null && <p className="g-agenda-note">{note}</p>}
              {kind === 'family-points' && <SessionPoints sessionId={id} />}
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

function Details({ session }: { session: WorkingGroupSession }) {
  const words = useWords(sessionWords)
  const modes = useWords(sessionModeWords)
  const { heldOn, startsAt, mode, topic, place, link, nextPresenters } = session
  const next = nextPresenters.map(placeText)
  const soon = heldOn >= today()
  return (
    <Card title={words.details} actions={<SessionState session={session} />}>
      <DescriptionList
        items={[
          { term: words.heldOn, value: [longDay(heldOn), startsAt].filter(Boolean).join(', ') },
          { term: words.mode, value: modes[mode] },
          { term: words.topic, value: topic ?? words.noTopic },
          ...(place === null ? [] : [{ term: words.place, value: place }]),
          ...(link === null || !soon
            ? []
            : [
                {
                  term: words.link,
                  value: (
                    <a href={link} target="_blank" rel="noreferrer noopener">
                      {words.enter}
                    </a>
                  ),
                },
              ]),
          {
            term: words.nextPresenters,
            value:
              next.length === 0 ? (
                words.nextNone
              ) : (
                <ol>
                  {next.map((name) => (
                    <li key={name}>{name}</li>
                  ))}
                </ol>
              ),
          },
        ]}
      />
    </Card>
  )
}
