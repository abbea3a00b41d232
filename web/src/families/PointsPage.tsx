import type { PublishedPoint, PublishedPoints } from 'shared/published'
import { ButtonLink } from '../design/Button'
import { longDay, today } from '../time'
import { useWords } from '../words/define'
import { familyPointWords } from '../words/families-points'
import { Answered, useAnswer } from './answer'
import { Page } from './Page'
import { paths } from './places'

/** What families asked to speak of, and its fate. */
export function PointsPage() {
  const words = useWords(familyPointWords)
  const answer = useAnswer<PublishedPoints>('published-points?limit=200')
  return (
    <Page title={words.title} lead={words.lead}>
      <ButtonLink kind="primary" href={paths.raisePoint}>
        {words.raise}
      </ButtonLink>
      <Answered answer={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{words.none}</p>
          ) : (
            <ul className="f-list">
              {items.map((point) => (
                <li key={point.id}>
                  <p className="f-said">{point.text}</p>
                  <p className="f-small">{words.asked(longDay(today(new Date(point.raisedAt))))}</p>
                  <Fate point={point} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Page>
  )
}

function Fate({ point: { status, sessionNumber, heldOn, answer } }: { point: PublishedPoint }) {
  const words = useWords(familyPointWords)
  if (status === 'received')
    return (
      <p>
        <strong>{words.received}</strong>
      </p>
    )
  if (status === 'scheduled')
    return (
      <p>
        <strong>
          {sessionNumber === null || heldOn === null
            ? words.scheduledSoon
            : words.scheduled(sessionNumber, longDay(heldOn))}
        </strong>
      </p>
    )
  return (
    <>
      <p>
        <strong>{words[status]}</strong>
      </p>
      <p>{answer}</p>
    </>
  )
}
