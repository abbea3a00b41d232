import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { Answer } from '../design/Answer'
import { paths } from '../paths'
import { pointWords } from '../words/agenda-points'
import { useWords } from '../words/define'
import { sessionPoints } from './api'
import { PointStatus } from './PointStatus'
import './Points.css'

/** What families ask this session to speak of: stands under its part of the agenda. */
export function SessionPoints({ sessionId }: { sessionId: string }) {
  const words = useWords(pointWords)
  const query = useQuery(sessionPoints(sessionId))
  return (
    <Answer query={query} lines={2}>
      {({ items }) => (
        <div className="g-stack">
          {items.length === 0 ? (
            <p className="g-point-soft">{words.ofSessionNone}</p>
          ) : (
            <ul className="g-session-points" aria-label={words.ofSession}>
              {items.map(({ id, text, status, answer }) => (
                <li key={id}>
                  <span className="g-point-text">{text}</span>{' '}
                  {status !== 'scheduled' && <PointStatus status={status} />}
                  {answer !== null && <p className="g-point-soft">{answer}</p>}
                </li>
              ))}
            </ul>
          )}
          <p className="g-no-print">
            <Link href={paths.points}>{words.toInbox}</Link>
          </p>
        </div>
      )}
    </Answer>
  )
}
