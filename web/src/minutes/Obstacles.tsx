import type { MinutesObstacle } from 'shared/minutes'
import { Button, ButtonLink } from '../design/Button'
import { addressOf, paths } from '../paths'
import { Problem } from '../problem'
import { useWords } from '../words/define'
import { documentPartWords, minutesWords } from '../words/minutes'
import { useSayFinding } from './FindingList'
import type { Finding } from './findings'

export type Place = Pick<Finding, 'at' | 'length'>

/** What the server says stands in the way of agreeing or publishing, by its place; empty for any other failure. */
export const obstaclesOf = (error: unknown): readonly MinutesObstacle[] =>
  error instanceof Problem && obstacleTypes.includes(error.type) ? error.errors : []
const obstacleTypes = ['/problems/minutes-not-ready', '/problems/identifies-a-patient']

/** Each obstacle with the way to it: a place of the text, or what it stands in beside the text. */
export function Obstacles({
  obstacles,
  sessionId,
  onGo,
}: {
  obstacles: readonly MinutesObstacle[]
  sessionId: string
  onGo(place: Place): void
}) {
  return (
    <ul className="g-minutes-missing">
      {obstacles.map((obstacle) => (
        <Obstacle
          key={`${obstacle.pointer} ${obstacle.code} ${obstacle.at}`}
          obstacle={obstacle}
          sessionId={sessionId}
          onGo={onGo}
        />
      ))}
    </ul>
  )
}

function Obstacle({
  obstacle: { pointer, code, at, length },
  sessionId,
  onGo,
}: {
  obstacle: MinutesObstacle
  sessionId: string
  onGo(place: Place): void
}) {
  const words = useWords(minutesWords)
  const places: Readonly<Record<string, string>> = useWords(documentPartWords)
  const sayCode = useSayFinding()
  const [, part = '', n] = pointer.split('/')
  const session = addressOf(paths.session, { sessionId })
  return (
    <li>
      {places[part] !== undefined && `${places[part]}${part === 'agreements' ? ` ${Number(n) + 1}` : ''}: `}
      <span>{sayCode({ code })}</span>{' '}
      {part === 'text' && at !== undefined && length !== undefined && (
        <Button size="small" onClick={() => onGo({ at, length })}>
          {words.goThere}
        </Button>
      )}
      {code === 'no-attendance' && (
        <ButtonLink size="small" href={session}>
          {words.attendance}
        </ButtonLink>
      )}
      {code === 'figure-not-frozen' && (
        <ButtonLink size="small" href={addressOf(paths.sessionFigures, { sessionId })}>
          {words.goFigures}
        </ButtonLink>
      )}
      {code.startsWith('identifies-') && (part === 'topic' || part === 'institute' || part === 'families') && (
        <ButtonLink size="small" href={session}>
          {words.goSession}
        </ButtonLink>
      )}
      {part === 'agreements' && (
        <ButtonLink size="small" href={addressOf(paths.sessionAgreements, { sessionId })}>
          {words.goAgreements}
        </ButtonLink>
      )}
    </li>
  )
}
