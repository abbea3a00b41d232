import { SessionPoints } from '../agenda-points/SessionPoints'
import { OpenAgreements } from '../agreements/OpenAgreements'
import { useWords } from '../words/define'
import { agendaKindWords } from '../words/working-group'
import { SessionFrame } from './SessionFrame'

/** A session as it is prepared: its agenda. */
export function SessionPage({ sessionId }: { sessionId: string }) {
  const kinds = useWords(agendaKindWords)
  return (
    <SessionFrame sessionId={sessionId} part="overview">
      {({ agenda }) => (
        <div className="g-stack">
          <OpenAgreements sessionId={sessionId} />
          <ol>
            {agenda.map(({ kind, title }, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the agenda is an order and nothing else
              <li key={n}>
                {title ?? kinds[kind]}
                {kind === 'family-points' && <SessionPoints sessionId={sessionId} />}
              </li>
            ))}
          </ol>
        </div>
      )}
    </SessionFrame>
  )
}
