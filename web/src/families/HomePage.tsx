import type { PlannedSession, PublishedAgreements, PublishedSessions } from 'shared/published'
import { Link } from 'wouter'
import { ButtonLink } from '../design/Button'
import { Disclosure } from '../design/Disclosure'
import { longDay } from '../time'
import { useWords } from '../words/define'
import { familyWords } from '../words/families'
import { Answered, useAnswer } from './answer'
import { Page } from './Page'
import { minutesAt, paths } from './places'

/** What is next, what was last, how it goes, and the way to say that something is lacking. */
export function HomePage() {
  const words = useWords(familyWords)
  const sessions = useAnswer<PublishedSessions>('published-sessions?limit=1')
  const agreements = useAnswer<PublishedAgreements>('published-agreements?limit=1')
  return (
    <Page title={words.homeTitle} lead={words.homeLead}>
      <section className="f-card">
        <h2>{words.nextTitle}</h2>
        <Answered answer={sessions}>
          {({ next }) => (next === null ? <p>{words.nextNone}</p> : <Next session={next} />)}
        </Answered>
      </section>
      <section className="f-card">
        <h2>{words.latestTitle}</h2>
        <Answered answer={sessions}>
          {({ items: [latest] }) =>
            latest === undefined ? (
              <p>{words.latestNone}</p>
            ) : (
              <>
                <p>{words.latestDay(longDay(latest.heldOn))}</p>
                <ButtonLink kind="primary" href={minutesAt(latest.id)}>
                  {words.latestRead(latest.number)}
                </ButtonLink>
                <Link href={paths.minutesList}>{words.allMinutes}</Link>
              </>
            )
          }
        </Answered>
      </section>
      <section className="f-card">
        <h2>{words.howTitle}</h2>
        <Answered answer={agreements}>
          {({ sums: { kept, late, open } }) => (
            <>
              <p>{kept + late + open === 0 ? words.howNone : words.how(kept, late, open)}</p>
              <ButtonLink href={paths.agreements}>{words.seeAgreements}</ButtonLink>
            </>
          )}
        </Answered>
      </section>
      <section className="f-card f-card-strong">
        <h2>{words.lackTitle}</h2>
        <p>{words.lackText}</p>
        <ButtonLink kind="primary" href={paths.report}>
          {words.lackStart}
        </ButtonLink>
        <ButtonLink href={paths.follow}>{words.lackFollow}</ButtonLink>
      </section>
      <section className="f-card">
        <h2>{words.otherTitle}</h2>
        <ul className="f-links">
          {(
            [
              [paths.figures, words.seeFigures],
              [paths.hospitals, words.seeHospitals],
              [paths.bulletins, words.seeBulletins],
              [paths.raisePoint, words.raisePoint],
              [paths.points, words.seePoints],
              [paths.search, words.searchAll],
            ] as const
          ).map(([href, text]) => (
            <li key={href}>
              <Link href={href}>{text}</Link>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  )
}

function Next({ session: it }: { session: PlannedSession }) {
  const words = useWords(familyWords)
  return (
    <>
      <p>
        <strong>{words.nextDay(it.number, longDay(it.heldOn))}</strong>{' '}
        {it.startsAt !== null && words.nextHour(it.startsAt)}
      </p>
      {it.topic !== null && <p>{words.nextTopic(it.topic)}</p>}
      {it.place !== null && <p>{words.nextPlace(it.place)}</p>}
      {it.link !== null && (
        <a className="g-button g-button-primary" href={it.link} rel="noreferrer">
          {words.nextJoin}
        </a>
      )}
      <Disclosure title={words.nextAgenda}>
        <ol className="f-numbered">
          {it.agenda.map(({ kind, title }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the agenda is an order and nothing else
            <li key={n}>{title ?? words[kind === 'figures' ? 'figures-part' : kind]}</li>
          ))}
        </ol>
      </Disclosure>
    </>
  )
}
