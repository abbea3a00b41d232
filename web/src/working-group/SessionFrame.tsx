import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useContext } from 'react'
import type { WorkingGroupSession } from 'shared/working-group-sessions'
import { Link } from 'wouter'
import { Answer } from '../design/Answer'
import { ButtonLink } from '../design/Button'
import { PageHeader } from '../design/PageHeader'
import { addressOf, paths } from '../paths'
import { RegisteredPaths } from '../shell/places'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { groupWords, sessionModeWords } from '../words/working-group'
import { groupSession } from './api'
import './SessionFrame.css'

const parts = [
  ['overview', paths.session],
  ['figures', paths.sessionFigures],
  ['minutes', paths.sessionMinutes],
  ['agreements', paths.sessionAgreements],
  ['bulletin', paths.sessionBulletin],
] as const
export type SessionPart = (typeof parts)[number][0]

/** What every page of a session stands in: its number and day, and the way to its other parts. */
export function SessionFrame({
  sessionId,
  part,
  actions,
  children,
}: {
  sessionId: string
  part: SessionPart
  actions?: ReactNode
  children: (session: WorkingGroupSession) => ReactNode
}) {
  const words = useWords(groupWords)
  const modes = useWords(sessionModeWords)
  const registered = useContext(RegisteredPaths)
  const query = useQuery(groupSession(sessionId))
  const it = query.data
  return (
    <>
      <PageHeader
        title={it ? words.session(it.number) : words.title}
        tabTitle={`${it ? words.session(it.number) : words.title} · ${words[part]}`}
        lead={it && [longDay(it.heldOn), modes[it.mode], it.topic].filter(Boolean).join(' · ')}
        actions={
          <>
            <ButtonLink href={paths.sessions}>{words.back}</ButtonLink>
            {actions}
          </>
        }
      />
      <nav className="g-session-parts" aria-label={words.parts}>
        {parts
          .filter(([, path]) => registered.has(path))
          .map(([name, path]) => (
            <Link key={name} href={addressOf(path, { sessionId })} aria-current={name === part ? 'page' : undefined}>
              {words[name]}
            </Link>
          ))}
      </nav>
      <Answer query={query} lines={8}>
        {(found) => children(found)}
      </Answer>
    </>
  )
}
